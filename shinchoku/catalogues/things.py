"""What stands in a catalogue, as data, and the steps from what is there to what should be.

Every kind of catalogue is described in the same words: things of a kind, each under a key, with fields.
What should be there is described in them too, so that one function plans for all of them, and one
screen shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from schemas.codes import CodeList

Value = str | tuple[str, ...]
"""A field's value: text, or texts in their order."""

CONTENT = "content"
"""The field that holds the sha256 of what the public gets of a file. Not every file is read back every time, and
all were told to hold what we want them to."""

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

BYTES = frozenset({CONTENT, "digest", "rows", "columns", "key", "url", "url_type"})
"""The fields that decide what is downloaded or queried. Where a person keeps one of these, what stands there is
not ours: if others change it once more we have nothing to put in its place, and must not put our own there."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a person wants kept of a thing that others changed: these values, or that it is not there."""

    key: str
    fields: Mapping[str, Value]
    is_absent: bool = False
    kind: Kind = Kind.FILE
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
    is_kept: bool = False
    """Whether a person keeps something of the thing as others made it."""

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


def plan_steps(
    wanted: Picture,
    present: Picture,
    told: Picture,
    policy: Policy = Policy.REPAIR,
    keeping: Keeping = NOTHING_KEPT,
) -> tuple[Step, ...]:
    """Return a step for every thing, in the order of `wanted`, what is to be removed last.

    `told` is what the catalogue was last brought to: what is there and differs from it was changed by
    somebody else. Under `Policy.LEAVE` that stays, unless we want it otherwise than we did then. What a
    person keeps is wanted as it was when that was decided; any other change of it is drift like any other.
    What lies within a thing that stays away is not written.
    """
    goals = with_kept(wanted, keeping)
    steps = (
        *(_step(thing, present.get(key), told.get(key), policy) for key, thing in goals.items()),
        *_removals(goals, present, told, policy),
    )
    gone = [kept.key for kept in keeping.values() if kept.is_absent]
    away = tuple(f"{key}/" for key in (*gone, *(step.key for step in steps if _stays_away(step))))
    return tuple(
        replace(step, do=Do.KEEP, changes=(), is_drift=False)
        if step.key.startswith(away) or _is_out_of_sight(step)
        else _decided(step, keeping)
        for step in steps
    )


def with_kept(wanted: Picture, keeping: Keeping) -> dict[str, Thing]:
    """Return what should stand there when what persons keep is heard.

    Where the bytes are no longer ours, nothing says any more that they have our hash and size.
    """
    goals: dict[str, Thing] = {}
    for key, thing in wanted.items():
        kept = keeping.get(key)
        if kept is None:
            goals[key] = thing
        elif not kept.is_absent:
            silent = {"hash": "", "size": ""} if kept.holds_bytes and thing.kind is Kind.FILE else {}
            stays = {name: value for name, value in kept.fields.items() if name in thing.fields}
            goals[key] = Thing(thing.kind, key, {**thing.fields, **silent, **stays})
    extra = (kept for kept in keeping.values() if kept.is_extra)
    return {**goals, **{kept.key: Thing(kept.kind, kept.key, kept.fields) for kept in extra}}


def goals_of(steps: tuple[Step, ...], keeping: Keeping = NOTHING_KEPT) -> Picture:
    """Return what every thing is to be once the steps are done; what is not to be there is left out.

    What is downloaded where a person keeps others' bytes is told, too, although no description has it.
    """
    goals = {step.key: step.goal for step in steps if step.goal is not None}
    kept = {key: one.fields[CONTENT] for key, one in keeping.items() if CONTENT in one.fields}
    return {
        key: Thing(goal.kind, key, {**goal.fields, CONTENT: kept[key]} if key in kept else goal.fields)
        for key, goal in goals.items()
    }


def _stays_away(step: Step) -> bool:
    """Tell whether a thing is not there and is not to be: deleted by others, and kept or left so."""
    if step.goal is None:
        return step.do is Do.LEAVE
    return step.kind is Kind.DATASET and step.goal.fields.get("state", "active") != "active"


def _is_out_of_sight(step: Step) -> bool:
    """Tell whether a dataset is deleted as it is to be: nobody sees what else it says."""
    return _stays_away(step) and step.do is Do.UPDATE and all(one.name != "state" for one in step.changes)


def _decided(step: Step, keeping: Keeping) -> Step:
    """Return a step with what a person decided about its thing."""
    kept = keeping.get(step.key)
    if kept is None:
        return step
    touched = {change.name for change in step.changes if not change.is_left}
    is_lost = kept.is_extra or (
        kept.holds_bytes and (step.do is Do.CREATE or not touched.isdisjoint({*BYTES, *kept.fields}))
    )
    if step.do in {Do.CREATE, Do.UPDATE} and is_lost:
        return replace(step, do=Do.LEAVE, is_drift=True, is_kept=True)
    return replace(step, is_kept=True)


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
        then = told.fields.get(name, value if name == CONTENT else "") if told is not None else now
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
