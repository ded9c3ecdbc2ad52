"""A database of an earlier version, opened with nothing lost or refused in a sentence, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from contract.states import contents_of, restored
from sqlalchemy import URL, Engine, create_engine, inspect, select, text, update

from shinchoku.adapters.state import database, schema
from shinchoku.adapters.state.audit import walk
from shinchoku.adapters.state.change import WRITING, changing
from shinchoku.adapters.state.contents import altered_contents
from shinchoku.adapters.state.database import open_database, open_existing
from shinchoku.adapters.state.schema import HEAD
from shinchoku.adapters.state.tables_of_people import metadata, waivers
from shinchoku.adapters.state.takedowns import record_takedown
from shinchoku.adapters.state.witness import unexplained_rows
from shinchoku.bilingual import Language
from shinchoku.errors import OperationalError
from shinchoku.releases.removal import TakedownKind
from shinchoku.review.people import NIGHTLY

NOON = datetime(2024, 5, 3, 3, tzinfo=UTC)


@pytest.fixture
def kept(database: str | None, tmp_path: Path) -> URL:
    """A database as the scripts of before left it: two nights of 海辺市, and what people decided there."""
    return restored("0011", tmp_path, database)


@pytest.fixture
def opened(kept: URL) -> Iterator[Engine]:
    """The same database, opened by the program of today."""
    engine = open_database(kept)
    yield engine
    engine.dispose()


def test_a_database_of_before_has_the_tables_of_today(opened: Engine) -> None:
    """What the eleven scripts of before made one after another is what the tables declare: columns, types, indexes."""
    with opened.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD


def test_every_row_of_before_stays_to_the_letter(kept: URL) -> None:
    """Opening writes nothing: every value of every table is what it was."""
    engine = create_engine(kept)
    before = contents_of(engine)
    engine.dispose()
    open_database(kept).dispose()
    assert {name for name, rows in before.items() if rows} >= {"audit", "waivers", "contents", "sheet_rows"}
    engine = create_engine(kept)
    assert contents_of(engine) == before
    engine.dispose()


def test_the_trail_of_before_holds_and_goes_on(opened: Engine) -> None:
    """Its chain is whole, it explains every row, the contents are those of their digests; so after the next entry."""
    with changing(opened, "umibe", NIGHTLY, "確認", NOON) as change:
        assert record_takedown(change, TakedownKind.PERSONAL_DATA, "氏名", "", NOON.date()) == 2
    with opened.connect() as connection:
        assert walk(connection).broken is None
        assert unexplained_rows(connection) == []
        assert list(altered_contents(connection)) == []


def test_a_row_of_before_that_is_changed_behind_the_trail_is_noticed(opened: Engine) -> None:
    """The entries of before answer for their rows: a waiver whose end is put off is one that none explains."""
    with opened.connect().execution_options(**WRITING) as connection, connection.begin():
        connection.execute(update(waivers).values(ends_on=NOON.date()))
        (found,) = unexplained_rows(connection)
    assert (found.table, found.key, found.is_there) == ("waivers", "1", True)


@pytest.mark.parametrize("revision", ["0001", "0010"])
@pytest.mark.parametrize("opened_by", [open_database, open_existing])
def test_an_older_database_is_refused_with_what_to_do(kept: URL, revision: str, opened_by: object) -> None:
    """It is left as it is, and a sentence in either language names the way: the version before brings it here."""
    engine = create_engine(kept)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))  # noqa: S608 -- a number of ours
    before = contents_of(engine)
    with pytest.raises(OperationalError) as refused:
        opened_by(kept)  # type: ignore[operator]  # either of two functions
    assert "一つ前の版のプログラムで nightly を一度実行してから" in refused.value.message.in_language(
        Language.JA
    )
    assert "run nightly once with the version before this one" in refused.value.message.in_language(
        Language.EN
    )
    assert contents_of(engine) == before
    engine.dispose()


NEXT = '''"""One more column."""

import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0012", "0011", None, None


def upgrade() -> None:
    op.add_column("waivers", sa.Column("colour", sa.Text, nullable=False, server_default="青"))
'''


def test_the_next_migration_is_carried_out(
    kept: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader asks for it; whoever writes runs the script that follows on the rows of before, once."""
    scripts = tmp_path / "migrations"
    (scripts / "versions").mkdir(parents=True)
    own = Path(schema.__file__).parent / "migrations"
    for name in ("env.py", "versions/0011_the_first_schema.py"):
        (scripts / name).write_bytes((own / name).read_bytes())
    (scripts / "versions" / "0012_colour.py").write_text(NEXT, encoding="utf-8")
    monkeypatch.setattr(schema, "_MIGRATIONS", scripts)
    for module in (database, schema):
        monkeypatch.setattr(module, "HEAD", "0012")
    with pytest.raises(OperationalError, match="run nightly first"):
        open_existing(kept)
    open_database(kept).dispose()
    again = open_existing(kept)
    assert again is not None
    with again.connect() as connection:
        assert connection.scalars(text("SELECT colour FROM waivers")).all() == ["青"]
        assert connection.scalar(select(waivers.c.reason)) == "集計方法の違い"
        assert inspect(connection).has_table("audit")
    again.dispose()
