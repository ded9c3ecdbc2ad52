"""Whether a catalogue has a version: as its newest, as an earlier one, or only by the record of a receipt."""

from __future__ import annotations

from collections.abc import Collection

from schemas.codes import CodeList
from shinchoku.catalogues.standing import Line


class Presence(CodeList):
    """How a version is in a catalogue, as far as it is known here."""

    NEWEST = "newest", "最新版", "as its newest version"
    KEPT = "kept", "以前の版", "as an earlier version"
    RECEIVED = "received", "反映の記録あり", "was brought there"


def presence_of(version: str, line: Line | None, received: Collection[str], newest: str) -> Presence | None:
    """Return how a catalogue has a version, if it has or had it.

    `received` are the versions that it gave a receipt for, `newest` the one of its last receipt. An
    earlier version is there if what the catalogue was last told names its files; where that is not known
    (the catalogue keeps no older versions, or was told from a bundle), there is only the record.
    """
    if version == newest:
        return Presence.NEWEST
    if line is not None and any(version in key.split("/") for key in line.told):
        return Presence.KEPT
    return Presence.RECEIVED if version in received else None
