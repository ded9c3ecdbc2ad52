"""What the sheets of the corpus differ in, and the draw of one value of each axis."""

from __future__ import annotations

from random import Random

from corpus import headings_written, surroundings
from corpus.city import LEGENDS, SCALES
from corpus.files import BOOK_FORMATS, TEXT_FORMATS
from corpus.tables import BETWEEN

FORMATS = (*TEXT_FORMATS, *BOOK_FORMATS, "xlsx", "xlsx", "xlsm")
HAZARDS = (0.0, 0.15, 0.0, 0.35)
"""How likely a cell is written in a way that nobody promised to read, one round of formats after the other."""
HEADING_ROWS = (
    "one row",
    "one row",
    "actual over parts",
    "year over parts",
    "three rows",
    "unit below",
    "years in headings",
    "years side by side",
    "last year beside",
    "parts and their total",
    "last time and this time",
)
TABLES = ("one", "one", "one", "one below the other", "side by side", "one sheet a policy")
ORDERS = ("form", "form", "shuffled", "status first")
PLACES = ("folder", "file name", "labels")
STATED_YEARS = (*("the sheet's own",) * 9, "another in a title")
HEADING_UNITS = ("", "", "", "千円", "％", "円")


def hazards_of(index: int) -> float:
    """Return how likely a cell of a sheet is a hazard: none on every other round of formats."""
    return HAZARDS[index // len(FORMATS) % len(HAZARDS)]


def draw_axes(index: int, random: Random) -> dict[str, str]:
    """Draw one value of each axis; the formats take turns, so that each has as many sheets."""
    name = FORMATS[index % len(FORMATS)]
    axes = {
        "format": name,
        "content": "with hazards" if hazards_of(index) else "documented",
        "fiscal year": str(random.choice((2023, 2024))),
        "scale": random.choice(sorted(SCALES)),
        "legend": random.choice(sorted(LEGENDS)),
        "title rows": str(random.randint(0, 6)),
        "labels": random.choice(surroundings.LABELS),
        "place": random.choice(PLACES),
        "headings": random.choice(headings_written.STYLES),
        "heading rows": random.choice(HEADING_ROWS),
        "order": random.choice(ORDERS),
        "tables": random.choice(TABLES),
        "between": random.choice(BETWEEN),
        "below": random.choice(surroundings.BELOW),
        "other sheets": random.choice(surroundings.OTHER_SHEETS),
        "unit in headings": random.choice(HEADING_UNITS),
        "stated year": random.choice(STATED_YEARS),
    }
    return _possible(_as_text(axes) if name in TEXT_FORMATS else axes)


def _as_text(axes: dict[str, str]) -> dict[str, str]:
    """Replace what delimited text cannot express: other sheets, merged areas, hidden rows."""
    axes["other sheets"] = "none"
    instead = {
        ("tables", "one sheet a policy"): "one",
        ("between", "hidden rows"): "section rows",
        ("between", "merged section rows"): "section rows",
        ("labels", "merged"): "one apart",
        ("heading rows", "years side by side"): "last year beside",
    }
    return {axis: instead.get((axis, value), value) for axis, value in axes.items()}


def _possible(axes: dict[str, str]) -> dict[str, str]:
    """Replace what would leave nothing to read the place from, or two tables in each other's way."""
    if axes["place"] == "labels" and axes["labels"] == "none":
        axes["place"] = "folder"
    if axes["tables"] == "side by side" and axes["heading rows"] != "one row":
        axes["tables"] = "one"
    return axes
