"""Doctor: what a night needs, examined without changing anything."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from schemas.codes import CodeList
from shinchoku.adapters.addresses import NOTIFY_FILE_VARIABLE
from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.adapters.inbox import Inbox
from shinchoku.adapters.mounts import network_file_system
from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.adapters.published import PublishedDataset
from shinchoku.adapters.raw_store import RawStore
from shinchoku.adapters.state.database import database_url, open_existing
from shinchoku.adapters.state.releases import load_history
from shinchoku.bilingual import Bilingual
from shinchoku.errors import StoppedError
from shinchoku.paths import DataPaths
from shinchoku.register.plan import Plan
from shinchoku.usecases.doctor.catalogues import examine_catalogues
from shinchoku.usecases.doctor.dates import wrong_with_dates
from shinchoku.usecases.doctor.messages import wrong_with_messages
from shinchoku.usecases.doctor.permissions import wrong_with_permissions
from shinchoku.usecases.doctor.readers import look_at_readers
from shinchoku.views.audit_proof import prove

_LEAST_FREE_BYTES = 1024**3


class Examined(CodeList):
    """What is looked at."""

    PLAN = "plan", "計画", "Plan"
    DISK = "disk", "ディスク", "Disk"
    DATABASE = "database", "状態データベース", "State database"
    ONE_FILE_SYSTEM = "one file system", "データの置き場所", "One file system"
    INBOX = "inbox", "受付フォルダー", "Inbox"
    STATE = "state", "記録", "State"
    MESSAGES = "messages", "連絡", "Messages"
    AUDIT_TRAIL = "audit trail", "監査記録", "Audit trail"
    PUBLISHED = "published", "公表中の版", "Published"
    ARCHIVE = "archive", "受領ファイルの保管", "Archive"
    PERMISSIONS = "permissions", "読み取りの権限", "Permissions"
    READERS = "readers", "読み取り処理の隔離", "Readers"
    DATES = "dates", "処理の日付", "Dates"
    CATALOGUE = "catalogue", "カタログ", "Catalogue"


@dataclass(frozen=True, slots=True)
class Result:
    """One examination: what it is of, whether all is well, and what was seen or is to be done."""

    name: Examined
    ok: bool
    words: Bilingual
    is_warning: bool = False
    """Whether it is fit for the night, and yet something should be done."""


def examine(
    plan: str | None,
    data: Path,
    inbox: str | None,
    database: str | None,
    from_block: FromBlock | None = None,
) -> list[Result]:
    """Examine plan, inbox, disk, database, archive, published tree and catalogues.

    `from_block` reads a catalogue's token where the orchestrator keeps it.
    """
    paths = DataPaths(data)
    results: list[Result] = []
    register: Plan | None = None
    try:
        path = find_plan(plan)
        register = load_plan(path)
        results.append(
            Result(Examined.PLAN, ok=True, words=Bilingual(f"{path}（{register.plan.title}）", str(path)))
        )
    except StoppedError as error:
        results.append(Result(Examined.PLAN, ok=False, words=error.message))
    results += [_disk(paths), _local_disk(paths, database), _one_file_system(paths)]
    results.append(_checked(Examined.PERMISSIONS, lambda: wrong_with_permissions(paths)))
    held = look_at_readers()
    results.append(
        Result(Examined.READERS, held.can_start, held.words, is_warning=held.can_start and held.is_weak)
    )
    if register is not None:
        results.append(_inbox(register, inbox))
        results += _state(register, paths, database)
        looked_at = examine_catalogues(register, paths, from_block)
        results += [Result(Examined.CATALOGUE, one.is_fit, one.words) for one in looked_at]
    return results


def _disk(paths: DataPaths) -> Result:
    """Look whether the data directory can be written and has room."""
    existing = _nearest(paths.root)
    free = shutil.disk_usage(existing).free
    ok = os.access(existing, os.W_OK) and free >= _LEAST_FREE_BYTES
    gib = free / 1024**3
    return Result(
        Examined.DISK,
        ok,
        Bilingual(
            f"{paths.root}: 空き{gib:.1f}GiB" + ("" if ok else "。書き込み権限と、1GiB以上の空きが必要です"),
            f"{paths.root}: {gib:.1f} GiB free" + ("" if ok else "; it must be writable with 1 GiB free"),
        ),
    )


def _local_disk(paths: DataPaths, database: str | None) -> Result:
    """Refuse SQLite on a network file system: its write-ahead log needs shared memory."""
    url = database_url(paths.root, database)
    if url.get_backend_name() != "sqlite":
        return Result(Examined.DATABASE, ok=True, words=Bilingual("PostgreSQL", "PostgreSQL"))
    kind = network_file_system(_nearest(Path(url.database or "").parent))
    if kind is None:
        return Result(
            Examined.DATABASE,
            ok=True,
            words=Bilingual("SQLite（ローカルディスク）", "SQLite on a local disk"),
        )
    return Result(
        Examined.DATABASE,
        ok=False,
        words=Bilingual(
            f"状態データベースがネットワークドライブ（{kind}）にあります。--data をローカルディスクにするか、PostgreSQLを使ってください。",
            f"the state database is on a network file system ({kind}): use a local disk, or PostgreSQL.",
        ),
    )


def _one_file_system(paths: DataPaths) -> Result:
    """Look whether staging and the published tree can be renamed into each other."""
    same = _nearest(paths.staging).stat().st_dev == _nearest(paths.published).stat().st_dev
    words = Bilingual(
        "state と published は同じファイルシステムです"
        if same
        else "state と published を同じファイルシステムに置いてください",
        "state and published share a file system" if same else "put state and published on one file system",
    )
    return Result(Examined.ONE_FILE_SYSTEM, same, words)


def _inbox(plan: Plan, inbox: str | None) -> Result:
    """Look whether the inbox can be listed."""
    url = inbox or plan.inbox.url
    try:
        listing = Inbox(url, plan.inbox.max_file_mib, return_dir=plan.inbox.return_dir).list()
    except StoppedError as error:
        return Result(Examined.INBOX, ok=False, words=error.message)
    count = len(listing.entries)
    return Result(
        Examined.INBOX,
        ok=True,
        words=Bilingual(f"{url}: {count}ファイル", f"{url}: {count} file{'s' * (count != 1)}"),
    )


def _state(plan: Plan, paths: DataPaths, database: str | None) -> Iterator[Result]:
    """Look at what earlier nights left, if there were any."""
    try:
        engine = open_existing(database_url(paths.root, database))
    except StoppedError as error:
        yield Result(Examined.STATE, ok=False, words=error.message)
        return
    if engine is None:
        yield Result(Examined.STATE, ok=True, words=Bilingual("まだ実行されていません", "no night yet"))
        return
    try:
        yield _checked(Examined.AUDIT_TRAIL, lambda: next(iter(prove(engine, paths).faults), None))
        addresses = os.environ.get(NOTIFY_FILE_VARIABLE)
        book = Path(addresses) if addresses else None
        yield _checked(Examined.MESSAGES, lambda: wrong_with_messages(plan, engine, book))
        yield _checked(Examined.PUBLISHED, lambda: _published(engine, plan, paths))
        yield _checked(Examined.DATES, lambda: wrong_with_dates(plan, engine))
        yield _checked(Examined.ARCHIVE, lambda: _archive(plan, paths))
    finally:
        engine.dispose()


def _checked(name: Examined, look: Callable[[], Bilingual | None]) -> Result:
    """Turn what a look found wrong into a result."""
    wrong = look()
    return Result(name, wrong is None, wrong or Bilingual("問題ありません", "fine"))


def _published(engine: Engine, plan: Plan, paths: DataPaths) -> Bilingual | None:
    """Look whether the newest release of the state is the one that is public."""
    with engine.connect() as connection:
        history = load_history(connection, plan.id)
    newest = history[-1].version if history else None
    current = PublishedDataset(paths, plan.dataset).current_version()
    if newest == current:
        return None
    return Bilingual(
        f"公表中の版（{current or 'なし'}）が記録（{newest or 'なし'}）と違います。nightly が直すか、理由を表示します。",
        f"public is {current or 'none'}, recorded is {newest or 'none'}; nightly mends it or says why.",
    )


def _archive(plan: Plan, paths: DataPaths) -> Bilingual | None:
    """Look whether every archived file still is what was received."""
    damaged = RawStore(paths, plan.id).damaged()
    if not damaged:
        return None
    return Bilingual(
        f"受領ファイルが壊れています: {damaged[0]} ほか{len(damaged) - 1}件",
        f"archived files are damaged: {damaged[0]} and {len(damaged) - 1} more",
    )


def _nearest(path: Path) -> Path:
    """Return the path or the nearest folder above it that exists."""
    path = path.resolve()
    while not path.exists():
        path = path.parent
    return path
