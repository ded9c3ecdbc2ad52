"""What the console's charts are drawn from, and the tables that say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from schemas.codes import AchievementStatus

COUNTED = (
    AchievementStatus.ACHIEVED,
    AchievementStatus.NOT_ACHIEVED,
    AchievementStatus.PENDING,
    AchievementStatus.IN_REVIEW,
    AchievementStatus.UNREPORTED,
)
"""The statuses that a bar shows, in the order they are drawn."""


@dataclass(frozen=True, slots=True)
class AchievementRow:
    """One bar: the counts of the items in the denominator, the rate in percent and what it may still become."""

    label: str
    achieved: int
    not_achieved: int
    pending: int
    in_review: int
    unreported: int
    rate: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None

    @classmethod
    def of(cls, row: Mapping[str, str]) -> AchievementRow:
        """Read a published row back; a count that its year did not publish yet is nothing."""
        counts = (int(row.get(status, 0)) for status in COUNTED)
        names = ("rate_percent", "rate_percent_min", "rate_percent_max")
        rates = (Fraction(row[name]) if row[name] else None for name in names)
        return cls(row["label"], *counts, *rates)  # type: ignore[arg-type]  # in the order of the fields

    @property
    def counts(self) -> dict[AchievementStatus, int]:
        """The counts by status, in the order they are drawn."""
        values = (self.achieved, self.not_achieved, self.pending, self.in_review, self.unreported)
        return dict(zip(COUNTED, values, strict=True))

    @property
    def items(self) -> int:
        """How many items the bar stands for."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class NightPoint:
    """How many errors and warnings stood after one night."""

    day: date
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class SubmissionPoint:
    """How many departments had submitted by the end of a day."""

    day: date
    received: int


@dataclass(frozen=True, slots=True)
class ChartTable:
    """A chart's figures as a table: the headings, and rows whose first cell names them."""

    head: tuple[str, ...]
    rows: list[tuple[str, ...]]
