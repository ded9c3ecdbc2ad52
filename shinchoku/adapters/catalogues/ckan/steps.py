"""What the steps about a dataset ask for: whether it stays deleted, what is told, which tables go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shinchoku.catalogues.ckan.shape import CURRENT, Shape
from shinchoku.catalogues.ckan.table_things import ROWS
from shinchoku.catalogues.things import Do, Kind, Step


def stays_deleted(steps: Sequence[Step]) -> bool:
    """Tell whether somebody deleted the dataset, and the plan's settings or a person leave it so."""
    dataset = next((step for step in steps if step.kind is Kind.DATASET), None)
    return dataset is None or dataset.goal is None or dataset.goal.fields["state"] != "active"


def tables_to_write(steps: Sequence[Step]) -> frozenset[str]:
    """Return the files whose tables are to be made or changed."""
    return frozenset(
        step.key.removeprefix(f"{CURRENT}/").removesuffix(ROWS)
        for step in steps
        if step.kind is Kind.TABLE and step.is_write
    )


def tables_to_go(shape: Shape, package: Mapping[str, Any], steps: Sequence[Step]) -> list[str]:
    """Return the resources to be removed that have a table: it would stay readable for ever without them."""
    gone = {step.key.removeprefix(f"{CURRENT}/") for step in steps if step.do is Do.REMOVE}
    ids = {shape.stable_id(name) for name in gone} | gone
    return [
        str(one["id"])
        for one in package.get("resources", ())
        if one["id"] in ids and one.get("datastore_active")
    ]
