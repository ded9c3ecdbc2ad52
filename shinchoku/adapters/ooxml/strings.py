"""Shared and inline strings with runs of their own look: struck through, raised, or coloured."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.colours import font_colour
from shinchoku.adapters.ooxml.styles import has_raise, has_strike
from shinchoku.adapters.ooxml.xml import ended, local, utf_8


@dataclass(frozen=True, slots=True)
class RichText:
    """What the runs of one string say of themselves; runs without properties look as their cell does."""

    struck: bool = False
    colour: str = ""
    inherits: bool = True
    """Whether some of the text has the cell's own look."""
    raised: bool = False
    """Whether a part is superscript or subscript."""


PLAIN_TEXT = RichText()


def rich_text(string: Element) -> RichText:
    """Return what the runs of a string (`si` or `is`) say; runs of spaces say nothing."""
    runs = [run for run in string if local(run) == "r"]
    if not runs:
        return PLAIN_TEXT
    struck, colour, inherits, raised = False, "", False, False
    for run in runs:
        if not "".join(t.text or "" for t in run if local(t) == "t").strip():
            continue
        looks = next((child for child in run if local(child) == "rPr"), None)
        if looks is None:
            inherits = True
        else:
            struck = struck or has_strike(looks)
            colour = colour or font_colour(looks)
            raised = raised or has_raise(looks)
    return RichText(struck, colour, inherits, raised)


def read_strings(data: bytes) -> Mapping[int, RichText]:
    """Return the shared strings whose runs look different from plain text, by index.

    Raises:
        DamagedPartError: if the part is damaged.
    """
    if b"rPr" not in (utf_8(data) or b"rPr"):
        return {}
    found: dict[int, RichText] = {}
    for index, string in enumerate(ended(data, "{*}si")):
        rich = rich_text(string)
        if rich != PLAIN_TEXT:
            found[index] = rich
        string.clear()
    return found
