"""Alone: decisions that change what is public wait for a night that is going, but not for long."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from filelock import Timeout

from shinchoku.adapters.locking import run_lock
from shinchoku.errors import OperationalError
from shinchoku.paths import DataPaths

PATIENCE_SECONDS, _SOON_SECONDS = 10.0, 3.0
"""How long a page keeps somebody waiting."""


class NightRunningError(OperationalError):
    """A night, or another decision, is going: what was asked for was not done, and may be asked for again."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "夜間処理などが実行中のため、まだ行っていません。入力した内容は下に残っています。数分後に、もう一度ボタンを押してください。",
            "A night or another decision is running, so this was not done yet. What you entered is kept below: try again in a few minutes.",
        )


def alone_or_refused(paths: DataPaths) -> AbstractContextManager[None]:
    """Hold the run lock, or refuse soon in the words of whoever holds it: for what writes the plan's file.

    Raises:
        OperationalError: if it is held, or the disk fails.
    """
    return run_lock(paths, _SOON_SECONDS)


@contextmanager
def alone(paths: DataPaths, wait_seconds: float | None = None) -> Iterator[None]:
    """Hold the run lock, after waiting for whoever holds it: a little, unless said how long.

    Raises:
        NightRunningError: if it is still held after the wait.
        OperationalError: if the disk fails.
    """
    wait_seconds = PATIENCE_SECONDS if wait_seconds is None else wait_seconds
    with ExitStack() as held:
        try:
            held.enter_context(run_lock(paths, wait_seconds))
        except OperationalError as error:
            if isinstance(error.__cause__, Timeout):
                raise NightRunningError from error
            raise
        yield
