"""Rounds from the terminal: the list, what a year still lacks, and opening one."""

from __future__ import annotations

import json

import pytest
from cli.called import Command, Options, Sit
from contract.city import City

from shinchoku.review.people import Role

DAY = ("--as-of", "2024-05-02")
NEW = ("--fiscal-year", "R8", "--name", "年度末", "--opens", "2027-04-01", "--due", "2027-05-10")


def test_rounds_are_listed_with_their_days(run: Command, at: Options) -> None:
    """Whether each is open by then, before there is any data."""
    told = json.loads(run("round", "list", *at(*DAY, "--format", "json")).out)["rounds"]
    assert told[0]["id"] == "r5-end"
    assert [one["is_open"] for one in told][:1] == [True]
    out = run("round", "list", *at(*DAY)).out
    assert ("受付中" in out, "開始前" in out) == (True, True)


def test_a_year_says_what_it_still_lacks(run: Command, at: Options) -> None:
    """Rounds, targets, departments, highlights: each done or left, with what it is left for."""
    told = json.loads(run("round", "list", *at("--fiscal-year", "R8", "--format", "json")).out)
    steps = {one["task"]: one["done"] for one in told["opening"]["steps"]}
    assert (steps["period"], steps["rounds"], told["opening"]["is_ready"]) == (True, False, False)
    assert "[未] 照会" in run("round", "list", *at("--fiscal-year", "R8")).out
    assert "[left] Rounds" in run("round", "list", *at("--fiscal-year", "R8", "--lang", "en")).out


def test_a_steward_opens_a_round(run: Command, at: Options, sit: Sit, city: City) -> None:
    """It stands in the plan's file with its key and folder, and the trail says why."""
    city.night("2024-05-02")
    sit("steward", Role.STEWARD)
    more = ("--committee", "2027-06-01", "--publication", "2027-06-30", "--reason", "令和8年度の照会", *DAY)
    done = run("round", "open", *at(*NEW, *more, "--format", "json"))
    assert done.code == 0, done.err
    made = json.loads(done.out)["round"]
    assert (made["fiscal_year"], made["feeds_rate"], made["committee"]) == (2026, True, "2027-06-01")
    assert made["folder"] == "令和8年度/年度末"
    (entry,) = json.loads(run("audit", *at("--actor", "steward", "--format", "json")).out)["entries"]
    assert (entry["action"], entry["reason"]) == ("round_open", "令和8年度の照会")
    listed = json.loads(run("round", "list", *at("--format", "json")).out)["rounds"]
    assert made["id"] in {one["id"] for one in listed}


@pytest.mark.parametrize(
    ("roles", "changed", "said"),
    [
        ((Role.APPROVER,), {}, "確認担当"),
        ((Role.STEWARD,), {"--due": "2027-03-01"}, ""),
        ((Role.STEWARD,), {"--opens": "2020-04-01"}, ""),
    ],
)
def test_a_round_that_will_not_do_is_refused(  # noqa: PLR0913 -- the fixtures and the columns of the table
    run: Command,
    at: Options,
    sit: Sit,
    city: City,
    roles: tuple[Role, ...],
    changed: dict[str, str],
    said: str,
) -> None:
    """By somebody else, due before it opens, or opened before its year: exit 2, and the file stays as it is."""
    city.night("2024-05-02")
    sit("somebody", *roles)
    before = city.plan_file.read_bytes()
    options = [*NEW]
    for name, value in changed.items():
        options[options.index(name) + 1] = value
    done = run("round", "open", *at(*options, "--reason", "令和8年度の照会", *DAY))
    assert (done.code, said in done.err, city.plan_file.read_bytes() == before) == (2, True, True)
