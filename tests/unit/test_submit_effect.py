"""What handing in a sheet does to each item, as a table: what the sheet says, what counts now, what happens."""

from __future__ import annotations

from datetime import date

import pytest

from shinchoku.bilingual import Bilingual
from shinchoku.review.submit_effect import Counting, EffectKind, Said, Value, submit_effects

DAY = date(2024, 5, 1)


def values(**columns: str) -> dict[str, Value]:
    """Return values whose name is their column."""
    return {name: Value(Bilingual(name, name), Bilingual(text, text)) for name, text in columns.items()}


def good(**columns: str) -> Said:
    """Return what a sheet says without a mistake."""
    return Said(values(**columns), is_accepted=True)


WRONG = Said({}, is_accepted=False)
NOW = Counting(values(actual="110", text="実施"), DAY, "令和5年度/企画課.csv")


@pytest.mark.parametrize(
    ("said", "now", "before", "kind", "changes"),
    [
        (good(actual="120", text="実施"), NOW, {"2"}, EffectKind.CHANGES, [("actual", "110", "120")]),
        (good(actual="120"), NOW, set(), EffectKind.CHANGES, [("actual", "110", "120"), ("text", "実施", "")]),
        (good(actual="110", text="実施"), NOW, {"2"}, EffectKind.SAME, []),
        (good(actual="120"), None, set(), EffectKind.NEW, [("actual", "", "120")]),
        (WRONG, NOW, {"2"}, EffectKind.KEPT, []),
        (WRONG, None, set(), EffectKind.IN_REVIEW, []),
        (None, NOW, {"2"}, EffectKind.MISSING, []),
        (None, NOW, set(), None, []),
        (None, None, set(), EffectKind.UNREPORTED, []),
    ],
)  # fmt: skip
def test_what_happens_to_an_item(
    said: Said | None,
    now: Counting | None,
    before: set[str],
    kind: EffectKind | None,
    changes: list[tuple[str, str, str]],
) -> None:
    """Every case of: on the sheet or not, in order or not, counting already or not, on the file before or not."""
    effects = submit_effects(["2"], {"2": said} if said else {}, {"2": now} if now else {}, before)
    found = [(one.kind, [(c.name.ja, c.old.ja, c.new.ja) for c in one.changes]) for one in effects]
    assert found == ([] if kind is None else [(kind, changes)])


def test_items_stand_in_the_order_of_the_round_then_of_the_sheet() -> None:
    """What is asked first; an item of another department that the sheet names is told, too."""
    said = {no: Said({}, is_accepted=True) for no in ("9", "3")}
    assert [one.item_no for one in submit_effects(["1", "3"], said, {}, {"4"})] == ["1", "3", "9", "4"]
