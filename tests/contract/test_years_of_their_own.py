"""A year keeps the labels, the denominator and the rule it was published with, whatever the register says later."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from builders import item
from builders.packages import verified
from builders.people import APPROVER
from contract.city import OFFICIAL, SHEETS, City
from sqlalchemy import Connection, create_engine, select, update

from shinchoku.adapters.state.tables import contents, releases, waiting
from shinchoku.figures.tables import YearContent
from shinchoku.usecases.approve import approve

OFFICIAL_2024 = [
    {
        "fiscal_year": 2024,
        "level": "plan",
        "key": "umibe",
        "items": 1,
        "achieved": 1,
        "pending": 0,
        "rate_percent": "100",
    }
]
NEXT_YEAR = {"令和6年度/年度末/企画課.csv": "2|A|来訪者を迎えた||130"}
WIDE = ["achieved", "not_achieved", "pending", "unreported"]


@pytest.fixture
def city(tmp_path: Path) -> City:
    """海辺市 after the night that released FY2023."""
    one = City(tmp_path)
    one.send_all()
    one.night("2024-05-01")
    return one


def files(city: City) -> dict[str, bytes]:
    """Return the package that is public."""
    return {file.name: file.read_bytes() for file in (city.published / "latest").iterdir()}


def register(city: City) -> dict[str, list[dict[str, object]]]:
    """Return the sections of the plan file as they are written."""
    return tomllib.loads(city.plan_file.read_text(encoding="utf-8"))


def without(city: City, department: str, successor: str) -> dict[str, object]:
    """Return the register after a department was struck off: its items, and its say in others, go to another."""
    whole = register(city)
    items = [
        {
            **one,
            "department": successor if one["department"] == department else one["department"],
            "related_departments": [d for d in one.get("related_departments", []) if d != department],
        }
        for one in whole["items"]
    ]
    return {"departments": [one for one in whole["departments"] if one["code"] != department], "items": items}


def test_a_year_is_released_while_another_waits_for_a_department_that_left_the_register(city: City) -> None:
    """FY2023 waits with the name it was published under; FY2024 goes out; the package verifies."""
    city.register(official_figures=[*OFFICIAL, *OFFICIAL_2024], **without(city, "kankyo", "kikaku"))
    for path, lines in NEXT_YEAR.items():
        city.send(path, lines)
    report = city.night("2025-05-01")
    told = {one.fiscal_year: (str(one.outcome), one.waiting is not None) for one in report.years}
    assert told == {2023: ("held", True), 2024: ("released", False)}
    assert verified(files(city)) == []
    named = {
        row["fiscal_year"]: row["department_name"]
        for row in city.table("items_wide")
        if row["item_no"] == "1"
    }
    assert named == {"2023": "市民部 環境課", "2024": "総務部 企画課"}


def test_a_year_is_released_while_another_waits_for_a_measure_that_left_the_register(city: City) -> None:
    """The items of 港を育てる were put under 浜を守る, and the measure struck off."""
    whole = register(city)
    items = [{**one, "policy_measure": "U1-1"} for one in whole["items"]]
    city.register(
        official_figures=[*OFFICIAL, *OFFICIAL_2024],
        policy_measures=whole["policy_measures"][:1],
        items=items,
    )
    for path, lines in NEXT_YEAR.items():
        city.send(path, lines)
    report = city.night("2025-05-01")
    assert {one.fiscal_year: str(one.outcome) for one in report.years} == {2023: "held", 2024: "released"}
    assert verified(files(city)) == []
    keys = {
        (row["fiscal_year"], row["code"])
        for row in city.table("codes")
        if row["code_list"] == "policy_measure"
    }
    assert keys == {("2023", "U1-1"), ("2023", "U1-2"), ("2024", "U1-1")}


def test_each_year_is_recomputed_with_its_own_denominator(city: City) -> None:
    """The plan counts what is missing from now on: FY2023 waits as it was counted, FY2024 goes out as it is."""
    stated = [{**OFFICIAL_2024[0], "items": 8, "rate_percent": "12.5"}]
    city.register(official_figures=[*OFFICIAL, *stated], reporting={"denominator": WIDE})
    city.send("令和6年度/年度末/企画課.csv", NEXT_YEAR["令和6年度/年度末/企画課.csv"])
    report = city.night("2025-05-01")
    held, first = report.years
    assert held.waiting is not None
    assert any(en.startswith("What a released year's rate counts") for _, en in held.waiting.reasons)
    assert first.waiting is not None  # seven items are missing: the city's 8 items are contradicted
    with city.session("2025-05-01") as session:
        approve(session, first.waiting.digest, APPROVER, reason="決裁済み")
    assert verified(files(city)) == []
    descriptor = json.loads(files(city)["datapackage.json"])
    counted = {
        year["fiscal_year"]: year["achievement_rule"]["denominator"] for year in descriptor["fiscal_years"]
    }
    assert counted == {
        2023: ["achieved", "not_achieved"],
        2024: ["achieved", "not_achieved", "pending", "in_review", "unreported"],
    }


def as_kept_before(connection: Connection, plan_id: str) -> None:
    """Rewrite the state as it was kept before years carried labels, rule and 確認中."""
    names: dict[str, str] = {}
    for row in connection.execute(select(contents).where(contents.c.plan_id == plan_id)).all():
        content = YearContent.from_json(row.body)
        substance = {
            name: table
            for name, table in content.substance.items()
            if name not in {"codes", "achievement_rule", "official_figures"}
        }
        substance["achievement"] = tuple(
            {name: value for name, value in line.items() if name != "in_review"}
            for line in content.table("achievement")
        )
        side = {name: table for name, table in content.side.items() if name != "codes_of_quality"}
        old = YearContent(substance, side)
        names[row.digest] = old.digest
        connection.execute(
            update(contents)
            .where(contents.c.plan_id == plan_id, contents.c.digest == row.digest)
            .values(digest=old.digest, body=old.to_json())
        )
    for table, column in ((releases, releases.c.years), (waiting, waiting.c.digest)):
        for row in connection.execute(select(*table.primary_key.columns, column)).all():
            *key, text = row
            for new, old_name in names.items():
                text = text.replace(new, old_name)
            which = [one == value for one, value in zip(table.primary_key.columns, key, strict=True)]
            connection.execute(update(table).where(*which).values({column.name: text}))


def grown_old(city: City) -> None:
    """Take the city's state back to what an earlier program kept, behind the back of this one."""
    engine = create_engine(f"sqlite:///{city.data / 'state' / 'shinchoku.db'}")
    with engine.begin() as connection:
        as_kept_before(connection, city.plan.id)
    engine.dispose()


def test_a_state_of_before_goes_on_with_one_release_that_says_so(city: City) -> None:
    """No hold, no revision for the changed shape; the night after that releases nothing."""
    grown_old(city)
    report = city.night("2024-05-02")
    (year,) = report.years
    assert (str(year.outcome), year.waiting, report.released_version) == ("released", None, "2024-05-02")
    assert city.table("revisions") == []
    changelog = files(city)["CHANGELOG.md"].decode()
    assert "表の形を新しくしました（列や表の追加）。このことによる値の変更はありません。" in changelog
    assert verified(files(city)) == []
    assert city.night("2024-05-03").released_version is None


def test_a_year_that_waits_goes_on_waiting_and_is_still_released_in_the_new_shape(city: City) -> None:
    """A confirmed value changed before the program did: its hold stays, what is public gets its columns."""
    path = next(iter(SHEETS))
    city.send(path, SHEETS[path].replace("110", "111"))
    city.night("2024-05-02")
    grown_old(city)
    report = city.night("2024-05-03")
    (year,) = report.years
    assert year.waiting is not None
    assert [en.partition(":")[0] for _, en in year.waiting.reasons] == ["A confirmed value would change"]
    assert report.released_version == "2024-05-03"
    (row,) = [one for one in city.table("indicators") if one["item_no"] == "2"]
    assert (row["actual_value"], city.table("revisions")) == ("110", [])
    assert city.night("2024-05-04").released_version is None


def test_a_state_of_before_that_lost_a_department_keeps_its_name(city: City) -> None:
    """The register changed on the day of the program: the name comes from the year's own figures."""
    grown_old(city)
    city.register(**without(city, "kankyo", "kikaku"))
    report = city.night("2024-05-02")
    assert report.released_version == "2024-05-02"
    assert verified(files(city)) == []
    labels = {row["code"]: row["label_ja"] for row in city.table("codes") if row["code_list"] == "department"}
    assert labels["kankyo"] == "市民部 環境課"


def test_a_new_label_of_a_released_year_waits(city: City) -> None:
    """The public name stays until somebody approves; approving it publishes the new one."""
    departments = register(city)["departments"]
    renamed = [
        {**one, "name": "環境政策課", "aliases": ["環境課"]} if one["code"] == "kankyo" else one
        for one in departments
    ]
    city.register(departments=renamed)
    (year,) = city.night("2024-05-02").years
    assert year.waiting is not None
    assert year.waiting.reasons[0][0].startswith("公表済みの名称が変わります: department kankyo")
    with city.session("2024-05-02") as session:
        approve(session, year.waiting.digest, APPROVER, reason="組織の名称の変更")
    labels = {row["code"]: row["label_ja"] for row in city.table("codes") if row["code_list"] == "department"}
    assert labels["kankyo"] == "市民部 環境政策課"
    assert verified(files(city)) == []


def test_a_new_item_waits_in_a_year_whose_rate_would_count_it(city: City) -> None:
    """海辺市 counts decided items: the item itself goes out, and what it reports joins the rate as a report."""
    city.register(items=[*register(city)["items"], item("9", "岬の灯")])
    assert city.night("2024-05-02").released_version == "2024-05-02"
