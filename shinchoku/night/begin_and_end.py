"""What stands before the first stage of a night and after the last: its record, and what a killed run left."""

from collections.abc import Mapping
from dataclasses import dataclass

from shinchoku.adapters.state.nights import begin_night, end_night, last_date
from shinchoku.bilingual import Bilingual
from shinchoku.intake.sheets import Problem
from shinchoku.night.anchor import note_head
from shinchoku.night.release import recover, require_forward
from shinchoku.night.report import NightReport
from shinchoku.night.takedowns.carry_out import resume_takedowns
from shinchoku.review.people import NIGHTLY
from shinchoku.session import Session


@dataclass(frozen=True, slots=True)
class OpenNight:
    """A night that has begun: its number, and which takedowns still cannot be finished."""

    number: int
    unfinished: tuple[Bilingual, ...]


def open_night(session: Session) -> OpenNight:
    """Finish what a killed run left, bring tree and state in step, and record that a night begins.

    Raises:
        ConfigurationError: if its date lies before the last one's.
    """
    unfinished = resume_takedowns(session, NIGHTLY)
    recover(session)
    session.raw.drop_left_over()
    with session.change_by_itself() as change:
        require_forward(session, last_date(change.connection, session.plan.id))
        return OpenNight(begin_night(change, session.as_of), tuple(unfinished))


def close_night(
    session: Session, opened: OpenNight, report: NightReport, refused: Mapping[str, Problem]
) -> None:
    """Record what the night did and which files waited, and note the end of the trail outside of the database."""
    with session.change_by_itself() as change:
        end_night(change, opened.number, report.to_json(), refused)
    note_head(session)
