"""Structured edits as the rows of the register that they ask for, as if a workbook had come back with them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from shinchoku.adapters.forms.register.coming_back import CellMistake, EntryRow
from shinchoku.adapters.forms.register.contents import Contents, EntryIdentity
from shinchoku.adapters.forms.register.doubts import break_in, flaw_of, invisible_in
from shinchoku.adapters.forms.register.fields import FlatEntry, RegisterField, Value, without_default
from shinchoku.adapters.forms.register.tables import RegisterTable
from shinchoku.bilingual import Bilingual
from shinchoku.register.edits import EditKind, EntryEdit
from shinchoku.register.item_no import natural_key


@dataclass(frozen=True, slots=True)
class Intended:
    """The entries by section as they shall be, in the order of the plan file, and what cannot be made of the edits."""

    rows: Mapping[str, Sequence[EntryRow]]
    mistakes: tuple[CellMistake, ...]


def rows_after(edits: Sequence[EntryEdit], tables: Sequence[RegisterTable], contents: Contents) -> Intended:
    """Return every entry of the register with the edits made.

    Raises:
        KeyError: if an edit names no section of the register.
    """
    making = _Making({section: table for table in tables for section in table.sections})
    making.entries.update(contents.entries)
    for edit in edits:
        making.make(edit)
    found: dict[str, list[EntryRow]] = {section: [] for section in making.tables}
    for (section, *identity), entry in making.entries.items():
        found[section].append(making.row(section, tuple(identity), entry))
    return Intended(found, tuple(making.mistakes))


@dataclass(slots=True)
class _Making:
    """The entries while the edits are made one after the other."""

    tables: Mapping[str, RegisterTable]
    """The sheet of each section."""
    entries: dict[EntryIdentity, FlatEntry] = field(default_factory=dict)
    mistakes: list[CellMistake] = field(default_factory=list)

    def make(self, edit: EntryEdit) -> None:
        """Make one edit, or say why it cannot be made."""
        table = self.tables.get(edit.section)
        if table is None:
            raise KeyError(f"no section of the register: {edit.section}")
        fields = {one.key: one for one in table.fields_of(edit.section)}
        values = {
            key: without_default(fields[key], _stripped(value))
            for key, value in edit.values.items()
            if key in fields
        }
        is_new = edit.kind is EditKind.ADD
        identity = table.identity_of(values) if is_new else edit.identity
        at = (edit.section, *identity)
        if is_new == (at in self.entries):
            self._say(edit.section, identity, table.identity[0], *_EXISTS[is_new])
            return
        for key in edit.values.keys() - fields.keys():
            self._say(
                edit.section, identity, key, f"「{key}」という欄はありません。", f"there is no field {key!r}."
            )
        told = {
            key
            for key, value in values.items()
            if self._is_flawed(edit.section, identity, fields[key], value)
        }
        values = {key: value for key, value in values.items() if key not in told}
        match edit.kind:
            case EditKind.ADD:
                self._insert(at, dict.fromkeys(fields) | values)
            case EditKind.CHANGE:
                self.entries[at] = {**self.entries[at], **values}
            case EditKind.REMOVE:
                del self.entries[at]

    def row(self, section: str, identity: tuple[str, ...], entry: FlatEntry) -> EntryRow:
        """Return an entry as a row whose cells are named by their headings."""
        table = self.tables[section]
        cells = {one.key: _place(identity, one) for one in table.fields_of(section)}
        return EntryRow(section, table.sheet, 0, entry, identity, cells)

    def _insert(self, at: EntryIdentity, entry: FlatEntry) -> None:
        """Put a new entry behind the last one that comes before it; where there is no order, behind all."""
        order = _ORDER.get(at[0])
        mine = [one for one in self.entries if one[0] == at[0]]
        before = [one for one in mine if order is None or order(self.entries[one]) <= order(entry)]
        listed = list(self.entries.items())
        after = before[-1] if before else None
        place = next((n for n, (one, _) in enumerate(listed, 1) if one == after), None)
        if place is None:
            place = next((n for n, (one, _) in enumerate(listed) if one[0] == at[0]), len(listed))
        listed.insert(place, (at, entry))
        self.entries = dict(listed)

    def _is_flawed(self, section: str, identity: tuple[str, ...], one: RegisterField, value: Value) -> bool:
        """Say why a text cannot be kept or published as it is; it then counts as what it was before."""
        why = None
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str) and why is None:
                why = invisible_in(one.kind, text) or flaw_of(one.kind, text) or break_in(one.kind, text)
        if why is not None:
            self._say(section, identity, one.key, why.ja, why.en)
        return why is not None

    def _say(self, section: str, identity: tuple[str, ...], key: str, ja: str, en: str) -> None:
        """Keep a mistake at a field of an entry."""
        table = self.tables[section]
        known = next((one for one in table.fields if one.key == key), None)
        cell = _place(identity, known) if known else ""
        self.mistakes.append(CellMistake(table.sheet, cell, Bilingual(ja, en), identity, key))


def _stripped(value: Value) -> Value:
    """Return a value without blanks around its text."""
    return value.strip() if isinstance(value, str) else value


_EXISTS = {
    True: ("既に登録されています。", "is in the register already."),
    False: ("登録されていません。", "is not in the register."),
}
"""What is wrong with an entry that is to be added, and with one that is to be changed or removed."""


def _place(identity: tuple[str, ...], one: RegisterField) -> str:
    """Name a field of an entry: `12 取組項目`."""
    return " ".join([*identity, *one.heading.split()])


def _by_number(entry: FlatEntry) -> tuple[object, ...]:
    """Order items by their numbers."""
    return natural_key(str(entry.get("no")))


def _by_days(entry: FlatEntry) -> tuple[object, ...]:
    """Order rounds by their fiscal years and first days."""
    return str(entry.get("fiscal_year")), str(entry.get("opens"))


def _by_report(entry: FlatEntry) -> tuple[object, ...]:
    """Order highlights by the reports they stand in, main results before additions, then by item."""
    return str(entry.get("report_year")), entry.get("kind") == "addition", natural_key(str(entry.get("item")))


def _by_year(entry: FlatEntry) -> tuple[object, ...]:
    """Order official figures by their fiscal years."""
    return (str(entry.get("fiscal_year")),)


_ORDER: Mapping[str, Callable[[FlatEntry], tuple[object, ...]]] = {
    "items": _by_number,
    "rounds": _by_days,
    "highlights": _by_report,
    "official_figures": _by_year,
}
