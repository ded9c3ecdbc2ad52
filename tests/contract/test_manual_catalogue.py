"""A catalogue with only a web form: what differs is asked of a person, and what was posted is verified by anybody's eyes."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from builders.bringing import bring, keys
from builders.places import files_of
from builders.publications import CODES, PROGRESS, Tree
from builders.small_site import Page, SmallSite

from shinchoku.adapters.catalogues.http_session import HttpSettings
from shinchoku.catalogue_kinds.manual.client import Manual
from shinchoku.catalogues.failures import CatalogueFailedError, CatalogueRefusedError
from shinchoku.catalogues.planning import plan_steps
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.things import Do, Picture
from shinchoku.errors import ConfigurationError

FIRST, SECOND = "2026-11-23", "2026-11-24"
AT_ONCE = HttpSettings(timeout_seconds=5, per_second=1000, attempts=2, wait_seconds=0.01)
CHANGED = ("2023,1,not_achieved,80.1,false,2024-05-10", *PROGRESS[1:])
FIELDS = {"データセット名": "title", "概要": "description", "備考": "", "バージョン": "version"}


class Office:
    """Somebody with a browser, the city's catalogue, and the folder that the sheet is written to."""

    def __init__(self, root: Path, site: SmallSite) -> None:
        """Keep the places."""
        self.folder = root / "open-data-form"
        self.site = site

    def catalogue(self, told: Picture | None = None, fields: Mapping[str, str] = FIELDS) -> Manual:
        """Return the catalogue, made anew."""
        return Manual(
            name="form",
            form_url=f"{self.site.url}/form?dataset=1&mode=edit",
            file_url=f"{self.site.url}/posted/{{file}}",
            fields=fields,
            folder=self.folder,
            command="shinchoku publish --plan umibe --catalogue form",
            told=told,
            http_settings=AT_ONCE,
        )

    def carry_out(self) -> None:
        """Do as the sheet says: upload what lies in `files`, take away what it names."""
        for path in (self.folder / "files").glob("*"):
            self.site.pages[f"/posted/{quote(path.name)}"] = Page(path.read_bytes())
        for name in re.findall(r"<code>([^<]+)</code> を削除します", self.sheet):
            del self.site.pages[f"/posted/{name}"]

    @property
    def sheet(self) -> str:
        """The sheet's page."""
        return (self.folder / "手順書.html").read_text(encoding="utf-8")

    @property
    def written(self) -> list[str]:
        """What lies in the folder."""
        return sorted(
            path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()
        )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office whose catalogue is empty."""
    with SmallSite() as site:
        yield Office(tmp_path, site)


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """The release folder."""
    return Tree(tmp_path / "published")


def hand_over(office: Office, publication: Publication, told: Picture | None = None) -> list[str]:
    """Write the sheet, and return what it asks for."""
    catalogue = office.catalogue(told)
    described = catalogue.describe(publication)
    steps = plan_steps(described.wanted, described.present, told or {})
    applied = catalogue.apply(publication, steps)
    assert (applied.writes, applied.by_hand) == (0, str(office.folder / "手順書.html"))
    return keys(steps, Do.CREATE, Do.UPDATE, Do.REMOVE)


def test_the_first_sheet_asks_for_everything(office: Office, tree: Tree) -> None:
    """Tables first, what describes them last; every file and every field's text lies beside the sheet."""
    publication = tree.release(FIRST)
    asked = hand_over(office, publication)
    assert asked == ["progress.csv", "codes.csv", "CHANGELOG.md", "SHA256SUMS", "datapackage.json", "form"]
    assert office.written == [
        "SHA256SUMS",
        "fields/01-title.txt",
        "fields/02-description.txt",
        "fields/03-version.txt",
        "files/CHANGELOG.md",
        "files/SHA256SUMS",
        "files/codes.csv",
        "files/datapackage.json",
        "files/progress.csv",
        "手順書.html",
    ]
    for name, content in files_of(publication).items():
        assert (office.folder / "files" / name).read_bytes() == content
    assert (office.folder / "fields" / "01-title.txt").read_text(encoding="utf-8") == "海辺市の計画\n"
    for line in (office.folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((office.folder / name).read_bytes()).hexdigest() == digest


def test_nothing_is_done_until_a_person_did_it(office: Office, tree: Tree) -> None:
    """The sheet alone changes nothing; once everything is posted as it says, it is read back equal, without rights."""
    publication = tree.release(FIRST)
    hand_over(office, publication)
    assert not bring(office.catalogue(), publication, rounds=2).is_equal
    office.carry_out()
    office.site.asked.clear()
    done = bring(office.catalogue(), publication)
    assert (done.writes, done.is_equal, keys(done.planned, Do.CREATE, Do.UPDATE)) == (0, True, [])
    assert {request.method for request in office.site.asked} == {"GET"}
    assert not any({"Authorization", "Cookie"} & request.headers.keys() for request in office.site.asked)


def test_only_what_differs_is_asked(office: Office, tree: Tree) -> None:
    """A changed table is replaced, an equal one not named; of the fields, those whose text is another now."""
    first = tree.release(FIRST)
    hand_over(office, first)
    office.carry_out()
    told = bring(office.catalogue(), first).picture
    second = tree.release(SECOND, {"progress": CHANGED, "codes": CODES})
    asked = hand_over(office, second, told)
    assert asked == ["progress.csv", "CHANGELOG.md", "SHA256SUMS", "datapackage.json", "form"]
    assert "codes.csv" not in {path.rpartition("/")[2] for path in office.written}
    assert [path for path in office.written if path.startswith("fields/")] == ["fields/03-version.txt"]
    assert "差し替え" in office.sheet
    assert "編集の画面" in office.sheet
    office.carry_out()
    assert bring(office.catalogue(told), second, told).is_equal


def test_what_is_no_longer_published_is_to_be_removed(office: Office, tree: Tree) -> None:
    """A file that only an older version has is asked to be taken away while it is still there; another's is not."""
    hand_over(office, tree.release(FIRST, {"progress": PROGRESS, "quality": ("2023,SH203,4",)}))
    office.carry_out()
    second = tree.release(SECOND, {"progress": PROGRESS})
    assert "quality.csv" in hand_over(office, second)
    assert "<code>quality.csv</code> を削除します" in office.sheet
    office.site.pages["/posted/quality.csv"] = Page(b"<html>No such file, says a polite site</html>")
    assert "quality.csv" not in hand_over(office, second)
    office.site.pages["/posted/quality.csv"] = Page(files_of(second, FIRST)["quality.csv"])
    hand_over(office, second)
    office.carry_out()
    assert bring(office.catalogue(), second).is_equal


def test_a_newer_posting_is_refused(office: Office, tmp_path: Path) -> None:
    """What was restored from an old backup is not posted over a newer version."""
    old = Tree(tmp_path / "old").release(FIRST)
    hand_over(office, Tree(tmp_path / "new").release(SECOND))
    office.carry_out()
    with pytest.raises(CatalogueRefusedError) as refused:
        office.catalogue().describe(old)
    assert SECOND in refused.value.message.ja


@pytest.mark.parametrize("posted", [b"", b"<html>", b"[]", b'{"version": 1}', b"[" * 100_000])
def test_whatever_is_posted_is_only_compared(office: Office, tree: Tree, posted: bytes) -> None:
    """A page in the descriptor's place is a difference, and stops nobody."""
    publication = tree.release(FIRST)
    hand_over(office, publication)
    office.carry_out()
    office.site.pages["/posted/datapackage.json"] = Page(posted)
    assert hand_over(office, publication) == ["datapackage.json", "form"]


def test_a_site_that_is_down_is_told(office: Office, tree: Tree) -> None:
    """An address that does not answer is asked again, then named; the sheet does not ask for everything anew."""
    office.site.pages["/posted/progress.csv"] = Page(b"", 503)
    with pytest.raises(CatalogueFailedError) as failed:
        office.catalogue().describe(tree.release(FIRST))
    assert "/posted/progress.csv" in failed.value.message.ja
    assert [request.target for request in office.site.asked] == ["/posted/progress.csv"] * 2


def test_a_site_that_asks_for_time_gets_it(office: Office, tree: Tree) -> None:
    """What `Retry-After` says is waited before the second try, and no longer than is right."""
    office.site.pages["/posted/progress.csv"] = Page(b"", 429, {"Retry-After": "1"})
    begun = time.monotonic()
    with pytest.raises(CatalogueFailedError) as failed:
        office.catalogue().describe(tree.release(FIRST))
    assert (failed.value.wait_seconds, 1 <= time.monotonic() - begun < 10) == (1, True)


def test_what_cannot_be_read_back_is_said(office: Office, tree: Tree) -> None:
    """Who relies on the fields' texts is told that nobody can read them back; where there are none nothing is said."""
    publication = tree.release(FIRST)
    ((ja, en),) = office.catalogue().describe(publication).notes
    assert "読み返せません" in ja
    assert "cannot be read back" in en
    assert office.catalogue(fields={"備考": ""}).describe(publication).notes == ()


def test_a_folder_of_others_is_left_alone(office: Office, tree: Tree) -> None:
    """A folder with something else in it is not written to, and the same sheet is not written again."""
    publication = tree.release(FIRST)
    office.folder.mkdir()
    (office.folder / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CatalogueRefusedError) as refused:
        hand_over(office, publication)
    assert str(office.folder) in refused.value.message.ja
    (office.folder / "notes.txt").unlink()
    hand_over(office, publication)
    written = (office.folder / "手順書.html").stat().st_ino
    hand_over(office, publication)
    assert (office.folder / "手順書.html").stat().st_ino == written


def test_an_address_for_every_file_is_a_mistake(tmp_path: Path) -> None:
    """Without a place for the file's name no posted file could be verified."""
    with pytest.raises(ConfigurationError) as refused:
        Manual(name="form", form_url="https://x", file_url="https://x/files", fields={}, folder=tmp_path)
    assert "{file}" in refused.value.message.ja


class Elements(HTMLParser):
    """The elements of a page, and the text of its `pre`s."""

    def __init__(self, page: str) -> None:
        """Read the page."""
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.names.append(tag)
        self.attributes += attrs
        if tag == "pre":
            self._inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        """End a text."""
        self._inside = self._inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if self._inside:
            self.texts[-1] += data


def test_the_sheet_runs_nothing(office: Office, tree: Tree) -> None:
    """Whatever a title holds is text; no script, no picture from elsewhere, no address that is not of the web."""
    title = '</pre><script>alert(1)</script> & "計画"'
    publication = tree.release(FIRST, title=title)
    hand_over(office, publication)
    page = Elements(office.sheet)
    assert {"script", "img", "iframe", "form"}.isdisjoint(page.names)
    assert page.texts[0] == title
    assert all(
        (value or "").startswith("http://127.0.0.1") for name, value in page.attributes if name == "href"
    )
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]


def test_a_form_that_is_no_web_address_is_no_link(tmp_path: Path, tree: Tree) -> None:
    """A form's address of another kind is shown and cannot be pressed."""
    publication = tree.release(FIRST)
    with SmallSite() as site:
        catalogue = Manual(
            name="form",
            form_url="javascript:alert(1)",
            file_url=f"{site.url}/{{file}}",
            fields={},
            folder=tmp_path / "sheet",
            http_settings=AT_ONCE,
        )
        described = catalogue.describe(publication)
        catalogue.apply(publication, plan_steps(described.wanted, described.present, {}))
    page = (tmp_path / "sheet" / "手順書.html").read_text(encoding="utf-8")
    assert "<code>javascript:alert(1)</code>" in page
    assert 'href="javascript' not in page
    assert "fields/21-plan_title.txt" in page
