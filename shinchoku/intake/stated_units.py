"""The unit of a figure: what its cell, its heading, its row and the notes around its table say, if they agree.

A unit that stands in the cell itself is the most exact. Of the others no one is better than the next: where
two of them would make different values of the same digits, there is no value. Statements about something
else (件 in a heading over money) concern no figure that they do not fit.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from schemas.codes import CodeList, MissingReason
from shinchoku.intake.numbers import FigureRead, own_unit, read_figure
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import UNIT_NOTE, CellText, SheetRow
from shinchoku.intake.steps import StepKind
from shinchoku.intake.units import is_scale, is_unit, same_unit, unit_of

WITHOUT_A_VALUE = frozenset(
    {ProblemKind.UNVALUED_FORMULA, ProblemKind.UNCLEAR_FORMAT, ProblemKind.STALE_FORMULA}
)
"""Marks on a cell whose stored text is not what it says: formulas without their result, unclear formats."""
YEN_SIGN = "¥"
_OF_NAME = re.compile(r"[(（]\s*+(?:単位\s*+[:：]?\s*+)?([^()（）]*[^()（）\s])\s*+[)）]\s*+$")
_AND = re.compile(r"[、,・/\s]+")
_EMPTY = CellText("", "")


class UnitPlace(CodeList):
    """Where the unit of a figure is stated."""

    CELL = "cell", "セル", "the cell"
    SIGN = "sign", "円記号", "the yen sign"
    HEADING = "heading", "見出しか右隣のセル", "the heading or the cell on the right"
    COLUMN = "column", "単位の欄", "the unit's column"
    NAME = "name", "指標名", "the indicator's name"
    NOTE = "note", "表の注記", "the note on the table"


_AROUND = frozenset({UnitPlace.HEADING, UnitPlace.NAME, UnitPlace.NOTE})
_OWN = frozenset({UnitPlace.CELL, UnitPlace.SIGN})


@dataclass(frozen=True, slots=True)
class StatedUnit:
    """One statement of a unit, and where it stands."""

    place: UnitPlace
    text: str


Disagreement = tuple[StatedUnit, StatedUnit]


def read_with_its_unit(
    source: SheetRow, name: str, unit: str, symbols: Mapping[str, MissingReason]
) -> FigureRead:
    """Read the cell of a figure in the register's `unit`, with the unit that is stated around it."""
    marks = source.cells.get(name, _EMPTY).marks
    if unread := next((mark for mark in marks if mark in WITHOUT_A_VALUE), None):
        return FigureRead(problem=unread)
    stated = stated_units(source, name, unit)
    if pair := contradiction(stated):
        return FigureRead(problem=ProblemKind.UNITS_DISAGREE, words=words_of(pair))
    text = source.text(name)
    applied = "" if own_unit(text) != "" or source.text("unit").strip() else _applied(stated)
    return read_figure(f"{text.strip()}{applied}" if applied else text, unit, symbols)


def stated_units(source: SheetRow, name: str, unit: str) -> tuple[StatedUnit, ...]:
    """Return what is said of the unit of a figure, as far as it concerns an item in `unit`.

    Nothing for a cell that holds no figure.
    """
    cell = source.cells.get(name, _EMPTY)
    own = own_unit(_without_heading(cell))
    if own is None or not unit:
        return ()
    found = [StatedUnit(place, text) for place, text in _said(source, cell, own) if _concerns(text, unit)]
    return (*found, *_noted(source, unit, found))


def contradiction(stated: Sequence[StatedUnit]) -> Disagreement | None:
    """Return two statements that make different values of the same digits, if nothing in the cell decides."""
    owns = [one for one in stated if one.place in _OWN]
    around = [one for one in stated if one.place not in _OWN]
    if owns:
        signs = [one for one in owns if one.place is UnitPlace.SIGN]
        pairs = [(sign, one) for sign in signs for one in around if one.place in _AROUND]
    else:
        pairs = list(combinations(around, 2))
    return next((pair for pair in pairs if _differ(*pair)), None)


def overruled(stated: Sequence[StatedUnit]) -> Disagreement | None:
    """Return the unit in a cell and one around it that says otherwise: the cell's counts, and it is told.

    A unit's column names the register's unit; only a yen sign, which often is mere looks, is told beside it.
    """
    pairs = (
        (own, one)
        for own in stated
        for one in stated
        if (own.place is UnitPlace.CELL and one.place in _AROUND)
        or (own.place is UnitPlace.SIGN and one.place is UnitPlace.COLUMN)
    )
    return next((pair for pair in pairs if _differ(*pair)), None)


def words_of(pair: Disagreement) -> dict[str, str]:
    """Return the words of a finding on two statements."""
    one, other = pair
    return {
        "one": one.text,
        "one_ja": one.place.label_ja,
        "one_en": one.place.label_en,
        "other": other.text,
        "other_ja": other.place.label_ja,
        "other_en": other.place.label_en,
    }


def _said(source: SheetRow, cell: CellText, own: str) -> Iterator[tuple[UnitPlace, str]]:
    """Yield the units that a figure's cell and its row state."""
    if own:
        yield (UnitPlace.SIGN, "円") if own == YEN_SIGN else (UnitPlace.CELL, own)
    for heading in cell.units:
        yield UnitPlace.HEADING, heading
    if column := source.text("unit").strip():
        yield UnitPlace.COLUMN, column
    named = _OF_NAME.search(source.text("indicator_name"))
    if named and (is_unit(named[1]) or is_scale(named[1])):
        yield UnitPlace.NAME, named[1]


def _noted(source: SheetRow, unit: str, others: Sequence[StatedUnit]) -> Iterator[StatedUnit]:
    """Yield the units of the note on a table that concern a figure.

    Of （単位：百万円、％） each figure has the one that fits; of several, the one that is said elsewhere too.
    """
    fitting = [one for one in _AND.split(source.text(UNIT_NOTE)) if one and _concerns(one, unit)]
    known = [unit, *(other.text for other in others)]
    said_twice = next((one for one in fitting if any(same_unit(one, other) for other in known)), None)
    for one in fitting if said_twice is None else [said_twice]:
        yield StatedUnit(UnitPlace.NOTE, one)


def _applied(stated: Sequence[StatedUnit]) -> str:
    """Return the unit that the name of an indicator or a note gives to bare digits."""
    return next((one.text for one in stated if one.place in {UnitPlace.NAME, UnitPlace.NOTE}), "")


def _concerns(text: str, unit: str) -> bool:
    """Tell whether a statement may be about figures in a unit; a scale alone (億) is about any."""
    return is_scale(text) or unit_of(text).converted(Decimal(1), unit_of(unit)) is not None


def _differ(one: StatedUnit, other: StatedUnit) -> bool:
    """Tell whether the same digits are another value in another unit."""
    return not same_unit(one.text, other.text)


def _without_heading(cell: CellText) -> str:
    """Return the text of a cell before the unit of its heading was added to it."""
    added = next((step for step in cell.steps if step.kind is StepKind.HEADING_UNIT), None)
    return added.before if added else cell.text
