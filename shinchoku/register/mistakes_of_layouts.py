"""What declared layouts must be: names that exist, one place for each answer, forms that tell apart."""

from collections.abc import Iterator
from typing import assert_never

from schemas.headings import HEADINGS, LABELS, REQUIRED, normalize_heading
from shinchoku.register.layouts import Answer, Layout, LayoutKind
from shinchoku.register.mistake import PlanMistake, RegisterPlace, entry, mistake_at, repeated
from shinchoku.register.plan import Plan


def layouts_mistakes(plan: Plan) -> Iterator[PlanMistake]:
    """A layout names columns that exist, has what a row needs, and is known by marks of its own."""
    for n, layout in enumerate(plan.layouts):
        place = entry("layouts", n, layout.name)
        yield from _names(place, layout)
        yield from _needs(place, layout)
        yield from _marks(place, layout)
        yield from _places(place, layout)
        same = next((one for one in plan.layouts[:n] if _is_known_like(one, layout)), None)
        if same is not None:
            yield mistake_at(
                place.at("marks"),
                f"目印では様式「{same.name}」と区別できません。互いに違う目印を加えてください。",
                f"its marks do not tell it from the layout {same.name!r}: give the two marks that differ.",
            )
    for name in repeated(layout.name for layout in plan.layouts):
        yield mistake_at(
            RegisterPlace("layouts", field="name", is_of_each=True),
            f"「{name}」が重複しています。",
            f"{name!r} is used more than once.",
        )


def _names(place: RegisterPlace, layout: Layout) -> Iterator[PlanMistake]:
    """Yield the names that no column of a status sheet and no label has."""
    columns, labels = "、".join(HEADINGS), "、".join(LABELS)
    for section, entries in (("fields", layout.fields), ("columns", layout.columns)):
        for name in entries:
            base, at_sign, year = name.partition("@")
            if base not in HEADINGS or (at_sign and not year.isdecimal()):
                yield mistake_at(
                    place.at(f"{section}.{name}"),
                    f"「{name}」という列はありません。使えるのは {columns} です。",
                    f"there is no column {name!r}; there are {', '.join(HEADINGS)}.",
                )
    for name in layout.labels:
        if name not in LABELS:
            yield mistake_at(
                place.at(f"labels.{name}"),
                f"「{name}」という欄はありません。使えるのは {labels} です。",
                f"there is no label {name!r}; there are {', '.join(LABELS)}.",
            )


def _needs(place: RegisterPlace, layout: Layout) -> Iterator[PlanMistake]:
    """Yield what a form or a table lacks, and what belongs to the other kind."""
    match layout.kind:
        case LayoutKind.FORM:
            section, entries, foreign = "fields", set(layout.fields), "columns" if layout.columns else ""
        case LayoutKind.TABLE:
            section, entries, foreign = "columns", set(layout.columns), "fields" if layout.fields else ""
            if layout.heading_row is None:
                yield mistake_at(
                    place.at("heading_row"),
                    "一覧表（table）には、見出しの行 heading_row を書いてください。",
                    "a table needs heading_row.",
                )
        case _:
            assert_never(layout.kind)
    given = {name.partition("@")[0] for name in entries}
    for name in REQUIRED:
        if name not in given:
            yield mistake_at(
                place.at(f"{section}.{name}"),
                f"「{HEADINGS[name][0]}」の欄（{name}）がありません。",
                f"{name} is missing: a row cannot be read without it.",
            )
    if foreign:
        yield mistake_at(
            place.at(foreign),
            f'kind = "{layout.kind}" の様式に {foreign} は書けません。{section} に書いてください。',
            f"a layout of kind {layout.kind} has {section}, not {foreign}.",
        )


def _marks(place: RegisterPlace, layout: Layout) -> Iterator[PlanMistake]:
    """Yield marks that an empty cell would carry too."""
    for n, mark in enumerate(layout.marks):
        if not normalize_heading(mark.text):
            yield mistake_at(
                place.at(f"marks[{n}].text"),
                f"目印「{mark.text}」は記号だけです。空のセルと区別できる文字にしてください。",
                f"the mark {mark.text!r} is only signs: an empty cell would match it.",
            )


def _places(place: RegisterPlace, layout: Layout) -> Iterator[PlanMistake]:
    """Yield cells that two answers claim, and answers that stand on a mark or on another's label."""
    answers = {f"fields.{name}": one for name, one in layout.fields.items()}
    answers |= {f"labels.{name}": one for name, one in layout.labels.items()}
    taken = {mark.cell: "marks" for mark in layout.marks if not _is_label(layout, mark.cell)}
    taken |= {one.label_cell: f"{key}.label_cell" for key, one in answers.items()}
    own = {key: one.label_cell for key, one in answers.items() if one.cell == one.label_cell}
    for key, one in answers.items():
        holder = taken.get(one.cell)
        if holder is not None and own.get(key) != one.cell:
            yield mistake_at(
                place.at(f"{key}.cell"),
                f"セル {one.cell} は {holder} にも使われています。",
                f"the cell {one.cell} is also that of {holder}.",
            )
        taken.setdefault(one.cell, f"{key}.cell")
    for letter in repeated(column.column for column in layout.columns.values()):
        yield mistake_at(
            place.at("columns"),
            f"列 {letter} が2回以上使われています。",
            f"the column {letter} is used more than once.",
        )


def _is_label(layout: Layout, cell: str) -> bool:
    """Tell whether a cell is that of a label: a form without a title is known by its labels."""
    answers: tuple[Answer, ...] = (*layout.fields.values(), *layout.labels.values())
    return any(one.label_cell == cell for one in answers)


def _is_known_like(one: Layout, other: Layout) -> bool:
    """Tell whether a sheet that carries the marks of one layout always carries those of the other."""
    return _known_by(one) <= _known_by(other) or _known_by(other) <= _known_by(one)


def _known_by(layout: Layout) -> frozenset[tuple[str, str]]:
    """Return what a form is known by, as it is compared."""
    return frozenset((mark.cell, normalize_heading(mark.text)) for mark in layout.marks)
