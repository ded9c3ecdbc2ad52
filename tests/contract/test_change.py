"""The one way to write to the state, on SQLite and on PostgreSQL: somebody, for a reason, on record."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from shinchoku.adapters.state.audit import walk
from shinchoku.adapters.state.change import UnattributedWriteError, changing
from shinchoku.adapters.state.tables import audit, contents
from shinchoku.adapters.state.tables_of_catalogues import metadata
from shinchoku.adapters.state.tables_of_people import HOUSEKEEPING, login_attempts
from shinchoku.review.people import NIGHTLY, Actor

AT = datetime(2024, 5, 2, 9, 30, tzinfo=UTC)
STEWARD = Actor("user:steward", "steward")
DECIDING_TABLES = sorted(set(metadata.tables) - HOUSEKEEPING)
CONTENT = {"plan_id": "umibe", "digest": "d" * 64, "fiscal_year": 2023, "body": "{}"}


@pytest.mark.parametrize("name", DECIDING_TABLES)
def test_a_write_without_somebody_behind_it_is_refused(engine: Engine, name: str) -> None:
    """No insert, update or delete reaches any table that decides something, by whichever dialect."""
    table = metadata.tables[name]
    column = next(iter(table.columns))
    writes = [
        insert(table),
        sqlite.insert(table),
        postgresql.insert(table),
        update(table).values({column: column}),
        delete(table),
    ]
    for write in writes:
        with engine.begin() as connection, pytest.raises(UnattributedWriteError, match=name):
            connection.execute(write)


def test_a_write_of_many_rows_at_once_is_refused_too(engine: Engine) -> None:
    """What one statement may not, many may not either."""
    with engine.begin() as connection, pytest.raises(UnattributedWriteError):
        connection.execute(insert(contents), [CONTENT, {**CONTENT, "digest": "e" * 64}])


def test_what_the_console_keeps_while_it_is_used_needs_nobody(engine: Engine) -> None:
    """A failed login is counted without a decision."""
    with engine.begin() as connection:
        connection.execute(insert(login_attempts).values(origin="a", account="b", at=AT))
        assert connection.scalar(select(func.count()).select_from(login_attempts)) == 1


def test_a_connection_that_carried_a_change_may_not_write_afterwards(engine: Engine) -> None:
    """The right to write ends with the change, although the pool keeps the connection."""
    with changing(engine, "umibe", STEWARD, "確認", AT) as change:
        change.record("look", "nothing")
    for _ in range(10):
        with engine.begin() as connection, pytest.raises(UnattributedWriteError):
            connection.execute(insert(contents).values(CONTENT))


@pytest.mark.parametrize(
    ("actor", "reason"), [(STEWARD, ""), (STEWARD, " \n"), (Actor("", "steward"), "理由")]
)
def test_a_change_needs_an_actor_and_a_reason(engine: Engine, actor: Actor, reason: str) -> None:
    """Without either of them nothing even begins."""
    with pytest.raises(UnattributedWriteError), changing(engine, "umibe", actor, reason, AT) as change:
        change.record("never", "nothing")
    assert entries(engine) == []


def test_a_change_that_recorded_nothing_is_undone(engine: Engine) -> None:
    """A write that left no entry in the trail does not stay."""
    with pytest.raises(UnattributedWriteError), changing(engine, "umibe", STEWARD, "理由", AT) as change:
        change.connection.execute(insert(contents).values(CONTENT))
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(contents)) == 0


def test_a_change_and_its_record_stand_or_fall_together(engine: Engine) -> None:
    """When a change fails on its way, neither what it wrote nor its entry stays."""

    def failing() -> None:
        with changing(engine, "umibe", STEWARD, "理由", AT) as change:
            change.connection.execute(insert(contents).values(CONTENT))
            change.record("keep", "content")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        failing()
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(contents)) == 0
    assert entries(engine) == []


def test_the_record_says_who_when_why_and_on_what(engine: Engine) -> None:
    """An entry carries everything that the city will be asked for later."""
    with changing(engine, "umibe", STEWARD, "数値を確認した", AT) as change:
        change.record("finding_return", "finding 0123", {"from": "open", "to": "returned"})
    (entry,) = entries(engine)
    assert (entry["at"], entry["plan_id"], entry["actor"], entry["role"]) == (
        AT,
        "umibe",
        "user:steward",
        "steward",
    )
    assert (entry["action"], entry["subject"], entry["reason"]) == (
        "finding_return",
        "finding 0123",
        "数値を確認した",
    )
    assert entry["detail"] == '{"from": "open", "to": "returned"}'


def test_many_writers_at_once_leave_one_whole_trail(engine: Engine) -> None:
    """Eight writers that record at the same time follow one another: no entry is lost, none forks the chain."""

    def write(writer: int) -> None:
        for number in range(10):
            with changing(engine, "umibe", Actor(f"user:{writer}", "steward"), "並行", AT) as change:
                change.record("first", f"{writer}-{number}")
                change.record("second", f"{writer}-{number}")

    at_once(*[lambda writer=writer: write(writer) for writer in range(8)])
    found = entries(engine)
    assert len(found) == 160
    assert [one["number"] for one in found] == list(range(1, 161))
    pairs = zip(found[::2], found[1::2], strict=True)
    assert all(first["subject"] == second["subject"] for first, second in pairs), "two changes crossed"
    with engine.connect() as connection:
        assert walk(connection).broken is None


def test_a_change_sees_what_the_one_before_it_did(engine: Engine) -> None:
    """Two changes that count up the same number never lose one of the two."""
    with changing(engine, "umibe", NIGHTLY, "始め", AT) as change:
        change.connection.execute(insert(contents).values(CONTENT))
        change.record("keep", "content")

    def count_up() -> None:
        for _ in range(10):
            with changing(engine, "umibe", STEWARD, "数える", AT) as change:
                body = change.connection.scalar(select(contents.c.fiscal_year)) or 0
                change.connection.execute(update(contents).values(fiscal_year=body + 1))
                change.record("count", str(body))

    at_once(*[count_up] * 4)
    with engine.connect() as connection:
        assert connection.scalar(select(contents.c.fiscal_year)) == 2063


def entries(engine: Engine) -> list[dict[str, object]]:
    """Return the trail."""
    with engine.connect() as connection:
        rows = connection.execute(select(audit).order_by(audit.c.number))
        return [dict(row._mapping) for row in rows]  # noqa: SLF001 -- public despite its name


def at_once(*works: Callable[[], None]) -> None:
    """Begin all works at the same moment and wait for all of them."""
    gate = threading.Barrier(len(works))

    def go(work: Callable[[], None]) -> None:
        gate.wait(30)
        work()

    with ThreadPoolExecutor(len(works)) as pool:
        for done in [pool.submit(go, work) for work in works]:
            done.result(60)
