"""What a row must be to the row that counted for the same item a year before."""

from collections.abc import Iterator
from decimal import Decimal

from schemas.codes import Accumulation, AchievementStatus
from schemas.headings import COMPARED
from shinchoku.bilingual import Bilingual
from shinchoku.checks.scopes import Violation, of_years
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import Row, compared_field
from shinchoku.intake.units import same_unit
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan

_SLIPS = tuple(map(Decimal, (100, 1000, 10_000)))
"""Factors between units that are mixed up: per cent and its fraction, thousands of yen, 万."""
_SLIP_WITHIN = Decimal(2)


@of_years
def running_totals_do_not_fall(plan: Plan, item: ActionItem, row: Row, before: Row) -> Iterator[Violation]:
    """A running total of this year is at least last year's."""
    del plan
    now, then = row.figures["cumulative_value"], before.figures["cumulative_value"]
    is_total = item.indicator is not None and item.indicator.accumulation is Accumulation.CUMULATIVE
    if is_total and now is not None and then is not None and now < then:
        yield Violation("cumulative_value", _against(then), basis=str(then))


@of_years
def figures_stay_near_their_history(
    plan: Plan, item: ActionItem, row: Row, before: Row
) -> Iterator[Violation]:
    """A figure many times last year's, or a small part of it, is more often a slip than a success."""
    now, then = row.compared_value(item), before.compared_value(item)
    if not now or not then:
        return
    times = abs(now / then)
    factor = plan.checks.history_factor
    if times > factor or times * factor < 1:
        hint = _slip(max(times, 1 / times))
        words = {**_against(then), "hint_ja": hint.ja, "hint_en": hint.en}
        yield Violation(compared_field(item), words, basis=str(then))


@of_years
def changes_of_terms_give_their_reason(
    plan: Plan, item: ActionItem, row: Row, before: Row
) -> Iterator[Violation]:
    """Where the register decides a target, unit or baseline it is held to; elsewhere a change wants its reason."""
    del plan
    if row.texts["revision_reason"]:
        return
    indicator = item.indicator
    if not indicator and row.texts["unit"] and before.texts["unit"]:
        unit = before.texts["unit"]
        if not same_unit(row.texts["unit"], unit):
            yield Violation("unit", {"before": unit, "what_ja": "単位", "what_en": "unit"}, basis=unit)
    decided = {
        "target_value": bool(indicator and row.round.fiscal_year in indicator.targets),
        "baseline_value": bool(indicator and indicator.baseline_value is not None),
    }
    names = {"target_value": ("目標値", "target"), "baseline_value": ("基準値", "baseline")}
    for field, (ja, en) in names.items():
        now, then = row.reads[field].value, before.reads[field].value
        if not decided[field] and now is not None and then is not None and now != then:
            words = {**_against(then), "what_ja": ja, "what_en": en}
            yield Violation(field, words, basis=str(then))


@of_years
def what_was_achieved_stays_achieved(
    plan: Plan, item: ActionItem, row: Row, before: Row
) -> Iterator[Violation]:
    """A running total or a level that had reached its target has fallen behind it again."""
    del plan
    lasting = item.indicator is not None and item.indicator.accumulation is not Accumulation.ANNUAL
    lost = row.status is AchievementStatus.NOT_ACHIEVED and before.status is AchievementStatus.ACHIEVED
    if lasting and lost:
        yield Violation("achievement_status", {"year": before.round.fiscal_year.label})


@of_years
def texts_are_written_anew(plan: Plan, item: ActionItem, row: Row, before: Row) -> Iterator[Violation]:
    """A text of some length that is word for word last year's was copied with the sheet."""
    del item
    for field in COMPARED:
        text = row.texts[field]
        if len(text) >= plan.checks.copied_text_characters and text == before.texts[field]:
            yield Violation(field, {"year": before.round.fiscal_year.label})


@of_years
def last_years_values_stay_as_published(
    plan: Plan, item: ActionItem, row: Row, before: Row
) -> Iterator[Violation]:
    """A correction of last year's value is told with its reason, or it is a slip."""
    del plan
    if not row.texts["revision_reason"]:
        yield from _differences(item, row, before)


@of_years
def corrections_of_last_year_are_submitted(
    plan: Plan, item: ActionItem, row: Row, before: Row
) -> Iterator[Violation]:
    """A correction that only this year's sheet tells changes nothing that is published."""
    del plan
    if row.texts["revision_reason"]:
        yield from _differences(item, row, before)


def _against(then: Decimal) -> dict[str, str]:
    """Return last year's figure as a word."""
    return {"before": plain_figure(then)}


def _slip(times: Decimal) -> Bilingual:
    """Say that a unit was perhaps mixed up, if the figures lie about a hundred or a thousand times apart."""
    for factor in _SLIPS:
        if factor / _SLIP_WITHIN <= times <= factor * _SLIP_WITHIN:
            return Bilingual(
                f"約{factor}倍の開きは、単位（％・千・万）の取り違えかもしれません。",
                f" About {factor} times apart: perhaps a unit was mixed up (per cent, thousands).",
            )
    return Bilingual("", "")


def _differences(item: ActionItem, row: Row, before: Row) -> Iterator[Violation]:
    """Compare with last year's figure: of a running total the year's own figure will do as well."""
    written, accepted = row.reads["previous_value"].value, before.compared_value(item)
    known: set[Decimal | None] = {accepted, before.figures["actual_value"]}
    if written is not None and accepted is not None and written not in known:
        words = {"before": plain_figure(accepted)}
        yield Violation("previous_value", words, basis=str(accepted))
