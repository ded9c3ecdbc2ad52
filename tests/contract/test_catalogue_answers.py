"""What no catalogue should answer, and settings that are none: one line ends with a sentence, everything else goes on."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from builders.publications import Tree
from builders.small_site import Page, SmallSite
from contract.city import City
from pydantic import SecretStr

from shinchoku.adapters.catalogues.anonymous import AnonymousReader
from shinchoku.adapters.catalogues.http_session import HttpSettings
from shinchoku.adapters.catalogues.opening import open_catalogue
from shinchoku.adapters.state.catalogue_lines import load_lines
from shinchoku.catalogue_kinds.ckan.api.answers import SHAPES
from shinchoku.catalogue_kinds.ckan.api.catalogue import Ckan
from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.settings import CkanSettings
from shinchoku.catalogues.failures import CatalogueFailedError, CatalogueRefusedError
from shinchoku.catalogues.outbox import CatalogueStatus
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import Policy
from shinchoku.errors import StoppedError
from shinchoku.night.publishing import one_catalogue
from shinchoku.night.publishing.push import Push
from shinchoku.paths import DataPaths
from shinchoku.register.catalogues import CatalogueSettings
from shinchoku.usecases.doctor.catalogues import examine_catalogues

TOKEN = "tkn-very-secret-0002"  # noqa: S105 -- a token of nobody's
ONCE = HttpSettings(timeout_seconds=2, per_second=1000, attempts=1)
ORGANIZATION = {"id": "org-1", "name": "umibe"}
PACKAGE = {
    "id": "d-1",
    "name": "204218-umibe-plan",
    "metadata_modified": "2026-11-23T00:00:00",
    "private": True,
    "state": "active",
    "resources": [],
}


def result(value: object) -> Page:
    """Return the answer of an action."""
    return Page(json.dumps({"success": True, "result": value}).encode(), headers={"Content-Type": "application/json"})  # fmt: skip


def answered(body: bytes, status: int = 200, kind: str = "application/json") -> Page:
    """Return an answer of any kind."""
    return Page(body, status, {"Content-Type": kind})


DEEP = b'{"success": true, "result": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
NESTED = b'{"success": true, "result": {"extensions": [' + b"[" * 200 + b"]" * 200 + b"]}}"
HTML = b"<!doctype html><title>Login</title>"

ANSWERS: dict[str, tuple[Page, str]] = {
    "null": (result(None), "応答の形になっていません"),
    "a list": (result([1]), "応答の形になっていません"),
    "a number": (result({"site_url": 5}), "（status_show、site_url: string_type）"),
    "half a character": (result({"site_url": "\ud800"}), "応答の形になっていません"),
    "no result": (answered(b'{"success": true}'), "応答の形になっていません"),
    "nested deep": (answered(DEEP), "応答の形になっていません"),
    "nested": (answered(NESTED), "応答の形になっていません"),
    "a JSON list": (answered(b"[1]"), "別のページを返しました"),
    "broken JSON": (answered(b'{"success": tr'), "応答の形になっていません（status_show、JSON）"),
    "a page": (answered(HTML, kind="text/html"), "別のページを返しました（status_show、HTTP 200）"),
    "no page": (answered(HTML, 404, "text/html"), "別のページを返しました（status_show、HTTP 404）"),
    "no action": (answered(b'"Bad request - Action name not known"', 400), "必要な機能（status_show）がありません"),
    "nothing there": (answered(b'{"success": false, "error": {"__type": "Not Found Error"}}', 404), "見つかりません"),
    "bad gateway": (answered(HTML, 502, "text/html"), "HTTP 502 を返しました（status_show）。手前のサーバー"),
    "busy": (answered(b"", 503), "混雑しているか、停止中"),
    "too often": (answered(b"", 429), "requests_per_second を下げて"),
    "an odd redirect": (Page(b"", 302, {"Location": "http://[abc/"}), "応答の形になっていません"),
    "a secret echoed": (answered(json.dumps({"error": TOKEN}).encode()), "処理できませんでした"),
}  # fmt: skip
"""What `status_show` is answered, and words of the sentence that follows."""


@pytest.mark.parametrize("name", ANSWERS)
def test_an_unforeseen_answer_is_told_as_what_it_is(name: str) -> None:
    """At once, as no time-out and no silence, with what to do, and without the token."""
    page, words = ANSWERS[name]
    with SmallSite({"/api/action/status_show": page}) as site, pytest.raises(StoppedError) as stopped:
        CkanClient(site.url, SecretStr(TOKEN), ONCE).read("status_show")
    told = stopped.value.message
    assert words in told.ja
    assert "時間内" not in told.ja
    assert TOKEN not in f"{told}{stopped.value!r}{stopped.value.__cause__!r}"


@contextmanager
def speaking(said: bytes, *, closes: bool = True) -> Iterator[str]:
    """Serve one connection with bytes that are no answer."""
    with socket.create_server(("127.0.0.1", 0)) as one:

        def serve() -> None:
            connection, _ = one.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(said)
                if not closes:
                    connection.recv(4096)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{one.getsockname()[1]}"
        thread.join(5)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A server that is none: where it is, how it is asked, and words of the sentence that follows."""

    address: str
    words: str
    http_settings: HttpSettings = ONCE


TROUBLES = {
    "refused": Trouble("http://127.0.0.1:9", "接続を拒否しました"),
    "no such name": Trouble("http://no-such-host.invalid", "名前が見つかりません（DNS）"),
    "no TLS": Trouble("https://{place}", "暗号化通信（TLS）を始められません"),
    "proxy closed": Trouble("http://catalog.umibe.example.jp", "プロキシに接続できません", HttpSettings(attempts=1, proxy="http://127.0.0.1:9")),
    "no certificates": Trouble("https://{place}", "証明書のファイルを読めません", HttpSettings(attempts=1, ca_file="/nowhere/ca.pem")),
}  # fmt: skip


@pytest.mark.parametrize("name", TROUBLES)
def test_every_way_not_to_be_reached_has_its_own_sentence(name: str) -> None:
    """So that whoever reads it mends the right thing."""
    trouble = TROUBLES[name]
    with SmallSite() as site:
        address = trouble.address.format(place="{}:{}".format(*site.place))
        client = CkanClient(address, SecretStr(TOKEN), trouble.http_settings)
        with pytest.raises(CatalogueFailedError) as stopped:
            client.read("status_show")
    assert trouble.words in stopped.value.message.ja


@pytest.mark.parametrize(
    ("said", "closes", "words"),
    [
        (b"", True, "途中で切れました"),
        (b"220 mail.umibe.example.jp ESMTP\r\n", True, "途中で切れました"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", True, "途中で切れました"),
        (b"", False, "時間内に応答しません"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", False, "時間内に応答しません"),
    ],
)
def test_silence_and_a_broken_answer_are_told_apart(said: bytes, closes: bool, words: str) -> None:  # noqa: FBT001 -- a column of the table
    """Only what lasted as long as the settings say is a time-out."""
    with speaking(said, closes=closes) as address, pytest.raises(CatalogueFailedError) as stopped:
        CkanClient(address, SecretStr(TOKEN), HttpSettings(timeout_seconds=0.3, attempts=1)).read(
            "status_show"
        )
    assert words in stopped.value.message.ja


LATER: dict[str, dict[str, Page]] = {
    "an organisation without a name": {"organization_list_for_user": result([{"id": "org-1"}])},
    "no organisations": {"organization_list_for_user": result(None)},
    "a dataset without resources": {"package_show": result({key: PACKAGE[key] for key in PACKAGE if key != "resources"})},
    "a resource that is text": {"package_show": result({**PACKAGE, "resources": ["r-1"]})},
    "an extra field without a key": {"package_show": result({**PACKAGE, "extras": [{"value": "x"}]})},
    "a tag without a name": {"package_show": result({**PACKAGE, "tags": [{}]})},
    "a dataset in a list": {"package_show": result([PACKAGE])},
    "a resource without a dataset": {"resource_show": result({"id": "r-1"})},
    "rows that are objects": {"package_show": result(PACKAGE), "datastore_search": result({"fields": [], "records": []})},
    "a form of another kind": {"scheming_dataset_schema_show": result({"dataset_fields": [{"label": "x"}]})},
    "a version that is nothing": {"status_show": result({"site_url": "https://x"}), "package_show": result(PACKAGE), "package_revise": result({"package": None})},
}  # fmt: skip
"""What later actions are answered, by case."""


@pytest.mark.parametrize("name", LATER)
def test_an_answer_of_another_shape_ends_the_line_wherever_it_comes(name: str, tmp_path: Path) -> None:
    """Whichever action it is: nothing is taken from it, and it is never taken for an empty catalogue."""
    publication = Tree(tmp_path / "published").release("2026-11-23")
    status = {"site_url": "https://x", "extensions": ["datastore", "scheming_datasets"]}
    form = {"dataset_fields": [], "resource_fields": []}
    usual = {
        "status_show": result(status),
        "organization_list_for_user": result([ORGANIZATION]),
        "scheming_dataset_schema_show": result(form),
        "resource_show": answered(b'{"success": false, "error": {"__type": "Not Found Error"}}', 404),
        "package_show": answered(b'{"success": false, "error": {"__type": "Not Found Error"}}', 404),
    }
    pages = {f"/api/action/{action}": page for action, page in {**usual, **LATER[name]}.items()}
    with SmallSite(pages) as site:
        settings = CkanSettings.model_validate(settings_of(url=site.url))
        catalogue = Ckan(settings, CkanClient(site.url, SecretStr(TOKEN), ONCE))
        with pytest.raises(CatalogueFailedError) as stopped:
            Push(catalogue, publication, {}, Policy.REPAIR, pause=lambda _: None).run()
    assert "応答の形になっていません" in stopped.value.message.ja


def settings_of(**more: object) -> dict[str, object]:
    """Return the settings of a CKAN that is asked nothing."""
    usual = {
        "name": "city",
        "kind": "ckan",
        "url": "http://127.0.0.1:9",
        "organization": "umibe",
        "test": True,
    }
    return {**usual, **more}


def form(**more: object) -> dict[str, object]:
    """Return the settings of a web form that is asked nothing."""
    usual = {"name": "pref", "kind": "manual", "form_url": "https://x.jp", "file_url": "https://x.jp/{file}"}
    return {**usual, "test": True, **more}


MALFORMED: dict[str, tuple[dict[str, object], str]] = {
    "a bracket": (settings_of(url="https://[abc"), "url（https://[abc）"),
    "a port too high": (settings_of(url="https://catalog.umibe.example.jp:99999"), "ポート番号（1〜65535）"),
    "a port of letters": (settings_of(url="https://catalog.umibe.example.jp:https"), "ポート番号（1〜65535）"),
    "a blank": (settings_of(url="https://catalog umibe.example.jp"), "空白"),
    "a line break": (settings_of(url="https://catalog.umibe.example.jp\n"), "空白か制御文字"),
    "no host": (settings_of(url="https:///data"), "url（https:///data）"),
    "a name that no DNS takes": (settings_of(url="https://カタログ゜。゜.jp"), "url（"),
    "a label too long": (settings_of(url=f"https://{'a' * 64}.example.jp"), "url（"),
    "a proxy of another kind": (settings_of(proxy="socks5://127.0.0.1:1080"), "proxy（socks5"),
    "a proxy with a bracket": (settings_of(proxy="http://kikaku:s3cret@[proxy"), "proxy（http://…@[proxy"),
    "a site of files": (settings_of(layout="links", files_url="https://[abc"), "files_url（"),
    "no such certificates": (settings_of(ca_file="/nowhere/ca.pem"), "ca_file /nowhere/ca.pem がありません"),
    "a folder of certificates above a file": (settings_of(ca_file="/dev/null/ca.pem"), "ca_file /dev/null/ca.pem を読めません"),
    "no certificate": (settings_of(ca_file="/dev/null"), "ca_file /dev/null はPEM形式の証明書ではありません"),
    "a form": (form(form_url="https://[abc"), "form_url（"),
    "posted files": (form(file_url="http://x.jp:99999/{file}"), "file_url（"),
    "a bucket's public address": ({"name": "site", "kind": "bucket", "url": "memory://x", "public_url": "https://[abc", "test": True}, "public_url（"),
}  # fmt: skip
"""Settings, and words of the sentence that says what is wrong with them."""


def test_malformed_settings_are_named_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each line ends with its key and what to write; the doctor says the same; the night, and what is well, go on."""
    monkeypatch.setenv("SHINCHOKU_CKAN_TOKEN", TOKEN)
    city = City(tmp_path / "umibe")
    city.send_all()
    (tmp_path / "up").mkdir()
    up = {"name": "up", "kind": "bucket", "url": (tmp_path / "up").as_uri(), "test": True}
    named = {f"bad-{number}": case for number, case in enumerate(MALFORMED.values())}
    city.register(catalogues=[*({**told, "name": name} for name, (told, _) in named.items()), up])
    report = city.night()
    assert report.released_version == "2024-05-02"
    with city.session() as session, session.engine.connect() as connection:
        lines = load_lines(connection, session.plan.id)
        examined = examine_catalogues(session.plan, session.paths)
    assert lines["up"].status is CatalogueStatus.PUBLISHED
    looked = {one.name: one for one in examined}
    for name, (_, words) in named.items():
        line = lines[name]
        assert (line.status, words in str(line.last_error)) == (CatalogueStatus.REFUSED, True), (
            line.last_error
        )
        assert (looked[name].is_fit, words in looked[name].words.ja) == (False, True), looked[name].words
    assert "s3cret" not in str(lines)


class Broken:
    """A catalogue that does what none should: it raises what nobody foresaw."""

    name = "broken"

    def __init__(self, error: Exception) -> None:
        """Keep what is raised."""
        self._error = error

    def describe(self, _: Publication) -> object:
        """Fail."""
        raise self._error

    def close(self) -> None:
        """Do nothing."""


@pytest.mark.parametrize(
    "error", [KeyError("https://me:s3cret@x"), RecursionError("s3cret"), MemoryError(), OSError(5, "s3cret")]
)
def test_what_nobody_foresaw_ends_the_line_of_any_kind_of_catalogue(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence with the kind of error, without its words; the catalogue beside it, and the night, go on."""
    city = City(tmp_path / "umibe")
    city.send_all()
    for name in ("share", "up"):
        (tmp_path / name).mkdir()
    share = {"name": "share", "kind": "directory", "path": str(tmp_path / "share"), "test": True}
    up = {"name": "up", "kind": "bucket", "url": (tmp_path / "up").as_uri(), "test": True}
    city.register(catalogues=[share, up])
    opened = one_catalogue.open_catalogue

    def opened_or_broken(settings: CatalogueSettings, *more: object) -> object:
        return Broken(error) if settings.name == "share" else opened(settings, *more)

    monkeypatch.setattr(one_catalogue, "open_catalogue", opened_or_broken)
    report = city.night()
    told = {one.name: str(one.error) for one in report.catalogues}
    assert not report.has_every_catalogue
    assert type(error).__name__ in told["share"]
    assert "想定外のエラー" in told["share"]
    assert "s3cret" not in told["share"]
    with city.session() as session, session.engine.connect() as connection:
        lines = load_lines(connection, session.plan.id)
    assert (lines["share"].status, lines["up"].status) == (CatalogueStatus.FAILED, CatalogueStatus.PUBLISHED)


def test_a_setting_that_is_none_is_a_refusal(tmp_path: Path) -> None:
    """A person has to change something: no night tries it again and again as if it were the line's fault."""
    with pytest.raises(CatalogueRefusedError):
        open_catalogue(CkanSettings.model_validate(settings_of(url="https://[abc")), DataPaths(tmp_path), 0)


def test_every_action_that_is_asked_has_a_shape() -> None:
    """So that no answer is read which nobody looked at."""
    sources = Path("shinchoku/catalogue_kinds/ckan").rglob("*.py")
    asked = {
        name for path in sources for name in re.findall(r'\.(?:read|find)\(\s*"(\w+)"', path.read_text())
    }
    assert {"status_show", "package_show", "datastore_search"} <= asked <= SHAPES.keys()


def test_caches_on_the_way_are_passed() -> None:
    """The API and the files alike: what a cache still has is not what the catalogue says."""
    with SmallSite({"/api/action/status_show": result({}), "/a.csv": Page(b"a")}) as site:
        client = CkanClient(site.url, SecretStr(TOKEN), ONCE)
        client.read("status_show")
        client.fetch(f"{site.url}/a.csv")
        AnonymousReader("site", ONCE).read(f"{site.url}/a.csv")
    told = [(one.headers.get("Cache-Control"), one.headers.get("Pragma")) for one in site.asked]
    assert told == [("no-cache", "no-cache")] * 3
