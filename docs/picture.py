"""Draw what a command printed as an SVG: `shinchoku nightly … | python docs/picture.py > docs/images/nightly.svg`.

Cells lie on a grid, two for a full-width character; box-drawing characters become lines. Nothing is loaded from
anywhere: letters come from the reader's own fonts.
"""  # noqa: INP001 -- a script, not a package

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterator
from html import escape

CELL, LINE, MARGIN, BAR = 8.4, 21.0, 18.0, 34.0
FONTS = (
    "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK JP', 'Noto Sans CJK JP', "
    "'Hiragino Sans', 'BIZ UDGothic', 'Yu Gothic', monospace"
)
# From the middle of its cell, each character reaches: left, right, up, down.
BOXES = {
    **dict.fromkeys("─━", "lr"),
    **dict.fromkeys("│┃", "ud"),
    **dict.fromkeys("┌┏", "rd"),
    **dict.fromkeys("┐┓", "ld"),
    **dict.fromkeys("└┗┡", "ru"),
    **dict.fromkeys("┘┛┩", "lu"),
    **dict.fromkeys("├┣", "rud"),
    **dict.fromkeys("┤┫", "lud"),
    **dict.fromkeys("┬┳", "lrd"),
    **dict.fromkeys("┴┻", "lru"),
    **dict.fromkeys("┼╋╇", "lrud"),
} | {"┡": "rud", "┩": "lud"}
REACH = {"l": (-0.5, 0.0), "r": (0.5, 0.0), "u": (0.0, -0.5), "d": (0.0, 0.5)}
HEAVY = frozenset("━┃┏┓┗┛┡┩┳╇┻")
HEADLINES = ("令和", "指摘", "公表しました", "※ 実演用")


def width(text: str) -> int:
    """Return how many cells a text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "FW" else 1 for c in text)


def runs(line: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a line with the cell that each begins at; a box character is a word of its own."""
    at, word, began = 0, "", 0
    for character in line:
        if character in BOXES or character == " ":
            if word:
                yield began, word
            word = ""
            if character in BOXES:
                yield at, character
        else:
            began = began if word else at
            word += character
        at += width(character)
    if word:
        yield began, word


def shapes(lines: list[str]) -> Iterator[str]:
    """Yield the SVG elements of all lines."""
    for number, line in enumerate(lines):
        middle = BAR + MARGIN + (number + 0.5) * LINE
        kind = ' class="b"' if line.startswith(HEADLINES) else ' class="p"' if line.startswith("$") else ""
        for at, word in runs(line):
            x = MARGIN + at * CELL
            if word in BOXES:
                centre = x + CELL / 2
                heavy = ' class="h"' if word in HEAVY else ""
                for side in BOXES[word]:
                    across, down = REACH[side]
                    yield f'<path{heavy} d="M{centre:.1f} {middle:.1f}l{across * CELL:.1f} {down * LINE:.1f}"/>'
            else:
                length = width(word) * CELL
                yield (
                    f'<text{kind} x="{x:.1f}" y="{middle + 5:.1f}" textLength="{length:.1f}" '
                    f'lengthAdjust="spacingAndGlyphs">{escape(word)}</text>'
                )


def main() -> None:
    """Draw standard input."""
    lines = [line.rstrip() for line in sys.stdin.read().splitlines()]
    across = max(map(width, lines)) * CELL + 2 * MARGIN
    down = BAR + len(lines) * LINE + 2 * MARGIN
    dots = "".join(f'<circle cx="{20 + 18 * n}" cy="18" r="5.5"/>' for n in range(3))
    sys.stdout.write(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {across:.0f} {down:.0f}" '
        f'width="{across:.0f}" height="{down:.0f}" role="img" aria-label="shinchoku nightly">\n'
        f"<style>text{{font:14px {FONTS};fill:#d8dee9}}text.b{{font-weight:700;fill:#fff}}"
        "text.p{fill:#8fd694;font-weight:700}path{stroke:#6b7688;shape-rendering:crispEdges}"
        "path.h{stroke:#9aa5b8;stroke-width:1.6}circle{fill:#4b5567}</style>\n"
        f'<rect width="{across:.0f}" height="{down:.0f}" rx="9" fill="#1f2530"/>{dots}\n'
        + "\n".join(shapes(lines))
        + "\n</svg>\n"
    )


if __name__ == "__main__":
    main()
