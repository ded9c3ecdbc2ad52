"""The honest mistakes of the sheets for 令和6年度, one a department; `README.md` lists them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from reports import Report
from tables import Row, Table, build_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from shinchoku.register.plan import Plan
from shinchoku.register.entries import Round

MISTAKEN_ROUND = "R6-yearend"
EMPTY_FILE_OF = "D08"
"""広報広聴課: the file arrived, with nothing in it."""
_NOT_THEIRS = "66"
_REPEATED = "59"


def with_mistakes(table: Table, plan: Plan, asked: Round, department: str) -> Table:
    """Return the table as the department really sent it."""
    if asked.id != MISTAKEN_ROUND:
        return table
    if department == "D20":
        return _with_an_item_of_another_department(table, plan, asked)
    make = _MISTAKES.get(department)
    return make(table) if make else table


def _a_status_that_the_figure_contradicts(table: Table) -> Table:
    """人事課: 57.1 misses the target of 60.0, and the item is declared achieved."""
    return table.written("25", "achievement_status", "達成").written("25", "reason_not_achieved", "")


def _an_unknown_number(table: Table) -> Table:
    """デジタル行政戦略課: 191 typed for 19."""
    return table.written("19", "item_no", "191")


def _a_pending_item_with_a_figure(table: Table) -> Table:
    """財政課: 数値未確定, and a figure all the same."""
    return table.written("87", "actual_value", Decimal("20.5"))


def _another_unit(table: Table) -> Table:
    """企画調整課: 円 beside figures that are in 千円."""
    return table.written("82", "unit", "円")


def _words_in_a_number(table: Table) -> Table:
    """市民協働推進課: about 300."""
    return table.written("28", "actual_value", "約３００")


def _a_telephone_number(table: Table) -> Table:
    """観光政策課: a fictitious number in a text that is published."""
    text = "民間の案内所の案内の内容をそろえ、研修を行いました。詳しくは076-000-0000へお問い合わせください。"
    return table.written("50", "result_text", text)


def _a_heading_renamed(table: Table) -> Table:
    """ごみ減量推進課: the heading 達成状況 is not there."""
    return replace(table, headings={**table.headings, "achievement_status": "達成区分け"})


def _a_heading_of_their_own(table: Table) -> Table:
    """消防総務課: a column that the sheet does not have."""
    rows: tuple[Row, ...] = tuple({**row, "checked": "済"} for row in table.rows)
    return Table({**table.headings, "checked": "課長確認欄"}, rows)


def _a_reason_left_out(table: Table) -> Table:
    """教育総務課: not achieved, and no reason."""
    return table.written("63", "reason_not_achieved", "")


def _an_item_twice(table: Table) -> Table:
    """公共施設マネジメント推進課: two rows of one item, in different words."""
    rows: list[Row] = []
    for row in table.rows:
        rows.append(row)
        if row["item_no"] == _REPEATED:
            rows.append({**row, "result_text": "施設カルテを更新し、利用者1人当たりの費用を示しました。"})
    return replace(table, rows=tuple(rows))


def _with_an_item_of_another_department(table: Table, plan: Plan, asked: Round) -> Table:
    """都市計画課: an item of 道路管理課, with which it has nothing to do."""
    report = Report(status="達成", result="除雪路線の見直しに当たり、資料を提供しました。")
    row = build_row(plan, asked, plan.items_by_no[_NOT_THEIRS], report)
    return replace(table, rows=(*table.rows, row))


_MISTAKES: dict[str, Callable[[Table], Table]] = {
    "D01": _a_status_that_the_figure_contradicts,
    "D02": _an_unknown_number,
    "D04": _a_pending_item_with_a_figure,
    "D07": _another_unit,
    "D10": _words_in_a_number,
    "D15": _a_telephone_number,
    "D19": _a_heading_renamed,
    "D23": _a_heading_of_their_own,
    "D26": _a_reason_left_out,
    "D27": _an_item_twice,
}
