"""Where everything stands on a sheet: one list of placed cells, which a workbook or a CSV is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto
from itertools import groupby
from typing import TYPE_CHECKING

from tables import Row, Table, Value, full_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from habits import Habit
    from shinchoku.register.entries import Department, Round

_MERGED = ("basic_policy", "policy_measure")
_ONE_ROW_OF_LABELS = {5: 3, 7: 5}
_STATUSES = ("達成", "未達成", "数値未確定")
_STATUSES_OF = {2023: _STATUSES, 2024: (*_STATUSES, "評価時期未到来")}
"""Nothing is not yet due in the first year: every item of the start was to begin in it."""


class Role(Enum):
    """What a cell is for, which decides how it looks."""

    TITLE = auto()
    LEGEND = auto()
    LABEL = auto()
    ANSWER = auto()
    HEADING = auto()
    GIVEN = auto()
    """Filled in beforehand from the register."""
    ENTERED = auto()
    """Filled in by the department."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One cell, or one merged block, with what it holds."""

    row: int
    column: int
    value: Value
    role: Role
    name: str = ""
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that a department fills in, before it is drawn."""

    department: Department
    asked: Round
    habit: Habit
    table: Table

    @property
    def statuses(self) -> tuple[str, ...]:
        """The choices of 達成状況 that the form of the year offers."""
        return _STATUSES_OF[self.asked.fiscal_year.year]

    def writes_wide(self, one: Placed) -> bool:
        """Tell whether a cell is written in full width: figures and the column of item numbers."""
        numeric = isinstance(one.value, Decimal) or one.name == "item_no"
        return numeric and self.habit.digits == "full"


def place(sheet: Sheet) -> list[Placed]:
    """Return every cell of a sheet: title, legend, labels, headings and rows."""
    return [*_above_the_table(sheet), *_headings(sheet), *_body(sheet)]


def _above_the_table(sheet: Sheet) -> Iterator[Placed]:
    """Place the title, the legend and the labels, as many rows as the department's sheet has."""
    left, year = sheet.habit.first_column, full_width(sheet.asked.fiscal_year.era_label)
    title = f"{year}　金沢市行政経営プラン　進捗状況シート"
    yield Placed(1, left, title, Role.TITLE, columns=len(sheet.table.headings))
    choices = "".join(f"「{status}」" for status in sheet.statuses)
    legend = [
        f"※達成状況は{choices}から選択してください。",
        "※「未達成」の場合は、その理由を必ず記入してください。色の付いた欄は記入済みです。",
    ]
    first = 3 if sheet.habit.header_row == 7 else 2  # noqa: PLR2004 -- this form leaves row 2 blank
    for offset, line in enumerate(legend[: 1 if sheet.habit.header_row == 5 else 2]):  # noqa: PLR2004 -- row 5 leaves room for one line
        yield Placed(first + offset, left, line, Role.LEGEND)
    yield from _labels(sheet, year)


def _labels(sheet: Sheet, year: str) -> Iterator[Placed]:
    """Place the labels, each with its answer in the next cell: in one row, or one below another."""
    left, department = sheet.habit.first_column, sheet.department
    answers = {
        "部局課室名：": f"{department.bureau}{sheet.habit.gap}{department.name}",
        "年度：": year,
        "照会：": sheet.asked.name,
        "記入者：": "（実演用）" if sheet.habit.signed else None,
    }
    row = _ONE_ROW_OF_LABELS.get(sheet.habit.header_row)
    places = [(row, 0), (row, 4), (row, 7), (row, 10)] if row else [(4, 0), (5, 0), (6, 0), (6, 4)]
    for (at, offset), (label, answer) in zip(places, answers.items(), strict=True):
        yield Placed(at, left + offset, label, Role.LABEL)
        width = 3 if offset == 0 else 1 if offset == 10 else 2  # noqa: PLR2004 -- as wide as the form's cells
        yield Placed(at, left + offset + 1, answer, Role.ANSWER, columns=width)


def _headings(sheet: Sheet) -> Iterator[Placed]:
    """Place the row of headings."""
    for column, (name, text) in enumerate(sheet.table.headings.items(), sheet.habit.first_column):
        yield Placed(sheet.habit.header_row, column, text, Role.HEADING, name)


def _body(sheet: Sheet) -> Iterator[Placed]:
    """Place the rows; 基本方針 and 施策 are merged down as long as they stay the same."""
    given = {*_MERGED, "item_no", "item_name", "indicator_name", "unit", "target_value"}
    for column, name in enumerate(sheet.table.headings, sheet.habit.first_column):
        role = Role.GIVEN if name in given else Role.ENTERED
        for row, value, rows in _runs(sheet, name):
            yield Placed(row, column, value, role, name, rows)


def _runs(sheet: Sheet, name: str) -> Iterator[tuple[int, Value, int]]:
    """Yield the first row, the value and the height of each block of a column."""
    top = sheet.habit.header_row + 1

    def block(numbered: tuple[int, Row]) -> object:
        """Rows with the same block are merged."""
        row, cells = numbered
        return (cells["basic_policy"], cells[name]) if name in _MERGED else row

    for _, run in groupby(enumerate(sheet.table.rows, top), key=block):
        rows = list(run)
        yield rows[0][0], rows[0][1][name], len(rows)
