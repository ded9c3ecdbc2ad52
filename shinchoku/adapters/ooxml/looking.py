"""The second look at a workbook in OOXML: one unzip, byte searches, and only then parsing."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml.etree import _Element as Element

from shinchoku.adapters.ooxml.calculation import Distrusted, distrusted_results
from shinchoku.adapters.ooxml.cells import read_cells
from shinchoku.adapters.ooxml.comments import read_notes, read_threads
from shinchoku.adapters.ooxml.container import Container, UnreadableContainerError, open_container
from shinchoku.adapters.ooxml.drawings import read_drawing, read_vml
from shinchoku.adapters.ooxml.relations import (
    Relation,
    SheetPart,
    first_target,
    relations_of,
    relations_part,
    workbook_part,
)
from shinchoku.adapters.ooxml.scan import needs_parsing
from shinchoku.adapters.ooxml.strings import RichText, read_strings
from shinchoku.adapters.ooxml.styles import PLAIN_STYLES, Styles, read_styles
from shinchoku.adapters.ooxml.workbook import dates_from_1904, own_sheets, sheets_of
from shinchoku.adapters.ooxml.xml import DamagedPartError, local, parse, recovered
from shinchoku.intake.look import NOTHING_SEEN, Position, SheetLook, WorkbookLook
from shinchoku.intake.property_names import may_be_a_person

_WORKSHEET, _MACRO_SHEETS = "worksheet", {"xlMacrosheet", "xlIntlMacrosheet"}
_PERSONS = {"creator", "lastModifiedBy", "manager"}


def look(content: bytes) -> WorkbookLook | None:
    """Return what an xlsx or xlsm holds besides the text of its cells; `None` for anything else."""
    try:
        return look_into(open_container(content))
    except UnreadableContainerError:
        return None


def look_into(container: Container) -> WorkbookLook | None:
    """Return what a workbook that is open already holds besides the text of its cells.

    Never raises for content: a part that is damaged, or has a document type, is named in `uninspected`,
    and what the other parts say is told all the same. Nothing is ever changed.
    """
    name = workbook_part(container)
    data = container.read(name) if name else None
    root = parse(data) if data else None
    if root is None:
        return None
    relations = relations_of(container, name)
    parts = sheets_of(root, relations)
    own = own_sheets(root, parts)
    shared = _shared(container, relations, distrusted_results(container, root, relations))
    looks = {part.number: _look_at(container, part, shared) for part in parts if part.number not in own}
    if dates_from_1904(root):
        looks = {number: replace(seen, dates_from_1904=True) for number, seen in looks.items()}
    return WorkbookLook(
        sheets={number: seen for number, seen in looks.items() if seen != NOTHING_SEEN},
        macros=_has_macros(container, relations),
        external_links=sum(relation.kind == "externalLink" for relation in relations),
        names_persons=_names_persons(container),
        dates_from_1904=dates_from_1904(root),
        own_sheets=own,
        uninspected=tuple(container.unreadable),
    )


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the sheets of a workbook share."""

    styles: Styles
    strings: Mapping[int, RichText]
    distrusted: Distrusted


def _shared(container: Container, relations: tuple[Relation, ...], distrusted: Distrusted) -> _Shared:
    """Return the styles and the rich strings of a workbook; plain ones where their parts are absent."""
    styles_part = first_target(relations, "styles")
    styles_data = container.read(styles_part) if styles_part else None
    styles = _styles(styles_data) if styles_data is not None else PLAIN_STYLES
    if styles is None:
        container.doubt(styles_part)
    strings_part = first_target(relations, "sharedStrings")
    data = container.read(strings_part) if strings_part else None
    strings: Mapping[int, RichText] = {}
    try:
        strings = read_strings(data) if data else {}
    except DamagedPartError:
        container.doubt(strings_part)
    return _Shared(styles or PLAIN_STYLES, strings, distrusted)


@lru_cache(maxsize=64)
def _styles(part: bytes) -> Styles | None:
    """Read a part of styles, once for all workbooks that were made from the same form; `None` if damaged."""
    root = parse(part)
    return None if root is None else read_styles(root)


def _look_at(container: Container, sheet: SheetPart, shared: _Shared) -> SheetLook:
    """Look at one sheet: its cells if a search finds that they say more, its comments and objects."""
    if not sheet.part:
        return NOTHING_SEEN
    data = container.read(sheet.part) if sheet.kind == _WORKSHEET else None
    seen = NOTHING_SEEN
    if data is not None and needs_parsing(data, shared.styles, has_rich_strings=bool(shared.strings)):
        seen, whole = read_cells(data, shared.styles, shared.strings, shared.distrusted)
        if not whole:
            container.doubt(sheet.part)
    if not container.has(relations_part(sheet.part)):
        return seen
    around = relations_of(container, sheet.part)
    comments, objects = _comments(container, around), tuple(_objects(container, around))
    return replace(seen, comments=comments, objects=objects) if comments or objects else seen


def _comments(container: Container, around: tuple[Relation, ...]) -> Mapping[Position, str]:
    """Return a sheet's comments; a thread comes before a note on the same cell."""
    found: dict[Position, str] = {}
    for kind, read in (("comments", read_notes), ("threadedComment", read_threads)):
        for root in _targets(container, around, kind, parse):
            found |= read(root)
    return found


def _objects(container: Container, around: tuple[Relation, ...]) -> Iterator[str]:
    """Yield what lies on a sheet."""
    for root in _targets(container, around, "drawing", parse):
        yield from read_drawing(root)
    for root in _targets(container, around, "vmlDrawing", recovered):
        yield from read_vml(root)


def _targets(
    container: Container,
    around: tuple[Relation, ...],
    kind: str,
    read: Callable[[bytes], Element | None],
) -> Iterator[Element]:
    """Yield the parts of one kind that a sheet refers to."""
    for relation in around:
        if relation.kind == kind and not relation.is_external:
            root = _parsed(container, relation.target, read)
            if root is not None:
                yield root


def _parsed(
    container: Container, name: str, read: Callable[[bytes], Element | None] = parse
) -> Element | None:
    """Return the root of a part; `None` where it is absent, or damaged (which is noted)."""
    data = container.read(name) if name else None
    root = read(data) if data is not None else None
    if data is not None and root is None:
        container.doubt(name)
    return root


def _has_macros(container: Container, relations: tuple[Relation, ...]) -> bool:
    """Tell whether a workbook carries a program: a VBA project, or sheets of Excel 4 macros."""
    return any(
        relation.kind in _MACRO_SHEETS or relation.kind == "vbaProject" for relation in relations
    ) or any(name.endswith("vbaproject.bin") for name in container.entries)


def _names_persons(container: Container) -> tuple[str, ...]:
    """Return which document properties name a person; never whom."""
    package = relations_of(container, "")
    names: list[str] = []
    for kind, usual in (
        ("core-properties", "docProps/core.xml"),
        ("extended-properties", "docProps/app.xml"),
    ):
        root = _parsed(container, first_target(package, kind) or usual)
        for element in () if root is None else root:
            name = local(element)
            name = name if name in _PERSONS else name.lower()
            if name in _PERSONS and may_be_a_person(element.text or "") and name not in names:
                names.append(name)
    return tuple(names)
