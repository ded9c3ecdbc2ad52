"""One run at a time on a data directory, and one push at a time to a plan's catalogues."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from shinchoku.adapters.durable import make_private
from shinchoku.errors import OperationalError, disk_failed
from shinchoku.paths import DataPaths

_PASSABLE = 0o755


@contextmanager
def run_lock(paths: DataPaths, wait_seconds: float = 0) -> Iterator[None]:
    """Hold the run lock; the operating system frees it if the process dies.

    Raises:
        OperationalError: if another run holds it and does not end within the wait.
    """
    lock = FileLock(paths.lock, timeout=wait_seconds)
    try:
        if not paths.root.exists():
            paths.root.mkdir(parents=True)
            paths.root.chmod(_PASSABLE)  # a web server passes through it to what is published
        for folder in (paths.state, paths.raw):  # nobody else on this machine may read what was received
            make_private(folder)
        lock.acquire()
    except Timeout as error:
        raise OperationalError(
            f"別の処理が実行中です（{paths.lock}）。終わってからもう一度実行してください。",
            f"another run is going ({paths.lock}); try again when it is done.",
        ) from error
    except OSError as error:
        raise disk_failed(error) from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def push_turn(paths: DataPaths, plan_id: str, wait_seconds: float) -> Iterator[bool]:
    """Have the turn to tell a plan's catalogues; yields whether it was had, after so long a wait at most.

    Catalogues bear two writers, and a push that hangs must not stop a night: whoever waited in vain goes on.

    Raises:
        OperationalError: if the disk fails.
    """
    lock = FileLock(paths.push_lock(plan_id), timeout=wait_seconds)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    except OSError as error:
        raise disk_failed(error) from error
    try:
        yield True
    finally:
        lock.release()


def require_free(paths: DataPaths) -> None:
    """Say early that another run is going, before anything slow is started.

    Raises:
        OperationalError: if another run holds the lock.
    """
    with run_lock(paths):
        pass
