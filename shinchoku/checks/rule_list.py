"""Every rule by its code, its name and the problem that breaks it, read once from the data files of the families."""

from pydantic import TypeAdapter

from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule
from shinchoku.checks.rule_files import words_of_families
from shinchoku.intake.problem_kinds import ProblemKind


def _load() -> dict[str, Rule]:
    """Return every rule by its code, in the order of codes."""
    told = [one for family in words_of_families() for one in family.items()]
    rules = TypeAdapter(list[Rule]).validate_python([{"code": code, **words} for code, words in sorted(told)])
    return {rule.code: rule for rule in rules}


RULES: dict[str, Rule] = _load()
"""Every rule by its code."""

RULES_BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES.values()}
"""Every rule by its name, which is that of the function that judges by it."""

RULES_BY_PROBLEM: dict[ProblemKind, Rule] = {rule.problem: rule for rule in RULES.values() if rule.problem}
"""The rule that each kind of problem breaks, as readers and parsers meet them."""

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
