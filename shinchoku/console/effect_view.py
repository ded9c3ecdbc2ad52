"""What handing in a sheet does, as the page of its check shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shinchoku.register.plan import Plan
from shinchoku.review.submit_effect import EffectKind, ItemEffect
from shinchoku.spelling import spelled


@dataclass(frozen=True, slots=True)
class EffectLine:
    """What happens to one item, with its name."""

    effect: ItemEffect
    item_name: str
    path: str
    """The path that counts now, as it may be shown."""


def effects_by_kind(plan: Plan, effects: Sequence[ItemEffect]) -> dict[EffectKind, list[EffectLine]]:
    """Return what happens to the items, what weighs most first; kinds that do not happen are left out."""
    lines: dict[EffectKind, list[EffectLine]] = {kind: [] for kind in EffectKind}
    for one in effects:
        item = plan.items_by_no.get(one.item_no)
        path = spelled(one.counting.path) if one.counting else ""
        lines[one.kind].append(EffectLine(one, item.name if item else "", path))
    return {kind: found for kind, found in lines.items() if found}
