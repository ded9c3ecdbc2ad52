"""What stands in a catalogue, as data, and the steps from what is there to what should be.

Every kind of catalogue is described in the same words: things of a kind, each under a key, with fields.
What should be there is described in them too, so that one function plans for all of them, and one
screen shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from schemas.codes import CodeList

Value = str | tuple[str, ...]
"""A field's value: text, or texts in their order."""

UNKNOWN = "(after apply)"
"""Stands for what only the catalogue can say, once the thing is there: an address with an id in it."""


class Kind(CodeList):
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

    kind: Kind
    key: str
    fields: Mapping[str, Value]


Picture = Mapping[str, Thing]
"""What stands in a catalogue, or should, by key."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that differs: what is there, what should be; whether others changed it, and it stays so."""

    name: str
    before: Value
    after: Value
    is_drift: bool = False
    is_left: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What is done to one thing; `goal` is what it is to be afterwards, if it is to be there."""

    do: Do
    kind: Kind
    key: str
    changes: tuple[FieldChange, ...] = ()
    is_drift: bool = False
    goal: Thing | None = None

    @property
    def is_write(self) -> bool:
        """Whether the step changes the catalogue."""
        return self.do in {Do.CREATE, Do.UPDATE, Do.REMOVE}

    @property
    def differs(self) -> bool:
        """Whether the thing is not what it should be."""
        return self.do is not Do.KEEP


def plan_steps(
    wanted: Picture, present: Picture, told: Picture, policy: Policy = Policy.REPAIR
) -> tuple[Step, ...]:
    """Return a step for every thing, in the order of `wanted`, what is to be removed last.

    `told` is what the catalogue was last brought to: what is there and differs from it was changed by
    somebody else. Under `Policy.LEAVE` that stays, unless we want it otherwise than we did then.
    """
    return (
        *(_step(thing, present.get(key), told.get(key), policy) for key, thing in wanted.items()),
        *_removals(wanted, present, told, policy),
    )


def _step(thing: Thing, there: Thing | None, told: Thing | None, policy: Policy) -> Step:
    """Return what is done to a thing that should be there."""
    if there is None:
        if told is not None and policy is Policy.LEAVE:
            return Step(Do.LEAVE, thing.kind, thing.key, is_drift=True)
        made = tuple(FieldChange(name, "", value) for name, value in thing.fields.items() if value)
        return Step(Do.CREATE, thing.kind, thing.key, made, told is not None, thing)
    changes = tuple(_changes(thing, there, told, policy))
    left = {change.name: change.before for change in changes if change.is_left}
    goal = Thing(thing.kind, thing.key, {**thing.fields, **left})
    is_drift = any(change.is_drift for change in changes)
    if not changes:
        return Step(Do.KEEP, thing.kind, thing.key, goal=goal)
    do = Do.LEAVE if len(left) == len(changes) else Do.UPDATE
    return Step(do, thing.kind, thing.key, changes, is_drift, goal)


def _changes(thing: Thing, there: Thing, told: Thing | None, policy: Policy) -> Iterator[FieldChange]:
    """Yield the fields that differ."""
    for name, value in thing.fields.items():
        now = there.fields.get(name, "")
        if now == value:
            continue
        then = told.fields.get(name, "") if told is not None else now
        is_drift = then != now
        yield FieldChange(name, now, value, is_drift, is_drift and then == value and policy is Policy.LEAVE)


def _removals(wanted: Picture, present: Picture, told: Picture, policy: Policy) -> Iterator[Step]:
    """Yield what becomes of things that should not be there: what we never told is somebody else's."""
    for key, thing in present.items():
        if key in wanted:
            continue
        is_drift = key not in told
        do = Do.LEAVE if is_drift and policy is Policy.LEAVE else Do.REMOVE
        gone = tuple(FieldChange(name, value, "") for name, value in thing.fields.items() if value)
        yield Step(do, thing.kind, key, gone, is_drift)
