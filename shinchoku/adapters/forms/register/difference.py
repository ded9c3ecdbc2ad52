"""What a workbook would change in the register: entry by entry, field by field."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.codes import CodeList
from shinchoku.adapters.forms.register import settings_sheet
from shinchoku.adapters.forms.register.coming_back import EntryRow
from shinchoku.adapters.forms.register.contents import EntryIdentity
from shinchoku.adapters.forms.register.entry_fields import SETTINGS
from shinchoku.adapters.forms.register.fields import FlatEntry, RegisterField, Value
from shinchoku.adapters.forms.register.tables import RegisterTable


class ChangeKind(CodeList):
    """What happens to an entry."""

    ADDED = "added", "追加", "Added"
    REMOVED = "removed", "削除", "Removed"
    CHANGED = "changed", "変更", "Changed"


@dataclass(frozen=True, slots=True)
class EntryFieldChange:
    """One field with its old and its new value; nothing stands for an absent one."""

    field: RegisterField
    old: Value
    new: Value


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One entry that is added, removed or changed."""

    kind: ChangeKind
    section: str
    """Empty for the settings."""
    identity: EntryIdentity
    sheet: str
    row: int
    """The row in the workbook; 0 for an entry that is no longer in it, and for the settings."""
    fields: tuple[EntryFieldChange, ...]
    after: EntryIdentity = ()
    """For an added entry: the entry of its section that stands above it in the workbook."""


def changes_of(
    tables: Sequence[RegisterTable], known: Mapping[EntryIdentity, FlatEntry], rows: Sequence[EntryRow]
) -> Iterator[EntryChange]:
    """Yield every change of the entries, sheet by sheet: added and changed rows from the top, then removals.

    The order of rows says nothing: a sorted sheet is no change.
    """
    for table in tables:
        of_sheet = [row for row in rows if row.section in table.sections]
        above: dict[str, EntryIdentity] = {}
        for row in of_sheet:
            identity = (row.section, *row.identity)
            fields = table.fields_of(row.section)
            old = known.get(identity)
            if old is None:
                yield EntryChange(
                    ChangeKind.ADDED,
                    row.section,
                    identity,
                    row.sheet,
                    row.row,
                    _fields(fields, {}, row.entry),
                    after=above.get(row.section, ()),
                )
            elif changed := _fields(fields, old, row.entry):
                yield EntryChange(ChangeKind.CHANGED, row.section, identity, row.sheet, row.row, changed)
            above[row.section] = identity
        left = {(row.section, *row.identity) for row in of_sheet}
        for identity, old in known.items():
            if identity[0] in table.sections and identity not in left:
                fields = table.fields_of(identity[0])
                yield EntryChange(
                    ChangeKind.REMOVED, identity[0], identity, table.sheet, 0, _fields(fields, old, {})
                )


def settings_change(old: FlatEntry, new: FlatEntry) -> EntryChange | None:
    """Return what changes of the settings, if anything does."""
    fields = _fields(SETTINGS, old, new)
    return EntryChange(ChangeKind.CHANGED, "", (), settings_sheet.NAME, 0, fields) if fields else None


def _fields(fields: Iterable[RegisterField], old: FlatEntry, new: FlatEntry) -> tuple[EntryFieldChange, ...]:
    """Return the fields whose values differ."""
    pairs = ((field, old.get(field.key), new.get(field.key)) for field in fields)
    return tuple(EntryFieldChange(field, before, after) for field, before, after in pairs if before != after)
