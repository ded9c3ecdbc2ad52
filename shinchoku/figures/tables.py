"""Tables as they are published: rows of text by column name, an empty string for an empty cell."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

TextRow = dict[str, str]
Table = tuple[TextRow, ...]


@dataclass(frozen=True, slots=True)
class YearContent:
    """What a fiscal year has to publish.

    `substance` are the tables whose change is a release; `side` are the tables that travel with them
    and make no release by themselves (quality, provenance, waivers).
    """

    substance: Mapping[str, Table]
    side: Mapping[str, Table]

    @property
    def digest(self) -> str:
        """Name of the substance: the same rows have the same digest, on every machine (64 hex digits)."""
        return hashlib.sha256(_canonical(self.substance).encode()).hexdigest()

    def table(self, name: str) -> Table:
        """Return one table of the year, empty if the year has none of that name."""
        return self.substance.get(name) or self.side.get(name, ())

    def to_json(self) -> str:
        """Write the year in its canonical form."""
        return _canonical({"substance": self.substance, "side": self.side})

    @classmethod
    def from_json(cls, text: str) -> YearContent:
        """Read what `to_json` wrote."""
        raw = json.loads(text)
        return cls(
            *({name: tuple(rows) for name, rows in raw[part].items()} for part in ("substance", "side"))
        )


def key_columns(plan: Plan, year: FiscalYear) -> TextRow:
    """Return the columns that every yearly table begins with."""
    return {
        "municipality_code": plan.plan.municipality_code,
        "plan_id": plan.id,
        "fiscal_year": str(year.year),
    }


def boolean(value: bool) -> str:  # noqa: FBT001 -- the value to write, not a switch
    """Write a truth value as Table Schema has it."""
    return "true" if value else "false"


def _canonical(value: object) -> str:
    """Write a value as JSON that is the same for the same content."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=dict)
