"""How the list of findings looks: fonts, fills and borders, placed among a workbook's own styles."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from schemas.codes import Severity
from shinchoku.adapters.ooxml.mark_styles import MarkStyles, no_fill, solid_fill, tag

_INK, _LINK, _PALE, _DARK, _WHITE = "FF262626", "FF0B5394", "FF595959", "FF1F3864", "FFFFFFFF"
_LINE = "FFBFBFBF"
SEVERITY_INKS: Mapping[Severity, str] = {
    Severity.ERROR: "FF9C0006",
    Severity.WARNING: "FF7F4F00",
    Severity.INFO: "FF4F3A78",
}
"""Ink that stands out on the severity's fill: contrast at least 5 to 1."""
SEVERITY_FILLS: Mapping[Severity, str] = {
    Severity.ERROR: "FFFFC7CE",
    Severity.WARNING: "FFFFEB9C",
    Severity.INFO: "FFE4DFEC",
}


@dataclass(frozen=True, slots=True)
class Looks:
    """The look of one kind of cell in the list."""

    ink: str = _INK
    points: int = 10
    is_bold: bool = False
    is_link: bool = False
    fill: str = ""
    is_framed: bool = True
    across: str = "left"
    wraps: bool = True
    is_text: bool = True


TITLE = Looks(ink=_DARK, points=16, is_bold=True, is_framed=False, wraps=False)
NOTE = Looks(ink=_PALE, is_framed=False, wraps=False)
FILE = Looks(points=11, is_bold=True, is_framed=False, wraps=False)
HEADING = Looks(ink=_WHITE, is_bold=True, fill=_DARK, across="center")
TEXT = Looks()
CENTRED = Looks(across="center")
NUMBER = Looks(across="center", is_text=False)
LINK = Looks(ink=_LINK, is_link=True, across="center")


def severity_looks(severity: Severity, *, is_framed: bool = True) -> Looks:
    """Return the look of a severity: coloured, and worded by the cell itself."""
    return Looks(
        ink=SEVERITY_INKS[severity],
        is_bold=True,
        fill=SEVERITY_FILLS[severity],
        across="center",
        is_framed=is_framed,
        wraps=is_framed,
    )


def placed(styles: MarkStyles, looks: Looks) -> int:
    """Return the index of the cell style with a look, added to the workbook where it is new.

    `quotePrefix` keeps a text that begins with `=` a text also when somebody edits its cell.
    """
    fill = solid_fill({"rgb": looks.fill}, {"indexed": "64"}) if looks.fill else no_fill()
    xf = etree.Element(
        tag("xf"),
        numFmtId="0",
        fontId=str(styles.place("fonts", _font(looks))),
        fillId=str(styles.place("fills", fill)),
        borderId=str(styles.place("borders", _border(looks))),
        xfId="0",
        quotePrefix=str(int(looks.is_text)),
        applyFont="1",
        applyFill="1",
        applyBorder="1",
        applyAlignment="1",
    )
    alignment = etree.SubElement(xf, tag("alignment"), horizontal=looks.across, vertical="center")
    if looks.wraps:
        alignment.set("wrapText", "1")
    if looks.is_framed and looks.across == "left":
        alignment.set("indent", "1")
    return styles.place("cellXfs", xf)


def _font(looks: Looks) -> Element:
    """Return a font."""
    font = etree.Element(tag("font"))
    if looks.is_bold:
        etree.SubElement(font, tag("b"))
    if looks.is_link:
        etree.SubElement(font, tag("u"))
    etree.SubElement(font, tag("sz"), val=str(looks.points))
    etree.SubElement(font, tag("color"), rgb=looks.ink)
    etree.SubElement(font, tag("name"), val="游ゴシック")
    etree.SubElement(font, tag("family"), val="3")
    etree.SubElement(font, tag("charset"), val="128")
    return font


def _border(looks: Looks) -> Element:
    """Return a thin frame, or none."""
    border = etree.Element(tag("border"))
    for side in ("left", "right", "top", "bottom"):
        edge = etree.SubElement(border, tag(side))
        if looks.is_framed:
            edge.set("style", "thin")
            etree.SubElement(edge, tag("color"), rgb=_LINE)
    etree.SubElement(border, tag("diagonal"))
    return border
