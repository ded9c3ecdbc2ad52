"""The unit of a figure: what is said of it in several places, and what comes of a disagreement."""

from __future__ import annotations

from decimal import Decimal

import pytest

from schemas.headings import FIGURES
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import UNIT_NOTE, CellText, SheetRow
from shinchoku.intake.stated_units import overruled, read_with_its_unit, stated_units
from shinchoku.intake.steps import Step, StepKind

NAME = FIGURES[1]


def row(
    text: str, *, headed: str = "", beside: str = "", column: str = "", named: str = "", note: str = ""
) -> SheetRow:
    """Return a row as the layout reader leaves it: bare digits carry the unit of their heading."""
    units = tuple(filter(None, (headed, beside)))
    steps = (Step(StepKind.HEADING_UNIT, text, text + units[0]),) if units and text.isdecimal() else ()
    cells = {
        NAME: CellText("F8", text, steps, units=units),
        "unit": CellText("D8", column),
        "indicator_name": CellText("C8", named),
        UNIT_NOTE: CellText("H2", note),
    }
    return SheetRow(1, "進捗状況", 8, cells)


@pytest.mark.parametrize(
    ("one", "value"),
    [
        (row("6150", headed="百万円"), "6150000"),
        (row("6150", headed="百万円", column="百万円", note="百万円"), "6150000"),
        (row("6150", column="千円", note="％、人"), "6150"),
        (row("6150", note="百万円、％"), "6150000"),
        (row("6150", note="百万円、千円"), "6150"),
        (row("6150", column="百万円", note="百万円、千円"), "6150"),
        (row("6150", named="基金の残高（百万円）"), "6150000"),
        (row("6150", named="基金の残高（年度末）", note="円"), "6.15"),
        (row("1.5億円", column="千円"), "150000"),
        (row("155,550千円", headed="百万円"), "155550"),
        (row("￥155,550", column="千円"), "155.55"),
        (row("￥-155,550"), "-155.55"),
    ],
)
def test_a_figure_is_read_in_the_unit_that_all_statements_agree_on(one: SheetRow, value: str) -> None:
    """A heading, a name, a note: what fits the register's 千円 is converted; the cell's own unit comes first."""
    read = read_with_its_unit(one, NAME, "千円", {})
    assert (read.value, read.problem) == (Decimal(value), None)


@pytest.mark.parametrize(
    ("one", "places"),
    [
        (row("155550", headed="百万円", column="千円"), ("heading", "column")),
        (row("155550", headed="百万円", beside="千円"), ("heading", "heading")),
        (row("155550", headed="千円", named="寄附額（百万円）"), ("heading", "name")),
        (row("155550", headed="千円", note="百万円"), ("heading", "note")),
        (row("155550", column="千円", note="百万円"), ("column", "note")),
        (row("155550", column="千円", named="寄附額（百万円）"), ("column", "name")),
        (row("155550", note="百万円、億円"), ("note", "note")),
        (row("￥155,550", headed="千円"), ("sign", "heading")),
        (row("155550", column="億", note="千円"), ("column", "note")),
    ],
)
def test_two_statements_that_disagree_leave_no_value(one: SheetRow, places: tuple[str, str]) -> None:
    """Nothing is multiplied by a thousand because one of two headings says so."""
    read = read_with_its_unit(one, NAME, "千円", {})
    stated = {unit.place.label_ja: unit.place for unit in stated_units(one, NAME, "千円")}
    assert (read.value, read.problem) == (None, ProblemKind.UNITS_DISAGREE)
    assert (stated[read.words["one_ja"]], stated[read.words["other_ja"]]) == places


@pytest.mark.parametrize(
    "one", [row("1.5億", column="千円"), row("15", note="億"), row("15", named="寄附額（億）"), row("1.5億")]
)
def test_a_scale_is_no_unit_wherever_it_stands(one: SheetRow) -> None:
    """億 in the cell, in a note, in a name: of what, nobody says."""
    read = read_with_its_unit(one, NAME, "千円", {})
    assert (read.value, read.problem) == (None, ProblemKind.SCALE_WITHOUT_UNIT)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (row("155,550千円", headed="百万円"), True),
        (row("155,550千円", note="百万円"), True),
        (row("￥155,550", column="千円"), True),
        (row("1.5億円", column="千円"), False),
        (row("155,550千円", headed="千円"), False),
        (row("155550", headed="百万円"), False),
        (row("調整中", headed="百万円"), False),
    ],
)
def test_a_unit_in_the_cell_that_differs_from_the_one_around_it_is_told(one: SheetRow, *, told: bool) -> None:
    """The cell's own unit counts; the unit's column only names the register's."""
    assert (overruled(stated_units(one, NAME, "千円")) is not None) is told


def test_nothing_is_said_of_the_unit_of_an_item_that_has_none() -> None:
    """Without a register's unit there is nothing to convert into."""
    assert stated_units(row("3", headed="百万円"), NAME, "") == ()
