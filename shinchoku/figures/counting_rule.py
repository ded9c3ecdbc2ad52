"""How a year's items are counted: its denominator and what 達成 means, kept with the year and published for it."""

from schemas.codes import AchievementStatus, Severity
from shinchoku.checks.rule_list import RULES
from shinchoku.checks.selection import weight_of
from shinchoku.figures.achievement import RULE_NAME, RULE_VERSION
from shinchoku.figures.contradictions import CONTRADICTION
from shinchoku.figures.tables import Table, TextRow, YearContent, key_columns
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

RULE_FIELDS = ("name", "version", "description", "description_en", "arithmetic", "contradictions")
"""What is said of a rule beside the statuses that it counts."""
RETURNED, COUNTED = "returned", "counted"
"""What becomes of a status that contradicts its figure: nobody counts it without a waiver, or it counts as declared."""

COUNTING_RULE = "achievement_rule"
"""The table of a year's content that holds its one rule; the descriptor publishes it."""


def counting_rule_rows(plan: Plan, year: FiscalYear) -> Table:
    """Return the rule that the plan counts a year by today, the statuses in the order of the code list."""
    rule, counted = plan.reporting.achievement_rule, set(plan.reporting.denominator)
    return (
        {
            **key_columns(plan, year),
            "name": rule.name,
            "version": rule.version,
            "description": rule.description,
            "description_en": rule.description_en,
            "arithmetic": f"{RULE_NAME}/{RULE_VERSION}",
            "contradictions": _contradictions(plan),
            "denominator": " ".join(status for status in AchievementStatus if status in counted),
        },
    )


def _contradictions(plan: Plan) -> str:
    """Tell what becomes of a declared status that its own figure contradicts."""
    is_refused = weight_of(plan, RULES[CONTRADICTION]) is Severity.ERROR
    return RETURNED if is_refused else COUNTED


def counting_rule_of(content: YearContent) -> TextRow:
    """Return the rule that a year's figures were counted by."""
    (rule,) = content.table(COUNTING_RULE)
    return rule


def denominator_of(content: YearContent) -> tuple[AchievementStatus, ...]:
    """Return the statuses that a year's rate counts as items."""
    return tuple(AchievementStatus.of(code) for code in counting_rule_of(content)["denominator"].split())
