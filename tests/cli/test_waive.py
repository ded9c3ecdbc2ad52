"""Waivers from the terminal: one person asks, another decides, and what waits follows."""

from __future__ import annotations

import json

import pytest
from cli.called import Command, Options, Sit
from contract.city import ENVIRONMENT, SHEETS, City

from shinchoku.review.people import Role

REASON = "計測器の更新により、この年度は下振れしたため"


@pytest.fixture
def asked(run: Command, at: Options, sit: Sit, doubtful: str) -> str:
    """Have a steward ask for a waiver of the finding."""
    sit("steward", Role.STEWARD)
    request = at("--reason", REASON, "--until", "2024-08-31", "--as-of", "2024-05-12")
    done = run("waive", doubtful[:8], *request)
    assert (done.code, "別の人の承認を待ちます" in done.out) == (0, True)
    return doubtful


def test_a_second_person_approves_and_the_row_counts_at_once(
    run: Command, at: Options, sit: Sit, city: City, asked: str
) -> None:
    """The candidate is composed anew: the waived row is in it, and the waiver with it."""
    sit("approver", Role.APPROVER)
    listed = run("waive", "--list", *at())
    assert all(text in listed.out for text in (asked[:8], "SH501", "2024-08-31", "user:steward"))
    done = run(
        "waive", asked, *at("--approve", "--reason", "確認した", "--as-of", "2024-05-12", "--format", "json")
    )
    told = json.loads(done.out)
    assert (told["state"], told["waiver"]["status"], told["composed"]) == ("waived", "approved", True)
    assert "承認を待つ申請はありません" in run("waive", "--list", *at()).out
    city.send(ENVIRONMENT, SHEETS[ENVIRONMENT])
    assert run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-13")).code == 0
    assert city.progress("2")["achievement_status"] == "achieved"
    (published,) = city.table("waivers")
    assert (published["reason"], published["approved_by_role"]) == (REASON, "approver")


def test_nobody_approves_what_they_asked_for(run: Command, at: Options, sit: Sit, doubtful: str) -> None:
    """Somebody who is both may ask, but not approve (exit 2)."""
    sit("both", Role.STEWARD, Role.APPROVER)
    day = ("--as-of", "2024-05-12")
    assert run("waive", doubtful, *at("--reason", REASON, "--until", "2024-08-31", *day)).code == 0
    done = run("waive", doubtful, *at("--approve", "--reason", "確認した", *day))
    assert (done.code, "別の人が承認してください" in done.err) == (2, True)


@pytest.mark.parametrize("move", ["--decline", "--withdraw"])
def test_a_request_that_is_declined_or_withdrawn_opens_the_finding_again(
    run: Command, at: Options, sit: Sit, city: City, asked: str, move: str
) -> None:
    """The finding is open, and nothing waits any more; doing it twice is told."""
    sit("other", Role.STEWARD, Role.APPROVER)
    assert run("waive", asked, *at(move, "--reason", "値を直してもらう", "--as-of", "2024-05-12")).code == 0
    (found,) = city.findings("SH501")
    assert found["state"] == "open"
    assert run("waive", asked, *at(move, "--reason", "もう一度", "--as-of", "2024-05-12")).code == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--until", "2024-08-31"), "--reason: 理由"),
        (("--reason", "理由"), "--until: 申請には期限"),
        (("--reason", "理由", "--approve", "--until", "2024-08-31"), "--until: 申請には期限"),
        (("--reason", "理由", "--until", "2024-05-11"), "1年以内"),
        (("--reason", "理由", "--until", "2025-05-31"), "1年以内"),
        (("--reason", "連絡先は 090-1234-5678", "--until", "2024-08-31"), "個人情報"),
    ],
)
def test_a_request_says_why_and_until_when(
    run: Command, at: Options, sit: Sit, doubtful: str, options: tuple[str, ...], said: str
) -> None:
    """Without either, too late, too far away, or with somebody's telephone number it is refused (exit 2)."""
    sit("steward", Role.STEWARD)
    done = run("waive", doubtful, *at(*options, "--as-of", "2024-05-12"))
    assert (done.code, said in done.err) == (2, True)


def test_what_has_no_usable_value_cannot_be_waived(
    run: Command, at: Options, sit: Sit, city: City, doubtful: str
) -> None:
    """It can only be returned, and the command says so."""
    del doubtful
    sit("steward", Role.STEWARD)
    (found,) = city.findings("SH314")
    request = at("--reason", REASON, "--until", "2024-08-31", "--as-of", "2024-05-12")
    done = run("waive", str(found["fingerprint"]), *request)
    assert (done.code, "差し戻してください" in done.err) == (2, True)


def test_without_a_finding_there_is_nothing_to_waive(run: Command, at: Options) -> None:
    """The finding is asked for; the list is empty before the first night."""
    assert run("waive", *at("--reason", "理由", "--until", "2024-08-31")).code == 2
    assert json.loads(run("waive", "--list", *at("--format", "json")).out) == {"waivers": []}
