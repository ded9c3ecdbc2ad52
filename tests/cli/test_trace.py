"""`shinchoku trace`: a published value back to its cell, on a terminal and as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cli.called import Command, Done
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City
from sqlalchemy import update

from shinchoku.adapters.state.tables import readings

pytestmark = pytest.mark.covers_core


@pytest.fixture
def follow(run: Command, city: City) -> Command:
    """Trace a value of 海辺市 after its first night."""
    city.send_all()
    city.first_night()

    def command(*arguments: str) -> Done:
        return run("trace", city.plan_file, *arguments, "--data", city.data)

    return command


def told(done: Done) -> dict[str, Any]:
    """Return the document that a command printed."""
    found: dict[str, Any] = json.loads(done.out)
    return found


@pytest.mark.parametrize("year", ["2023", "R5", "令和5年度", "令和５年度"])
def test_a_year_is_named_as_people_write_it(follow: Command, year: str) -> None:
    """A Western year, an era's letter and an era's name mean the same."""
    assert told(follow(year, "2", "actual_value", "--format", "json"))["fiscal_year"] == 2023


def test_a_published_figure_is_followed_to_its_cell(follow: Command, city: City) -> None:
    """File, date, sheet, cell, raw text, value, round, department and release are told."""
    found = told(follow("R5", "2", "actual_value", "--format", "json"))
    (release,) = found["releases"]
    origin = release["origin"]
    assert (found["standing"], found["table"], release["version"], release["value"]) == (
        "released",
        "indicators",
        "2024-05-02",
        "110",
    )
    assert (origin["path"], origin["cell"], origin["raw"], origin["value"]) == (PLANNING, "E2", "110", "110")
    assert (origin["round"], origin["department"], origin["received_on"]) == (
        "r5-end",
        "kikaku",
        "2024-05-02",
    )
    assert origin["sha256"] in city.received()


def test_a_cumulative_figure_names_both_of_its_columns(follow: Command) -> None:
    """The published actual value of a cumulative target is the running total; its year's value is beside."""
    total = told(follow("R5", "5", "actual_value", "--format", "json"))["releases"][0]
    in_year = told(follow("R5", "5", "value_in_year", "--format", "json"))["releases"][0]
    assert (total["value"], total["origin"]["cell"]) == ("210", "F3")
    assert (in_year["value"], in_year["origin"]["cell"]) == ("20", "E3")


def test_the_heading_of_a_running_total_means_the_published_figure(follow: Command) -> None:
    """累計 of a cumulative target is what is published as its actual value."""
    found = told(follow("R5", "5", "累計", "--format", "json"))
    assert (found["field"], found["releases"][0]["value"]) == ("actual_value", "210")


def test_a_value_of_a_year_that_is_held_waits(follow: Command, city: City) -> None:
    """It is in no release, its cell is known, and a file of nobody's is no part of the trace."""
    city.send("令和6年度/年度末/企画課.csv", "2|A|多くの来訪者を迎えた||130")
    city.send("だれかの.csv", SHEETS[PLANNING])
    city.night("2025-05-12")
    found = told(follow("R6", "2", "result_text", "--format", "json"))
    assert (found["standing"], found["releases"]) == ("waits", [])
    assert found["current"]["cell"] == "C2"
    assert "だれか" not in json.dumps(found, ensure_ascii=False)


def test_an_item_that_was_registered_after_a_release_has_no_value_in_it(follow: Command, city: City) -> None:
    """It stands in none of the releases of its year."""
    new = {"no": "R5-9", "name": "岬の灯", "policy_measure": "U1-1", "department": "kikaku"}
    city.register(items=[*city.plan.items, new])
    found = told(follow("R5", "R5-9", "achievement_status", "--format", "json"))
    assert (found["standing"], found["releases"]) == ("unreported", [])


def test_a_release_whose_file_has_no_place_today_names_no_row(follow: Command, city: City) -> None:
    """The release stays; that its file belongs to no department of today's register is no guess at a cell."""
    departments = [d.model_dump(mode="json", exclude_defaults=True) for d in city.plan.departments]
    departments[0] |= {"name": "政策室", "aliases": []}
    city.register(departments=departments)
    (release,) = told(follow("R5", "2", "actual_value", "--format", "json"))["releases"]
    assert (release["value"], release["origin"]) == ("110", None)


def test_a_status_is_told_with_the_step_that_made_it(follow: Command) -> None:
    """達成状況 may be asked for by its heading; the step from `B` to its code is shown in Japanese."""
    done = follow("R5", "8", "達成状況")
    assert done.code == 0
    for text in (
        "公表済み",
        PLANNING,
        "「B」 → 「not_achieved」",
        "選択肢のコードにした",
        "2024-05-02",
        "総務部 企画課",
    ):
        assert text in done.out, text


def test_a_carried_value_says_so(follow: Command, city: City) -> None:
    """When the newest row is not accepted, the one that counts is carried forward, and both are told."""
    city.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("48", "約48"))
    city.night("2024-05-03")
    found = told(follow("R5", "3", "actual_value", "--format", "json"))
    (rejected,) = found["not_accepted"]
    assert found["current"]["carried_forward_from"] == "2024-05-02"
    assert (rejected["raw"], rejected["accepted"]) == ("約48", False)
    assert [finding["cell"] for finding in rejected["findings"]] == ["E3"]
    assert "前回の内容を引き継ぎ" in follow("R5", "3", "actual_value").out


def test_every_release_of_a_value_is_told(follow: Command, city: City) -> None:
    """A value that changed stands once for each release, each with its own cell."""
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "来訪者を大いに迎えた"))
    city.night("2024-05-03")
    found = told(follow("R5", "2", "result_text", "--format", "json"))
    assert [(one["version"], one["value"]) for one in found["releases"]] == [
        ("2024-05-02", "来訪者を迎えた"),
        ("2024-05-03", "来訪者を大いに迎えた"),
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("R5", "99", "actual_value"), "取組項目「99」は登録されていません"),
        (("R5", "R6-1", "actual_value"), "対象ではありません"),
        (("R5", "2", "photo"), "指定できる列: achievement_status, result_text"),
        (("R5", "1", "actual_value"), "指定できる列"),
        (("R5", "2", "target_value"), "登録簿（plan.toml）の値です"),
        (("R9", "2", "actual_value"), "照会は登録されていません"),
        (("いつか", "2", "actual_value"), "2023、R5、令和5年度 の形"),
    ],
)
def test_what_cannot_be_traced_is_said_in_a_sentence(
    follow: Command, arguments: tuple[str, ...], said: str
) -> None:
    """An unknown year, item or column: exit 2, and what there is instead."""
    done = follow(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_password_is_no_argument(follow: Command) -> None:
    """An address with a password is refused with the name of the variable that it belongs in."""
    address = "postgresql+psycopg://steward:secret@db/plan"
    done = follow("R5", "2", "actual_value", "--database", address)
    assert (done.code, "SHINCHOKU_DATABASE_URL" in done.err, "secret" in done.err) == (2, True, False)


def test_before_the_first_night_there_is_nothing(run: Command, city: City) -> None:
    """Without a database it is said that nothing has been received."""
    done = run("trace", city.plan_file, "R5", "2", "actual_value", "--data", city.data)
    assert (done.code, "まだ一度も処理していません" in done.out) == (0, True)


def test_a_suspected_person_is_not_shown(follow: Command, city: City) -> None:
    """A row that was not accepted for personal data is told without that text."""
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "076-000-0000へお電話ください"))
    city.night("2024-05-03")
    for how in ((), ("--format", "json")):
        done = follow("R5", "2", "result_text", *how)
        assert "SH701" in done.out
        assert "076-000-0000" not in done.out


def test_a_trace_waits_until_changed_readers_have_read_again(follow: Command, city: City) -> None:
    """What an older program read is not called unreported: the next night reads it anew."""
    with city.session("2099-12-31") as session, session.change_by_itself() as change:
        change.connection.execute(update(readings).values(reader="0"))
        change.record("read", "0")
    done = follow("R5", "2", "actual_value")
    assert (done.code, done.out) == (2, "")
    assert "shinchoku nightly" in done.err
