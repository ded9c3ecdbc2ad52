"""The state, on SQLite and on PostgreSQL: one suite for both."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, delete, select, text, update

import shinchoku.adapters.state.migrations as scripts
from shinchoku.adapters.state.audit import walk
from shinchoku.adapters.state.change import WRITING, Change, changing
from shinchoku.adapters.state.contents import load_content, save_content
from shinchoku.adapters.state.database import database_url, open_database, open_existing
from shinchoku.adapters.state.intake import (
    InboxSighting,
    load_appearances,
    record_received,
)
from shinchoku.adapters.state.nights import begin_night, end_night, last_date
from shinchoku.adapters.state.readings import load_readings, save_readings
from shinchoku.adapters.state.schema import FIRST, HEAD
from shinchoku.adapters.state.tables import audit, nights, submissions
from shinchoku.adapters.state.tables_of_catalogues import metadata
from shinchoku.errors import ConfigurationError, OperationalError
from shinchoku.figures.tables import YearContent
from shinchoku.intake.account import ReadingAccount, RowFate, SheetAccount, SheetFate, TableAccount
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import CellText, Label, Problem, Reading, SheetRow
from shinchoku.intake.steps import Step, StepKind
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.people import Actor

PLAN = "umibe"
JST = timezone(timedelta(hours=9))
STEWARD = Actor("user:steward", "approver")


def test_the_code_knows_the_newest_migration() -> None:
    """HEAD is the one head of Alembic's scripts, and FIRST is where they begin."""
    config = Config()
    config.set_main_option("script_location", str(Path(scripts.__file__).parent))
    found = ScriptDirectory.from_config(config)
    assert (found.get_bases(), found.get_heads()) == ([FIRST], [HEAD])


def test_a_new_database_has_the_tables_that_the_code_uses(engine: Engine) -> None:
    """Alembic finds no difference between the schema of a new database and the metadata."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_opening_again_changes_nothing(database: str | None, tmp_path: Path) -> None:
    """A database that is up to date is opened as it is, by readers as by writers."""
    url = database_url(tmp_path, database)
    open_database(url).dispose()
    again = open_existing(url)
    assert again is not None
    with again.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD
    again.dispose()


def test_a_database_of_a_newer_program_is_left_alone(
    engine: Engine, database: str | None, tmp_path: Path
) -> None:
    """A schema of a later version is refused with a sentence instead of being used."""
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(OperationalError, match="newer version"):
        open_database(database_url(tmp_path, database))
    gc.collect()  # a connection left open would warn here, and a warning is an error


@pytest.mark.parametrize(
    "at",
    [
        datetime(2024, 5, 1, 17, 0, 0, 123456, tzinfo=UTC),
        datetime(2024, 5, 2, 2, 0, 0, 123456, tzinfo=JST),
        datetime(2024, 2, 29, 23, 59, 59, 999999, tzinfo=JST),
    ],
)
def test_instants_come_back_as_utc(engine: Engine, at: datetime) -> None:
    """An instant of any zone is stored and comes back as the same instant in UTC, to the microsecond."""
    with changed(engine, at=at) as change:
        number = begin_night(change, date(2024, 5, 2))
        end_night(change, number, {"任意": 1}, {})
        row = change.connection.execute(select(nights)).one()
    assert (row.started_at, row.finished_at) == (at, at)
    assert row.started_at.utcoffset() == timedelta(0)


def test_an_instant_without_its_zone_is_refused(engine: Engine) -> None:
    """A naive time is a mistake of the program, not a guess of the database."""
    naive = datetime(2024, 5, 2, 2, 0)  # noqa: DTZ001 -- the mistake
    with pytest.raises(Exception, match="needs its zone"), changed(engine, at=naive) as change:
        begin_night(change, date(2024, 5, 2))


def test_the_last_date_is_the_newest_by_date(engine: Engine) -> None:
    """The newest as-of date counts, whatever the order of the entries, and each plan has its own."""
    at = datetime(2024, 5, 4, tzinfo=UTC)
    with changed(engine, at=at) as change:
        assert last_date(change.connection, PLAN) is None
        for day in (3, 1, 2):
            begin_night(change, date(2024, 5, day))
    with changed(engine, "other", at=at) as change:
        begin_night(change, date(2030, 1, 1))
        assert last_date(change.connection, PLAN) == date(2024, 5, 3)


def test_an_untouched_audit_trail_is_whole(engine: Engine) -> None:
    """A chain of entries with any text and any zone is whole when it is read back."""
    write_trail(engine)
    with engine.connect() as connection:
        assert walk(connection).broken is None


@pytest.mark.parametrize(
    "column", ["actor", "role", "action", "subject", "reason", "detail", "hash", "previous"]
)
def test_a_changed_entry_breaks_the_audit_trail(engine: Engine, column: str) -> None:
    """Changing any column of an entry is found at that entry."""
    write_trail(engine)
    with tampering(engine) as connection:
        connection.execute(update(audit).where(audit.c.number == 2).values({column: "changed"}))
        assert walk(connection).broken == 2


@pytest.mark.parametrize("number", [1, 2])
def test_a_removed_entry_breaks_the_audit_trail(engine: Engine, number: int) -> None:
    """Removing an entry is found at its place."""
    write_trail(engine)
    with tampering(engine) as connection:
        connection.execute(delete(audit).where(audit.c.number == number))
        assert walk(connection).broken == number


def test_entries_that_changed_places_break_the_audit_trail(engine: Engine) -> None:
    """Two entries put in each other's place are found."""
    write_trail(engine)
    with tampering(engine) as connection:
        for old, new in ((1, 99), (2, 1), (99, 2)):
            connection.execute(update(audit).where(audit.c.number == old).values(number=new))
        assert walk(connection).broken == 1


DITTO = Step(StepKind.DITTO, "〃", "件", "B9")


def test_a_reading_comes_back_as_it_was_saved(engine: Engine) -> None:
    """Rows, labels, problems and account of a content come back cell by cell, with every character."""
    odd = "改行\nと\t、引用符\"'、絵文字😀、結合が、\u202e右から、\x07鈴"
    reading = Reading(
        rows=(
            SheetRow(
                1, "進捗状況", 4, {"item_no": CellText("A4", "R6-7"), "result_text": CellText("C4", odd)}
            ),
            SheetRow(2, odd, 10, {"item_no": CellText("A10", "１")}),
            SheetRow(2, odd, 10, {"unit": CellText("B10", "〃", (DITTO,), (ProblemKind.STRUCK_THROUGH,))}),
        ),
        labels=(Label("department", 1, "進捗状況", CellText("B2", "企画課")),),
        problems=(
            Problem(
                ProblemKind.UNKNOWN_HEADING,
                1,
                "進捗状況",
                "F3",
                odd,
                values={"why_ja": "理由", "why_en": odd},
            ),
        ),
        account=ReadingAccount(
            "CSV",
            "CP932",
            (odd, "why"),
            sheets=(
                SheetAccount(
                    1,
                    odd,
                    SheetFate.READ,
                    (TableAccount((3, 4), 26.75, (("A", "番号", "item_no"),), 2, ((9, RowFate.TOTAL),)),),
                    facts=(("merged_areas", 3),),
                ),
            ),
        ),
    )
    with changed(engine) as change:
        save_readings(change, {"a" * 64: reading, "b" * 64: Reading()}, "1")
        assert load_readings(change.connection, "1") == {"a" * 64: reading, "b" * 64: Reading()}
        assert load_readings(change.connection, "2") == {}


def test_the_same_bytes_are_one_submission(engine: Engine) -> None:
    """A content that lies at two paths is received once and appears twice."""
    with changed(engine) as change:
        new = receive(change, {"一.xlsx": "a", "二.xlsx": "a"}, "2024-05-02")
        assert (new, len(load_appearances(change.connection, PLAN))) == (2, 2)
        assert list(change.connection.scalars(select(submissions.c.sha256))) == ["a" * 64]


def test_what_appears_again_is_new_at_its_path(engine: Engine) -> None:
    """A path's content counts as new when it differs from the last one there, also when it was there before."""
    with changed(engine) as change:
        counts = [
            receive(change, {"一.xlsx": content}, f"2024-05-0{day}")
            for day, content in enumerate("aabba", start=1)
        ]
        found = load_appearances(change.connection, PLAN)
    appearances = [(a.sequence, a.sha256[0], a.as_of.day) for a in found]
    assert counts == [1, 0, 1, 0, 1]
    assert appearances == [(1, "a", 1), (2, "b", 3), (3, "a", 5)]


def test_a_path_that_waits_is_still_there(engine: Engine) -> None:
    """A file that is gone is marked as gone; one that only waits tonight is not."""
    with changed(engine) as change:
        receive(change, {"一.xlsx": "a", "二.xlsx": "b", "三.xlsx": "c"}, "2024-05-01")
        receive(change, {"一.xlsx": "a"}, "2024-05-02", waiting={"二.xlsx"})
        present = {a.path: a.present for a in load_appearances(change.connection, PLAN)}
    assert present == {"一.xlsx": True, "二.xlsx": True, "三.xlsx": False}


def test_a_content_comes_back_under_its_digest(engine: Engine) -> None:
    """A year's content is kept once under its digest and comes back the same."""
    content = YearContent({"progress": ({"item_no": "1", "result_text": "=\"'、\n"},)}, {"quality": ()})
    with changed(engine) as change:
        for _ in range(2):
            save_content(change, FiscalYear(2023), content)
        change.record("measure", "2024-05-02")
    with engine.connect() as connection:
        again = load_content(connection, PLAN, content.digest)
        with pytest.raises(KeyError):
            load_content(connection, "other", content.digest)
    assert (again.digest, again.table("progress")) == (content.digest, content.table("progress"))


@pytest.mark.parametrize("address", ["mysql://root:geheim@host/db", "nonsense:geheim", "http://geheim"])
def test_an_address_of_another_kind_is_refused_without_its_password(tmp_path: Path, address: str) -> None:
    """Only SQLite and PostgreSQL are accepted, and the refusal does not repeat the address."""
    with pytest.raises(ConfigurationError) as refused:
        database_url(tmp_path, address)
    assert "geheim" not in refused.value.message.ja + refused.value.message.en


def test_a_server_that_does_not_answer_is_an_operational_failure(tmp_path: Path) -> None:
    """A database that cannot be reached is told in a sentence that does not hold the password."""
    url = database_url(tmp_path, f"postgresql://city:geheim@/db?host={tmp_path}")
    with pytest.raises(OperationalError) as failed:
        open_database(url)
    assert "geheim" not in failed.value.message.ja + failed.value.message.en


def test_a_file_that_is_no_database_is_an_operational_failure(tmp_path: Path) -> None:
    """Garbage where the SQLite file should be is told in a sentence, and stays as it is."""
    file = tmp_path / "state" / "shinchoku.db"
    file.parent.mkdir()
    file.write_bytes(b"no database" * 1000)
    for opened in (open_database, open_existing):
        with pytest.raises(OperationalError):
            opened(database_url(tmp_path, None))
    assert file.read_bytes() == b"no database" * 1000


def test_reading_makes_no_database(tmp_path: Path) -> None:
    """Looking before the first night leaves nothing behind."""
    assert open_existing(database_url(tmp_path / "data", None)) is None
    assert list(tmp_path.iterdir()) == []


def changed(
    engine: Engine,
    plan_id: str = PLAN,
    *,
    at: datetime = datetime(2024, 5, 2, tzinfo=UTC),
    reason: str = "理由",
) -> AbstractContextManager[Change]:
    """Begin a change of the state, by a steward."""
    return changing(engine, plan_id, STEWARD, reason, at)


@contextmanager
def tampering(engine: Engine) -> Iterator[Connection]:
    """Open a connection as somebody would who writes past the program."""
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        yield connection


def write_trail(engine: Engine) -> None:
    """Write three entries."""
    for number, at in enumerate([datetime(2024, 5, 2, 2, 0, 0, n, tzinfo=UTC) for n in (0, 5, 999999)]):
        with changed(engine, at=at, reason="理由\n「改行」") as change:
            change.record("approve", f"FY{2023 + number}", {"文書": "第1号", "digest": "f" * 64})


def receive(change: Change, files: dict[str, str], on: str, waiting: set[str] | None = None) -> int:
    """Receive contents, each named by a letter, at their paths."""
    received = [InboxSighting(path, letter * 64, ".xlsx", 1, "inbox") for path, letter in files.items()]
    return record_received(change, received, waiting or set(), date.fromisoformat(on))


@pytest.mark.parametrize("address", ["sqlite:///:memory:", "sqlite:///file:umibe?mode=memory&uri=true"])
def test_a_database_that_is_no_file_leaves_none(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shutting the file to others makes none where there is no file."""
    monkeypatch.chdir(tmp_path)
    open_database(database_url(tmp_path, address)).dispose()
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []
