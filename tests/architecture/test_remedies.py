"""What people are told to do: nothing that was sent is to be destroyed, and nothing is called what it is not."""

from __future__ import annotations

import re

from shinchoku.checks.rule_list import RULES

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


def test_a_remedy_destroys_no_evidence() -> None:
    """Rows, columns, sheets and figures that nobody understood are kept, moved or told apart, never deleted."""
    remedies = {code: rule.remedy for code, rule in RULES.items()}
    destroying = {
        code for code, one in remedies.items() if DESTROYING.search(one.ja) or DESTROYING.search(one.en)
    }
    assert destroying == WITHOUT_HARM.keys()


def test_no_rule_calls_a_cell_empty_in_its_own_words() -> None:
    """Whether a cell is empty, holds only a sign or is not there is told by what was looked at."""
    empty = re.compile(r"空です|空欄です|未記入|\bis empty\b|\bare empty\b|\bblank\b")
    messages = {code: f"{rule.message.ja}\n{rule.message.en}" for code, rule in RULES.items()}
    assert [code for code, one in messages.items() if empty.search(one)] == []
