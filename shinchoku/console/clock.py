"""The clock: what the console does by itself, once a minute, and never lets stop it."""

import logging
import threading
from collections.abc import Callable, Sequence

from shinchoku.adapters.locking import run_lock
from shinchoku.adapters.state.uploads import Uploads
from shinchoku.adapters.state.web_sessions import end_sessions, keep_seen
from shinchoku.city_clock import now
from shinchoku.console.services import ConsoleServices
from shinchoku.errors import StoppedError
from shinchoku.review.people import NIGHTLY
from shinchoku.usecases.approve import release_due
from shinchoku.usecases.embargoes import is_anything_due

Chore = Callable[[], object]
_PATIENCE_SECONDS = 5.0
_log = logging.getLogger(__name__)


class Clock:
    """A thread that does its chores again and again until it is stopped."""

    def __init__(self, chores: Sequence[Chore], seconds: float) -> None:
        """Keep what is to be done, and how often."""
        self._chores = chores
        self._seconds = seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="shinchoku-console-clock", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after what is being done."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_SECONDS)

    def tick(self) -> None:
        """Do every chore once; one that fails is logged and keeps no other from being done."""
        for chore in self._chores:
            try:
                chore()
            except StoppedError as stop:
                _log.warning("a chore of the console has to wait: %s", stop)
            except Exception:  # noqa: BLE001 -- the next chore, and the next minute, are still to come
                _log.exception("a chore of the console failed; it is done again in a while")

    def _run(self) -> None:
        """Do the chores until it is time to stop."""
        while not self._stopping.wait(self._seconds):
            self.tick()


def chores_of(services: ConsoleServices) -> tuple[Chore, ...]:
    """Return what is done on a services by itself."""
    return (
        lambda: keep_presence(services),
        lambda: release_what_is_due(services),
        lambda: forget_old_uploads(services),
    )


def keep_presence(services: ConsoleServices) -> None:
    """Keep when sessions were last used: once for all of them, rather than with every request; and which ended."""
    engine = services.database.engine_if_there()
    if engine is not None:
        seen = services.presence.all_seen()
        keep_seen(engine, seen)
        services.presence.was_kept(seen)
        ended = services.presence.ended()
        end_sessions(engine, ended)
        services.presence.was_told(ended)


def forget_old_uploads(services: ConsoleServices) -> None:
    """Forget sheets that were checked a day ago and never submitted."""
    engine = services.database.engine_if_there()
    if engine is not None:
        Uploads(engine, services.paths, services.plan.id).drop_old(now())


def release_what_is_due(services: ConsoleServices) -> None:
    """Release what was approved for a moment that has come, and tell catalogues; the run lock is taken only for that.

    Raises:
        OperationalError: if another run is going: it does the same at its end, or the next minute does.
    """
    engine = services.database.engine_if_there()
    if engine is None:
        return
    session = services.session("an embargo is over")
    if not is_anything_due(session):
        return
    with run_lock(services.paths):
        made = release_due(session)
    if made is not None:
        services.pushing.ask(NIGHTLY)
