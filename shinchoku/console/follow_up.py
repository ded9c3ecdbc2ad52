"""Follow-up: what a submission changes is worked out behind the pages, once for however many came meanwhile."""

from __future__ import annotations

import logging
import threading
from weakref import WeakKeyDictionary

from shinchoku.console.alone import alone
from shinchoku.console.desk import Desk
from shinchoku.errors import StoppedError

_PATIENCE_SECONDS = 300.0
_log = logging.getLogger(__name__)
_guard = threading.Lock()
_wanted: WeakKeyDictionary[Desk, list[str]] = WeakKeyDictionary()
"""Why each desk is to be brought up to date; a desk that is in here has a thread at work."""


def follow_up(desk: Desk, because: str) -> None:
    """Have everything read, checked and composed anew soon; whoever asks does not wait."""
    with _guard:
        waiting = _wanted.get(desk)
        if waiting is not None:
            waiting.append(because)
            return
        _wanted[desk] = [because]
    threading.Thread(target=_work, args=(desk,), name="shinchoku-console-follow-up", daemon=True).start()


def is_following_up(desk: Desk) -> bool:
    """Tell whether something received is still being worked out."""
    with _guard:
        return desk in _wanted


def _work(desk: Desk) -> None:
    """Bring a desk up to date until nothing more was asked for."""
    while True:
        with _guard:
            reasons = _wanted.get(desk)
            if not reasons:
                _wanted.pop(desk, None)
                return
            because = reasons[-1]
            reasons.clear()
        try:
            _refresh(desk, because)
        except StoppedError as error:
            _log.warning("what was received is worked out by the next night instead: %s", error)
        except Exception:  # noqa: BLE001 -- the thread is nobody's caller: the night does the same work
            _log.exception("what was received is worked out by the next night instead")


def _refresh(desk: Desk, because: str) -> None:
    """Read, check and compose, under the run lock."""
    from shinchoku.usecases.refresh import refresh  # noqa: PLC0415 -- slow to import

    with alone(desk.paths, _PATIENCE_SECONDS):
        refresh(desk.session(), because)
