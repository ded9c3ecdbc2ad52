"""A state of an earlier version, brought to the newest schema with nothing lost, on SQLite and on PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, MetaData, create_engine, func, select, update

import shinchoku.adapters.state.migrations as scripts
from shinchoku.adapters.state.approvals import load_approvals, load_waiting
from shinchoku.adapters.state.catalogue_lines import load_lines, save_line
from shinchoku.adapters.state.change import WRITING, changing
from shinchoku.adapters.state.database import database_url, open_database, open_existing
from shinchoku.adapters.state.intake import load_appearances
from shinchoku.adapters.state.nights import last_date, refused_last_night
from shinchoku.adapters.state.queue import Filter, queue_page
from shinchoku.adapters.state.readings import load_readings
from shinchoku.adapters.state.tables import approvals
from shinchoku.adapters.state.tables_of_catalogues import metadata
from shinchoku.adapters.state.witness import unexplained_rows
from shinchoku.catalogues.standing import line_tonight
from shinchoku.errors import OperationalError
from shinchoku.intake.account import Account
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.people import NIGHTLY
from shinchoku.session import city_moment

Record = dict[str, object]
DAY, LATER = date(2024, 5, 1), date(2024, 5, 2)
SHA256 = "ab" * 32


def finding(fingerprint: str, severity: str, state: str) -> Record:
    """Return a finding as version 0002 keeps it."""
    texts = ("round_id", "department", "path", "sheet_name", "item_no", "field", "raw")
    words = ("message_ja", "message_en", "remedy_ja", "remedy_en")
    return {
        **{name: f"{name} {fingerprint}" for name in (*texts, *words)},
        "plan_id": "umibe",
        "fingerprint": fingerprint,
        "rule": "SH501",
        "severity": severity,
        "fiscal_year": 2023,
        "sha256": SHA256,
        "sheet_number": 1,
        "cell": "E2",
        "state": state,
        "first_seen": DAY,
        "last_seen": LATER,
        "resolved_on": LATER if state == "resolved" else None,
    }


def approval(number: int, year: int, embargo: date | None) -> Record:
    """Return an approval as version 0002 keeps it: its embargo is a day."""
    return {
        "id": number,
        "plan_id": "umibe",
        "fiscal_year": year,
        "digest": str(number) * 64,
        "status": "open",
        "reason": "決裁",
        "role": "approver",
        "actor": "user:chief",
        "embargo": embargo,
        "document": "総デ第1号",
        "made_on": DAY,
    }


OLD: Mapping[str, list[Record]] = {
    "findings": [
        finding("a" * 32, "warning", "open"),
        finding("b" * 32, "error", "open"),
        finding("c" * 32, "info", "returned"),
        finding("d" * 32, "error", "resolved"),
    ],
    "approvals": [
        approval(1, 2023, date(2024, 5, 10)),
        approval(2, 2024, None),
        approval(3, 2025, date(2025, 1, 1)),
    ],
    "readings": [
        {
            "sha256": SHA256,
            "reader": "r1",
            "labels": "[]",
            "problems": "[]",
            "account": json.dumps(asdict(Account())),
        }
    ],
    "sheet_rows": [
        {
            "sha256": SHA256,
            "position": 0,
            "sheet_number": 1,
            "row_number": 2,
            "sheet_name": "進捗状況",
            "cells": '{"item_no": ["A2", "2"]}',
        }
    ],
    "appearances": [
        {
            "plan_id": "umibe",
            "path_key": "k",
            "sequence": 1,
            "path": "令和5年度/年度末/企画課.csv",
            "sha256": SHA256,
            "as_of": DAY,
            "present": True,
        }
    ],
    "nights": [
        {
            "id": 1,
            "plan_id": "umibe",
            "as_of": LATER,
            "started_at": datetime(2024, 5, 1, 17, tzinfo=UTC).replace(tzinfo=None),
            "finished_at": None,
            "outcome": "{}",
        }
    ],
    "waiting": [
        {
            "plan_id": "umibe",
            "fiscal_year": 2023,
            "digest": "1" * 64,
            "outcome": "scheduled",
            "is_first": True,
            "holds": '[["no_official", "日", "en"]]',
            "since": DAY,
        }
    ],
    "audit": [
        {
            "number": 1,
            "at": datetime(2024, 5, 1, 17, tzinfo=UTC).replace(tzinfo=None),
            "plan_id": "umibe",
            "actor": "system:nightly",
            "role": "nightly",
            "action": "check",
            "subject": "2024-05-01",
            "reason": "nightly run",
            "detail": "{}",
            "previous": "0" * 64,
            "hash": "f" * 64,
        }
    ],
}
"""What a city had before the review came."""


def upgrade(connection: Connection, version: str) -> None:
    """Bring a database to a version."""
    config = Config()
    config.set_main_option("script_location", str(Path(scripts.__file__).parent))
    config.attributes["connection"] = connection
    command.upgrade(config, version)


@pytest.fixture
def url(database: str | None, tmp_path: Path) -> URL:
    """The address of a database at migration 0002, filled as the version of that time left it."""
    made = database_url(tmp_path, database)
    if database is None:
        (tmp_path / "state").mkdir()
    engine = create_engine(made)
    with engine.begin() as connection:
        upgrade(connection, "0002")
        tables = MetaData()
        tables.reflect(connection)
        for name, rows in OLD.items():
            connection.execute(tables.tables[name].insert(), rows)
    engine.dispose()
    return made


def rows_of(engine: Engine, name: str) -> list[dict[str, Any]]:
    """Return the rows of a table in the order of their keys."""
    table = metadata.tables[name]
    with engine.connect() as connection:
        rows = connection.execute(select(table).order_by(*table.primary_key.columns))
        return [dict(row._mapping) for row in rows]  # noqa: SLF001 -- public despite its name


def test_a_reader_asks_for_the_migration_instead_of_making_it(url: URL) -> None:
    """A command that only looks leaves the old database as it is and says what to run."""
    with pytest.raises(OperationalError, match="run nightly first"):
        open_existing(url)


@pytest.mark.parametrize("name", sorted(OLD))
def test_every_row_and_every_value_is_still_there(url: URL, name: str) -> None:
    """Each column that both versions have says what it said; only the embargo is told in another way."""
    engine = open_database(url)
    after = rows_of(engine, name)
    engine.dispose()
    if name == "audit":  # the last entry tells of every row as it stands: see test_the_rows_of_before_…
        assert after.pop()["action"] == "baseline"
    assert len(after) == len(OLD[name])
    for before, now in zip(OLD[name], after, strict=True):
        kept = {column: value for column, value in before.items() if column != "embargo"}
        found = {
            column: value.replace(tzinfo=None) if isinstance(value, datetime) else value
            for column, value in now.items()
        }
        assert {column: found[column] for column in kept} == kept


def test_the_rows_of_before_are_explained_by_one_entry(url: URL) -> None:
    """Approvals of a state from before entries told of rows stand as they were found; one that comes is noticed."""
    engine = open_database(url)
    with engine.connect() as connection:
        assert unexplained_rows(connection) == []
    with engine.connect().execution_options(**WRITING) as connection, connection.begin():
        connection.execute(update(approvals).where(approvals.c.id == 2).values(role="steward"))
    with engine.connect() as connection:
        (found,) = unexplained_rows(connection)
    engine.dispose()
    assert (found.table, found.key, found.is_there) == ("approvals", "2", True)


def test_an_embargo_until_a_day_ends_as_the_day_begins_in_the_city(url: URL) -> None:
    """10 May becomes 10 May, 00:00 in Japan: the moment at which the old version would have released it."""
    engine = open_database(url)
    with engine.connect() as connection:
        found = load_approvals(connection, "umibe")
    engine.dispose()
    assert {year.year: one.embargo for year, one in found.items()} == {
        2023: city_moment(date(2024, 5, 10)),
        2024: None,
        2025: city_moment(date(2025, 1, 1)),
    }
    assert found[FiscalYear(2023)].actor == "user:chief"


def test_old_findings_stand_in_the_queue_in_its_order(url: URL) -> None:
    """Errors before warnings before the rest; what was resolved is not in it."""
    engine = open_database(url)
    with engine.connect() as connection:
        page = queue_page(connection, "umibe", Filter())
        gone = queue_page(connection, "umibe", Filter(resolved=True))
    engine.dispose()
    assert [one["fingerprint"][0] for one in page.findings] == ["b", "a", "c"]
    assert [one["fingerprint"][0] for one in gone.findings] == ["d"]
    assert {one["note"] for one in page.findings} == {""}


def test_what_the_night_needs_of_old_rows_is_readable(url: URL) -> None:
    """Readings, appearances, the last night and what waits are read back as if they had always been so."""
    engine = open_database(url)
    with closing(engine.connect()) as connection:
        (seen,) = load_appearances(connection, "umibe")
        assert (seen.path, seen.sha256, seen.as_of) == ("令和5年度/年度末/企画課.csv", SHA256, DAY)
        assert load_readings(connection, "r1").keys() == {SHA256}
        assert last_date(connection, "umibe") == LATER
        assert refused_last_night(connection, "umibe") == {}
        (waits,) = load_waiting(connection, "umibe")
        assert (waits["outcome"], waits["message"], waits["returned_by"]) == ("scheduled", "", "")
        assert waits["holds"] == json.loads(str(OLD["waiting"][0]["holds"]))
        people = [metadata.tables[name] for name in ("accounts", "waivers", "corrections", "outbox")]
        assert [connection.scalar(select(func.count()).select_from(one)) for one in people] == [0] * 4
    engine.dispose()


def test_migrating_again_changes_nothing(url: URL) -> None:
    """The second start finds everything done."""
    first = open_database(url)
    before = {name: rows_of(first, name) for name in OLD}
    first.dispose()
    again = open_database(url)
    assert {name: rows_of(again, name) for name in OLD} == before
    again.dispose()


# From the version before catalogues ---------------------------------------------------------------


@pytest.fixture
def reviewed(url: URL) -> URL:
    """The same database at migration 0004, with a message that waits and an account."""
    engine = create_engine(url)
    with engine.begin() as connection:
        upgrade(connection, "0004")
        tables = MetaData()
        tables.reflect(connection)
        connection.execute(tables.tables["outbox"].insert(), OUTBOX)
        connection.execute(tables.tables["accounts"].insert(), ACCOUNT)
    engine.dispose()
    return url


OUTBOX: Record = {
    "id": 1,
    "plan_id": "umibe",
    "recipient": "企画課",
    "kind": "reminder",
    "subject": "締切",
    "body": "本文",
    "status": "pending",
    "attempts": 2,
    "next_try": None,
    "created_on": DAY,
    "last_error": "timeout",
}
ACCOUNT: Record = {
    "name": "dx",
    "label": "デジタル行政戦略課",
    "roles": '["steward"]',
    "departments": "[]",
    "password": "",
    "login": "",
    "subject": "",
    "created_on": DAY,
    "ends_on": LATER,
    "is_disabled": False,
}


def test_the_outbox_of_catalogues_is_added_and_nothing_else_moves(reviewed: URL) -> None:
    """Every row of every table stays what it was; the two new tables are there, empty, and can be written to."""
    before = contents_of(reviewed)
    engine = create_engine(reviewed)
    with engine.begin() as connection:
        upgrade(connection, "0005")
    engine.dispose()
    after = contents_of(reviewed)
    new = {"catalogue_lines", "catalogue_receipts"}
    assert after.keys() - before.keys() == new
    assert {name: rows for name, rows in after.items() if name not in {*new, "alembic_version"}} == {
        name: rows for name, rows in before.items() if name != "alembic_version"
    }
    assert [after[name] for name in sorted(new)] == [[], []]
    assert before["outbox"] != []
    engine = open_database(reviewed)
    line = line_tonight(None, "city", "2026-11-23", DAY)
    with changing(engine, "umibe", NIGHTLY, "夜間処理", datetime(2024, 5, 3, tzinfo=UTC)) as change:
        save_line(change, line)
    with engine.connect() as connection:
        assert load_lines(connection, "umibe") == {"city": line}
    engine.dispose()


# From the version before arrival numbers ----------------------------------------------------------

RECEIVED: tuple[tuple[str, int, str, int], ...] = (
    # path, sequence, where from, day of May
    ("企画課", 1, "inbox", 1),
    ("環境課", 1, "inbox", 1),
    ("企画課", 2, "inbox", 2),
    ("窓口", 1, "console", 2),
    ("窓口", 2, "console", 2),
    ("別の窓口", 1, "console", 2),
    ("水産課", 1, "inbox", 3),
    ("先の窓口", 1, "console", 3),
)
TRAIL: tuple[tuple[str, str, str], ...] = (
    # action, subject, what it tells: the submission of 2 May came after the night, that of 3 May before it
    ("collect", "2024-05-01", '{"new": "2", "seen": "2"}'),
    ("collect", "2024-05-02", '{"new": "1", "seen": "2"}'),
    ("submit", "窓口", '{"sha256": "1"}'),
    ("submit", "窓口", '{"sha256": "1"}'),
    ("submit", "別の窓口", '{"sha256": "1"}'),
    ("submit", "窓口", '{"sha256": "2"}'),
    ("collect", "2024-05-02", '{"new": "0", "seen": "2"}'),
    ("submit", "先の窓口", '{"sha256": "1"}'),
    ("collect", "2024-05-03", '{"new": "1", "seen": "3"}'),
)


def test_what_has_arrived_is_numbered_as_it_came(database: str | None, tmp_path: Path) -> None:
    """A night's files arrive together; a submission comes after the nights before it, or with the next one of its day."""
    made = database_url(tmp_path, database)
    if database is None:
        (tmp_path / "state").mkdir()
    engine = create_engine(made)
    with engine.begin() as connection:
        upgrade(connection, "0005")
        tables = MetaData()
        tables.reflect(connection)
        for path, sequence, source, day in RECEIVED:
            row = {"plan_id": "umibe", "path_key": path, "path": path, "sequence": sequence, "source": source}
            row |= {"sha256": str(sequence), "as_of": date(2024, 5, day), "present": True}
            connection.execute(tables.tables["appearances"].insert(), row)
        (entry,) = OLD["audit"]
        for number, (action, subject, detail) in enumerate(TRAIL, start=1):
            told = {"number": number, "action": action, "subject": subject, "detail": detail}
            connection.execute(tables.tables["audit"].insert(), {**entry, **told, "hash": str(number) * 64})
    engine.dispose()
    engine = open_database(made)
    with engine.connect() as connection:
        found = {(one.path, one.sequence): one.arrival for one in load_appearances(connection, "umibe")}
    engine.dispose()
    assert found == {
        ("企画課", 1): 1,
        ("環境課", 1): 1,
        ("企画課", 2): 2,
        ("窓口", 1): 3,
        ("別の窓口", 1): 4,
        ("窓口", 2): 5,
        ("水産課", 1): 6,
        ("先の窓口", 1): 6,
    }


def contents_of(url: URL) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table that a database has."""
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        found = {
            name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for name, table in tables.tables.items()
        }
    engine.dispose()
    return found
