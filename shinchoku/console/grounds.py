"""What a waiting candidate rests on: the waivers and corrections of its year, and who stands behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from shinchoku.adapters.state.accounts import load_accounts
from shinchoku.adapters.state.corrections import load_corrections
from shinchoku.adapters.state.waivers import WaiverRecord, WaiverStatus, load_waivers
from shinchoku.bilingual import Bilingual, Language
from shinchoku.checks.rules import RULES
from shinchoku.console.visit import Visit
from shinchoku.figures.tables import YearContent
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.published_names import column_name, value_words
from shinchoku.review.people import NIGHTLY, Role
from shinchoku.review.permissions import Action


@dataclass(frozen=True, slots=True)
class WaiverLine:
    """A waiver in a candidate; the accounts are empty for those who may not see them."""

    item_no: str
    rule: str
    title: Bilingual | None
    reason: str
    ends_on: date
    is_published: bool
    """Whether a published row rests on it, so that it stands among the published waivers."""
    requested_by: str
    requested_on: date
    approved_by: str
    approved_by_role: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A correction in a candidate."""

    number: str
    item_no: str
    field: Bilingual
    old: Bilingual
    new: Bilingual
    reason: str
    evidence: str
    recorded_on: str
    recorded_by_role: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """The waivers and corrections that a candidate rests on."""

    waivers: tuple[WaiverLine, ...]
    corrections: tuple[CorrectionLine, ...]


class Names:
    """The accounts behind decisions, shown only to those who may see the record."""

    def __init__(self, visit: Visit, connection: Connection) -> None:
        """Look up what the accounts are called."""
        self.are_shown = visit.may(Action.SEE_AUDIT)
        found = load_accounts(connection) if self.are_shown else []
        self._labels: Mapping[str, str] = {f"user:{one.name}": one.label or one.name for one in found}

    def of(self, actor: str) -> str:
        """Return what somebody is called, or nothing."""
        if not self.are_shown or actor == NIGHTLY.name:
            return ""
        return self._labels.get(actor, actor)


def role_words(visit: Visit, role: str) -> str:
    """Return what a role is called; without one it was the night's doing."""
    if role in set(Role):
        code = Role.of(role)
        return visit.t(code.label_ja, code.label_en)
    return visit.t("夜間処理（自動）", "The night, by itself") if role in {"", NIGHTLY.role} else role


def grounds(visit: Visit, connection: Connection, year: FiscalYear, content: YearContent) -> Grounds:
    """Return what the content of a year rests on."""
    names, plan_id = Names(visit, connection), visit.session.plan.id
    records = [
        one
        for one in load_waivers(connection, plan_id, [WaiverStatus.APPROVED])
        if one.waiver.fiscal_year == year
    ]
    return Grounds(
        _waivers(records, content, names),
        _corrections(connection, plan_id, content, names),
    )


def _waivers(records: Sequence[WaiverRecord], content: YearContent, names: Names) -> tuple[WaiverLine, ...]:
    """Tell the waivers that were approved for a year."""
    published = {(row["item_no"], row["rule"]) for row in content.table("waivers")}
    return tuple(
        WaiverLine(
            item_no=waiver.item_no,
            rule=waiver.rule,
            title=RULES[waiver.rule].title if waiver.rule in RULES else None,
            reason=waiver.reason,
            ends_on=waiver.ends_on,
            is_published=(waiver.item_no, waiver.rule) in published,
            requested_by=names.of(waiver.requested_by),
            requested_on=one.requested_on,
            approved_by=names.of(waiver.approved_by),
            approved_by_role=waiver.approved_by_role,
        )
        for one in records
        for waiver in [one.waiver]
    )


def _corrections(
    connection: Connection, plan_id: str, content: YearContent, names: Names
) -> tuple[CorrectionLine, ...]:
    """Tell the corrections that a content carries."""
    rows = content.table("corrections")
    by = (
        {
            str(one.correction.number): one.correction.recorded_by
            for one in load_corrections(connection, plan_id)
        }
        if rows
        else {}
    )
    return tuple(
        CorrectionLine(
            number=row["correction_no"],
            item_no=row["item_no"],
            field=_both(column_name, row["table_name"], row["field"]),
            old=_both(value_words, row["table_name"], row["field"], row["old_value"]),
            new=_both(value_words, row["table_name"], row["field"], row["new_value"]),
            reason=row["reason"],
            evidence=row["evidence"],
            recorded_on=row["recorded_on"],
            recorded_by_role=row["recorded_by_role"],
            recorded_by=names.of(by.get(row["correction_no"], "")),
        )
        for row in rows
    )


def _both(words: Callable[..., str], *about: str) -> Bilingual:
    """Say something in both languages."""
    return Bilingual(words(*about, Language.JA), words(*about, Language.EN))
