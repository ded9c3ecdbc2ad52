"""What people are told to do: nothing that was sent is to be destroyed, and nothing is called what it is not."""

from __future__ import annotations

import re

import pytest

from shinchoku.checks.rules import RULES

DESTROYING = re.compile(
    r"消し|消す|削除|除い|取り除|クリア|捨て|上書き(?!保存)|\b(?:delete|remove|clear|erase|drop|discard)\b",
    re.IGNORECASE,
)
WITHOUT_HARM = {
    "SH103": "the file is Excel's own lock, which holds nothing that anybody wrote",
    "SH119": "two persons had its bytes destroyed already; what lies in the inbox is a copy of them",
    "SH701": "personal data must not be published; the original file stays with its department",
}
"""Rules whose remedy may take something away, and why that destroys no evidence."""


@pytest.mark.parametrize("code", sorted(RULES))
def test_a_remedy_destroys_no_evidence(code: str) -> None:
    """Rows, columns, sheets and figures that nobody understood are kept, moved or told apart, never deleted."""
    remedy = RULES[code].remedy
    found = DESTROYING.search(remedy.ja) or DESTROYING.search(remedy.en)
    assert (found is None) == (code not in WITHOUT_HARM), remedy


@pytest.mark.parametrize("code", sorted(RULES))
def test_no_rule_calls_a_cell_empty_in_its_own_words(code: str) -> None:
    """Whether a cell is empty, holds only a sign or is not there is told by what was looked at."""
    message = RULES[code].message
    assert not re.search(r"空です|空欄です|未記入", message.ja)
    assert not re.search(r"\bis empty\b|\bare empty\b|\bblank\b", message.en)
