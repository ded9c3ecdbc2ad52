"""The doctor on catalogues: each is looked at before a night needs it, and none of them is written to."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders.ckan import Ckan
from builders.fault_proxy import FaultProxy
from builders.publications import Tree
from builders.register import umibe
from builders.small_site import Page, SmallSite
from contract.city import City, tree
from contract.ckan_office import Lent, Office

from shinchoku.paths import DataPaths
from shinchoku.usecases.doctor.catalogues import Examination, examine_catalogues
from shinchoku.usecases.doctor.examination import Examined, examine

TOKEN = "UMIBE_CKAN_TOKEN"  # noqa: S105 -- the name of a variable


def looked_at(root: Path, *catalogues: dict[str, object], seconds: float = 15) -> list[Examination]:
    """Return what the doctor says of the catalogues of a plan."""
    return examine_catalogues(umibe(catalogues=list(catalogues)), DataPaths(root / "data"), seconds=seconds)


def folder(root: Path, name: str = "share", **more: object) -> dict[str, object]:
    """Return the settings of a folder that is there."""
    (root / name).mkdir(exist_ok=True)
    return {"name": name, "kind": "directory", "path": str(root / name), **more}


def ckan_at(url: str, **more: object) -> dict[str, object]:
    """Return the settings of a CKAN."""
    return {"name": "city", "kind": "ckan", "url": url, "organization": "umibe", "token_env": TOKEN, **more}


@pytest.fixture
def closed() -> str:
    """The address of a port where nothing listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{one.getsockname()[1]}"


@pytest.fixture
def silent() -> Iterator[str]:
    """The address of a server that takes connections and never answers."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen(16)
        yield f"http://127.0.0.1:{one.getsockname()[1]}"


@pytest.fixture
def site() -> Iterator[SmallSite]:
    """A web site with a form and nothing posted yet."""
    with SmallSite({"/form": Page(b"form")}) as made:
        yield made


def test_every_catalogue_is_looked_at_and_none_is_written_to(tmp_path: Path, site: SmallSite) -> None:
    """A folder, a bucket and a form that are ready: in the plan's order, with nothing left behind."""
    (tmp_path / "bucket").mkdir()
    bucket = {
        "name": "site",
        "kind": "bucket",
        "url": f"file://{tmp_path}/bucket",
        "public_url": site.url,
    }
    form = {"name": "pref", "kind": "manual", "form_url": f"{site.url}/form", "file_url": f"{site.url}/{{file}}"}  # fmt: skip
    own = folder(tmp_path)
    before = tree(tmp_path)
    found = looked_at(tmp_path, own, bucket, form)
    assert [(one.name, one.is_fit) for one in found] == [("share", True), ("site", True), ("pref", True)]
    assert tree(tmp_path) == before
    assert {one.method for one in site.asked} == {"GET"}


def test_a_missing_token_is_told_and_nobody_is_asked(
    tmp_path: Path, site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variable that should hold it is named; without a token there is no request."""
    monkeypatch.delenv(TOKEN, raising=False)
    (found,) = looked_at(tmp_path, ckan_at(site.url))
    assert (found.is_fit, TOKEN in found.words.ja, site.asked) == (False, True, [])


def test_a_token_is_shown_nowhere(tmp_path: Path, site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the server answers, what is told has no character of it."""
    secret = "tkn-very-secret-0001"  # noqa: S105 -- a token of nobody's
    monkeypatch.setenv(TOKEN, secret)
    (found,) = looked_at(tmp_path, ckan_at(site.url))
    assert site.asked[0].headers["Authorization"] == secret
    assert (found.is_fit, secret in f"{found.words.ja}{found.words.en}") == (False, False)


def test_one_that_cannot_be_reached_says_what_to_do(
    tmp_path: Path, closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each by its name; the one beside it is fit all the same."""
    monkeypatch.setenv(TOKEN, "t")
    form = {"name": "pref", "kind": "manual", "form_url": closed, "file_url": f"{closed}/{{file}}"}
    gone = {"name": "gone", "kind": "directory", "path": str(tmp_path / "not-mounted")}
    found = looked_at(tmp_path, ckan_at(closed), form, gone, folder(tmp_path))
    assert [one.is_fit for one in found] == [False, False, False, True]
    assert all("確かめて" in one.words.ja or "接続し" in one.words.ja for one in found[:3])
    assert all(one.words.ja.startswith(f"「{one.name}」: ") for one in found)


def test_those_that_hang_are_waited_for_side_by_side(
    tmp_path: Path, silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three of them take no longer than one, and no longer than the doctor has time."""
    monkeypatch.setenv(TOKEN, "t")
    begun = time.monotonic()
    found = looked_at(tmp_path, *(ckan_at(silent, name=f"city-{n}") for n in range(3)), seconds=1)
    assert time.monotonic() - begun < 3
    assert all("時間内に応答がありません" in one.words.ja and not one.is_fit for one in found)


@pytest.mark.parametrize(("test", "is_fit"), [(True, True), (False, False)])
def test_a_demonstration_needs_a_catalogue_to_try_things_in(
    tmp_path: Path, *, test: bool, is_fit: bool
) -> None:
    """What no source states is refused by every catalogue that is not marked so."""
    plan = umibe(catalogues=[folder(tmp_path, test=test)])
    Tree(tmp_path / "data" / "published", plan.dataset, illustrative=True).release("2024-05-01")
    (found,) = examine_catalogues(plan, DataPaths(tmp_path / "data"))
    assert (found.is_fit, "test = true" in found.words.ja) == (is_fit, not is_fit)


def test_what_the_night_does_not_tell_stops_no_night(tmp_path: Path) -> None:
    """It is looked at and told, and is no reason to be unfit."""
    gone = {"name": "gone", "kind": "directory", "path": str(tmp_path / "not-mounted"), "nightly": False}
    (found,) = looked_at(tmp_path, gone)
    assert (found.is_fit, "夜間処理の対象外です" in found.words.ja) == (True, True)


@contextmanager
def shut(folder: Path) -> Iterator[None]:
    """Close a folder to everybody who would write; root is stopped by nothing but the file system itself."""
    folder.chmod(0o500)
    _fix(folder, "+i")
    try:
        yield
    finally:
        _fix(folder, "-i")
        folder.chmod(0o700)


def _fix(folder: Path, how: str) -> None:
    """Make a folder unchangeable, or changeable again, where we are root."""
    command = ["chattr", how, str(folder)]
    if os.geteuid() == 0:
        subprocess.run(command, check=True)


def test_a_folder_that_is_closed_to_us_is_told(tmp_path: Path) -> None:
    """Found by its rights, not by writing."""
    own = folder(tmp_path)
    with shut(tmp_path / "share"):
        (found,) = looked_at(tmp_path, own)
    assert (found.is_fit, "書き込み権限" in found.words.ja) == (False, True)


def test_the_doctor_lists_them_after_everything_else(city: City) -> None:
    """One line each, by the plan's order."""
    city.register(catalogues=[folder(city.root), folder(city.root, "other")])
    found = examine(str(city.plan_file), city.data, str(city.inbox), None)
    assert [one.name for one in found][-2:] == [Examined.CATALOGUE] * 2
    assert [one.words.ja.partition("」")[0] for one in found[-2:]] == ["「share", "「other"]


@pytest.mark.oldest_ckan
def test_a_real_ckan_is_asked_what_it_is(ckan: Ckan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its version, the organisation, and that the token is an editor's; nothing is done there."""
    monkeypatch.setenv(TOKEN, ckan.editor.token)
    before = ckan.last_activity()
    (found,) = looked_at(tmp_path, ckan_at(ckan.url, organization=ckan.organization))
    assert found.is_fit, found.words.ja
    assert "CKAN 2." in found.words.ja
    assert f"組織「{ckan.organization}」の編集者" in found.words.ja
    assert ckan.editor.token not in found.words.ja
    assert ckan.last_activity() == before


@pytest.mark.oldest_ckan
def test_a_real_ckan_refuses_what_is_not_ours(
    ckan: Ckan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A token that is nobody's, and an organisation that is not there, are told apart."""
    monkeypatch.setenv(TOKEN, "nobody")
    (stranger,) = looked_at(tmp_path, ckan_at(ckan.url, organization=ckan.organization))
    monkeypatch.setenv(TOKEN, ckan.editor.token)
    (lost,) = looked_at(tmp_path, ckan_at(ckan.url, organization="no-such-office"))
    assert (stranger.is_fit, "APIトークンが無効か" in stranger.words.ja) == (False, True)
    assert (lost.is_fit, "組織「no-such-office」がありません" in lost.words.ja) == (False, True)


@contextmanager
def behind(ckan: Ckan, refused: str) -> Iterator[str]:
    """Put a real CKAN behind a proxy that never serves paths with `refused` in them."""
    with FaultProxy(*ckan.place, refused=refused) as proxy:
        yield proxy.address


@pytest.fixture
def published(ckan: Ckan, lent: Lent, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office whose files and tables are public in a real CKAN, and which these tests only look at."""
    monkeypatch.setenv(TOKEN, ckan.editor.token)
    with lent.office() as office:
        yield office


@pytest.mark.parametrize(
    ("layout", "refused", "is_fit", "ja", "en"),
    [
        ("archive", "nothing", True, 'layout = "archive" が使えます', "files can be downloaded"),
        (
            "archive",
            "/download",
            False,
            'このカタログではファイルのダウンロードが使えません（HTTP 500）。layout = "datastore" にしてください',
            'this catalogue serves no files (HTTP 500); set layout = "datastore"',
        ),
        ("links", "/download", False, 'layout = "datastore" にしてください', "serves no files (HTTP 500)"),
        (
            "datastore",
            "/download",
            True,
            'DataStoreの表も取得できます。layout = "datastore" が使えます',
            'layout = "datastore" can be used',
        ),
        (
            "datastore",
            "datastore",
            False,
            'DataStoreの表を読めません（HTTP 500）。layout = "archive" にしてください',
            'set layout = "archive"',
        ),
    ],
)
def test_a_real_ckan_is_asked_for_a_file_and_a_table(  # noqa: PLR0913 -- a row of the table
    published: Office, tmp_path: Path, layout: str, refused: str, *, is_fit: bool, ja: str, en: str
) -> None:
    """What it serves to anybody says which layout fits; nothing is written to find out."""
    server, before = published.server, published.writes()
    with behind(server, refused) as proxy:
        own = ckan_at(server.url, organization=server.organization, layout=layout, proxy=proxy)
        (found,) = looked_at(tmp_path, own)
    assert (found.is_fit, ja in found.words.ja, en in found.words.en) == (is_fit, True, True), found.words
    assert published.writes() == before
