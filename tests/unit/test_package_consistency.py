"""Packages of which one table contradicts another, with every hash and document made to fit."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from builders import content, day, fiscal, item, umibe
from builders.packages import packaged, resealed, table_of, verified
from builders.register import items

from schemas.published import TABLES
from schemas.typed import column_types
from shinchoku.bilingual import Bilingual
from shinchoku.figures.tables import YearContent
from shinchoku.package.build import documents
from shinchoku.package.csv_text import write_csv
from shinchoku.package.facts import facts_in, schema_version_of, semantic_version
from shinchoku.package.verify import Fault, verify_package
from shinchoku.register.plan import Plan
from shinchoku.releases.history import Cause, Release, YearEntry


def package_of(year: YearContent, plan: Plan | None = None) -> dict[str, bytes]:
    """Return the files of a first release of one year."""
    history = [Release("2024-06-01", day("06-01"), {fiscal(2023): YearEntry(year.digest, Cause.FIRST)})]
    return packaged(plan or umibe(), history, lambda _: year)


def edited(files: dict[str, bytes], table: str, rows: list[dict[str, str]]) -> dict[str, bytes]:
    """Return a package with other rows of one table, and what follows from them made anew but the workbook."""
    tables = {name: tuple(table_of(files, name)) for name in TABLES} | {table: tuple(rows)}
    csvs = {name: write_csv(rows, column_types(TABLES[name])) for name, rows in tables.items()}
    again = documents(facts_in(json.loads(files["datapackage.json"])), tables, csvs)
    return resealed({**files, **{f"{name}.csv": one for name, one in csvs.items()}, **again})


def stating(files: dict[str, bytes], **changed: object) -> dict[str, bytes]:
    """Return a package that states something else of itself, and what follows from it made anew but the workbook."""
    facts = facts_in(json.loads(files["datapackage.json"]) | changed)
    tables = {name: tuple(table_of(files, name)) for name in TABLES}
    csvs = {name: files[f"{name}.csv"] for name in TABLES}
    return resealed({**files, **documents(facts, tables, csvs)})


def revised_package() -> dict[str, bytes]:
    """Return a package of a second release, which revised a year."""
    old, new = content("1 A"), content("1 A; 6 A")
    history = [
        Release("2024-06-01", day("06-01"), {fiscal(2023): YearEntry(old.digest, Cause.FIRST)}),
        Release("2024-06-02", day("06-02"), {fiscal(2023): YearEntry(new.digest, Cause.REVISION)}),
    ]
    return packaged(umibe(), history, {old.digest: old, new.digest: new}.__getitem__)


def found(files: dict[str, bytes]) -> list[Fault]:
    """Return what does not hold but for the workbook."""

    def fits(*_: object) -> Iterator[tuple[int, Bilingual]]:
        yield from ()

    return verify_package(files, fits)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("progress", "result_text", "終えました。"),
        ("progress", "value_status", "provisional"),
        ("indicators", "actual_value_missing", "pending"),
    ],
)
def test_what_was_not_reported_says_nothing(table: str, column: str, value: str) -> None:
    """No. 4 is unreported: a text, a state or another reason for no figure is somebody else's."""
    files = package_of(content("1 A"))
    rows = table_of(files, table)
    number = next(n for n, row in enumerate(rows, start=1) if row["item_no"] == "4")
    rows[number - 1][column] = value
    assert (f"{table}.csv", number) in {
        (fault.file, fault.row) for fault in found(edited(files, table, rows))
    }


def test_a_year_without_its_figures_is_named() -> None:
    """A package that tells a year and has no row of it."""
    files = package_of(content("1 A"))
    broken = resealed({**files, "achievement.csv": files["achievement.csv"].partition(b"\r\n")[0] + b"\r\n"})
    assert any("no row of FY2023" in fault.message.en for fault in found(broken))


def test_a_contradiction_is_a_fault_where_the_rule_returns_it() -> None:
    """No. 2 says achieved with 90 of 100: the year's rule would not have counted it."""
    (fault,) = verified(package_of(content("1 A; 2 A 90")))
    assert (fault.file, fault.row, "contradicts" in fault.message.en) == ("indicators.csv", 1, True)


def test_a_contradiction_that_the_plan_counts_is_named_in_the_readme() -> None:
    """A plan that does not apply SH501 says so of every year, and which items it is about."""
    plan = umibe(checks={"off": ["SH501"]})
    files = package_of(content("1 A; 2 A 90", plan), plan)
    assert verified(files) == []
    rule = json.loads(files["datapackage.json"])["fiscal_years"][0]["achievement_rule"]
    assert rule["contradictions"] == "counted"
    assert (
        "- 1項目（No.2「来訪者を増やす」）は、申告された達成状況と、目標値・実績値が食い違っています"
        in files["README.md"].decode()
    )


def test_a_carried_row_may_contradict_a_target_that_came_later() -> None:
    """It was accepted before, and says since when."""
    assert verified(package_of(content("1 A; 2 A 90 *"))) == []


def test_an_item_that_is_not_due_has_no_figure() -> None:
    """A figure for a year that is evaluated later is a contradiction, too."""
    files = package_of(content("1 A; 2 －時期外"))
    assert found(files) == []
    rows = table_of(files, "indicators")
    rows[0] |= {"actual_value": "100", "actual_value_missing": ""}
    told = [fault.message.en for fault in found(edited(files, "indicators", rows)) if fault.row == 1]
    assert any("contradicts the item's status" in one for one in told)


@pytest.mark.parametrize("changed", [{"item_no": "4"}, {"field": "nonsense"}])
def test_a_value_that_is_not_there_came_from_nowhere(changed: dict[str, str]) -> None:
    """No. 4 is unreported; no table has such a column."""
    files = package_of(content("1 A; 2 A 110"))
    rows = table_of(files, "provenance")
    row = {**rows[-1], "table_name": "progress", "field": "next_action", **changed}
    told = found(edited(files, "provenance", [*rows, row]))
    assert ("provenance.csv", len(rows) + 1) in {(fault.file, fault.row) for fault in told}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"previous": {"release": "2024-06-03", "fiscal_years": [2023]}}, "comes after this one"),
        ({"previous": None}, "does not fit the years of the release before"),
        ({"previous": {"release": "2024-06-01", "fiscal_years": []}}, "does not fit the years"),
        ({"previous": {"release": "2024-06-01", "fiscal_years": [2022, 2023]}}, "years taken back"),
        ({"taken_back": [{"fiscal_year": 2022, "reason": ""}]}, "years taken back"),
        ({"release": "2024-06-01.2"}, "a release that is not there yet"),
        ({"fiscal_years": "twice"}, "one is there twice"),
    ],
)
def test_a_statement_that_the_tables_or_another_contradict_is_found(
    changed: dict[str, object], words: str
) -> None:
    """Though every document was made anew from it."""
    files = revised_package()
    assert found(files) == []
    if changed == {"fiscal_years": "twice"}:
        changed = {"fiscal_years": json.loads(files["datapackage.json"])["fiscal_years"] * 2}
    assert any(words in fault.message.en for fault in found(stating(revised_package(), **changed)))


def test_a_year_that_is_called_new_was_not_there_before() -> None:
    """Why a year is there follows from the years of the release before."""
    files = revised_package()
    years = json.loads(files["datapackage.json"])["fiscal_years"]
    told = stating(files, fiscal_years=[{**years[0], "cause": "first"}])
    assert any("does not fit the years" in fault.message.en for fault in found(told))


def test_rows_that_are_illustrative_make_the_package_so() -> None:
    """A package that holds what no source states says so."""
    plan = umibe(plan={"illustrative_reports": True})
    files = package_of(content("1 A", plan), plan)
    assert verified(files) == []
    assert any(
        "nothing is illustrative" in fault.message.en for fault in found(stating(files, illustrative=False))
    )


@pytest.mark.parametrize("day_told", ["2024-06-03", "2024-05-01"])
def test_all_that_a_version_revised_has_one_day_of_it(day_told: str) -> None:
    """No later than the release, and the same for every value."""
    files = revised_package()
    rows = table_of(files, "revisions")
    rows[0]["revised_on"] = day_told
    assert any("has a day that is not" in f.message.en for f in found(edited(files, "revisions", rows)))


def of_plan(row: dict[str, str], field: str) -> bool:
    """Tell whether a revision is about a figure of the whole plan."""
    return (row["row_key"], row["field"]) == ("level=plan;key=umibe", field)


@pytest.mark.parametrize(
    ("field", "told"), [("achieved", "0"), ("rate_percent", "12.3"), ("unreported", "1")]
)
def test_another_past_does_not_add_up(field: str, told: str) -> None:
    """What the changelog says a figure was follows from the items and reports of then."""
    files = revised_package()
    rows = table_of(files, "revisions")
    revised = [row for row in rows if of_plan(row, field)]
    if revised:
        revised[0]["old_value"] = told
    else:
        rows.append(
            {**next(row for row in rows if of_plan(row, "achieved")), "field": field, "old_value": told}
        )
        rows[-1]["new_value"] = next(
            row[field] for row in table_of(files, "achievement") if row["level"] == "plan"
        )
    assert any("before 2024-06-02" in fault.message.en for fault in found(edited(files, "revisions", rows)))


@pytest.mark.parametrize("table", ["achievement", "progress"])
def test_a_past_that_is_left_out_does_not_add_up(table: str) -> None:
    """Revisions of figures without those of reports, or the other way round."""
    files = revised_package()
    rows = [row for row in table_of(files, "revisions") if row["table_name"] != table]
    assert any("before 2024-06-02" in fault.message.en for fault in found(edited(files, "revisions", rows)))


def test_every_state_that_was_public_adds_up() -> None:
    """A year that came, changed, went and came again, with an item that joined."""
    joined = umibe(items=[*items(), item("9", "港の清掃")])
    one, two, three = content("1 A"), content("1 A; 6 A"), content("1 B; 9 A", joined)
    entry = {year.digest: YearEntry(year.digest, Cause.REVISION) for year in (one, two, three)}
    first = {year.digest: YearEntry(year.digest, Cause.FIRST) for year in (one, two, three)}
    other = content("1 A", year=2024)
    kept = {fiscal(2024): YearEntry(other.digest, Cause.KEPT)}
    history = [
        Release(
            "2024-06-01",
            day("06-01"),
            {fiscal(2023): first[one.digest], fiscal(2024): YearEntry(other.digest, Cause.FIRST)},
        ),
        Release("2024-06-02", day("06-02"), {fiscal(2023): entry[two.digest], **kept}),
        Release("2024-06-03", day("06-03"), kept, dropped={fiscal(2023): YearEntry("", Cause.ROLLBACK)}),
        Release("2024-06-04", day("06-04"), {fiscal(2023): first[two.digest], **kept}),
        Release("2024-06-05", day("06-05"), {fiscal(2023): entry[three.digest], **kept}),
    ]
    known = {year.digest: year for year in (one, two, three, other)}
    for last in range(1, len(history) + 1):
        assert verified(packaged(joined, history[:last], known.__getitem__)) == []


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "tables.xlsx"])
def test_a_package_has_all_its_files_and_no_other(name: str) -> None:
    """Also where SHA256SUMS agrees."""
    files = package_of(content("1 A"))
    without = resealed({other: one for other, one in files.items() if other != name})
    assert [(fault.file, fault.message.en) for fault in verified(without)] == [(name, "the file is missing.")]
    more = resealed({**files, "extra.pdf": b"%PDF"})
    assert [fault.file for fault in verified(more)] == ["extra.pdf"]


def test_of_many_differences_the_first_are_told() -> None:
    """Who sees twenty looks at the file."""
    files = package_of(content("1 A"))
    descriptor = json.loads(files["datapackage.json"])
    for resource in descriptor["resources"]:
        for field in resource["schema"]["fields"]:
            field["title"] = "列"
    told = resealed({**files, "datapackage.json": json.dumps(descriptor).encode()})
    assert len([fault for fault in found(told) if fault.file == "datapackage.json"]) == 20


def test_a_package_of_another_shape_is_told_by_it() -> None:
    """Packages of before said a date as their version; nothing but their hashes is verified."""
    files = package_of(content("1 A"))
    descriptor = json.loads(files["datapackage.json"]) | {"version": "2024-06-01"}
    (fault,) = found(resealed({**files, "datapackage.json": json.dumps(descriptor).encode()}))
    assert "is of shape 1, this program verifies 2" in fault.message.en
    assert (schema_version_of({}), schema_version_of({"version": "3.20240601.1"})) == (1, 3)


@pytest.mark.parametrize(
    ("release", "version"),
    [
        ("2026-11-23", "2.20261123.1"),
        ("2026-11-23.2", "2.20261123.2"),
        ("2026-01-05.10", "2.20260105.10"),
    ],
)
def test_a_version_says_shape_day_and_number(release: str, version: str) -> None:
    """It sorts as releases do."""
    assert semantic_version(release) == version


def test_a_year_of_before_that_also_changed_says_both() -> None:
    """Its tables have a new shape, and a row of it came."""
    old, new = content("1 A"), content("1 A; 6 A")
    history = [
        Release("2024-06-01", day("06-01"), {fiscal(2023): YearEntry("kept before", Cause.FIRST)}),
        Release("2024-06-02", day("06-02"), {fiscal(2023): YearEntry(new.digest, Cause.REVISION)}),
    ]
    files = packaged(umibe(), history, {"kept before": old, new.digest: new}.__getitem__)
    assert (
        "報告の追加や数値の確定による更新です。\n\n表の形を新しくしました" in files["CHANGELOG.md"].decode()
    )
    assert verified(files) == []
