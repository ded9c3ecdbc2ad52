"""The workbook's own part: its sheets in order, its settings, and which sheets are ours."""

import re
from collections.abc import Sequence

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.relations import Relation, SheetPart
from shinchoku.adapters.ooxml.xml import attribute, is_on, local

OWN_NAME = "_SHINCHOKU_FINDINGS"
"""A hidden defined name that leads to our own sheet: unlike a sheet's name or part it survives whatever
program saves the workbook, also when somebody renames the sheet."""

_SHEET_IN_REFERENCE = re.compile(r"'((?:[^']|'')+)'!|([^'!]+)!")


def sheets_of(workbook: Element, relations: Sequence[Relation]) -> tuple[SheetPart, ...]:
    """Return the sheets of a workbook in its order; one without a part is there all the same."""
    by_id = {relation.id: relation for relation in relations if not relation.is_external}
    found = []
    for number, element in enumerate(sheet_elements(workbook), start=1):
        relation = by_id.get(relation_id(element))
        found.append(
            SheetPart(
                number=number,
                name=element.get("name", ""),
                part=relation.target if relation else "",
                kind=relation.kind if relation else "",
            )
        )
    return tuple(found)


def sheet_elements(workbook: Element) -> list[Element]:
    """Return the `sheet` elements of a workbook."""
    return [e for group in workbook if local(group) == "sheets" for e in group if local(e) == "sheet"]


def relation_id(element: Element) -> str:
    """Return the `r:id` of an element, whichever of the two namespaces it is in."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")


def defined_names(workbook: Element) -> list[Element]:
    """Return the `definedName` elements of a workbook."""
    groups = (group for group in workbook if local(group) == "definedNames")
    return [element for group in groups for element in group if local(element) == "definedName"]


def own_sheets(workbook: Element, sheets: Sequence[SheetPart]) -> frozenset[int]:
    """Return the numbers of the sheets that we added to an annotated copy."""
    names = set()
    for element in defined_names(workbook):
        match = _SHEET_IN_REFERENCE.match(element.text or "") if element.get("name") == OWN_NAME else None
        if match:
            names.add((match[1] or "").replace("''", "'") or match[2])
    return frozenset(sheet.number for sheet in sheets if sheet.name in names)


def dates_from_1904(workbook: Element) -> bool:
    """Tell whether the workbook counts days from 1904."""
    return any(local(e) == "workbookPr" and is_on(attribute(e, "date1904")) for e in workbook)
