"""Every minute: what was approved for a moment goes out when the moment comes, and the catalogues hear of it."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.errors import StoppedError
from shinchoku.night.publishing.outside import Outside
from shinchoku.usecases.embargoes import Ended, end_embargoes

MINUTE_SECONDS = 60.0
_log = logging.getLogger(__name__)


@contextmanager
def ending_embargoes(
    plan: str | None, data: Path, database: str | None, from_block: FromBlock | None = None
) -> Iterator[None]:
    """End embargoes of a plan by themselves, at the beginning of every minute, for as long as this is open."""
    ended = threading.Event()
    outside = Outside(from_block)
    watch = EmbargoWatch(lambda: end_embargoes(plan, data, database, outside))

    def run() -> None:
        while not ended.wait(until_the_minute(time.time())):
            watch.look()

    threading.Thread(target=run, name="shinchoku-embargoes", daemon=True).start()
    try:
        yield
    finally:
        ended.set()


def until_the_minute(at: float) -> float:
    """Return the seconds from a moment to the next whole minute: embargoes are given in minutes."""
    return MINUTE_SECONDS - at % MINUTE_SECONDS


class EmbargoWatch:
    """Looks for embargoes that are over; whatever stops a look is logged once, and looked at again a minute later."""

    def __init__(self, end: Callable[[], Ended | None]) -> None:
        """Keep what ends them."""
        self._end = end
        self._said = ""

    def look(self) -> None:
        """Look once."""
        try:
            done = self._end()
        except StoppedError as stop:
            self._log("an embargo has to wait / 公表日時の処理は1分ごとに試みます: %s", str(stop))
        except Exception as error:  # noqa: BLE001 -- the next minute is still to come
            self._log("an embargo has to wait / 公表日時の処理は1分ごとに試みます: %r", error)
        else:
            self._said = ""
            if done is not None:
                told = ", ".join(f"{one.settings.name} {one.line.status}" for one in done.told)
                _log.warning("released %s at its moment / 公表日時に公表しました (%s)", done.version, told)

    def _log(self, words: str, why: object) -> None:
        """Log why a look was in vain, unless the one before was for the same reason."""
        if self._said != str(why):
            self._said = str(why)
            _log.warning(words, why)
