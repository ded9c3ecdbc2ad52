"""The validation rules, by family: the file, the layout, the row, the register, time, privacy."""

from __future__ import annotations

from shinchoku.findings import Rule
from shinchoku.rules import across, contract, privacy, reading, register

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted(
        (*reading.RULES, *contract.RULES, *register.RULES, *across.RULES, *privacy.RULES),
        key=lambda rule: rule.code,
    )
}
"""Every rule by its code."""
