"""The workbook's own part in an annotated copy: one more sheet, in front of all others."""

from lxml import etree
from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.cells import number_in
from shinchoku.adapters.ooxml.edition import OFFICE_RELATIONS
from shinchoku.adapters.ooxml.list_sheet import HEADING_ROW, LAST_COLUMN
from shinchoku.adapters.ooxml.mark_styles import tag
from shinchoku.adapters.ooxml.workbook import OWN_NAME, defined_names, sheet_elements
from shinchoku.adapters.ooxml.xml import local
from shinchoku.checks.marks import LIST_SHEET

_BEFORE_NAMES = {
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "AlternateContent",
    "revisionPtr",
    "absPath",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
}


def remove_sheet(workbook: Element, place: int) -> str:
    """Remove the sheet at a place (from 0) with the names that belong to it; return its relationship."""
    sheet = sheet_elements(workbook)[place]
    relation = sheet.get(f"{{{OFFICE_RELATIONS}}}id", "")
    _remove(sheet)
    for name in defined_names(workbook):
        if name.get("name") == OWN_NAME or _scope(name) == place:
            _remove(name)
    _move_scopes(workbook, place, -1)
    return relation


def add_first_sheet(workbook: Element, relation: str, last_row: int) -> None:
    """Add the list of findings as the first sheet, which is the one that opens.

    Names that belong to a sheet say so by its place, which moves by one.
    """
    sheets = sheet_elements(workbook)
    taken = {(sheet.get("name") or "").casefold() for sheet in sheets}
    name = _free_name(taken)
    number = max((number_in(sheet.get("sheetId")) for sheet in sheets), default=0) + 1
    made = etree.Element(
        tag("sheet"), {"name": name, "sheetId": str(number), f"{{{OFFICE_RELATIONS}}}id": relation}
    )
    sheets[0].addprevious(made)
    _move_scopes(workbook, 0, 1)
    for view in workbook.iter(tag("workbookView")):
        view.attrib.pop("firstSheet", "")
        view.attrib.pop("activeTab", "")  # the first is the one that opens
    names = _names(workbook)
    quoted = f"'{name}'"
    own = (
        ("_xlnm._FilterDatabase", f"{quoted}!$A${HEADING_ROW}:${LAST_COLUMN}${last_row}", True),
        ("_xlnm.Print_Titles", f"{quoted}!${HEADING_ROW}:${HEADING_ROW}", False),
        (OWN_NAME, f"{quoted}!$A$1", True),
    )
    for title, reference, is_hidden in own:
        element = etree.SubElement(names, tag("definedName"), name=title, localSheetId="0")
        element.text = reference
        if is_hidden:
            element.set("hidden", "1")


def _free_name(taken: set[str]) -> str:
    """Return our sheet's name, numbered if the department has a sheet of that name."""
    name, number = LIST_SHEET, 1
    while name.casefold() in taken:
        number += 1
        name = f"{LIST_SHEET} ({number})"
    return name


def _names(workbook: Element) -> Element:
    """Return the group of defined names, made where the schema wants it if there is none."""
    found = next((e for e in workbook if local(e) == "definedNames"), None)
    if found is None:
        found = etree.Element(tag("definedNames"))
        place = max(n for n, e in enumerate(workbook) if local(e) in _BEFORE_NAMES) + 1
        workbook.insert(place, found)
    return found


def _move_scopes(workbook: Element, place: int, by: int) -> None:
    """Move the places that names belong to, from one place on."""
    for name in defined_names(workbook):
        scope = _scope(name)
        if scope is not None and scope >= place:
            name.set("localSheetId", str(scope + by))


def _scope(name: Element) -> int | None:
    """Return the place of the sheet that a name belongs to; `None` for one of the whole workbook."""
    text = name.get("localSheetId")
    return None if text is None else number_in(text)


def _remove(element: Element) -> None:
    """Take an element out of its parent."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
