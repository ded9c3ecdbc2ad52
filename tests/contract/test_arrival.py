"""In which order things arrived: the nights' listings, and what is handed in at the console between them."""

from __future__ import annotations

import pytest
from builders.people import APPROVER, KIKAKU
from contract.city import PLANNING, SHEETS, City, delimited

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.intake import load_appearances
from shinchoku.errors import ConfigurationError
from shinchoku.usecases.approve import approve
from shinchoku.usecases.refresh import refresh
from shinchoku.usecases.sheets.submit import Submitted, submit

NIGHT, DAY, NEXT = "2024-05-01", "2024-05-01", "2024-05-02"
SECOND = "令和5年度/年度末/企画課（追加）.csv"


def words(said: str) -> str:
    """Return the sheet of 企画課 with other words on No. 2."""
    return SHEETS[PLANNING].replace("来訪者を迎えた", said)


@pytest.fixture
def reported(city: City) -> City:
    """海辺市 after a night in which every department reported."""
    city.send_all()
    city.first_night(NIGHT)
    return city


def hand_in(city: City, said: str, name: str = "進捗.csv", on: str = DAY, in_place_of: str = "") -> Submitted:
    """Hand a sheet in at the console, and have its consequences worked out."""
    with city.session(on) as session:
        plan = session.plan
        department, asked = plan.departments_by_code["kikaku"], plan.rounds_by_id["r5-end"]
        content = delimited(words(said))
        done = submit(session, KIKAKU, content, name, department, asked, in_place_of=in_place_of)
        refresh(session, "test")
    return done


def arrivals(city: City) -> dict[str, list[int]]:
    """Return the arrival numbers at each path."""
    found: dict[str, list[int]] = {}
    with city.session("2099-12-31") as session, session.engine.connect() as connection:
        for one in load_appearances(connection, session.plan.id):
            found.setdefault(one.path, []).append(one.arrival)
    return found


def no_2(city: City) -> tuple[str, str]:
    """Return what is public of No. 2, and since when it is carried forward."""
    row = city.progress("2")
    return row["result_text"], row["carried_forward_from"]


def test_a_correction_of_the_afternoon_counts_over_the_file_of_the_night(reported: City) -> None:
    """The night collected at two, the console took the correction at fourteen: that is what the next night publishes."""
    hand_in(reported, "訂正した")
    assert reported.codes() == []
    reported.night(NEXT)
    assert no_2(reported) == ("訂正した", "")


def test_one_listing_is_one_arrival_and_every_submission_its_own(reported: City) -> None:
    """A night that finds nothing new counts nothing up."""
    first = hand_in(reported, "訂正した").path
    reported.night(NEXT)
    reported.night("2024-05-03")
    second = hand_in(reported, "また訂正した", "別.csv", "2024-05-03").path
    reported.send(PLANNING, words("ファイルで直した"))
    reported.night("2024-05-04")
    found = arrivals(reported)
    assert (found[PLANNING], found[first], found[second]) == ([1, 4], [2], [3])


def test_what_lay_unread_in_the_inbox_is_older_than_a_submission(reported: City) -> None:
    """The console looks into the inbox first; what it finds there arrives before, and is collected only once."""
    reported.send(PLANNING, words("朝に置いた"))
    hand_in(reported, "昼に画面で出した")
    report = reported.night(NEXT)
    assert (report.files_new, no_2(reported), reported.codes()) == (0, ("昼に画面で出した", ""), [])


def test_what_is_put_into_the_inbox_afterwards_is_newer(reported: City) -> None:
    """A file of the evening counts over the submission of the noon."""
    hand_in(reported, "昼に画面で出した")
    reported.send(PLANNING, words("夕方に置いた"))
    reported.night(NEXT)
    assert no_2(reported) == ("夕方に置いた", "")


def test_while_the_inbox_is_out_of_reach_nothing_is_guessed(reported: City) -> None:
    """What the next night finds may be older or newer than the submission: both are wrong until one is taken away."""
    away = reported.inbox.rename(reported.root / "away")
    done = hand_in(reported, "画面で出した")
    away.rename(reported.inbox)
    reported.send(PLANNING, words("いつ置いたか分からない"))
    reported.night(NEXT)
    assert no_2(reported) == ("来訪者を迎えた", "2024-05-01")
    assert {(f["rule"], f["path"]) for f in reported.findings()} == {
        ("SH504", PLANNING),
        ("SH504", done.path),
    }
    (reported.inbox / PLANNING).unlink()
    reported.night("2024-05-03")
    assert (no_2(reported), reported.codes()) == (("画面で出した", ""), [])


def test_once_the_inbox_was_listed_what_comes_later_is_newer(reported: City) -> None:
    """A night that could look and found nothing settles the order of what follows."""
    away = reported.inbox.rename(reported.root / "away")
    hand_in(reported, "画面で出した")
    away.rename(reported.inbox)
    reported.night(NEXT)
    reported.send(PLANNING, words("後から置いた"))
    reported.night("2024-05-03")
    assert no_2(reported) == ("後から置いた", "")


def test_a_submission_takes_the_place_of_a_file_of_the_inbox(reported: City) -> None:
    """What was wrong with the file ends, the unchanged file stays replaced, and its next content counts again."""
    reported.send(PLANNING, "2|優|書き間違えた||110")
    reported.night(NEXT)
    assert set(reported.codes()) >= {"SH602"}
    hand_in(reported, "画面で直した", on=NEXT, in_place_of=PLANNING)
    for night in ("2024-05-03", "2024-05-04"):
        reported.night(night)
        assert (reported.codes(), no_2(reported)) == ([], ("画面で直した", ""))
    reported.send(PLANNING, words("ファイルで直した"))
    reported.night("2024-05-05")
    assert no_2(reported) == ("ファイルで直した", "")


def test_a_file_that_cannot_be_read_ends_with_the_submission_in_its_place(reported: City) -> None:
    """Nothing is carried forward for a file that its department replaced."""
    reported.send(PLANNING, b"PK\x03\x04 broken")
    reported.night(NEXT)
    assert no_2(reported) == ("来訪者を迎えた", "2024-05-01")
    hand_in(reported, "画面で直した", on=NEXT, in_place_of=PLANNING)
    reported.night("2024-05-03")
    assert (reported.codes(), no_2(reported)) == ([], ("画面で直した", ""))


@pytest.mark.parametrize("path", ["令和5年度/年度末/環境課.csv", "令和5年度/年度末/無い.csv"])
def test_only_what_a_department_sent_for_the_round_can_be_replaced(reported: City, path: str) -> None:
    """Another department's file, or none, keeps its place."""
    with pytest.raises(ConfigurationError, match="is not there"):
        hand_in(reported, "訂正した", in_place_of=path)


def test_the_same_bytes_again_count_over_what_came_between(reported: City) -> None:
    """Handed in once more, the sheet of the console is the newest word again; at once, it is no second submission."""
    assert hand_in(reported, "画面で出した").is_new
    assert not hand_in(reported, "画面で出した").is_new
    reported.send(PLANNING, words("ファイルで直した"))
    reported.night(NEXT)
    assert hand_in(reported, "画面で出した", on=NEXT).is_new
    reported.night("2024-05-03")
    assert no_2(reported) == ("画面で出した", "")


def test_a_conflict_of_one_night_ends_when_one_file_is_removed(reported: City) -> None:
    """Whichever is taken out of the inbox, the other one counts."""
    third = SECOND.replace("追加", "差替")
    reported.send(SECOND, "2|A|こちらが正しい||110")
    reported.send(third, "2|A|いやこちらだ||110")
    reported.night(NEXT)
    assert reported.codes() == ["SH504", "SH504"]
    (reported.inbox / third).unlink()
    reported.night("2024-05-03")
    assert (no_2(reported), reported.codes()) == (("こちらが正しい", ""), [])


# Rounds of one year -------------------------------------------------------------------------------

HARBOUR, HARBOUR_FIXED = "令和5年度/年度末/水産課.csv", "令和5年度/確定/水産課.csv"


def test_a_newer_word_for_an_earlier_round_holds_the_year_until_somebody_decides(reported: City) -> None:
    """What is public stays; the approver who saw it is not asked again, and another such word holds again."""
    reported.send(HARBOUR_FIXED, "6|A|漁港の改修を終えた")
    reported.night("2024-09-02")
    reported.send(HARBOUR, "6|C|まだ改修している")
    report = reported.night("2024-09-03")
    assert (report.released_version, reported.codes().count("SH512")) == (None, 1)
    assert reported.progress("6")["result_text"] == "漁港の改修を終えた"
    with reported.session("2024-09-03") as session:
        with session.engine.connect() as connection:
            (waits,) = load_waiting(connection, session.plan.id)
        assert [one[0] for one in waits["holds"]] == ["newer_row_overruled"]  # type: ignore[attr-defined]  # as stored
        done = approve(session, str(waits["digest"]), APPROVER, reason="確定の内容を公表したままとする")
    assert (done.release, done.is_public) == (None, True)
    for night in ("2024-09-04", "2024-09-05"):
        assert [one.outcome for one in reported.night(night).years] == ["unchanged"]
    reported.send(HARBOUR, "6|C|来年度まで改修する")
    assert [one.outcome for one in reported.night("2024-09-06").years] == ["held"]
    reported.send(HARBOUR_FIXED, "6|C|来年度まで改修する")
    reported.night("2024-09-07")
    assert reported.codes().count("SH512") == 0
