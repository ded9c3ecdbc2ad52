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
_GIVEN = {*_MERGED, "item_no", "item_name", "indicator_name", "unit", "target_value"}
_ONE_ROW_OF_LABELS = {5: 3, 7: 5}
_GROUPS = {
    "no": ("", {}),
    "targets": (
        "数値目標",
        dict.fromkeys(("indicator_name", "unit", "target_value", "actual_value", "cumulative_value")),
    ),
    "results": ("実績値", {"actual_value": "当年度", "cumulative_value": "累計"}),
}
"""The merged heading of a group of columns, and what stands below it where that is another word."""
_REMARKS = ("※実績値は、各年度の3月31日現在です。", "※この様式についての問合せ先は、とりまとめ担当です。")
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
    BAND = auto()
    """A heading across the sheet."""
    REMARK = auto()
    """A line below the table."""


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
        numeric = isinstance(one.value, Decimal) or (one.name == "item_no" and bool(one.value))
        return numeric and self.habit.digits == "full"


def place(sheet: Sheet) -> list[Placed]:
    """Return every cell of a sheet: title, legend, labels, headings and rows."""
    return [*_above_the_table(sheet), *_headings(sheet), *_body(sheet), *_below_the_table(sheet)]


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
    """Place the headings: in one row, or in two where some stand under a merged one."""
    group, below = _GROUPS[sheet.habit.grouped]
    row, depth = (sheet.habit.header_row - 1, 2) if below else (sheet.habit.header_row, 1)
    for column, (name, text) in enumerate(sheet.table.headings.items(), sheet.habit.first_column):
        if name not in below:
            yield Placed(row, column, text, Role.HEADING, name, depth)
            continue
        if name == next(iter(below)):
            yield Placed(row, column, group, Role.HEADING, name, columns=len(below))
        yield Placed(row + 1, column, below[name] or text, Role.HEADING, name)


def _body(sheet: Sheet) -> Iterator[Placed]:
    """Place the rows; 基本方針 and 施策 are merged down as long as they stay the same."""
    for column, name in enumerate(sheet.table.headings, sheet.habit.first_column):
        for row, value, rows in _runs(sheet, name):
            yield Placed(row, column, value, _role(name), name, rows)


def _role(name: str) -> Role:
    """Tell whether a column is filled in beforehand or by the department."""
    return Role.GIVEN if name in _GIVEN else Role.ENTERED


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


def _below_the_table(sheet: Sheet) -> Iterator[Placed]:
    """Place what departments write below the last row: remarks, or how many items they reported."""
    left, rows = sheet.habit.first_column, sheet.table.rows
    below = sheet.habit.header_row + 1 + len(rows)
    match sheet.habit.ending:
        case "remarks":
            for offset, line in enumerate(_REMARKS):
                yield Placed(below + offset, left, line, Role.REMARK)
        case "total":
            texts: dict[str, Value] = {"item_name": "合計", "achievement_status": f"{len(rows)}項目"}
            for column, name in enumerate(sheet.table.headings, left):
                yield Placed(below, column, texts.get(name), _role(name), name)
        case "none":
            pass
