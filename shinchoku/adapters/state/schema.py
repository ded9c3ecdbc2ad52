"""The schema of the state database: made of the declared tables, or brought up to date by Alembic's migrations."""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, insert, inspect, select

from shinchoku.adapters.state.tables import (
    metadata,
)  # of all tables: `change`, without which nobody writes, imports them
from shinchoku.errors import OperationalError

FIRST, HEAD = "0011", "0011"
"""The oldest schema that can be brought up to date, and today's; a test holds them to `migrations/versions`."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_MARK = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""Where Alembic notes the migration that a database is at."""


def version_of(connection: Connection) -> str | None:
    """Return the migration that a database is at, or nothing for an empty one."""
    is_marked = inspect(connection).has_table(_MARK.name)
    return connection.scalar(select(_MARK.c.version_num)) if is_marked else None


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables, or run the migrations that a database does not have yet, in the transaction that is open.

    Raises:
        OperationalError: if the database is newer than this program, or too old for it.
    """
    version = version_of(connection)  # again, under the lock: somebody may have been first
    if version is None:
        metadata.create_all(connection)
        _MARK.create(connection)
        connection.execute(insert(_MARK).values(version_num=HEAD))
    elif version != HEAD:
        require_known(version)
        _upgrade(connection)


def require_known(version: str) -> None:
    """Refuse a database that this program can neither use nor bring up to date.

    Raises:
        OperationalError: if it is newer than this program, or older than the first schema that it knows.
    """
    if version > HEAD:
        raise OperationalError(
            "状態データベースは、より新しい版のプログラムで作られています。プログラムを更新してください。",
            "the state database was written by a newer version: update the program.",
        )
    if version < FIRST:
        raise OperationalError(
            f"状態データベースの形式（{version}）が古く、この版のプログラムでは更新できません。"
            "一つ前の版のプログラムで nightly を一度実行してから、この版でもう一度実行してください。",
            f"the state database is of a format ({version}) that this version cannot bring up to date any more:"
            " run nightly once with the version before this one, then come back to this one.",
        )


def _upgrade(connection: Connection) -> None:
    """Run the migrations that a database does not have yet."""
    from alembic import command  # noqa: PLC0415 -- half a second that only a migration needs
    from alembic.config import Config  # noqa: PLC0415 -- as above

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
