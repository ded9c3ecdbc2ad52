"""What a published table is: its words, its key and order of columns, and what holds of every row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from schemas.field import Field
from schemas.fields import FIELDS, field_in
from schemas.status_codes import AchievementStatus

if TYPE_CHECKING:
    import pandas as pd

RowCheck = Callable[["pd.DataFrame"], "pd.Series[bool]"]
"""Tells row by row whether a table holds a rule of its contract; its name and its words are the rule's."""

OF_EVERY_TABLE = ("municipality_code", "plan_id", "fiscal_year")
"""The columns that every table and every key begins with: they tell no rows of a year apart."""

REPORTED = "*"
"""Stands where a table has the fields that departments report and that it does not place itself."""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table that must exist together in another table."""

    fields: tuple[str, ...]
    table: str


@dataclass(frozen=True)
class TableContract:
    """A published table: its words, its key, its columns in order, what it refers to, what holds of every row.

    `order` are the columns behind the key, or with those of the key that stand elsewhere; one that may be empty
    ends in `?`.
    """

    name: str
    title_ja: str
    title_en: str
    description_ja: str
    description_en: str
    primary_key: tuple[str, ...]
    order: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    checks: tuple[RowCheck, ...] = ()

    @cached_property
    def columns(self) -> dict[str, Field]:
        """The columns by name, in order, as this table describes them."""
        placed = [column.removesuffix("?") for column in self.order]
        at = placed.index(REPORTED) if REPORTED in placed else len(placed)
        placed[at : at + 1] = (n for n, one in FIELDS.items() if self.name in one.tables and n not in placed)
        names = (*(key for key in self.primary_key if key not in placed), *placed)
        return {name: field_in(self.name, name) for name in names}

    @property
    def key_within_year(self) -> tuple[str, ...]:
        """The columns that tell its rows apart within a plan and a year."""
        return self.primary_key[len(OF_EVERY_TABLE) :]

    def is_required(self, column: str) -> bool:
        """Tell whether a column is never empty; what departments report may be."""
        return column in self.primary_key or column in self.order


def a_missed_target_has_its_reason(frame: pd.DataFrame) -> pd.Series[bool]:
    """The reason is required when an item was not achieved."""
    missed = (frame["achievement_status"] == AchievementStatus.NOT_ACHIEVED).astype(bool)
    return ~missed | frame["reason_not_achieved"].notna()


def carried_rows_name_their_date(frame: pd.DataFrame) -> pd.Series[bool]:
    """A carried row says since when; no other row does."""
    return frame["carried_forward"].fillna(value=False).astype(bool) == frame["carried_forward_from"].notna()


def an_empty_figure_has_its_reason(frame: pd.DataFrame) -> pd.Series[bool]:
    """A row has a figure or the reason for there being none, and never both (rule L1-09)."""
    return frame["actual_value"].isna() == frame["actual_value_missing"].notna()


def no_items_no_rate(frame: pd.DataFrame) -> pd.Series[bool]:
    """A rate stands exactly where there are items."""
    return (frame["items"] > 0).fillna(value=False).astype(bool) == frame["rate_percent"].notna()
