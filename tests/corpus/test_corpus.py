"""The corpus of known truth: no sheet is misread silently, and what can be read is read."""

from __future__ import annotations

import pytest
from corpus.cases import CHUNK, COUNT, case
from corpus.counting import Matrix


@pytest.mark.parametrize("start", range(0, COUNT, CHUNK))
def test_no_value_is_misread_silently_and_documented_forms_are_read(start: int, matrix: Matrix) -> None:
    """A value that differs from the truth has a finding on it; a sheet of documented forms is read whole."""
    before = len(matrix.silent), len(matrix.unread)
    matrix.add(*map(case, range(start, min(start + CHUNK, COUNT))))
    assert matrix.silent[before[0] :] == []
    assert matrix.unread[before[1] :] == []


def test_the_corpus_has_more_than_two_thousand_distinct_sheets() -> None:
    """No two sheets have the same bytes."""
    assert len({case.__wrapped__(index).sha256 for index in range(COUNT)}) == COUNT > 2000


def test_a_sheet_depends_on_its_index_alone() -> None:
    """The same index gives the same bytes at any time, in every format."""
    first = [case.__wrapped__(index).content for index in range(19)]
    assert first == [case.__wrapped__(index).content for index in range(19)]
