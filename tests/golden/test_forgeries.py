"""Forgeries with every hash made to fit: what follows from the tables, or contradicts them, is noticed.

Two forgers are tried. The first edits files and seals them again. The second knows this program: readme, changelog,
descriptor, workbook and joined table are made anew from what was forged, so that only the truth within the tables is
left to find it. What no table contradicts is for a signature to find.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builders.packages import resealed, table_of, verified

from schemas.published import TABLES
from schemas.typed import column_types
from shinchoku.bilingual import Bilingual
from shinchoku.night.release import drawn_workbook
from shinchoku.package.build import DESCRIPTOR, SUMS, WORKBOOK, checksums, documents
from shinchoku.package.compose import items_wide
from shinchoku.package.csv_text import write_csv
from shinchoku.package.facts import facts_in
from shinchoku.package.verify import verify_package
from shinchoku.releases.as_published import in_columns

GOLDEN = {
    file.name: file.read_bytes()
    for file in sorted((Path(__file__).parent / "kanazawa-2026-11-23").iterdir())
    if file.name != "releases.json"
}
Rows = list[dict[str, str]]
Tables = dict[str, Rows]
Forge = Callable[[Tables], None]


def put(table: str, column: str, new: str, **where: str) -> Forge:
    """Return a forgery of one value: of the first row in which the other columns are so."""

    def forge(tables: Tables) -> None:
        row = next(one for one in tables[table] if all(one[name] == value for name, value in where.items()))
        assert row[column] != new
        row[column] = new

    return forge


def take(table: str, **where: str) -> Forge:
    """Return a forgery that takes a row away."""

    def forge(tables: Tables) -> None:
        row = next(one for one in tables[table] if all(one[name] == value for name, value in where.items()))
        tables[table].remove(row)

    return forge


def add(table: str, like: dict[str, str], **new: str) -> Forge:
    """Return a forgery that puts a row more: like the first one of which the other columns are so."""

    def forge(tables: Tables) -> None:
        row = next(one for one in tables[table] if all(one[name] == value for name, value in like.items()))
        tables[table].append({**row, **new})

    return forge


def both(*forgeries: Forge) -> Forge:
    """Return several forgeries as one."""

    def forge(tables: Tables) -> None:
        for one in forgeries:
            one(tables)

    return forge


NO_ITEMS = {
    **dict.fromkeys(("items", "achieved", "not_achieved", "pending", "carried_forward"), "0"),
    **dict.fromkeys(("in_review", "unreported", "not_due"), "0"),
    **dict.fromkeys(("rate_percent", "rate_percent_min", "rate_percent_max", "rate_change_points"), ""),
}
"""The figures of a group without items."""

FOUND_IN_THE_TABLES: dict[str, Forge] = {
    "a group's label": put("achievement", "label", "効率の質を高める", level="basic_policy", key="P1"),
    "a kind's label": put("achievement", "label", "指標あり", level="kind", key="numeric_target"),
    "a status's label": put("codes", "label_ja", "おおむね達成", code="not_achieved"),
    "a code's meaning": put("codes", "description_ja", "達成に数えます。", code="pending"),
    "a department's name": put("codes", "label_ja", "総務局 未来課", code="D01"),
    "a code taken away": take("codes", code_list="missing_reason", code="withheld"),
    "a code more": put("codes", "code", "reached", code="achieved"),
    "an item without its target": take("indicators", item_no="1"),
    "an item that is not measured any more": put("action_items", "item_kind", "other", item_no="1"),
    "a figure that misses its target": put("indicators", "actual_value", "13", item_no="1"),
    "a target that the figure misses": put("indicators", "target_value", "1000", item_no="1"),
    "the direction of a target": put("indicators", "target_direction", "decrease", item_no="1"),
    "a pending figure called final": put("indicators", "value_status", "confirmed", item_no="78"),
    "a figure called revised that nobody revised": put("progress", "value_status", "revised", item_no="2"),
    "a status": put("progress", "achievement_status", "achieved", item_no="78"),
    "a count": put("achievement", "achieved", "81", level="plan"),
    "a rate": put("achievement", "rate_percent", "90.0", level="plan"),
    "a bound of a rate": put("achievement", "rate_percent_max", "95.0", level="plan"),
    "an item behind a count": put("achievement_items", "item_no", "3", level="plan", item_no="2"),
    "a department without its row": both(
        take("achievement", level="department", key="D05"), take("codes", code_list="department", code="D05")
    ),
    "a department that answers for nothing": both(
        add("achievement", {"level": "department"}, key="D99", label="総務局 未来課", **NO_ITEMS),
        add("codes", {"code_list": "department"}, code="D99", label_ja="総務局 未来課"),
    ),
    "a report no longer illustrative": put("progress", "illustrative", "false", item_no="2"),
    "figures no longer illustrative": put("achievement", "illustrative", "false", level="department"),
    "an official figure": put("official_figures", "achieved", "79", level="plan"),
    "a highlight's words": put("highlights", "text_ja", "すべて達成しました。", highlight_kind="main_result"),
    "a highlight's item": put("highlights", "name", "別の取組", highlight_kind="main_result"),
    "the order of items": put("action_items", "item_order", "91", item_no="1"),
    "an item that ended": put("action_items", "to_fiscal_year", "2022", item_no="1"),
    "the city": put("quality", "municipality_code", "172022"),
    "another year": put("provenance", "fiscal_year", "2024"),
}
"""What one table says of another finds these, however well everything else was made to fit."""

FOUND_BY_WHAT_FOLLOWS: dict[str, Forge] = {
    "a cell of the joined table": put("items_wide", "achievement_status_label", "達成", item_no="78"),
    "what was done": put("progress", "result_text", "すべて終えました。", item_no="2"),
    "where a value came from": put("provenance", "cell", "A1", item_no="1"),
    "how many problems there were": put("quality", "findings", "99"),
    "figures that the city states called illustrative": put(
        "achievement", "illustrative", "true", level="plan"
    ),
    "a figure on the good side": put("indicators", "actual_value", "500", item_no="1"),
}
"""What follows from the tables finds these, until somebody makes it all anew."""

DOCUMENTS: dict[str, tuple[tuple[str | int, ...], object]] = {
    "version": (("version",), "2.20251123.1"),
    "release": (("release",), "2025-11-23"),
    "created": (("created",), "2025-11-23T00:00:00+09:00"),
    "temporal": (("temporal",), {"start": "2022-04-01", "end": "2024-03-31"}),
    "licence": (("licenses", 0, "name"), "CC0-1.0"),
    "title": (("title",), "別の計画"),
    "a year's label": (("fiscal_years", 0, "label"), "令和6年度（2024年度）"),
    "the denominator": (("fiscal_years", 0, "achievement_rule", "denominator"), ["achieved", "not_achieved"]),
    "what contradictions become": (("achievement_rule", "contradictions"), "counted"),
    "a column's meaning": (("resources", 1, "schema", "fields", 3, "title"), "番号"),
    "a code's label": (("resources", 1, "schema", "fields", 4, "categories", 0, "label"), "完了"),
    "a key": (("resources", 0, "schema", "primaryKey"), ["item_no"]),
    "something more": (("approved",), True),
    "two persons": (("four_eyes",), False),
    "no longer illustrative": (("illustrative",), False),
}
"""Edits of the descriptor alone: where, and what it says then."""


def forged(forge: Forge) -> dict[str, bytes]:
    """Return the package with some rows forged and every hash made to fit."""
    tables = {name: table_of(GOLDEN, name) for name in TABLES}
    forge(tables)
    csvs = {f"{name}.csv": write_csv(rows, column_types(TABLES[name])) for name, rows in tables.items()}
    return resealed({**GOLDEN, **csvs})


def a_fitting_workbook(*_: object) -> Iterator[tuple[int, Bilingual]]:
    """Find nothing wrong with a workbook: drawing the one that fits costs more than all else."""
    yield from ()


def made_anew(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return a forged package with all that follows from its tables made anew, by this very program; its workbook, too."""
    tables = {name: tuple(table_of(files, name)) for name in TABLES}
    tables["items_wide"] = in_columns("items_wide", items_wide(tables))
    facts = facts_in(json.loads(files[DESCRIPTOR]))
    csvs = {name: write_csv(rows, column_types(TABLES[name])) for name, rows in tables.items()}
    again = {
        **{f"{name}.csv": content for name, content in csvs.items()},
        **documents(facts, tables, csvs),
        WORKBOOK: b"",
    }
    return {**again, SUMS: checksums(again)}


@pytest.mark.parametrize(
    "forge",
    [*FOUND_IN_THE_TABLES.values(), *FOUND_BY_WHAT_FOLLOWS.values()],
    ids=[*FOUND_IN_THE_TABLES, *FOUND_BY_WHAT_FOLLOWS],
)
def test_a_forgery_that_was_sealed_again_is_noticed(forge: Forge) -> None:
    """Whatever cell was edited: something that follows from it says otherwise."""
    assert verified(forged(forge)) != []


@pytest.mark.parametrize("what", FOUND_IN_THE_TABLES)
def test_a_forgery_is_noticed_though_everything_else_was_made_anew(what: str) -> None:
    """The other tables know better."""
    try:
        files = made_anew(forged(FOUND_IN_THE_TABLES[what]))
    except KeyError:
        return  # the joined table cannot be made of what is left
    found = verify_package(files, a_fitting_workbook)
    assert {fault.file for fault in found} & {f"{name}.csv" for name in TABLES} != set()


@pytest.mark.parametrize("what", FOUND_BY_WHAT_FOLLOWS)
def test_what_no_table_contradicts_is_for_a_signature(what: str) -> None:
    """Who makes everything anew from other facts has made another package, and a right one."""
    assert verify_package(made_anew(forged(FOUND_BY_WHAT_FOLLOWS[what])), a_fitting_workbook) == []


@pytest.mark.parametrize("what", DOCUMENTS)
def test_a_descriptor_that_says_otherwise_is_noticed(what: str) -> None:
    """What can be derived of it is; what cannot stands in the readme, too."""
    descriptor = json.loads(GOLDEN[DESCRIPTOR])
    (*way, last), value = DOCUMENTS[what]
    place = descriptor
    for step in way:
        place = place[step]
    place[last] = value
    files = {**GOLDEN, DESCRIPTOR: (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()}
    assert verified({**files, SUMS: checksums({n: c for n, c in files.items() if n != SUMS})}) != []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("CHANGELOG.md", "88.9％", "98.9％"),
        ("CHANGELOG.md", "| 90 | 80 |", "| 90 | 89 |"),
        ("README.md", "2項目（No.78", "0項目（No.78"),
        ("README.md", "Creative Commons", "Public Domain"),
    ],
)
def test_a_document_that_was_edited_is_noticed(name: str, old: str, new: str) -> None:
    """The first line that differs is named."""
    text = GOLDEN[name].decode()
    assert old in text
    (fault,) = verified(resealed({**GOLDEN, name: text.replace(old, new, 1).encode()}))
    assert (fault.file, "line" in fault.message.en) == (name, True)


def test_a_workbook_that_says_otherwise_is_noticed() -> None:
    """Each row of a sheet is compared with its table."""
    tables = {name: tuple(table_of(GOLDEN, name)) for name in TABLES}
    facts = facts_in(json.loads(GOLDEN[DESCRIPTOR]))
    row = {**tables["achievement"][0], "achieved": "90", "rate_percent": "100.0"}
    other = drawn_workbook(facts, {**tables, "achievement": (row, *tables["achievement"][1:])})
    told = {
        (fault.file, fault.row, fault.message.ja) for fault in verified(resealed({**GOLDEN, WORKBOOK: other}))
    }
    assert (WORKBOOK, 1, "シート「達成率」の内容が、表と違います。") in told
    assert [fault.file for fault in verified(resealed({**GOLDEN, WORKBOOK: b"PK\3\4"}))] == [WORKBOOK]


@pytest.mark.parametrize(
    ("folder", "is_right"),
    [("2026-11-23", True), ("2026-11-24", False), ("latest", True), ("", True), ("2026-11-23.2", False)],
)
def test_a_release_lies_in_its_own_folder(folder: str, *, is_right: bool) -> None:
    """A folder that bears the name of another release is found; any other name says nothing."""
    assert (verified(GOLDEN, folder) == []) == is_right


@pytest.mark.parametrize("content", [b"\xef\xbb\xbf", b""])
def test_a_table_that_is_written_otherwise_is_noticed(content: bytes) -> None:
    """A mark before the first name, or other line ends, break other readers."""
    table = GOLDEN["progress.csv"]
    other = content + table if content else table.replace(b"\r\n", b"\n")
    assert "progress.csv" in {fault.file for fault in verified(resealed({**GOLDEN, "progress.csv": other}))}


def test_a_cell_that_a_spreadsheet_would_run_is_noticed() -> None:
    """Whoever seals a formula into the tables is found by the way that cells are written."""
    table, rows = GOLDEN["progress.csv"], table_of(GOLDEN, "progress")
    other = table.replace(rows[1]["result_text"].encode(), b"=1+1", 1)
    found = {(fault.file, fault.row) for fault in verified(resealed({**GOLDEN, "progress.csv": other}))}
    assert ("progress.csv", 0) in found
