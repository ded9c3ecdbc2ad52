"""The nightly run: seven stages in this order, each a task of Prefect, and nowhere another order."""

# No postponed annotations here: Prefect loads a deployed flow from its file, where it cannot look
# the names of the parameters' types up again.
import os
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from prefect import Flow, State, flow, get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import FlowRun

from flows.artifact import as_markdown
from flows.secret import secret_from_block
from flows.stage_task import TOUCHES_A_SHARE, StageTask
from shinchoku.adapters.addresses import NOTIFY_FILE_VARIABLE
from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.adapters.inbox import Inbox
from shinchoku.bilingual import Bilingual
from shinchoku.city_clock import require_reached, today
from shinchoku.night.begin_and_end import close_night, open_night
from shinchoku.night.check import check
from shinchoku.night.collect import collect
from shinchoku.night.measure import measure
from shinchoku.night.notify import tell_departments
from shinchoku.night.publishing.publish import publish_tonight
from shinchoku.night.read import read
from shinchoku.night.release import release_decided
from shinchoku.night.report import NightReport, report_of
from shinchoku.night.stage_watch import Stage
from shinchoku.review.people import NIGHTLY
from shinchoku.session import Session, writing

DATABASE_URL_VARIABLE = "SHINCHOKU_DATABASE_URL"

collect_task = StageTask(Stage.COLLECT, collect, lambda found: (found.seen, found.new), TOUCHES_A_SHARE)
read_task = StageTask(Stage.READ, read, lambda count: (count,))
check_task = StageTask(Stage.CHECK, check, lambda checked: (checked.change.new,))
measure_task = StageTask(Stage.MEASURE, measure, lambda decisions: (len(decisions),))
release_task = StageTask(Stage.RELEASE, release_decided, lambda made: (made.version if made else "-",))
publish_task = StageTask(
    Stage.PUBLISH,
    publish_tonight,
    lambda reports: (sum(one.is_well for one in reports), sum(not one.is_well for one in reports)),
)
notify_task = StageTask(Stage.TELL, tell_departments, lambda told: (told.written, told.sent))


def run_night(
    session: Session,
    inbox: Inbox,
    addresses: Path | None = None,
    from_block: FromBlock | None = None,
) -> NightReport:
    """Carry out one night and return what happened; outside of a flow's run the stages are plain calls.

    `addresses` is the file of those who are written to, `from_block` reads a catalogue's token where the
    orchestrator keeps it.

    Raises:
        StoppedError: if the night could not be finished; running it again is safe.
    """
    opened = open_night(session)
    collected = collect_task(session, inbox)
    read_task(session)
    checked = check_task(session, collected.refused)
    decisions = measure_task(session, checked.checked)
    released = release_task(session, decisions, NIGHTLY)
    catalogues = publish_task(session, from_block)
    alarms = [*opened.unfinished, *(Bilingual(*alarm) for one in catalogues for alarm in one.alarms)]
    told = notify_task(session, checked.checked, inbox.url, addresses, alarms)
    report = report_of(session, collected, checked, decisions, released, catalogues, told)
    close_night(session, opened, report, collected.refused)
    return report


def tell_of_failure(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Leave a line in the log that a monitor can look for; the run's own message says what to do."""
    del flow
    with suppress(RuntimeError):  # outside a run there is no logger to write to
        logger = get_run_logger()
        logger.error("夜間処理が失敗しました / nightly run failed: %s (%s)", flow_run.name, state.message)


@flow(
    name="nightly",
    on_failure=[tell_of_failure],
    on_crashed=[tell_of_failure],
    persist_result=False,
)
def nightly(
    plan: str | None = None,
    data: Path = Path("data"),
    inbox: str | None = None,
    as_of: date | None = None,
) -> NightReport:
    """Collect, read, check, measure, release and publish, once, for one plan."""
    database = os.environ.get(DATABASE_URL_VARIABLE)
    with writing(plan, data, database, require_reached(as_of or today())) as session:
        settings = session.plan.inbox
        box = Inbox(inbox or settings.url, settings.max_file_mib, return_dir=settings.return_dir)
        named = os.environ.get(NOTIFY_FILE_VARIABLE)
        report = run_night(session, box, Path(named) if named else None, secret_from_block)
    create_markdown_artifact(
        key=f"nightly-{report.plan_id.replace('_', '-')}",
        markdown=as_markdown(report),
        description=f"{report.plan_id} {report.as_of}",
    )
    return report
