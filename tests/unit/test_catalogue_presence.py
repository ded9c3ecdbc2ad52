"""Whether a catalogue has a version: by its last receipt, by what it was told, or by the record alone."""

from __future__ import annotations

from datetime import date

import pytest

from shinchoku.catalogues.outbox import OutboxLine, VersionPresence, presence_of
from shinchoku.catalogues.things import Thing, ThingKind

OLD, NEW = "2026-11-23", "2026-11-24"


def line(*keys: str) -> OutboxLine:
    """Return the line of a catalogue that was last told these files."""
    return OutboxLine(
        "city", NEW, date(2026, 11, 24), told={key: Thing(ThingKind.FILE, key, {}) for key in keys}
    )


@pytest.mark.parametrize(
    ("told", "received", "newest", "there"),
    [
        (line(), (NEW, OLD), OLD, VersionPresence.NEWEST),
        (line(f"archive-2026/{OLD}/progress.csv"), (NEW, OLD), NEW, VersionPresence.KEPT),
        (line(f"releases/{OLD}/progress.csv"), (), "", VersionPresence.KEPT),
        (line("current/progress.csv"), (NEW, OLD), NEW, VersionPresence.RECEIVED),
        (None, (NEW, OLD), NEW, VersionPresence.RECEIVED),
        (line(f"releases/{OLD}.2/progress.csv"), (NEW,), NEW, None),
        (None, (), "", None),
    ],
)
def test_a_version_is_there_as_far_as_it_is_known(
    told: OutboxLine | None, received: tuple[str, ...], newest: str, there: VersionPresence | None
) -> None:
    """As the newest, as one that is kept, by the record of a receipt, or not at all."""
    assert presence_of(OLD, told, received, newest) is there
