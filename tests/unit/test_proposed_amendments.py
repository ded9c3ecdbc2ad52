"""What departments propose on the sheet 新規・変更・廃止 is kept in their own words."""

from __future__ import annotations

import pytest
from builders import code_of

from shinchoku.intake.layout import read_sheets
from shinchoku.intake.look import SheetLook
from shinchoku.intake.sheets import ProposedAmendment, Sheet

HEADINGS = ("区分", "対象の項目番号", "提案の内容", "提案の理由", "いつから")
SHEET = "新規・変更・廃止"


def sheet(*rows: tuple[str, ...], name: str = SHEET, visible: bool = True, **look: object) -> Sheet:
    """Return a sheet as wide as its widest row."""
    width = max(map(len, rows))
    grid = tuple((*row, *[""] * (width - len(row))) for row in rows)
    return Sheet(name, 2, grid, visible, look=SheetLook(**look))  # type: ignore[arg-type]  # only what a test is about


def test_each_filled_row_is_a_proposal() -> None:
    """Texts as written, the number in its canonical spelling, the row's first cell; empty rows are none."""
    found = read_sheets(
        [
            sheet(
                ("海辺市　新規・変更・廃止の提案",),
                HEADINGS,
                ("変更", "ｒ６－７", " 目標値を35にする\n（令和7年度から） ", "実績に合わせる", "令和7年度"),
                ("", "", "", "", " 　"),
                ("", "", "灯台を建てる", "", ""),
            )
        ]
    )
    assert found.proposals == (
        ProposedAmendment(
            "変更",
            "R6-7",
            "目標値を35にする\n（令和7年度から）",
            "実績に合わせる",
            "令和7年度",
            2,
            SHEET,
            "A3",
        ),
        ProposedAmendment("", "", "灯台を建てる", "", "", 2, SHEET, "C5"),
    )
    (problem,) = (one for one in found.problems if code_of(one) == "SH220")
    assert (problem.cell, problem.values) == ("A3", {"count": "2"})


def test_what_stands_beside_the_columns_is_kept() -> None:
    """A line through a row may mean that it was withdrawn."""
    rows = (("区分", "提案の内容", "メモ"), ("廃止", "やめる", "要相談"))
    (one,) = read_sheets([sheet(*rows, struck=frozenset({(1, 1)}))]).proposals
    assert (one.beside, one.is_struck, one.item_no, one.reason, one.from_year_text) == (
        "要相談",
        True,
        "",
        "",
        "",
    )


@pytest.mark.parametrize(
    "other",
    [
        sheet(HEADINGS, ("変更", "1", "名称を改める"), name="進捗状況"),
        sheet(HEADINGS, ("変更", "1", "名称を改める"), visible=False),
        sheet(("提案", "番号"), ("変更", "1")),
        sheet(HEADINGS),
    ],
    ids=["another sheet", "a hidden one", "without the headings", "an empty one"],
)
def test_nothing_else_is_a_proposal(other: Sheet) -> None:
    """Only rows below the headings of our own form, where people see them."""
    found = read_sheets([other])
    assert found.proposals == ()
    assert "SH220" not in {code_of(one) for one in found.problems}
