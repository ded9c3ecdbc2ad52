"""One workbook in three formats: the same marks on its cells make the same findings."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from builders import code_of
from contract.libreoffice import needs_libreoffice, saved_again
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from shinchoku.adapters.workbooks import read_content
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Reading
from shinchoku.intake.steps import StepKind

NAME = "marked"


def marked() -> bytes:
    """Return a workbook with every mark that changes what a cell says."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "進捗状況"
    raised, line = InlineFont(vertAlign="superscript"), InlineFont(strike=True)
    for row in (
        ("番号", "実績値", "達成状況", "取組実績", "備考"),
        ("1", 110, "A", "講座", ""),
        ("2", CellRichText("113", TextBlock(raised, "1")), "A", "講座", ""),
        ("3", 40 / 3, "A", CellRichText("講座を", TextBlock(line, "3回"), "5回"), ""),
        ("4", 155_550, "A", "講座", ""),
        ("5", 0.7996, "A", "講座", ""),
        ("6", 155_550_499, "A", "講座", ""),
        ("7", 5, "A", "講座", ""),
        ("8", -20.55, "A", "講座", "隠した列"),
        ("9", 12, "A", "講座", ""),
    ):
        sheet.append(row)
    sheet["B2"].font, sheet["B8"].font = Font(strike=True), Font(color="FFFFFFFF")
    for cell, code in (
        ("B4", "0.0"),
        ("B5", '"¥"#,##0'),
        ("B6", "0%"),
        ("B7", '#,##0,"千円"'),
        ("B9", "0.0;▲0.0"),
    ):
        sheet[cell].number_format = code
    sheet.row_dimensions[10].hidden = True
    sheet.column_dimensions["E"].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def told(reading: Reading) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return what was read of each figure and each result, with the marks on it."""
    return {
        f"{name} {row.row_number}": (cell.text, cell.marks)
        for row in reading.rows
        for name in ("actual_value", "result_text")
        for cell in (row.cells[name],)
    }


EXPECTED = {
    2: ("110", (ProblemKind.STRUCK_THROUGH,)),
    3: ("1131", (ProblemKind.RAISED_TEXT,)),
    4: ("13.3", ()),
    5: ("¥155550", ()),
    6: ("80%", ()),
    7: ("155550千円", ()),
    8: ("5", (ProblemKind.UNCLEAR_FORMAT,)),
    9: ("-20.6", ()),
}
"""The figures by their row: struck through, with a raised note, rounded, in yen, per cent, scaled, white, negative."""


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_the_same_marks_make_the_same_findings_in_every_format(suffix: str, tmp_path: Path) -> None:
    """Strike-through, raised digits, hidden rows and columns, digits and units that a format shows."""
    content = marked() if suffix == "xlsx" else saved_again({NAME: marked()}, suffix, tmp_path)[NAME]
    reading = read_content(content)
    found = told(reading)
    assert {n: found[f"actual_value {n}"] for n in EXPECTED} == EXPECTED
    assert found["result_text 4"][1] == (ProblemKind.STRUCK_THROUGH,)
    assert "actual_value 10" not in found
    assert {"SH211", "SH212"} <= {code_of(problem) for problem in reading.problems}
    assert not any(problem.stops_reading for problem in reading.problems)
    rounded = [
        row.row_number
        for row in reading.rows
        for step in row.cells["actual_value"].steps
        if step.kind is StepKind.ROUNDED
    ]
    assert rounded == [4, 6, 7, 9]
