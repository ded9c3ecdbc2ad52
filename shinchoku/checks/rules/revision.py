"""SH604 and SH605: last year's value on this year's sheet against what was accepted for last year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule
from shinchoku.checks.rules.rows import HistoryRule, Violation
from shinchoku.intake.numbers import plain_figure
from shinchoku.intake.rows import Row
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan


def last_years_values_stay_as_published(
    plan: Plan, item: ActionItem, row: Row, before: Row
) -> Iterator[Violation]:
    """A correction of last year's value is told with its reason, or it is a slip."""
    del plan
    if not row.texts["revision_reason"]:
        yield from _differences(item, row, before)


def corrections_of_last_year_are_submitted(
    plan: Plan, item: ActionItem, row: Row, before: Row
) -> Iterator[Violation]:
    """A correction that only this year's sheet tells changes nothing that is published."""
    del plan
    if row.texts["revision_reason"]:
        yield from _differences(item, row, before)


HISTORY_RULES: tuple[HistoryRule, ...] = (
    (
        Rule(
            code="SH604",
            name="last_years_values_stay_as_published",
            severity=Severity.ERROR,
            title=Bilingual(
                "前年度の値が提出済みの値と違います", "Last year's value is not the one that was accepted"
            ),
            message=Bilingual(
                "No.{item}の前年度の値「{raw}」は、前年度に採用した{before}と違い、理由がありません。",
                "Item {item} gives {raw} for last year, where {before} was accepted, and no reason.",
            ),
            remedy=Bilingual(
                "写し間違いなら直してください。訂正なら「訂正の理由」を書き、前年度の照会にも訂正したシートを提出してください。",
                "Mend it if it was copied wrongly; if it is a correction give its reason, and submit last year's sheet again.",
            ),
            reason=Bilingual(
                "公表した値が理由なく別の値に変わると、どちらの資料も信用されません。",
                "If a published value turns into another without a reason, neither document is believed.",
            ),
            source="seed report; design: revisions",
            waivable=True,
        ),
        last_years_values_stay_as_published,
    ),
    (
        Rule(
            code="SH605",
            name="corrections_of_last_year_are_submitted",
            severity=Severity.WARNING,
            title=Bilingual(
                "前年度の値の訂正は別に提出が必要です", "The correction of last year is not yet submitted"
            ),
            message=Bilingual(
                "No.{item}の前年度の値を{before}から「{raw}」に訂正するとありますが、公表中の前年度の値は変わりません。",
                "Item {item} corrects last year's {before} to {raw}; what is published of last year does not change.",
            ),
            remedy=Bilingual(
                "前年度の照会（確定）のフォルダーに、訂正したシートを提出してください。",
                "Submit the corrected sheet to last year's round.",
            ),
            reason=Bilingual(
                "訂正は、その年度の表を直し、新旧の値と理由を残して初めて公表されます。",
                "A correction is published in its own year's tables, with the old value, the new one and the reason.",
            ),
            source="design: revisions",
        ),
        corrections_of_last_year_are_submitted,
    ),
)

RULES: tuple[Rule, ...] = tuple(rule for rule, _ in HISTORY_RULES)


def _differences(item: ActionItem, row: Row, before: Row) -> Iterator[Violation]:
    """Compare with last year's figure: of a running total the year's own figure will do as well."""
    written, accepted = row.reads["previous_value"].value, before.compared_value(item)
    known: set[Decimal | None] = {accepted, before.figures["actual_value"]}
    if written is not None and accepted is not None and written not in known:
        words = {"before": plain_figure(accepted)}
        yield Violation("previous_value", words, basis=str(accepted))
