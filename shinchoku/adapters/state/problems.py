"""How the state keeps what readers met: under the code of the rule that a problem breaks.

Codes are never reused, and they are what people and other programs know a problem by; the names of its kinds are ours to change.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Any

from shinchoku.adapters.state.codec import StoredAs
from shinchoku.checks.rule_list import RULES, RULES_BY_PROBLEM
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem


@dataclass(frozen=True, slots=True)
class _ProblemAsText:
    """A problem as it stands in a text."""

    rule: str
    sheet_number: int = 0
    sheet_name: str = ""
    cell: str = ""
    raw: str = ""
    stops_reading: bool = False
    values: Mapping[str, str] = field(default_factory=dict)


def _kind_of(code: str) -> ProblemKind:
    """Return the kind of problem that a rule tells of.

    Raises:
        ValueError: if readers meet none of the kind.
    """
    if (rule := RULES.get(code)) is None or rule.problem is None:
        raise ValueError(code)
    return rule.problem


def _code_of(kind: ProblemKind) -> str:
    """Return the code of the rule that a kind of problem breaks."""
    return RULES_BY_PROBLEM[kind].code


def _told(kept: _ProblemAsText) -> Problem:
    """Return the problem that a text says."""
    return Problem(_kind_of(kept.rule), **_place_and_words(kept))


def _kept(problem: Problem) -> _ProblemAsText:
    """Return a problem as it stands in a text."""
    return _ProblemAsText(_code_of(problem.kind), **_place_and_words(problem))


def _place_and_words(one: Problem | _ProblemAsText) -> dict[str, Any]:
    """Return by their names all that both have: everything but what it is."""
    return {own.name: getattr(one, own.name) for own in fields(one) if own.name not in {"kind", "rule"}}


StoredKind = Annotated[ProblemKind, StoredAs(str, _kind_of, _code_of)]
"""A kind of problem in a text: the code of its rule."""

StoredProblem = Annotated[Problem, StoredAs(_ProblemAsText, _told, _kept)]
"""A problem in a text."""
