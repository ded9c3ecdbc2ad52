"""The 主な取組 of each policy measure, chosen from the terminal."""

from __future__ import annotations

import json

import pytest
from cli.called import Command, Options, Sit
from contract.city import City

from shinchoku.review.people import Role

DAY = ("--as-of", "2024-05-12")
YEAR = ("--fiscal-year", "R5")


@pytest.mark.usefixtures("doubtful")
def test_a_steward_chooses_an_item_and_edits_its_sentence(
    run: Command, at: Options, sit: Sit, city: City
) -> None:
    """Both texts are kept; a measure without one is shown; a choice can be taken back."""
    del city
    sit("steward", Role.STEWARD)
    choice = at(
        *YEAR,
        "--measure",
        "U1-1",
        "--item",
        "1",
        "--text",
        "市民と浜を清掃した",
        "--reason",
        "年次報告",
        *DAY,
    )
    done = run("highlight", "choose", *choice)
    assert (done.code, "U1-1 の主な取組を No.1 にしました" in done.out) == (0, True)
    told = json.loads(run("highlight", "list", *at(*YEAR, *DAY, "--format", "json")).out)
    (one,) = told["choices"]
    assert (one["text"], one["original_text"]) == ("市民と浜を清掃した", "浜を清掃した")
    assert "U1-2" in told["without"]
    out = run("highlight", "list", *at(*YEAR, *DAY)).out
    assert ("市民と浜を清掃した" in out, "主な取組がありません: U1-2" in out) == (True, True)
    forget = at(*YEAR, "--measure", "U1-1", "--reason", "選び直す", *DAY)
    assert run("highlight", "forget", *forget).code == 0
    assert json.loads(run("highlight", "list", *at(*YEAR, *DAY, "--format", "json")).out)["choices"] == []


@pytest.mark.usefixtures("doubtful")
@pytest.mark.parametrize(("measure", "item"), [("U1-2", "1"), ("U9-9", "1"), ("U1-1", "999"), ("U1-1", "2")])
def test_a_choice_that_will_not_do_is_refused(
    run: Command, at: Options, sit: Sit, measure: str, item: str
) -> None:
    """Of another measure, of none, no item, or one without an accepted row: exit 2 with a sentence."""
    sit("steward", Role.STEWARD)
    done = run(
        "highlight", "choose", *at(*YEAR, "--measure", measure, "--item", item, "--reason", "年次報告", *DAY)
    )
    assert (done.code, done.err.startswith("エラー: ")) == (2, True)


def test_before_the_first_night_nothing_is_chosen(run: Command, at: Options, sit: Sit, city: City) -> None:
    """The list says so; choosing needs a night."""
    assert "選んだ主な取組はありません" in run("highlight", "list", *at(*YEAR)).out
    assert not city.data.exists()
    choice = at(*YEAR, "--measure", "U1-1", "--item", "1", "--reason", "年次報告", *DAY)
    assert run("highlight", "choose", *choice).code == 2
    sit("steward", Role.STEWARD)
    assert run("highlight", "choose", *choice).code == 2
