"""Files that came as something else when they were last downloaded: they are looked at every night until they are well."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from shinchoku.catalogues.things import Picture, Thing

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
