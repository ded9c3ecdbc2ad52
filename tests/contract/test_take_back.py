"""A misfiled sheet is taken back or moved, and either is undone."""

from __future__ import annotations

import pytest
from builders.people import APPROVER, KIKAKU, STEWARD, VIEWER
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City, delimited

from shinchoku.adapters.state.received import At
from shinchoku.adapters.state.trail import history_of
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError, NotPermittedError
from shinchoku.review.people import Person
from shinchoku.usecases.refresh import refresh
from shinchoku.usecases.sheets.submit import submit
from shinchoku.usecases.sheets.take_back import reassign, withdraw
from shinchoku.views.received_files import files_of

MISFILED = "令和6年度/年度末/企画課.csv"


def words(said: str) -> str:
    """Return the sheet of 企画課 with other words on No. 2."""
    return SHEETS[PLANNING].replace("来訪者を迎えた", said)


@pytest.fixture
def reported(city: City) -> City:
    """海辺市 after a night in which every department reported."""
    city.send_all()
    city.first_night("2024-05-01")
    return city


def take_back(
    city: City, wanted: str, on: str = "2024-05-02", *, by: Person = STEWARD, undo: bool = False
) -> None:
    """Take a submission back, or let it count again."""
    with city.session(on) as session:
        withdraw(session, by, wanted, "別の年度のシートだった", undo=undo)


def move(
    city: City, wanted: str, on: str, asked: str = "", department: str = "", by: Person = STEWARD
) -> None:
    """Move a submission to a round or a department; to neither, back."""
    with city.session(on) as session:
        plan = session.plan
        reassign(
            session,
            by,
            wanted,
            "置き場所の誤り",
            round_=plan.rounds_by_id.get(asked),
            department=plan.departments_by_code.get(department),
        )


def states(city: City) -> dict[str, list[str]]:
    """Return what became of the contents at each path, the newest first."""
    found: dict[str, list[str]] = {}
    with city.session("2099-12-31") as session:
        for one in files_of(session):
            found.setdefault(one.path, []).append(str(one.state))
    return found


def test_the_row_before_counts_again_and_the_unchanged_file_stays_withdrawn(reported: City) -> None:
    """Night after night, until the path holds something else."""
    reported.send(PLANNING, words("別の年度の内容"))
    reported.night("2024-05-02")
    assert reported.progress("2")["result_text"] == "別の年度の内容"
    take_back(reported, PLANNING)
    for night in ("2024-05-03", "2024-05-04"):
        reported.night(night)
    with reported.session("2024-05-04") as session, session.engine.connect() as connection:
        (act, *_) = [
            one for one in history_of(connection, session.plan.id, PLANNING) if "withdraw" in one.action
        ]
    assert (act.actor, act.reason) == ("user:steward", "別の年度のシートだった")
    assert states(reported)[PLANNING] == ["withdrawn", "standing"]
    reported.send(PLANNING, words("直した内容"))
    reported.night("2024-05-05")
    assert states(reported)[PLANNING] == ["standing", "withdrawn", "replaced"]


def test_a_withdrawal_is_undone(reported: City) -> None:
    """The content counts as it did."""
    take_back(reported, PLANNING)
    with pytest.raises(ConfigurationError, match="no submission"):
        take_back(reported, PLANNING)
    take_back(reported, PLANNING, undo=True)
    assert reported.night("2024-05-02").released_version is None
    assert states(reported)[PLANNING] == ["standing"]


def test_without_a_row_before_nothing_has_come(city: City) -> None:
    """The department has not submitted, as far as anybody counts."""
    city.send(PLANNING, words("誤って置いた"))
    city.night("2024-05-11")
    take_back(city, PLANNING, "2024-05-11")
    city.night("2024-05-12")
    assert states(city)[PLANNING] == ["withdrawn"]
    assert [one["department"] for one in city.findings("SH601")] == ["kankyo", "kikaku", "suisan"]


def test_a_conflict_ends_when_one_side_is_withdrawn(reported: City) -> None:
    """Whatever lies in the inbox."""
    one, other = (f"令和5年度/年度末/企画課（{name}）.csv" for name in ("追加", "差替"))
    reported.send(one, "2|A|こちらが正しい||110")
    reported.send(other, "2|A|いやこちらだ||110")
    reported.night("2024-05-02")
    assert reported.codes() == ["SH504", "SH504"]
    take_back(reported, other)
    reported.night("2024-05-03")
    assert (reported.progress("2")["result_text"], reported.codes()) == ("こちらが正しい", [])


def test_a_sheet_in_the_folder_of_another_round_is_moved_and_moved_back(reported: City) -> None:
    """A sheet of FY2023 that lies in another folder counts for the year that it was moved to."""
    reported.send("届いたもの/企画課.csv", "2|A|移すもの||110")
    reported.night("2024-09-02")
    assert "SH209" in reported.codes()
    move(reported, "届いたもの/企画課.csv", "2024-09-02", "r5-end")
    reported.night("2024-09-03")
    assert (reported.progress("2")["result_text"], "SH209" in reported.codes()) == ("移すもの", False)
    move(reported, "届いたもの/企画課.csv", "2024-09-03")
    reported.night("2024-09-04")
    assert "SH209" in reported.codes()


def test_a_sheet_of_another_department_is_moved(reported: City) -> None:
    """It lay under the wrong name."""
    reported.send("令和5年度/年度末/無題.csv", "1|A|浜を広く清掃した")
    reported.night("2024-05-02")
    assert "SH204" in reported.codes()
    move(reported, "令和5年度/年度末/無題.csv", "2024-05-02", department="kankyo")
    reported.night("2024-05-03")
    assert (reported.progress("1")["result_text"], reported.codes()) == ("浜を広く清掃した", [])


def test_a_department_takes_back_what_it_handed_in_until_it_is_public(reported: City) -> None:
    """Its own, from the console; stewards take back the rest, nobody else anything."""
    with reported.session("2024-05-02") as session:
        plan = session.plan
        to, asked = plan.departments_by_code["kikaku"], plan.rounds_by_id["r5-end"]
        done = submit(session, KIKAKU, delimited(words("画面で出した")), "進捗.csv", to, asked)
        refresh(session, "test")
    take_back(reported, done.path, by=KIKAKU)
    take_back(reported, done.sha256[:12], by=KIKAKU, undo=True)
    reported.night("2024-05-03")
    for by, wanted in (
        (KIKAKU, done.path),
        (KIKAKU, PLANNING),
        (KIKAKU, ENVIRONMENT),
        (VIEWER, PLANNING),
        (APPROVER, PLANNING),
    ):
        with pytest.raises(NotPermittedError):
            take_back(reported, wanted, by=by)
    with pytest.raises(NotPermittedError):
        move(reported, PLANNING, "2024-05-03", "r5-end", by=KIKAKU)
    take_back(reported, PLANNING, "2024-05-03")


def test_a_department_undoes_only_what_a_department_took_back(reported: City) -> None:
    """What a steward took back is for stewards to decide; so is what was moved to another department."""
    with reported.session("2024-05-02") as session:
        plan = session.plan
        to, asked = plan.departments_by_code["kikaku"], plan.rounds_by_id["r5-end"]
        done = submit(session, KIKAKU, delimited(words("画面で出した")), "進捗.csv", to, asked)
    take_back(reported, done.path)
    with pytest.raises(NotPermittedError, match="steward"):
        take_back(reported, done.path, by=KIKAKU, undo=True)
    take_back(reported, done.path, undo=True)
    move(reported, done.path, "2024-05-02", department="kankyo")
    with pytest.raises(NotPermittedError):
        take_back(reported, done.path, by=KIKAKU)


def test_a_place_that_somebody_decided_about_meanwhile_is_told(reported: City) -> None:
    """Two people with the same page open: the second one is told, and nothing is done."""
    with reported.session("2024-05-02") as session:
        (one,) = [file for file in files_of(session) if file.path == PLANNING]
        at = At.of(one.appearance)
        withdraw(session, STEWARD, at, "別の年度のシートだった")
        with pytest.raises(DecidedMeanwhileError):
            withdraw(session, STEWARD, at, "別の年度のシートだった")
        with pytest.raises(DecidedMeanwhileError):
            reassign(session, STEWARD, at, "別の年度のシートだった", round_=session.plan.rounds[0])
        with pytest.raises(ConfigurationError, match="no submission"):
            withdraw(session, STEWARD, At(PLANNING, 99), "別の年度のシートだった")


def test_a_withdrawn_file_is_still_its_departments(reported: City) -> None:
    """It is listed where it was, so that it can be found and let count again."""
    take_back(reported, PLANNING)
    with reported.session("2024-05-02") as session:
        assert PLANNING in [one.path for one in files_of(session, "kikaku")]


def test_the_same_bytes_handed_in_again_after_a_withdrawal_count(reported: City) -> None:
    """Whoever hands a sheet in again means it."""
    with reported.session("2024-05-02") as session:
        plan = session.plan
        to, asked = plan.departments_by_code["kikaku"], plan.rounds_by_id["r5-end"]
        content = delimited(words("画面で出した"))
        done = submit(session, KIKAKU, content, "進捗.csv", to, asked)
        withdraw(session, STEWARD, done.path, "取り違え")
        assert submit(session, KIKAKU, content, "進捗.csv", to, asked).is_new


def test_what_means_several_places_or_a_round_to_come_is_refused(reported: City) -> None:
    """Nothing is guessed."""
    reported.send("令和5年度/年度末/企画課_写し.csv", SHEETS[PLANNING])
    reported.night("2024-05-02")
    with reported.session("2024-05-02") as session:
        sha256 = next(one.sha256 for one in files_of(session) if one.path == PLANNING)
    with pytest.raises(ConfigurationError, match="several places"):
        take_back(reported, sha256[:12])
    with pytest.raises(ConfigurationError, match="not been opened"):
        move(reported, PLANNING, "2024-05-02", "r6-end")
