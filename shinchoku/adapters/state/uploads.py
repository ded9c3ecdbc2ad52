"""Sheets that were checked in the console and wait to be submitted: the files, and whose they are.

They are housekeeping: no decision and nothing published. A token that nobody can guess names an upload,
and it is of use to the account that made it alone.
"""

import contextlib
import hashlib
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from pydantic import JsonValue
from sqlalchemy import ColumnElement, Engine, delete, insert, select

from shinchoku.adapters.durable import write_synced
from shinchoku.adapters.state.codec import Codec
from shinchoku.adapters.state.rows import record_of, values_of
from shinchoku.adapters.state.tables_of_people import uploads
from shinchoku.errors import ConfigurationError, OperationalError, disk_failed
from shinchoku.paths import DataPaths

KEPT_FOR = timedelta(hours=24)
MOST_FILES = 20
MOST_BYTES = 200 * 1024 * 1024
_C = uploads.c
_FOUND: Codec[Mapping[str, Any]] = Codec(dict[str, JsonValue])


@dataclass(frozen=True, slots=True)
class Upload:
    """One checked file: whose, for which department and round, and what the check found (plain values)."""

    token: str
    account: str
    name: str
    department: str
    round_id: str
    sha256: str
    suffix: str
    size: int
    at: datetime
    found: Mapping[str, Any] = field(default_factory=dict)


class Uploads:
    """The uploads of one plan; making one touches nothing."""

    def __init__(self, engine: Engine, paths: DataPaths, plan_id: str) -> None:
        """Keep where they lie."""
        self._engine = engine
        self._folder = paths.uploads
        self._plan_id = plan_id

    def keep(self, upload: Upload, content: bytes) -> Upload:
        """Keep a checked file under a token of its own; one of the same name for the same round makes room.

        Raises:
            ConfigurationError: if the account keeps too much already.
            OperationalError: if the disk fails.
        """
        kept = self.of_account(upload.account)
        same = [one for one in kept if _is_same(one, upload)]
        others = [one for one in kept if not _is_same(one, upload)]
        if len(others) >= MOST_FILES or sum(one.size for one in others) + upload.size > MOST_BYTES:
            raise ConfigurationError(
                f"確認だけして提出していないファイルが多すぎます（{MOST_FILES}個・{MOST_BYTES // 1024 // 1024} MiBまで）。"
                "提出するか、取りやめてから、もう一度お試しください。",
                f"too many checked files wait to be submitted (at most {MOST_FILES}, {MOST_BYTES // 1024 // 1024} MiB):"
                " submit or discard some first.",
            )
        made = replace(upload, token=secrets.token_hex(32))
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_synced(self._folder / made.token, content)
        except OSError as error:
            raise disk_failed(error) from error
        values = values_of(uploads, made, plan_id=self._plan_id, found=_FOUND.dump(made.found))
        with self._engine.begin() as connection:
            connection.execute(insert(uploads).values(values))
        self.drop(same)
        return made

    def of_account(self, account: str) -> list[Upload]:
        """Return what an account keeps, the newest first."""
        return self._load(_C.account == account)

    def of_token(self, token: str, account: str, since: datetime) -> Upload | None:
        """Return an upload by its token, if it is the account's and was made since an instant."""
        found = self._load((_C.token == token) & (_C.account == account) & (_C.at >= since))
        return found[0] if found else None

    def content(self, upload: Upload) -> bytes:
        """Return the very bytes that were checked.

        Raises:
            OperationalError: if they are gone, or are not those any more.
        """
        try:
            content = (self._folder / upload.token).read_bytes()
        except OSError as error:
            raise _gone() from error
        if hashlib.sha256(content).hexdigest() != upload.sha256:
            raise _gone()
        return content

    def path(self, upload: Upload) -> str:
        """Return where the bytes lie, for a reader that opens files itself."""
        return str(self._folder / upload.token)

    def drop(self, dropped: Sequence[Upload]) -> None:
        """Forget uploads: the rows first, so that no row ever lacks its file for long."""
        if not dropped:
            return
        with self._engine.begin() as connection:
            connection.execute(delete(uploads).where(_C.token.in_([one.token for one in dropped])))
        for one in dropped:
            (self._folder / one.token).unlink(missing_ok=True)

    def drop_old(self, at: datetime) -> int:
        """Forget what was made more than a day before an instant, and files that no row names; return how many."""
        old = self._load(_C.at < at - KEPT_FOR)
        self.drop(old)
        if not self._folder.is_dir():
            return len(old)
        with self._engine.connect() as connection:
            named = set(connection.scalars(select(_C.token)))
        stale = time.time() - KEPT_FOR.total_seconds()
        for file in self._folder.iterdir():
            with contextlib.suppress(OSError):
                if file.name not in named and file.stat().st_mtime < stale:
                    file.unlink()
        return len(old)

    def _load(self, condition: ColumnElement[bool]) -> list[Upload]:
        """Return the plan's uploads of a condition, the newest first."""
        query = select(uploads).where(_C.plan_id == self._plan_id, condition).order_by(_C.at.desc(), _C.token)
        with self._engine.connect() as connection:
            return [record_of(Upload, row, found=_FOUND.load(row.found)) for row in connection.execute(query)]


def _is_same(one: Upload, other: Upload) -> bool:
    """Tell whether two uploads are one file, checked again."""
    return (one.name, one.department, one.round_id) == (other.name, other.department, other.round_id)


def _gone() -> OperationalError:
    """Say that the checked bytes cannot be had any more."""
    return OperationalError(
        "確認したファイルの控えがなくなりました。もう一度ファイルを選んで確認してください。",
        "the checked file is no longer kept: choose it and check it again.",
    )
