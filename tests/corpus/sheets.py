"""The sheets that the axes describe: titles, labels, one table or several, and what stands below them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from corpus import headings_written, surroundings
from corpus.canvas import Canvas
from corpus.city import Facts
from corpus.headings_written import Column
from corpus.rows import Setting
from corpus.tables import Pen, Told, write_table

ANOTHER_YEAR = "another in a title"
OF_ANOTHER_YEAR = ("SH208", "SH209", "SH228")
_REQUIRED = ("item_no", "achievement_status", "result_text")
_USUAL = ("item_name", "target_value", "actual_value", "cumulative_value", "reason_not_achieved")
_MAYBE = (
    "basic_policy",
    "policy_measure",
    "unit",
    "baseline_value",
    "previous_value",
    "next_action",
    "ignored",
)
_FORM_ORDER = (
    "basic_policy",
    "policy_measure",
    "item_no",
    "item_name",
    "unit",
    "baseline_value",
    "previous_value",
    "target_value",
    "actual_value",
    "cumulative_value",
    "achievement_status",
    "result_text",
    "reason_not_achieved",
    "next_action",
    "ignored",
    "unknown",
)


def draw_fields(hazards: float, random: Random) -> list[str]:
    """Draw what a sheet has columns for; with hazards it may have one that nobody knows."""
    fields = [*_REQUIRED, *_USUAL, *(one for one in _MAYBE if random.random() < 0.4)]
    if hazards and random.random() < 0.3:
        fields.append("unknown")
    return fields


def write_sheets(
    axes: Mapping[str, str],
    setting: Setting,
    parts: Sequence[Sequence[Facts]],
    fields: Sequence[str],
    random: Random,
) -> tuple[list[Canvas], list[Told]]:
    """Write the tables of a file on one sheet or on several."""
    several, beside = axes["tables"] == "one sheet a policy", axes["tables"] == "side by side"
    canvases = [Canvas(f"方針{n + 1}") for n in range(len(parts))] if several else [Canvas()]
    told: list[Told] = []
    left = random.choice((0, 0, 0, 1, 2))
    gaps = random.random() < 0.2 and not beside
    top = start = 0
    for n, items in enumerate(parts):
        number = n if several else 0
        canvas = canvases[number]
        columns = _columns(axes, fields, setting, random)
        if n == 0 or several:
            start = surroundings.write_titles(canvas, int(axes["title rows"]), left, setting.year, random)
            if axes["stated year"] == ANOTHER_YEAR:
                start = surroundings.write_title_of_another_year(canvas, start, left, setting.year, random)
            top = start = surroundings.write_labels(canvas, start, left, axes["labels"], setting.year, random)
        at = (start, canvas.width + 1) if beside and n == 1 else (top, left)
        pen = Pen(canvas, number + 1, *at, setting, random, random.choice(("top", "bottom")), gaps)
        if beside:
            columns.sort(key=lambda one: one.field != "item_no")
        found, row = write_table(pen, columns, items, "nothing" if beside else axes["between"])
        told += found
        top = row + random.randint(1, 3)
        if several or n == len(parts) - 1:
            _write_rest(canvas, max(row, canvas.height), left, axes["below"], setting.hazards, random)
        elif axes["tables"] == "one below the other" and random.random() < 0.5:
            canvas.put(row + 1, left, "（２）施策２の取組")
            top = row + 2 + random.randint(0, 1)
    if axes["stated year"] == ANOTHER_YEAR:
        for one in told:
            one.expected_loss = OF_ANOTHER_YEAR
    return canvases, told


def _write_rest(canvas: Canvas, row: int, left: int, below: str, hazards: float, random: Random) -> None:
    """Write what stands below the last table; a numbered table is a hazard."""
    surroundings.write_below(canvas, row, left, below, random)
    if hazards and random.random() < 0.2:
        surroundings.numbered_table_below(canvas, canvas.height, left, random)


def _columns(
    axes: Mapping[str, str], fields: Sequence[str], setting: Setting, random: Random
) -> list[Column]:
    """Choose the columns of a table with their order and their headings."""
    ordered = [field for field in _FORM_ORDER if field in fields]
    if axes["order"] == "shuffled":
        random.shuffle(ordered)
        ordered.sort(key=lambda field: field in {"target_value", "actual_value", "cumulative_value"})
    elif axes["order"] == "status first":
        ordered.sort(key=lambda field: field != "achievement_status")
    ordered.sort(key=lambda field: field not in {"basic_policy", "policy_measure"})
    columns = headings_written.single_row(ordered, axes["headings"], random)
    kind = axes["heading rows"]
    if kind in {"years side by side", "last year beside"}:
        columns = headings_written.beside(
            [one for one in columns if one.field != "previous_value"], kind, setting.year, random
        )
    else:
        columns = headings_written.grouped(columns, kind, setting.year, random)
    return [_with_unit(column, setting, random) for column in columns]


def _with_unit(column: Column, setting: Setting, random: Random) -> Column:
    """State the unit of a column's figures in its innermost heading."""
    unit = setting.heading_units.get(column.field)
    if not unit:
        return column
    text = column.headings[-1]
    if text.startswith("（"):
        return Column(column.field, (*column.headings[:-2], f"{column.headings[-2]}（{unit}）", text))
    stated = text + random.choice((f"（{unit}）", f"({unit})", f"（単位：{unit}）", f"\n（{unit}）"))
    return Column(column.field, (*column.headings[:-1], stated))
