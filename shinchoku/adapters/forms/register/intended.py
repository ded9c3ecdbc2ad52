"""The register that a workbook asks for: held against every rule, and compared with what was written."""

import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from shinchoku.adapters.forms.register.coming_back import EntryRow
from shinchoku.adapters.forms.register.contents import contents_of
from shinchoku.adapters.forms.register.entry_fields import SETTINGS
from shinchoku.adapters.forms.register.tables import RegisterTable
from shinchoku.adapters.forms.register.toml_text import nested, toml_value
from shinchoku.adapters.plan_file import PlanFileError, load_plan
from shinchoku.register.mistake import PlanMistake
from shinchoku.register.plan import Plan

_NOT_IN_THE_FILE = "layouts"
"""A part of the register that lies beside `plan.toml`."""


def intended_text(
    before: str,
    tables: Sequence[RegisterTable],
    rows: Mapping[str, Sequence[EntryRow]],
    settings: EntryRow | None,
) -> str:
    """Return the register that is asked for as a plan file: entries in the order of the workbook's rows.

    What stands on no sheet is as it was `before`.
    """
    register: dict[str, object] = tomllib.loads(before, parse_float=Decimal)
    for table in tables:
        for section in table.sections:
            register[section] = [nested(row.entry) for row in rows.get(section, ())]
    for key in (one.key for one in SETTINGS):
        section, _, name = key.partition(".")
        of_section = register.get(section)
        if settings is not None and isinstance(of_section, dict):
            of_section.pop(name, None)
            if settings.entry.get(key) is not None:
                of_section[name] = settings.entry[key]
    return "\n".join(f"{name} = {toml_value(value)}" for name, value in register.items())


def mistakes_of(text: str) -> Sequence[PlanMistake]:
    """Return every mistake that the register's own loader finds in a plan file."""
    loaded = _loaded(text)
    return () if isinstance(loaded, Plan) else loaded


def says_the_same(one: str, other: str, tables: Sequence[RegisterTable]) -> bool:
    """Tell whether two plan files say the same, whatever the order of their entries and their layout."""
    plans = [_loaded(one), _loaded(other)]
    found = [
        (contents_of(plan, tables), dict(_rest(plan, tables))) for plan in plans if isinstance(plan, Plan)
    ]
    return len(found) == len(plans) and found[0] == found[1]


def _rest(plan: Plan, tables: Sequence[RegisterTable]) -> Iterator[tuple[str, object]]:
    """Yield the parts of a register that stand on no sheet of entries."""
    listed = {section for table in tables for section in table.sections}
    for name in type(plan).model_fields:
        if name not in listed and name != _NOT_IN_THE_FILE:
            yield name, getattr(plan, name)


def _loaded(text: str) -> Plan | Sequence[PlanMistake]:
    """Load a plan file that lies nowhere yet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.toml"
        path.write_text(text, encoding="utf-8", newline="")
        try:
            return load_plan(path)
        except PlanFileError as error:
            return error.mistakes
