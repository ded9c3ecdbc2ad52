"""What handing in a sheet does, as the page of its check shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from shinchoku.bilingual import Bilingual
from shinchoku.register.plan import Plan
from shinchoku.review.submit_effect import EffectKind, EffectOnField, ItemEffect
from shinchoku.spelling import spelled

_LONGEST, _BEFORE = 120, 30


@dataclass(frozen=True, slots=True)
class EffectLine:
    """What happens to one item, with its name; texts are as short as a table shows them."""

    effect: ItemEffect
    item_name: str
    changes: tuple[EffectOnField, ...]
    path: str
    """The path that counts now."""


def effects_by_kind(plan: Plan, effects: Sequence[ItemEffect]) -> dict[EffectKind, list[EffectLine]]:
    """Return what happens to the items, what weighs most first; kinds that do not happen are left out."""
    lines: dict[EffectKind, list[EffectLine]] = {kind: [] for kind in EffectKind}
    for one in effects:
        item = plan.items_by_no.get(one.item_no)
        changes = tuple(map(_shown, one.changes))
        lines[one.kind].append(EffectLine(one, item.name if item else "", changes, spelled(one.path)))
    return {kind: found for kind, found in lines.items() if found}


def _shown(change: EffectOnField) -> EffectOnField:
    """Return a change with both texts cut to where they begin to differ."""
    ja = _cut(change.old.ja, change.new.ja)
    en = _cut(change.old.en, change.new.en)
    return EffectOnField(change.name, Bilingual(ja[0], en[0]), Bilingual(ja[1], en[1]))


def _cut(old: str, new: str) -> tuple[str, str]:
    """Return two texts as they may be shown: of long ones, the part around their first difference."""
    start = 0
    if max(len(old), len(new)) > _LONGEST:
        same = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
        start = max(0, same - _BEFORE)
    return _part(old, start), _part(new, start)


def _part(text: str, start: int) -> str:
    """Return a part of a text, with a sign where something was left out."""
    if not text:
        return ""
    end = start + _LONGEST
    shown = ("…" if start else "") + text[start:end] + ("…" if len(text) > end else "")
    return spelled(" ".join(shown.split()))
