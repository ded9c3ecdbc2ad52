"""The validation rules, by family: the file, the layout, the cell, the register, consistency, time, privacy."""

from __future__ import annotations

from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule
from shinchoku.checks.rules import (
    bounds,
    cells,
    columns,
    consistency,
    contract,
    figures,
    file,
    lateness,
    layout,
    machine_readability,
    names,
    over_rounds,
    over_time,
    over_years,
    placement,
    privacy,
    register,
    revision,
    row_words,
    shown_digits,
    units,
    unseen,
    years,
)

RULES: dict[str, Rule] = {
    rule.code: rule
    for rule in sorted(
        (
            *file.RULES,
            *bounds.RULES,
            *layout.RULES,
            *columns.RULES,
            *placement.RULES,
            *years.RULES,
            *unseen.RULES,
            *contract.RULES,
            *cells.RULES,
            *figures.RULES,
            *shown_digits.RULES,
            *units.RULES,
            *register.RULES,
            *names.RULES,
            *row_words.RULES,
            *consistency.RULES,
            *over_time.RULES,
            *over_rounds.RULES,
            *over_years.RULES,
            *lateness.RULES,
            *revision.RULES,
            *privacy.RULES,
            *machine_readability.RULES,
        ),
        key=lambda rule: rule.code,
    )
}
"""Every rule by its code."""

FAMILIES: dict[str, Bilingual] = {
    "SH1": Bilingual("ファイル", "The file"),
    "SH2": Bilingual("表のつくり", "The layout"),
    "SH3": Bilingual("セル", "The cell"),
    "SH4": Bilingual("登録簿との照合", "The register"),
    "SH5": Bilingual("つじつま", "Consistency"),
    "SH6": Bilingual("提出と訂正", "Submission and revision"),
    "SH7": Bilingual("個人情報", "Privacy"),
    "SH8": Bilingual("機械判読性", "Machine readability"),
}
"""Every family by the letters that its codes begin with."""


def family_of(code: str) -> str:
    """Return the family of a rule's code: `SH203` → `SH2`."""
    return code[: len("SH2")]
