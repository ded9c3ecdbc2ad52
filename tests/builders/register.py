"""The register of 海辺市, an invented city: one policy, two measures, nine items, four rounds."""

from __future__ import annotations

from typing import cast

from shinchoku.adapters.catalogues.kinds import settings_of_kinds
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

Entry = dict[str, object]


def fiscal(year: int) -> FiscalYear:
    """Return a fiscal year tersely."""
    return FiscalYear(year)


def department(code: str, name: str, bureau: str = "", **more: object) -> Entry:
    """Return an entry of `departments`."""
    return {"code": code, "name": name, "bureau": bureau, **more}


def indicator(unit: str, targets: dict[int, float], direction: str = "increase", **more: object) -> Entry:
    """Return the `indicator` of an item; annual unless said otherwise."""
    return {
        "name": "指標",
        "unit": unit,
        "direction": direction,
        "accumulation": "annual",
        "targets": {str(year): value for year, value in targets.items()},
        **more,
    }


def item(no: str, name: str = "取組", by: str = "kikaku", measure: str = "U1-1", **more: object) -> Entry:
    """Return an entry of `items`."""
    return {"no": no, "name": name, "policy_measure": measure, "department": by, **more}


def round_(
    id_: str, name: str, fiscal_year: int, opens: str, due: str, *, feeds: bool = True, **more: object
) -> Entry:
    """Return an entry of `rounds`."""
    return {
        "id": id_,
        "name": name,
        "fiscal_year": fiscal_year,
        "opens": opens,
        "due": due,
        "feeds_rate": feeds,
        **more,
    }


def umibe(**sections: object) -> Plan:
    """Return the register of 海辺市 with some of its sections replaced; a table is merged, a list is not."""
    register = entries()
    for name, section in sections.items():
        old = register.get(name)
        register[name] = (
            {**old, **section} if isinstance(old, dict) and isinstance(section, dict) else section
        )
    return Plan.model_validate(register, context=settings_of_kinds())


def items() -> list[Entry]:
    """Return the entries of `items`, to make another register of."""
    return cast("list[Entry]", entries()["items"])


def entries() -> Entry:
    """Return the register as `plan.toml` would hold it."""
    return {
        "plan": {
            "id": "umibe",
            "title": "海辺市まちづくり計画",
            "title_en": "Umibe City Plan",
            "municipality_name": "海辺市",
            "municipality_code": "322016",
            "first_fiscal_year": "令和5年度",
            "last_fiscal_year": 2026,
        },
        "publication": {
            "dataset": "umibe-plan",
            "title": "海辺市まちづくり計画の進捗",
            "title_en": "Progress of the Umibe City Plan",
            "description": "進捗です。",
            "description_en": "Progress.",
            "publisher": "海辺市",
            "publisher_en": "Umibe City",
            "contact": "企画課",
            "licence": {"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://example.org/by/4.0/"},
            "attribution": "海辺市",
            "spatial": "海辺市",
        },
        "inbox": {"url": "inbox"},
        "release": {"max_unreported_items": 9, "max_rate_change_points": 100},
        "reporting": {
            "denominator": ["achieved", "not_achieved"],
            "scale": {
                "S": "achieved",
                "A": "achieved",
                "B": "not_achieved",
                "C": "pending",
                "－時期外": "not_due",
            },
            "achievement_rule": {
                "name": "declared",
                "version": "1",
                "description": "所管課の申告によります。",
                "description_en": "As declared.",
            },
        },
        "basic_policies": [{"key": "U1", "name": "海と暮らす"}],
        "policy_measures": [
            {"key": "U1-1", "basic_policy": "U1", "name": "浜を守る"},
            {"key": "U1-2", "basic_policy": "U1", "name": "港を育てる"},
        ],
        "departments": [
            department("kikaku", "企画課", "総務部", aliases=["企画係"]),
            department("kankyo", "環境課", "市民部"),
            department("gyoko", "漁港課", "産業部", to_fiscal_year=2023, succeeded_by="suisan"),
            department("suisan", "水産課", "産業部"),
        ],
        "items": [
            item("1", "浜の清掃", "kankyo", page=3),
            item("2", "来訪者を増やす", indicator=indicator("人", {2023: 100, 2024: 120})),
            item("3", "ごみを減らす", "kankyo", indicator=indicator("t", {2023: 50, 2024: 45}, "decrease")),
            item(
                "4",
                "水質を保つ",
                "kankyo",
                indicator=indicator(
                    "mg/L", {2023: 7, 2024: 7}, "maintain", tolerance=0.5, accumulation="point_in_time"
                ),
            ),
            item(
                "5",
                "松を植える",
                indicator=indicator(
                    "本",
                    {2023: 200, 2024: 400},
                    accumulation="cumulative",
                    baseline_fiscal_year=2022,
                    baseline_value=80.5,
                ),
            ),
            item("6", "漁港の改修", "gyoko", "U1-2"),
            item("7", "窓口の統合", to_fiscal_year=2023, end_reason="merged", successor="8"),
            item("8", "空き家の活用", measure="U1-2", related_departments=["kankyo"]),
            item(
                "R6-1",
                "魚市場を開く",
                "suisan",
                "U1-2",
                from_fiscal_year=2024,
                indicator=indicator("回", {2024: 10}),
            ),
        ],
        "rounds": [
            round_("r5-end", "年度末", 2023, "2024-04-01", "2024-05-10", folder="令和5年度/年度末"),
            round_(
                "r5-fix", "確定", 2023, "2024-09-01", "2024-09-30", folder="令和5年度/確定", covers="pending"
            ),
            round_("r6-mid", "中間", 2024, "2024-10-01", "2024-10-31", folder="令和6年度/中間", feeds=False),
            round_("r6-end", "年度末", 2024, "2025-04-01", "2025-05-10", folder="令和6年度/年度末"),
        ],
    }
