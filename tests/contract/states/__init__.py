"""Databases of the past, as SQLite dumps them; here they are made again, in SQLite or in PostgreSQL."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, MetaData, create_engine, select, text

from shinchoku.adapters.state.database import database_url

HERE = Path(__file__).parent
_SPELLINGS = {
    " id INTEGER NOT NULL": " id SERIAL NOT NULL",
    "DATETIME": "TIMESTAMP",
    "BOOLEAN DEFAULT 0": "BOOLEAN DEFAULT false",
    "BOOLEAN DEFAULT 1": "BOOLEAN DEFAULT true",
}
"""What SQLite and PostgreSQL write differently in the statements of a dump."""


def restored(revision: str, folder: Path, address: str | None) -> URL:
    """Make the database of a revision again: under a data folder, or in the PostgreSQL of an address."""
    url, embedded = database_url(folder, address), database_url(folder, None)
    file = Path(embedded.database or "")
    file.parent.mkdir()
    dump = (HERE / f"{revision}.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(dump)
    if address is not None:
        source, target = create_engine(embedded), create_engine(url)
        with source.connect() as old, target.begin() as new:
            _copy(dump, old, new)
        source.dispose()
        target.dispose()
    return url


def contents_of(engine: Engine) -> dict[str, list[dict[str, object]]]:
    """Return every row of every table that a database has, in the order of their keys."""
    with engine.connect() as connection:
        tables = MetaData()
        tables.reflect(connection)
        return {
            name: [
                dict(row) for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for name, table in tables.tables.items()
        }


def _copy(dump: str, old: Connection, new: Connection) -> None:
    """Make the tables of a dump in PostgreSQL, with the rows that they have in SQLite."""
    for statement in re.findall(r"^CREATE .*;$", dump, re.MULTILINE):
        for written, meant in _SPELLINGS.items():
            statement = statement.replace(written, meant)  # noqa: PLW2901 -- word by word
        new.execute(text(statement))
    tables, made = MetaData(), MetaData()
    tables.reflect(old)
    made.reflect(new)
    for name, table in tables.tables.items():
        rows = [dict(row) for row in old.execute(select(table)).mappings()]
        if rows:
            new.execute(made.tables[name].insert(), rows)
        if rows and "id" in table.c:
            new.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}"))  # noqa: S608 -- names of tables
