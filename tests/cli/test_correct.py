"""Corrections from the terminal: recorded by one person, let out by another, taken back."""

from __future__ import annotations

import json

import pytest
from cli.called import Command, Options, Sit
from contract.city import City

from shinchoku.review.people import Role

DAY = ("--as-of", "2024-05-03")
WHY = ("--reason", "集計の誤りのため", "--evidence", "令和6年5月2日付けの事務連絡")
FIGURE = ("--fiscal-year", "R5", "--item", "2", "--field", "actual_value", "--value", "112")


@pytest.fixture
def public(run: Command, at: Options, city: City) -> None:
    """Let FY2023 go out."""
    city.send_all()
    assert run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-02")).code == 0


@pytest.mark.usefixtures("public")
def test_a_correction_goes_out_by_another_person(run: Command, at: Options, sit: Sit, city: City) -> None:
    """It waits at once; its author may not approve it; then it is public as a revision with its evidence."""
    sit("both", Role.STEWARD, Role.APPROVER)
    done = run("correct", *at(*FIGURE, *WHY, *DAY))
    assert (done.code, "訂正1を記録しました" in done.out) == (0, True)
    (waiting,) = json.loads(run("approve", *at("--format", "json")).out)["waiting"]
    refused = run("approve", waiting["digest"], *at("--reason", "訂正", *DAY))
    assert (refused.code, "別の人" in refused.err) == (2, True)
    sit("approver", Role.APPROVER)
    assert run("approve", waiting["digest"], *at("--reason", "訂正", *DAY)).code == 0
    (row,) = [one for one in city.table("revisions") if one["field"] == "actual_value"]
    assert (row["old_value"], row["new_value"], row["correction_no"]) == ("110", "112", "1")
    assert row["evidence"] == "令和6年5月2日付けの事務連絡"


@pytest.mark.usefixtures("public")
def test_corrections_are_listed_and_taken_back(run: Command, at: Options, sit: Sit) -> None:
    """Each with the sheet's value beside the right one; a withdrawn one no longer waits."""
    assert "訂正はありません" in run("correct", "--list", *at()).out
    sit("steward", Role.STEWARD)
    told = json.loads(run("correct", *at(*FIGURE, *WHY, *DAY, "--format", "json")).out)
    assert told == {"numbers": [1], "composed": True}
    out = run("correct", "--list", *at()).out
    assert all(text in out for text in ("110", "112", "user:steward", "記録済み"))
    assert run("correct", "1", *at("--withdraw", "--reason", "シートが正しい", *DAY)).code == 0
    (one,) = json.loads(run("correct", "--list", *at("--format", "json")).out)["corrections"]
    assert one["status"] == "withdrawn"
    assert json.loads(run("approve", *at("--format", "json")).out) == {"waiting": []}
    assert run("correct", "1", *at("--withdraw", "--reason", "もう一度", *DAY)).code == 2


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (FIGURE, "--field: --fiscal-year"),
        ((*FIGURE, "--evidence", "通知"), "--reason: 理由"),
        ((*FIGURE, "--value", "3", *WHY), "同じ数だけ"),
        ((*FIGURE[:-1], "約100", *WHY), ""),
        (("--fiscal-year", "R5", "--item", "999", "--field", "actual_value", "--value", "1", *WHY), "999"),
        ((*FIGURE[:-1], "110", *WHY), ""),
    ],
)
def test_a_correction_that_will_not_do_is_refused(
    run: Command, at: Options, sit: Sit, options: tuple[str, ...], said: str
) -> None:
    """Without a reason or evidence, of no item, no figure, or what the sheet says already: exit 2, nothing kept."""
    sit("steward", Role.STEWARD)
    done = run("correct", *at(*options, *DAY))
    assert (done.code, done.out, said in done.err) == (2, "", True)
    assert json.loads(run("correct", "--list", *at("--format", "json")).out) == {"corrections": []}


@pytest.mark.usefixtures("public")
def test_only_a_steward_records_corrections(run: Command, at: Options, sit: Sit) -> None:
    """An approver is told who may."""
    sit("approver", Role.APPROVER)
    done = run("correct", *at(*FIGURE, *WHY, *DAY))
    assert (done.code, "確認担当" in done.err) == (2, True)
    assert run("correct", *at("--withdraw")).code == 2
