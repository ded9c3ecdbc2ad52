"""Approvals over several nights: embargo, changed candidates, rollback, and runs that go back in time."""

from __future__ import annotations

from datetime import date

import pytest
from builders.people import APPROVER
from contract.city import PLANNING, SHEETS, City, tree

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.city_clock import city_moment
from shinchoku.errors import ConfigurationError
from shinchoku.usecases.approve import Approved, approve
from shinchoku.usecases.rollback import rollback


@pytest.fixture
def held(city: City) -> City:
    """海辺市 after a night whose first release waits, because the plan has no official figure."""
    city.register(official_figures=[])
    city.send_all()
    assert city.first_night("2024-05-01").is_anything_held
    return city


def approve_waiting(city: City, on: str, embargo: str | None = None) -> Approved:
    """Approve the only candidate that waits."""
    until = city_moment(date.fromisoformat(embargo)) if embargo else None
    with city.session(on) as session:
        with session.engine.connect() as connection:
            (one,) = load_waiting(connection, "umibe")
        return approve(session, str(one["digest"]), APPROVER, reason="決裁", embargo=until)


def test_an_embargo_is_kept_and_then_ends(held: City) -> None:
    """An approval with an embargo releases nothing before its date and exactly its rows on it."""
    assert approve_waiting(held, "2024-05-02", embargo="2024-05-10").release is None
    for day in ("2024-05-02", "2024-05-09"):
        report = held.night(day)
        assert (report.released_version, [str(y.outcome) for y in report.years]) == (None, ["scheduled"])
        assert not held.published.exists()
    assert held.night("2024-05-10").released_version == "2024-05-10"


def test_a_changed_candidate_voids_the_approval(held: City) -> None:
    """When a row changes before the embargo ends, nothing goes out: the changed candidate waits anew."""
    approve_waiting(held, "2024-05-02", embargo="2024-05-10")
    held.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "まったく別のことをした"))
    reports = [held.night(day) for day in ("2024-05-03", "2024-05-10")]
    assert [report.released_version for report in reports] == [None, None]
    assert [str(y.outcome) for report in reports for y in report.years] == ["held", "held"]


def test_a_voided_approval_leaves_no_official_figures(held: City) -> None:
    """Figures of a candidate that was never released do not become the official ones of the year."""
    approve_waiting(held, "2024-05-02", embargo="2024-05-10")
    held.send(
        PLANNING, SHEETS[PLANNING].replace("2|A|来訪者を迎えた||110", "2|B|迎えられなかった|嵐のため|90")
    )
    report = held.night("2024-05-03")
    (year,) = report.years
    assert year.waiting is not None
    assert [en.partition(":")[0] for _, en in year.waiting.reasons] == ["First release, no official figure"]


def test_an_approved_year_carries_its_reason_and_role(held: City) -> None:
    """The changelog of the release says on whose decision and why the year went out."""
    approve_waiting(held, "2024-05-02")
    changelog = (held.published / "latest" / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "承認を受けた、初めての公表です。\n\n理由: 決裁" in changelog
    assert "First release, by approval.\n\nReason: 決裁" in changelog


def test_versions_only_move_forward_after_an_approval(held: City) -> None:
    """A night dated before an approval's release is refused: no version may precede the one before it."""
    assert approve_waiting(held, "2024-06-01").release is not None
    held.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "大いに迎えた"))
    with pytest.raises(ConfigurationError):
        held.night("2024-05-20")


def test_a_rollback_brings_the_old_rows_back_under_a_new_version(city: City) -> None:
    """A rollback publishes the old rows as a new version, marks what it took back and keeps its bytes."""
    roll_back_a_correction(city)
    assert city.progress("2")["result_text"] == "来訪者を迎えた"
    index = (city.published / "releases.json").read_text(encoding="utf-8")
    assert index.count('"withdrawn": true') == 1
    assert {path.name for path in (city.published / "releases").iterdir()} == {
        "2024-05-01",
        "2024-05-02",
        "2024-05-02.2",
    }


def test_a_year_that_was_rolled_back_waits_until_somebody_approves(city: City) -> None:
    """After a rollback the taken-back rows do not go out again by themselves, night after night."""
    roll_back_a_correction(city)
    before = tree(city.published)
    for day in ("2024-05-02", "2024-05-03"):
        report = city.night(day)
        (year,) = report.years
        assert year.waiting is not None
        assert "Rolled back" in str(year.waiting.reasons)
    assert tree(city.published) == before
    assert approve_waiting(city, "2024-05-03").release is not None
    assert city.progress("2")["result_text"] == "大いに迎えた"
    assert city.night("2024-05-04").is_anything_held is False


def test_a_rollback_to_the_current_version_is_refused(city: City) -> None:
    """There is nothing to go back to in the current version, and no version has another name."""
    city.send_all()
    city.first_night("2024-05-01")
    before = tree(city.published)
    for version in ("2024-05-01", "2023-01-01", "latest", ""):
        with city.session("2024-05-02") as session, pytest.raises(ConfigurationError):
            rollback(session, version, APPROVER, "理由")
    assert tree(city.published) == before


def roll_back_a_correction(city: City) -> None:
    """Release, correct, and take the correction back."""
    city.send_all()
    city.first_night("2024-05-01")
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "大いに迎えた"))
    city.night("2024-05-02")
    with city.session("2024-05-02") as session:
        rollback(session, "2024-05-01", APPROVER, "誤った報告")
