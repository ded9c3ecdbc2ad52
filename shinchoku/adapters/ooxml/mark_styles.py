"""The styles of an annotated copy: a marked cell keeps everything of its style but the fill.

A mark's fill keeps the fill that was there before in its background colour, which a solid fill does not
show: so an annotated copy that comes back, saved by whatever program, can be annotated again from the
fills that its department chose. Nothing is appended twice.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from schemas.codes import Severity
from shinchoku.adapters.ooxml.cells import number_in
from shinchoku.adapters.ooxml.colours import (
    MARK_COLOURS,
    fill_part,
    is_own_fill,
    keeps_backgrounds,
    pattern_type,
)
from shinchoku.adapters.ooxml.edition import MAIN
from shinchoku.adapters.ooxml.xml import local

_MOST_STYLES = 64_000  # Excel: 65,490
_GROUPS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_PLAIN = "numFmtId='0' fontId='0' fillId='0' borderId='0'"
_SEEDS = {
    "fonts": "<font><sz val='11'/></font>",
    "fills": "<fill><patternFill patternType='none'/></fill><fill><patternFill patternType='gray125'/></fill>",
    "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellStyleXfs": f"<xf {_PLAIN}/>",
    "cellXfs": f"<xf {_PLAIN} xfId='0'/>",
}
"""What every program expects to find first in a group."""
_NO_COLOUR = {"indexed": "64"}
EMPTY_STYLES = (
    f"<styleSheet xmlns='{MAIN}'>"
    + "".join(f"<{group}>{seed}</{group}>" for group, seed in _SEEDS.items())
    + "<cellStyles count='1'><cellStyle name='Normal' xfId='0' builtinId='0'/></cellStyles></styleSheet>"
).encode()
"""The styles of a workbook that came without any."""
Attributes = Mapping[str, str]


def tag(name: str) -> str:
    """Return a name in the namespace of Transitional spreadsheets."""
    return f"{{{MAIN}}}{name}"


@dataclass(slots=True)
class MarkStyles:
    """The styles of a workbook, extended where a mark needs it."""

    root: Element
    _canonical: dict[str, list[bytes]] = field(default_factory=dict)
    _marked: dict[tuple[int, Severity], int] = field(default_factory=dict)
    _restored: dict[int, int] = field(default_factory=dict)
    _keeps_backgrounds: bool = field(init=False)

    def __post_init__(self) -> None:
        """Tell from the styles as received, before any are added, what background colours mean."""
        self._keeps_backgrounds = keeps_backgrounds(self.group("fills"))

    def own(self) -> frozenset[int]:
        """Return the cell styles whose fill is a mark of an earlier edition."""
        fills = {number for number, fill in enumerate(self.group("fills")) if is_own_fill(fill)}
        styles = enumerate(self.group("cellXfs")) if fills else ()
        return frozenset(number for number, xf in styles if number_in(xf.get("fillId")) in fills)

    def marked(self, style: int, severity: Severity) -> int:
        """Return the style that looks as a cell's style does, with the fill of a severity.

        A pattern or a gradient stays as it is: a mark's background has no room to keep it.
        """
        key = (style, severity)
        if key not in self._marked:
            xf = self._copy_of(style)
            fill = self._fill_of(xf)
            if pattern_type(fill) not in {"none", "solid"}:
                return style
            old = _solid_colour(fill, "fgColor")
            self._marked[key] = self._with_fill(xf, solid_fill({"rgb": MARK_COLOURS[severity]}, old), style)
        return self._marked[key]

    def restored(self, style: int) -> int:
        """Return the style that a cell had before an earlier edition marked it."""
        if style not in self._restored:
            xf = self._copy_of(style)
            old = _solid_colour(self._fill_of(xf), "bgColor") if self._keeps_backgrounds else _NO_COLOUR
            twin = self._twin(xf, old)
            fill = no_fill() if old == _NO_COLOUR else solid_fill(old, _NO_COLOUR)
            self._restored[style] = self._with_fill(xf, fill, style) if twin is None else twin
        return self._restored[style]

    def place(self, group: str, element: Element) -> int:
        """Return the index of an element in its group, appended only if the group has no such one."""
        parent = self.group(group)
        known = self._canonical.setdefault(group, [_canonical(child) for child in parent])
        parent.append(element)  # first, for the parent decides on its namespace prefix
        own = _canonical(element)
        if own in known:
            parent.remove(element)
            return known.index(own)
        known.append(own)
        parent.set("count", str(len(parent)))
        return len(known) - 1

    def group(self, name: str) -> Element:
        """Return a group of the styles, with what every program expects in it where it is absent or empty."""
        found = next((child for child in self.root if local(child) == name), None)
        if found is None:
            before = _GROUPS[: _GROUPS.index(name)]
            found = etree.Element(tag(name))
            self.root.insert(sum(local(child) in before for child in self.root), found)
        if not len(found):
            found.extend(etree.fromstring(f"<seeds xmlns='{MAIN}'>{_SEEDS[name]}</seeds>"))
        return found

    def _with_fill(self, xf: Element, fill: Element, otherwise: int) -> int:
        """Return the index of a style with another fill; `otherwise` where no more styles fit."""
        if len(self.group("cellXfs")) >= _MOST_STYLES:
            return otherwise
        xf.set("fillId", str(self.place("fills", fill)))
        xf.set("applyFill", "1")
        return self.place("cellXfs", xf)

    def _twin(self, xf: Element, colour: Attributes) -> int | None:
        """Return the style that differs from a marked one only in its fill, which has the given colour."""
        bare = _bare(xf)
        for number, other in enumerate(self.group("cellXfs")):
            fill = self._fill_of(other)
            kind = "none" if colour == _NO_COLOUR else "solid"
            if (
                pattern_type(fill) == kind
                and _solid_colour(fill, "fgColor") == colour
                and _bare(other) == bare
            ):
                return number
        return None

    def _copy_of(self, style: int) -> Element:
        """Return a copy of a cell style; of the first one where there is no such."""
        styles = self.group("cellXfs")
        copy = deepcopy(styles[style if style < len(styles) else 0])
        copy.tail = None
        return copy

    def _fill_of(self, xf: Element) -> Element:
        """Return the fill of a style; none where it names none."""
        fills, number = self.group("fills"), number_in(xf.get("fillId"))
        return fills[number] if number < len(fills) else no_fill()


def solid_fill(front: Attributes, back: Attributes) -> Element:
    """Return a solid fill; only its front colour shows."""
    fill = etree.Element(tag("fill"))
    pattern = etree.SubElement(fill, tag("patternFill"), patternType="solid")
    etree.SubElement(pattern, tag("fgColor"), dict(front))
    etree.SubElement(pattern, tag("bgColor"), dict(back))
    return fill


def no_fill() -> Element:
    """Return the fill that is none."""
    fill = etree.Element(tag("fill"))
    etree.SubElement(fill, tag("patternFill"), patternType="none")
    return fill


def _solid_colour(fill: Element, side: str) -> Attributes:
    """Return a colour of a solid fill; of any other fill the colour that says there is none."""
    colour = fill_part(fill, side) if pattern_type(fill) == "solid" else None
    return _NO_COLOUR if colour is None else {str(k): str(v) for k, v in colour.attrib.items()}


def _bare(xf: Element) -> bytes:
    """Return what a style consists of besides its fill."""
    copy = deepcopy(xf)
    for name in ("fillId", "applyFill"):
        copy.attrib.pop(name, "")
    return _canonical(copy)


def _canonical(element: Element) -> bytes:
    """Return an element as bytes that are equal for equal elements."""
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
