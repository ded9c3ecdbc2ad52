"""What people decide of findings, and what comes of it, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from builders.people import APPROVER, BOTH, KIKAKU, SECOND_APPROVER, STEWARD, VIEWER
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.audit import walk
from shinchoku.adapters.state.trail import history_of
from shinchoku.adapters.state.waivers import load_waivers
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError, NotPermittedError
from shinchoku.review.people import NOBODY, Person
from shinchoku.session import Session
from shinchoku.usecases.approve import approve
from shinchoku.usecases.decide import decide_waiver, request_waiver, return_findings, withdraw
from shinchoku.usecases.refresh import refresh

GOOD = SHEETS[PLANNING]
DOUBTFUL = GOOD.replace("2|A|来訪者を迎えた||110", "2|A|来訪者を迎えた||99")
"""No. 2 is called achieved with 99 of 100: a finding (SH501) that may be waived."""
OTHER_VALUE = GOOD.replace("2|A|来訪者を迎えた||110", "2|A|来訪者を迎えた||98")
NO_STATUS = GOOD.replace("2|A|来訪者を迎えた||110", "2||来訪者を迎えた||110")
"""No. 2 has no usable value: that can only be returned."""
REASON = "集計方法の違いによる"


@pytest.fixture
def doubtful(city_on: City) -> City:
    """海辺市 on 1 May: No. 2 is doubtful, and FY2023 is public without it."""
    city_on.register(official_figures=[])
    city_on.send_all()
    city_on.send(PLANNING, DOUBTFUL)
    city_on.first_night("2024-05-01")
    approve_waiting(city_on, "2024-05-01")
    assert city_on.progress("2")["achievement_status"] == "in_review"
    return city_on


def approve_waiting(city: City, on: str, person: Person = APPROVER) -> None:
    """Approve what waits of FY2023, at once."""
    with city.session(on) as session:
        with session.engine.connect() as connection:
            digest = next(
                str(one["digest"]) for one in load_waiting(connection, "umibe") if one["fiscal_year"] == 2023
            )
        approve(session, digest, person, reason="決裁")


def finding(city: City, rule: str = "SH501") -> str:
    """Return the fingerprint of the only open finding of a rule."""
    (one,) = city.findings(rule)
    return str(one["fingerprint"])


def states(city: City, *, resolved: bool = False) -> list[str]:
    """Return the states of the findings of SH501."""
    return [str(one["state"]) for one in city.findings("SH501", resolved=resolved)]


def ask(city: City, on: str = "2024-05-01", ends_on: str = "2024-12-31", person: Person = STEWARD) -> str:
    """Ask for a waiver of the doubtful figure; return its finding."""
    which = finding(city)
    with city.session(on) as session:
        request_waiver(session, which, person, REASON, date.fromisoformat(ends_on))
    return which


def agree(city: City, which: str, on: str = "2024-05-01", person: Person = APPROVER) -> None:
    """Approve a waiver."""
    with city.session(on) as session:
        decide_waiver(session, which, person, "確認した", approve=True)


def waived(city: City, ends_on: str = "2024-12-31") -> str:
    """Have a waiver asked for and approved on 1 May."""
    which = ask(city, ends_on=ends_on)
    agree(city, which)
    return which


def waivers_of(city: City, which: str) -> list[str]:
    """Return where the waivers of a finding stand, the oldest first."""
    with city.session("2099-12-31") as session, session.engine.connect() as connection:
        assert walk(connection).broken is None
        return [str(one.status) for one in load_waivers(connection, "umibe", fingerprint=which)]


def acts_on(city: City, which: str) -> list[tuple[str, str, str]]:
    """Return what the record says was done to a finding: act, who, why."""
    with city.session("2099-12-31") as session, session.engine.connect() as connection:
        found = history_of(connection, "umibe", f"finding {which}")
    return [(one.action, one.actor, one.reason) for one in found]


def test_a_returned_finding_waits_for_the_department(doubtful: City) -> None:
    """It carries the message, stays returned night after night, and is resolved by a corrected sheet."""
    which = finding(doubtful)
    with doubtful.session("2024-05-01") as session:
        assert return_findings(session, [which[:8], which], STEWARD, " 実績値を確かめてください ") == 1
    doubtful.night("2024-05-02")
    (one,) = doubtful.findings("SH501")
    assert (one["state"], one["note"]) == ("returned", "実績値を確かめてください")
    doubtful.send(PLANNING, GOOD)
    doubtful.night("2024-05-03")
    assert (states(doubtful), states(doubtful, resolved=True)) == ([], ["resolved"])
    assert doubtful.progress("2")["achievement_status"] == "achieved"
    assert acts_on(doubtful, which) == [("finding_return", "user:steward", "実績値を確かめてください")]


def test_a_bulk_return_is_all_or_nothing(doubtful: City) -> None:
    """One of many that somebody else has moved, or that is not there, leaves all of them where they were."""
    doubtful.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("|48", "|58").replace("|7.2", "|9.9"))
    doubtful.night("2024-05-02")
    first, second, third = (str(one["fingerprint"]) for one in doubtful.findings("SH501"))
    with doubtful.session("2024-05-02") as session:
        return_findings(session, [second], STEWARD, "先に")
        with pytest.raises(DecidedMeanwhileError):
            return_findings(session, [first, second, third], STEWARD, "まとめて")
        with pytest.raises(ConfigurationError):
            return_findings(session, [first, "0" * 32], STEWARD, "まとめて")
        with pytest.raises(ConfigurationError):
            return_findings(session, [], STEWARD, "まとめて")
    assert sorted(states(doubtful)) == ["open", "open", "returned"]
    with doubtful.session("2024-05-02") as session:
        assert return_findings(session, [first, third], STEWARD, "まとめて") == 2
    assert {str(one["note"]) for one in doubtful.findings("SH501")} == {"先に", "まとめて"}


def test_a_waiver_has_no_effect_before_a_second_person_agrees(doubtful: City) -> None:
    """A request changes nothing in public, neither at once nor after a night."""
    which = ask(doubtful)
    with doubtful.session("2024-05-01") as session:
        refresh(session, "確認")
    report = doubtful.night("2024-05-02")
    assert (report.released_version, states(doubtful)) == (None, ["waiver_requested"])
    assert (doubtful.progress("2")["achievement_status"], doubtful.table("waivers")) == ("in_review", [])
    assert waivers_of(doubtful, which) == ["requested"]


def test_an_approved_waiver_lets_the_row_out_with_its_reason(doubtful: City) -> None:
    """The next night publishes the row, and the waiver with reason, end date and role, but nobody's name."""
    which = waived(doubtful)
    assert doubtful.night("2024-05-02").released_version == "2024-05-02"
    assert doubtful.progress("2")["achievement_status"] == "achieved"
    (row,) = doubtful.table("waivers")
    assert (row["item_no"], row["rule"], row["reason"], row["ends_on"]) == (
        "2",
        "SH501",
        REASON,
        "2024-12-31",
    )
    assert row["approved_by_role"] == "approver"
    public = b"".join(path.read_bytes() for path in (doubtful.published / "latest").iterdir())
    assert [name for name in (b"user:", b"steward") if name in public] == []
    assert (states(doubtful), waivers_of(doubtful, which)) == (["waived"], ["approved"])
    assert acts_on(doubtful, which) == [
        ("finding_request_waiver", "user:steward", REASON),
        ("finding_approve_waiver", "user:approver", "確認した"),
    ]


def test_a_declined_waiver_leaves_the_finding_open(doubtful: City) -> None:
    """It can be asked for again, and both stories stay."""
    which = ask(doubtful)
    with doubtful.session("2024-05-01") as session:
        decide_waiver(session, which, APPROVER, "根拠が足りない", approve=False)
    assert states(doubtful) == ["open"]
    assert doubtful.night("2024-05-02").released_version is None
    ask(doubtful, "2024-05-02")
    assert waivers_of(doubtful, which) == ["declined", "requested"]


def test_a_withdrawn_waiver_counts_no_more(doubtful: City) -> None:
    """Taken back as a request or after it was approved, it leaves the row refused again."""
    which = ask(doubtful)
    with doubtful.session("2024-05-01") as session:
        withdraw(session, which, STEWARD, "誤って申請した")
        with pytest.raises(DecidedMeanwhileError):
            decide_waiver(session, which, APPROVER, "確認した", approve=True)
        with pytest.raises(DecidedMeanwhileError):
            withdraw(session, which, STEWARD, "もう一度")
    waived(doubtful)
    with doubtful.session("2024-05-01") as session:
        withdraw(session, which, STEWARD, "根拠が崩れた")
    assert doubtful.night("2024-05-02").released_version is None
    assert (states(doubtful), waivers_of(doubtful, which)) == (["open"], ["withdrawn", "withdrawn"])


def test_a_waiver_ends_by_its_date(doubtful: City) -> None:
    """Through its last day the row counts; then the finding is open, and the row is not carried forward."""
    which = waived(doubtful, ends_on="2024-05-05")
    doubtful.night("2024-05-02")
    assert doubtful.night("2024-05-05").is_anything_held is False
    assert states(doubtful) == ["waived"]
    report = doubtful.night("2024-05-06")
    assert (states(doubtful), waivers_of(doubtful, which)) == (["open"], ["ended"])
    (year,) = report.years
    assert year.waiting is not None, "a published row would vanish: somebody has to look"
    assert doubtful.progress("2")["achievement_status"] == "achieved", "what is public stays until then"
    approve_waiting(doubtful, "2024-05-06")
    assert doubtful.progress("2")["achievement_status"] == "in_review"
    ask(doubtful, "2024-05-06")


def test_nobody_approves_a_candidate_whose_waiver_has_ended(doubtful: City) -> None:
    """No night passed since the waiver's last day: an approval composes what waits anew, without the row."""
    waived(doubtful, ends_on="2024-05-05")
    doubtful.send(
        ENVIRONMENT, SHEETS[ENVIRONMENT].replace("1|A|", "1|B|").replace("清掃した", "清掃した|嵐のため")
    )
    assert doubtful.night("2024-05-05").is_anything_held
    with pytest.raises(ConfigurationError, match="has a new digest"):
        approve_waiting(doubtful, "2024-05-06")
    assert states(doubtful) == ["open"]
    approve_waiting(doubtful, "2024-05-06")
    assert doubtful.progress("2")["achievement_status"] == "in_review"


def test_an_end_date_lies_within_a_year(doubtful: City) -> None:
    """Yesterday and the day after a year are refused, today and the last day are not; nor does a late yes help."""
    which = finding(doubtful)
    with doubtful.session("2024-05-02") as session:
        for day in ("2024-05-01", "2025-05-04"):
            with pytest.raises(ConfigurationError, match="within a year"):
                request_waiver(session, which, STEWARD, REASON, date.fromisoformat(day))
        request_waiver(session, which, STEWARD, REASON, date(2024, 5, 2))
    with doubtful.session("2024-05-03") as session, pytest.raises(ConfigurationError, match="within a year"):
        decide_waiver(session, which, APPROVER, "確認した", approve=True)
    assert states(doubtful) == ["waiver_requested"]


def test_a_changed_value_is_a_new_finding_and_the_same_one_resumes(doubtful: City) -> None:
    """Nobody has waived the other value; when the waived one comes back, so does its waiver."""
    which = waived(doubtful)
    doubtful.night("2024-05-02")
    doubtful.send(PLANNING, OTHER_VALUE)
    doubtful.night("2024-05-03")
    other = finding(doubtful)
    assert other != which
    assert (states(doubtful), states(doubtful, resolved=True)) == (["open"], ["resolved"])
    doubtful.send(PLANNING, DOUBTFUL)
    doubtful.night("2024-05-04")
    assert (finding(doubtful), states(doubtful)) == (which, ["waived"])
    (gone,) = doubtful.findings("SH501", resolved=True)
    assert gone["fingerprint"] == other


def test_a_request_ends_with_its_finding(doubtful: City) -> None:
    """A corrected sheet answers what was asked; when the value comes back, it has to be asked anew."""
    which = ask(doubtful)
    doubtful.send(PLANNING, GOOD)
    doubtful.night("2024-05-02")
    assert waivers_of(doubtful, which) == ["withdrawn"]
    with doubtful.session("2024-05-02") as session, pytest.raises(DecidedMeanwhileError):
        decide_waiver(session, which, APPROVER, "確認した", approve=True)
    doubtful.send(PLANNING, DOUBTFUL)
    doubtful.night("2024-05-03")
    assert states(doubtful) == ["open"]


def test_who_asked_approves_neither_the_waiver_nor_the_release(doubtful: City) -> None:
    """Whoever is steward and approver in one needs another person for both (four eyes)."""
    which = ask(doubtful, person=BOTH)
    with pytest.raises(NotPermittedError, match="four eyes"):
        agree(doubtful, which, person=BOTH)
    assert states(doubtful) == ["waiver_requested"]
    agree(doubtful, which, person=APPROVER)
    doubtful.send(
        ENVIRONMENT, SHEETS[ENVIRONMENT].replace("1|A|", "1|B|").replace("清掃した", "清掃した|嵐のため")
    )
    assert doubtful.night("2024-05-02").is_anything_held
    with pytest.raises(NotPermittedError, match="four eyes"):
        approve_waiting(doubtful, "2024-05-02", BOTH)
    assert doubtful.progress("1")["achievement_status"] == "achieved"
    approve_waiting(doubtful, "2024-05-02", SECOND_APPROVER)
    assert doubtful.progress("1")["achievement_status"] == "not_achieved"


def test_one_person_may_do_both_where_the_plan_says_so(doubtful: City) -> None:
    """With `four_eyes = false` the same person asks, agrees and approves; the package says so."""
    doubtful.register(official_figures=[], release={"four_eyes": False})
    which = ask(doubtful, person=BOTH)
    agree(doubtful, which, person=BOTH)
    doubtful.send(
        ENVIRONMENT, SHEETS[ENVIRONMENT].replace("1|A|", "1|B|").replace("清掃した", "清掃した|嵐のため")
    )
    doubtful.night("2024-05-02")
    approve_waiting(doubtful, "2024-05-02", BOTH)
    assert doubtful.progress("2")["achievement_status"] == "achieved"
    assert '"four_eyes": false' in (doubtful.published / "latest" / "datapackage.json").read_text("utf-8")


def test_without_a_usable_value_there_is_nothing_to_waive(doubtful: City) -> None:
    """A row without its status can only be returned."""
    doubtful.send(PLANNING, NO_STATUS)
    doubtful.night("2024-05-02")
    (one,) = [one for one in doubtful.findings() if (one["item_no"], one["severity"]) == ("2", "error")]
    which = str(one["fingerprint"])
    with doubtful.session("2024-05-02") as session:
        with pytest.raises(ConfigurationError, match="cannot be waived"):
            request_waiver(session, which, STEWARD, REASON, date(2024, 12, 31))
        assert return_findings(session, [which], STEWARD, "達成状況を記入してください") == 1


Doing = Callable[[Session, str, Person, str], object]
DECISIONS: dict[str, Doing] = {
    "return": lambda session, which, person, said: return_findings(session, [which], person, said),
    "request": lambda session, which, person, said: request_waiver(
        session, which, person, said, date(2024, 12, 31)
    ),
    "approve": lambda session, which, person, said: decide_waiver(session, which, person, said, approve=True),
    "decline": lambda session, which, person, said: decide_waiver(
        session, which, person, said, approve=False
    ),
    "withdraw": withdraw,
}


@pytest.mark.parametrize("what", DECISIONS)
def test_a_decision_that_is_refused_leaves_no_trace(doubtful: City, what: str) -> None:
    """Who may not, who says nothing, and who writes personal data where the public reads, changes nothing."""
    do, which = DECISIONS[what], finding(doubtful)
    right, wrong = (APPROVER, STEWARD) if what in {"approve", "decline"} else (STEWARD, APPROVER)
    if what in {"approve", "decline", "withdraw"}:
        ask(doubtful)
    before = (states(doubtful), acts_on(doubtful, which), waivers_of(doubtful, which))
    with doubtful.session("2024-05-02") as session:
        for person in (wrong, VIEWER, KIKAKU, NOBODY):
            with pytest.raises(NotPermittedError):
                do(session, which, person, "理由")
        with pytest.raises(ConfigurationError, match="give a reason"):
            do(session, which, right, " ")
        with pytest.raises(ConfigurationError, match="no finding"):
            do(session, "0" * 32, right, "理由")
        if what in {"request", "approve", "decline"}:
            with pytest.raises(ConfigurationError, match="telephone"):
                do(session, which, right, "076-220-2111 に確認した")
    assert (states(doubtful), acts_on(doubtful, which), waivers_of(doubtful, which)) == before
