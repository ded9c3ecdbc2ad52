"""What keeps a sheet from being read by a machine as it stands, counted: it was read all the same.

The counts stand in the account of a sheet; `shinchoku.checks.rules.machine_readability` gives each one
its words. Sources: MIC rules of 2020, rules of 2026 (`shinchoku.checks.standards`).
"""

import re
import unicodedata
from collections.abc import Sequence

from schemas.headings import label_of_cell
from shinchoku.intake.account import TableAccount
from shinchoku.intake.sheets import Sheet, cell_name

MERGED_CELLS = "merged_in_tables"
BROKEN_HEADINGS = "broken_headings"
TEXTS_AROUND = "rows_of_text_above"
UNHEADED_COLUMNS = "columns_without_heading"
BROKEN_TEXTS = "cells_with_line_breaks"

_BROKEN = re.compile(r"[\n\r]|(?<=\S)(?:\u3000+|\s{2,})(?=\S)")
"""A line break, or spaces that only spread a word: 達　成　状　況."""


def written_facts(sheet: Sheet, tables: Sequence[TableAccount]) -> tuple[tuple[str, int], ...]:
    """Count what a sheet's tables hold that only a person's eye puts right; what there is none of is left out."""
    if not tables:
        return ()
    first = min(table.header_rows[0] for table in tables) - 1
    counts = {
        MERGED_CELLS: sum(area.bottom >= first for area in sheet.merged),
        BROKEN_HEADINGS: _broken_headings(sheet, tables),
        TEXTS_AROUND: sum(_is_text(row) for row in sheet.grid[:first]),
        UNHEADED_COLUMNS: _columns_without_heading(sheet, tables, first),
        BROKEN_TEXTS: _broken_texts(sheet, tables),
    }
    return tuple((name, count) for name, count in counts.items() if count)


def _broken_headings(sheet: Sheet, tables: Sequence[TableAccount]) -> int:
    """Count the headings with a line break or layout spaces in them."""
    rows = {row for table in tables for row in range(table.header_rows[0] - 1, table.header_rows[1])}
    return sum(bool(_BROKEN.search(text)) for row in rows for text in sheet.grid[row])


def _is_text(row: Sequence[str]) -> bool:
    """Tell whether a row above the table holds text and no known label with its answer."""
    texts = [text for text in row if text.strip()]
    heads = (unicodedata.normalize("NFKC", text).partition(":")[0] for text in texts)
    return bool(texts) and not any(label_of_cell(head) for head in heads)


def _columns_without_heading(sheet: Sheet, tables: Sequence[TableAccount], first: int) -> int:
    """Count the columns that have text below the headings and none in them."""
    headed = {letter for table in tables for letter, _, _ in table.columns}
    below = max(table.header_rows[1] for table in tables)
    width = len(sheet.grid[first])
    return sum(
        cell_name(0, column)[:-1] not in headed and any(row[column].strip() for row in sheet.grid[below:])
        for column in range(width)
        if column not in sheet.look.hidden_columns
    )


def _broken_texts(sheet: Sheet, tables: Sequence[TableAccount]) -> int:
    """Count the cells below the first headings that hold a line break."""
    below = min(table.header_rows[1] for table in tables)
    return sum("\n" in text or "\r" in text for row in sheet.grid[below:] for text in row)
