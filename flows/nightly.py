"""The nightly run as a Prefect flow: the night's own stages, each as one task."""

# No postponed annotations here: Prefect loads a deployed flow from its file, where it cannot look
# the names of the parameters' types up again.
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from prefect import Flow, State, flow, get_run_logger
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import FlowRun, TaskRun
from prefect.tasks import Task, exponential_backoff

from flows.artifact import as_markdown
from flows.secret import secret_from_block
from shinchoku.adapters.addresses import NOTIFY_FILE_VARIABLE
from shinchoku.adapters.inbox import Inbox
from shinchoku.errors import OperationalError
from shinchoku.night.night import run_night
from shinchoku.night.progress import Stage
from shinchoku.night.report import NightReport
from shinchoku.register.settings import Inbox as InboxSettings
from shinchoku.session import require_reached, today, writing

T = TypeVar("T")

DATABASE_URL_VARIABLE = "SHINCHOKU_DATABASE_URL"
_TOUCHES_A_SHARE = frozenset({Stage.COLLECT})


def tell_of_failure(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Leave a line in the log that a monitor can look for; the run's own message says what to do."""
    del flow
    with suppress(RuntimeError):  # outside a run there is no logger to write to
        logger = get_run_logger()
        logger.error("夜間処理が失敗しました / nightly run failed: %s (%s)", flow_run.name, state.message)


def is_transient(task: Task[..., Any], task_run: TaskRun, state: State[Any]) -> bool:
    """Retry what a network or a share may mend by itself; never a mistake in the configuration."""
    del task, task_run
    error = state.result(raise_on_failure=False)
    return isinstance(error, (OSError, OperationalError))


def as_task(stage: Stage, work: Callable[[], T]) -> T:
    """Run a stage as a task; only what touches a share is tried again."""
    run: Task[[], T] = Task(work, name=str(stage), cache_policy=NO_CACHE, persist_result=False)
    if stage in _TOUCHES_A_SHARE:
        run = run.with_options(
            retries=3,
            retry_delay_seconds=exponential_backoff(backoff_factor=2),
            retry_jitter_factor=0.5,
            retry_condition_fn=is_transient,
        )
    return run()


def _inbox(settings: InboxSettings, url: str | None) -> Inbox:
    """Return the inbox that an argument or the plan names."""
    return Inbox(url or settings.url, settings.max_file_mib, return_dir=settings.return_dir)


def _addresses() -> Path | None:
    """Return the file of addresses, if the environment names one."""
    named = os.environ.get(NOTIFY_FILE_VARIABLE)
    return Path(named) if named else None


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
        report = run_night(session, _inbox(settings, inbox), as_task, _addresses(), secret_from_block)
    create_markdown_artifact(
        key=f"nightly-{report.plan_id.replace('_', '-')}",
        markdown=as_markdown(report),
        description=f"{report.plan_id} {report.as_of}",
    )
    return report
