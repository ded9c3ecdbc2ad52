"""Changes of the register as text, so that they can wait in a database until somebody approves them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator

from shinchoku.adapters.forms.register.difference import ChangeKind, EntryChange
from shinchoku.adapters.state.codec import Codec
from shinchoku.bilingual import Language
from shinchoku.register.edits import EditKind, EntryEdit, EntryValue
from shinchoku.register.fiscal_year import FiscalYear


def _plain(value: EntryValue) -> object:
    """Return a value as JSON has it: what JSON has no kind for stands under the name of its kind."""
    match value:
        case FiscalYear():
            return {"fiscal_year": value.year}
        case Decimal():
            return {"figure": f"{value:f}"}
        case date():
            return {"day": value.isoformat()}
        case _:
            return value


def _value(plain: object) -> EntryValue:
    """Read a value back.

    Raises:
        ValueError: for what no edit holds.
    """
    match plain:
        case {"fiscal_year": int(year)}:
            return FiscalYear(year)
        case {"figure": str(figure)}:
            return Decimal(figure)
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case list():
            return tuple(str(one) for one in plain)
        case None | str() | int():
            return plain
        case _:
            raise ValueError("no value of an edit")


@dataclass(frozen=True, slots=True)
class WaitingEdit(EntryEdit):
    """An edit whose values can stand in a text."""

    values: Mapping[str, Annotated[EntryValue, PlainValidator(_value), PlainSerializer(_plain)]] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A change of the register that waits: what the plan file was, what it becomes, and that in words."""

    before_sha256: str
    """The digest of the plan file that the change was made from."""
    after: str
    """The plan file's whole new text."""
    sentences: Mapping[Language, tuple[str, ...]]
    """Each change in words."""
    edits: tuple[WaitingEdit, ...] = ()
    """The change as edits, to be proposed again if the plan file has changed; none if it touches the settings."""


PROPOSALS: Codec[StoredProposal] = Codec(StoredProposal)


def digest(content: bytes) -> str:
    """Return the digest by which a plan file is known to be unchanged."""
    return hashlib.sha256(content).hexdigest()


def edits_of(changes: Sequence[EntryChange]) -> tuple[WaitingEdit, ...]:
    """Return changes as the edits that make them; none if one is of the settings, which no edit changes."""
    if any(not change.section for change in changes):
        return ()
    return tuple(
        WaitingEdit(
            _KINDS[change.kind],
            change.section,
            () if change.kind is ChangeKind.ADDED else change.identity[1:],
            {} if change.kind is ChangeKind.REMOVED else {one.field.key: one.new for one in change.fields},
        )
        for change in changes
    )


_KINDS = {
    ChangeKind.ADDED: EditKind.ADD,
    ChangeKind.CHANGED: EditKind.CHANGE,
    ChangeKind.REMOVED: EditKind.REMOVE,
}
