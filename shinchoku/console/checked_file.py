"""What a checked file shows: its findings by sheet and cell, each with the piece of the sheet around it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.codes import Severity
from shinchoku.bilingual import Language
from shinchoku.errors import OperationalError
from shinchoku.review.excerpt import Excerpt
from shinchoku.spelling import spelled
from shinchoku.usecases.sheets.upload import Upload

_MOST_PIECES = 12
_RANK = {severity: rank for rank, severity in enumerate(Severity)}
Draw = Callable[[int, str], Excerpt | None]


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One finding in the person's language."""

    rule: str
    severity: Severity
    severity_label: str
    message: str
    remedy: str
    item_no: str


@dataclass(frozen=True, slots=True)
class CellFindings:
    """The findings on one cell, or on a sheet or the file as a whole."""

    anchor: str
    """Its name within the page."""
    at: str
    """How an address asks for the piece around it."""
    cell: str
    severity: Severity
    findings: tuple[ShownFinding, ...]
    piece: Excerpt | None = None


@dataclass(frozen=True, slots=True)
class SheetFindings:
    """The findings of one sheet, cell by cell; a sheet without a name is the file itself."""

    name: str
    cells: tuple[CellFindings, ...]

    @property
    def count(self) -> int:
        """How many findings there are."""
        return sum(len(one.findings) for one in self.cells)


def findings_by_sheet(
    upload: Upload, language: Language, draw: Draw, wanted: str = ""
) -> tuple[SheetFindings, ...]:
    """Return the findings of an upload as they are shown: sheet by sheet, what needs no answer last.

    The first cells come with their pieces, and so does the one that is `wanted`.
    """
    grouped: dict[tuple[int, str, str], list[dict[str, Any]]] = {}
    for one in upload.found["findings"]:
        grouped.setdefault((one["sheet_number"], one["sheet_name"], one["cell"]), []).append(one)
    sheets: dict[tuple[int, str], list[CellFindings]] = {}
    left = _MOST_PIECES
    for key in sorted(grouped, key=lambda key: (key[0], _weight(grouped[key]))):
        number, name, cell = key
        at = f"{number}!{cell}"
        is_drawn = bool(number and cell) and (left > 0 or at == wanted)
        left -= is_drawn
        piece = _piece(draw, number, cell) if is_drawn else None
        made = _cell_findings(f"cell-{number}-{cell or 'all'}", at, grouped[key], language, piece)
        sheets.setdefault((number, name), []).append(made)
    shown = [SheetFindings(spelled(name), tuple(cells)) for (_, name), cells in sheets.items()]
    return tuple(sorted(shown, key=lambda sheet: all(one.severity is Severity.INFO for one in sheet.cells)))


def _cell_findings(
    anchor: str, at: str, found: Sequence[dict[str, Any]], language: Language, piece: Excerpt | None
) -> CellFindings:
    """Return the findings of one cell as they are shown, the weightiest first."""
    shown = tuple(_shown(one, language) for one in sorted(found, key=lambda one: _weight([one])))
    return CellFindings(anchor, at, str(found[0]["cell"]), shown[0].severity, shown, piece)


def _shown(one: dict[str, Any], language: Language) -> ShownFinding:
    """Return a finding in a language."""
    severity = Severity.of(one["severity"])
    return ShownFinding(
        rule=one["rule"],
        severity=severity,
        severity_label=severity.label_ja if language is Language.JA else severity.label_en,
        message=spelled(one[f"message_{language}"]),
        remedy=spelled(one[f"remedy_{language}"]),
        item_no=spelled(one["item_no"]),
    )


def _piece(draw: Draw, number: int, cell: str) -> Excerpt | None:
    """Return the piece around a cell; while the readers are busy, nothing."""
    try:
        return draw(number, cell)
    except OperationalError:
        return None


def _weight(found: Sequence[dict[str, Any]]) -> int:
    """Return the rank of the weightiest finding."""
    return min(_RANK[Severity.of(one["severity"])] for one in found)
