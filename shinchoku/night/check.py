"""Check: every content that was ever received against the plan, and the findings kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from schemas.codes import AchievementStatus
from shinchoku.adapters.state.corrections import CorrectionStatus, load_corrections
from shinchoku.adapters.state.findings import NightlyChange, record_findings
from shinchoku.adapters.state.intake import load_appearances
from shinchoku.adapters.state.nights import refused_last_night
from shinchoku.adapters.state.quarantine import load_quarantined
from shinchoku.adapters.state.readings import read_by_another
from shinchoku.adapters.state.standings import save_standings
from shinchoku.adapters.state.waivers import approved_waivers, drop_unneeded_requests, end_waivers
from shinchoku.adapters.workbooks import reader_of
from shinchoku.bilingual import Bilingual
from shinchoku.checks.checking import Checked, once_each
from shinchoku.checks.checking import check as check_submissions
from shinchoku.checks.findings import Finding
from shinchoku.checks.pointing import on_file
from shinchoku.checks.selection import selected
from shinchoku.checks.waivers import in_force
from shinchoku.errors import ConfigurationError
from shinchoku.intake.sheets import Appearance, Problem, Reading
from shinchoku.intake.submissions import Submission, not_taken, submissions_of
from shinchoku.night.readings import readings_now
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.board import standings
from shinchoku.session import Session

NOT_READ_YET = Bilingual(
    "シートの読み方が変わったため、まだ読み直していないファイルがあります。shinchoku nightly を1回実行してから、もう一度お試しください。",
    "sheets are read in another way since the last night: run shinchoku nightly once, and try again.",
)


Received = tuple[Appearance, Reading]
"""A content where it appeared, and what was read of it."""


@dataclass(frozen=True, slots=True)
class NightCheck:
    """What the night's checks found, and how the findings moved since the last night."""

    checked: Checked
    change: NightlyChange


def check(session: Session, refused: Mapping[str, Problem]) -> NightCheck:
    """Check everything received and record the findings; files that waited are findings too.

    Waivers whose date has passed end here.
    """
    plan, as_of = session.plan, session.as_of
    with session.change_by_itself() as change:
        end_waivers(change, as_of)
        waived = in_force(approved_waivers(change.connection, plan.id), as_of)
        submissions = submissions_read(session, change.connection, refused)
        checked = check_submissions(plan, submissions, as_of, waived)
        findings = once_each([*checked.findings, *selected(plan, _waiting(session, refused))])
        checked = replace(checked, findings=findings)
        moved = record_findings(change, findings, as_of, waived)
        drop_unneeded_requests(change, as_of)
        settled = _settled(change.connection, plan.id)
        save_standings(change, standings(plan, checked, submissions, as_of, waived, settled))
    return NightCheck(checked, moved)


def submissions_now(session: Session, connection: Connection) -> list[Submission]:
    """Return everything that was received and read; what was only just handed in is not yet.

    Raises:
        ConfigurationError: if the program, or a declared layout, changed since the last night.
    """
    otherwise = read_by_another(connection, reader_of(session.plan.layouts))
    otherwise -= load_quarantined(connection, session.plan.id).keys()
    if any(one.sha256 in otherwise for one in load_appearances(connection, session.plan.id)):
        raise ConfigurationError.of(NOT_READ_YET)
    return submissions_read(session, connection)


def submissions_read(
    session: Session,
    connection: Connection,
    refused: Iterable[str] | None = None,
    more: Iterable[Received] = (),
) -> list[Submission]:
    """Return everything that a run has read; what was submitted since it began to is left to the next one.

    Files that could not be taken, by the last night or as `refused` says, stand there with their path alone;
    `more` is what might come besides.
    """
    plan, as_of = session.plan, session.as_of
    readings = readings_now(session, connection)
    appearances = load_appearances(connection, plan.id)
    received = [(one, readings[one.sha256]) for one in appearances if one.sha256 in readings]
    waiting = refused_last_night(connection, plan.id) if refused is None else refused
    return [
        *submissions_of(plan, [*received, *more], as_of),
        *(not_taken(plan, path, as_of) for path in sorted(waiting)),
    ]


def checked_so_far(session: Session, more: Iterable[Received] = ()) -> Checked:
    """Check everything that was read, and what might come besides, with today's waivers; nothing is recorded."""
    plan, as_of = session.plan, session.as_of
    with session.engine.connect() as connection:
        submissions = submissions_read(session, connection, more=more)
        waived = in_force(approved_waivers(connection, plan.id), as_of)
    return check_submissions(plan, submissions, as_of, waived)


def _settled(connection: Connection, plan_id: str) -> set[tuple[FiscalYear, str]]:
    """Return the items, by year, that a correction says more of than that their figure is pending."""
    recorded = load_corrections(connection, plan_id, [CorrectionStatus.RECORDED])
    return {
        (one.correction.fiscal_year, one.correction.item_no)
        for one in recorded
        if one.correction.field == "achievement_status"
        and one.correction.new_value != AchievementStatus.PENDING
    }


def _waiting(session: Session, refused: Mapping[str, Problem]) -> list[Finding]:
    """Return the findings on files that were not archived tonight."""
    return [
        on_file(session.plan, not_taken(session.plan, path, session.as_of), problem)
        for path, problem in sorted(refused.items())
    ]
