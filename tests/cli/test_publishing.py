"""`shinchoku publish` as people type it: look, tell, hand over, take the receipt in, and what it says when it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.called import Command, Options
from contract.city import City

from shinchoku.bilingual import Bilingual
from shinchoku.cli.publish_screen import lag_words


@pytest.fixture
def told(run: Command, at: Options, city: City) -> City:
    """海辺市 after a night, with a folder that only `publish` tells."""
    folder = city.root / "share"
    folder.mkdir()
    share = {"name": "share", "kind": "directory", "path": str(folder), "nightly": False}
    city.register(catalogues=[share])
    city.send_all()
    assert run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-01")).code == 0
    return city


def test_a_look_shows_the_plan_field_by_field_and_changes_nothing(
    run: Command, at: Options, told: City
) -> None:
    """What would be made, with its fields; then that nothing was changed."""
    done = run("publish", *at("--catalogue", "share", "--dry-run"))
    assert done.code == 0
    assert "+ 作成" in done.out
    assert "何も変更していません" in done.out
    assert list((told.root / "share").iterdir()) == []


@pytest.mark.usefixtures("told")
def test_telling_says_how_it_stands_and_a_second_time_writes_nothing(run: Command, at: Options) -> None:
    """In both languages."""
    assert "反映済み: 2024-05-01" in run("publish", *at("--catalogue", "share")).out
    second = run("publish", *at("--catalogue", "share", "--lang", "en"))
    assert second.code == 0
    assert "Published: 2024-05-01 (0 writes)" in second.out
    assert "looking at what is there" in second.err


@pytest.mark.usefixtures("told")
def test_a_document_is_all_that_a_program_gets(run: Command, at: Options) -> None:
    """One JSON document, no progress beside it."""
    done = run("publish", *at("--catalogue", "share", "--format", "json"))
    (one,) = json.loads(done.out)["catalogues"]
    assert (one["name"], one["status"], one["version"]) == ("share", "published", "2024-05-01")
    assert done.err == ""


@pytest.mark.usefixtures("told")
def test_without_a_name_the_catalogues_of_the_night_are_told(run: Command, at: Options) -> None:
    """The release folder is one of them; the folder that only `publish --catalogue` tells is not."""
    done = json.loads(run("publish", *at("--format", "json")).out)
    assert [one["name"] for one in done["catalogues"]] == ["directory"]


@pytest.mark.usefixtures("told")
def test_an_unknown_name_is_a_mistake_of_usage(run: Command, at: Options) -> None:
    """With the names that there are."""
    done = run("publish", *at("--catalogue", "nowhere"))
    assert (done.code, "share" in done.err) == (2, True)


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize("also", [["--export", "x"], ["--dry-run", "--export", "y"]])
def test_one_thing_at_a_time(run: Command, at: Options, also: list[str], tmp_path: Path) -> None:
    """A look, a bundle, an errand and a receipt exclude each other."""
    receipt = tmp_path / "r.json"
    receipt.write_text("{}")
    done = run("publish", *at("--receipt", str(receipt), *also))
    assert (done.code, "1つだけ" in done.err) == (2, True)


def test_before_the_first_night_there_is_nothing_to_publish(run: Command, at: Options, city: City) -> None:
    """The sentence says what to run first."""
    city.register()
    done = run("publish", *at())
    assert (done.code, "nightly" in done.err) == (2, True)


def test_a_catalogue_that_cannot_be_told_ends_with_4(run: Command, at: Options, told: City) -> None:
    """The sentence says what is wrong; no traceback."""
    (told.root / "share").rmdir()
    (told.root / "share").write_text("no folder")
    done = run("publish", *at("--catalogue", "share"))
    assert done.code == 4
    assert "×" in done.out
    assert "Traceback" not in done.err


def test_a_hand_over_goes_out_and_its_receipt_comes_back(
    run: Command, at: Options, told: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three commands; the second knows neither plan nor state, and only the address that is allowed there."""
    bundle = told.root / "bundle"
    assert "未確認" in run("publish", *at("--catalogue", "share", "--export", str(bundle))).out
    refused = run("publish", "--bundle", str(bundle))
    assert (refused.code, "SHINCHOKU_DIRECTORY" in refused.err) == (2, True)
    monkeypatch.setenv("SHINCHOKU_DIRECTORY", str(told.root / "share"))
    assert run("publish", "--bundle", str(bundle)).code == 0
    receipt = bundle / "receipt-share.json"
    done = run("publish", *at("--receipt", str(receipt)))
    assert (done.code, "2024-05-01" in done.out) == (0, True)
    again = run("publish", *at("--receipt", str(receipt)))
    assert (again.code, "受領書を待っている引渡しはありません" in again.err) == (2, True)


@pytest.mark.parametrize(
    "options",
    [
        ("--keep", "current"),
        ("--keep", "current", "--reason", "調査中"),
        ("--keep", "current", "--catalogue", "share"),
        ("--keep", "current", "--catalogue", "share", "--reason", " "),
        ("--keep", "current", "--catalogue", "share", "--catalogue", "x", "--reason", "調査中"),
        ("--reason", "調査中"),
        ("--undo",),
        ("--keep", "current", "--catalogue", "share", "--reason", "調査中", "--dry-run"),
    ],
)
@pytest.mark.usefixtures("told")
def test_keeping_needs_one_catalogue_and_a_reason(
    run: Command, at: Options, options: tuple[str, ...]
) -> None:
    """What is missing is said, and nothing is done."""
    done = run("publish", *at(*options))
    assert done.code == 2
    assert "--keep" in done.err


@pytest.mark.usefixtures("told")
def test_only_who_may_decide_it_keeps_something(run: Command, at: Options) -> None:
    """The login of this machine has no account here."""
    done = run("publish", *at("--catalogue", "share", "--keep", "current", "--reason", "調査中"))
    assert done.code == 2
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("is_version_last", "words"),
    [
        (False, Bilingual("  表 t: 切替えから0.25秒で追随", "  table t: followed after 0.25 s")),
        (
            True,
            Bilingual(
                "  表 t: 表を先に更新し、0.25秒後に版の表示を切替え",
                "  table t: changed first, the version 0.25 s after it",
            ),
        ),
    ],
)
def test_the_lag_says_what_came_first(*, is_version_last: bool, words: Bilingual) -> None:
    """Files and then rows, or rows and then the version."""
    assert lag_words("t", 0.25, is_version_last=is_version_last) == words
