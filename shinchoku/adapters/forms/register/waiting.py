"""Changes of the register as text, so that they can wait in a database until somebody approves them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shinchoku.adapters.forms.register.difference import ChangeKind, EntryChange
from shinchoku.bilingual import Language
from shinchoku.register.edits import EditKind, EntryEdit, EntryValue
from shinchoku.register.fiscal_year import FiscalYear


@dataclass(frozen=True, slots=True)
class StoredProposal:
    """A change of the register that waits: what the plan file was, what it becomes, and that in words."""

    before_sha256: str
    """The digest of the plan file that the change was made from."""
    after: str
    """The plan file's whole new text."""
    sentences_ja: tuple[str, ...]
    sentences_en: tuple[str, ...]
    edits: tuple[EntryEdit, ...] = ()
    """The change as edits, to be proposed again if the plan file has changed; none if it touches the settings."""

    def sentences(self, language: Language) -> tuple[str, ...]:
        """Return each change in words."""
        return self.sentences_ja if language is Language.JA else self.sentences_en


def digest(content: bytes) -> str:
    """Return the digest by which a plan file is known to be unchanged."""
    return hashlib.sha256(content).hexdigest()


def stored_to_json(stored: StoredProposal) -> str:
    """Write a waiting change as JSON."""
    return json.dumps(
        {
            "before_sha256": stored.before_sha256,
            "after": stored.after,
            "sentences": {"ja": stored.sentences_ja, "en": stored.sentences_en},
            "edits": [_edit(one) for one in stored.edits],
        },
        ensure_ascii=False,
    )


def stored_from_json(text: str) -> StoredProposal:
    """Read a waiting change back."""
    raw = json.loads(text)
    said = raw["sentences"]
    return StoredProposal(
        raw["before_sha256"],
        raw["after"],
        tuple(said["ja"]),
        tuple(said["en"]),
        tuple(_edit_from(one) for one in raw["edits"]),
    )


def edits_of(changes: Sequence[EntryChange]) -> tuple[EntryEdit, ...]:
    """Return changes as the edits that make them; none if one is of the settings, which no edit changes."""
    if any(not change.section for change in changes):
        return ()
    return tuple(
        EntryEdit(
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


def _edit(edit: EntryEdit) -> dict[str, object]:
    """Return an edit as JSON has it."""
    return {
        "kind": edit.kind,
        "section": edit.section,
        "identity": edit.identity,
        "values": {key: _plain(value) for key, value in edit.values.items()},
    }


def _edit_from(raw: Mapping[str, Any]) -> EntryEdit:
    """Read an edit back."""
    values = {key: _value(one) for key, one in raw["values"].items()}
    return EntryEdit(EditKind(raw["kind"]), raw["section"], tuple(raw["identity"]), values)


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
        TypeError: for what no edit holds.
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
            message = f"no value of an edit: {plain!r}"
            raise TypeError(message)
