"""A takedown, from the raw file to the catalogue: two persons, and the text is nowhere that is ours any more."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.packages import verified
from builders.people import APPROVER, BOTH, KIKAKU, SECOND_APPROVER, STEWARD, VIEWER
from contract.city import PLANNING, SHEETS, City, tree
from sqlalchemy import insert, select

from schemas.codes import AchievementStatus
from shinchoku.adapters.state import erasing
from shinchoku.adapters.state.tables import sheet_rows, submissions
from shinchoku.adapters.state.takedowns import TakedownRecord, TakedownStatus, load_takedowns
from shinchoku.adapters.state.trail import TrailFilter, load_trail
from shinchoku.adapters.workbooks import reading
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError, NotPermittedError, OperationalError
from shinchoku.night.publishing.publish import publish_now
from shinchoku.night.takedowns import carry_out as takedown_carry
from shinchoku.night.takedowns.carry_out import Gone, carry_out, resume_takedowns
from shinchoku.night.takedowns.places import Places, places_of
from shinchoku.package.facts import facts_in
from shinchoku.releases.removal import MARK, Removal, TakedownKind
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.usecases.takedown import ask_for_content, ask_for_text, confirm, refuse, takedown_of
from shinchoku.views.audit_proof import prove

NAME = "田中太郎"
NAMED = SHEETS[PLANNING].replace("来訪者を迎えた", f"{NAME}が来訪者を迎えた")
PERSONAL = TakedownKind.PERSONAL_DATA


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> City:
    """海辺市 after three nights: a name went out, somebody wrote it in full width, then it was left out. Made once."""
    city = City(tmp_path_factory.mktemp("takedown") / "umibe")
    city.send_all()
    city.send(PLANNING, NAMED)
    city.night("2024-05-01")
    city.send("令和5年度/年度末/企画課.xlsx", NAMED.replace(NAME, "田中　太郎"))
    city.night("2024-05-02")
    city.send("令和5年度/年度末/企画課 訂正.xlsx", SHEETS[PLANNING])
    city.night("2024-05-03")
    return city


@pytest.fixture
def published(city: City, once: City, tmp_path: Path) -> City:
    """A copy of it, whose releases a catalogue has, too."""
    catalogue = {"name": "outside", "kind": "directory", "path": str(tmp_path / "outside"), "test": True}
    (tmp_path / "outside").mkdir()
    city.register(catalogues=[catalogue])
    city.like(once)
    with city.session("2024-05-03") as session:
        assert all(
            one.error is None for one in publish_now(session, acting(APPROVER, Action.CONFIRM_TAKEDOWN))
        )
    return city


def ask(city: City, text: str = NAME, by: Person = STEWARD) -> int:
    """Ask for a text to be taken down."""
    with city.session("2024-05-04") as session:
        return ask_for_text(session, by, text, PERSONAL, "氏名が公表されていた")


def look(city: City, number: int) -> Places:
    """Look where a takedown reaches."""
    with city.session("2024-05-04") as session:
        with session.engine.connect() as connection:
            found = takedown_of(connection, session, number)
        return places_of(session, found)


def let_through(city: City, number: int, by: Person = APPROVER) -> Gone:
    """Confirm a takedown and carry it out, catalogues included, as the command does."""
    with city.session("2024-05-04") as session:
        with session.engine.connect() as connection:
            found = takedown_of(connection, session, number)
        found = confirm(session, by, number, "確かめた", places_of(session, found))
        gone = carry_out(session, found, acting(by, Action.CONFIRM_TAKEDOWN))
        assert all(one.error is None for one in publish_now(session, acting(by, Action.CONFIRM_TAKEDOWN)))
    return gone


def record(city: City, number: int) -> TakedownRecord:
    """Return how a takedown stands."""
    with city.session("2024-05-04") as session, session.engine.connect() as connection:
        return takedown_of(connection, session, number)


def holding(folder: Path, text: str = NAME) -> list[str]:
    """Return the files below a folder whose bytes, or the parts of which, hold a text."""
    removal = Removal(text)
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(removal.is_in(one) for one in said_by(path.read_bytes()))
    ]


def said_by(content: bytes) -> Iterator[str]:
    """Yield what bytes may say: as text, and for a container the text of its parts."""
    yield content.decode("utf-8", errors="ignore")
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for name in parts.namelist():
                yield parts.read(name).decode("utf-8", errors="ignore")


def test_the_text_is_nowhere_after_two_persons_agreed(published: City) -> None:
    """Every release, the state and its file, the archive, the catalogue: not a byte; tombstones say so, figures stay."""
    before, rates = tree(published.published), published.table("achievement")
    assert holding(published.data)
    number = ask(published)
    assert tree(published.published) == before  # one person alone takes nothing down
    gone = let_through(published, number)
    assert holding(published.data) == []
    assert holding(published.root / "outside") == []
    assert gone.versions == ("2024-05-01", "2024-05-02", "2024-05-03")
    assert len(gone.contents) == 2
    assert published.table("achievement") == rates
    for version in gone.versions:
        files = {
            path.name: path.read_bytes() for path in (published.published / "releases" / version).iterdir()
        }
        assert [str(fault) for fault in verified(files, version)] == []
        (tombstone,) = facts_in(json.loads(files["datapackage.json"])).taken_down
        assert (tombstone.on.isoformat(), tombstone.kind) == ("2024-05-04", PERSONAL)
    index = json.loads((published.published / "releases.json").read_bytes())
    assert [bool(one.get("taken_down")) for one in index["releases"]] == [True, True, True]


def test_the_catalogue_has_what_the_release_folder_has(published: City, tmp_path: Path) -> None:
    """A folder elsewhere follows with the same bytes, addresses included."""
    let_through(published, ask(published))
    ours, theirs = tree(published.published), tree(tmp_path / "outside" / published.plan.dataset)
    assert theirs == ours


def test_the_next_nights_publish_nothing_of_it_and_change_nothing(published: City) -> None:
    """The accepted rows are as they were without the text; the file that still lies in the inbox is not kept again."""
    let_through(published, ask(published))
    after = tree(published.published)
    for day in ("2024-05-05", "2024-05-06"):
        report = published.night(day)
        assert report.released_version is None
        assert tree(published.published) == after
        assert holding(published.data) == []
    assert "SH119" in published.codes()


def test_a_reader_of_a_new_version_does_not_ask_for_what_is_gone(
    published: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read of a destroyed content counts from then on, whichever reader made it."""
    let_through(published, ask(published))
    after = tree(published.published)
    monkeypatch.setattr(reading, "READER_VERSION", 999)
    published.night("2024-05-05")
    assert tree(published.published) == after


def test_rows_that_count_stay_without_the_text(city: City) -> None:
    """A department that sent no better sheet: its item stays achieved, the sentence has the mark."""
    city.send_all()
    city.send(PLANNING, NAMED)
    city.first_night("2024-05-01")
    let_through(city, ask(city))
    assert city.progress("2")["result_text"] == f"{MARK}が来訪者を迎えた"
    assert city.progress("2")["achievement_status"] == "achieved"
    after = tree(city.published)
    city.night("2024-05-05")
    assert tree(city.published) == after


def test_the_trail_and_the_seals_still_prove_themselves(published: City) -> None:
    """The chain holds, every row is explained, every release is what its seal says; the acts stand in it."""
    let_through(published, ask(published))
    with published.session("2024-05-04") as session:
        assert prove(session.engine, session.paths).faults == []
        with session.engine.connect() as connection:
            entries = load_trail(connection, "umibe", TrailFilter(subject="takedown 1"), 100)
    assert [one.action for one in entries] == [
        "takedown_ask",
        "takedown_confirm",
        "takedown_erase_state",
        "takedown_done",
    ]
    assert [one.actor for one in entries] == ["user:steward", *["user:approver"] * 3]


def test_entries_of_the_trail_lose_the_text_and_nothing_else_may(published: City) -> None:
    """A reason that named somebody: the entry keeps its hash, and the proof accepts no other change of it."""
    steward, said = acting(STEWARD, Action.RETURN_FINDING), f"{NAME}さんに確かめた"
    with published.session("2024-05-03") as session, session.change(steward, said) as change:
        change.record("look", "nothing", {"who": NAME})
    let_through(published, ask(published))
    with published.session("2024-05-04") as session:
        assert prove(session.engine, session.paths).faults == []
        with session.engine.connect() as connection:
            (entry,) = load_trail(connection, "umibe", TrailFilter(actions=("look",)), 1)
    assert (entry.reason, entry.detail) == (f"{MARK}さんに確かめた", {"who": MARK})


def test_places_are_shown_before_anything_goes(published: City) -> None:
    """Both persons see releases, tables and cells, the rows of the state, the received files and where they lay."""
    places = look(published, ask(published))
    assert places.versions == ("2024-05-01", "2024-05-02", "2024-05-03")
    assert {"progress.csv", "items_wide.csv"} <= {one.file for one in places.released}
    assert (places.state or {})["contents"] >= 2
    assert places.paths == ("令和5年度/年度末/企画課.csv", "令和5年度/年度末/企画課.xlsx")
    assert not places.is_in_plan


@pytest.mark.parametrize("by", [KIKAKU, VIEWER])
def test_whoever_may_not_ask_may_not(published: City, by: Person) -> None:
    """Departments and viewers tell a steward."""
    with pytest.raises(NotPermittedError):
        ask(published, by=by)


@pytest.mark.parametrize(
    ("asks", "confirms"), [(BOTH, BOTH), (APPROVER, APPROVER), (STEWARD, STEWARD), (APPROVER, STEWARD)]
)
@pytest.mark.parametrize("four_eyes", [True, False])
def test_two_persons_are_needed_whatever_the_plan_says(
    city: City, asks: Person, confirms: Person, *, four_eyes: bool
) -> None:
    """Nobody confirms what they asked for, and a steward confirms nothing."""
    city.register(release={"four_eyes": four_eyes})
    city.send_all()
    city.first_night("2024-05-01")
    number = ask(city, by=asks)
    with pytest.raises(NotPermittedError):
        let_through(city, number, by=confirms)
    assert record(city, number).status is TakedownStatus.ASKED
    let_through(city, number, by=SECOND_APPROVER)


def test_what_was_decided_is_not_decided_again(published: City) -> None:
    """A refused one stays refused, forgets what was sought, and another may be asked for."""
    number = ask(published)
    with published.session("2024-05-04") as session:
        refuse(session, STEWARD, number, "対象を間違えた")
    with pytest.raises(DecidedMeanwhileError):
        let_through(published, number)
    assert (record(published, number).wanted, record(published, number).status) == (
        "",
        TakedownStatus.REFUSED,
    )
    let_through(published, ask(published))


@pytest.mark.parametrize(
    ("text", "reason", "words"),
    [("林", "氏名", "too short"), (NAME, f"{NAME}の氏名", "the very text"), (NAME, " ", "give a reason")],
)
def test_what_cannot_be_asked_for_is_refused(published: City, text: str, reason: str, words: str) -> None:
    """A text that is everywhere, a reason that would keep it, no reason."""
    with published.session("2024-05-04") as session, pytest.raises(ConfigurationError, match=words):
        ask_for_text(session, STEWARD, text, PERSONAL, reason)


def test_what_the_plan_file_would_publish_again_stays_until_it_is_gone_there(city: City) -> None:
    """An item's name in the register: a person changes it first."""
    city.send_all()
    city.first_night("2024-05-01")
    name = city.plan.items[0].name
    number = ask(city, name)
    assert look(city, number).is_in_plan
    with pytest.raises(ConfigurationError, match="plan file"):
        let_through(city, number)


def test_a_text_without_which_a_release_would_not_hold_stays(published: City) -> None:
    """A label that the contract itself spells: nothing is touched, the sentence says why, and no night stops at it."""
    before = tree(published.data)
    number = ask(published, AchievementStatus.PENDING.description_ja[:12])
    with pytest.raises(OperationalError, match="would not verify"):
        let_through(published, number)
    assert (record(published, number).status, record(published, number).wanted) == (
        TakedownStatus.REFUSED,
        "",
    )
    assert {
        name: one
        for name, one in tree(published.data).items()
        if "shinchoku.db" not in name and "heads" not in name
    } == {name: one for name, one in before.items() if "shinchoku.db" not in name and "heads" not in name}


@pytest.mark.parametrize("step", ["keep_done", "_replace", "discard", "forget_pages", "finish_takedown"])
def test_a_run_that_stops_on_the_way_is_finished_by_the_next_night(
    published: City, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Wherever it stops, what is public proves itself, and a night later the text is nowhere."""
    number = ask(published)

    def stop(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(takedown_carry, step, stop)
        with pytest.raises(OperationalError):
            let_through(published, number)
    published.night("2024-05-05")
    assert record(published, number).status is TakedownStatus.DONE
    assert holding(published.published) == []
    with published.session("2024-05-05") as session:
        assert resume_takedowns(session, acting(APPROVER, Action.CONFIRM_TAKEDOWN)) == []
        assert prove(session.engine, session.paths).faults == []


def test_a_content_is_destroyed_and_its_accepted_rows_stay(published: City) -> None:
    """`quarantine --destroy`: the bytes go after a second person, nothing published changes, and it never comes back."""
    before = tree(published.published)
    with published.session("2024-05-04") as session:
        number = ask_for_content(
            session, STEWARD, "令和5年度/年度末/企画課 訂正.xlsx", PERSONAL, "別人の資料が混ざっていた"
        )
    gone = let_through(published, number)
    (sha256,) = gone.contents
    assert not list((published.data / "raw").rglob(f"{sha256}*"))
    published.night("2024-05-05")
    assert tree(published.published) == before
    assert not list((published.data / "raw").rglob(f"{sha256}*"))
    with (
        published.session("2024-05-05") as session,
        pytest.raises(ConfigurationError, match="destroyed already"),
    ):
        ask_for_content(session, STEWARD, sha256, PERSONAL, "もう一度")
    with published.session("2024-05-05") as session, session.engine.connect() as connection:
        assert [one.status for one in load_takedowns(connection, "umibe")] == [TakedownStatus.DONE]


def test_a_released_figure_is_corrected_and_not_taken_down(city: City) -> None:
    """A number that stands in a column of figures: refused before anything goes, with what to do."""
    city.send_all()
    city.send(PLANNING, SHEETS[PLANNING].replace("||110", "||12345678"))
    city.first_night("2024-05-01")
    before = tree(city.published)
    number = ask(city, "1234-5678")
    assert {one.column for one in look(city, number).figures} >= {"actual_value"}
    with pytest.raises(ConfigurationError, match="Correct it"):
        let_through(city, number)
    assert tree(city.published) == before


def test_a_figure_on_a_sheet_is_never_edited() -> None:
    """A telephone number in a sentence goes; an item, a status and a figure of the same digits stay."""
    cells = {
        "item_no": ["A2", "1234567"],
        "actual_value": ["E2", "1234567"],
        "result_text": ["C2", "電話123-4567"],
    }
    left = json.loads(erasing._cells(Removal("1234567"), json.dumps(cells)))  # noqa: SLF001 -- what is stored of a row
    assert left == {**cells, "result_text": ["C2", f"電話{MARK}"]}


def test_what_another_plan_received_too_is_left_to_both(city: City) -> None:
    """Two plans of one database, one file: neither loses rows behind its back; the sentence says what to do."""
    city.send_all()
    city.send(PLANNING, NAMED)
    city.first_night("2024-05-01")
    number = ask(city)
    contents = look(city, number).contents
    with (
        city.session("2024-05-04") as session,
        session.change(acting(STEWARD, Action.QUARANTINE), "別の計画") as change,
    ):
        (row,) = change.connection.execute(
            select(submissions).where(submissions.c.sha256.in_(contents))
        ).mappings()
        change.connection.execute(insert(submissions).values({**row, "plan_id": "mori"}))
        change.record("submit", "other")
    with pytest.raises(ConfigurationError, match="'mori'"):
        let_through(city, number)


def test_rows_of_another_plans_files_are_its_own(city: City) -> None:
    """A file that only the other plan received keeps every word."""
    city.send_all()
    city.send(PLANNING, NAMED)
    city.first_night("2024-05-01")
    with (
        city.session("2024-05-04") as session,
        session.change(acting(STEWARD, Action.QUARANTINE), "別の計画") as change,
    ):
        row = change.connection.execute(select(sheet_rows).limit(1)).mappings().one()
        other = {
            **row,
            "sha256": "f" * 64,
            "cells": json.dumps({"result_text": ["B2", NAME]}, ensure_ascii=False),
        }
        change.connection.execute(insert(sheet_rows).values(other))
        change.record("read", "other")
    let_through(city, ask(city))
    with city.session("2024-05-04") as session, session.engine.connect() as connection:
        cells = connection.scalar(select(sheet_rows.c.cells).where(sheet_rows.c.sha256 == "f" * 64))
    assert NAME in str(cells)


def test_a_plan_file_that_escapes_the_text_holds_it_all_the_same(city: City) -> None:
    """A quote in a name of the register is written with a backslash there."""
    city.send_all()
    city.first_night("2024-05-01")
    file = city.plan_file.read_text(encoding="utf-8")
    city.plan_file.write_text(f'# 田中"太郎"会\n{file}', encoding="utf-8")
    assert look(city, ask(city, '田中"太郎"会')).is_in_plan


def test_names_of_files_are_told_and_stay(city: City) -> None:
    """A person renames them in the inbox; nothing pretends that they are gone."""
    city.send_all()
    city.send(f"令和5年度/年度末/企画課 {NAME}.csv", NAMED)
    city.first_night("2024-05-01")
    assert look(city, ask(city)).names == (f"令和5年度/年度末/企画課 {NAME}.csv",)


def test_what_others_still_ask_for_loses_the_text(published: City) -> None:
    """Another request of which the text is a part goes on with what is left of it."""
    other = ask(published, f"{NAME}が来訪")
    let_through(published, ask(published))
    assert record(published, other).wanted == f"{MARK}が来訪"


def test_somebody_who_reads_the_database_holds_the_end_up_and_no_night(published: City) -> None:
    """Its log cannot be emptied: the takedown is not called done, nights pass, and the one after finishes it."""
    number = ask(published)
    with sqlite3.connect(published.data / "state" / "shinchoku.db", isolation_level=None) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM audit").fetchone()
        with pytest.raises(OperationalError, match="state database open"):
            let_through(published, number)
        published.night("2024-05-05")
        with published.session("2024-05-05") as session:
            (unfinished,) = resume_takedowns(session, acting(APPROVER, Action.CONFIRM_TAKEDOWN))
        assert "takedown 1 is not finished" in unfinished.en
    reader.close()
    assert record(published, number).status is TakedownStatus.CONFIRMED
    published.night("2024-05-06")
    assert record(published, number).status is TakedownStatus.DONE
    assert holding(published.data) == []


@pytest.mark.parametrize("is_between", [True, False])
def test_where_a_system_exchanges_in_two_steps_nothing_old_comes_back(
    published: City, *, is_between: bool
) -> None:
    """Killed before or after the new folder took its place: the old one is discarded, and is no release of its own."""
    with published.session("2024-05-04") as session:
        dataset, files = session.published, session.published.files("2024-05-01")
        prepared = dataset.prepare_replacement("2024-05-01", {**files, "README.md": b"new"})
        (dataset.releases / "2024-05-01").rename(prepared.with_name("2024-05-01.aside"))
        if not is_between:
            prepared.rename(dataset.releases / "2024-05-01")
        dataset.replace_prepared()
    assert (published.published / "releases" / "2024-05-01" / "README.md").read_bytes() == b"new"
    assert not [path.name for path in (published.published / "releases").iterdir() if "aside" in path.name]


def test_an_erased_entry_may_be_nothing_but_erased(published: City) -> None:
    """Whoever rewrites it afterwards is found, with the mark in it or not, and whatever it tells of rows."""
    steward, said = acting(STEWARD, Action.RETURN_FINDING), f"{NAME}さんに確かめた"
    with published.session("2024-05-03") as session, session.change(steward, said) as change:
        change.record("look", "nothing")
    let_through(published, ask(published))
    with sqlite3.connect(published.data / "state" / "shinchoku.db") as database:
        database.execute("UPDATE audit SET actor = 'user:eve' WHERE action = 'look'")
    with published.session("2024-05-04") as session:
        assert prove(session.engine, session.paths).broken is not None
