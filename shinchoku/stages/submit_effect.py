"""Submit effect: what handing in a checked sheet would do, from what was checked and what counts now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shinchoku.adapters.state.uploads import Upload
from shinchoku.bilingual import Bilingual
from shinchoku.checks.checked import CheckedRow
from shinchoku.figures.taken_values import REASON, REPORTED, field_name, values_of_row
from shinchoku.intake.counter import counter_folder
from shinchoku.intake.sheets import Appearance
from shinchoku.register.entries import Department, Round
from shinchoku.register.plan import Plan
from shinchoku.review.submit_effect import Counting, ItemEffect, Said, Value, submit_effects
from shinchoku.stages.check import checked_so_far
from shinchoku.stages.session import Session
from shinchoku.stages.submit import replaceable
from shinchoku.stages.upload import plain_value


@dataclass(frozen=True, slots=True)
class Offer:
    """What handing in an upload does: whose place it may take, and what becomes of each item."""

    others: tuple[str, ...]
    """The paths of earlier files of other names whose place it may take, the latest first."""
    same_name: date | None
    """Since when a file of the same name lies there, whose place it takes."""
    same_content: date | None
    """Since when this very content lies there: handing it in does nothing."""
    effects: tuple[ItemEffect, ...]


NO_OFFER = Offer((), None, None, ())
"""Of what can no longer be handed in: its round or its department is not registered any more."""


def offer_of(session: Session, upload: Upload, asked: Round, department: Department) -> Offer:
    """Return what handing in an upload does; of earlier files, it takes the place of the latest one."""
    plan = session.plan
    with session.engine.connect() as connection:
        found = replaceable(connection, session, asked, department)
    own = found.get(f"{counter_folder(plan, asked, department)}/{upload.name}")
    others = () if own else tuple(reversed(found))
    replaced = own or (found[others[0]] if others else None)
    return Offer(
        others,
        own.as_of if own else None,
        own.as_of if own and own.sha256 == upload.sha256 else None,
        _effects(session, upload, asked, department, replaced),
    )


def _effects(
    session: Session, upload: Upload, asked: Round, department: Department, replaced: Appearance | None
) -> tuple[ItemEffect, ...]:
    """Return what handing in an upload does to each item; `replaced` is the content whose place it takes."""
    plan = session.plan
    choices = checked_so_far(session).choices
    own = {no: choice for (round_id, no), choice in choices.items() if round_id == asked.id}
    before = {
        no
        for no, choice in own.items()
        for row in (*choice.newest, choice.row)
        if replaced is not None and row is not None and row.appearance.slot == replaced.slot
    }
    expected = [
        item.no
        for item in plan.items_in_force(asked.fiscal_year)
        if plan.reporting_department(item, asked).code == department.code
    ]
    counting = {no: _counting(plan, choice.row) for no, choice in own.items() if choice.row is not None}
    return submit_effects(expected, _said(plan, upload.found.get("values", ())), counting, before)


def _counting(plan: Plan, row: CheckedRow) -> Counting:
    """Return what counts of an item now."""
    values = _values(plain_value(one) for one in values_of_row(plan, row))
    return Counting(values, row.appearance.as_of, row.appearance.path)


def _said(plan: Plan, values: Sequence[Mapping[str, Any]]) -> dict[str, Said]:
    """Return by item what a checked sheet says; a row of no registered item has no say.

    What was checked before fields were kept with their values says nothing: it is a day old at the most.
    """
    by_item: dict[str, list[Mapping[str, Any]]] = {}
    for one in values:
        if "field" in one and one["item_no"] in plan.items_by_no:
            by_item.setdefault(one["item_no"], []).append(one)
    return {
        no: Said(_values(found), any(one["field"] == "item_no" and one["accepted"] for one in found))
        for no, found in by_item.items()
    }


def _values(found: Iterable[Mapping[str, Any]]) -> dict[str, Value]:
    """Return the values that a department reports of an item, by their column, as far as they are published."""
    return {
        one["field"].removesuffix(REASON): Value(field_name(one["field"]), Bilingual(*one["value"]))
        for one in found
        if one["accepted"] and one["field"].removesuffix(REASON) in REPORTED
    }
