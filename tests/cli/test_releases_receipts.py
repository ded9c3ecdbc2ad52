"""Where each version is, and what catalogues showed of it, on a terminal."""

from __future__ import annotations

import json

import pytest
from cli.called import Command, Options
from contract.city import PLANNING, SHEETS, City

SHARE = "share"


@pytest.fixture
def told(run: Command, at: Options, city: City) -> City:
    """海辺市 after a night that told a folder beside its data."""
    folder = city.root / SHARE
    folder.mkdir()
    city.register(catalogues=[{"name": SHARE, "kind": "directory", "path": str(folder)}])
    city.send_all()
    assert run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-01")).code == 0
    return city


def sums(city: City) -> dict[str, str]:
    """Return what the newest release says of its own files."""
    lines = (city.published / "latest" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ") for line in lines)}


@pytest.mark.usefixtures("told")
def test_each_version_says_where_it_is(run: Command, at: Options) -> None:
    """The release folder and every catalogue that has it; as a document, with how it is there."""
    (version,) = json.loads(run("releases", *at("--format", "json")).out)["releases"]
    assert version["catalogues"] == {"directory": "newest", "share": "newest"}
    out = run("releases", *at()).out
    assert "カタログ" in out
    assert "share" in out
    assert "Catalogues" in run("releases", *at("--lang", "en")).out


@pytest.mark.parametrize(("lang", "kept"), [("ja", "{}（以前の版）"), ("en", "{} (as an earlier version)")])
def test_each_catalogue_has_a_line_of_its_own(
    run: Command, at: Options, told: City, lang: str, kept: str
) -> None:
    """However many have a version: no two names run together, and no sign stands for a line break."""
    told.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "来訪者を大いに迎えた"))
    assert run("nightly", *at("--inbox", str(told.inbox), "--as-of", "2024-05-02")).code == 0
    out = run("releases", *at("--lang", lang)).out
    cells = [line.split("│")[-2].strip() for line in out.splitlines() if line.startswith("│")]
    names = ["directory", SHARE]
    assert cells == [*names, *map(kept.format, names)]


@pytest.mark.usefixtures("told")
def test_receipts_are_listed(run: Command, at: Options) -> None:
    """One line each: when, which version, which catalogue, how."""
    out = run("releases", *at("--receipts")).out
    assert [line.count("2024-05-01") for line in out.splitlines() if "share" in line] == [1]
    assert "直接" in out
    assert "Directly" in run("releases", *at("--receipts", "--lang", "en")).out


def test_a_version_has_every_file_with_its_whole_hash(run: Command, at: Options, told: City) -> None:
    """As many rows as files, each with the hash of the release's own sums."""
    done = run("releases", *at("--receipts", "2024-05-01"))
    assert done.code == 0
    for name, digest in sums(told).items():
        assert sum(digest in line and name in line for line in done.out.splitlines()) == 2


def test_receipts_are_one_document_as_they_are_kept(run: Command, at: Options, told: City) -> None:
    """Whole: every identifier and hash, for programs."""
    receipts = json.loads(run("releases", *at("--receipts", "--format", "json")).out)["receipts"]
    assert {one["catalogue"] for one in receipts} == {"directory", "share"}
    for one in receipts:
        assert {file["name"]: file["sha256"] for file in one["files"]}.items() >= sums(told).items()
        assert one["format"] == "shinchoku-receipt/1"


def test_a_version_without_a_receipt_is_a_mistake(run: Command, at: Options, told: City) -> None:
    """It says where the list is; before the first night there is none, and that is no mistake."""
    done = run("releases", *at("--receipts", "2031-01-01"))
    assert (done.code, "releases --receipts" in done.err) == (2, True)
    (told.data / "state" / "shinchoku.db").unlink()
    assert "受領書はまだありません" in run("releases", *at("--receipts")).out
