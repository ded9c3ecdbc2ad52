"""The language of the scenarios: what happens, a line each, and what is public after each night.

    send 企画課: 2A 5A/松を植えた 8B        a sheet of FY2023's year-end round: number, status, what was done
    send 確定/水産課: 6A                     the same of another round: 確定 or R6
    spoil 企画課                             the file at that path becomes one that nobody can read
    remove 企画課                            it is deleted from the inbox
    submit 企画課: 2A/直した                  handed in at the console
    submit 企画課 for 企画課: 2A/直した       the same, in the place of a file of the inbox
    submit 企画課 as 二度目: 2A/二度目        the same, under another name
    withdraw 企画課, reassign 企画課 to 環境課 (or to R6)
    register renamed_item five_points        the plan file from now on, by its changes
    night 05-02                              the nightly run, with what follows stated of it:
      2023: 1A 2A 3A 4A 5A 6C 7A 8B          public rows; a star marks a row that is carried forward
      2023 waits: confirmed_value_changed    why a candidate waits
    approve 2023, approve 2023 until 2024-06-01

A status: A achieved, B not achieved, C pending, N not due, X no label at all (an error), R in review, U unreported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_WORD = re.compile(r"(?P<no>R\d+-\d+|\d+)(?P<status>[A-Z])(?:/(?P<text>\S+))?")
_ROUNDS = {
    "": ("r5-end", "令和5年度/年度末"),
    "確定": ("r5-fix", "令和5年度/確定"),
    "R6": ("r6-end", "令和6年度/年度末"),
}


@dataclass(frozen=True)
class File:
    """A file that a scenario speaks of: its path, its round and the department of its name."""

    path: str
    round: str
    department: str


@dataclass(frozen=True)
class Event:
    """One line of a scenario: what is done, to which file or year, with what."""

    verb: str
    what: str = ""
    rows: tuple[tuple[str, str, str], ...] = ()
    how: str = ""
    to: str = ""


@dataclass
class Night:
    """A night, and what the scenario states of it by fiscal year."""

    day: str
    public: dict[int, str] = field(default_factory=dict)
    waits: dict[int, frozenset[str]] = field(default_factory=dict)


Step = Event | Night


def steps_of(text: str) -> list[Step]:
    """Read a scenario."""
    steps: list[Step] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("night "):
            steps.append(Night(_day(line.removeprefix("night "))))
        elif line[:4].isdigit():
            _state(steps[-1], line)
        else:
            steps.append(_event(line))
    return steps


def file_named(name: str) -> File:
    """Return the file that `企画課`, `企画課_2` or `確定/企画課` names."""
    round_name, _, stem = name.rpartition("/")
    asked, folder = _ROUNDS[round_name]
    return File(f"{folder}/{stem}.csv", asked, stem.split("_")[0])


def _day(text: str) -> str:
    """Read `05-02` of 2024, or a whole date."""
    return text if len(text) > len("05-02") else f"2024-{text}"


def _event(line: str) -> Event:
    """Read one line."""
    head, _, rows = line.partition(":")
    verb, *words = head.split()
    found = tuple(
        (m["no"], m["status"], m["text"] or "済み") for m in map(_WORD.fullmatch, rows.split()) if m
    )
    if verb == "register":
        return Event(verb, " ".join(words))
    what, how, to = [*words, "", "", ""][:3]
    return Event(verb, what, found, how, to)


def _state(night: Step, line: str) -> None:
    """Read what a line states of the night before it."""
    assert isinstance(night, Night), line
    head, _, said = line.partition(":")
    year = int(head[:4])
    if "waits" in head:
        night.waits[year] = frozenset(said.split())
    else:
        night.public[year] = " ".join(said.split())
