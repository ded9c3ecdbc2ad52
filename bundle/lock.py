"""The lock as the bundle needs it: the requirements of one platform, each with its hashes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bundle.platforms import Platform

SOURCE_ONLY = frozenset({"docopt"})
"""Libraries that their makers publish as source alone; all of them plain Python, so that one wheel fits every machine."""

_ENTRY = re.compile(r"^(?=[A-Za-z0-9])(?:.*\\\n)*.*", re.MULTILINE)
_HASH = re.compile(r"--hash=\S+")


@dataclass(frozen=True, slots=True)
class Locked:
    """One library of the lock: its requirement without a condition, and the hashes that its files may have."""

    name: str
    requirement: str
    hashes: tuple[str, ...]

    @property
    def line(self) -> str:
        """Return it as a line that pip reads."""
        return " ".join((self.requirement, *self.hashes))


def wanted(lock: str, platform: Platform, python: str) -> list[list[Locked]]:
    """Return what the platform needs, in sets of which none has a library twice.

    The second set has what only some releases of that Python need; it is mostly small, or missing.
    """
    sets: list[list[Locked]] = []
    taken: set[str] = set()
    for conditions in platform.conditions(python):
        one = [
            locked
            for entry, requirement in _entries(lock)
            if requirement.marker is None or requirement.marker.evaluate(conditions)
            if (locked := _locked(entry, requirement)).requirement not in taken
        ]
        taken.update(locked.requirement for locked in one)
        if one:
            sets.append(one)
    return sets


def locked_requirements(lock: str) -> list[tuple[Requirement, tuple[str, ...]]]:
    """Return every requirement of a lock, in its order, with the SHA-256 of each file that it may be."""
    return [
        (requirement, tuple(one.rpartition(":")[2] for one in _HASH.findall(entry)))
        for entry, requirement in _entries(lock)
    ]


def with_hash(lock: str, name: str, sha256: str) -> str:
    """Return a lock in which a library may also be the wheel that was built from its source."""

    def also(entry: re.Match[str]) -> str:
        if canonicalize_name(Requirement(_requirement(entry.group())).name) != name:
            return entry.group()
        note = "# Its maker publishes source alone: the second hash is that of the wheel built from it.\n"
        return f"{note}{entry.group()} \\\n    --hash=sha256:{sha256}"

    return _ENTRY.sub(also, lock)


def _entries(lock: str) -> list[tuple[str, Requirement]]:
    """Return the text and the requirement of each library."""
    return [(entry, Requirement(_requirement(entry))) for entry in _ENTRY.findall(lock)]


def _requirement(entry: str) -> str:
    """Return an entry's requirement, with its condition and without its hashes."""
    return _HASH.sub("", entry.replace("\\\n", " ")).strip()


def _locked(entry: str, requirement: Requirement) -> Locked:
    """Return an entry without its condition, which pip would hold against the machine that it runs on."""
    return Locked(
        canonicalize_name(requirement.name),
        _requirement(entry).partition(";")[0].strip(),
        tuple(_HASH.findall(entry)),
    )
