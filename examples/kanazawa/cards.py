"""個票: one item a sheet, each label with its answer beside or below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layout import Placed, Role
from tables import full_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from layout import Sheet
    from tables import Row

_COLUMNS = 6
_WIDTHS = (15.0, 17.0, 13.0, 15.0, 15.0, 15.0)
_ROW_POINTS = 26.0
_TALL_ROWS = {1: 36.0, 14: 84.0, 16: 60.0, 18: 60.0}


def card_widths() -> dict[str, float]:
    """Return the width of each column by its letter."""
    return {chr(ord("A") + offset): width for offset, width in enumerate(_WIDTHS)}


def card_heights() -> dict[int, float]:
    """Return the height of each row; those of sentences are tall."""
    return {row: _TALL_ROWS.get(row, _ROW_POINTS) for row in range(1, 21)}


def place_card(sheet: Sheet, row: Row) -> Iterator[Placed]:
    """Place everything that stands on the sheet of one item."""
    yield Placed(1, 1, "取組進捗個票", Role.TITLE, columns=_COLUMNS)
    yield Placed(2, 1, "※１項目につき１枚作成し、色の付いていない欄に記入してください。", Role.LEGEND)
    yield from _labels(sheet)
    yield from _item(row)
    yield from _figures(row)
    yield from _answers(row)


def _labels(sheet: Sheet) -> Iterator[Placed]:
    """Place who reports on which year, each label with its answer beside it."""
    department = f"{sheet.department.bureau}{sheet.habit.gap}{sheet.department.name}"
    yield Placed(3, 1, "部局課室名", Role.HEADING)
    yield Placed(3, 2, department, Role.GIVEN, columns=5)
    yield Placed(4, 1, "対象年度", Role.HEADING)
    yield Placed(4, 2, full_width(sheet.asked.fiscal_year.era_label), Role.GIVEN, columns=2)
    yield Placed(4, 4, "照会", Role.HEADING)
    yield Placed(4, 5, sheet.asked.name, Role.GIVEN, columns=2)


def _item(row: Row) -> Iterator[Placed]:
    """Place what the register says of the item."""
    yield Placed(6, 1, "項目番号", Role.HEADING)
    yield Placed(6, 2, row["item_no"], Role.GIVEN, "item_no")
    yield Placed(6, 3, "取組項目", Role.HEADING)
    yield Placed(6, 4, row["item_name"], Role.GIVEN, "item_name", columns=3)
    yield Placed(7, 1, "基本方針", Role.HEADING)
    yield Placed(7, 2, row["basic_policy"], Role.GIVEN, "basic_policy", columns=2)
    yield Placed(7, 4, "施策", Role.HEADING)
    yield Placed(7, 5, row["policy_measure"], Role.GIVEN, "policy_measure", columns=2)


def _figures(row: Row) -> Iterator[Placed]:
    """Place the target and the results, each answer below its label."""
    yield Placed(9, 1, "指標", Role.HEADING, columns=2)
    yield Placed(10, 1, row["indicator_name"], Role.GIVEN, "indicator_name", columns=2)
    labels = {"unit": "単位", "target_value": "目標値", "actual_value": "実績値", "cumulative_value": "累計"}
    for column, (name, label) in enumerate(labels.items(), start=3):
        role = Role.GIVEN if name in {"unit", "target_value"} else Role.ENTERED
        yield Placed(9, column, label, Role.HEADING)
        yield Placed(10, column, row[name], role, name)


def _answers(row: Row) -> Iterator[Placed]:
    """Place the declared status and the sentences, each of them below its label."""
    yield Placed(12, 1, "達成状況", Role.HEADING)
    yield Placed(12, 2, row["achievement_status"], Role.ENTERED, "achievement_status", columns=2)
    yield Placed(12, 4, "確定予定時期", Role.HEADING)
    yield Placed(12, 5, row["confirmation_expected"], Role.ENTERED, "confirmation_expected", columns=2)
    sentences = {
        "result_text": "取組実績",
        "reason_not_achieved": "未達成の理由",
        "next_action": "今後の取組",
    }
    for at, (name, label) in zip((13, 15, 17), sentences.items(), strict=True):
        yield Placed(at, 1, label, Role.BAND, columns=_COLUMNS)
        yield Placed(at + 1, 1, row[name], Role.ENTERED, name, columns=_COLUMNS)
    yield Placed(20, 1, "記入者", Role.LABEL)
    yield Placed(20, 2, None, Role.ANSWER, columns=2)
