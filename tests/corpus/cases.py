"""The corpus: the sheet of an index, with everything it truly says. Same index, same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from corpus import surroundings
from corpus.axes import draw_axes, hazards_of
from corpus.city import FACTS, ROUNDS, Facts
from corpus.files import TEXT_FORMATS, write_book, write_text
from corpus.rows import Setting
from corpus.sheets import ANOTHER_YEAR, draw_fields, write_sheets
from corpus.tables import Told

COUNT = 2400
CHUNK = 80
"""How many are judged at once."""
_WITH_HEADING_UNIT = ("target_value", "actual_value", "cumulative_value")


@dataclass(frozen=True, slots=True)
class Case:
    """A sheet: its bytes, where it lies, what it says, and what it is made of."""

    index: int
    content: bytes
    path: str
    year: int
    scale: str
    legend: str
    told: tuple[Told, ...]
    is_readable: bool
    """Whether everything on it is written as the reader promises to read it."""
    axes: Mapping[str, str]

    @property
    def round_id(self) -> str:
        """The round it answers."""
        return ROUNDS[self.year]

    @property
    def sha256(self) -> str:
        """The digest of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


@lru_cache(maxsize=CHUNK)
def case(index: int) -> Case:
    """Return the sheet of an index."""
    random = Random(f"corpus {index}")  # noqa: S311 -- a corpus keeps no secret
    return _assembled(index, draw_axes(index, random), hazards_of(index), random)


def _assembled(index: int, axes: Mapping[str, str], hazards: float, random: Random) -> Case:
    """Write the sheets that the axes describe."""
    year, name, unit = int(axes["fiscal year"]), axes["format"], axes["unit in headings"]
    codec = TEXT_FORMATS[name][0] if name in TEXT_FORMATS else ""
    fields = draw_fields(hazards, random)
    units = dict.fromkeys(_WITH_HEADING_UNIT, unit) if unit else {}
    setting = Setting(axes["scale"], axes["legend"], year, codec, hazards, units, "unit" in fields)
    items = _items(year, random, unit)
    parts = [items] if axes["tables"] == "one" else [items[: len(items) // 2], items[len(items) // 2 :]]
    canvases, told = write_sheets(axes, setting, parts, fields, random)
    others = surroundings.other_sheets(axes["other sheets"], random)
    in_front = random.random() < 0.5
    if in_front:
        for one in told:
            one.sheet_number += len(others)
    book = [*others, *canvases] if in_front else [*canvases, *others]
    return Case(
        index=index,
        content=write_text(canvases[0], name) if codec else write_book(book, name),
        path=_path(axes["place"], index, year, "csv" if codec else name.split()[0]),
        year=year,
        scale=axes["scale"],
        legend=axes["legend"],
        told=tuple(told),
        is_readable=not hazards and axes["stated year"] != ANOTHER_YEAR,
        axes=axes,
    )


def _items(year: int, random: Random, unit: str) -> list[Facts]:
    """Draw the items of a sheet, in the register's order or in any other."""
    known = [one for one in FACTS.values() if one.since <= year]
    if unit in {"千円", "円"}:
        known = [one for one in known if one.unit in {"円", "千円", "百万円", ""}] + known[1:3]
    different = sorted(set(known), key=lambda one: one.no)
    chosen = random.sample(different, min(random.randint(4, 9), len(different)))
    chosen.sort(key=lambda one: (len(one.no), one.no))
    if random.random() < 0.2:
        random.shuffle(chosen)
    return chosen


def _path(place: str, index: int, year: int, suffix: str) -> str:
    """Name a file so that its place can be told."""
    era = year - 2018
    match place:
        case "folder":
            return f"令和{era}年度/年度末/企画課_{index:05}.{suffix}"
        case "file name":
            return f"受付/R{era}年度_年度末_企画課_{index:05}.{suffix}"
        case _:
            return f"受付/回答{index:05}.{suffix}"
