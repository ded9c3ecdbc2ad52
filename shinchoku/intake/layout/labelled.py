"""The labels of a form and where their answers stand: beside, below, above, or behind a colon.

Several sheets of one form are looked at together: what is blank on one is filled in on another. A blank
answer is the merged area that touches its label, else where the other labels of the form have theirs;
below a label that stands in a row of labels. Where nothing tells, it is beside its label.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from schemas.headings import REQUIRED, label_of_cell
from shinchoku.intake.layout.answers import behind_colon
from shinchoku.intake.layout.headings import heading_of
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.layout.proposal import Part
from shinchoku.intake.look import Position
from shinchoku.intake.sheets import Sheet
from shinchoku.register.item_no import is_item_no_text

_LONGEST_LABEL = 40
_MOST_BOXES = 8
_COLON = re.compile(r"[:：]")
_BOX = re.compile(r"[☑☒■✔✓✅●◉□☐○◯]")


@dataclass(frozen=True, slots=True)
class FoundLabel:
    """A cell that asks for something; `weak` if another that says the same in so many words wins."""

    part: Part
    name: str
    text: str
    weak: bool = False


Labels = Mapping[Position, FoundLabel]


def labels_on(sheet: Sheet) -> dict[Position, FoundLabel]:
    """Return every label on a sheet by its cell."""
    return {
        (row, column): found
        for row, texts in enumerate(sheet.grid)
        for column, text in enumerate(texts)
        if text.strip() and (found := label_in(text)) is not None
    }


def label_in(text: str) -> FoundLabel | None:
    """Return what the text of a cell asks for, or nothing; an answer may follow a colon."""
    head = _COLON.split(text, maxsplit=1)[0].strip()
    if len(head) > _LONGEST_LABEL:
        return None
    name = label_of_cell(head)
    if name is not None:
        return FoundLabel(Part.LABEL, name, " ".join(head.split()))
    heading = heading_of((text,)) or heading_of((head,))
    text = " ".join(head.split())
    return FoundLabel(Part.FIELD, heading.column, text, heading.weak) if heading else None


class Form:
    """The sheets of one form, asked for the place of an answer; all have their labels at the same cells."""

    def __init__(self, sheets: Sequence[Sheet], labels: Labels) -> None:
        """Look at the sheets together."""
        self.sheets = sheets
        self.labels = labels
        self._merges = Merges(sheets[0])
        self._sizes = {
            (a.top, a.left): (a.bottom - a.top + 1, a.right - a.left + 1) for a in sheets[0].merged
        }

    def answer_of(self, label: Position) -> tuple[Position, Position | None] | None:
        """Return the first and, of an answer in several cells, the last cell of a label's answer."""
        if any(behind_colon(text) for text in self._texts(label)):
            return label, None
        places = self._places(label)
        if self.labels[label].name == "item_no":
            row, column = label
            above = [place for place in ((row - 1, column), (row, column - 1)) if self._is_free(place)]
            numbers = [place for place in (*places, *above) if self._holds_item_numbers(place)]
            places = numbers or places
        if not places:
            return None
        filled = self._filled(places) or self._likeliest(label, places)
        return filled, self._last_box(filled)

    def asked_again(self) -> tuple[Position, ...]:
        """Return the labels of item numbers if the sheets hold two forms: 項目番号 and more stand twice.

        Two different numbers are enough.
        """
        asked: dict[str, list[Position]] = {}
        for position, found in sorted(self.labels.items()):
            if found.name in REQUIRED and not found.weak:
                asked.setdefault(found.name, []).append(position)
        numbers = tuple(asked.get("item_no", ()))
        places = {place[0] for label in numbers if (place := self.answer_of(label))}
        samples = {self.sample(place) for place in places if self._holds_item_numbers(place)}
        is_doubled = len(numbers) > 1 and sum(len(labels) > 1 for labels in asked.values()) > 1
        return numbers if is_doubled or len(samples) > 1 else ()

    def sample(self, cell: Position) -> str:
        """Return what stands in a cell on the first sheet that has it filled in."""
        return next(filter(None, self._texts(cell)), "")

    def _filled(self, places: Sequence[Position]) -> Position | None:
        """Return the first of some cells that a sheet has filled in."""
        return next((place for place in places if any(self._texts(place))), None)

    def _likeliest(self, label: Position, places: Sequence[Position]) -> Position:
        """Return where an answer belongs that is blank everywhere."""
        _, width = self._sizes.get(label, (1, 1))
        if self._stands_in_a_row(label, width):
            return places[0]
        merged = [place for place in places if self._sizes.get(place, (1, 1)) != (1, 1)]
        if len(merged) == 1:
            return merged[0]
        usual = [place for place in places if (place[0] == label[0]) == self._is_usually_beside]
        return next(iter(usual), places[0])

    @cached_property
    def _is_usually_beside(self) -> bool:
        """Whether most labels that stand alone and are answered have their answers beside them, not below."""
        sides = Counter(self._answered_alone())
        return sides[True] >= sides[False]

    def _answered_alone(self) -> Iterator[bool]:
        """Yield, for each label that stands in no row of labels and is answered, whether it is beside."""
        for label in self.labels:
            _, width = self._sizes.get(label, (1, 1))
            if any(map(behind_colon, self._texts(label))) or self._stands_in_a_row(label, width):
                continue
            place = self._filled(self._places(label))
            if place is not None:
                yield place[0] == label[0]

    def _places(self, label: Position) -> list[Position]:
        """Return where a label's answer may stand, likeliest first; never on another label."""
        row, column = label
        height, width = self._sizes.get(label, (1, 1))
        beside, below = (row, column + width), (row + height, column)
        around = [below, beside] if self._stands_in_a_row(label, width) else [beside, below]
        return [place for place in around if self._is_free(place)]

    def _stands_in_a_row(self, label: Position, width: int) -> bool:
        """Tell whether another label touches this one on its left or right: then answers stand below."""
        row, column = label
        if (row, column + width) in self.labels:
            return True
        return any(
            (row, left) in self.labels and left + self._sizes.get((row, left), (1, 1))[1] == column
            for left in range(column)
        )

    def _is_free(self, place: Position) -> bool:
        """Tell whether a cell is on the sheet, shows its own text and is no label."""
        row, column = place
        if row < 0 or column < 0 or row >= self._height or column >= self._width:
            return False
        return place not in self.labels and self._merges.anchor(row, column) is None

    @property
    def _height(self) -> int:
        """Rows that anything stands on, and one more for an answer that is blank everywhere."""
        return max(len(sheet.grid) for sheet in self.sheets) + 1

    @property
    def _width(self) -> int:
        """Columns that anything stands in, and one more for an answer that is blank everywhere."""
        widths = [len(sheet.grid[0]) for sheet in self.sheets if sheet.grid]
        return max([*widths, *(area.right + 1 for area in self.sheets[0].merged)], default=0) + 1

    def _texts(self, place: Position) -> list[str]:
        """Return what stands in a cell, sheet by sheet."""
        row, column = place
        return [
            sheet.grid[row][column].strip() if row < len(sheet.grid) and column < len(sheet.grid[row]) else ""
            for sheet in self.sheets
        ]

    def _holds_item_numbers(self, place: Position) -> bool:
        """Tell whether a cell holds an item number on every sheet that has it filled in."""
        texts = [text for text in self._texts(place) if text]
        return bool(texts) and all(map(is_item_no_text, texts))

    def _last_box(self, first: Position) -> Position | None:
        """Return the last of several cells that offer a choice with boxes, or nothing if there is one cell."""
        row, column = first
        if not any(_BOX.search(text) for text in self._texts(first)):
            return None
        last = column
        for beside in range(column + 1, min(column + _MOST_BOXES, self._width)):
            if (row, beside) in self.labels:
                break
            if any(self._texts((row, beside))):
                last = beside
        return (row, last) if last > column else None


def is_title(text: str) -> bool:
    """Tell whether a text may name a form for years: no digit, no remark, no label, not long."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return (
        1 < len(plain) <= _LONGEST_LABEL
        and not re.search(r"\d|元年|^[※*・→(\[【注]|[。:]", plain)
        and label_in(text) is None
    )
