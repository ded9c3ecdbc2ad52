"""Sheets handed in at the console as submissions: placed as chosen, once, whatever they are called."""

from __future__ import annotations

import threading

import pytest
from builders.people import KIKAKU, STEWARD, VIEWER
from contract.city import PLANNING, SHEETS, City, delimited

from shinchoku.adapters.state.intake import load_appearances
from shinchoku.errors import ConfigurationError, NotPermittedError
from shinchoku.usecases.sheets.submit import Submitted, submit

SHEET = delimited(SHEETS[PLANNING])
FOLDER = "提出窓口/令和5年度/年度末/総務部 企画課"


def handed_in(city: City, name: str, content: bytes = SHEET, department: str = "kikaku") -> Submitted:
    """Hand a sheet in for the year-end round, as its department."""
    with city.session() as session:
        plan = session.plan
        to = plan.departments_by_code[department]
        return submit(session, KIKAKU, content, name, to, plan.rounds_by_id["r5-end"])


def test_a_sheet_lies_where_round_and_department_say_and_stays(city: City) -> None:
    """The next nights count it, and neither collect it again nor take it for withdrawn."""
    done = handed_in(city, "進捗.csv")
    assert (done.path, done.is_new) == (f"{FOLDER}/進捗.csv", True)
    city.night()
    city.night("2024-05-03")
    with city.session() as session, session.engine.connect() as connection:
        (one,) = load_appearances(connection, session.plan.id)
    assert (one.path, one.present, one.sequence) == (done.path, True, 1)
    assert city.received() == {done.sha256}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/進捗.csv", "進捗.csv"),
        ("C:\\x\\進捗.CSV", "進捗.CSV"),
        ("環境課_進捗.csv", "環境課_進捗.csv"),
        ("進捗\u202evsc.exe", "進捗vsc.exe"),
        ("..", "名称未設定"),
    ],
)
def test_no_name_leads_elsewhere(city: City, name: str, kept: str) -> None:
    """A hostile name, or another department's, stays one file of the own counter."""
    done = handed_in(city, name)
    assert done.path == f"{FOLDER}/{kept}"
    city.night()
    assert not {"SH204", "SH208", "SH209", "SH210"} & set(city.codes())


def test_the_same_content_again_is_no_second_submission(city: City) -> None:
    """Twice the same bytes at one path are told so; other bytes take their place."""
    assert handed_in(city, "進捗.csv").is_new
    assert not handed_in(city, "進捗.csv").is_new
    assert handed_in(city, "進捗.csv", SHEET + b"\r\n").is_new


def test_two_who_submit_at_once_both_arrive(city: City) -> None:
    """Eight at the same moment, half of them with the same bytes: each is recorded, in some order."""
    contents = [SHEET if n % 2 else SHEET + b"\r\n" * n for n in range(8)]
    failed: list[BaseException] = []
    with city.session() as session:
        to, asked = session.plan.departments_by_code["kikaku"], session.plan.rounds_by_id["r5-end"]

        def hand_in(content: bytes) -> None:
            try:
                submit(session, KIKAKU, content, "進捗.csv", to, asked)
            except BaseException as error:  # noqa: BLE001 -- whatever it is, the test tells
                failed.append(error)

        threads = [threading.Thread(target=hand_in, args=(one,)) for one in contents]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        with session.engine.connect() as connection:
            found = load_appearances(connection, session.plan.id)
    assert failed == []
    assert [one.sequence for one in found] == list(range(1, len(found) + 1))
    assert {one.sha256 for one in found} == city.received()
    assert len(city.received()) == len(set(contents))


@pytest.mark.parametrize(
    ("name", "content", "round_id", "words"),
    [
        ("進捗.csv", b"", "r5-end", "empty"),
        ("進捗.csv", SHEET, "r6-end", "not been opened"),
        ("山田 090-1234-5678.csv", SHEET, "r5-end", "personal data"),
    ],
)
def test_what_cannot_be_taken_is_refused(
    city: City, name: str, content: bytes, round_id: str, words: str
) -> None:
    """An empty file, a round that is not open and a name that tells of a person leave no trace."""
    with city.session() as session:
        plan = session.plan
        to, asked = plan.departments_by_code["kikaku"], plan.rounds_by_id[round_id]
        with pytest.raises(ConfigurationError, match=words):
            submit(session, KIKAKU, content, name, to, asked)
    assert city.received() == set()


def test_nobody_submits_for_another_department(city: City) -> None:
    """Neither another department nor who only looks; a steward may for all."""
    with pytest.raises(NotPermittedError):
        handed_in(city, "進捗.csv", department="kankyo")
    with city.session() as session:
        plan = session.plan
        to, asked = plan.departments_by_code["kankyo"], plan.rounds_by_id["r5-end"]
        with pytest.raises(NotPermittedError):
            submit(session, VIEWER, SHEET, "進捗.csv", to, asked)
        assert submit(session, STEWARD, SHEET, "進捗.csv", to, asked).is_new
