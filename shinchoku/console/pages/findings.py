"""The queue of findings: narrowed, grouped, paged, and returned many at once with one message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from starlette.responses import Response

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import FindingState
from shinchoku.checks.rules import FAMILIES, RULES, family_of
from shinchoku.console.finding_line import FindingLine, bounded, finding_line
from shinchoku.console.page import Page
from shinchoku.console.queue_filter import AGES, Narrowing, narrowing_of, seen_departments
from shinchoku.review.permissions import Action
from shinchoku.views.finding_counts import Facets, count_facets, count_files
from shinchoku.views.findings import Filter, Key, list_page

if TYPE_CHECKING:
    from shinchoku.console.visit import Visit

_GROUPS_ON_PAGE, _LINES_OF_GROUP = 10, 5
_MOST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the queue: what it shares, how many it has, and the first of them."""

    label: str
    count: int
    narrowing: Narrowing
    lines: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """What stands on a page of the queue: lines, or groups of them, and where it goes on."""

    lines: tuple[FindingLine, ...] = ()
    groups: tuple[Group, ...] = ()
    following: str = ""
    preceding: str = ""


def show_findings(visit: Visit) -> Response:
    """Show the queue as the address narrows it."""
    asked = narrowing_of(visit)
    wanted = asked.within(seen_departments(visit), visit.desk.as_of)
    facets = count_facets(visit.session, wanted)
    listed = (
        _grouped(visit, asked, wanted, facets)
        if asked.group
        else _listed(visit, asked, wanted)
        if facets.total
        else Listed()
    )
    state = str(FindingState.OPEN)
    returnable = (
        facets.total if asked.state == state else facets.states.get(state, 0) if not asked.state else 0
    )
    return visit.render(
        "findings.html",
        asked=asked,
        facets=facets,
        listed=listed,
        returnable=returnable,
        departments=_departments(visit, facets, asked),
        rules=_rules(visit, facets, asked),
        rounds=_rounds(visit, facets, asked),
        severities=[(str(one), visit.t(one.label_ja, one.label_en)) for one in Severity],
        states=[(str(one), visit.t(one.label_ja, one.label_en)) for one in FindingState],
        ages=[(str(days), visit.t(f"{days}日以上", f"{days} days or more")) for days in AGES],
        is_own=seen_departments(visit) is not None,
        may_return=visit.may(Action.RETURN_FINDING),
    )


def waiting(visit: Visit) -> int:
    """Return how many findings wait for the person: waivers to decide, or a department's to correct."""
    departments = seen_departments(visit)
    state = (
        FindingState.WAIVER_REQUESTED
        if visit.may(Action.DECIDE_WAIVER)
        else FindingState.RETURNED
        if departments is not None
        else None
    )
    if state is None:
        return 0
    return count_facets(visit.session, Filter(departments=departments, states=(state,))).total


def _listed(visit: Visit, asked: Narrowing, wanted: Filter) -> Listed:
    """Return one page of the queue in one list."""
    after, before = (Key.read(visit.query.get(name, "")) for name in ("after", "before"))
    page = list_page(visit.session, wanted, after=after, before=before)

    def address(**key: object) -> str:
        return visit.frame.address("findings", {**asked.query, **key})

    return Listed(
        lines=tuple(finding_line(visit, row) for row in page.findings),
        following=address(after=page.following) if page.following else "",
        preceding=address(before=page.preceding) if page.preceding else "",
    )


def _grouped(visit: Visit, asked: Narrowing, wanted: Filter, facets: Facets) -> Listed:
    """Return some groups of the queue, those with most findings first, each with its first lines."""
    counts = (
        [(one.value, one.count) for one in count_files(visit.session, wanted)]
        if asked.group == "file"
        else [(value, count) for (by, value), count in facets.groups.items() if by == asked.group]
    )
    ordered = sorted(counts, key=lambda one: (-one[1], one[0]))
    given = visit.query.get("from", "")
    start = int(given) if given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS else 0
    shown = ordered[start : start + _GROUPS_ON_PAGE]

    def address(at: int) -> str:
        return visit.frame.address("findings", {**asked.query, "from": at or None})

    return Listed(
        groups=tuple(_group(visit, asked, value, count) for value, count in shown),
        following=address(start + _GROUPS_ON_PAGE) if start + _GROUPS_ON_PAGE < len(ordered) else "",
        preceding=address(max(0, start - _GROUPS_ON_PAGE)) if start else "",
    )


def _group(visit: Visit, asked: Narrowing, value: str, count: int) -> Group:
    """Return one group; what has no department, or no file, has no narrower list."""
    narrowing = asked.narrowed(asked.group, value)
    if asked.group == "file" and not value:
        return Group(visit.t("ファイルのない指摘（未提出など）", "Without a file"), count, narrowing, ())
    wanted = narrowing.within(seen_departments(visit), visit.desk.as_of)
    if not value:
        wanted = replace(wanted, departments=("",))
    page = list_page(visit.session, wanted, most=_LINES_OF_GROUP)
    path = bounded(str(page.findings[0]["path"]), 160) if page.findings else ""
    label = {"department": _department_name(visit, value), "rule": rule_name(visit, value), "file": path}
    lines = tuple(finding_line(visit, row) for row in page.findings)
    unnamed = visit.t("（特定できません）", "(not known)")
    return Group(label[asked.group] or unnamed, count, narrowing, lines)


def _departments(visit: Visit, facets: Facets, asked: Narrowing) -> list[tuple[str, str]]:
    """Return the departments to choose from: those that have findings."""
    order = {one.code: place for place, one in enumerate(visit.desk.plan.departments)}
    found = sorted({*facets.departments, asked.department} - {""}, key=lambda one: (order.get(one, 999), one))
    return [
        (one, f"{_department_name(visit, one)}{_count(visit, facets.departments.get(one, 0))}")
        for one in found
    ]


def _rules(visit: Visit, facets: Facets, asked: Narrowing) -> list[tuple[str, str]]:
    """Return the rules to choose from, each family before its rules."""
    codes = {*facets.rules, asked.rule} & RULES.keys()
    made: list[tuple[str, str]] = []
    for family, words in FAMILIES.items():
        ours: Sequence[str] = sorted(one for one in codes if family_of(one) == family)
        if ours or asked.rule == family:
            count = sum(facets.rules.get(one, 0) for one in ours)
            made.append((family, f"{family} {visit.t(words.ja, words.en)}{_count(visit, count)}"))
        made += [(one, f"　{rule_name(visit, one)}{_count(visit, facets.rules.get(one, 0))}") for one in ours]
    return made


def _rounds(visit: Visit, facets: Facets, asked: Narrowing) -> list[tuple[str, str]]:
    """Return the rounds to choose from: those that have findings."""
    found = [one for one in visit.desk.plan.rounds if one.id in facets.rounds or one.id == asked.round_id]
    names = {
        one.id: f"{visit.t(one.fiscal_year.era_label, str(one.fiscal_year))} {one.name}" for one in found
    }
    return [(key, f"{name}{_count(visit, facets.rounds.get(key, 0))}") for key, name in names.items()]


def _count(visit: Visit, count: int) -> str:
    """Return a number behind a choice."""
    return visit.t(f"（{count:,}）", f" ({count:,})")


def _department_name(visit: Visit, code: str) -> str:
    """Return what a department is called."""
    found = visit.desk.plan.departments_by_code.get(code)
    return found.name if found else bounded(code, 60)


def rule_name(visit: Visit, code: str) -> str:
    """Return a rule's code and title."""
    rule = RULES.get(code)
    return f"{code} {visit.t(rule.title.ja, rule.title.en)}" if rule else code


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
