"""A register as the workbook sees it: its entries by what they are known by, and its settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shinchoku.adapters.forms.register.entry_fields import SETTINGS
from shinchoku.adapters.forms.register.fields import FlatEntry, flat
from shinchoku.adapters.forms.register.tables import RegisterTable
from shinchoku.register.plan import Plan

EntryIdentity = tuple[str, ...]
"""The section of an entry, then what it is known by there."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything of a register that stands in its workbook; two with the same content are equal."""

    entries: Mapping[EntryIdentity, FlatEntry]
    """In the order of the plan file within each section."""
    settings: FlatEntry

    def order(self, section: str) -> list[EntryIdentity]:
        """Return the entries of a section in the order of the plan file."""
        return [identity for identity in self.entries if identity[0] == section]


def contents_of(plan: Plan, tables: Sequence[RegisterTable]) -> Contents:
    """Return what stands in the workbook of a plan."""
    entries: dict[EntryIdentity, FlatEntry] = {}
    for table in tables:
        for section in table.sections:
            for entry in getattr(plan, section):
                one = flat(entry, table.fields_of(section))
                entries[(section, *table.identity_of(one))] = one
    return Contents(entries, flat(plan, SETTINGS))
