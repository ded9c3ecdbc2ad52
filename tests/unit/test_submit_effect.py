"""What handing in a sheet does to each item, as a table: what came before, what the sheet says, what happens."""

from __future__ import annotations

import pytest
from builders import ENVIRONMENT, PLANNING, checked, received, umibe

from shinchoku.bilingual import Bilingual
from shinchoku.console.effect_view import effects_by_kind
from shinchoku.intake.sheets import Appearance, Reading
from shinchoku.review.submit_effect import EffectKind, ItemEffect, submit_effects

HEADING = "番号|達成状況|取組実績|実績値"
OTHER = "令和5年度/年度末/企画課2.xlsx"
File = tuple[Appearance, Reading]


def file(lines: str, path: str = PLANNING, on: str = "05-01", sequence: int = 1) -> File:
    """Return a file as it was received."""
    return received(f"{HEADING}\n{lines}", path, on, sequence)


def effects(before: list[File], handed_in: File) -> dict[str, ItemEffect]:
    """Return what handing in a sheet of 企画課 does, by item."""
    plan = umibe()
    sides = checked(*before, as_of="05-03"), checked(*before, handed_in, as_of="05-03")
    told = submit_effects(
        plan, plan.rounds_by_id["r5-end"], plan.departments_by_code["kikaku"], handed_in[0], sides
    )
    return {one.item_no: one for one in told}


NEW = file("2|A|実施|120", on="05-02", sequence=2)
WRONG = file("2|Z|実施|120", on="05-02", sequence=2)
CASES: dict[str, tuple[list[File], File, EffectKind | None]] = {
    "nothing came before": ([], NEW, EffectKind.NEW),
    "another value": ([file("2|A|実施|110")], NEW, EffectKind.CHANGES),
    "another text alone": ([file("2|A|別の文|120")], NEW, EffectKind.CHANGES),
    "texts that differ at their very end": (
        [file(f"2|A|{'長' * 500}一|120")],
        file(f"2|A|{'長' * 500}二|120", on="05-02", sequence=2),
        EffectKind.CHANGES,
    ),
    "the same": ([file("2|A|実施|120")], NEW, EffectKind.SAME),
    "a mistake over what counts": ([file("2|A|実施|110")], WRONG, EffectKind.KEPT),
    "a mistake, and nothing counts": ([], WRONG, EffectKind.IN_REVIEW),
    "not on the sheet, on the one before": (
        [file("2|A|実施|110\n5|A|植樹|210")],
        file("5|A|植樹|210", on="05-02", sequence=2),
        EffectKind.MISSING,
    ),
    "not on the sheet, on another file": (
        [file("2|A|実施|110", OTHER)],
        file("5|A|植樹|210", on="05-02", sequence=2),
        None,
    ),
    "nowhere": ([], file("7|A|統合|", on="05-02", sequence=2), EffectKind.UNREPORTED),
    "not on the sheet, in review by another file": (
        [file("2|Z|実施|110", OTHER)],
        file("7|A|統合|", on="05-02", sequence=2),
        None,
    ),
    "a mistake at a place that was empty brings a contradiction back": (
        [file("2|A|甲|110"), received(f"{HEADING}\n2|A|乙|111", OTHER, present=False)],
        file("2|Z|実施|120", OTHER, on="05-02", sequence=2),
        EffectKind.GOES,
    ),
    "the sheet takes a contradiction away": (
        [file("2|A|甲|110"), file("2|A|乙|111", OTHER)],
        file("7|A|統合|", on="05-02", sequence=2),
        EffectKind.NEW,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_happens_to_an_item(case: str) -> None:
    """No. 2, as a night would judge it."""
    before, handed_in, kind = CASES[case]
    found = effects(before, handed_in).get("2")
    assert (found.kind if found else None) == kind


def test_values_that_change_are_told_with_what_counts_now() -> None:
    """By the names of their fields, in words, with the date and the path of what counts now."""
    one = effects([file("2|A|晴れ|110")], NEW)["2"]
    assert [(change.name.ja, change.old.ja, change.new.ja) for change in one.changes] == [
        ("実績値", "110人", "120人"),
        ("取組実績", "晴れ", "実施"),
    ]
    assert (str(one.received_on), one.path) == ("2024-05-01", PLANNING)


def test_a_reason_in_place_of_a_figure_is_a_change_of_the_figure() -> None:
    """数値未確定 where a figure stood is one change, not two."""
    pending = file("2|C|集計中|数値未確定", on="05-02", sequence=2)
    one = effects([file("2|A|集計中|110")], pending)["2"]
    assert [(change.name.ja, change.old.ja, change.new.ja) for change in one.changes] == [
        ("達成状況", "達成", "数値未確定"),
        ("実績値", "110人", "未確定"),
    ]


def test_an_item_of_another_department_is_none_of_the_sheets() -> None:
    """What 環境課 reported is not told to 企画課."""
    assert "1" not in effects([file("1|A|清掃|", ENVIRONMENT)], NEW)


def test_a_long_text_is_shown_where_it_begins_to_differ() -> None:
    """Cut to what a table holds, so that the difference is in it."""
    before, handed_in, _ = CASES["texts that differ at their very end"]
    plan = umibe()
    (line,) = effects_by_kind(plan, [effects(before, handed_in)["2"]])[EffectKind.CHANGES]
    (change,) = line.changes
    assert change.old.ja == f"…{'長' * 30}一"
    assert change.new.ja == f"…{'長' * 30}二"
    assert change.name == Bilingual("取組実績", change.name.en)
