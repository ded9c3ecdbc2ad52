"""The copy of a workbook that goes back to its department: failing cells marked, findings listed first.

The workbook is edited part by part: text boxes, drawings, validations, macros and everything else that
no mark touches keep their bytes, which no library that loads and saves workbooks achieves.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from shinchoku.adapters.ooxml.container import UnreadableContainerError, open_container, part_key
from shinchoku.adapters.ooxml.edition import MAIN, Edition, NotEditableError
from shinchoku.adapters.ooxml.list_sheet import list_sheet
from shinchoku.adapters.ooxml.mark_sheet import mark_sheet
from shinchoku.adapters.ooxml.mark_styles import EMPTY_STYLES, MarkStyles
from shinchoku.adapters.ooxml.mark_workbook import add_first_sheet, remove_sheet
from shinchoku.adapters.ooxml.relations import SheetPart, first_target, relations_of, workbook_part
from shinchoku.adapters.ooxml.workbook import own_sheets, sheets_of
from shinchoku.adapters.ooxml.xml import parse_whole
from shinchoku.adapters.ooxml.zip_copy import UncopiableError
from shinchoku.checks.marks import Mark, Summary

_SELECTED = re.compile(rb'\stabSelected=["\'](?:1|true)["\']')
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD_BYTES = 65_536


def annotate(content: bytes, marks: Sequence[Mark], summary: Summary) -> bytes | None:
    """Return a copy of an xlsx or xlsm with its findings: a list as its first sheet, fills and comments.

    `None` where a workbook cannot be edited part by part (another format, Strict OOXML, a password,
    damage): `annotate_as_new` then makes a new one. A copy that was annotated before is annotated anew:
    its list, comments and fills are replaced. A digital signature, which no changed file can keep, is
    taken off. Never raises for content; the same input gives the same bytes.
    """
    try:
        container = open_container(content)
        name = workbook_part(container)
        if not name:
            return None
        edition = Edition(content, container)
        _annotate(edition, name, marks, summary)
        return edition.written()
    except (UnreadableContainerError, NotEditableError, UncopiableError):
        return None


def _annotate(edition: Edition, name: str, marks: Sequence[Mark], summary: Summary) -> None:
    """Make all edits."""
    workbook = edition.edited(name)
    if workbook.tag != f"{{{MAIN}}}workbook":
        raise NotEditableError(name)
    sheets = sheets_of(workbook, relations_of(edition.container, name))
    own = own_sheets(workbook, sheets)
    kept = [sheet for sheet in sheets if sheet.number not in own]
    if not kept:
        raise NotEditableError(name)
    for sheet in sorted((s for s in sheets if s.number in own), key=lambda s: -s.number):
        edition.unrelate(name, remove_sheet(workbook, sheet.number - 1))
        edition.drop(sheet.part)
    styles = _styles(edition, name)
    by_sheet: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_sheet[mark.sheet_number].append(mark)
    for sheet in kept:
        if sheet.kind == "worksheet" and sheet.part:
            mark_sheet(edition, sheet, styles, by_sheet[sheet.number], summary.language)
    worksheets = {sheet.number: sheet.name for sheet in kept if sheet.kind == "worksheet"}
    root, last_row = list_sheet(styles, marks, summary, worksheets)
    part = edition.add("xl/worksheets/sheet", ".xml", root)
    edition.declare(part, f"{_SPREADSHEET}.worksheet+xml")
    add_first_sheet(workbook, edition.relate(name, "worksheet", part), last_row)
    _select_only_first(edition, kept)
    _take_signature_off(edition)


def _styles(edition: Edition, workbook: str) -> MarkStyles:
    """Return the workbook's styles for extending; new ones for a workbook that came without."""
    name = first_target(relations_of(edition.container, workbook), "styles")
    if not name or not edition.container.has(name):
        root = parse_whole(EMPTY_STYLES)
        if root is None:  # our own constant is well-formed
            raise NotEditableError(name)
        if not name:
            name = "xl/styles.xml"  # where some programs look for it whatever the relationships say
            edition.relate(workbook, "styles", name)
        edition.put(name, root)
        edition.declare(name, f"{_SPREADSHEET}.styles+xml")
    return MarkStyles(edition.edited(name))


def _select_only_first(edition: Edition, sheets: Sequence[SheetPart]) -> None:
    """Deselect the sheets that were selected: two selected ones are edited together, unnoticed."""
    for sheet in sheets:
        key = part_key(sheet.part)
        if key in edition.touched:
            for view in edition.root(sheet.part).iter(f"{{{MAIN}}}sheetView"):
                view.attrib.pop("tabSelected", "")
        elif sheet.part and edition.container.has(sheet.part):
            data = edition.text(sheet.part)
            head = _SELECTED.sub(b"", data[:_HEAD_BYTES])
            if len(head) < len(data[:_HEAD_BYTES]):
                edition.texts[key] = head + data[_HEAD_BYTES:]


def _take_signature_off(edition: Edition) -> None:
    """Leave out the digital signature of the received file, which says nothing of the copy."""
    for relation in relations_of(edition.container, ""):
        if relation.kind == "origin":
            edition.unrelate("", relation.id)
    for key, entry in edition.container.entries.items():
        if key.startswith("_xmlsignatures/"):
            edition.drop(entry.filename)
