"""What people decide of releases: corrections, embargoes and returned candidates, on SQLite and on PostgreSQL."""

from __future__ import annotations

import time as clock
from datetime import date, datetime, time, timedelta

import pytest
from builders.people import APPROVER, BOTH, SECOND_APPROVER, STEWARD
from contract.city import PLANNING, SHEETS, City

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.audit import walk
from shinchoku.city_clock import city_moment, now, today
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError, NotPermittedError
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.release_holds import HoldReason
from shinchoku.review.people import Person
from shinchoku.usecases.approve import Approved, approve, release_due, return_candidate
from shinchoku.usecases.correct import NewValue, record, withdraw_correction
from shinchoku.usecases.refresh import refresh

YEAR = FiscalYear(2023)
FIGURE = [NewValue("2", "actual_value", "130")]
WHY, SHOWN_BY = "集計の範囲を誤っていました", "令和6年5月10日付け 観光統計の確報"


@pytest.fixture
def public(city_on: City) -> City:
    """海辺市 whose FY2023 is public since 1 May."""
    city_on.send_all()
    assert city_on.first_night("2024-05-01").released_version == "2024-05-01"
    return city_on


@pytest.fixture
def held(city_on: City) -> City:
    """海辺市 whose first release waits since 1 May, because there is no official figure."""
    city_on.register(official_figures=[])
    city_on.send_all()
    assert city_on.first_night("2024-05-01").is_anything_held
    return city_on


def waiting(city: City) -> dict[str, object]:
    """Return what waits of FY2023; the record must be whole."""
    with city.session("2099-12-31") as session, session.engine.connect() as connection:
        assert walk(connection).broken is None
        return next(one for one in load_waiting(connection, "umibe") if one["fiscal_year"] == 2023)


def approve_waiting(city: City, on: str, who: Person = APPROVER, embargo: datetime | None = None) -> Approved:
    """Approve what waits of FY2023."""
    digest = str(waiting(city)["digest"])
    with city.session(on) as session:
        return approve(session, digest, who, reason="決裁", embargo=embargo)


def correct(city: City, on: str, who: Person = STEWARD) -> int:
    """Record that No. 2 had 130 visitors, and compose what waits."""
    with city.session(on) as session:
        (number,) = record(session, who, YEAR, FIGURE, WHY, SHOWN_BY)
        refresh(session, "訂正")
    return number


def test_a_correction_waits_and_then_stands_beside_the_old_value(public: City) -> None:
    """Held as a correction, approved by somebody else, published with old, new, reason, evidence and roles."""
    number = correct(public, "2024-05-02")
    assert HoldReason.CORRECTED in {one[0] for one in waiting(public)["holds"]}  # type: ignore[attr-defined]  # as stored
    assert public.night("2024-05-03").released_version is None
    assert public.table("revisions") == []
    assert approve_waiting(public, "2024-05-03").release is not None
    (row,) = [one for one in public.table("revisions") if one["field"] == "actual_value"]
    told = (
        "old_value",
        "new_value",
        "reason",
        "evidence",
        "recorded_by_role",
        "approved_by_role",
        "correction_no",
    )
    assert [row[name] for name in told] == ["110", "130", WHY, SHOWN_BY, "steward", "approver", str(number)]
    assert public.night("2024-05-04").released_version is None, "it is said once"


def test_who_recorded_a_correction_does_not_approve_it(public: City) -> None:
    """Steward and approver in one needs another person; the old value stays public until then."""
    correct(public, "2024-05-02", BOTH)
    with pytest.raises(NotPermittedError, match="four eyes"):
        approve_waiting(public, "2024-05-02", BOTH)
    assert public.table("revisions") == []
    assert approve_waiting(public, "2024-05-02").release is not None


def test_a_correction_taken_back_before_its_approval_is_not_released(public: City) -> None:
    """The candidate that was shown no longer stands: an approval of it is refused, and nothing waits."""
    number = correct(public, "2024-05-02")
    digest = str(waiting(public)["digest"])
    with public.session("2024-05-02") as session:
        withdraw_correction(session, STEWARD, number, "誤りでした")
        with pytest.raises(DecidedMeanwhileError):
            withdraw_correction(session, STEWARD, number, "もう一度")
        with pytest.raises(ConfigurationError, match="none"):
            approve(session, digest, APPROVER, reason="決裁")
    assert public.night("2024-05-03").released_version is None


def test_a_changed_sheet_ends_a_correction(public: City) -> None:
    """The department reports another value: what was corrected is no longer said, and nobody's number replaces it."""
    correct(public, "2024-05-02")
    public.send(PLANNING, SHEETS[PLANNING].replace("||110", "||120"))
    public.night("2024-05-03")
    assert HoldReason.CORRECTED not in {one[0] for one in waiting(public)["holds"]}  # type: ignore[attr-defined]  # as stored
    approve_waiting(public, "2024-05-03")
    (row,) = [one for one in public.table("revisions") if one["field"] == "actual_value"]
    assert (row["old_value"], row["new_value"], row["correction_no"]) == ("110", "120", "")


@pytest.mark.parametrize(
    ("reason", "evidence"), [("担当者：金沢花子", SHOWN_BY), (WHY, "a@example.jp"), ("", SHOWN_BY), (WHY, "")]
)
def test_a_correction_says_why_and_names_nobody(public: City, reason: str, evidence: str) -> None:
    """Reason and evidence are published, so neither is empty nor holds personal data."""
    with public.session("2024-05-02") as session, pytest.raises(ConfigurationError):
        record(session, STEWARD, YEAR, FIGURE, reason, evidence)
    with public.session("2024-05-02") as session, pytest.raises(NotPermittedError):
        record(session, APPROVER, YEAR, FIGURE, WHY, SHOWN_BY)


def test_an_embargo_ends_at_its_moment(held: City) -> None:
    """Approved for 10:00, nothing goes out on the morning of that day, by the night or by the console's clock."""
    until = city_moment(date(2024, 5, 10), time(10))
    assert approve_waiting(held, "2024-05-02", embargo=until).release is None
    assert waiting(held)["outcome"] == "scheduled"
    with pytest.raises(DecidedMeanwhileError):
        approve_waiting(held, "2024-05-03")
    assert held.night("2024-05-10").released_version is None, "at midnight"
    with held.session("2024-05-10") as session:
        assert release_due(session) is None
    with held.session("2024-05-11") as session:
        made = release_due(session)
        assert made is not None
        assert made.version == "2024-05-11"
        assert release_due(session) is None, "it goes out once"
    assert held.night("2024-05-11").released_version is None


def test_an_embargo_of_a_second_ends_within_the_day(held: City) -> None:
    """The clock that counts on the day itself is the real one."""
    on = today().isoformat()
    held.night(on)
    until = now() + timedelta(seconds=2)
    assert approve_waiting(held, on, embargo=until).release is None
    with held.session(on) as session:
        if now() < until:
            assert release_due(session) is None
        clock.sleep(max(0.0, (until - now()).total_seconds()))
        made = release_due(session)
    assert made is not None
    assert str(made.version) == on


def test_a_candidate_that_changed_before_its_moment_stays_inside(held: City) -> None:
    """The approval named other rows: the clock releases nothing, and the changed candidate is held anew."""
    approve_waiting(held, "2024-05-02", embargo=city_moment(date(2024, 5, 10)))
    held.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "大いに迎えた"))
    held.night("2024-05-03")
    assert waiting(held)["outcome"] == "held"
    with held.session("2024-05-11") as session:
        assert release_due(session) is None


def test_a_returned_candidate_is_held_again_when_it_changes(held: City) -> None:
    """It carries the message while it stays the same, night after night; a changed one has no message."""
    digest = str(waiting(held)["digest"])
    with held.session("2024-05-02") as session:
        assert return_candidate(session, digest[:12], APPROVER, "No.2を確かめてください") == YEAR
        with pytest.raises(DecidedMeanwhileError):
            return_candidate(session, digest, APPROVER, "もう一度")
        with pytest.raises(NotPermittedError):
            return_candidate(session, digest, STEWARD, "確認担当から")
    held.night("2024-05-03")
    one = waiting(held)
    assert (one["outcome"], one["message"], one["returned_by"]) == (
        "returned",
        "No.2を確かめてください",
        "user:approver",
    )
    held.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "大いに迎えた"))
    held.night("2024-05-04")
    one = waiting(held)
    assert (one["outcome"], one["message"], one["returned_by"]) == ("held", "", "")
    assert approve_waiting(held, "2024-05-04").release is not None


def test_what_waits_for_its_moment_can_be_stopped(held: City) -> None:
    """Returned, a scheduled candidate does not go out when its moment comes; approved anew it does."""
    approve_waiting(held, "2024-05-02", embargo=city_moment(date(2024, 5, 10)))
    digest = str(waiting(held)["digest"])
    with held.session("2024-05-03") as session:
        return_candidate(session, digest, SECOND_APPROVER, "止めてください")
    assert held.night("2024-05-10").released_version is None
    assert approve_waiting(held, "2024-05-11").release is not None
