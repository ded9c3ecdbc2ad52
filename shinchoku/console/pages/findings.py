"""The queue of findings: narrowed, grouped, paged, and returned many at once with one message."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import FindingState
from shinchoku.checks.rule_list import FAMILIES, RULES, family_of
from shinchoku.console.finding_line import FindingLine, bounded, finding_line
from shinchoku.console.findings_query import AGES, FindingsQuery, query_of, seen_departments
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.review.permissions import Action
from shinchoku.views.finding_counts import Facets, count_facets, count_files
from shinchoku.views.findings import FindingFilter, QueueKey, list_page

_GROUPS_ON_PAGE, _LINES_OF_GROUP = 10, 5
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """One group of the queue: what it shares, how many it has, and the first of them."""

    label: str
    count: int
    narrowing: FindingsQuery
    lines: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """What stands on a page of the queue: lines, or groups of them, and where it goes on."""

    lines: tuple[FindingLine, ...] = ()
    groups: tuple[FindingGroup, ...] = ()
    following: str = ""
    preceding: str = ""


def show_findings(context: RequestContext) -> Response:
    """Show the queue as the address narrows it."""
    asked = query_of(context)
    wanted = asked.within(seen_departments(context), context.services.as_of)
    facets = count_facets(context.session, wanted)
    listed = (
        _grouped(context, asked, wanted, facets)
        if asked.group
        else _listed(context, asked, wanted)
        if facets.total
        else FindingsPage()
    )
    state = str(FindingState.OPEN)
    returnable = (
        facets.total if asked.state == state else facets.states.get(state, 0) if not asked.state else 0
    )
    return context.render(
        "findings.html",
        asked=asked,
        facets=facets,
        listed=listed,
        returnable=returnable,
        departments=_departments(context, facets, asked),
        rules=_rules(context, facets, asked),
        rounds=_rounds(context, facets, asked),
        severities=[(str(one), context.t(one.label_ja, one.label_en)) for one in Severity],
        states=[(str(one), context.t(one.label_ja, one.label_en)) for one in FindingState],
        ages=[(str(days), context.t(f"{days}日以上", f"{days} days or more")) for days in AGES],
        is_own=seen_departments(context) is not None,
        may_return=context.may(Action.RETURN_FINDING),
    )


def waiting(context: RequestContext) -> int:
    """Return how many findings wait for the person: waivers to decide, or a department's to correct."""
    departments = seen_departments(context)
    state = (
        FindingState.WAIVER_REQUESTED
        if context.may(Action.DECIDE_WAIVER)
        else FindingState.RETURNED
        if departments is not None
        else None
    )
    if state is None:
        return 0
    return count_facets(context.session, FindingFilter(departments=departments, states=(state,))).total


def _listed(context: RequestContext, asked: FindingsQuery, wanted: FindingFilter) -> FindingsPage:
    """Return one page of the queue in one list."""
    after, before = (QueueKey.read(context.query.get(name, "")) for name in ("after", "before"))
    page = list_page(context.session, wanted, after=after, before=before)

    def address(**key: object) -> str:
        return context.frame.address("findings", {**asked.query, **key})

    return FindingsPage(
        lines=tuple(finding_line(context, row) for row in page.findings),
        following=address(after=page.following) if page.following else "",
        preceding=address(before=page.preceding) if page.preceding else "",
    )


def _grouped(
    context: RequestContext, asked: FindingsQuery, wanted: FindingFilter, facets: Facets
) -> FindingsPage:
    """Return some groups of the queue, those with most findings first, each with its first lines."""
    counts = (
        [(one.value, one.count) for one in count_files(context.session, wanted)]
        if asked.group == "file"
        else [(value, count) for (by, value), count in facets.groups.items() if by == asked.group]
    )
    ordered = sorted(counts, key=lambda one: (-one[1], one[0]))
    given = context.query.get("from", "")
    start = int(given) if given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS else 0
    shown = ordered[start : start + _GROUPS_ON_PAGE]

    def address(at: int) -> str:
        return context.frame.address("findings", {**asked.query, "from": at or None})

    return FindingsPage(
        groups=tuple(_group(context, asked, value, count) for value, count in shown),
        following=address(start + _GROUPS_ON_PAGE) if start + _GROUPS_ON_PAGE < len(ordered) else "",
        preceding=address(max(0, start - _GROUPS_ON_PAGE)) if start else "",
    )


def _group(context: RequestContext, asked: FindingsQuery, value: str, count: int) -> FindingGroup:
    """Return one group; what has no department, or no file, has no narrower list."""
    narrowing = asked.narrowed(asked.group, value)
    if asked.group == "file" and not value:
        return FindingGroup(
            context.t("ファイルのない指摘（未提出など）", "Without a file"), count, narrowing, ()
        )
    wanted = narrowing.within(seen_departments(context), context.services.as_of)
    if not value:
        wanted = replace(wanted, departments=("",))
    page = list_page(context.session, wanted, most=_LINES_OF_GROUP)
    path = bounded(str(page.findings[0]["path"]), 160) if page.findings else ""
    label = {"department": _department_name(context, value), "rule": rule_name(context, value), "file": path}
    lines = tuple(finding_line(context, row) for row in page.findings)
    unnamed = context.t("（特定できません）", "(not known)")
    return FindingGroup(label[asked.group] or unnamed, count, narrowing, lines)


def _departments(context: RequestContext, facets: Facets, asked: FindingsQuery) -> list[tuple[str, str]]:
    """Return the departments to choose from: those that have findings."""
    order = {one.code: place for place, one in enumerate(context.services.plan.departments)}
    found = sorted({*facets.departments, asked.department} - {""}, key=lambda one: (order.get(one, 999), one))
    return [
        (one, f"{_department_name(context, one)}{_count(context, facets.departments.get(one, 0))}")
        for one in found
    ]


def _rules(context: RequestContext, facets: Facets, asked: FindingsQuery) -> list[tuple[str, str]]:
    """Return the rules to choose from, each family before its rules."""
    codes = {*facets.rules, asked.rule} & RULES.keys()
    made: list[tuple[str, str]] = []
    for family, words in FAMILIES.items():
        ours: Sequence[str] = sorted(one for one in codes if family_of(one) == family)
        if ours or asked.rule == family:
            count = sum(facets.rules.get(one, 0) for one in ours)
            made.append((family, f"{family} {context.t(words.ja, words.en)}{_count(context, count)}"))
        made += [
            (one, f"　{rule_name(context, one)}{_count(context, facets.rules.get(one, 0))}") for one in ours
        ]
    return made


def _rounds(context: RequestContext, facets: Facets, asked: FindingsQuery) -> list[tuple[str, str]]:
    """Return the rounds to choose from: those that have findings."""
    found = [
        one for one in context.services.plan.rounds if one.id in facets.rounds or one.id == asked.round_id
    ]
    names = {
        one.id: f"{context.t(one.fiscal_year.era_label, str(one.fiscal_year))} {one.name}" for one in found
    }
    return [(key, f"{name}{_count(context, facets.rounds.get(key, 0))}") for key, name in names.items()]


def _count(context: RequestContext, count: int) -> str:
    """Return a number behind a choice."""
    return context.t(f"（{count:,}）", f" ({count:,})")


def _department_name(context: RequestContext, code: str) -> str:
    """Return what a department is called."""
    found = context.services.plan.departments_by_code.get(code)
    return found.name if found else bounded(code, 60)


def rule_name(context: RequestContext, code: str) -> str:
    """Return a rule's code and title."""
    rule = RULES.get(code)
    return f"{code} {context.t(rule.title.ja, rule.title.en)}" if rule else code


PAGES = (
    Page(
        "/findings",
        "findings",
        show_findings,
        Action.SEE_FINDINGS,
        nav=Bilingual("指摘", "Findings"),
        rank=20,
        shortcut="f",
        waiting=waiting,
    ),
)
