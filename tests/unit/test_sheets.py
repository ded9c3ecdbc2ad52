"""The names of cells, and rows before they are interpreted."""

from __future__ import annotations

import pytest
from builders import appearance

from shinchoku.intake.sheets import CellText, SheetRow, cell_name


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [
        (0, 0, "A1"),
        (6, 2, "C7"),
        (0, 25, "Z1"),
        (0, 26, "AA1"),
        (9, 51, "AZ10"),
        (0, 701, "ZZ1"),
        (0, 702, "AAA1"),
    ],
)
def test_a_cell_is_named_as_a_spreadsheet_names_it(row: int, column: int, name: str) -> None:
    """Columns have no zero: Z is followed by AA."""
    assert cell_name(row, column) == name


def test_a_column_that_a_sheet_lacks_is_empty() -> None:
    """An absent cell and an empty one read the same."""
    row = SheetRow(1, "進捗", 3, {"unit": CellText("B3", "人")})
    assert (row.raw("unit"), row.raw("next_action")) == ("人", "")


def test_appearances_are_ordered_by_lateness() -> None:
    """The night first, then the path, then the order at that path; the content plays no part before."""
    late, second, first = appearance("a", "05-02"), appearance("b", sequence=2), appearance("b", sequence=1)
    assert sorted([late, second, first]) == [first, second, late]
