"""What keeps a sheet from being read by a machine as it stands. It was read all the same: notes only.

One finding a sheet and rule, from the account of how the sheet was read. A plan that does not ask its
departments for machine-readable sheets switches the family off (`checks.off = ["SH8"]`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from shinchoku.checks.findings import Rule
from shinchoku.checks.rules import RULES_BY_NAME
from shinchoku.intake import readability
from shinchoku.intake.account import RowFate, SheetAccount, SheetFate
from shinchoku.intake.sheets import Reading

SheetCheck = Callable[[SheetAccount], int]
"""How often a sheet breaks a rule."""

_NO_RECORDS = frozenset({RowFate.TOTAL, RowFate.SECTION})
_READ = frozenset({SheetFate.READ, SheetFate.REFUSED})


def tables_have_no_merged_cells(sheet: SheetAccount) -> int:
    """Merged areas in a table: every cell but the first is empty to a machine."""
    return _count(sheet, readability.MERGED_CELLS)


def headings_are_on_one_line(sheet: SheetAccount) -> int:
    """Line breaks and layout spaces inside headings."""
    return _count(sheet, readability.BROKEN_HEADINGS)


def tables_hold_values_not_formulas(sheet: SheetAccount) -> int:
    """Formulas: their values depend on the program that opens the file."""
    return _count(sheet, "formulas")


def nothing_but_the_table_stands_on_the_sheet(sheet: SheetAccount) -> int:
    """Titles and notes above the table; labels with their answers are how a sheet says whose it is."""
    return _count(sheet, readability.TEXTS_AROUND)


def headings_stand_on_the_first_row(sheet: SheetAccount) -> int:
    """The row of the first headings, if it is not the first; 0 if it is."""
    first = min((table.header_rows[0] for table in sheet.tables), default=1)
    deepest = max((table.header_rows[1] - table.header_rows[0] for table in sheet.tables), default=0)
    return first if first > 1 or deepest else 0


def a_sheet_holds_one_table(sheet: SheetAccount) -> int:
    """Several tables on one sheet."""
    return len(sheet.tables) if len(sheet.tables) > 1 else 0


def every_column_has_its_heading(sheet: SheetAccount) -> int:
    """Columns with text and no heading."""
    return _count(sheet, readability.UNHEADED_COLUMNS)


def cells_hold_no_line_breaks(sheet: SheetAccount) -> int:
    """Line breaks inside cells."""
    return _count(sheet, readability.BROKEN_TEXTS)


def years_stand_in_rows_not_in_columns(sheet: SheetAccount) -> int:
    """Columns that carry a year in their heading."""
    return sum("@" in name for table in sheet.tables for _, _, name in table.columns)


def every_row_is_a_record(sheet: SheetAccount) -> int:
    """Totals and section headings between the rows of data."""
    return sum(fate in _NO_RECORDS for table in sheet.tables for _, fate in table.skipped)


SHEET_CHECKS: tuple[SheetCheck, ...] = (
    tables_have_no_merged_cells,
    headings_are_on_one_line,
    tables_hold_values_not_formulas,
    nothing_but_the_table_stands_on_the_sheet,
    headings_stand_on_the_first_row,
    a_sheet_holds_one_table,
    every_column_has_its_heading,
    cells_hold_no_line_breaks,
    years_stand_in_rows_not_in_columns,
    every_row_is_a_record,
)

_OF_THE_FORM = (
    tables_hold_values_not_formulas,
    nothing_but_the_table_stands_on_the_sheet,
    headings_stand_on_the_first_row,
)
"""What follows from how our own form is laid out: its check column, its title, its labels."""


def readability_notes(reading: Reading) -> Iterator[tuple[Rule, SheetAccount, int]]:
    """Yield what a machine could not read without help: the rule, the sheet and how often, one a sheet and rule.

    Of a form that this program made (it carries its number) a department has no say in the design.
    """
    own = {label.sheet_number for label in reading.labels if label.name == "form"}
    for sheet in reading.account.sheets:
        if sheet.fate not in _READ:
            continue
        for times in SHEET_CHECKS:
            if sheet.number in own and times in _OF_THE_FORM:
                continue
            if count := times(sheet):
                yield RULES_BY_NAME[times.__name__], sheet, count


def _count(sheet: SheetAccount, fact: str) -> int:
    """Return a fact of a sheet's account; what it does not name there is none of."""
    return dict(sheet.facts).get(fact, 0)
