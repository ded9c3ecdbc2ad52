"""主な取組: which item of each policy measure a year's report puts in front, and in what words.

The register's choice counts until a steward makes one for that policy measure and year. A steward may edit
the sentence; both texts are kept and published. The edited sentence binds to the words it was written for:
once the department's own text is another, the item stays chosen, but its new words are shown as they are,
and somebody has to look again. They have passed the checks and stand in `progress` already; a sentence that
tells yesterday's figure would contradict the table beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas.codes import HighlightKind
from shinchoku.figures.progress import ItemProgress
from shinchoku.figures.tables import Table, TextRow, boolean, key_columns
from shinchoku.intake.cells import read_text
from shinchoku.register.entries import ActionItem, Highlight, PolicyMeasure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.item_no import natural_key
from shinchoku.register.plan import Plan


@dataclass(frozen=True, slots=True)
class HighlightChoice:
    """A steward's choice for one policy measure of a year's report: the item, and the sentence shown.

    `original_text` is the department's own text at the time of the choice, as it is published; `text` is
    the same where nothing was edited.
    """

    report_year: FiscalYear
    policy_measure: str
    item_no: str
    original_text: str
    text: str
    chosen_by_role: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """One highlight as it is shown; an addition has no text yet, `original` is empty where nothing was edited."""

    kind: HighlightKind
    item: ActionItem
    text: str
    original: str
    is_made_up: bool


def highlight_rows(
    plan: Plan, year: FiscalYear, progress: Sequence[ItemProgress], choices: Sequence[HighlightChoice]
) -> Table:
    """Return the 主な取組 of the year's report: its main results, and the additions it announces."""
    additions = [
        _Shown(HighlightKind.ADDITION, plan.items_by_no[h.item], "", "", h.illustrative)
        for h in plan.highlights
        if h.report_year == year and h.kind is HighlightKind.ADDITION
    ]
    return tuple(
        _row(plan, year, n, one)
        for shown in (_main_results(plan, year, progress, choices), additions)
        for n, one in enumerate(
            sorted(shown, key=lambda s: (s.item.policy_measure, natural_key(s.item.no))), start=1
        )
    )


def standing_choices(
    plan: Plan, year: FiscalYear, choices: Iterable[HighlightChoice]
) -> tuple[HighlightChoice, ...]:
    """Return the choices of a report year whose item still is in force and under its policy measure.

    Of two choices of one item the later one counts.
    """
    in_force = {item.no: item.policy_measure for item in plan.items_in_force(year)}
    standing = {
        one.item_no: one
        for one in choices
        if one.report_year == year and in_force.get(one.item_no) == one.policy_measure
    }
    return tuple(standing.values())


def outdated_choices(
    plan: Plan, year: FiscalYear, progress: Sequence[ItemProgress], choices: Sequence[HighlightChoice]
) -> tuple[HighlightChoice, ...]:
    """Return the choices that somebody has to look at again.

    The department's text changed since the choice, or the item no longer stands under its policy measure.
    """
    texts, standing = _result_texts(progress), standing_choices(plan, year, choices)
    replaced = {one.item_no for one in standing}
    return tuple(
        one
        for one in choices
        if one.report_year == year
        and (one.original_text != texts[one.item_no] if one in standing else one.item_no not in replaced)
    )


def measures_without_highlight(
    plan: Plan, year: FiscalYear, choices: Sequence[HighlightChoice]
) -> tuple[PolicyMeasure, ...]:
    """Return the policy measures with items in force for which neither a steward nor the register names one."""
    named = {one.policy_measure for one in standing_choices(plan, year, choices)}
    named |= {plan.items_by_no[one.item].policy_measure for one in _defaults(plan, year, choices)}
    in_use = {item.policy_measure for item in plan.items_in_force(year)}
    return tuple(one for one in plan.policy_measures if one.key in in_use - named)


def _main_results(
    plan: Plan, year: FiscalYear, progress: Sequence[ItemProgress], choices: Sequence[HighlightChoice]
) -> list[_Shown]:
    """Return what stewards chose, and the register's choice for the measures where nobody did."""
    texts, kind = _result_texts(progress), HighlightKind.MAIN_RESULT
    shown = [
        _Shown(kind, plan.items_by_no[one.item], texts.get(one.item, ""), "", one.illustrative)
        for one in _defaults(plan, year, choices)
    ]
    for choice in standing_choices(plan, year, choices):
        own, edited = texts[choice.item_no], read_text(choice.text).text
        is_edited = choice.original_text == own != edited
        text, original = (edited, own) if is_edited else (own, "")
        shown.append(_Shown(kind, plan.items_by_no[choice.item_no], text, original, is_made_up=False))
    return shown


def _defaults(plan: Plan, year: FiscalYear, choices: Sequence[HighlightChoice]) -> list[Highlight]:
    """Return the register's main results of the policy measures for which no choice stands."""
    chosen = {one.policy_measure for one in standing_choices(plan, year, choices)}
    return [
        one
        for one in plan.highlights
        if one.report_year == year
        and one.kind is HighlightKind.MAIN_RESULT
        and plan.items_by_no[one.item].policy_measure not in chosen
    ]


def _result_texts(progress: Sequence[ItemProgress]) -> dict[str, str]:
    """Return the published result text of every item in force; empty where nothing was reported."""
    return {one.item.no: one.row.texts["result_text"] if one.row else "" for one in progress}


def _row(plan: Plan, year: FiscalYear, order: int, one: _Shown) -> TextRow:
    """Return a published highlight.

    The column of the original stands in a row only where a sentence was edited, so that contents released
    before there was such a column keep their digest.
    """
    is_made_up_text = bool(one.text) and plan.plan.illustrative_reports
    return {
        **key_columns(plan, year),
        "highlight_kind": one.kind,
        "item_no": one.item.no,
        "display_order": str(order),
        "policy_measure": one.item.policy_measure,
        "name": one.item.name,
        "page": str(one.item.page or ""),
        "text_ja": one.text,
        **({"original_text_ja": one.original} if one.original else {}),
        "illustrative": boolean(one.is_made_up or one.item.illustrative or is_made_up_text),
    }
