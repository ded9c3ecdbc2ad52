"""What comes back from the register's workbook: rows of values, and the cells that could not be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shinchoku.adapters.forms.ink import held
from shinchoku.adapters.forms.register.cell_values import Names, shown
from shinchoku.adapters.forms.register.fields import FlatEntry, RegisterField, Value, ValueKind
from shinchoku.bilingual import Bilingual
from shinchoku.intake.sheets import Sheet

AS_EXPORTED = frozenset(
    {ValueKind.TEXT, ValueKind.KEY, ValueKind.REFERENCE, ValueKind.REFERENCES, ValueKind.TEXTS}
)
"""Kinds whose text may say less than the register's value: a text that is as exported means that value."""


@dataclass(frozen=True, slots=True)
class CellMistake:
    """One mistake in the workbook: the sheet, the cell as far as there is one, and what to do."""

    sheet: str
    cell: str
    message: Bilingual
    entry: tuple[str, ...] = ()
    """What the entry is known by, as far as it is one's."""
    field: str = ""
    """The dotted key of its field, as far as it is one's."""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One row of a sheet as an entry."""

    section: str
    sheet: str
    row: int
    """The row's number from 1; 0 for the settings, which stand one a row."""
    entry: FlatEntry
    identity: tuple[str, ...]
    cells: Mapping[str, str]
    """The cell of each field: `C7`."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a sheet says."""

    rows: tuple[EntryRow, ...] = ()
    mistakes: tuple[CellMistake, ...] = ()


def label_of(sheets: Sequence[Sheet], sheet: str, label: str) -> str:
    """Return the text beside a label of a sheet, or nothing."""
    found = sheet_named(sheets, sheet)
    for row in found.grid if found else ():
        for text, beside in pairwise(row):
            if text.strip() == label:
                return beside.strip()
    return ""


def exported(field: RegisterField, value: Value, names: Names) -> str:
    """Return the text that an exported cell gives back."""
    text = shown(field, value, names)
    return held(str(text)).strip() if text is not None else ""


def sheet_named(sheets: Sequence[Sheet], name: str) -> Sheet | None:
    """Return the sheet of a name."""
    return next((sheet for sheet in sheets if sheet.name == name and sheet.visible), None)


def copy_of(name: str, sheet: Sheet, cell: str = "") -> CellMistake:
    """Say that a sheet looks like one of the register and has another name: it is never read."""
    words = Bilingual(
        f"「{name}」と同じキーがありますが、シートの名前が違うため取り込みません。"
        f"直した内容を「{name}」に移すか、このシートの名前を「{name}」にしてください。見ないシートなら、キーのない別の形にしてください。",
        f"has the keys of {name!r} and another name, so it is not read:"
        f" move what was changed to {name!r}, or rename this sheet; notes belong on a sheet without keys.",
    )
    return CellMistake(sheet.name, cell, words)


def missing(sheet: str) -> CellMistake:
    """Say that a sheet is not there, or hidden: a hidden sheet is never read."""
    words = Bilingual(
        f"シート「{sheet}」がないか、非表示です。", f"the sheet {sheet!r} is missing or hidden."
    )
    return CellMistake(sheet, "", words)
