"""Annotated copies in LibreOffice: another program than ours opens them, shows all, and saves them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
from builders.workbook_parts import book
from contract.libreoffice import needs_libreoffice, saved_again

from schemas.codes import Severity
from shinchoku.adapters.ooxml import annotate, look
from shinchoku.adapters.ooxml.rebuilt import annotate_as_new
from shinchoku.checks.marks import LIST_SHEET, Mark, summarize
from shinchoku.intake.look import NOTHING_SEEN
from shinchoku.intake.sheets import Sheet

ROWS = (
    '<row r="2"><c r="A2"><v>6</v></c><c r="B2" s="3"><v>1234</v></c><c r="C2" s="7"><v>2</v></c></row>'
    '<row r="3"><c r="A3"><v>7</v></c></row>'
)
MARK = Mark(
    1, "B2", Severity.ERROR, "SH203", "数値として読み取れません。", "数値だけを記入してください。", "6"
)
MARKS = [MARK, replace(MARK, cell="C2", severity=Severity.WARNING)]
SUMMARY = summarize(MARKS, "進捗.xlsx")


@needs_libreoffice
def test_annotated_copies_open_show_and_save_in_libreoffice(tmp_path: Path) -> None:
    """List, link, fill and comment are there; saved by it, a copy is known again and annotated anew."""
    edited = annotate(book(ROWS), MARKS, SUMMARY) or b""
    rebuilt = annotate_as_new([Sheet("進捗状況", 1, (("6", "", ""), ("6", "約300", "x")))], MARKS, SUMMARY)
    saved = saved_again({"edited": edited, "rebuilt": rebuilt}, "xlsx", tmp_path)
    for content in saved.values():
        made = openpyxl.load_workbook(io.BytesIO(content))
        assert made.sheetnames == [LIST_SHEET, "進捗状況"]
        cell = made["進捗状況"]["B2"]
        assert cell.fill.fgColor.rgb == "FFFFC7CF"
        assert cell.comment.text.startswith("【進捗 SH203】✖ エラー（項目 6）")
        assert made[LIST_SHEET]["D7"].hyperlink.location.replace("'", "") in {"進捗状況!B2", "進捗状況.B2"}
        assert made[LIST_SHEET]["G7"].value == MARK.message
    seen = look(saved["edited"])
    assert seen is not None
    assert (seen.own_sheets, seen.sheets.get(2, NOTHING_SEEN).comments) == ({1}, {})
    assert set(seen.sheets.get(2, NOTHING_SEEN).tinted.values()) <= {"font=FFFF0000"}  # nothing of ours
    again = annotate(saved["edited"], [], summarize([], "進捗.xlsx")) or b""
    cells = openpyxl.load_workbook(io.BytesIO(again))["進捗状況"]
    assert [cells[at].fill.fill_type for at in ("B2", "C2")] == [None, None]
    assert cells["B2"].comment is None
