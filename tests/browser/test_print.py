"""Paper: what is printed for a decision or a meeting is whole, without what only a screen needs."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browser.conftest import EVERY_ROLE, serving_demonstration
from browser.previewed import rows_shown
from browser.walking import Tab, opening_tabs
from playwright.sync_api import Browser

OFFICE = {"width": 1366, "height": 768}
A4_WIDTH = 595
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="[-\d.]+" xMax="([-\d.]+)"[^>]*>([^<]*)</word>')
_PAGES = {"candidate": "", "board": "/submissions", "handover": "/handover"}
_SCREEN_ONLY = ("本文へ移動", "絞り込む", "ログアウト", "キーボード操作", "English")


@dataclass(frozen=True)
class Paper:
    """A page on paper."""

    file: Path
    screen: str
    """The page as it stands on the screen."""

    def sheets(self) -> list[str]:
        """Return the text of every sheet, without blanks: a word may break at the end of a line."""
        text = _pdftotext(self.file, "-raw")
        return ["".join(sheet.split()) for sheet in text.split("\f")[:-1]]

    def words(self) -> list[tuple[float, float, str]]:
        """Return every word with where it begins and ends across the sheet, in points."""
        return [(float(a), float(b), word) for a, b, word in _WORD.findall(_pdftotext(self.file, "-bbox"))]


def _pdftotext(file: Path, option: str) -> str:
    """Return what is written on a file's sheets."""
    done = subprocess.run(["pdftotext", option, file, "-"], capture_output=True, text=True, check=True)  # noqa: S607 -- the machine's own
    return done.stdout


@pytest.fixture(scope="module")
def papers(
    chromium: Browser, first_night: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Paper]]:
    """The candidate with every row, the submissions board and the handover, printed on A4."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    root = tmp_path_factory.mktemp("paper")
    with serving_demonstration(root, first_night) as served, opening_tabs(chromium, served.address) as tab:
        one = tab(viewport=OFFICE, color_scheme="dark")
        one.log_in(served.account("printing", *EVERY_ROLE))
        one.page.goto("/releases")
        candidate = f"{one.page.get_attribute('#waiting-2024 a[data-open]', 'href')}?rows=all"
        yield {name: _printed(one, address or candidate, root) for name, address in _PAGES.items()}


def _printed(one: Tab, address: str, root: Path) -> Paper:
    """Print a page as people do, with the browser's own page numbers."""
    one.page.goto(address)
    file = root / f"{len(list(root.glob('*.pdf')))}.pdf"
    foot = '<div style="font-size:8px;width:100%;text-align:center"><span class="pageNumber"></span>/<span class="totalPages"></span></div>'
    one.page.pdf(
        path=file, format="A4", prefer_css_page_size=True, display_header_footer=True, header_template="<span></span>",
        footer_template=foot,
    )  # fmt: skip
    return Paper(file, one.page.content())


@pytest.mark.parametrize("name", _PAGES)
def test_nothing_is_cut_at_the_edge(papers: dict[str, Paper], name: str) -> None:
    """Every word lies on the sheet."""
    out = [word for begins, ends, word in papers[name].words() if begins < 0 or ends > A4_WIDTH]
    assert out == []


@pytest.mark.parametrize("name", _PAGES)
def test_what_only_a_screen_needs_is_left_out(papers: dict[str, Paper], name: str) -> None:
    """No menu, no filter, no buttons; the plan's name and the number of every sheet are there."""
    sheets = papers[name].sheets()
    said = "".join(sheets)
    assert [words for words in _SCREEN_ONLY if words in said] == []
    assert "行政経営プラン" in sheets[0]
    assert [f"{number}/{len(sheets)}" in sheet for number, sheet in enumerate(sheets, 1)] == [True] * len(
        sheets
    )


def test_the_candidate_is_printed_row_by_row(papers: dict[str, Paper]) -> None:
    """Every row that would change stands on paper, with the digest, the space for the decision, and no form."""
    paper = papers["candidate"]
    said = "".join(paper.sheets())
    rows = rows_shown(paper.screen)
    assert len(rows) > 300
    missing = [name for _, name in rows if "".join(name.split()) not in said]
    assert missing == []
    assert "実在の市の報告ではありません" in said
    assert "決裁文書番号" in said
    assert "承認者" in said
    assert "承認して公表する" not in said


def test_headings_stand_on_every_sheet_of_a_long_table(papers: dict[str, Paper]) -> None:
    """Whoever picks up one sheet of the candidate's rows knows what its columns are."""
    sheets = papers["candidate"].sheets()
    is_headed = ["変更前" in sheet and "変更後" in sheet for sheet in sheets]
    first = is_headed.index(True)
    assert first <= 2, "the reasons and the items behind them come first, on two sheets at the most"
    assert len(sheets) - first > 10
    assert all(is_headed[first:])


def test_the_board_is_printed_with_every_department_and_round(papers: dict[str, Paper]) -> None:
    """Names of departments, rounds and states are words on paper, not colours."""
    said = "".join(papers["board"].sheets())
    for words in ("子育て支援課", "デジタル行政戦略課", "令和6年度", "締切"):
        assert words in said


def test_the_handover_is_printed_whole(papers: dict[str, Paper]) -> None:
    """Open decisions, the calendar, contacts and what was decided."""
    said = "".join(papers["handover"].sheets())
    for words in ("決まっていないこと", "予定", "春にすること", "連絡先", "に決まったこと"):
        assert words in said
