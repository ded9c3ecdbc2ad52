"""Whether a catalogue has a version: by its last receipt, by what it was told, or by the record alone."""

from __future__ import annotations

from datetime import date

import pytest

from shinchoku.catalogues.presence import Presence, presence_of
from shinchoku.catalogues.standing import Line
from shinchoku.catalogues.things import Kind, Thing

OLD, NEW = "2026-11-23", "2026-11-24"


def line(*keys: str) -> Line:
    """Return the line of a catalogue that was last told these files."""
    return Line("city", NEW, date(2026, 11, 24), told={key: Thing(Kind.FILE, key, {}) for key in keys})


@pytest.mark.parametrize(
    ("told", "received", "newest", "there"),
    [
        (line(), (NEW, OLD), OLD, Presence.NEWEST),
        (line(f"archive-2026/{OLD}/progress.csv"), (NEW, OLD), NEW, Presence.KEPT),
        (line(f"releases/{OLD}/progress.csv"), (), "", Presence.KEPT),
        (line("current/progress.csv"), (NEW, OLD), NEW, Presence.RECEIVED),
        (None, (NEW, OLD), NEW, Presence.RECEIVED),
        (line(f"releases/{OLD}.2/progress.csv"), (NEW,), NEW, None),
        (None, (), "", None),
    ],
)
def test_a_version_is_there_as_far_as_it_is_known(
    told: Line | None, received: tuple[str, ...], newest: str, there: Presence | None
) -> None:
    """As the newest, as one that is kept, by the record of a receipt, or not at all."""
    assert presence_of(OLD, told, received, newest) is there
