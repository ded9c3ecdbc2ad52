"""What keeps a sheet from being read by a machine, and whose doing it is."""

from __future__ import annotations

import pytest

from shinchoku.checks.rules.machine_readability import readability_notes
from shinchoku.intake import readability
from shinchoku.intake.account import ReadingAccount, SheetAccount, SheetFate
from shinchoku.intake.sheets import CellText, Label, Reading

FACTS = (("formulas", 3), (readability.TEXTS_AROUND, 2), (readability.MERGED_CELLS, 1))
FORM = Label("form", 1, "進捗状況", CellText("B1", "A-1"))


@pytest.mark.parametrize(
    ("labels", "fate", "counts"),
    [
        ((), SheetFate.READ, [1, 3, 2]),
        ((), SheetFate.REFUSED, [1, 3, 2]),
        ((FORM,), SheetFate.READ, [1]),
        ((), SheetFate.EMPTY, []),
    ],
)
def test_a_department_is_told_of_its_own_design_and_not_of_ours(
    labels: tuple[Label, ...], fate: SheetFate, counts: list[int]
) -> None:
    """Of a form that this program made, formulas and texts around the table are not the department's doing."""
    account = ReadingAccount(sheets=(SheetAccount(1, "進捗状況", fate, facts=FACTS),))
    found = readability_notes(Reading(labels=labels, account=account))
    assert [count for _, _, count in found] == counts
