"""Which findings are meant: the options that narrow them, and what their values mean."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import click

from schemas.codes import Severity
from shinchoku.checks.findings import FindingState
from shinchoku.checks.rule_list import RULES
from shinchoku.cli.mistakes import MistakeError
from shinchoku.register.plan import Plan
from shinchoku.session import Session
from shinchoku.spelling import folded
from shinchoku.views.findings import FindingFilter, list_findings

F = TypeVar("F", bound=Callable[..., Any])
Found = dict[str, Any]
"""A finding as the state keeps it."""

_STATES = ("open", "returned", "waiver_requested", "waived", "resolved")


@dataclass(frozen=True, slots=True)
class FindingOptions:
    """What the options ask for; nothing does not narrow."""

    department: str | None = None
    rule: str | None = None
    severity: str | None = None
    state: str | None = None
    asked: str | None = None
    older_than: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked for."""
        return self == FindingOptions()

    def findings(self, session: Session, *, resolved: bool = False) -> list[Found]:
        """Return the findings that are meant; their age counts from the day they were first seen.

        Raises:
            MistakeError: if the register has no such department or round, or there is no such rule.
        """
        rounds = rounds_meant(session.plan, self.asked)
        state = FindingState.of(self.state) if self.state else None
        is_resolved = resolved or state is FindingState.RESOLVED
        older = None if self.older_than is None else timedelta(days=self.older_than)
        wanted = FindingFilter(
            departments=departments_meant(session.plan, self.department),
            rule=rule_meant(self.rule),
            severities=(Severity.of(self.severity),) if self.severity else (),
            states=(state,) if state else (),
            seen_before=None if older is None else session.as_of - older,
            resolved=is_resolved,
        )
        found = list_findings(session, wanted)
        return [one for one in found if rounds is None or one["round_id"] in rounds]

    def require_known(self, plan: Plan) -> None:
        """Refuse what is not in the register; nothing is looked up.

        Raises:
            MistakeError: if the register has no such department or round, or there is no such rule.
        """
        departments_meant(plan, self.department)
        rule_meant(self.rule)
        rounds_meant(plan, self.asked)


def finding_options(function: F) -> F:
    """Give a command the options that say which findings are meant."""
    for option in reversed(
        (
            click.option(
                "--department", metavar="CODE|NAME", help="所属のコードか名前 / only this department"
            ),
            click.option(
                "--rule", metavar="CODE", help="規則か系列（SH501、SH5） / only this rule or family"
            ),
            click.option(
                "--severity", type=click.Choice([*map(str, Severity)]), help="重大度 / only this severity"
            ),
            click.option("--state", type=click.Choice(_STATES), help="状態 / only this state"),
            click.option("--round", "asked", metavar="ID|NAME", help="照会の記号か名前 / only this round"),
            click.option(
                "--older-than",
                type=click.IntRange(min=0),
                metavar="DAYS",
                help="この日数より前に見つかったもの / first seen more days ago",
            ),
        )
    ):
        function = option(function)
    return function


def departments_meant(plan: Plan, wanted: str | None) -> frozenset[str] | None:
    """Return the codes that a code or a name means; nothing if nothing is wanted.

    Raises:
        MistakeError: if the register has no such department.
    """
    if wanted is None:
        return None
    text = folded(wanted)
    found = frozenset(
        one.code
        for one in plan.departments
        if text in {folded(name) for name in (one.code, one.name, one.full_name, *one.aliases)}
    )
    if not found:
        raise MistakeError(
            f"「{wanted}」という所属は登録簿にありません。コード（{plan.departments[0].code} など）か名前で指定してください。",
            f"no department {wanted!r} in the register: give a code like {plan.departments[0].code}, or a name.",
            param_hint="--department",
        )
    return found


def rounds_meant(plan: Plan, wanted: str | None) -> frozenset[str] | None:
    """Return the rounds that an identifier or a name means; nothing if nothing is wanted.

    Raises:
        MistakeError: if the plan has no such round.
    """
    if wanted is None:
        return None
    text = folded(wanted)
    found = frozenset(one.id for one in plan.rounds if text in {folded(one.id), folded(one.name)})
    if not found:
        known = ", ".join(plan.rounds_by_id) or "-"
        raise MistakeError(
            f"「{wanted}」という照会はありません（{known}）。",
            f"there is no round {wanted!r} ({known}).",
            param_hint="--round",
        )
    return found


def rule_meant(wanted: str | None) -> str:
    """Return the rule or the family that a code, the beginning of one, or a name means; empty for all.

    Raises:
        MistakeError: if there is no such rule.
    """
    text = folded(wanted or "")
    named = next((code for code, one in RULES.items() if folded(one.name) == text), "")
    if not named and not any(folded(code).startswith(text) for code in RULES):
        raise MistakeError(
            f"「{wanted}」という規則はありません。shinchoku rules で一覧を確かめてください。",
            f"there is no rule {wanted!r}: `shinchoku rules` lists all.",
            param_hint="--rule",
        )
    return named or text.upper()
