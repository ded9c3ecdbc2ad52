"""Follow-up: what a submission changes is worked out behind the pages, once for however many came meanwhile."""

import logging
import threading
from weakref import WeakKeyDictionary

from shinchoku.console.alone import alone
from shinchoku.console.services import ConsoleServices
from shinchoku.errors import StoppedError
from shinchoku.usecases.refresh import refresh

_PATIENCE_SECONDS = 300.0
_log = logging.getLogger(__name__)
_guard = threading.Lock()
_wanted: WeakKeyDictionary[ConsoleServices, list[str]] = WeakKeyDictionary()
"""Why each services is to be brought up to date; a services that is in here has a thread at work."""


def follow_up(services: ConsoleServices, because: str) -> None:
    """Have everything read, checked and composed anew soon; whoever asks does not wait."""
    with _guard:
        waiting = _wanted.get(services)
        if waiting is not None:
            waiting.append(because)
            return
        _wanted[services] = [because]
    threading.Thread(target=_work, args=(services,), name="shinchoku-console-follow-up", daemon=True).start()


def is_following_up(services: ConsoleServices) -> bool:
    """Tell whether something received is still being worked out."""
    with _guard:
        return services in _wanted


def _work(services: ConsoleServices) -> None:
    """Bring a services up to date until nothing more was asked for."""
    while True:
        with _guard:
            reasons = _wanted.get(services)
            if not reasons:
                _wanted.pop(services, None)
                return
            because = reasons[-1]
            reasons.clear()
        try:
            _refresh(services, because)
        except StoppedError as error:
            _log.warning("what was received is worked out by the next night instead: %s", error)
        except Exception:  # noqa: BLE001 -- the thread is nobody's caller: the night does the same work
            _log.exception("what was received is worked out by the next night instead")


def _refresh(services: ConsoleServices, because: str) -> None:
    """Read, check and compose, under the run lock."""
    with alone(services.paths, _PATIENCE_SECONDS):
        refresh(services.session(), because)
