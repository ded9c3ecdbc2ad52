"""What keeps a sheet from being read by a machine as it stands. It was read all the same: notes only.

One finding a sheet and rule, from the account of how the sheet was read. A plan that does not ask its
departments for machine-readable sheets switches the family off (`checks.off = ["SH8"]`).
"""

from shinchoku.checks.scopes import SheetJudge, of_sheets
from shinchoku.intake import readability
from shinchoku.intake.account import RowFate, SheetAccount

_NO_RECORDS = frozenset({RowFate.TOTAL, RowFate.SECTION})


@of_sheets
def tables_have_no_merged_cells(sheet: SheetAccount) -> int:
    """Merged areas in a table: every cell but the first is empty to a machine."""
    return _count(sheet, readability.MERGED_CELLS)


@of_sheets
def headings_are_on_one_line(sheet: SheetAccount) -> int:
    """Line breaks and layout spaces inside headings."""
    return _count(sheet, readability.BROKEN_HEADINGS)


@of_sheets
def tables_hold_values_not_formulas(sheet: SheetAccount) -> int:
    """Formulas: their values depend on the program that opens the file."""
    return _count(sheet, "formulas")


@of_sheets
def nothing_but_the_table_stands_on_the_sheet(sheet: SheetAccount) -> int:
    """Titles and notes above the table; labels with their answers are how a sheet says whose it is."""
    return _count(sheet, readability.TEXTS_AROUND)


@of_sheets
def headings_stand_on_the_first_row(sheet: SheetAccount) -> int:
    """The row of the first headings, if it is not the first; 0 if it is."""
    first = min((table.header_rows[0] for table in sheet.tables), default=1)
    deepest = max((table.header_rows[1] - table.header_rows[0] for table in sheet.tables), default=0)
    return first if first > 1 or deepest else 0


@of_sheets
def a_sheet_holds_one_table(sheet: SheetAccount) -> int:
    """Several tables on one sheet."""
    return len(sheet.tables) if len(sheet.tables) > 1 else 0


@of_sheets
def every_column_has_its_heading(sheet: SheetAccount) -> int:
    """Columns with text and no heading."""
    return _count(sheet, readability.UNHEADED_COLUMNS)


@of_sheets
def cells_hold_no_line_breaks(sheet: SheetAccount) -> int:
    """Line breaks inside cells."""
    return _count(sheet, readability.BROKEN_TEXTS)


@of_sheets
def years_stand_in_rows_not_in_columns(sheet: SheetAccount) -> int:
    """Columns that carry a year in their heading."""
    return sum("@" in name for table in sheet.tables for _, _, name in table.columns)


@of_sheets
def every_row_is_a_record(sheet: SheetAccount) -> int:
    """Totals and section headings between the rows of data."""
    return sum(fate in _NO_RECORDS for table in sheet.tables for _, fate in table.skipped)


OF_THE_FORM: tuple[SheetJudge, ...] = (
    tables_hold_values_not_formulas,
    nothing_but_the_table_stands_on_the_sheet,
    headings_stand_on_the_first_row,
)
"""What follows from how our own form is laid out: its check column, its title, its labels."""


def _count(sheet: SheetAccount, fact: str) -> int:
    """Return a fact of a sheet's account; what it does not name there is none of."""
    return dict(sheet.facts).get(fact, 0)
