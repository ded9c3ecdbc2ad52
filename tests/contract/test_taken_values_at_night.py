"""What `check` lists as accepted is what a night publishes of the same sheets, whatever is wrong with them."""

from __future__ import annotations

from datetime import date

import pytest
from contract.city import ENVIRONMENT, HARBOUR, PLANNING, City

from shinchoku.adapters.state.contents import load_content
from shinchoku.night.lint import lint

SHEETS = {
    PLANNING: """
        2|A|来訪者を迎えた||１１０人|
        5|A|松を植えた||20|1百10
        7|A|窓口を統合した||3|
        8|B|空き家を調べた||
    """,
    ENVIRONMENT.replace(".csv", ".xlsx"): """
        1|A|浜を清掃した||
        3|C|集計を待っている||調整中
        4|A|水質を保った||7.2
        4|A|水質を保った||7.3
        99|A|知らない項目
        R6-1|A|まだ始まっていない||11
    """,
    HARBOUR: """
        6|C|漁港を改修している
        2|A|よその課の項目||300
    """,
}
PUBLISHED = {
    "1": {"achievement_status": "achieved", "result_text": "浜を清掃した"},
    "2": {"achievement_status": "achieved", "result_text": "来訪者を迎えた", "actual_value": "110"},
    "3": {
        "achievement_status": "pending",
        "result_text": "集計を待っている",
        "actual_value_missing": "pending",
    },
    "6": {"achievement_status": "pending", "result_text": "漁港を改修している"},
    "7": {"achievement_status": "achieved", "result_text": "窓口を統合した"},
}
"""5 has a running total that nobody can read, 8 gives no reason, 4 stands twice."""


@pytest.fixture
def city(city: City) -> City:
    """海辺市 has no official figures: what its sheets say goes out when somebody approves it."""
    city.register(official_figures=[], release={"max_unreported_items": 9, "max_rate_change_points": 100})
    return city


def test_accepted_values_are_the_published_ones(city: City) -> None:
    """Item by item and value by value; what is not accepted of an item is not published either."""
    files = {city.send(path, text): path for path, text in SHEETS.items()}
    accepted: dict[str, dict[str, str]] = {}
    for values in lint(city.plan, files, date(2024, 5, 2)).values.values():
        for one in values:
            if one.accepted and one.field not in {"item_no", "unit", "item_name"}:
                accepted.setdefault(one.item_no, {})[one.field] = one.value
    assert accepted == PUBLISHED
    (year,) = city.night().years
    assert year.waiting is not None
    with city.session() as session, session.engine.connect() as connection:
        content = load_content(connection, session.plan.id, year.waiting.digest)
    for row in content.table("progress"):
        values = PUBLISHED.get(row["item_no"], {})
        assert row["achievement_status"] in {values.get("achievement_status"), "unreported", "in_review"}
        assert row["result_text"] == values.get("result_text", "")
    for row in content.table("indicators"):
        values = PUBLISHED.get(row["item_no"], {})
        assert row["actual_value"] == values.get("actual_value", "")
        assert row["actual_value_missing"] in {
            values.get("actual_value_missing", ""),
            "unreported",
            "in_review",
        }
