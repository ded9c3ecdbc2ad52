"""What of the queue of findings an address asks for, and how an address says it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Self

from schemas.codes import Severity
from shinchoku.checks.findings import FindingState
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.request_context import RequestContext
from shinchoku.register.item_no import normalize_item_no
from shinchoku.review.permissions import Action, Reach, reach
from shinchoku.views.findings import FindingFilter

AGES = (7, 30, 60, 90, 180)
"""Days that are offered; an address may name others."""
GROUPS = ("department", "rule", "file")
_LONGEST = 100
_MOST_DIGITS = 4
_ADDRESS_NAMES = {"round_id": "round", "item_no": "item", "sha256": "file"}


@dataclass(frozen=True, slots=True)
class FindingsQuery:
    """How the queue is narrowed and grouped, each as the address says it; what is empty does not narrow."""

    department: str = ""
    rule: str = ""
    severity: str = ""
    state: str = ""
    age: str = ""
    round_id: str = ""
    item_no: str = ""
    sha256: str = ""
    group: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The address's query; nothing of it is empty."""
        return {
            _ADDRESS_NAMES.get(one.name, one.name): text
            for one in fields(self)
            if (text := getattr(self, one.name))
        }

    @property
    def ungrouped(self) -> Self:
        """The same in one list."""
        return replace(self, group="")

    def narrowed(self, by: str, value: str) -> Self:
        """Return one group of it: the findings that share a department, a rule or a file."""
        return replace(self, **{"sha256" if by == "file" else by: value, "group": ""})

    def within(self, departments: frozenset[str] | None, as_of: date) -> FindingFilter:
        """Return the filter, within what somebody may see; `None` is everything."""
        only = None if self.department == "" else frozenset({self.department})
        state = FindingState.of(self.state) if self.state else None
        is_resolved = state is FindingState.RESOLVED
        return FindingFilter(
            departments=only if departments is None else departments if only is None else departments & only,
            rule=self.rule,
            severities=(Severity.of(self.severity),) if self.severity else (),
            states=(state,) if state and not is_resolved else (),
            seen_before=as_of - timedelta(days=int(self.age) - 1) if self.age else None,
            round_id=self.round_id,
            item_no=self.item_no,
            sha256=self.sha256,
            resolved=is_resolved,
        )


def query_in(query: Mapping[str, str]) -> FindingsQuery:
    """Return what an address asks for; what makes no sense does not narrow."""
    given = {
        one.name: query.get(_ADDRESS_NAMES.get(one.name, one.name), "").strip()[:_LONGEST]
        for one in fields(FindingsQuery)
    }
    asked = FindingsQuery(**{name: text if text.isprintable() else "" for name, text in given.items()})
    is_days = asked.age.isascii() and asked.age.isdigit() and len(asked.age) < _MOST_DIGITS and int(asked.age)
    return replace(
        asked,
        rule=asked.rule.upper(),
        severity=asked.severity if asked.severity in set(Severity) else "",
        state=asked.state if asked.state in set(FindingState) else "",
        age=str(int(asked.age)) if is_days else "",
        item_no=normalize_item_no(asked.item_no),
        group=asked.group if asked.group in GROUPS else "",
    )


def seen_departments(context: RequestContext) -> frozenset[str] | None:
    """Return the departments whose findings somebody sees; `None` is all of them."""
    return None if reach(context.person, Action.SEE_FINDINGS) is Reach.ALL else context.person.departments


def query_of(context: RequestContext) -> FindingsQuery:
    """Return what the request's address asks for.

    Raises:
        NotFoundError: if it asks for the findings of a department that is not the person's to see.
    """
    asked, seen = query_in(context.query), seen_departments(context)
    if seen is not None and asked.department and asked.department not in seen:
        raise NotFoundError
    return asked
