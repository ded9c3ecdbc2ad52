"""What a waiting candidate rests on: the waivers and corrections of its year, and who stands behind them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shinchoku.adapters.state.corrections import load_corrections
from shinchoku.adapters.state.waivers import WaiverRecord, WaiverStatus, load_waivers
from shinchoku.bilingual import Bilingual, in_both
from shinchoku.checks.rule_list import RULES
from shinchoku.figures.tables import YearContent
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.published_labels import column_name, value_words
from shinchoku.session import Session


@dataclass(frozen=True, slots=True)
class CandidateWaiver:
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
class CandidateCorrection:
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
class CandidateBasis:
    """The waivers and corrections that a candidate rests on."""

    waivers: tuple[CandidateWaiver, ...]
    corrections: tuple[CandidateCorrection, ...]


def basis_of(
    session: Session, year: FiscalYear, content: YearContent, name_of: Callable[[str], str]
) -> CandidateBasis:
    """Return what the content of a year rests on; `name_of` says what an actor is called to whoever reads it."""
    plan_id = session.plan.id
    with session.engine.connect() as connection:
        waivers = load_waivers(connection, plan_id, [WaiverStatus.APPROVED])
        corrections = load_corrections(connection, plan_id) if content.table("corrections") else []
    of_year = [one for one in waivers if one.waiver.fiscal_year == year]
    by = {str(one.correction.number): one.correction.recorded_by for one in corrections}
    return CandidateBasis(_waivers(of_year, content, name_of), _corrections(content, by, name_of))


def _waivers(
    records: Sequence[WaiverRecord], content: YearContent, name_of: Callable[[str], str]
) -> tuple[CandidateWaiver, ...]:
    """Tell the waivers that were approved for a year."""
    published = {(row["item_no"], row["rule"]) for row in content.table("waivers")}
    return tuple(
        CandidateWaiver(
            item_no=waiver.item_no,
            rule=waiver.rule,
            title=RULES[waiver.rule].title if waiver.rule in RULES else None,
            reason=waiver.reason,
            ends_on=waiver.ends_on,
            is_published=(waiver.item_no, waiver.rule) in published,
            requested_by=name_of(waiver.requested_by),
            requested_on=one.requested_on,
            approved_by=name_of(waiver.approved_by),
            approved_by_role=waiver.approved_by_role,
        )
        for one in records
        for waiver in [one.waiver]
    )


def _corrections(
    content: YearContent, by: Mapping[str, str], name_of: Callable[[str], str]
) -> tuple[CandidateCorrection, ...]:
    """Tell the corrections that a content carries; `by` says who recorded each, by its number."""
    return tuple(
        CandidateCorrection(
            number=row["correction_no"],
            item_no=row["item_no"],
            field=in_both(column_name, row["table_name"], row["field"]),
            old=in_both(value_words, row["table_name"], row["field"], row["old_value"]),
            new=in_both(value_words, row["table_name"], row["field"], row["new_value"]),
            reason=row["reason"],
            evidence=row["evidence"],
            recorded_on=row["recorded_on"],
            recorded_by_role=row["recorded_by_role"],
            recorded_by=name_of(by.get(row["correction_no"], "")),
        )
        for row in content.table("corrections")
    )
