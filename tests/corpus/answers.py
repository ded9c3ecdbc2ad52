"""What stands in a cell and what it truly says: two things that only the corpus knows together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from schemas.codes import AchievementStatus, MissingReason

Stored: TypeAlias = str | int | float | bool | datetime


class Doubt(Enum):
    """A cell that says nothing certain: it must come back with a finding on it."""

    UNSURE = "unsure"


Truth: TypeAlias = Decimal | str | AchievementStatus | MissingReason | Doubt


@dataclass(frozen=True, slots=True)
class Written:
    """What is stored in a cell; everything but the value itself needs a workbook."""

    stored: Stored = ""
    number_format: str = ""
    formula: str = ""
    has_value: bool = True
    """Whether a formula's result is stored beside it."""
    error: str = ""
    """An error value, `#REF!`."""
    struck: bool = False

    @property
    def needs_workbook(self) -> bool:
        """Whether delimited text could not hold it."""
        return bool(
            self.number_format
            or self.formula
            or self.error
            or self.struck
            or isinstance(self.stored, datetime | bool)
        )

    @property
    def text(self) -> str:
        """The value as delimited text holds it."""
        return str(self.stored)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the cell."""
        return not (self.text.strip() or self.formula or self.error)


@dataclass(frozen=True, slots=True)
class Answer:
    """A cell of an item's row: what is written, what it says, and in which form it says so.

    A form is `documented` if the reader promises to read it; any other may come back as a finding.
    """

    written: Written
    truth: Truth
    form: str
    documented: bool = True
