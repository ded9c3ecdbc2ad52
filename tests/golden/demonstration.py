"""The demonstration plan and its inbox, run in a data directory of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from builders.people import APPROVER

from flows.nightly import run_night
from shinchoku.adapters.inbox import Inbox
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.night.report import NightReport
from shinchoku.package.csv_text import read_csv
from shinchoku.session import Session, writing
from shinchoku.usecases.approve import Approved, approve

REPOSITORY = Path(__file__).resolve().parents[2]
PLAN = REPOSITORY / "plans" / "kanazawa" / "plan.toml"
INBOX = REPOSITORY / "examples" / "kanazawa" / "inbox"
DATASET = "demo-kanazawa-gyosei-keiei-plan"
DAY = "2026-11-23"


class Demonstration:
    """The demonstration in one data directory, and optionally another database."""

    def __init__(self, data: Path, database: str | None = None) -> None:
        """Keep the places; nothing runs yet."""
        self.data = data
        self.database = database

    @contextmanager
    def session(self, as_of: str = DAY) -> Iterator[Session]:
        """Open the project's own session."""
        with writing(str(PLAN), self.data, self.database, date.fromisoformat(as_of)) as session:
            yield session

    def night(self, as_of: str = DAY) -> NightReport:
        """Let a night pass."""
        with self.session(as_of) as session:
            return run_night(session, Inbox(str(INBOX), 50, sleep=lambda _: None))

    def waiting(self, year: int) -> str:
        """Return the digest of the candidate of a year that waits."""
        with self.session() as session, session.engine.connect() as connection:
            (digest,) = [
                str(one["digest"])
                for one in load_waiting(connection, session.plan.id)
                if one["fiscal_year"] == year
            ]
        return digest

    def approve(self, year: int, reason: str = "市長決裁", document: str = "") -> Approved:
        """Approve what waits for a year."""
        digest = self.waiting(year)
        with self.session() as session:
            return approve(session, digest, APPROVER, reason=reason, document=document)

    @property
    def folder(self) -> Path:
        """The folder of the dataset."""
        return self.data / "published" / DATASET

    @property
    def latest(self) -> Path:
        """The package that is public."""
        return self.folder / "latest"

    def files(self) -> dict[str, bytes]:
        """Return the files of the package that is public."""
        return {file.name: file.read_bytes() for file in sorted(self.latest.iterdir())}

    def table_of(self, version: str, name: str) -> list[dict[str, str]]:
        """Return the rows of a table of one version."""
        return read_csv((self.folder / "releases" / version / f"{name}.csv").read_bytes())[1]

    def table(self, name: str, year: int | None = None) -> list[dict[str, str]]:
        """Return the public rows of a table, of one year or of all."""
        rows = read_csv((self.latest / f"{name}.csv").read_bytes())[1]
        return [row for row in rows if year is None or row["fiscal_year"] == str(year)]
