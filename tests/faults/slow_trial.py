"""What takes for ever on some contents: checks whose weak spot a hostile text has found."""

from __future__ import annotations

import signal

from shinchoku.intake.sheets import Reading

ENDLESS, BROKEN = "終わらない点検", "壊れた点検"
"""Texts of a sheet of which the check never ends, or ends in a failure."""


def hang_or_break(_plan: object, reading: Reading) -> None:
    """Never end on one text, fail on another, and end at once on any other; the alarm comes after a second."""
    signal.setitimer(signal.ITIMER_REAL, 1.0)
    texts = {cell.raw for row in reading.rows for cell in row.cells.values()}
    while ENDLESS in texts:
        pass
    if BROKEN in texts:
        raise ZeroDivisionError


def hang_unheard(reading: Reading) -> None:
    """Never end on one text, and hear no alarm: code in C does not."""
    signal.signal(signal.SIGALRM, signal.SIG_IGN)
    while any(cell.raw == ENDLESS for row in reading.rows for cell in row.cells.values()):
        pass
