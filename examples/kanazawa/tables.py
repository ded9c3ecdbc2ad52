"""The table of a status sheet as data: its headings in a department's words, and its rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports import Report
    from shinchoku.register.plan import Plan
from shinchoku.register.entries import ActionItem, Round

Value = str | Decimal | None
Row = dict[str, Value]

_PLAIN = {
    "basic_policy": "基本方針",
    "policy_measure": "施策",
    "item_no": "No.",
    "item_name": "取組項目",
    "indicator_name": "指標",
    "unit": "単位",
    "target_value": "目標値",
    "actual_value": "実績値",
    "cumulative_value": "累計",
    "achievement_status": "達成状況",
    "result_text": "取組実績",
    "reason_not_achieved": "未達成の理由",
    "next_action": "今後の取組",
    "confirmation_expected": "確定予定時期",
    "remarks": "備考",
}
_OWN_WORDS: dict[str, dict[str, str]] = {
    "plain": {},
    "wrapped": {
        "indicator_name": "数値目標\n（指標）",
        "cumulative_value": "実績値\n（累計）",
        "result_text": "主な取組",
        "reason_not_achieved": "未達成の\n理由",
        "confirmation_expected": "確定予定\n時期",
    },
    "classic": {
        "item_no": "番号",
        "item_name": "取組項目名",
        "indicator_name": "指標名",
        "target_value": "目標",
        "actual_value": "実績",
        "cumulative_value": "累計値",
        "achievement_status": "達成状況\n区分",
        "result_text": "取組結果",
        "reason_not_achieved": "未達成理由",
        "next_action": "次年度の取組",
        "confirmation_expected": "数値確定\n予定",
    },
    "formal": {
        "item_no": "項番",
        "item_name": "取組項目の名称",
        "indicator_name": "成果指標",
        "target_value": "当年度\n目標値",
        "actual_value": "当年度\n実績値",
        "cumulative_value": "累計実績値",
        "result_text": "取組内容・実績",
        "reason_not_achieved": "達成できなかった理由",
        "next_action": "今後の方向性",
        "confirmation_expected": "数値の\n確定時期",
    },
}
_FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


class Percent(Decimal):
    """A figure in per cent that its cell holds as a share: 53.2 as 0.532 under the format `0.0%`."""


@dataclass(frozen=True, slots=True)
class Table:
    """Headings by column, in order, and rows whose cells are found by the same names."""

    headings: dict[str, str]
    rows: tuple[Row, ...]

    def written(self, item_no: str, column: str, value: Value) -> Table:
        """Return the table with one cell written differently.

        Raises:
            LookupError: if no row has that item number.

        """
        if all(row["item_no"] != item_no for row in self.rows):
            message = f"no row of item {item_no}"
            raise LookupError(message)
        rows = ({**row, column: value} if row["item_no"] == item_no else row for row in self.rows)
        return replace(self, rows=tuple(rows))


def full_width(text: str) -> str:
    """Return `text` with its ASCII characters in full width: `1,234` → `１，２３４`."""
    return text.translate(_FULL_WIDTH)


def build_table(plan: Plan, asked: Round, words: str, reports: dict[str, Report]) -> Table:
    """Return the table that holds `reports`, in the plan's order of measures."""
    headings = {column: _OWN_WORDS[words].get(column, text) for column, text in _PLAIN.items()}
    if asked.covers.value == "pending":
        headings["confirmation_expected"] = "訂正・確定の理由"
    items = in_order_of_measures(plan, (plan.items_by_no[item_no] for item_no in reports))
    return Table(headings, tuple(build_row(plan, asked, item, reports[item.no]) for item in items))


def in_order_of_measures(plan: Plan, items: Iterable[ActionItem]) -> list[ActionItem]:
    """Return items measure by measure; within one, as numbered."""
    measures, numbers = list(plan.measures_by_key), list(plan.items_by_no)
    return sorted(items, key=lambda item: (measures.index(item.policy_measure), numbers.index(item.no)))


def build_row(plan: Plan, asked: Round, item: ActionItem, report: Report) -> Row:
    """Return the row of one item; without an indicator the cells of figures stay blank."""
    measure, policy, indicator = (
        plan.measures_by_key[item.policy_measure],
        plan.policy_of(item),
        item.indicator,
    )
    return {
        "basic_policy": f"{full_width(policy.key.removeprefix('P'))}　{policy.name}",
        "policy_measure": f"({measure.key.rpartition('-')[2]}) {measure.name}",
        "item_no": item.no,
        "item_name": item.name,
        "indicator_name": indicator.name if indicator else None,
        "unit": indicator.unit if indicator else None,
        "target_value": indicator.targets[asked.fiscal_year] if indicator else None,
        "actual_value": report.actual,
        "cumulative_value": report.cumulative,
        "achievement_status": report.status,
        "result_text": report.result,
        "reason_not_achieved": report.reason_not_achieved,
        "next_action": report.next_action,
        "confirmation_expected": report.revision or report.confirmation_expected,
        "remarks": None,
    }
