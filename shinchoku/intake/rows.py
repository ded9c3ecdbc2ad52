"""Rows of status sheets as typed values, each still holding the cells it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from schemas.codes import AchievementStatus
from schemas.headings import FIGURES
from schemas.status_sheet import ITEM_NO
from shinchoku.intake.cells import parse_number, parse_status, parse_text, says_something
from shinchoku.intake.sheets import Appearance, SheetRow
from shinchoku.register.entries import ActionItem, Department, Round
from shinchoku.register.item_no import normalize_item_no
from shinchoku.register.plan import Plan

_TEXTS = (
    "item_name",
    "indicator_name",
    "unit",
    "result_text",
    "reason_not_achieved",
    "next_action",
    "confirmation_expected",
    "revision_reason",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one department says of one item in one round, in one received file.

    A figure is `None` when its cell is empty or could not be read; in the second case the contract
    has failed and the row is not accepted. Texts are as they would be published.
    """

    appearance: Appearance
    source: SheetRow
    round: Round
    department: Department
    item_no: str
    status: AchievementStatus | None
    figures: Mapping[str, Decimal | None] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def content(self) -> tuple[object, ...]:
        """What the row says, whoever and wherever it was: equal rows contradict nothing."""
        return (
            self.status,
            *(figure_or_raw(self, name) for name in FIGURES),
            *(self.texts[name] for name in _TEXTS),
        )

    @property
    def has_item_no(self) -> bool:
        """Whether the item number has a valid form, registered or not."""
        return bool(ITEM_NO.fullmatch(self.item_no))

    def item(self, plan: Plan) -> ActionItem | None:
        """Return the register's item that the row is about, if there is one."""
        return plan.items_by_no.get(self.item_no)

    def compared_value(self, item: ActionItem) -> Decimal | None:
        """Return the figure that the item's target is compared with: the running total if cumulative."""
        if item.indicator is None:
            return None
        return self.figures[compared_field(item)]


def compared_field(item: ActionItem) -> str:
    """Name the column that holds the figure an item's target is compared with."""
    cumulative = item.indicator is not None and item.indicator.accumulation == "cumulative"
    return "cumulative_value" if cumulative else "actual_value"


def read_row(plan: Plan, appearance: Appearance, source: SheetRow, asked: Round, by: Department) -> Row:
    """Give a sheet row its types."""
    return Row(
        appearance=appearance,
        source=source,
        round=asked,
        department=by,
        item_no=normalize_item_no(source.raw("item_no")),
        status=parse_status(source.raw("achievement_status"), plan.reporting.scale),
        figures={name: parse_number(source.raw(name)) for name in FIGURES},
        texts={name: parse_text(source.raw(name)) for name in _TEXTS},
    )


def contract_record(row: Row, row_id: int) -> dict[str, object]:
    """Return a row as the contract of `schemas.status_sheet` takes it: typed, or raw if untyped."""
    return {
        "row_id": row_id,
        "item_no": row.item_no or None,
        "achievement_status": row.status or parse_text(row.source.raw("achievement_status")) or None,
        **{name: figure_or_raw(row, name) for name in FIGURES},
        "result_text": _statement(row.texts["result_text"]),
        "reason_not_achieved": _statement(row.texts["reason_not_achieved"]),
    }


def figure_or_raw(row: Row, name: str) -> Decimal | str | None:
    """Return a figure, or the raw text that is none, or nothing for an empty cell."""
    figure = row.figures[name]
    return figure if figure is not None else parse_text(row.source.raw(name)) or None


def _statement(text: str) -> str | None:
    """Return text that says something: a lone dash in a required cell is an empty cell."""
    return text if says_something(text) else None
