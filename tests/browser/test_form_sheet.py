"""The sheet for a catalogue with only a web form, as a person reads it: on a screen, on a phone, on paper."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from browser.walking import RULES, nu_errors
from builders.publications import CODES, PROGRESS, Tree
from playwright.sync_api import Browser, Page

from shinchoku.catalogue_kinds.manual.sheet_folder import write_sheet_folder
from shinchoku.catalogue_kinds.manual.wanted import FORM, WebForm, form_sheet, wanted_posts
from shinchoku.catalogues.planning import plan_steps
from shinchoku.catalogues.things import Thing, ThingKind

FORM_OF_THE_CITY = WebForm(
    "市のカタログ",
    "https://data.example.jp/datasets/new?mode=expert",
    "https://data.example.jp/files/204218/{file}",
    {},
    "shinchoku publish --plan umibe --catalogue form",
)


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sheet with something of everything: added, replaced and removed files, new and changed fields."""
    root = tmp_path_factory.mktemp("sheet")
    tree = Tree(root)
    tree.release("2026-11-22", {"progress": PROGRESS, "quality": ("2023,SH203,4",)})
    publication = tree.release("2026-11-23", {"progress": PROGRESS, "codes": CODES})
    wanted = wanted_posts(publication, FORM_OF_THE_CITY)
    other = Thing(ThingKind.FILE, "x", {"size": "1", "content": "0a"})
    fields = Thing(ThingKind.DATASET, FORM, {"版": "2026-11-22", "言語": "ja"})
    present = {"progress.csv": other, "quality.csv": other, FORM: fields}
    steps = plan_steps(wanted, present, present)
    write_sheet_folder(root / "form", form_sheet(publication, steps, FORM_OF_THE_CITY), publication)
    return root / "form" / "手順書.html"


@pytest.fixture
def page(chromium: Browser, sheet: Path) -> Page:
    """The sheet as a double click shows it."""
    made = chromium.new_page(viewport={"width": 360, "height": 640})
    made.goto(sheet.as_uri())
    return made


def test_the_sheet_has_no_barrier(page: Page, checkers: Path) -> None:
    """axe-core finds nothing, and no phone has to scroll sideways."""
    page.evaluate((checkers / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run({runOnly: tags})", RULES)["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_sheet_is_a_page_by_the_standard(sheet: Path, checkers: Path, tmp_path: Path) -> None:
    """The Nu checker finds no error in its HTML and CSS."""
    shutil.copy(sheet, tmp_path / "sheet.html")
    assert nu_errors(tmp_path, checkers) == []


def test_one_click_selects_a_whole_text(page: Page) -> None:
    """What is to be pasted is selected by one click, without its label and without a script."""
    page.locator("pre").filter(has_text="出典の表示：").click()
    selected = page.evaluate("window.getSelection().toString()")
    assert selected.startswith("計画の進捗です。\n\n出典の表示：")
    assert selected.rstrip("\n").endswith("https://creativecommons.org/licenses/by/4.0/")


def test_no_heading_is_left_alone_on_paper(page: Page, tmp_path: Path) -> None:
    """On A4 every part begins on the sheet of its first step, and every sheet is numbered."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    paper = tmp_path / "sheet.pdf"
    page.pdf(path=paper, prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True)  # noqa: S607 -- the machine's own
    sheets = ["".join(one.split()) for one in done.stdout.split("\f")[:-1]]
    parts = [
        "1.登録画面を開く",
        "2.ファイルを登録する",
        "3.入力欄に貼り付ける",
        "4.なくなったファイルを削除する",
    ]
    parts += ["5.保存して公開する", "6.確かめる"]
    for number, part in enumerate(parts, start=1):
        (on,) = [text for text in sheets if part in text]
        assert f"{number}-1" in on.partition(part)[2]
    assert all(f"{number}/{len(sheets)}" in text for number, text in enumerate(sheets, start=1))
