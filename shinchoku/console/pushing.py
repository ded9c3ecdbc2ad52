"""Pushing: after a release by day the catalogues are told behind the pages, one push at a time.

A push that is lost with the console, or fails, is nobody's loss: the next night tells the same catalogues.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError

from shinchoku.bilingual import Bilingual
from shinchoku.errors import OperationalError, StoppedError
from shinchoku.night.publishing.outside import Outside
from shinchoku.night.publishing.publish import publish_after_release, publish_now
from shinchoku.night.publishing.push import Phase
from shinchoku.review.people import Actor
from shinchoku.session import Session
from shinchoku.views.catalogues import told_tonight

_PATIENCE_SECONDS = 5.0
_UNFORESEEN = Bilingual("予期しないエラーが起きました。", "Something unexpected happened.")
_STOPPED = Bilingual(
    "画面のサーバーを停止したため、反映を中断しました。次の夜間処理で反映します。",
    "The console was stopped in the middle; the next night goes on.",
)
_log = logging.getLogger(__name__)


class Pushing:
    """Tells catalogues after releases; used from any thread. Making one begins nothing."""

    def __init__(self, session: Callable[[], Session], outside: Outside) -> None:
        """Have nothing to do; `session` returns one on the plan as it is then, `outside` knows who reads tokens."""
        self._session = session
        self._outside = replace(outside, watch=self._watch)
        self._guard = threading.Lock()
        self._wanted: list[tuple[Actor, tuple[str, ...]]] = []
        self._going: dict[str, Phase | None] = {}
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self.failure: Bilingual | None = None
        """Why the last push told no catalogue at all, if it did not."""

    @property
    def going(self) -> Mapping[str, Phase | None]:
        """What is being done with each catalogue that is being told; nothing yet where its turn is still to come."""
        with self._guard:
            return dict(self._going)

    def ask(self, actor: Actor, chosen: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Have the catalogues told of a release of somebody's; whoever asks does not wait.

        `chosen` are those that a person takes up by name, held ones among them. Returns the names of those that
        are written to; the others wait for a person.
        """
        names = chosen
        with suppress(StoppedError, SQLAlchemyError):  # the release is out: what fails here fails no page
            session = self._session()
            with session.engine.connect() as connection:
                names = chosen or told_tonight(session, connection)
        with self._guard:
            if self._stopping.is_set():
                return ()
            self._wanted.append((actor, chosen))
            self._going = {**dict.fromkeys(names), **self._going}
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="shinchoku-console-push", daemon=True)
                self._thread.start()
        return names

    def stop(self) -> None:
        """Have a push end at its next step, so that nothing keeps the console from ending."""
        self._stopping.set()
        thread = self._thread
        if thread is not None:
            thread.join(_PATIENCE_SECONDS)

    def _work(self) -> None:
        """Tell the catalogues until nothing was released meanwhile."""
        while True:
            with self._guard:
                if not self._wanted or self._stopping.is_set():
                    self._going, self._thread = {}, None
                    return
                every = {chosen: actor for actor, chosen in self._wanted}
                self._wanted.clear()
            failures = [self._push(actor, chosen) for chosen, actor in sorted(every.items(), key=_by_names)]
            self.failure = next((one for one in failures if one is not None), None)

    def _push(self, actor: Actor, chosen: tuple[str, ...]) -> Bilingual | None:
        """Tell the catalogues once; return why none was told, if so."""
        try:
            if chosen:
                publish_now(self._session(), actor, chosen, self._outside)
            else:
                publish_after_release(self._session(), actor, self._outside)
        except StoppedError as error:
            _log.warning("catalogues are told by the next night instead: %s", error)
            return error.message
        except Exception:  # noqa: BLE001 -- the thread is nobody's caller: the night does the same work
            _log.exception("catalogues are told by the next night instead")
            return _UNFORESEEN
        return None

    def _watch(self, name: str, phase: Phase) -> None:
        """Keep what is being done with a catalogue.

        Raises:
            OperationalError: if the console is being stopped: what was begun is looked at again by the night.
        """
        if self._stopping.is_set():
            raise OperationalError.of(_STOPPED)
        with self._guard:
            self._going[name] = phase


def _by_names(one: tuple[tuple[str, ...], Actor]) -> tuple[str, ...]:
    """Return what pushes are sorted by."""
    return one[0]


def released_words(said: Bilingual, names: tuple[str, ...]) -> Bilingual:
    """Say that something was released, and which catalogues are being told of it."""
    if not names:
        return said
    quoted = "".join(f"「{name}」" for name in names)
    return Bilingual(
        f"{said.ja}カタログ{quoted}への反映を始めました。進み具合と結果は「カタログ」の画面で確かめられます。",
        f"{said.en} Telling the {'catalogue' if len(names) == 1 else 'catalogues'} {', '.join(names)} has begun:"
        " see Catalogues for how it goes on.",
    )
