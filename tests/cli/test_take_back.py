"""`shinchoku withdraw` and `shinchoku reassign`, as a steward types them."""

from __future__ import annotations

import json

import pytest
from cli.called import Command, Options, Sit
from contract.city import PLANNING, SHEETS, City

from shinchoku.review.people import Role

STRAY = "届いたもの/企画課.csv"
DAY = ("--as-of", "2024-09-03")


@pytest.fixture
def reported(city: City) -> City:
    """海辺市 after two nights: the second saw a sheet that names no round."""
    city.send_all()
    city.first_night("2024-05-01")
    city.send(STRAY, SHEETS[PLANNING].replace("来訪者を迎えた", "移すもの"))
    city.night("2024-09-02")
    return city


def files(run: Command, at: Options) -> dict[str, tuple[str, bool]]:
    """Return what became of each received path, and whether it was moved."""
    told = json.loads(run("submissions", "--files", *at(*DAY, "--format", "json")).out)
    return {one["path"]: (one["state"], one["reassigned"]) for one in told["files"]}


@pytest.mark.usefixtures("reported")
def test_a_steward_takes_a_submission_back_and_lets_it_count_again(
    run: Command, at: Options, sit: Sit
) -> None:
    """By its path, with a reason; the list says so in words."""
    sit("steward", Role.STEWARD)
    done = run("withdraw", PLANNING, "--reason", "取り違え", *at(*DAY))
    assert (done.code, "取り下げました" in done.out) == (0, True)
    assert files(run, at)[PLANNING] == ("withdrawn", False)
    assert "取下げ" in run("submissions", "--files", *at(*DAY)).out
    again = json.loads(
        run("withdraw", PLANNING, "--reason", "戻す", "--undo", *at(*DAY, "--format", "json")).out
    )
    assert (again["path"], again["withdrawn"]) == (PLANNING, False)
    assert files(run, at)[PLANNING] == ("standing", False)
    assert "counts again" in run("withdraw", PLANNING, "--reason", "x", *at(*DAY, "--lang", "en")).out
    assert "やめました" in run("withdraw", PLANNING, "--reason", "戻す", "--undo", *at(*DAY)).out


@pytest.mark.usefixtures("reported")
def test_a_steward_moves_a_submission_and_moves_it_back(run: Command, at: Options, sit: Sit) -> None:
    """By the year and the round's name, or by the department; one of them has to be named."""
    sit("steward", Role.STEWARD)
    where = ("--fiscal-year", "2023", "--round", "年度末", "--department", "企画課")
    done = run("reassign", STRAY, *where, "--reason", "置き場所の誤り", *at(*DAY))
    assert (done.code, "令和5年度" in done.out, "企画課" in done.out) == (0, True, True)
    assert files(run, at)[STRAY] == ("standing", True)
    told = json.loads(run("reassign", STRAY, "--undo", "--reason", "戻す", *at(*DAY, "--format", "json")).out)
    assert (told["path"], told["round"]) == (STRAY, None)
    assert "戻しました" in run("reassign", STRAY, "--undo", "--reason", "戻す", *at(*DAY)).out
    assert run("reassign", STRAY, "--reason", "行き先なし", *at(*DAY)).code == 2
    vague = run("reassign", STRAY, "--fiscal-year", "2023", "--reason", "年度だけ", *at(*DAY))
    assert (vague.code, "r5-end" in vague.err) == (2, True)


@pytest.mark.usefixtures("reported")
def test_who_only_looks_takes_nothing_back(run: Command, at: Options, sit: Sit) -> None:
    """A login whose role may not is told who may, and an unknown path what to give."""
    sit("viewer", Role.VIEWER)
    refused = run("withdraw", PLANNING, "--reason", "取り違え", *at(*DAY))
    assert (refused.code, "確認担当" in refused.err) == (2, True)
    sit("steward", Role.STEWARD)
    unknown = run("withdraw", "無い.csv", "--reason", "取り違え", *at(*DAY))
    assert (unknown.code, "submissions --files" in unknown.err) == (2, True)


def test_before_anything_came_the_list_is_empty(run: Command, at: Options) -> None:
    """It says so."""
    assert "該当するファイルはありません" in run("submissions", "--files", *at(*DAY)).out


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("which", ["the path", "the reason"])
def test_bytes_that_are_no_text_are_refused_in_words(run: Command, at: Options, sit: Sit, which: str) -> None:
    """A terminal in another encoding: neither the state nor a message could hold them."""
    sit("steward", Role.STEWARD)
    path, reason = ("\udcff\udcfe", "取り違え") if which == "the path" else (PLANNING, "\udcff")
    done = run("withdraw", path, "--reason", reason, *at(*DAY))
    assert (done.code, done.out) == (2, "")
    assert "文字として読めないバイト" in done.err
    assert files(run, at)[PLANNING][0] == "standing"
