"""Contents of years that were kept before their rows had all that a year of today carries."""

from dataclasses import replace

from shinchoku.figures.contradictions import uncounted_items
from shinchoku.figures.counting_rule import COUNTED, COUNTING_RULE, counting_rule_rows
from shinchoku.figures.reconciliation import OFFICIAL_FIGURES, official_rows
from shinchoku.figures.tables import Table, YearContent
from shinchoku.figures.year_codes import CODES_OF_QUALITY, quality_codes, registered_codes
from shinchoku.intake.numbers import plain_figure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

_ADDED_LATER = {
    "indicators": "tolerance",
    OFFICIAL_FIGURES: "illustrative",
    COUNTING_RULE: "contradictions",
}
"""The column that each table got last: rows that have it have all others."""


def is_complete(content: YearContent) -> bool:
    """Tell whether a content carries its own labels and rule, and every column of today."""
    has_columns = all(
        column in row for name, column in _ADDED_LATER.items() for row in content.table(name)[:1]
    )
    return COUNTING_RULE in content.substance and has_columns


def completed(plan: Plan, content: YearContent) -> YearContent:
    """Return a content in the shape of today; one that has it is returned as it is.

    Labels, denominator, rule and official figures that it did not carry are those of its own figures, or the plan's
    of today; so are the tolerances of its targets. Nothing of it was in review where that was not told apart.
    """
    if is_complete(content):
        return content
    labelled = content if COUNTING_RULE in content.substance else _labelled(plan, content)
    year = FiscalYear(int(labelled.table("achievement")[0]["fiscal_year"]))
    official = _official(plan, year, labelled)
    measured = replace(
        labelled,
        substance={
            **labelled.substance,
            "indicators": _with_tolerances(plan, labelled.table("indicators")),
            **({OFFICIAL_FIGURES: official} if official else {}),
        },
    )
    return replace(measured, substance={**measured.substance, COUNTING_RULE: _rule(plan, year, measured)})


def _rule(plan: Plan, year: FiscalYear, content: YearContent) -> Table:
    """Return a content's rule, with what became of contradictions: what the plan says today, unless it holds some."""
    (today,) = counting_rule_rows(plan, year)
    became = COUNTED if uncounted_items(content) else today["contradictions"]
    return tuple({"contradictions": became, **row} for row in content.table(COUNTING_RULE))


def _labelled(plan: Plan, content: YearContent) -> YearContent:
    """Return a content with the labels that its own figures were published under, and the plan's rule of today."""
    achievement = tuple({"in_review": "0", **row} for row in content.table("achievement"))
    year = FiscalYear(int(achievement[0]["fiscal_year"]))
    codes, official = registered_codes(plan, year, achievement), official_rows(plan, year)
    return replace(
        content,
        substance={
            **content.substance,
            "achievement": achievement,
            "codes": codes,
            COUNTING_RULE: _without_contradictions(counting_rule_rows(plan, year)),
            **({OFFICIAL_FIGURES: official} if official else {}),
        },
        side={**content.side, CODES_OF_QUALITY: quality_codes(plan, year, codes, content.table("quality"))},
    )


def _without_contradictions(rules: Table) -> Table:
    """Return rules that do not say yet what becomes of contradictions."""
    return tuple({name: said for name, said in row.items() if name != "contradictions"} for row in rules)


def _official(plan: Plan, year: FiscalYear, content: YearContent) -> Table:
    """Return the official figures of a content, each marked as illustrative if the plan says so of it."""
    said = {(row["level"], row["key"]): row["illustrative"] for row in official_rows(plan, year)}
    return tuple(
        {"illustrative": said.get((row["level"], row["key"]), "false"), **row}
        for row in content.table(OFFICIAL_FIGURES)
    )


def _with_tolerances(plan: Plan, indicators: Table) -> Table:
    """Return indicators with the tolerance that the plan says of each; nothing was said of one that is gone."""
    found = {no: item.indicator.tolerance for no, item in plan.items_by_no.items() if item.indicator}
    return tuple(
        {"tolerance": plain_figure(found[row["item_no"]]) if row["item_no"] in found else "0", **row}
        for row in indicators
    )
