"""What keeps a sheet from being read by a machine, and whose doing it is."""

from __future__ import annotations

import pytest
from builders import checked, codes_of, received

from shinchoku.intake import readability
from shinchoku.intake.account import ReadingAccount, SheetAccount, SheetFate
from shinchoku.intake.sheets import CellText, Label, Reading

FACTS = (("formulas", 3), (readability.TEXTS_AROUND, 2), (readability.MERGED_CELLS, 1))
FORM = Label("form", 1, "進捗状況", CellText("B1", "A-1"))


@pytest.mark.parametrize(
    ("labels", "fate", "codes"),
    [
        ((), SheetFate.READ, ["SH801", "SH803", "SH804"]),
        ((), SheetFate.REFUSED, ["SH801", "SH803", "SH804"]),
        ((FORM,), SheetFate.READ, ["SH801"]),
        ((), SheetFate.EMPTY, []),
    ],
)
def test_a_department_is_told_of_its_own_design_and_not_of_ours(
    labels: tuple[Label, ...], fate: SheetFate, codes: list[str]
) -> None:
    """Of a form that this program made, formulas and texts around the table are not the department's doing."""
    account = ReadingAccount(sheets=(SheetAccount(1, "進捗状況", fate, facts=FACTS),))
    found = checked(received(Reading(labels=labels, account=account))).findings
    assert codes_of(found) == codes
