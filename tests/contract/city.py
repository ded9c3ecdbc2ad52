"""海辺市 on disk: its plan file, its inbox and its data directory, and the nights that pass there."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
from builders import umibe
from sqlalchemy import select

from flows.nightly import run_night
from shinchoku.adapters.audit_heads import SEALS
from shinchoku.adapters.inbox import Inbox
from shinchoku.adapters.state.findings import load_findings
from shinchoku.adapters.state.tables import submissions
from shinchoku.night.report import NightReport
from shinchoku.package.csv_text import read_csv
from shinchoku.register.plan import Plan
from shinchoku.session import Session, writing

Rows = list[dict[str, str]]

PLANNING = "令和5年度/年度末/企画課.csv"
ENVIRONMENT = "令和5年度/年度末/環境課.csv"
HARBOUR = "令和5年度/年度末/水産課.csv"

HEADING = "番号|達成状況|取組実績|未達成の理由|実績値|累計|単位"
# One line an item: number, label on the scale, what was done, why not, figure, running total.
SHEETS = {
    PLANNING: """
        2|A|来訪者を迎えた||110
        5|A|松を植えた||20|210
        7|A|窓口を統合した
        8|B|空き家を調べた|嵐のため
    """,
    ENVIRONMENT: """
        1|A|浜を清掃した
        3|A|ごみを減らした||48
        4|A|水質を保った||7.2
    """,
    HARBOUR: """
        6|C|漁港を改修している
    """,
}
"""What the departments report of FY2023: five of eight achieved, one missed, one pending, one more achieved."""

OFFICIAL = [
    {
        "fiscal_year": 2023,
        "level": "plan",
        "key": "umibe",
        "items": 7,
        "achieved": 6,
        "pending": 1,
        "rate_percent": "85.7",
    }
]
"""The figures that FY2023 is reconciled with, so that its first release goes out by itself."""


_KEPT = TemporaryDirectory(prefix="first-nights-")
_FIRST_NIGHTS: dict[str, NightReport] = {}
"""The reports of first nights by what the cities began with; what they left on disk lies in the folder above."""


class City:
    """海辺市 on disk; every night runs through the project's own stages."""

    def __init__(self, root: Path, database: str | None = None, **sections: object) -> None:
        """Write the plan file; `sections` replace those of the builders' register."""
        self.root = root
        self.data = root / "data"
        self.inbox = root / "inbox"
        self.plan_file = root / "plan" / "plan.toml"
        self.database = database
        self.inbox.mkdir(parents=True)
        self.register(**sections)

    def register(self, **sections: object) -> None:
        """Write the register anew; by default FY2023 has its official figures."""
        self.plan = umibe(**{"official_figures": OFFICIAL, **sections})
        self.plan_file.parent.mkdir(exist_ok=True)
        self.plan_file.write_text(as_toml(self.plan), encoding="utf-8")

    def like(self, other: City) -> None:
        """Take over what another city has received, published and kept, which nothing but the two share."""
        for folder in ("data", "inbox"):
            shutil.rmtree(self.root / folder, ignore_errors=True)
            shutil.copytree(other.root / folder, self.root / folder, symlinks=True)

    def send(self, path: str, content: str | bytes) -> Path:
        """Put a file into the inbox: the lines of a status sheet (as CSV or xlsx, by its name) or bytes."""
        file = self.inbox / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = workbook(content) if path.endswith(".xlsx") else delimited(content)
        file.write_bytes(content)
        return file

    def send_all(self) -> None:
        """Have every department send its sheet for FY2023."""
        for path, lines in SHEETS.items():
            self.send(path, lines)

    @contextmanager
    def session(self, as_of: str = "2024-05-02") -> Iterator[Session]:
        """Open the project's own session on the city."""
        with writing(str(self.plan_file), self.data, self.database, date.fromisoformat(as_of)) as session:
            yield session

    def night(self, as_of: str = "2024-05-02") -> NightReport:
        """Let a night pass, without waiting for files to settle."""
        with self.session(as_of) as session:
            return run_night(session, Inbox(str(self.inbox), 50, sleep=lambda _: None))

    def first_night(self, as_of: str = "2024-05-02") -> NightReport:
        """Let the first night pass: worked out once in this process for all cities that begin alike, then copied.

        For what many tests begin with, and before any of them changes how a night goes.
        """
        assert not self.data.exists(), "this city has had a night"
        if self.database is not None:
            return self.night(as_of)
        sent = [(str(file.relative_to(self.inbox)), file.read_bytes()) for file in sorted(self.inbox.rglob("*"))
                if file.is_file()]  # fmt: skip
        key = hashlib.sha256(repr((as_of, self.plan_file.read_bytes(), sent)).encode()).hexdigest()
        kept = Path(_KEPT.name) / key
        if key not in _FIRST_NIGHTS:
            _FIRST_NIGHTS[key] = self.night(as_of)
            shutil.copytree(self.data, kept, symlinks=True)
        else:
            shutil.copytree(kept, self.data, symlinks=True)
            self._came_from_here()
        return _FIRST_NIGHTS[key]

    def _came_from_here(self) -> None:
        """Have the state of a copied night say that its files came from this city's own inbox."""
        with closing(sqlite3.connect(self.data / "state" / "shinchoku.db")) as database, database:
            database.execute("UPDATE submissions SET source = ? WHERE source <> 'console'", [str(self.inbox)])

    def findings(self, *codes: str, resolved: bool = False) -> list[dict[str, object]]:
        """Return the open (or the resolved) findings, of some rules or of all."""
        with self.session("2099-12-31") as session, session.engine.connect() as connection:
            found = load_findings(connection, session.plan.id, resolved=resolved)
        return [one for one in found if not codes or one["rule"] in codes]

    def codes(self) -> list[str]:
        """Return the rules of the open findings, sorted."""
        return sorted(str(one["rule"]) for one in self.findings())

    def received(self) -> set[str]:
        """Return the hashes of everything ever received."""
        with self.session("2099-12-31") as session, session.engine.connect() as connection:
            return set(connection.scalars(select(submissions.c.sha256)))

    @property
    def published(self) -> Path:
        """The folder of the dataset."""
        return self.data / "published" / self.plan.dataset

    def table(self, name: str) -> Rows:
        """Return the rows of a table that is public now."""
        return read_csv((self.published / "latest" / f"{name}.csv").read_bytes())[1]

    def progress(self, item_no: str, year: int = 2023) -> dict[str, str]:
        """Return the public row of one item."""
        (row,) = [
            r for r in self.table("progress") if (r["item_no"], r["fiscal_year"]) == (item_no, str(year))
        ]
        return row


def delimited(lines: str) -> bytes:
    """Return a status sheet as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(_grid(lines))
    return out.getvalue().encode("utf-8-sig")


@cache
def workbook(lines: str) -> bytes:
    """Return a status sheet as an xlsx workbook, the same at every call; numbers are stored as numbers."""
    book = openpyxl.Workbook()
    for row in _grid(lines):
        book.active.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _grid(lines: str) -> list[list[str]]:
    """Return the heading and the rows of a sheet."""
    rows = [HEADING, *(line.strip() for line in lines.strip().splitlines())]
    return [row.split("|") for row in rows]


def tree(folder: Path) -> dict[str, bytes | str]:
    """Return everything under a folder by relative path: bytes of files, targets of links.

    All but seals: they are timed by a clock, and "the same bytes" is said of everything else that is public.
    """
    found: dict[str, bytes | str] = {}
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != SEALS]
        for name in (*folders, *files):
            path = Path(place) / name
            if path.is_symlink():
                found[path.relative_to(folder).as_posix()] = f"→ {path.readlink()}"
            elif path.is_file():
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def as_toml(plan: Plan) -> str:
    """Write a register as `plan.toml`."""
    sections = _plain(plan.model_dump(mode="json", exclude_none=True))
    return "\n".join(f"{name} = {_toml(value)}" for name, value in sections.items())


def _plain(value: object) -> object:
    """Return a dumped register with its fiscal years as plain numbers."""
    match value:
        case {"year": int(year)} if len(value) == 1:
            return year
        case dict():
            return {key.removeprefix("FY"): _plain(one) for key, one in value.items()}
        case list():
            return [_plain(one) for one in value]
        case _:
            return value


def _toml(value: object) -> str:
    """Write a value in TOML, tables in line."""
    match value:
        case dict():
            return (
                "{"
                + ", ".join(
                    f"{json.dumps(key, ensure_ascii=False)} = {_toml(one)}" for key, one in value.items()
                )
                + "}"
            )
        case list():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)
