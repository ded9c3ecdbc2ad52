"""A real PostgreSQL server of the tests' own: made in a temporary folder, gone afterwards."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg


def find_binaries() -> Path | None:
    """Return the folder of `initdb`, newest version first, or nothing if PostgreSQL is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


class Server:
    """One server on a unix socket; as root it runs as `postgres`, because it refuses root."""

    def __init__(self, binaries: Path) -> None:
        """Make and start it."""
        self._binaries = binaries
        self._user = "postgres" if os.geteuid() == 0 else None
        self.folder = Path(tempfile.mkdtemp(prefix="shinchoku-pg-"))
        if self._user:
            shutil.chown(self.folder, self._user)
        # Japanese collation, as a city would have it: the order of rows must not come from the database.
        locale = ["--locale-provider=icu", "--icu-locale=ja-JP", "--encoding=UTF8"]
        made = ["--auth=trust", "--username=postgres", "--no-sync", f"--pgdata={self.folder / 'data'}"]
        self._run("initdb", *made, *locale)
        quick = f"-c fsync=off -c listen_addresses='' -c unix_socket_directories={self.folder}"
        self._run("pg_ctl", "-w", f"--pgdata={self.folder / 'data'}", f"-o{quick}", "-l/dev/null", "start")
        self._count = 0

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        self._count += 1
        name = f"state{self._count}"
        address = f"host={self.folder} user=postgres dbname=postgres"
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def stop(self) -> None:
        """Stop it and remove its folder."""
        self._run("pg_ctl", f"--pgdata={self.folder / 'data'}", "-mimmediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, name: str, *arguments: str) -> None:
        """Run one of PostgreSQL's own commands."""
        subprocess.run(
            [str(self._binaries / name), *arguments],
            check=True,
            user=self._user if self._user != getpass.getuser() else None,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            timeout=60,
        )
