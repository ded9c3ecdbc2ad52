"""SH501 to SH503 and SH511: examples of rows that contradict themselves or each other."""

from __future__ import annotations

from shinchoku.checks.examples.example import GOOD, NEXT_YEAR, Example, Examples, Register, one, sent

_ROUND = {
    "id": "r6-end",
    "name": "年度末",
    "fiscal_year": 2024,
    "opens": "2025-04-01",
    "due": "2025-05-10",
    "feeds_rate": True,
    "folder": "令和6年度/年度末",
}


def _falling(targets: dict[str, int]) -> Register:
    """Return a register whose only item should fall, with the targets of its years."""
    indicator = {
        "name": "ごみの量",
        "unit": "t",
        "direction": "decrease",
        "accumulation": "annual",
        "targets": targets,
    }
    item = {"no": "3", "name": "ごみを減らす", "policy_measure": "U1-1", "department": "kikaku"}
    return {"items": [{**item, "indicator": indicator}], "rounds": [_ROUND]}


_ROW = """
    番号 | 達成状況 | 取組実績 | 実績値
    3    | A        | 実施     | 40
"""

EXAMPLES: dict[str, Examples] = {
    "SH501": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 99
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     | 100
        """),
    ),
    "SH502": Examples(
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | A        | 実施     |
        """),
        one("""
            番号 | 達成状況 | 取組実績 | 実績値
            2    | －時期外 |          |
        """),
    ),
    "SH503": Examples(
        one("""
            番号 | 達成状況 | 取組実績
            8    | A        | 実施
            ８   | A        | 実施
        """),
        GOOD,
    ),
    "SH511": Examples(
        Example((sent(_ROW, NEXT_YEAR, "2025-05-01"),), "2025-05-02", _falling({"2023": 45, "2024": 50})),
        Example((sent(_ROW, NEXT_YEAR, "2025-05-01"),), "2025-05-02", _falling({"2023": 50, "2024": 45})),
    ),
}  # fmt: skip
