"""What should be public after each night, worked out the slow way from the design's own sentences.

Nothing of the project is imported: no code that a scenario tests takes part in saying what is right. The model
remembers everything that ever came and works out every night anew, item by item.

A status is a letter: A achieved, B not achieved, C pending, N not due, R in review, U unreported.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from nights.naive_holds import change_holds, first_holds
from nights.naive_year import File, Line, Register, Seen, Word, Year


@dataclass
class Model:
    """The city as the design describes it."""

    register: Register
    files: list[File] = field(default_factory=list)
    arrivals: int = 0
    public: dict[int, Year] = field(default_factory=dict)
    waiting: dict[int, tuple[Year, frozenset[str]]] = field(default_factory=dict)
    scheduled: dict[int, tuple[Year, str]] = field(default_factory=dict)

    def collect(self, inbox: dict[str, Seen], night: str) -> None:
        """Take in what lies in the inbox: by path its round, its department and what it says."""
        self._take(inbox, night)
        for file in self.files:
            if not file.path.startswith("提出窓口/"):
                file.is_here = file.path in inbox

    def submit(self, path: str, seen: Seen, day: str, inbox: dict[str, Seen], replaces: str = "") -> None:
        """Take in a console submission; what lies unread in the department's folder came before."""
        own = {at: there for at, there in inbox.items() if there[1] == seen[1]}
        self._take(own, day)
        for file in self.files:
            file.is_replaced = file.is_replaced or file.path == replaces
        self.arrivals += 1
        self.files.append(File(path, self.arrivals, day, *seen))

    def _take(self, inbox: dict[str, Seen], day: str) -> None:
        """Take in what is new at its path: all of one listing has one number."""
        new = [path for path, seen in inbox.items() if not self._knows(path, seen)]
        self.arrivals += bool(new)
        for path in new:
            self.files.append(File(path, self.arrivals, day, *inbox[path]))

    def last_at(self, path: str) -> File:
        """Return the newest content at a path."""
        return [file for file in self.files if file.path == path][-1]

    def _knows(self, path: str, seen: Seen) -> bool:
        """Tell whether the newest content at a path is this one."""
        there = [file for file in self.files if file.path == path]
        return bool(there) and there[-1].words == seen[2]

    def pass_night(self, day: str) -> None:
        """Decide every reported year: release it, hold it, or leave it."""
        self.waiting = {}
        for year in sorted({r.year for r in self.register.rounds.values() if r.opens <= day}):
            candidate, released = self.year(year, day), self.public.get(year)
            if released == candidate:
                continue
            held = frozenset(
                first_holds(candidate, self.register)
                if released is None
                else change_holds(released, candidate, self.register)
            )
            approved = self.scheduled.get(year)
            if approved is not None and approved[0] == candidate:
                if day < approved[1]:
                    self.waiting[year] = candidate, held
                    continue
                held = frozenset()
            self.scheduled.pop(year, None)
            if held:
                self.waiting[year] = candidate, held
            else:
                self.public[year] = candidate

    def approve(self, year: int, until: str = "") -> None:
        """Release a waiting year, or let it go out on the night of a day."""
        candidate, _ = self.waiting[year]
        if until:
            self.scheduled[year] = candidate, until
            return
        del self.waiting[year]
        if year not in self.public and candidate.official is None:
            items, achieved, pending, *_ = candidate.counts()
            official = {**self.register.official, year: (items, achieved, pending)}
            self.register = replace(self.register, official=official)
        self.public[year] = candidate

    def year(self, year: int, day: str) -> Year:
        """Work out what a year has to publish on a day."""
        register = self.register
        rounds = [one for one, r in register.rounds.items() if r.year == year and r.opens <= day]
        lines: dict[str, Line] = {}
        outdated: set[str] = set()
        for no, item in register.items.items():
            if item.first <= year <= item.last:
                lines[no] = self._line(no, rounds)
                if self._is_outdated(no, rounds):
                    outdated.add(no)
        places = {no: self._place(no, year) for no in lines}
        used = {name for place in places.values() for name in place[1:]}
        labels = {**register.measures, **register.departments}
        return Year(
            lines,
            places,
            tuple(sorted((name, labels[name]) for name in used)),
            register.counted,
            register.official.get(year),
            frozenset(outdated),
        )

    def _place(self, no: str, year: int) -> tuple[str, str, str]:
        """Return an item's name, its measure and the department that answers for it in a year."""
        item = self.register.items[no]
        department = item.department
        if year > 2023:
            department = self.register.successors.get(department, department)
        return item.name, item.measure, department

    def _line(self, no: str, rounds: list[str]) -> Line:
        """Return the line of an item: the newest accepted word of the latest round that has one."""
        found = Line("U")
        came = False
        for asked in rounds:
            if self.register.rounds[asked].pending_only and not self._was_pending(no, asked, rounds):
                continue
            word, night, is_newest = self._counting(no, asked)
            came = came or self._came(no, asked)
            if word is not None:
                found = Line(word.status, word.text, "" if is_newest else night)
        return Line("R") if found.status == "U" and came else found

    def _came(self, no: str, asked: str) -> bool:
        """Tell whether anything came about an item that is still there: a row, or a file nobody can read."""
        return any(True for _ in self._words(no, asked)) or any(
            self._blocks(file, no, asked) for file in self.files
        )

    def _words(self, no: str, asked: str) -> Iterator[tuple[File, Word]]:
        """Yield what files say of an item in a round, those that were taken back left out."""
        for file in self.files:
            counts = file.round == asked and not file.is_withdrawn
            if counts and file.department in self.register.may_speak(no) and no in (file.words or {}):
                yield file, (file.words or {})[no]

    def _blocks(self, file: File, no: str, asked: str) -> bool:
        """Tell whether a file that nobody can read could have spoken of an item."""
        newest = [one for one in self.files if one.path == file.path][-1] is file
        could = file.round == asked and file.department == self.register.answers(no)
        return (
            file.words is None
            and newest
            and file.is_here
            and not file.is_withdrawn
            and not file.is_replaced
            and could
        )

    def _was_pending(self, no: str, asked: str, rounds: list[str]) -> bool:
        """Tell whether an item is pending by the rounds before, or was when a word of it came for this round."""
        earlier = rounds[: rounds.index(asked)]
        everything = self.files
        moments = [file.arrival for file, _ in self._words(no, asked)]
        found = self._line(no, earlier).status == "C"
        for moment in moments:
            self.files = [file for file in everything if file.arrival <= moment]
            found = found or self._line(no, earlier).status == "C"
            self.files = everything
        return found

    def _counting(self, no: str, asked: str) -> tuple[Word | None, str, bool]:
        """Return the word that counts in a round, its night, and whether it is the newest of all."""
        words = list(self._words(no, asked))
        newest_first = sorted({file.arrival for file, _ in words}, reverse=True)
        blocked = max((f.arrival for f in self.files if self._blocks(f, no, asked)), default=0)
        for arrival in newest_first:
            said = [(file, word) for file, word in words if file.arrival == arrival]
            if len({word for _, word in said}) > 1:
                said = [(file, word) for file, word in said if file.is_here and self._is_last(file)]
            if len({word for _, word in said}) != 1 or not said[0][1].is_sound:
                continue
            return said[0][1], said[0][0].night, arrival == newest_first[0] and blocked <= arrival
        return None, "", False

    def _is_last(self, file: File) -> bool:
        """Tell whether nothing newer appeared at a file's path."""
        return not file.is_replaced and [one for one in self.files if one.path == file.path][-1] is file

    def _is_outdated(self, no: str, rounds: list[str]) -> bool:
        """Tell whether a newer, different word of an earlier round loses to an older one of a later round."""
        counting: list[tuple[int, Word]] = []
        for asked in rounds:
            word, _, _ = self._counting(no, asked)
            if word is not None:
                counting.append((max(f.arrival for f, w in self._words(no, asked) if w == word), word))
        return any(
            earlier[0] > later[0] and earlier[1] != later[1]
            for n, earlier in enumerate(counting)
            for later in counting[n + 1 :]
        )
