"""The board: where every department stands in each round, how late it is, and which figures are to come."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cli.called import Command, Options
from contract.city import HARBOUR, PLANNING, SHEETS, City


@pytest.fixture
def half(run: Command, at: Options, city: City) -> None:
    """Let a night pass after the due date: one department has sent everything, one a pending figure, one nothing."""
    city.send(PLANNING, SHEETS[PLANNING])
    city.send(HARBOUR, SHEETS[HARBOUR])
    assert run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-12")).code == 0


def board(run: Command, at: Options, *more: str) -> dict[str, dict[str, Any]]:
    """Return the lines of the board by department."""
    told = json.loads(run("submissions", *at(*more, "--as-of", "2024-05-12", "--format", "json")).out)
    return {one["department"]: one for one in told["submissions"]}


@pytest.mark.usefixtures("half")
def test_each_department_has_its_state(run: Command, at: Options) -> None:
    """Complete, late by some days, or with an announced figure; counted in items."""
    lines = board(run, at)
    assert (lines["kikaku"]["state"], lines["kikaku"]["days_late"]) == ("clean", 0)
    assert (lines["kankyo"]["state"], lines["kankyo"]["accepted_items"]) == ("late", 0)
    assert lines["kankyo"]["days_late"] > 0
    assert lines["suisan"]["pending_items"] == 1
    out = run("submissions", *at("--as-of", "2024-05-12")).out
    assert f"{lines['kankyo']['days_late']}日遅れ" in out
    assert "完了" in out


@pytest.mark.usefixtures("half")
def test_the_board_is_narrowed(run: Command, at: Options) -> None:
    """By department, by round, and to what is late."""
    assert set(board(run, at, "--late")) == {"kankyo"}
    assert set(board(run, at, "--department", "企画課")) == {"kikaku"}
    assert set(board(run, at, "--round", "年度末")) == {"kankyo", "kikaku", "suisan"}
    assert board(run, at, "--round", "r5-fix") == {}


@pytest.mark.usefixtures("half")
def test_figures_that_are_to_come_are_listed(run: Command, at: Options) -> None:
    """Each with its item, its department and when it was announced for."""
    told = json.loads(run("submissions", *at("--as-of", "2024-05-12", "--format", "json")).out)
    (figure,) = told["pending_values"]
    assert (figure["item_no"], figure["department"], figure["overdue"]) == ("6", "suisan", False)
    assert "数値の確定を待つ項目" in run("submissions", *at("--as-of", "2024-05-12")).out
    english = run("submissions", *at("--as-of", "2024-05-12", "--lang", "en")).out
    assert ("Figures still to come" in english, "day" in english) == (True, True)


def test_before_the_first_night_the_board_is_empty(run: Command, at: Options, city: City) -> None:
    """It says so, and as one document; a round that is none is a mistake."""
    assert "該当する提出状況はありません" in run("submissions", *at()).out
    told = json.loads(run("submissions", *at("--format", "json")).out)
    assert told == {"submissions": [], "pending_values": []}
    done = run("submissions", *at("--round", "夏"))
    assert (done.code, "「夏」という照会はありません" in done.err, city.data.exists()) == (2, True, False)
