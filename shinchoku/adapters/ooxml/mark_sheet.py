"""One sheet of an annotated copy: its cells filled, its comments written, its notes drawn."""

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from schemas.codes import Severity
from shinchoku.adapters.ooxml.container import part_key
from shinchoku.adapters.ooxml.edition import Edition
from shinchoku.adapters.ooxml.mark_cells import MarkedSheet
from shinchoku.adapters.ooxml.mark_comments import EMPTY_COMMENTS, MarkedComments, Runs
from shinchoku.adapters.ooxml.mark_styles import MarkStyles
from shinchoku.adapters.ooxml.notes import measures_of, with_notes, without_notes
from shinchoku.adapters.ooxml.relations import Relation, SheetPart, first_target, relations_of
from shinchoku.adapters.ooxml.wording import comment_runs
from shinchoku.bilingual import Language
from shinchoku.checks.marks import OWN_COMMENT, Mark
from shinchoku.intake.look import Position

_STYLE = re.compile(rb"\ss=[\"'](\d{1,7})[\"']")
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_HEAVIEST_FIRST = tuple(Severity)


def mark_sheet(
    edition: Edition, sheet: SheetPart, styles: MarkStyles, marks: Sequence[Mark], language: Language
) -> None:
    """Mark the cells of one worksheet; a sheet without marks, old or new, keeps its bytes.

    Raises:
        NotEditableError: if the sheet's part or its comments are damaged.
    """
    around = relations_of(edition.container, sheet.part)
    comments = first_target(around, "comments")
    on_cells = [mark for mark in marks if mark.position is not None]
    if not on_cells and not _is_marked(edition, sheet, styles, comments):
        return
    marked = MarkedSheet(edition.edited(sheet.part), styles)
    marked.restore()
    places = marked.places(on_cells)
    marked.mark(
        {at: min((m.severity for m in here), key=_HEAVIEST_FIRST.index) for at, here in places.items()}
    )
    texts = {at: comment_runs(here, language) for at, here in places.items()}
    _write_comments(edition, sheet, marked, around, texts)


def _is_marked(edition: Edition, sheet: SheetPart, styles: MarkStyles, comments: str) -> bool:
    """Tell whether an earlier edition marked a sheet."""
    if comments and OWN_COMMENT.encode() in edition.text(comments):
        return True
    own = styles.own()
    return bool(own) and not own.isdisjoint(map(int, set(_STYLE.findall(edition.text(sheet.part)))))


def _write_comments(
    edition: Edition,
    sheet: SheetPart,
    marked: MarkedSheet,
    around: Sequence[Relation],
    texts: Mapping[Position, Runs],
) -> None:
    """Write the comments of a sheet and the boxes that show them."""
    name = first_target(around, "comments")
    if not name:
        if not texts:
            return
        name = edition.add("xl/comments", ".xml", etree.fromstring(EMPTY_COMMENTS))
        edition.declare(name, _COMMENTS_TYPE)
        edition.relate(sheet.part, "comments", name)
    comments = MarkedComments(edition.edited(name))
    bare = comments.remove_own()
    new = comments.add(texts)
    drawing = next((r.target for r in around if r.id and r.id == marked.legacy_drawing()), "")
    missing = new if drawing else comments.positions()
    if not missing and not bare:
        return
    measures = measures_of(marked.root)
    anchors = {at: measures.anchor(at, "".join(words for words, _ in texts.get(at, ()))) for at in missing}
    vml = with_notes(without_notes(edition.text(drawing) if drawing else b"", bare), anchors)
    if drawing:
        edition.texts[part_key(drawing)] = vml
    else:
        drawing = edition.add("xl/drawings/vmlDrawing", ".vml", vml)
        edition.declare_extension("vml", _VML_TYPE)
        marked.set_legacy_drawing(edition.relate(sheet.part, "vmlDrawing", drawing))
