"""The validation rules, by family: the file, the layout, the row, the register, time, privacy."""

from __future__ import annotations

from shinchoku.checks.findings import Rule
from shinchoku.checks.rules import consistency, contract, lateness, over_time, privacy, reading, register

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted(
        (
            *reading.RULES,
            *contract.RULES,
            *register.RULES,
            *consistency.RULES,
            *over_time.RULES,
            *lateness.RULES,
            *privacy.RULES,
        ),
        key=lambda rule: rule.code,
    )
}
"""Every rule by its code."""
