"""The styles of an OpenDocument file, as far as they mark what is said: lines through, raised, white, colours."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.xml import attribute, local

_LINES = ("text-line-through-style", "text-line-through-type")
_RAISED = re.compile(r"\s*(?:super|sub|-?0*[1-9]\d{0,3}%)")
_WHITE, _BLACK = "#ffffff", "#000000"
_NO_COLOUR = frozenset({"", "transparent"})
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d{1,6})?)(mm|cm|in|pt|pc|px)")
_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
_LEAST_POINTS = 2.0
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class OdsStyle:
    """What one style says; `None` where it says nothing of a thing, and its parent does."""

    parent: str = ""
    is_struck: bool | None = None
    is_raised: bool = False
    colour: str | None = None
    fill: str | None = None
    is_too_small: bool = False
    """Whether a row or a column of it is too low or too narrow to be seen."""

    @property
    def is_white(self) -> bool:
        """Whether its letters are white on nothing, which nobody sees."""
        return self.colour == _WHITE and self.fill in {None, *_NO_COLOUR, _WHITE}

    @property
    def tint(self) -> str:
        """Its colours as one text: `fill=#ffff00 font=#ff0000`."""
        fill = "" if self.fill in {None, *_NO_COLOUR, _WHITE} else f"fill={self.fill}"
        font = "" if self.colour in {None, "", _BLACK} else f"font={self.colour}"
        return " ".join(filter(None, (fill, font)))


PLAIN = OdsStyle()


def read_ods_styles(roots: Iterable[Element]) -> Mapping[str, OdsStyle]:
    """Return the styles of the parts of a file by name, each with what its parents say."""
    own = {
        attribute(style, "name"): _style(style)
        for root in roots
        for style in root.iter("{*}style")
        if attribute(style, "name")
    }
    return {name: _inherited(style, own) for name, style in own.items()}


def _style(element: Element) -> OdsStyle:
    """Read one style without its parents."""
    found = OdsStyle(parent=attribute(element, "parent-style-name"))
    for properties in element:
        match local(properties):
            case "text-properties":
                lines = [attribute(properties, name) for name in _LINES]
                if any(lines):
                    found = replace(
                        found, is_struck=lines[0] != "none" and set(lines) - {"", "none"} != set()
                    )
                raised = bool(_RAISED.match(attribute(properties, "text-position")))
                found = replace(
                    found, is_raised=raised, colour=attribute(properties, "color").lower() or None
                )
            case "table-cell-properties":
                found = replace(found, fill=attribute(properties, "background-color").lower() or None)
            case "table-row-properties":
                found = replace(found, is_too_small=_is_small(attribute(properties, "row-height")))
            case "table-column-properties":
                found = replace(found, is_too_small=_is_small(attribute(properties, "column-width")))
            case _:
                pass
    return found


def _inherited(style: OdsStyle, own: Mapping[str, OdsStyle]) -> OdsStyle:
    """Return a style with what its parents say of the things that it says nothing of."""
    for _ in range(_DEEPEST):
        above = own.get(style.parent)
        if above is None:
            break
        style = OdsStyle(
            parent=above.parent if above.parent != style.parent else "",
            is_struck=above.is_struck if style.is_struck is None else style.is_struck,
            is_raised=style.is_raised,
            colour=style.colour or above.colour,
            fill=style.fill or above.fill,
            is_too_small=style.is_too_small,
        )
    return style


def _is_small(length: str) -> bool:
    """Tell whether a length is less than anybody sees."""
    match = _LENGTH.match(length)
    return match is not None and float(match[1]) * _POINTS[match[2]] < _LEAST_POINTS
