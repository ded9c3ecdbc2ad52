"""Published text to typed frames, and what breaks a table's contract."""

from __future__ import annotations

import pytest
from builders import content

from schemas.codes import PUBLISHED_CODE_LISTS
from schemas.field import ColumnType
from schemas.published import TABLES
from schemas.typed import Breach, column_types, find_breaches

PROGRESS, INDICATORS, ACHIEVEMENT = TABLES["progress"], TABLES["indicators"], TABLES["achievement"]
GOOD = content("1 A; 2 A 110; 5 A 20/210 *")


def broken(table: str, row: int, **cells: str) -> list[tuple[int, str, str]]:
    """Return row, column and rule of the breaches after some cells of a good table were changed."""
    rows = [dict(one) for one in GOOD.table(table)]
    rows[row - 1].update(cells)
    return [(b.row, b.column, b.rule.split("(")[0]) for b in find_breaches(TABLES[table], rows)]


def test_columns_have_the_types_of_table_schema() -> None:
    """In the contract's order."""
    types = column_types(PROGRESS)
    assert list(types)[:4] == ["municipality_code", "plan_id", "fiscal_year", "item_no"]
    assert (types["fiscal_year"], types["carried_forward"], types["carried_forward_from"]) == (
        ColumnType.INTEGER,
        ColumnType.BOOLEAN,
        ColumnType.DATE,
    )


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_holds_its_contract(name: str) -> None:
    """No rows break no rule."""
    assert find_breaches(TABLES[name], []) == []


def test_a_good_table_has_no_breach() -> None:
    """Empty text is an empty cell."""
    assert find_breaches(INDICATORS, GOOD.table("indicators")) == []


@pytest.mark.parametrize(
    ("table", "cells", "breach"),
    [
        ("progress", {"municipality_code": "32201"}, ("municipality_code", "str_matches")),
        ("progress", {"achievement_status": "excellent"}, ("achievement_status", "isin")),
        ("progress", {"achievement_status": ""}, ("achievement_status", "not_nullable")),
        ("progress", {"carried_forward": "yes"}, ("carried_forward", "boolean")),
        ("progress", {"carried_forward_from": "2024-13-01"}, ("carried_forward_from", "str_matches")),
        ("indicators", {"baseline_fiscal_year": "2022.5"}, ("baseline_fiscal_year", "integer")),
        ("indicators", {"baseline_fiscal_year": "R4"}, ("baseline_fiscal_year", "integer")),
        ("indicators", {"actual_value": "約110"}, ("actual_value", "number")),
        ("action_items", {"item_order": "0"}, ("item_order", "greater_than_or_equal_to")),
    ],
)
def test_a_wrong_value_is_a_breach_at_its_row_and_column(
    table: str, cells: dict[str, str], breach: tuple[str, str]
) -> None:
    """Types, patterns, code lists and bounds."""
    assert (1, *breach) in broken(table, 1, **cells)


def test_a_rule_of_the_whole_row_is_a_breach_of_the_row() -> None:
    """Told once, at no column."""
    assert broken("progress", 1, achievement_status="not_achieved") == [
        (1, "", "a_missed_target_has_its_reason")
    ]
    assert broken("progress", 1, carried_forward_from="2024-05-01") == [
        (1, "", "carried_rows_name_their_date")
    ]


def test_a_rate_stands_exactly_where_there_are_items() -> None:
    """No items, no rate."""
    assert (1, "", "no_items_no_rate") in broken("achievement", 1, rate_percent="")


def test_a_repeated_key_is_a_breach_of_the_second_row() -> None:
    """Keys are unique."""
    rows = [GOOD.table("progress")[0]] * 2
    key = "municipality_code+plan_id+fiscal_year+item_no"
    assert find_breaches(PROGRESS, rows) == [Breach("progress", 2, key, "unique", "")]


def test_breaches_stand_by_row() -> None:
    """The first row first, each breach once."""
    rows = [dict(row, value_status="?") for row in GOOD.table("progress")]
    assert [breach.row for breach in find_breaches(PROGRESS, rows)] == list(range(1, 9))


def test_foreign_keys_and_keys_name_columns() -> None:
    """Of the table itself, and of the table they refer to."""
    for contract in TABLES.values():
        columns = set(column_types(contract))
        assert set(contract.primary_key) <= columns
        for foreign in contract.foreign_keys:
            assert set(foreign.fields) <= columns
            assert set(foreign.fields) <= set(column_types(TABLES[foreign.table]))


def test_every_code_has_its_labels() -> None:
    """One Japanese and one English label, and no label twice in a list."""
    for codes in PUBLISHED_CODE_LISTS.values():
        labels = [code.label_ja for code in codes]
        assert all(code.label_ja and code.label_en for code in codes)
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("figure", ["1e2", "inf", "nan", "９０", "1_000", " 5"])
def test_a_figure_is_written_in_plain_digits(figure: str) -> None:
    """What only a computer takes for a number is none in a published table."""
    row = {
        **dict.fromkeys(column_types(TABLES["achievement"]), "0"),
        "municipality_code": "322016",
        "plan_id": "umibe",
        "fiscal_year": "2023",
        "level": "plan",
        "key": "umibe",
        "label": "x",
        "items": "1",
        "illustrative": "false",
    }
    assert find_breaches(TABLES["achievement"], [row]) == []
    for column in ("achieved", "rate_percent"):
        assert column in {b.column for b in find_breaches(TABLES["achievement"], [row | {column: figure}])}
