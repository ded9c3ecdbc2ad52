"""The columns of the form, in order: their headings from the schema, their widths, who fills them in."""

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from openpyxl.utils import get_column_letter

from schemas.field import FormEntry
from schemas.fields import FIELDS, ON_SHEETS
from schemas.headings import CONTEXT_FIGURES, FIGURES, HEADINGS
from shinchoku.adapters.forms.status.form import FormRow, StatusForm
from shinchoku.spelling import display_width

FIRST_ROW_OF_TABLE = 8
"""The row of the headings; the first item stands below it."""
CHECK = "check"


class Filled(StrEnum):
    """Who fills a column in."""

    BEFOREHAND = "beforehand"
    BY_DEPARTMENT = "by_department"
    BY_FORMULA = "by_formula"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the schema, its heading and its width in half-width characters."""

    name: str
    heading: str
    filled: Filled
    width: float
    centred: bool = False


_GIVEN: dict[str, float] = {
    "basic_policy": 7.5,
    "policy_measure": 9.5,
    "item_no": 6,
    "item_name": 15.5,
    "indicator_name": 13.5,
    "unit": 5.5,
    "target_direction": 7.5,
    "accumulation": 7.5,
    "baseline_value": 7,
    "target_value": 7,
    "previous_value": 7,
}
"""What the register knows of an item, in the form's order, and the widths of its columns."""
ENTRIES: dict[str, FormEntry] = {name: column.entry for name, column in ON_SHEETS.items() if column.entry}
"""What departments fill in, in order."""
FIRST_ENTERED, *_, LAST_ENTERED = ENTRIES
_CHECK_HEADING, _CHECK_WIDTH = "記入チェック", 15.5
_CENTRED = {"item_no", "unit", "target_direction", "accumulation", "achievement_status"}
_FIGURES = frozenset({*FIGURES, *CONTEXT_FIGURES})


def columns_of(form: StatusForm) -> tuple[Column, ...]:
    """Return the columns of a form; figures get the room that the longest of them needs."""
    room = _room_for_figures(form)
    widths = {
        **{name: (Filled.BEFOREHAND, width) for name, width in _GIVEN.items()},
        **{name: (Filled.BY_DEPARTMENT, entry.width) for name, entry in ENTRIES.items()},
        CHECK: (Filled.BY_FORMULA, _CHECK_WIDTH),
    }
    return tuple(
        Column(
            name=name,
            heading=heading_of(name),
            filled=filled,
            width=max(width, room) if name in _FIGURES else width,
            centred=name in _CENTRED,
        )
        for name, (filled, width) in widths.items()
    )


def heading_of(name: str) -> str:
    """Return the form's heading of a column: the first spelling that is read, or a known one that is not."""
    if name in HEADINGS:
        return HEADINGS[name][0]
    return _CHECK_HEADING if name == CHECK else FIELDS[name].title_ja


def letters_of(form: StatusForm) -> dict[str, str]:
    """Return the letter of each column by its name."""
    return {column.name: get_column_letter(n) for n, column in enumerate(columns_of(form), start=1)}


def rows_of(form: StatusForm) -> range:
    """Return the numbers of the rows that hold items."""
    return range(FIRST_ROW_OF_TABLE + 1, FIRST_ROW_OF_TABLE + 1 + len(form.rows))


def may_be_entered(row: FormRow, name: str) -> bool:
    """Tell whether a department fills in a cell: figures only where there is something to measure.

    The running total is asked only of an indicator that is one.
    """
    if name == "cumulative_value":
        return row.is_cumulative
    return name != "actual_value" or row.item.indicator is not None


def figure_of(row: FormRow, name: str) -> Decimal | None:
    """Return a figure that is filled in beforehand."""
    baseline = row.item.indicator.baseline_value if row.item.indicator else None
    return {"baseline_value": baseline, "target_value": row.target, "previous_value": row.previous}.get(name)


def text_of(row: FormRow, name: str) -> str:
    """Return a text that is filled in beforehand."""
    item, indicator = row.item, row.item.indicator
    texts = {
        "basic_policy": row.basic_policy.name,
        "policy_measure": row.policy_measure.name,
        "item_no": item.no,
        "item_name": item.name,
    }
    if indicator is not None:
        texts |= {
            "indicator_name": indicator.name,
            "unit": indicator.unit,
            "target_direction": indicator.direction.label_ja,
            "accumulation": indicator.accumulation.label_ja,
        }
    return texts.get(name, "")


def number_format(row: FormRow) -> str:
    """Return how the figures of an item are shown: as they are, with separators, never as a per cent."""
    return "#,##0" + ("." + "0" * row.decimals if row.decimals else "")


def _room_for_figures(form: StatusForm) -> float:
    """Return the width that the longest figure of the form needs, with room to grow by a digit."""
    longest = 0
    for row in form.rows:
        for name in _FIGURES:
            figure = figure_of(row, name)
            if figure is not None:
                longest = max(longest, display_width(f"{figure:,.{row.decimals}f}"))
    return math.ceil(longest) + 1.5
