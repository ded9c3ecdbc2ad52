"""Colours of fills and fonts: which are set on purpose, and which are our own marks."""

from collections.abc import Iterable, Mapping, Sequence

from lxml.etree import _Element as Element

from schemas.codes import Severity
from shinchoku.adapters.ooxml.xml import is_on, local

MARK_COLOURS: Mapping[Severity, str] = {
    Severity.ERROR: "FFFFC7CF",
    Severity.WARNING: "FFFFEB9D",
    Severity.INFO: "FFE4DFED",
}
"""The fills of our marks: each one step beside a colour that people use, so that it is known as ours."""

_MARKS = frozenset(MARK_COLOURS.values())
_AUTOMATIC = {"64", "65"}
_BLACK = {("rgb", "000000"), ("theme", "1"), ("indexed", "0"), ("indexed", "8")}
_WHITE = {("rgb", "FFFFFF"), ("theme", "0"), ("indexed", "1"), ("indexed", "9")}
_NO_TINT = {"", "0", "0.0"}


def is_own_fill(fill: Element) -> bool:
    """Tell whether a fill is a mark of ours."""
    pattern = _pattern(fill)
    colour = _child(pattern, "fgColor")
    return colour is not None and pattern_type(fill) == "solid" and colour.get("rgb", "").upper() in _MARKS


def fill_part(fill: Element, name: str) -> Element | None:
    """Return a colour of a fill's pattern: `fgColor` or `bgColor`."""
    return _child(_pattern(fill), name)


def pattern_type(fill: Element) -> str:
    """Return a fill's pattern: `none`, `solid`, `lightUp` …, or `gradient`."""
    if _child(fill, "gradientFill") is not None:
        return "gradient"
    pattern = _pattern(fill)
    return "none" if pattern is None else pattern.get("patternType", "none")


def keeps_backgrounds(fills: Iterable[Element]) -> bool:
    """Tell whether the program that saved the fills kept the background colours of solid ones.

    Excel does; LibreOffice writes the nearest colour of its palette there, and never the automatic one.
    """
    return any(
        pattern_type(fill) == "solid"
        and (colour := fill_part(fill, "bgColor")) is not None
        and colour.get("indexed") == "64"
        for fill in fills
    )


def fill_colours(fills: Sequence[Element] | Element) -> list[str]:
    """Return the colour or pattern of each fill as text; empty for none, white and automatic.

    Of our own marks it is the colour that was there before: a solid fill does not show its background
    colour, so that the mark keeps the old one there.
    """
    has_own = any(map(is_own_fill, fills))
    old = "bgColor" if has_own and keeps_backgrounds(fills) else ""
    return [_fill_colour(fill, old if has_own and is_own_fill(fill) else "fgColor") for fill in fills]


def _fill_colour(fill: Element, side: str) -> str:
    """Return a fill's pattern, or the colour of a solid one on a side (on no side: none)."""
    kind = pattern_type(fill)
    if kind in {"none", "gray125"}:  # every workbook has gray125, and nobody chooses it
        return ""
    return _text(fill_part(fill, side) if side else None, _WHITE) if kind == "solid" else kind


def font_colour(font: Element) -> str:
    """Return the colour of a font (or of a run's properties) as text; empty for black and automatic."""
    return _text(_child(font, "color"), _BLACK)


def _text(colour: Element | None, usual: set[tuple[str, str]]) -> str:
    """Return a colour as text: `FFFF0000`, `theme4`, `theme4-0.25`, `indexed10`; empty for a usual one."""
    if colour is None or is_on(colour.get("auto")) or colour.get("indexed") in _AUTOMATIC:
        return ""
    for kind in ("rgb", "theme", "indexed"):
        value = colour.get(kind)
        if value is None:
            continue
        tint = colour.get("tint", "")
        tint = "" if tint in _NO_TINT else tint
        plain = value.upper()[-6:] if kind == "rgb" else value
        if (kind, plain) in usual and not tint:
            return ""
        sign = "" if not tint or tint.startswith("-") else "+"
        return f"{'' if kind == 'rgb' else kind}{value.upper() if kind == 'rgb' else value}{sign}{tint[:6]}"
    return ""


def _pattern(fill: Element) -> Element | None:
    """Return a fill's pattern."""
    return _child(fill, "patternFill")


def _child(element: Element | None, name: str) -> Element | None:
    """Return the first child of a local name."""
    return None if element is None else next((c for c in element if local(c) == name), None)
