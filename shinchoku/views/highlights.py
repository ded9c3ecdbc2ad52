"""The 主な取組 of a year as lists and pages show them: each policy measure, its items, what stands, and what has to be looked at."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.codes import HighlightKind
from shinchoku.adapters.state.highlights import load_choices
from shinchoku.figures.highlights import (
    HighlightChoice,
    highlight_rows,
    measures_without_highlight,
    outdated_choices,
)
from shinchoku.figures.progress import ItemProgress
from shinchoku.register.entries import PolicyMeasure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.session import Session
from shinchoku.views.progress import progress_now


@dataclass(frozen=True, slots=True)
class HighlightItem:
    """One item that can be chosen, with the department's own text; without a row it has none."""

    no: str
    name: str
    text: str
    is_reported: bool


@dataclass(frozen=True, slots=True)
class PublishedHighlight:
    """One highlight as it would be published; `original` is empty where nothing was edited."""

    item_no: str
    name: str
    text: str
    original: str


@dataclass(frozen=True, slots=True)
class MeasureHighlight:
    """One policy measure."""

    key: str
    name: str
    items: tuple[HighlightItem, ...]
    standing: tuple[PublishedHighlight, ...]
    choice: HighlightChoice | None
    is_missing: bool
    outdated: HighlightChoice | None
    """The choice, if somebody has to look at it again."""
    text_now: str
    """The chosen item's own text as it is now."""

    @property
    def default_item(self) -> str:
        """The item that stands today, whoever chose it."""
        return self.standing[0].item_no if self.standing else ""

    @property
    def shown_as(self) -> str:
        """A digest of the choice: a form that carries another was made before it."""
        one = self.choice
        told = f"{one.item_no}\0{one.original_text}\0{one.text}" if one else ""
        return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Highlights:
    """The highlights of a year's report, and the progress that they are chosen from."""

    measures: tuple[MeasureHighlight, ...]
    progress: tuple[ItemProgress, ...]


def highlights_of(session: Session, year: FiscalYear) -> Highlights:
    """Return the highlights of a year.

    Raises:
        ConfigurationError: if the program, or a declared layout, changed since the last night.
    """
    progress = progress_now(session, year)
    choices = session.ask(load_choices)
    return Highlights(_measures(session.plan, year, progress, choices), progress)


def choices_of(
    session: Session, year: FiscalYear
) -> tuple[tuple[HighlightChoice, ...], tuple[HighlightChoice, ...]]:
    """Return what was chosen for a year, and what of it has to be looked at again; raises as `highlights_of`."""
    found = tuple(one for one in session.ask(load_choices) if one.report_year == year)
    outdated = outdated_choices(session.plan, year, progress_now(session, year), found) if found else ()
    return found, tuple(outdated)


def _measures(
    plan: Plan, year: FiscalYear, progress: Sequence[ItemProgress], choices: Sequence[HighlightChoice]
) -> tuple[MeasureHighlight, ...]:
    """Return the policy measures that have items in a year, in the plan's order."""
    missing = {one.key for one in measures_without_highlight(plan, year, choices)}
    outdated = outdated_choices(plan, year, progress, choices)
    rows = [
        row
        for row in highlight_rows(plan, year, progress, choices)
        if row["highlight_kind"] == HighlightKind.MAIN_RESULT
    ]
    own = {one.policy_measure: one for one in choices if one.report_year == year}
    texts = {one.item.no: one.row.texts["result_text"] if one.row else "" for one in progress}
    return tuple(
        MeasureHighlight(
            key=measure.key,
            name=measure.name,
            items=items,
            standing=tuple(
                PublishedHighlight(
                    row["item_no"], row["name"], row["text_ja"], row.get("original_text_ja", "")
                )
                for row in rows
                if row["policy_measure"] == measure.key
            ),
            choice=own.get(measure.key),
            is_missing=measure.key in missing,
            outdated=next((one for one in outdated if one.policy_measure == measure.key), None),
            text_now=texts.get(own[measure.key].item_no, "") if measure.key in own else "",
        )
        for measure in plan.policy_measures
        if (items := _items(measure, progress))
    )


def _items(measure: PolicyMeasure, progress: Sequence[ItemProgress]) -> tuple[HighlightItem, ...]:
    """Return the items of a policy measure that are in force."""
    return tuple(
        HighlightItem(
            one.item.no, one.item.name, one.row.texts["result_text"] if one.row else "", one.row is not None
        )
        for one in progress
        if one.item.policy_measure == measure.key
    )
