"""The styles of an XML Spreadsheet 2003, as far as they change what a cell says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.styles import HIDING
from shinchoku.adapters.ooxml.xml import local

SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_MOST_PARENTS = 16
_NAMED_FORMATS = {
    "General": "",
    "General Number": "",
    "Percent": "0.00%",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Scientific": "0.00E+00",
    "Yes/No": HIDING,
    "True/False": HIDING,
    "On/Off": HIDING,
}
"""Names of formats that stand for a code; what shows words in place of a number shows nothing of it."""


@dataclass(frozen=True, slots=True)
class XmlStyle:
    """What a style says beyond looks."""

    code: str = ""
    struck: bool = False
    raised: bool = False


def styles_of(root: Element) -> dict[str, XmlStyle]:
    """Return every style by its identifier; what a style leaves out it has from its parent, at last the default."""
    elements = {
        one.get(f"{SPREADSHEET}ID", ""): one
        for group in root
        if local(group) == "Styles"
        for one in group
        if local(one) == "Style"
    }
    found = {name: _style(name, elements) for name in elements}
    return {"": found.get("Default", XmlStyle()), **found}


def _style(name: str, elements: Mapping[str, Element]) -> XmlStyle:
    """Return one style with what it has from its parents."""
    chain: list[Element] = []
    while name in elements and elements[name] not in chain and len(chain) < _MOST_PARENTS:
        chain.append(elements[name])
        name = elements[name].get(f"{SPREADSHEET}Parent", "Default")
    code = next((said for one in chain if (said := _said(one, "NumberFormat", "Format")) is not None), "")
    struck = next((said for one in chain if (said := _said(one, "Font", "StrikeThrough")) is not None), "0")
    raised = next((said for one in chain if (said := _said(one, "Font", "VerticalAlign")) is not None), "")
    return XmlStyle(_NAMED_FORMATS.get(code, code), struck == "1", raised in {"Superscript", "Subscript"})


def _said(style: Element, part: str, name: str) -> str | None:
    """Return what a part of a style says, or nothing where it does not."""
    return next((value for one in children(style, part) if (value := one.get(f"{SPREADSHEET}{name}"))), None)


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children of a name."""
    return element.iterchildren(f"{SPREADSHEET}{name}")
