"""What stands in a catalogue, as data, and the steps from what is there to what should be.

Every kind of catalogue is described in the same words: things of a kind, each under a key, with fields.
What should be there is described in them too, so that one function plans for all of them
(`catalogues.planning`), and one screen shows it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from schemas.codes import CodeList

Value = str | tuple[str, ...]
"""A field's value: text, or texts in their order."""

CONTENT = "content"
"""The field that holds the sha256 of what the public gets of a file. Not every file is read back every time, and
all were told to hold what we want them to."""

UNKNOWN = "(after apply)"
"""Stands for what only the catalogue can say, once the thing is there: an address with an id in it."""


class ThingKind(CodeList):
    """What a thing is."""

    DATASET = "dataset", "データセット", "Dataset"
    FILE = "file", "ファイル", "File"
    TABLE = "table", "表", "Table"
    POINTER = "pointer", "最新版の案内", "Pointer"


class Policy(CodeList):
    """What becomes of a thing that somebody changed in the catalogue itself."""

    REPAIR = "repair", "元に戻す", "Put right"
    LEAVE = "leave", "そのままにする", "Leave as it is"


class Do(CodeList):
    """What a step does to a thing."""

    CREATE = "create", "作成", "Create"
    UPDATE = "update", "変更", "Update"
    KEEP = "keep", "変更なし", "Keep"
    REMOVE = "remove", "削除", "Remove"
    LEAVE = "leave", "差異あり・放置", "Differs, left"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in a catalogue: what it is, under which key, with which fields."""

    kind: ThingKind
    key: str
    fields: Mapping[str, Value]


Picture = Mapping[str, Thing]
"""What stands in a catalogue, or should, by key."""

BYTES = frozenset({CONTENT, "digest", "rows", "columns", "key", "url", "url_type"})
"""The fields that decide what is downloaded or queried. Where a person keeps one of these, what stands there is
not ours: if others change it once more we have nothing to put in its place, and must not put our own there."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a person wants kept of a thing that others changed: these values, or that it is not there."""

    key: str
    fields: Mapping[str, Value]
    is_absent: bool = False
    kind: ThingKind = ThingKind.FILE
    is_extra: bool = False
    """Whether the thing is none of ours at all, and stays as a whole."""

    @property
    def holds_bytes(self) -> bool:
        """Whether what is downloaded there is no longer ours."""
        return not BYTES.isdisjoint(self.fields)


Keeping = Mapping[str, Kept]
"""Everything that persons want kept in a catalogue, by the key of the thing."""
NOTHING_KEPT: Keeping = {}


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that differs: what is there, what should be; whether others changed it, and it stays so."""

    name: str
    before: Value
    after: Value
    is_drift: bool = False
    is_left: bool = False


@dataclass(frozen=True, slots=True)
class CatalogueStep:
    """What is done to one thing; `goal` is what it is to be afterwards, if it is to be there."""

    do: Do
    kind: ThingKind
    key: str
    changes: tuple[FieldDifference, ...] = ()
    is_drift: bool = False
    goal: Thing | None = None
    is_kept: bool = False
    """Whether a person keeps something of the thing as others made it."""
    keeps_bytes: bool = False
    """Whether that is what is downloaded or queried there: ours never go in its place."""

    @property
    def is_undecided(self) -> bool:
        """Whether others changed once more what a person keeps, and only a person can say what it is to be."""
        return self.is_kept and self.do is Do.LEAVE

    @property
    def is_write(self) -> bool:
        """Whether the step changes the catalogue."""
        return self.do in {Do.CREATE, Do.UPDATE, Do.REMOVE}

    @property
    def differs(self) -> bool:
        """Whether the thing is not what it should be."""
        return self.do is not Do.KEEP


UNREAD: Final = "unread"
"""The field of what was told that marks such a file; nothing that is wanted has it."""


def noted(told: Picture, keys: Collection[str]) -> Picture:
    """Return what was told, with these files marked."""
    return {
        key: Thing(thing.kind, key, {**thing.fields, UNREAD: "true"}) if key in keys else thing
        for key, thing in told.items()
    }


def is_unread(told: Picture, key: str) -> bool:
    """Tell whether a file is marked."""
    return key in told and bool(told[key].fields.get(UNREAD))
