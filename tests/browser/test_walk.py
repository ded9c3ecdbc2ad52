"""A night at the console, as people walk it: three mistakes, a return, a waiver, a preview, a release."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browser.night import AGREED, DECIDED, MESSAGE, REASON, Night
from browser.workbooks import DEPARTMENT, DOUBTFUL, ROUGH, UNEXPLAINED, YEAR
from builders.command import run


def test_the_package_changes_exactly_as_previewed(walked: Night) -> None:
    """Every row and value that the approver read is public, and no row of the year that was not on the page."""
    assert walked.previewed
    assert walked.previewed == walked.now.rows_told(YEAR)


def test_the_rates_are_those_of_the_preview(walked: Night) -> None:
    """The headline rates, as printed, of the plan and of each basic policy."""
    assert len(walked.rates or {}) == 4
    assert walked.rates == walked.now.rates_told(YEAR)


def test_nothing_of_any_other_year_changes(walked: Night) -> None:
    """Every table keeps its rows of other years, byte by byte."""
    before, after = walked.before, walked.now
    assert before.tables == after.tables
    moved = [name for name in after.tables if before.beside_year(name, YEAR) != after.beside_year(name, YEAR)]
    assert moved == []


def test_the_three_mistakes_end_as_they_were_decided(walked: Night) -> None:
    """The waived status and figure count, the corrected ones count, and the waiver is public with its reason and roles."""
    progress = {row["item_no"]: row for row in walked.now.of_year("progress", YEAR)}
    figures = {row["item_no"]: row for row in walked.now.of_year("indicators", YEAR)}
    assert (progress[DOUBTFUL]["achievement_status"], figures[DOUBTFUL]["actual_value"]) == ("achieved", "27")
    assert (progress[ROUGH]["achievement_status"], figures[ROUGH]["actual_value"]) == ("achieved", "420")
    assert progress[UNEXPLAINED]["achievement_status"] == "not_achieved"
    assert "再編の時期" in progress[UNEXPLAINED]["reason_not_achieved"]
    (waiver,) = walked.now.of_year("waivers", YEAR)
    assert (waiver["item_no"], waiver["reason"], waiver["approved_by_role"]) == (DOUBTFUL, REASON, "approver")


@pytest.fixture(scope="module")
def place(walked: Night) -> list[str | Path]:
    """The options that place a command in what was walked."""
    services = walked.served.services
    return ["--plan", services.plan_file, "--data", services.paths.root]


def test_the_audit_is_whole_and_names_everyone(place: list[str | Path]) -> None:
    """Who handed in, who returned and asked, who agreed and released, each with the words they gave."""
    done = run("audit", "--verify", *place)
    assert done.code == 0, done.err
    trail = run("audit", "--format", "json", *place).out
    for actor in ("user:kosodate", "user:hanako", "user:taro"):
        assert actor in trail
    for words in (MESSAGE, REASON, AGREED, DECIDED):
        assert words in trail


def test_anybody_can_recompute_what_is_public(walked: Night) -> None:
    """`shinchoku verify` finds nothing wrong with the package."""
    services = walked.served.services
    done = run("verify", services.paths.published / services.plan.dataset / "latest")
    assert done.code == 0, done.out + done.err


def test_no_mistake_is_asked_about_twice(place: list[str | Path]) -> None:
    """What was corrected is resolved, what was waived holds nothing back: no error of the department is open."""
    done = run("findings", "--department", DEPARTMENT, "--severity", "error", "--format", "json", *place)
    assert done.code == 0, done.err
    states = {(one["item_no"], one["state"]) for one in json.loads(done.out)["findings"]}
    assert states == {(DOUBTFUL, "waived")}
