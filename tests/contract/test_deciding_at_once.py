"""People and the night at work at the same time, on SQLite and on PostgreSQL: one wins, and nothing is lost."""

from __future__ import annotations

import contextvars
import multiprocessing
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from builders.people import APPROVER, SECOND_APPROVER, SECOND_STEWARD, STEWARD, person
from contract.city import PLANNING, SHEETS, City

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.audit import walk
from shinchoku.adapters.state.findings import load_findings
from shinchoku.adapters.state.trail import history_of
from shinchoku.errors import DecidedMeanwhileError, OperationalError
from shinchoku.night.stage_watch import Stage, watch
from shinchoku.review.people import Person, Role
from shinchoku.session import Session, deciding
from shinchoku.usecases.approve import approve
from shinchoku.usecases.decide import decide_waiver, request_waiver, return_findings, withdraw
from shinchoku.usecases.sheets.submit import submit

T = TypeVar("T")
DOUBTFUL = SHEETS[PLANNING].replace("2|A|来訪者を迎えた||110", "2|A|来訪者を迎えた||99")
END = date(2024, 12, 31)
Case = tuple[Path, Path, str | None]
"""Where a city is: its plan file, its data, its database."""
Decision = Callable[[Session, str], object]


@pytest.fixture
def city(city_on: City) -> City:
    """海辺市 on 1 May: No. 2 is doubtful, and the first release waits."""
    city_on.register(official_figures=[])
    city_on.send_all()
    city_on.send(PLANNING, DOUBTFUL)
    city_on.first_night("2024-05-01")
    return city_on


@contextmanager
def at_desk(case: Case) -> Iterator[Session]:
    """Open a session as the console does: for decisions that no run stands in the way of."""
    plan_file, data, database = case
    with deciding(str(plan_file), data, database, date(2024, 5, 2)) as session:
        yield session


def case_of(city: City) -> Case:
    """Return where a city is, as another process can be told."""
    return city.plan_file, city.data, city.database


def doubtful_one(city: City) -> dict[str, object]:
    """Return the finding on No. 2; the record must be whole."""
    with at_desk(case_of(city)) as session, session.engine.connect() as connection:
        assert walk(connection).broken is None
        (one,) = [one for one in load_findings(connection, "umibe") if one["rule"] == "SH501"]
    return one


def outcome_of(case: Case, decide: Decision, which: str, starts_at: float) -> str:
    """Decide at a moment, and say how it went."""
    with at_desk(case) as session:
        time.sleep(max(0.0, starts_at - time.monotonic()))
        try:
            decide(session, which)
        except DecidedMeanwhileError:
            return "told"
    return "won"


def steward_returns(session: Session, which: str) -> object:
    """Return a finding."""
    return return_findings(session, [which], STEWARD, "確かめてください")


def other_steward_asks(session: Session, which: str) -> object:
    """Ask for a waiver of it."""
    return request_waiver(session, which, SECOND_STEWARD, "集計方法の違い", END)


def approver_agrees(session: Session, which: str) -> object:
    """Approve the waiver that was asked for."""
    return decide_waiver(session, which, APPROVER, "確認した", approve=True)


def other_approver_declines(session: Session, which: str) -> object:
    """Decline it."""
    return decide_waiver(session, which, SECOND_APPROVER, "足りない", approve=False)


def at_once(city: City, decisions: list[Decision], *, in_processes: bool) -> list[str]:
    """Have people decide on the same finding at the same moment, each in a thread or process of their own."""
    which, case = str(doubtful_one(city)["fingerprint"]), case_of(city)
    starts_at = time.monotonic() + 0.5
    pool = (
        ProcessPoolExecutor(len(decisions), multiprocessing.get_context("fork"))
        if in_processes
        else ThreadPoolExecutor(len(decisions))
    )
    with pool:
        done = [pool.submit(outcome_of, case, one, which, starts_at) for one in decisions]
        return sorted(one.result(60) for one in done)


@pytest.mark.parametrize("in_processes", [False, True], ids=["threads", "processes"])
def test_of_stewards_at_once_exactly_one_wins(city: City, *, in_processes: bool) -> None:
    """Two return it and two ask for a waiver: one of them did, the others are told, and one act is on record."""
    people = [steward_returns, other_steward_asks, steward_returns, other_steward_asks]
    assert at_once(city, people, in_processes=in_processes) == ["told", "told", "told", "won"]
    one = doubtful_one(city)
    with at_desk(case_of(city)) as session, session.engine.connect() as connection:
        (act,) = history_of(connection, "umibe", f"finding {one['fingerprint']}")
    assert (act.action, one["state"]) in {
        ("finding_return", "returned"),
        ("finding_request_waiver", "waiver_requested"),
    }


@pytest.mark.parametrize("in_processes", [False, True], ids=["threads", "processes"])
def test_of_approvers_at_once_exactly_one_wins(city: City, *, in_processes: bool) -> None:
    """One says yes and one says no at the same moment: the finding is what the one who won said."""
    with at_desk(case_of(city)) as session:
        other_steward_asks(session, str(doubtful_one(city)["fingerprint"]))
    people = [approver_agrees, other_approver_declines]
    assert at_once(city, people, in_processes=in_processes) == ["told", "won"]
    assert doubtful_one(city)["state"] in {"waived", "open"}


def night(city: City, before: dict[Stage, Callable[[], object]], on: str = "2024-05-02") -> str | None:
    """Let a night pass, with something done just before some of its stages."""

    def do_before(stage: Stage, did: str) -> None:
        if not did:
            before.get(stage, lambda: None)()

    def pass_night() -> str | None:
        watch(do_before)
        return city.night(on).released_version

    return contextvars.copy_context().run(pass_night)


@pytest.mark.parametrize("stage", Stage)
def test_a_night_loses_no_decision(city: City, stage: Stage) -> None:
    """A steward decides while a night is anywhere on its way: the finding is as the steward said, then and later."""
    which = str(doubtful_one(city)["fingerprint"])

    def decide() -> None:
        with at_desk(case_of(city)) as session:
            steward_returns(session, which)

    night(city, {stage: decide})
    assert (doubtful_one(city)["state"], doubtful_one(city)["note"]) == ("returned", "確かめてください")
    night(city, {}, "2024-05-03")
    assert doubtful_one(city)["state"] == "returned"


@pytest.mark.parametrize("stage", Stage)
def test_a_row_never_goes_out_without_its_waiver(city: City, stage: Stage) -> None:
    """A waiver is taken back while a night is on its way: what is public has the row and its waiver, or neither."""
    which = str(doubtful_one(city)["fingerprint"])
    with city.session("2024-05-01") as session:
        approve(session, digest(session), APPROVER, reason="決裁")
        other_steward_asks(session, which)
        approver_agrees(session, which)

    def take_back() -> None:
        with at_desk(case_of(city)) as session:
            withdraw(session, which, STEWARD, "根拠が崩れた")

    night(city, {stage: take_back})
    is_out = city.progress("2")["achievement_status"] == "achieved"
    assert len(city.table("waivers")) == is_out
    assert is_out is (stage in {Stage.RELEASE, Stage.PUBLISH, Stage.TELL}), (
        "taken back before it was composed, it stays inside"
    )


@pytest.mark.parametrize("stage", Stage)
def test_a_sheet_submitted_during_a_night_does_not_stop_it(city: City, stage: Stage) -> None:
    """Whatever the night has not read it leaves to the next one."""

    def hand_in() -> None:
        with at_desk(case_of(city)) as session:
            plan = session.plan
            content = SHEETS[PLANNING].replace("|", ",").encode()
            submit(session, STEWARD, content, "追加.csv", plan.departments_by_code["kikaku"], plan.rounds[0])

    night(city, {stage: hand_in})
    night(city, {}, "2024-05-03")
    assert any("追加" in str(one["path"]) for one in city.findings())


def digest(session: Session) -> str:
    """Return what waits."""
    with session.engine.connect() as connection:
        return str(load_waiting(connection, "umibe")[0]["digest"])


def test_an_approver_waits_for_the_night_and_the_night_for_an_approver(city: City) -> None:
    """Whoever comes second is told that another run is going, and may try again; nothing is half done."""
    refused: list[int] = []

    def try_to_approve() -> None:
        with pytest.raises(OperationalError, match="another run") as told, city.session("2024-05-02"):
            pass
        refused.append(told.value.exit_code)

    night(city, dict.fromkeys(Stage, try_to_approve))
    with city.session("2024-05-02") as session:
        with pytest.raises(OperationalError, match="another run"):
            night(city, {})
        assert approve(session, digest(session), APPROVER, reason="決裁").release is not None
    assert refused == [4] * len(Stage)
    assert city.night("2024-05-03").released_version is None


def test_of_two_approvers_of_one_candidate_one_wins(city: City) -> None:
    """The second one finds nothing to approve any more; one version is made."""
    with city.session("2024-05-02") as session:
        shown = digest(session)
        approve(session, shown, APPROVER, reason="決裁")
        with pytest.raises(Exception, match="none"):
            approve(session, shown, SECOND_APPROVER, reason="決裁")
    assert sorted(path.name for path in (city.published / "releases").iterdir()) == ["2024-05-02"]


def test_nights_and_many_deciding_people_leave_one_whole_record(city: City) -> None:
    """Four stewards return and withdraw without a pause while nights pass: every act is there, and only those."""
    which, case, is_over = str(doubtful_one(city)["fingerprint"]), case_of(city), threading.Event()

    def decide_on_and_on(steward: Person) -> int:
        won = 0
        with at_desk(case) as session:
            while not is_over.is_set():
                for act in (
                    lambda: return_findings(session, [which], steward, "確かめてください"),
                    lambda: withdraw(session, which, steward, "取り下げ"),
                ):
                    try:
                        act()
                        won += 1
                    except DecidedMeanwhileError:
                        pass
        return won

    with ThreadPoolExecutor(4) as threads:
        done = [threads.submit(decide_on_and_on, person(f"steward{n}", Role.STEWARD)) for n in range(4)]
        try:
            for day in ("2024-05-02", "2024-05-03", "2024-05-04"):
                night(city, {}, day)
        finally:
            is_over.set()
        won = sum(one.result(60) for one in done)
    with at_desk(case) as session, session.engine.connect() as connection:
        acts = [one.action for one in history_of(connection, "umibe", f"finding {which}")]
    assert len(acts) == won > 4
    assert acts == [("finding_return", "finding_withdraw")[n % 2] for n in range(len(acts))]
    assert doubtful_one(city)["state"] == ("returned" if len(acts) % 2 else "open")
