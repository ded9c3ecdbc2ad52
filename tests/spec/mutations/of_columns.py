"""SH222 to SH227: what is done to the columns of the second year's sheet and to their headings."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet
from spec.mutations.base import BASELINE, NEXT, REASON, VISITORS, Mutation
from spec.mutations.of_files import column, each, put

_TWO_ROWS = frozenset({"SH805"})


def ticked(sheet: Worksheet) -> None:
    """Let the status be two columns to tick, and tick both for one item."""
    sheet.insert_rows(2)
    sheet.insert_cols(10)
    sheet["I2"], sheet["J2"] = "B", "A"
    for row in range(VISITORS + 1, sheet.max_row + 1):
        is_a = sheet.cell(row, 9).value == "A"
        sheet.cell(row, 9).value, sheet.cell(row, 10).value = (None, "○") if is_a else ("○", None)
    sheet.cell(VISITORS + 1, 9).value = "○"


def numbered_twice(sheet: Worksheet) -> None:
    """Put other numbers beside the item numbers."""
    sheet.insert_cols(2)
    for row in range(VISITORS, sheet.max_row + 1):
        sheet.cell(row, 2).value = row


MUTATIONS = (
    Mutation(
        "SH222",
        "one heading is merged over two texts",
        edit=lambda sheet: sheet.merge_cells(f"{REASON}1:{NEXT}1"),
        also=frozenset({"SH801"}),
    ),
    Mutation(
        "SH223",
        "a half of the year beside the whole",
        edit=each(
            lambda sheet: sheet.insert_rows(2),
            put(f"{NEXT}2", "通年"),
            put("M2", "上期"),
            put("M3", "案を作ります。"),
        ),
        also=_TWO_ROWS,
    ),
    Mutation("SH224", "two choices are ticked", edit=ticked, also=_TWO_ROWS),
    Mutation(
        "SH225",
        "a remark behind the remarks",
        edit=each(column("備考", "済"), put(f"N{VISITORS}", "係長確認済み")),
        also=frozenset({"SH807"}),
    ),
    Mutation("SH226", "a baseline of something else", edit=put(f"{BASELINE}1", "基準値（市外を含む）")),
    Mutation(
        "SH227", "other numbers beside the item numbers", edit=numbered_twice, also=frozenset({"SH807"})
    ),
)
