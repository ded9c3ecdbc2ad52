"""What the last try at a catalogue found changed by others."""

from __future__ import annotations

import pytest

from shinchoku.catalogues.last_try import Became, Drifted, drifted_in
from shinchoku.catalogues.things import CatalogueStep, Do, FieldDifference, ThingKind

OURS, THEIRS = FieldDifference("size", "1", "2"), FieldDifference("sha256", "a", "b", is_drift=True)


@pytest.mark.parametrize(
    ("do", "is_done", "became"),
    [
        (Do.UPDATE, True, Became.PUT_RIGHT),
        (Do.UPDATE, False, Became.TO_BE_PUT_RIGHT),
        (Do.LEAVE, True, Became.LEFT),
    ],
)
def test_what_others_changed_is_told_with_what_became_of_it(
    do: Do,
    is_done: bool,  # noqa: FBT001 -- a column of the table
    became: Became,
) -> None:
    """Only what others changed, and of that only the fields that they did."""
    steps = (
        CatalogueStep(Do.UPDATE, ThingKind.FILE, "ours", (OURS,)),
        CatalogueStep(do, ThingKind.FILE, "theirs", (OURS, THEIRS), is_drift=True),
    )
    assert drifted_in(steps, is_done=is_done) == (Drifted("theirs", ("sha256",), became),)
