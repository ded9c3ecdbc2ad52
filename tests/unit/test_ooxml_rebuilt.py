"""New workbooks from grids of text, for formats that cannot be annotated part by part."""

from __future__ import annotations

import io

import openpyxl
import pytest
from builders.workbook_parts import unzipped
from python_calamine import CalamineWorkbook

from schemas.codes import Severity
from shinchoku.adapters.ooxml.rebuilt import annotate_as_new
from shinchoku.checks.marks import LIST_SHEET, Mark, summarize
from shinchoku.intake.sheets import Area, Sheet

GRID = (
    ("進捗状況シート", "", ""),
    ("番号", "実績値", "備考"),
    ("6", "約300", "=1+1"),
    ("R6-7", "0042", "1-2"),
)
MARK = Mark(
    2, "B3", Severity.ERROR, "SH203", "数値として読み取れません。", "数値だけを記入してください。", "6"
)


def made(*sheets: Sheet, mark: Mark = MARK) -> bytes:
    """Return the workbook of some sheets with one mark."""
    return annotate_as_new(sheets, [mark], summarize([mark], "進捗.csv"))


def opened(*sheets: Sheet) -> openpyxl.Workbook:
    """Return it opened."""
    return openpyxl.load_workbook(io.BytesIO(made(*sheets)))


def test_every_cell_is_the_text_that_was_received() -> None:
    """Never a number, a date or a formula: `0042`, `1-2` and `=1+1` stay what they are."""
    content = made(Sheet("CSV", 2, GRID))
    read = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("CSV")
    assert tuple(map(tuple, read.to_python(skip_empty_area=False))) == GRID
    sheet = openpyxl.load_workbook(io.BytesIO(content))["CSV"]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.value is None or (cell.data_type, cell.number_format, cell.quotePrefix) == (
                "s",
                "@",
                True,
            )
    assert b"<f>" not in unzipped(content)["xl/worksheets/sheet1.xml"]


def test_marks_and_list_are_those_of_an_annotated_workbook() -> None:
    """The mark follows its sheet by the number that it had when received."""
    hidden = Sheet("作業用", 1, (), visible=False)
    book = opened(hidden, Sheet("進捗", 2, GRID, merged=(Area(0, 0, 0, 2),)))
    assert book.sheetnames == [LIST_SHEET, "進捗"]
    assert book["進捗"]["B3"].fill.fgColor.rgb == "FFFFC7CF"
    assert book["進捗"]["B3"].comment.text.startswith("【進捗 SH203】✖ エラー")
    assert book[LIST_SHEET]["D7"].hyperlink.location == "'進捗'!B3"
    assert [str(area) for area in book["進捗"].merged_cells.ranges] == ["A1:C1"]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("実績[R5]", "実績:R5"), ["実績_R5_", "実績_R5"]),
        (("進捗", "進捗"), ["進捗", "進捗 (2)"]),
        (("長" * 40, "長" * 31), ["長" * 31, "長" * 27 + " (2)"]),
        (("", "'x'"), ["Sheet", "x"]),
        ((LIST_SHEET,), [f"{LIST_SHEET} (2)"]),
        (("History",), ["History (2)"]),
        (("A\0B",), ["A⟨U+0000⟩B"]),
    ],
)
def test_sheets_get_names_that_excel_takes(names: tuple[str, ...], shown: list[str]) -> None:
    """Forbidden characters, length and doublets; the list keeps its own name."""
    sheets = [Sheet(name, number, GRID) for number, name in enumerate(names, start=1)]
    assert opened(*sheets).sheetnames == [LIST_SHEET, *shown]


def test_columns_are_as_wide_as_their_text_within_reason() -> None:
    """A full-width character counts two; neither a hair nor a mile."""
    sheet = opened(Sheet("CSV", 2, (("あ" * 10, "x", "y" * 500),)))["CSV"]
    assert [sheet.column_dimensions[column].width for column in "ABC"] == [22, 6, 32]


def test_the_same_input_gives_the_same_bytes() -> None:
    """No clock and no name of a machine or person goes into the file."""
    content = made(Sheet("CSV", 2, GRID))
    assert made(Sheet("CSV", 2, GRID)) == content
    core = unzipped(content)["docProps/core.xml"].decode()
    assert "1980-01-01T00:00:00Z" in core
    assert "openpyxl" not in core


@pytest.mark.parametrize("sheets", [(), (Sheet("空", 1, ()),), (Sheet("隠", 1, (), visible=False),)])
def test_nothing_to_show_still_makes_a_workbook(sheets: tuple[Sheet, ...]) -> None:
    """An unreadable file comes back as its list of findings."""
    assert opened(*sheets).sheetnames[0] == LIST_SHEET


def test_characters_that_excel_refuses_are_replaced() -> None:
    """Controls and lone surrogates stand by their number, what Excel takes for an escape is escaped, long texts are cut."""
    cell = opened(Sheet("CSV", 2, (("\0\x1b\ud800_x0041_" + "長" * 40_000,),)))["CSV"]["A1"]
    assert cell.value.startswith("⟨U+0000⟩⟨U+001B⟩⟨U+D800⟩_x005F_x0041_長")
    assert len(cell.value) <= 32_767
