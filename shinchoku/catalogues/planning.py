"""The steps from what stands in a catalogue to what should, one function for every kind of catalogue."""

from collections.abc import Iterator
from dataclasses import replace

from shinchoku.catalogues.things import (
    BYTES,
    CONTENT,
    NOTHING_KEPT,
    UNKNOWN,
    CatalogueStep,
    Do,
    FieldDifference,
    Keeping,
    Picture,
    Policy,
    Thing,
    ThingKind,
    Value,
)


def plan_steps(
    wanted: Picture,
    present: Picture,
    told: Picture,
    policy: Policy = Policy.REPAIR,
    keeping: Keeping = NOTHING_KEPT,
) -> tuple[CatalogueStep, ...]:
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
            silent = {"hash": "", "size": ""} if kept.holds_bytes and thing.kind is ThingKind.FILE else {}
            stays = {name: value for name, value in kept.fields.items() if name in thing.fields}
            goals[key] = Thing(thing.kind, key, {**thing.fields, **silent, **stays})
    extra = (kept for kept in keeping.values() if kept.is_extra)
    return {**goals, **{kept.key: Thing(kept.kind, kept.key, kept.fields) for kept in extra}}


def goals_of(steps: tuple[CatalogueStep, ...], keeping: Keeping = NOTHING_KEPT) -> Picture:
    """Return what every thing is to be once the steps are done; what is not to be there is left out.

    What is downloaded where a person keeps others' bytes is told, too, although no description has it.
    """
    goals = {step.key: step.goal for step in steps if step.goal is not None}
    kept = {key: one.fields[CONTENT] for key, one in keeping.items() if CONTENT in one.fields}
    return {
        key: Thing(goal.kind, key, {**goal.fields, CONTENT: kept[key]} if key in kept else goal.fields)
        for key, goal in goals.items()
    }


def _stays_away(step: CatalogueStep) -> bool:
    """Tell whether a thing is not there and is not to be: deleted by others, and kept or left so."""
    if step.goal is None:
        return step.do is Do.LEAVE
    return step.kind is ThingKind.DATASET and step.goal.fields.get("state", "active") != "active"


def _is_out_of_sight(step: CatalogueStep) -> bool:
    """Tell whether a dataset is deleted as it is to be: nobody sees what else it says."""
    return _stays_away(step) and step.do is Do.UPDATE and all(one.name != "state" for one in step.changes)


_OF_BYTES = frozenset({"hash", "size"})
"""What is said of bytes: that we take it away where they are no longer ours is no change of others."""


def _decided(step: CatalogueStep, keeping: Keeping) -> CatalogueStep:
    """Return a step with what a person decided about its thing."""
    kept = keeping.get(step.key)
    if kept is None:
        return step
    touched = {
        change.name
        for change in step.changes
        if not change.is_left and (change.name not in _OF_BYTES or change.is_drift)
    }
    is_dropped = step.do is Do.REMOVE and not kept.is_absent
    is_lost = kept.is_extra or (
        kept.holds_bytes
        and (step.do is Do.CREATE or not touched.isdisjoint({*BYTES, *_OF_BYTES, *kept.fields}))
    )
    if is_dropped or (step.do in {Do.CREATE, Do.UPDATE} and is_lost):
        return replace(step, do=Do.LEAVE, is_drift=True, is_kept=True, keeps_bytes=kept.holds_bytes)
    return replace(step, is_kept=True, keeps_bytes=kept.holds_bytes)


def _step(thing: Thing, there: Thing | None, told: Thing | None, policy: Policy) -> CatalogueStep:
    """Return what is done to a thing that should be there."""
    if there is None:
        if told is not None and policy is Policy.LEAVE:
            return CatalogueStep(Do.LEAVE, thing.kind, thing.key, is_drift=True)
        made = tuple(FieldDifference(name, "", value) for name, value in thing.fields.items() if value)
        return CatalogueStep(Do.CREATE, thing.kind, thing.key, made, told is not None, thing)
    changes = tuple(_changes(thing, there, told, policy))
    left = {change.name: change.before for change in changes if change.is_left}
    unknown = {name: there.fields.get(name, "") for name, value in thing.fields.items() if value == UNKNOWN}
    goal = Thing(thing.kind, thing.key, {**thing.fields, **unknown, **left})
    is_drift = any(change.is_drift for change in changes)
    if not changes:
        return CatalogueStep(Do.KEEP, thing.kind, thing.key, goal=goal)
    do = Do.LEAVE if len(left) == len(changes) else Do.UPDATE
    return CatalogueStep(do, thing.kind, thing.key, changes, is_drift, goal)


def _changes(thing: Thing, there: Thing, told: Thing | None, policy: Policy) -> Iterator[FieldDifference]:
    """Yield the fields that differ; what only the catalogue can say is as it says."""
    for name, value in thing.fields.items():
        now = there.fields.get(name, "")
        if value in {now, UNKNOWN}:
            continue
        then = _then(name, value, now, told)
        is_drift = then != now
        yield FieldDifference(
            name, now, value, is_drift, is_drift and then == value and policy is Policy.LEAVE
        )


def _then(name: str, value: Value, now: Value, told: Thing | None) -> Value:
    """Return what a field of a thing was told to be.

    A file was told with its bytes, whether or not all that decides them was looked at then; of another field that
    was never told nobody can have changed what we said.
    """
    if told is None or name in told.fields:
        return now if told is None else told.fields[name]
    return value if name == CONTENT or (name in BYTES and now) else ""


def _removals(wanted: Picture, present: Picture, told: Picture, policy: Policy) -> Iterator[CatalogueStep]:
    """Yield what becomes of things that should not be there: what we never told is somebody else's."""
    for key, thing in present.items():
        if key in wanted:
            continue
        is_drift = key not in told
        do = Do.LEAVE if is_drift and policy is Policy.LEAVE else Do.REMOVE
        gone = tuple(FieldDifference(name, value, "") for name, value in thing.fields.items() if value)
        yield CatalogueStep(do, thing.kind, key, gone, is_drift)
