"""What a column of the register's workbook holds: its key in `plan.toml`, its heading, its kind of value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import TypeAlias

from schemas.codes import CodeList
from shinchoku.register.edits import EntryValue
from shinchoku.register.entry import Entry
from shinchoku.register.fiscal_year import FiscalYear

Value: TypeAlias = EntryValue
"""A value of one field; nothing where the register says nothing."""

FlatEntry: TypeAlias = Mapping[str, Value]
"""An entry by dotted key (`indicator.targets.2023`); what equals its default stands as nothing."""


class ValueKind(Enum):
    """The kinds of value."""

    TEXT = auto()
    KEY = auto()
    """A code, a number of an item, a folder: compared in one width."""
    REFERENCE = auto()
    """The code of an entry of another sheet, shown with its name."""
    REFERENCES = auto()
    YEAR = auto()
    DAY = auto()
    FIGURE = auto()
    COUNT = auto()
    FLAG = auto()
    CHOICE = auto()
    TEXTS = auto()


@dataclass(frozen=True, slots=True)
class RegisterField:
    """One field of an entry."""

    key: str
    heading: str
    kind: ValueKind
    width: float = 12
    about: str = ""
    """What the cell says when it is chosen."""
    codes: type[CodeList] | None = None
    """The choices of a `CHOICE`."""
    refers_to: str = ""
    """The section whose codes a reference names."""
    default: Value = None
    """What an empty cell means."""
    shows_default: bool = False
    """Whether the workbook writes the default out."""
    required: bool = False


def flat(entry: Entry, fields: tuple[RegisterField, ...]) -> dict[str, Value]:
    """Return an entry by the keys of its fields."""
    return {one.key: without_default(one, value_at(entry, one.key)) for one in fields}


def value_at(entry: object, key: str) -> Value:
    """Return the value that stands at a dotted key of an entry, nothing where a part of it is absent."""
    found: object = entry
    for part in key.split("."):
        if found is None:
            return None
        if isinstance(found, dict):
            found = next((one for name, one in found.items() if _spelled(name) == part), None)
        else:
            found = getattr(found, part)
    match found:
        case tuple():
            return tuple(str(one) for one in found)
        case CodeList():
            return str(found)
        case None | str() | int() | Decimal() | date() | FiscalYear():
            return found
        case _:
            raise TypeError(f"no field of the register: {key}")


def _spelled(name: object) -> str:
    """Return the key of a table as `plan.toml` spells it: a fiscal year as its Western year."""
    return str(name.year) if isinstance(name, FiscalYear) else str(name)


def without_default(field: RegisterField, value: Value) -> Value:
    """Return a value, nothing if it is what an empty cell means."""
    return None if value in ("", (), field.default) else value
