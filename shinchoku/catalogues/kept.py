"""What persons keep in a catalogue as others made it: found among what differs, and told in words."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shinchoku.catalogues.things import BYTES, Keeping, Kept, Picture, Thing, Value

FIELD_MARK = ":"
"""Between the key of a thing and one of its fields: `current:private` is that field alone."""


@dataclass(frozen=True, slots=True)
class KeptDrift:
    """A decision to keep what others made of a thing: what, why, whose role, since which day."""

    number: int
    catalogue: str
    what: Kept
    reason: str
    role: str
    since: date


def keeping_of(decisions: Sequence[KeptDrift]) -> Keeping:
    """Return what is kept by the key of the thing; of two decisions about one thing both hold."""
    found: dict[str, Kept] = {}
    for one in decisions:
        before = found.get(one.what.key)
        found[one.what.key] = one.what if before is None else joined(before, one.what)
    return found


def joined(before: Kept, after: Kept) -> Kept:
    """Return a thing that is kept as two decisions say; where they say two things of a field, the later holds."""
    fields = {} if after.is_absent else {**before.fields, **after.fields}
    return Kept(after.key, fields, after.is_absent, after.kind, after.is_extra)


def fingerprint(kept: Kept) -> str:
    """Return 64 hexadecimal digits that are the same as long as a thing is what it was when a person looked at it."""
    told = (kept.key, kept.kind, kept.fields, kept.is_absent, kept.is_extra)
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def divided(thing: str) -> tuple[str, str]:
    """Return the key and the field that a person names: `current:private`, or a thing as a whole."""
    key, _, field = thing.partition(FIELD_MARK)
    return key, field


def to_be_kept(thing: str, wanted: Picture, present: Picture, told: Picture) -> Kept | None:
    """Return what is kept if a person keeps a thing as it is now; nothing if others changed nothing of it.

    What differs because we want it otherwise than before is no drift and is not kept.
    """
    key, field = divided(thing)
    ours, there, then = wanted.get(key), present.get(key), told.get(key)
    if ours is None:
        is_theirs = there is not None and then is None and not field
        return Kept(key, _known_by(there), kind=there.kind, is_extra=True) if there and is_theirs else None
    if there is None:
        return Kept(key, {}, is_absent=True, kind=ours.kind) if then is not None and not field else None
    changed: dict[str, Value] = {
        name: now
        for name, value in ours.fields.items()
        if (now := there.fields.get(name, "")) != value
        and (then is None or then.fields.get(name, "") != now)
        and field in {"", name}
    }
    is_stored = (
        ours.fields.get("url_type") == "upload"
    )  # there a hash or a size tells that the bytes are others'
    of_bytes = BYTES | _OF_STORED if is_stored else BYTES
    if not of_bytes.isdisjoint(changed):  # what is downloaded is decided by these together
        together = {name: there.fields.get(name, "") for name in ours.fields if name in BYTES}
        changed = {**together, **changed}
    return Kept(key, changed, kind=ours.kind) if changed else None


def _known_by(thing: Thing) -> Mapping[str, Value]:
    """Return what a thing of others is known by; the rest moves by itself, such as its place in a list."""
    return {name: thing.fields[name] for name in _OF_OTHERS if name in thing.fields}


_OF_STORED = frozenset({"hash", "size"})
_OF_OTHERS = ("id", "name", "url", "url_type")


def things_to_keep(wanted: Picture, present: Picture, told: Picture) -> tuple[str, ...]:
    """Return the keys of everything that others changed, in the order in which plans show it."""
    keys = dict.fromkeys((*wanted, *present))
    return tuple(key for key in keys if to_be_kept(key, wanted, present, told) is not None)
