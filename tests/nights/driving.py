"""A scenario driven through the real night and the naive model side by side, compared after every night."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from builders.people import APPROVER, STEWARD, person
from contract.city import HEADING, City, tree
from nights.naive import Model
from nights.naive_year import Line, Seen, Word, Year
from nights.registers import registered
from nights.scenario import Event, Night, file_named, steps_of

from schemas.codes import AchievementStatus
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.contents import load_content
from shinchoku.city_clock import city_moment, require_reached
from shinchoku.errors import ConfigurationError
from shinchoku.figures.tables import YearContent
from shinchoku.review.people import Role
from shinchoku.usecases.approve import approve
from shinchoku.usecases.sheets.submit import submit
from shinchoku.usecases.sheets.take_back import reassign, withdraw

LETTER = {
    AchievementStatus.ACHIEVED: "A",
    AchievementStatus.NOT_ACHIEVED: "B",
    AchievementStatus.PENDING: "C",
    AchievementStatus.NOT_DUE: "N",
    AchievementStatus.IN_REVIEW: "R",
    AchievementStatus.UNREPORTED: "U",
}
_LABELS = {"N": "－時期外", "X": "よくできた"}
_FIGURES = {
    (2023, "2"): {"A": "110|", "B": "90|"},
    (2023, "3"): {"A": "48|", "B": "55|"},
    (2023, "4"): {"A": "7.2|", "B": "9|"},
    (2023, "5"): {"A": "20|210", "B": "20|150"},
    (2024, "2"): {"A": "130|", "B": "110|"},
    (2024, "3"): {"A": "44|", "B": "50|"},
    (2024, "4"): {"A": "7.1|", "B": "9|"},
    (2024, "5"): {"A": "200|410", "B": "20|230"},
    (2024, "R6-1"): {"A": "12|", "B": "8|"},
}
"""Figures that agree with a status: actual value and running total, by year and item."""

_DEPARTMENTS = {"企画課": "kikaku", "環境課": "kankyo", "水産課": "suisan"}
_YEARS = {"r5-end": 2023, "r5-fix": 2023, "r6-end": 2024}
EVERYBODY = {"企画課": "2A 5A 7A 8B", "環境課": "1A 3A 4A", "水産課": "6C"}
"""What the departments report of FY2023: six of eight achieved, one missed, one pending."""
UNREADABLE = b"PK\x03\x04 nobody can read this"

Rows = tuple[tuple[str, str, str], ...]


class Drive:
    """One scenario on a city of its own."""

    def __init__(self, root: Path) -> None:
        """Begin with an empty inbox and the register as it is written."""
        sections, naive = registered()
        self.city = City(root, **sections)
        self.model = Model(naive)
        self.inbox: dict[str, Seen] = {}
        self.day = "2024-05-01"

    def follow(self, text: str) -> None:
        """Carry out a scenario, line by line."""
        for step in steps_of(text):
            if isinstance(step, Night):
                self._pass(step)
            else:
                getattr(self, f"_{step.verb}")(step)

    def _pass(self, night: Night) -> None:
        """Let a night pass, and compare what is public and what waits with the model and with what is stated."""
        self.day = night.day
        self.model.collect(self.inbox, night.day)
        self.model.pass_night(night.day)
        report = self.city.night(night.day)
        assert report.as_of == night.day
        assert self._public() == {year: _shown(one) for year, one in self.model.public.items()}, night
        assert self._figures() == {year: one.counts() for year, one in self.model.public.items()}, night
        waiting = self._waiting()
        assert waiting == {year: (_shown(one), why) for year, (one, why) in self.model.waiting.items()}, night
        for year, line in night.public.items():
            assert _in_words(self._public().get(year, {})) == line, night
        for year, reasons in night.waits.items():
            assert year in waiting, night
            assert waiting[year][1] == reasons, night

    # What happens.

    def _send(self, event: Event) -> None:
        """Put a sheet into the inbox."""
        file = file_named(event.what)
        self.city.send(file.path, _sheet(_YEARS[file.round], event.rows))
        self.inbox[file.path] = (file.round, _DEPARTMENTS[file.department], _words(event.rows))

    def _everybody(self, event: Event) -> None:
        """Have every department send its sheet for FY2023."""
        del event
        for name, rows in EVERYBODY.items():
            self._send(next(e for e in steps_of(f"send {name}: {rows}") if isinstance(e, Event)))

    def _spoil(self, event: Event) -> None:
        """Put a file into the inbox that nobody can read."""
        file = file_named(event.what)
        self.city.send(file.path, UNREADABLE)
        self.inbox[file.path] = (file.round, _DEPARTMENTS[file.department], None)

    def _remove(self, event: Event) -> None:
        """Delete a file from the inbox."""
        file = file_named(event.what)
        (self.city.inbox / file.path).unlink()
        del self.inbox[file.path]

    def _register(self, event: Event) -> None:
        """Write the register anew, with changes."""
        sections, naive = registered(*event.what.split())
        self.city.register(**sections)
        self.model.register = naive

    def _approve(self, event: Event) -> None:
        """Approve what waits of a year, at once or from a day on."""
        year = int(event.what)
        embargo = city_moment(date.fromisoformat(event.to)) if event.to else None
        with self.city.session(self.day) as session:
            with session.engine.connect() as connection:
                waiting = {one["fiscal_year"]: one["digest"] for one in load_waiting(connection, "umibe")}
            approve(session, str(waiting[year]), APPROVER, reason="決裁", embargo=embargo)
        self.model.approve(year, event.to)

    def _submit(self, event: Event) -> None:
        """Hand a sheet in at the console, perhaps in the place of a file of the inbox."""
        asked, department = "r5-end", _DEPARTMENTS[event.what]
        replaces = file_named(event.to).path if event.how == "for" else ""
        name = f"{event.to if event.how == 'as' else '進捗'}.csv"
        content = _sheet(_YEARS[asked], event.rows)
        who = person(department, Role.DEPARTMENT, departments=(department,))
        with self.city.session(self.day) as session:
            plan = session.plan
            to, round_ = plan.departments_by_code[department], plan.rounds_by_id[asked]
            done = submit(session, who, content, name, to, round_, in_place_of=replaces)
        self.model.submit(done.path, (asked, department, _words(event.rows)), self.day, self.inbox, replaces)

    def _withdraw(self, event: Event) -> None:
        """Take back the newest content at a path."""
        path = file_named(event.what).path
        with self.city.session(self.day) as session:
            withdraw(session, STEWARD, path, "違うファイルでした")
        self.model.last_at(path).is_withdrawn = True

    def _reassign(self, event: Event) -> None:
        """Move the newest content at a path to another round or department."""
        path = file_named(event.what).path
        with self.city.session(self.day) as session:
            asked = session.plan.rounds_by_id.get(event.to)
            department = session.plan.departments_by_code.get(event.to)
            reassign(session, STEWARD, path, "置き場所の誤り", round_=asked, department=department)
        moved = self.model.last_at(path)
        moved.round = event.to if asked else moved.round
        moved.department = event.to if department else moved.department

    def _refused(self, event: Event) -> None:
        """Have a night refused for its date: it changes nothing."""
        before = tree(self.city.published)
        with pytest.raises(ConfigurationError):
            self.city.night(require_reached(date.fromisoformat(event.what)).isoformat())
        assert tree(self.city.published) == before

    # What is to be seen.

    def _public(self) -> dict[int, dict[str, Line]]:
        """Return the public rows by year and item."""
        if not (self.city.published / "latest").exists():
            return {}
        found: dict[int, dict[str, Line]] = {}
        for row in self.city.table("progress"):
            found.setdefault(int(row["fiscal_year"]), {})[row["item_no"]] = _line(row)
        return found

    def _figures(self) -> dict[int, tuple[int, int, int, int, int]]:
        """Return the public counts of the whole plan by year."""
        if not (self.city.published / "latest").exists():
            return {}
        names = ("items", "achieved", "pending", "in_review", "unreported")
        return {
            int(row["fiscal_year"]): tuple(int(row[name]) for name in names)  # type: ignore[misc]  # five of them
            for row in self.city.table("achievement")
            if row["level"] == "plan"
        }

    def _waiting(self) -> dict[int, tuple[dict[str, Line], frozenset[str]]]:
        """Return what waits by year: its rows, and the reasons."""
        with self.city.session(self.day) as session, session.engine.connect() as connection:
            return {
                int(str(one["fiscal_year"])): (
                    _lines(load_content(connection, "umibe", str(one["digest"]))),
                    frozenset(hold[0] for hold in one["holds"]),  # type: ignore[attr-defined]  # as stored
                )
                for one in load_waiting(connection, "umibe")
            }


def _sheet(year: int, rows: Rows) -> bytes:
    """Return a status sheet as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADING.split("|"))
    for no, status, text in rows:
        figure, total = _FIGURES.get((year, no), {}).get(status, "|").split("|")
        why = "嵐のため" if status == "B" else ""
        writer.writerow([no, _LABELS.get(status, status), text, why, figure, total, ""])
    return out.getvalue().encode("utf-8-sig")


def _words(rows: Rows) -> dict[str, Word]:
    """Return what a sheet says, for the model."""
    return {no: Word(status, text, is_sound=status != "X") for no, status, text in rows}


def _lines(content: YearContent) -> dict[str, Line]:
    """Return the rows of a content."""
    return {row["item_no"]: _line(row) for row in content.table("progress")}


def _line(row: dict[str, str]) -> Line:
    """Return a published row as the model has it."""
    status = AchievementStatus.of(row["achievement_status"])
    return Line(LETTER[status], row["result_text"], row["carried_forward_from"])


def _shown(year: Year) -> dict[str, Line]:
    """Return a year of the model as its rows are published."""
    return dict(year.lines)


def _in_words(lines: dict[str, Line]) -> str:
    """Write public rows as a scenario states them."""
    return " ".join(f"{no}{line.status}{'*' if line.carried else ''}" for no, line in lines.items())
