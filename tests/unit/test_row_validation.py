"""Rows judged in batches of whole files: what comes, comes once, in its order, however many files make a batch."""

from __future__ import annotations

import pytest
from builders import PLANNING, received, submitted, umibe

from shinchoku.checks import row_validation
from shinchoku.checks.row_validation import judge_rows


@pytest.mark.parametrize(("most", "batches"), [(1, [2, 1, 2]), (3, [3, 2]), (1000, [5])])
def test_a_batch_is_full_with_the_file_that_makes_it_so(
    monkeypatch: pytest.MonkeyPatch, most: int, batches: list[int]
) -> None:
    """Files of two rows, of one and of two: none is divided."""
    sheets = ("2|A|実施\n5|A|実施", "7|A|実施", "8|A|実施\n2|A|実施")
    files = [received(f"番号|達成状況|取組実績\n{rows}", PLANNING.replace(".xlsx", f"_{n}.xlsx")) for n, rows in enumerate(sheets)]  # fmt: skip
    judged_at_once: list[int] = []
    find = row_validation.failures_of
    monkeypatch.setattr(row_validation, "_MANY_ROWS", most)
    monkeypatch.setattr(
        row_validation,
        "failures_of",
        lambda frame, judges: judged_at_once.append(len(frame.rows)) or find(frame, judges),
    )
    judged = judge_rows(umibe(), submitted(*files))
    assert judged_at_once == batches
    assert [one.row.item_no for one in judged] == ["2", "5", "7", "8", "2"]
