"""Texts that a program kept from becoming numbers in a delimited file."""

from __future__ import annotations

import pytest

from shinchoku.adapters.workbooks.delimited import read_delimited


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"=""001""",達成', ("001", "達成")),
        ('="001",達成', ("001", "達成")),
        ('"=""第""""一""""号""",達成', ('第"一"号', "達成")),
        ("=SUM(A1:A9),達成", ("=SUM(A1:A9)", "達成")),
        ('"=""001""&B1",達成', ('="001"&B1', "達成")),
    ],
)
def test_a_formula_that_is_nothing_but_a_text_is_the_text(line: str, cells: tuple[str, str]) -> None:
    """`="001"` says 001; what has to be computed stays as it stands."""
    assert read_delimited(f"番号,状況\n{line}\n".encode()).sheet.grid[1] == cells
