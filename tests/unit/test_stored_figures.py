"""What a figure would be with all the digits that its cell stores."""

from __future__ import annotations

from decimal import Decimal

import pytest

from shinchoku.intake.sheets import CellText, SheetRow
from shinchoku.intake.steps import Step, StepKind
from shinchoku.intake.stored_figures import stored_figure

NAME = "actual_value"


@pytest.mark.parametrize(
    ("raw", "steps", "unit", "value"),
    [
        ("79.96", [(StepKind.ROUNDED, "79.96", "80.0")], "％", "79.96"),
        (
            "0.7996",
            [(StepKind.FORMATTED, "0.7996", "79.96%"), (StepKind.ROUNDED, "79.96%", "80%")],
            "％",
            "79.96",
        ),
        (
            "155549.5",
            [(StepKind.ROUNDED, "155549.5", "155550"), (StepKind.HEADING_UNIT, "155550", "155550千円")],
            "百万円",
            "155.5495",
        ),
        ("80", [], "％", None),
        ("155550", [(StepKind.HEADING_UNIT, "155550", "155550千円")], "百万円", None),
    ],
)
def test_the_stored_digits_go_the_same_way_as_those_that_are_shown(
    raw: str, steps: list[tuple[StepKind, str, str]], unit: str, value: str | None
) -> None:
    """Per cent, the unit of the heading and the register's unit apply to both; nothing where all digits are shown."""
    cell = CellText(
        "F5", raw, tuple(Step(*one) for one in steps), units=("千円",) if "千円" in str(steps) else ()
    )
    found = stored_figure(SheetRow(1, "進捗", 5, {NAME: cell}), NAME, unit, {})
    assert found == (None if value is None else Decimal(value))


def test_a_cell_that_is_not_there_stores_nothing() -> None:
    """The sheet has no such column."""
    assert stored_figure(SheetRow(1, "進捗", 5, {}), NAME, "件", {}) is None
