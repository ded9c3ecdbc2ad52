"""How much room a text takes on a sheet, so that nothing is cut off on the screen or on paper."""

import math
import re

from shinchoku.spelling import display_width

LINE_POINTS = 16.5
"""Height of one line of 10-point text; Excel's own for 游ゴシック."""
MOST_ROW_POINTS = 409.0
"""Excel draws no row higher than this."""
_PADDING_POINTS = 6.0
_PADDING_DIGITS = 1.5
_UNBROKEN = re.compile(r"[!-~]+|.", re.DOTALL)


def lines_of(text: str, column_width: float) -> int:
    """Return how many lines a text wraps to: between any two Japanese characters, never inside a word."""
    room = max(column_width - _PADDING_DIGITS, 2.0)
    return sum(_wrapped(line, room) for line in text.split("\n")) if text else 1


def row_height(lines: int, fewest: int = 1) -> float:
    """Return the height of a row that shows so many lines, in points."""
    return min(math.ceil(max(lines, fewest) * LINE_POINTS + _PADDING_POINTS), MOST_ROW_POINTS)


def most_characters(column_width: float) -> int:
    """Return how many full-width characters fit into the highest row of a column."""
    a_line = int((column_width - _PADDING_DIGITS) // 2)
    return a_line * int((MOST_ROW_POINTS - _PADDING_POINTS) // LINE_POINTS)


def _wrapped(line: str, room: float) -> int:
    """Return how many lines of so much room one line needs."""
    lines, used = 1, 0
    for piece in _UNBROKEN.findall(line):
        width = display_width(piece)
        if used and used + width > room:
            lines, used = lines + 1, 0
        used += width
        while used > room and used > display_width(piece[-1]):
            lines, used = lines + 1, math.ceil(used - room)
    return lines
