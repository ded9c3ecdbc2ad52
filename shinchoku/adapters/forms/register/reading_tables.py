"""The sheets of entries, read back: where the keys stand, what each row says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shinchoku.adapters.forms.register.cell_values import Names, Unreadable, parse
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
from shinchoku.adapters.forms.register.doubts import break_in, doubt_about, flaw_of
from shinchoku.adapters.forms.register.entry_fields import KIND_OF_POLICY
from shinchoku.adapters.forms.register.fields import FlatEntry, RegisterField, Value
from shinchoku.adapters.forms.register.table_sheet import CHOICES_KEY
from shinchoku.adapters.forms.register.tables import POLICIES, RegisterTable
from shinchoku.bilingual import Bilingual
from shinchoku.intake.layout.answers import place_of
from shinchoku.intake.sheets import Sheet, cell_name

_ROWS_ABOVE = 12
"""How far down the row of keys is looked for."""


@dataclass(slots=True)
class _RowReader:
    """Reads the rows of one sheet, collecting what it cannot read."""

    table: RegisterTable
    sheet: Sheet
    names: Names
    known: Mapping[tuple[str, ...], FlatEntry]
    """The register's entries by section and identity."""
    mistakes: list[CellMistake] = field(default_factory=list)
    is_lost: bool = False
    """Whether its rows cannot be told apart, so that none was read."""

    def rows(self) -> Iterator[EntryRow]:
        """Yield the rows below the keys that hold anything."""
        key_row = _key_row(self.sheet, {one.key for one in self.table.fields})
        if key_row is None:
            self._mistake(
                "",
                "キーの行（見出しの下の英字）がありません。",
                "the row of keys below the headings is missing.",
            )
            self.is_lost = True
            return
        columns = self._columns(key_row)
        self.is_lost = not columns.keys() >= self._told_apart_by
        if self.is_lost:
            return
        for number in range(key_row + 1, len(self.sheet.grid)):
            texts = {key: self.sheet.grid[number][column].strip() for key, column in columns.items()}
            if any(texts.values()):
                cells = {key: cell_name(number, column) for key, column in columns.items()}
                found = self._entry(texts, cells)
                if found is not None:
                    section, entry = found
                    identity = self.table.identity_of(entry)
                    yield EntryRow(section, self.sheet.name, number + 1, entry, identity, cells)

    @property
    def _told_apart_by(self) -> set[str]:
        """The columns without which no row says which entry it is."""
        return {*self.table.identity, *({KIND_OF_POLICY} & {one.key for one in self.table.fields})}

    def _columns(self, key_row: int) -> dict[str, int]:
        """Return the column of each field; every column is known, or said to be unknown."""
        wanted = {one.key for one in self.table.fields}
        found: dict[str, int] = {}
        for column, text in enumerate(self.sheet.grid[key_row]):
            key = text.strip()
            rows = range(key_row + 1, len(self.sheet.grid))
            below = next((row for row in rows if self.sheet.grid[row][column].strip()), None)
            if key in found:
                self._mistake(
                    cell_name(key_row, column),
                    f"キー「{key}」が2回あります。",
                    f"the key {key!r} stands twice.",
                )
            elif key in wanted:
                found[key] = column
            elif not key and below is not None:
                self._mistake(
                    cell_name(below, column),
                    f"「{self.sheet.grid[below][column].strip()}」は、キーのない列です。取り込まないので、別のシートに移してください。",
                    "stands in a column without a key and is not read: move it to another sheet.",
                )
            elif key and key != CHOICES_KEY:
                self._mistake(
                    cell_name(key_row, column),
                    f"この列のキー「{key}」は登録簿にありません。",
                    f"{key!r} is no key of the register.",
                )
        for key in sorted(wanted - found.keys()):
            self._mistake(
                cell_name(key_row, 0), f"キー「{key}」の列がありません。", f"the column {key!r} is missing."
            )
        return found

    def _entry(
        self, texts: Mapping[str, str], cells: Mapping[str, str]
    ) -> tuple[str, dict[str, Value]] | None:
        """Return the section and the values of a row."""
        section = self.table.section_of(texts)
        if section is None:
            self._mistake(
                cells.get(KIND_OF_POLICY, ""),
                f"区分は「{'」か「'.join(POLICIES)}」で書いてください。",
                "write 基本方針 or 施策.",
            )
            return None
        fields = self.table.fields_of(section)
        keys = {one.key: one for one in fields}
        for key in texts.keys() - keys.keys() - {KIND_OF_POLICY}:
            if texts[key]:
                word = next(word for word, name in POLICIES.items() if name == section)
                self._mistake(
                    cells[key], f"{word}の行には書けません。", f"has no place in a row of {section}."
                )
        old = self.known.get((section, *self._identity(texts, keys)), {})
        return section, {
            one.key: self._value(one, texts.get(one.key, ""), cells.get(one.key, ""), old) for one in fields
        }

    def _identity(self, texts: Mapping[str, str], keys: Mapping[str, RegisterField]) -> tuple[str, ...]:
        """Return what the row is known by, as far as its text can be read."""
        values = {
            key: parse(keys[key], texts.get(key, ""), self.names)
            for key in self.table.identity
            if key in keys
        }
        return self.table.identity_of(
            {key: value.text if isinstance(value, Unreadable) else value for key, value in values.items()}
        )

    def _value(self, one: RegisterField, text: str, cell: str, old: FlatEntry) -> Value:
        """Return the value of a cell; one that cannot be read is told, and counts as what it was before."""
        if not cell:  # the column is missing, which has been said
            return old.get(one.key)
        why = doubt_about(self.sheet, place_of(cell), text)
        is_old = one.kind in AS_EXPORTED and one.key in old
        if why is None and is_old and text == exported(one, old[one.key], self.names):
            return old[one.key]
        if why := why or flaw_of(one.kind, text) or break_in(one.kind, text):
            self.mistakes.append(CellMistake(self.sheet.name, cell, why))
            return old.get(one.key)
        value = parse(one, text, self.names)
        if isinstance(value, Unreadable):
            self.mistakes.append(CellMistake(self.sheet.name, cell, value.why))
            return old.get(one.key)
        return value

    def _mistake(self, cell: str, ja: str, en: str) -> None:
        """Keep a mistake."""
        self.mistakes.append(CellMistake(self.sheet.name, cell, Bilingual(ja, en)))


def read_table(
    table: RegisterTable, sheets: Sequence[Sheet], names: Names, known: Mapping[tuple[str, ...], FlatEntry]
) -> Read:
    """Read one sheet of entries; where it cannot be read its entries stay, so that nothing else seems wrong."""
    sheet = sheet_named(sheets, table.sheet)
    copies = tuple(_copies(table, sheets))
    if sheet is None:
        return Read(_as_before(table, known), (missing(table.sheet), *copies))
    reader = _RowReader(table, sheet, names, known)
    rows = tuple(reader.rows())
    return Read(_as_before(table, known) if reader.is_lost else rows, (*reader.mistakes, *copies))


def _as_before(table: RegisterTable, known: Mapping[tuple[str, ...], FlatEntry]) -> tuple[EntryRow, ...]:
    """Return the register's entries as rows that stand nowhere."""
    return tuple(
        EntryRow(section, table.sheet, 0, entry, tuple(identity), {})
        for (section, *identity), entry in known.items()
        if section in table.sections
    )


def _copies(table: RegisterTable, sheets: Sequence[Sheet]) -> Iterator[CellMistake]:
    """Yield the sheets of another name that carry most keys of a table: what they say would be lost."""
    keys = {one.key for one in table.fields}
    for sheet in sheets:
        row = _key_row(sheet, keys) if sheet.visible and sheet.name != table.sheet else None
        texts = {text.strip() for text in sheet.grid[row]} if row is not None else set()
        if row is not None and texts.issuperset(table.identity) and len(texts & keys) * 2 > len(keys):
            yield copy_of(table.sheet, sheet, cell_name(row, 0))


def _key_row(sheet: Sheet, keys: set[str]) -> int | None:
    """Return the row that names most keys, if it names more than one."""
    counted = [
        (len(keys & {text.strip() for text in row}), -number)
        for number, row in enumerate(sheet.grid[:_ROWS_ABOVE])
    ]
    most, row = max(counted, default=(0, 0))
    return -row if most > 1 else None
