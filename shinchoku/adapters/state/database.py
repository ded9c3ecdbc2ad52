"""Opening the state database: the right settings, the newest schema, or a sentence that says why not."""

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from shinchoku.adapters.durable import make_private_file
from shinchoku.adapters.state.change import WRITING, guard_writes, is_writing
from shinchoku.adapters.state.schema import HEAD, bring_up_to_date, require_known, version_of
from shinchoku.errors import ConfigurationError, OperationalError

_BARE = "shinchoku_bare"
"""The execution option of a connection that begins no transaction."""
_PATIENCE_MS, _BARE_PATIENCE_MS = 30_000, 5_000
"""How long a statement waits for others; one that may be given again tomorrow waits less."""
_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


def database_url(data: Path, configured: str | None) -> URL:
    """Return the configured address, or that of the SQLite file under the data directory.

    Raises:
        ConfigurationError: if the configured address is not SQLite or PostgreSQL. Its text is not
            repeated, because it may hold a password.
    """
    if not configured:
        return URL.create("sqlite", database=str(data / "state" / "shinchoku.db"))
    try:
        url = make_url(configured)
    except SQLAlchemyError:
        url = None
    if url is not None and url.drivername in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if url is None or url.get_backend_name() not in {"postgresql", "sqlite"}:
        raise ConfigurationError(
            "SHINCHOKU_DATABASE_URL は postgresql://… か sqlite:///… の形で指定してください。",
            "SHINCHOKU_DATABASE_URL must read postgresql://… or sqlite:///….",
        )
    return url


def open_database(url: URL) -> Engine:
    """Open the database, making or migrating its tables.

    Raises:
        OperationalError: if it cannot be reached, or was written by a newer version of this program, or by one so old
            that this one cannot bring its tables up to date.
    """
    try:
        if url.get_backend_name() == "sqlite" and _is_file(url.database or ""):
            make_private_file(Path(url.database or ""))  # its log and its index take the same permissions
    except OSError as error:
        raise _unreachable(url) from error
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            is_current = version_of(connection) == HEAD
        if not is_current:
            with engine.connect().execution_options(**WRITING) as connection, connection.begin():
                bring_up_to_date(connection)
    except SQLAlchemyError as error:
        engine.dispose()
        raise _unreachable(url) from error
    except OperationalError:
        engine.dispose()
        raise
    return engine


def open_existing(url: URL) -> Engine | None:
    """Open a database that has been made before, or return nothing: reading never makes one."""
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return None
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            version = version_of(connection)
    except SQLAlchemyError as error:
        engine.dispose()
        raise _unreachable(url) from error
    if version == HEAD:
        return engine
    engine.dispose()
    if version is None:
        return None
    require_known(version)
    raise OperationalError(
        "状態データベースの更新が必要です。先に nightly を実行してください。",
        "the state database waits for its migration: run nightly first.",
    )


def forget_pages(engine: Engine) -> None:
    """Have the database keep no page of what was erased, in its file or its log: what is gone lies there until then.

    Raises:
        OperationalError: if somebody has the database open so long that it cannot; asking again is safe.
    """
    try:
        if engine.dialect.name != "sqlite":
            _run_bare(engine, "VACUUM FULL")
            is_done = True
        else:
            is_done = _run_bare(engine, "VACUUM") and _run_bare(engine, _EMPTY_LOG)
    except SQLAlchemyError as error:
        raise _in_use() from error
    if not is_done:
        raise _in_use()


def forget_row(engine: Engine, table: str) -> bool:
    """Have the database keep no page of a single row that was written over; tell whether it could.

    SQLite writes zeros over the row by itself, and its log goes when the last one who has it open closes it.
    """
    return _run_bare(engine, _EMPTY_LOG if engine.dialect.name == "sqlite" else f"VACUUM FULL {table}")


def _run_bare(engine: Engine, statement: str) -> bool:
    """Run a statement that no transaction may be around; tell whether nobody stood in its way."""
    options = {"isolation_level": "AUTOCOMMIT", _BARE: True}
    is_file = engine.dialect.name == "sqlite"
    with engine.connect().execution_options(**options) as connection:
        if is_file:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={_BARE_PATIENCE_MS}")
        try:
            result = connection.exec_driver_sql(statement)
            answer = result.first() if result.returns_rows else None  # a checkpoint answers with "busy" first
        finally:
            if is_file:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={_PATIENCE_MS}")
        return answer is None or not answer[0]


def _engine(url: URL) -> Engine:
    """Make the engine; SQLite gets write-ahead logging and waits for a lock rather than failing."""
    if url.get_backend_name() == "sqlite":
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _configure(connection: object, _record: object) -> None:
            cursor = connection.cursor()  # type: ignore[attr-defined]  # the driver's own connection
            for pragma in (
                "journal_mode=WAL",
                "synchronous=FULL",
                f"busy_timeout={_PATIENCE_MS}",
                "secure_delete=ON",
            ):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()
            # The driver would commit before every change of the schema; SQLAlchemy begins by itself.
            connection.isolation_level = None  # type: ignore[attr-defined]  # the driver's own connection

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            if connection.get_execution_options().get(_BARE):
                return
            # A writer that read first could not become one any more once another has written.
            connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing(connection) else "BEGIN")

    guard_writes(engine)
    return engine


def _is_file(database: str) -> bool:
    """Tell whether the embedded database is a plain file: neither memory nor an address with options of its own."""
    return bool(database) and database != ":memory:" and not database.startswith("file:")


def _in_use() -> OperationalError:
    """Say that somebody reads the database, so that what was erased still lies in it."""
    return OperationalError(
        "状態データベースをほかのプログラム（画面など）が開いているため、削除した内容が空き領域に残っています。それを止めて、同じコマンドをもう一度実行してください（次の夜間処理でも続きを行います）。",
        "somebody has the state database open (the console, perhaps), so that what was erased still lies in its free pages: stop it and give the same command again; the next night goes on, too.",
    )


def _unreachable(url: URL) -> OperationalError:
    """Say that the database cannot be used, without its password."""
    shown = url.render_as_string(hide_password=True)
    return OperationalError(
        f"状態データベース（{shown}）を開けません。場所・権限・空き容量・接続を確かめてください。",
        f"the state database ({shown}) cannot be opened: check place, rights, space and connection.",
    )
