"""Edits of the register as data: which entry, and what its fields shall say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from shinchoku.register.fiscal_year import FiscalYear

EntryValue: TypeAlias = str | int | bool | Decimal | date | FiscalYear | tuple[str, ...] | None
"""A value of one field; nothing where the register says nothing."""


class EditKind(StrEnum):
    """What an edit does to an entry."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class EntryEdit:
    """One edit of one entry of a section of `plan.toml`."""

    kind: EditKind
    section: str
    """The section of the entry: `items`, `rounds`, `highlights`, `departments`, `official_figures` …"""
    identity: tuple[str, ...] = ()
    """What the entry is known by, as text: `("R6-7",)`, `("2023", "main_result", "1")`; of a new one its values say it."""
    values: Mapping[str, EntryValue] = field(default_factory=dict)
    """What the fields shall say, by dotted key (`indicator.targets.2024`); nothing takes a value out."""
