"""What a person typed into the fields of one entry, as values of the register: read like the workbook's cells."""

from collections.abc import Mapping
from dataclasses import dataclass

from shinchoku.adapters.forms.register.cell_values import Unreadable, parse
from shinchoku.adapters.forms.register.coming_back import CellMistake
from shinchoku.adapters.forms.register.fields import RegisterField
from shinchoku.adapters.forms.register.tables import tables_of
from shinchoku.adapters.forms.register.workbook import names_of
from shinchoku.bilingual import Bilingual
from shinchoku.register.edits import EntryValue
from shinchoku.register.plan import Plan


@dataclass(frozen=True, slots=True)
class Typed:
    """The values of the fields that could be read, and the mistakes of the others."""

    values: Mapping[str, EntryValue]
    mistakes: tuple[CellMistake, ...] = ()


def fields_of(plan: Plan, section: str) -> tuple[RegisterField, ...]:
    """Return the fields of the entries of a section, with their headings, kinds and choices.

    Raises:
        KeyError: if the register has no such section.
    """
    for table in tables_of(plan):
        if section in table.sections:
            return table.fields_of(section)
    raise KeyError(section)


def typed(plan: Plan, section: str, texts: Mapping[str, str]) -> Typed:
    """Read texts by the dotted keys of their fields; an empty text takes the value out.

    Raises:
        KeyError: if the register has no such section.
    """
    known = {one.key: one for one in fields_of(plan, section)}
    sheet = next(table.sheet for table in tables_of(plan) if section in table.sections)
    names = names_of(plan)
    values: dict[str, EntryValue] = {}
    mistakes: list[CellMistake] = []
    for key, text in texts.items():
        value = parse(known[key], text, names) if key in known else _unknown(key)
        if isinstance(value, Unreadable):
            heading = " ".join(known[key].heading.split()) if key in known else key
            mistakes.append(CellMistake(sheet, heading, value.why, (), key))
        else:
            values[key] = value
    return Typed(values, tuple(mistakes))


def _unknown(key: str) -> Unreadable:
    """Say that there is no such field."""
    return Unreadable(key, Bilingual(f"「{key}」という欄はありません。", f"there is no field {key!r}."))
