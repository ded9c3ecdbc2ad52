"""The rules that sheets are held to: all of them, and each with its reason and its examples."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from starlette.responses import Response

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.examples import EXAMPLES, Example, ExampleSheet
from shinchoku.checks.findings import Rule
from shinchoku.checks.rule_list import FAMILIES, RULES, family_of
from shinchoku.checks.rule_words import readable
from shinchoku.checks.standards import official_items
from shinchoku.checks.waivers import may_be_waived
from shinchoku.console.findings_query import seen_departments
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import require_found
from shinchoku.intake.sheets import column_letters
from shinchoku.register.plan import Plan
from shinchoku.review.excerpt import Excerpt, ExcerptCell, ExcerptRow
from shinchoku.review.permissions import Action
from shinchoku.spelling import folded, spelled
from shinchoku.views.finding_counts import count_facets
from shinchoku.views.findings import FindingFilter

_LONGEST = 100


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule in the list."""

    rule: Rule
    severity: Severity
    severity_label: str
    is_waivable: bool
    is_off: bool
    count: int


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """One sheet of an example, drawn; without cells it is what a file is."""

    where: str
    says: Bilingual | None
    piece: Excerpt | None


def show_rules(context: RequestContext) -> Response:
    """Show every rule, by family, or those that a search finds."""
    given = {name: context.query.get(name, "").strip()[:_LONGEST] for name in ("q", "severity", "family")}
    counts = _counts(context)
    found = [
        _line(context, rule, counts)
        for rule in RULES.values()
        if _is_about(rule, given["q"]) and given["family"] in {"", family_of(rule.code)}
    ]
    lines = [one for one in found if given["severity"] in {"", str(one.severity)}]
    families = [
        (family, words, [one for one in lines if family_of(one.rule.code) == family])
        for family, words in FAMILIES.items()
    ]
    return context.render(
        "rules.html",
        given=given,
        families=[one for one in families if one[2]],
        all_families=[(code, f"{code} {context.t(words.ja, words.en)}") for code, words in FAMILIES.items()],
        severities=[(str(one), context.t(one.label_ja, one.label_en)) for one in Severity],
        total=len(lines),
    )


def show_rule(context: RequestContext) -> Response:
    """Show one rule in full."""
    rule = require_found(RULES.get(context.path["code"].upper()))
    examples = EXAMPLES[rule.code]
    codes = list(RULES)
    at = codes.index(rule.code)
    return context.render(
        "rule.html",
        line=_line(context, rule, _counts(context)),
        rule=rule,
        family=FAMILIES[family_of(rule.code)],
        family_code=family_of(rule.code),
        says=readable(rule.message),
        to_do=readable(rule.remedy),
        official=official_items(rule.code),
        bad=list(_drawn(context, examples.bad)),
        good=list(_drawn(context, examples.good)),
        also=sorted(examples.bad.also),
        previous=codes[at - 1] if at else "",
        following=codes[at + 1] if at + 1 < len(codes) else "",
    )


def _counts(context: RequestContext) -> Mapping[str, int]:
    """Return how many unresolved findings of each rule the person sees; while the database is away, none."""
    if context.is_read_only:
        return {}
    return count_facets(context.session, FindingFilter(departments=seen_departments(context))).rules


def _line(context: RequestContext, rule: Rule, counts: Mapping[str, int]) -> RuleLine:
    """Return a rule as the plan has it."""
    plan = context.services.plan
    severity = plan.checks.severity.get(rule.code, rule.severity)
    return RuleLine(
        rule,
        severity,
        context.t(severity.label_ja, severity.label_en),
        may_be_waived(plan, rule.code),
        _is_off(plan, rule),
        counts.get(rule.code, 0),
    )


def _is_off(plan: Plan, rule: Rule) -> bool:
    """Tell whether the plan does without a rule."""
    return not rule.fixed and bool({rule.code, family_of(rule.code)} & set(plan.checks.off))


def _is_about(rule: Rule, sought: str) -> bool:
    """Tell whether a rule's code or words hold what is sought."""
    said = (rule.title, rule.message, rule.remedy, rule.reason)
    whole = " ".join((rule.code, rule.name, *(text for one in said for text in (one.ja, one.en))))
    return folded(sought) in folded(whole)


def _drawn(context: RequestContext, example: Example) -> Iterator[ShownSheet]:
    """Return the files of an example as tables."""
    for file in example.files:
        if not file.sheets:
            yield ShownSheet(file.path, file.shows, None)
        for sheet in file.sheets:
            hidden = context.t("（非表示）", " (hidden)") if sheet.hidden else ""
            name = context.t(f"シート「{sheet.name}」{hidden}", f"sheet “{sheet.name}”{hidden}")
            shows = (one for one in (file.shows, sheet.shows) if one is not None)
            yield ShownSheet(f"{file.path}　{name}", next(shows, None), _piece(sheet))


def _piece(sheet: ExampleSheet) -> Excerpt:
    """Return a sheet of an example as the template draws it."""
    letters = tuple(column_letters(place) for place in range(len(sheet.grid[0])))
    rows = tuple(
        ExcerptRow(number, tuple(ExcerptCell(spelled(text, "\n")) for text in cells))
        for number, cells in enumerate(sheet.grid, start=1)
    )
    return Excerpt(sheet.name, letters, rows)


PAGES = (
    Page("/rules", "rules", show_rules, Action.SEE_FINDINGS, files_only=True),
    Page("/rules/{code}", "rule", show_rule, Action.SEE_FINDINGS, files_only=True),
)
