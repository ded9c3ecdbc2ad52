"""The two official rule sets for machine-readable tables, and which of our rules hold sheets to each item.

- MIC (総務省) 統計表における機械判読可能なデータの表記方法の統一ルール, 18 December 2020: 15 items.
- 行政データにおける機械可読性に関するルール, 31 March 2026: 30 items in three levels.

The items stand in the data beside this module; their titles are ours, in a few words. What we publish is held to the second set by
`docs/reference_pages/readability.py`.
"""

from dataclasses import dataclass
from enum import StrEnum

from shinchoku.bilingual import Bilingual
from shinchoku.sentences import data_beside


class RuleSet(StrEnum):
    """An official set of rules."""

    MIC_2020 = "MIC 2020-12-18"
    RULES_2026 = "2026-03-31"


@dataclass(frozen=True, slots=True)
class Standard:
    """One item of an official rule set, and the codes of our rules that name a breach of it."""

    rule_set: RuleSet
    id: str
    title: Bilingual
    rules: tuple[str, ...]
    is_fatal: bool = False
    """Whether the rule set counts a breach as fatal."""


def _items(rule_set: RuleSet, section: str) -> tuple[Standard, ...]:
    """Return the items of a set in their order."""
    return tuple(
        Standard(
            rule_set,
            number,
            Bilingual(item["ja"], item["en"]),
            tuple(item["rules"].split()),
            is_fatal=item.get("fatal", False),
        )
        for number, item in data_beside(__name__)[section].items()
    )


MIC = _items(RuleSet.MIC_2020, "mic_2020")
LEVELS = _items(RuleSet.RULES_2026, "rules_2026")
STANDARDS: tuple[Standard, ...] = (*MIC, *LEVELS)
"""Every item of both sets, in their order."""


def official_items(code: str) -> tuple[Standard, ...]:
    """Return the official items that a rule of ours names a breach of."""
    return tuple(item for item in STANDARDS if code in item.rules)
