"""The night: collect, read, check, measure, release, publish, tell, in this order and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from shinchoku.adapters.catalogues.ckan.token import FromBlock
from shinchoku.adapters.inbox import Inbox
from shinchoku.adapters.state.nights import begin_night, end_night, last_date
from shinchoku.bilingual import Bilingual
from shinchoku.night.anchor import note_head
from shinchoku.night.check import check
from shinchoku.night.collect import collect
from shinchoku.night.measure import measure
from shinchoku.night.notify import tell_departments
from shinchoku.night.progress import Stage, tell
from shinchoku.night.publishing.outside import Outside
from shinchoku.night.publishing.publish import publish_tonight
from shinchoku.night.publishing.report import CatalogueReport
from shinchoku.night.publishing.report import report_of as report_of_catalogue
from shinchoku.night.read import read
from shinchoku.night.release import recover, release_decided, require_forward
from shinchoku.night.report import NightReport, report_of
from shinchoku.night.takedowns.carry_out import resume_takedowns
from shinchoku.review.people import NIGHTLY
from shinchoku.session import Session

T = TypeVar("T")


class Runner(Protocol):
    """How a stage is run: directly, or as a task of an orchestrator."""

    def __call__(self, stage: Stage, work: Callable[[], T]) -> T:
        """Run the work of a stage and return what it returns."""


def directly(stage: Stage, work: Callable[[], T]) -> T:
    """Run a stage in this process, with nothing around it."""
    del stage
    return work()


def run_night(
    session: Session,
    inbox: Inbox,
    run: Runner = directly,
    addresses: Path | None = None,
    from_block: FromBlock | None = None,
) -> NightReport:
    """Carry out one night and return what happened.

    `addresses` is the file of those who are written to, `from_block` reads a catalogue's token where the
    orchestrator keeps it.

    Raises:
        StoppedError: if the night could not be finished; running it again is safe.
    """
    unfinished = resume_takedowns(session, NIGHTLY)
    number = _begin(session)
    collected = _stage(run, Stage.COLLECT, lambda: collect(session, inbox), lambda c: f"{c.seen} {c.new}")
    _stage(run, Stage.READ, lambda: read(session), str)
    checked = _stage(run, Stage.CHECK, lambda: check(session, collected.refused), lambda c: str(c.change.new))
    decisions = _stage(run, Stage.MEASURE, lambda: measure(session, checked.checked), lambda d: str(len(d)))
    released = _stage(
        run,
        Stage.RELEASE,
        lambda: release_decided(session, decisions, NIGHTLY),
        lambda r: r.version if r else "-",
    )
    published = _stage(
        run,
        Stage.PUBLISH,
        lambda: _publish(session, from_block),
        lambda p: f"{sum(one.is_well for one in p)} {sum(not one.is_well for one in p)}",
    )
    alarms = [*unfinished, *(Bilingual(*one) for catalogue in published for one in catalogue.alarms)]
    told = _stage(
        run,
        Stage.TELL,
        lambda: tell_departments(session, checked.checked, inbox.url, addresses, alarms),
        lambda t: f"{t.written} {t.sent}",
    )
    report = replace(report_of(session, collected, checked, decisions, released, told), catalogues=published)
    with session.change_by_itself() as change:
        end_night(change, number, report.to_json(), collected.refused)
    note_head(session)
    return report


def _begin(session: Session) -> int:
    """Bring tree and state in step, and record that a night begins."""
    recover(session)
    session.raw.drop_left_over()
    with session.change_by_itself() as change:
        require_forward(session, last_date(change.connection, session.plan.id))
        return begin_night(change, session.as_of)


def _publish(session: Session, from_block: FromBlock | None) -> tuple[CatalogueReport, ...]:
    """Tell the catalogues, and return what became of each."""
    return tuple(report_of_catalogue(one) for one in publish_tonight(session, Outside(from_block)))


def _stage(run: Runner, stage: Stage, work: Callable[[], T], did: Callable[[T], Any]) -> T:
    """Run one stage and tell what it did."""
    tell(stage)
    result = run(stage, work)
    tell(stage, str(did(result)))
    return result
