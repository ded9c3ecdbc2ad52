"""Which tables a plan writes, and whether their rows are among that."""

from __future__ import annotations

import pytest

from shinchoku.catalogue_kinds.ckan.api.steps import tables_to_write
from shinchoku.catalogue_kinds.ckan.wanted.stored import files_to_show
from shinchoku.catalogues.planning import plan_steps
from shinchoku.catalogues.things import Kept, Picture, Policy, Thing, ThingKind

KEY = "current/a.csv/rows"
OURS = {"columns": ("a", "b"), "key": ("a",), "rows": "2", "digest": "dd", "preview": "true"}
THEIRS = {"digest": "ee"}
KEPT = Kept(KEY, {"columns": ("a", "b"), "key": ("a",), "rows": "2", "digest": "ee"}, kind=ThingKind.TABLE)


def table(**fields: object) -> Picture:
    """Return a picture of one table, without the fields that are nothing."""
    told = {name: value for name, value in {**OURS, **fields}.items() if value is not None}
    return {KEY: Thing(ThingKind.TABLE, KEY, told)}  # type: ignore[arg-type]  # fields of a table


@pytest.mark.parametrize(
    ("wanted", "present", "policy", "kept", "written", "shown"),
    [
        (table(), {}, Policy.REPAIR, None, {"a.csv": True}, ["a.csv"]),
        (table(), table(**THEIRS), Policy.REPAIR, None, {"a.csv": True}, []),
        # A preview alone changes no table.
        (table(), table(preview=None), Policy.REPAIR, None, {}, ["a.csv"]),
        (table(), table(**THEIRS, preview=None), Policy.REPAIR, KEPT, {}, ["a.csv"]),
        # What the plan leaves of the rows stays, whatever is said of the columns.
        (table(columns=("a", "c")), table(**THEIRS), Policy.LEAVE, None, {"a.csv": False}, []),
        (table(columns=("a", "c")), table(), Policy.LEAVE, None, {"a.csv": True}, []),
    ],
)  # fmt: skip
def test_rows_are_written_where_they_are_ours_to_write(
    wanted: Picture,
    present: Picture,
    policy: Policy,
    kept: Kept | None,
    written: dict[str, bool],
    shown: list[str],
) -> None:
    """Not where a person keeps them, nor where the plan leaves them."""
    steps = plan_steps(wanted, present, table(), policy, {KEY: kept} if kept else {})
    assert tables_to_write(steps) == written
    assert files_to_show(steps) == shown
