"""The published tables: their contracts, keys and titles, in the order of the package.

The data package's descriptor, its validation and the generated reference all come from here.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.published.base import Published
from schemas.published.figures import Achievement, AchievementItems
from schemas.published.items import ActionItems, Highlights, Indicators, ItemsWide, Progress
from schemas.published.records import Codes, Provenance, Quality, Revisions, Waivers


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns of a table that must exist together in another table."""

    fields: tuple[str, ...]
    table: str


@dataclass(frozen=True, slots=True)
class TableContract:
    """A published table: its contract, its key, what it refers to, and its titles."""

    name: str
    model: type[Published]
    title_ja: str
    title_en: str
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()


_PLAN = ("municipality_code", "plan_id")
_YEAR = (*_PLAN, "fiscal_year")
_ITEM = (*_YEAR, "item_no")
_OF_ITEM = ForeignKey(_ITEM, "action_items")
_OF_GROUP = ForeignKey((*_YEAR, "level", "key"), "achievement")

TABLES: dict[str, TableContract] = {
    table.name: table
    for table in (
        TableContract("action_items", ActionItems, "取組項目", "Action items", _ITEM),
        TableContract("progress", Progress, "進捗状況", "Progress", _ITEM, (_OF_ITEM,)),
        TableContract("indicators", Indicators, "数値目標と実績", "Indicators", _ITEM, (_OF_ITEM,)),
        TableContract("achievement", Achievement, "達成率", "Achievement", (*_YEAR, "level", "key")),
        TableContract(
            "achievement_items",
            AchievementItems,
            "達成率の内訳",
            "Items behind each count",
            (*_YEAR, "level", "key", "item_no"),
            (_OF_GROUP, _OF_ITEM),
        ),
        TableContract(
            "highlights", Highlights, "主な取組", "Highlights", (*_YEAR, "highlight_kind", "item_no")
        ),
        TableContract(
            "revisions",
            Revisions,
            "訂正・確定の記録",
            "Revisions",
            (*_YEAR, "version", "table_name", "row_key", "field"),
        ),
        TableContract("quality", Quality, "データ品質", "Data quality", (*_YEAR, "department_code", "rule")),
        TableContract("waivers", Waivers, "理由付き確認", "Waivers", (*_YEAR, "item_no", "rule", "field")),
        TableContract(
            "provenance",
            Provenance,
            "来歴",
            "Provenance",
            (*_YEAR, "table_name", "item_no", "field"),
            (_OF_ITEM,),
        ),
        TableContract("codes", Codes, "コード表", "Codes", (*_YEAR, "code_list", "code")),
        TableContract(
            "items_wide", ItemsWide, "項目一覧（ラベル付き）", "Items with labels", _ITEM, (_OF_ITEM,)
        ),
    )
}
"""Every published table by name, in the order of the package."""
