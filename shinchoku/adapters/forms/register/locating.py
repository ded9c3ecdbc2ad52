"""Mistakes of the register at the cells of the workbook that they come from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from shinchoku.adapters.forms.register.coming_back import CellMistake, EntryRow
from shinchoku.adapters.forms.register.tables import RegisterTable
from shinchoku.register.mistake import PlanMistake

OUTSIDE = "plan.toml"
"""Where a mistake lies that no cell of the workbook can mend."""


def located(
    mistakes: Iterable[PlanMistake],
    tables: Sequence[RegisterTable],
    rows: Mapping[str, Sequence[EntryRow]],
    settings: EntryRow | None,
) -> Iterator[CellMistake]:
    """Yield each mistake at its cells; `rows` are the entries by section, in the order they were checked.

    What follows from a sheet that could not be read is left out: its rows stand in no cell.
    """
    sheets = {section: table.sheet for table in tables for section in table.sections}
    lost = {section for section, entries in rows.items() if not any(row.cells for row in entries)}
    for mistake in mistakes:
        section, field = mistake.place.section, mistake.place.field
        if settings is not None and (cell := settings.cells.get(f"{section}.{field}")):
            yield CellMistake(settings.sheet, cell, mistake.message)
            continue
        if section not in sheets:
            yield CellMistake(OUTSIDE, mistake.key, mistake.message)
            continue
        if lost & {section, *_named_by(section, field, tables)}:
            continue
        of_section = rows.get(section, ())
        found = [of_section[n] for n in mistake.positions if n < len(of_section)]
        for row in found:
            key = _field(row, field)
            cell = row.cells.get(key, "")
            yield CellMistake(row.sheet, cell, mistake.message, row.identity, key)
        if not found:
            yield CellMistake(sheets[section], "", mistake.message)


def _named_by(section: str, field: str, tables: Sequence[RegisterTable]) -> set[str]:
    """Return the sections whose entries a field names; an official figure may name any of them."""
    if (section, field) == ("official_figures", "key"):
        return {one for table in tables for one in table.sections}
    fields = (one for table in tables if section in table.sections for one in table.fields)
    return {one.refers_to for one in fields if one.key == field} - {""}


def _field(row: EntryRow, field: str) -> str:
    """Return the key of the column of a field, of the first field within it, or of the row's first column."""
    while field:
        if field in row.cells:
            return field
        within = next((key for key in row.cells if key.startswith(f"{field}.")), None)
        if within is not None:
            return within
        field = field.rpartition(".")[0]
    return next(iter(row.cells), "")
