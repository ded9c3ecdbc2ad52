"""A stage of the night as a task of Prefect, and as the plain function that it is wherever no flow runs."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Generic, ParamSpec, TypeVar

from prefect import State
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import TaskRun
from prefect.context import FlowRunContext
from prefect.tasks import Task, exponential_backoff
from prefect.utilities.annotations import quote

from shinchoku.errors import OperationalError
from shinchoku.night.stage_watch import Stage, tell

P = ParamSpec("P")
R = TypeVar("R")


def is_transient(task: Task[..., Any], task_run: TaskRun, state: State[Any]) -> bool:
    """Retry what a network or a share may mend by itself; never a mistake in the configuration."""
    del task, task_run
    error = state.result(raise_on_failure=False)
    return isinstance(error, (OSError, OperationalError))


NO_RETRIES: Mapping[str, Any] = MappingProxyType({})
TOUCHES_A_SHARE: Mapping[str, Any] = {
    "retries": 3,
    "retry_delay_seconds": exponential_backoff(backoff_factor=2),
    "retry_jitter_factor": 0.5,
    "retry_condition_fn": is_transient,
}
"""How a stage is tried again that may find a share away for a moment."""


class StageTask(Generic[P, R]):
    """One stage: its work, what to tell of its result, and how it is tried again."""

    def __init__(
        self,
        stage: Stage,
        work: Callable[P, R],
        counts: Callable[[R], tuple[object, ...]],
        retries: Mapping[str, Any] = NO_RETRIES,
    ) -> None:
        """Make the task; `counts` are the numbers of a result that whoever watches is told."""
        self.stage = stage
        self.task: Task[P, R] = Task(
            work, name=str(stage), cache_policy=NO_CACHE, persist_result=False, **retries
        )
        self._counts = counts

    def __call__(self, *arguments: P.args, **named: P.kwargs) -> R:
        """Do the work, in a run of the flow as a task of it, and tell before and after."""
        tell(self.stage)
        result = self._in_a_run(*arguments) if FlowRunContext.get() else self.task.fn(*arguments, **named)
        tell(self.stage, " ".join(str(count) for count in self._counts(result)))
        return result

    def _in_a_run(self, *arguments: object) -> R:
        """Hand the arguments over as they are: Prefect would look for tasks in every row of them."""
        task: Task[..., R] = self.task
        return task(*(quote(argument) for argument in arguments))
