"""A trial of what a reading will go through in the night's own process, in one that may die."""

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from shinchoku.bilingual import Bilingual
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Reading

Trial = Callable[[Reading], object]
"""It is given a reading, and has only to come to an end; it has to travel."""

NO_END = Bilingual("時間内に終わらなかった", "it did not end in time")
_FAILED = Bilingual("途中で異常終了した", "it ended in a failure of the program")
_MOST_SECONDS = 20.0
"""How long a trial may take: a thousand times what one of an ordinary sheet takes."""


class _TooSlowError(Exception):
    """A trial that did not end in time."""


def tried(reading: Reading, trial: Trial) -> Reading:
    """Return a reading if it survives its trial, else one that says only that it did not."""
    try:
        with _deadline(_MOST_SECONDS):
            trial(reading)
    except _TooSlowError:
        return set_aside(reading, NO_END)
    except Exception:  # noqa: BLE001 -- one content must not stop the night, whatever it makes of the program
        return set_aside(reading, _FAILED)
    return reading


def set_aside(reading: Reading, why: Bilingual) -> Reading:
    """Return the reading of a content that cannot be checked."""
    values = {"why_ja": why.ja, "why_en": why.en}
    return Reading(
        problems=(Problem(ProblemKind.CHECKING_WITHOUT_END, stops_reading=True, values=values),),
        account=reading.account,
    )


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """End what takes longer; where a process has no alarm, or does not listen to it, its parent kills it."""
    if sys.platform == "win32":
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_slow)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_slow(_number: int, _frame: object) -> None:
    """Stop what is going on.

    Raises:
        _TooSlowError: always.
    """
    raise _TooSlowError
