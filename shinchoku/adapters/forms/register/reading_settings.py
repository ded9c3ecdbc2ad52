"""The sheet of settings, read back."""

from collections.abc import Collection, Sequence

from shinchoku.adapters.forms.register import settings_sheet
from shinchoku.adapters.forms.register.cell_values import Unreadable, parse
from shinchoku.adapters.forms.register.coming_back import (
    AS_EXPORTED,
    CellMistake,
    EntryRow,
    Read,
    copy_of,
    exported,
    missing,
    sheet_named,
)
from shinchoku.adapters.forms.register.doubts import doubt_about, flaw_of
from shinchoku.adapters.forms.register.entry_fields import SETTINGS
from shinchoku.adapters.forms.register.fields import FlatEntry, Value
from shinchoku.bilingual import Bilingual
from shinchoku.intake.sheets import Sheet, cell_name

_ROWS_ABOVE = 12
"""How far down the headings are looked for."""


def read_settings(sheets: Sequence[Sheet], old: FlatEntry) -> Read:
    """Read the sheet of settings as one entry; a setting that is missing stays as it is."""
    sheet = sheet_named(sheets, settings_sheet.NAME)
    keys = {one.key: one for one in SETTINGS}
    copies = [copy_of(settings_sheet.NAME, one) for one in sheets if _is_copy(one, keys)]
    if sheet is None:
        return Read(mistakes=(missing(settings_sheet.NAME), *copies))
    column = _value_column(sheet)
    values: dict[str, Value] = dict(old)
    cells: dict[str, str] = {}
    mistakes: list[CellMistake] = [*copies]
    for number, row in enumerate(sheet.grid):
        key = next((text.strip() for text in row if text.strip() in keys), None)
        if key is None:
            continue
        cells[key] = cell_name(number, column)
        text = row[column].strip()
        why = doubt_about(sheet, (number, column), text)
        if why is None and keys[key].kind in AS_EXPORTED and text == exported(keys[key], old[key], {}):
            continue
        if why := why or flaw_of(keys[key].kind, text):
            mistakes.append(CellMistake(sheet.name, cells[key], why))
            continue
        value = parse(keys[key], text, {})
        if isinstance(value, Unreadable):
            mistakes.append(CellMistake(sheet.name, cells[key], value.why))
        else:
            values[key] = value
    mistakes += [
        CellMistake(
            sheet.name, "", Bilingual(f"キー「{key}」の行がありません。", f"the row of {key!r} is missing.")
        )
        for key in keys
        if key not in cells
    ]
    return Read((EntryRow("", sheet.name, 0, values, (), cells),), tuple(mistakes))


def _is_copy(sheet: Sheet, keys: Collection[str]) -> bool:
    """Tell whether a sheet of another name holds most settings: what is changed on it would be lost."""
    if sheet.name == settings_sheet.NAME or not sheet.visible:
        return False
    texts = {text.strip() for row in sheet.grid for text in row}
    return len(texts.intersection(keys)) * 2 > len(keys)


def _value_column(sheet: Sheet) -> int:
    """Return the column of the settings' values: the one headed 値, else the second."""
    heading = settings_sheet.HEADINGS[1]
    for row in sheet.grid[:_ROWS_ABOVE]:
        if heading in map(str.strip, row):
            return [text.strip() for text in row].index(heading)
    return 1
