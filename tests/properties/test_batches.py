"""Rules judge batches: how rows are put together into batches, and in which order, changes nothing that is found."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from builders import PLANNING, received, submitted, umibe
from hypothesis import given, settings
from hypothesis import strategies as st

from shinchoku.checks import row_validation
from shinchoku.checks.row_validation import Judged, judge_rows
from shinchoku.intake.submissions import Submission

NUMBERS = st.sampled_from(("2", "8", "99", "", "No.2", "2024-01-01", "R6-1"))
STATUSES = st.sampled_from(("A", "B", "C", "", "達成", "〃"))
TEXTS = st.sampled_from(("実施", "", "－", "記入例", "#REF!", "①㈱浜辺", "090-1234-5678に電話", "????"))
FIGURES = st.sampled_from(("110", "99", "", "約110", "1.2千", "3/5", "2024-03-05", "110千円", "#N/A", "多数"))
ROWS = st.lists(st.tuples(NUMBERS, STATUSES, TEXTS, FIGURES), min_size=1, max_size=4)


def files(sheets: Sequence[Sequence[tuple[str, ...]]]) -> list[Submission]:
    """Return one file for each list of rows."""
    heading = ("番号", "達成状況", "取組実績", "実績値")
    texts = ["\n".join(" | ".join(row) for row in (heading, *rows)) for rows in sheets]
    named = [received(text, PLANNING.replace(".xlsx", f"_{n}.xlsx")) for n, text in enumerate(texts)]
    return submitted(*named)


def told(judged: Sequence[Judged]) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return what is said of each row, in its order."""
    return [
        (
            one.row.source.cells["item_no"].cell,
            [(f.fingerprint, f.place.cell, f.message.ja) for f in one.findings],
        )
        for one in judged
    ]


@settings(max_examples=25)
@given(st.lists(ROWS, min_size=1, max_size=4), st.integers(1, 6))
def test_the_same_is_found_whatever_the_batch(sheets: list[list[tuple[str, ...]]], most: int) -> None:
    """File by file, in batches of any size or all at once."""
    plan, submissions = umibe(), files(sheets)
    at_once = told(judge_rows(plan, submissions))
    alone = [row for one in submissions for row in told(judge_rows(plan, [one]))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_validation, "_MANY_ROWS", most)
        in_batches = told(judge_rows(plan, submissions))
    assert alone == at_once == in_batches
