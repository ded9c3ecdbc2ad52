"""Contents of years that were kept before they carried their own labels, denominator and official figures."""

from __future__ import annotations

from dataclasses import replace

from shinchoku.figures.counting_rule import COUNTING_RULE, counting_rule_rows
from shinchoku.figures.reconciliation import OFFICIAL_FIGURES, official_rows
from shinchoku.figures.tables import YearContent
from shinchoku.figures.year_codes import CODES_OF_QUALITY, quality_codes, registered_codes
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan


def is_complete(content: YearContent) -> bool:
    """Tell whether a content carries its own labels and rule."""
    return COUNTING_RULE in content.substance


def completed(plan: Plan, content: YearContent) -> YearContent:
    """Return a content in the shape of today; one that has it is returned as it is.

    Labels are those that its own figures were published under; the denominator, the rule and the official
    figures are the plan's of today. Nothing of it was in review: that was not told apart from unreported.
    """
    if is_complete(content):
        return content
    achievement = tuple({"in_review": "0", **row} for row in content.table("achievement"))
    year = FiscalYear(int(achievement[0]["fiscal_year"]))
    codes, official = registered_codes(plan, year, achievement), official_rows(plan, year)
    return replace(
        content,
        substance={
            **content.substance,
            "achievement": achievement,
            "codes": codes,
            COUNTING_RULE: counting_rule_rows(plan, year),
            **({OFFICIAL_FIGURES: official} if official else {}),
        },
        side={**content.side, CODES_OF_QUALITY: quality_codes(plan, year, codes, content.table("quality"))},
    )
