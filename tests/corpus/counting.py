"""The matrix: for each value of each axis and for each form, what became of the sheets and their values."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from corpus.cases import Case
from corpus.judging import Night, Outcome, Verdict, nights, verdicts

Plain = tuple[str, str, int, dict[str, int]]
"""An axis, its value, its sheets, its values by outcome: what a process can hand to another."""
_ALL = ("", "all")
_WIDTHS = (22, 27, 9, 9, 9, 10, 8)


@dataclass
class Matrix:
    """Counts by axis and value, and what went wrong."""

    sheets: Counter[tuple[str, str]] = field(default_factory=Counter)
    values: defaultdict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    silent: list[Verdict] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Sheets of documented forms that were not read whole."""

    def add(self, *cases: Case) -> None:
        """Judge sheets."""
        for one, found in zip(cases, nights(cases), strict=True):
            self._count(one, found)

    def _count(self, one: Case, found: Night) -> None:
        """Hold what a night made of a sheet to the truth."""
        judged = list(verdicts(one, found))
        for axis in (*one.axes.items(), _ALL):
            self.sheets[axis] += 1
            self.values[axis].update(verdict.outcome.value for verdict in judged)
        forms = {verdict.form: _form(verdict) for verdict in judged}
        self.sheets.update(forms.values())
        for verdict in judged:
            self.values[forms[verdict.form]][verdict.outcome.value] += 1
        self.silent += [verdict for verdict in judged if verdict.outcome is Outcome.SILENT]
        self.unread += _unread(one, found, judged)

    def plain(self) -> list[Plain]:
        """Return the counts as another process can take them over."""
        return [(*axis, sheets, dict(self.values[axis])) for axis, sheets in self.sheets.items()]

    def take_over(self, counts: Iterable[Plain]) -> None:
        """Add what another process has counted."""
        for axis, value, sheets, values in counts:
            self.sheets[axis, value] += sheets
            self.values[axis, value].update(values)

    def lines(self) -> Iterator[str]:
        """Print the counts, the axes first and the forms behind them."""
        yield _row(("axis", "value", "sheets", *(one.value for one in Outcome)))
        for axis, value in sorted(self.sheets.keys() - {_ALL}, key=lambda at: ("," in at[0], *at)):
            counts = self.values[axis, value]
            numbers = (self.sheets[axis, value], *(counts[one.value] for one in Outcome))
            yield _row((axis, value or "(none)", *(f"{number:,}" for number in numbers)))

    def total(self) -> str:
        """Say in one line what became of everything."""
        counts = self.values[_ALL]
        equal, carried, not_read, silent = (counts[one.value] for one in Outcome)
        return (
            f"{self.sheets[_ALL]:,} sheets, {counts.total():,} values: {equal:,} equal, "
            f"{carried + not_read:,} carried by a finding ({carried:,} on their cell or heading, "
            f"{not_read:,} in rows that were not read), {silent:,} silent"
        )


def _form(verdict: Verdict) -> tuple[str, str]:
    """Return the axis and the value that a form is counted under."""
    kind, _, name = verdict.form.partition(": ")
    return f"form, {kind}", name


def _unread(one: Case, found: Night, judged: Sequence[Verdict]) -> Iterator[str]:
    """Say what was not read of a sheet on which everything is promised; a hidden row must not be read."""
    if not one.is_readable:
        return
    hidden = {told.item_no for told in one.told if told.expected_loss}
    wrong = [
        f"{verdict.form}: {verdict.outcome} {verdict.detail}"
        for verdict in judged
        if verdict.outcome is not Outcome.EQUAL and verdict.item_no not in hidden
    ]
    errors = [f"{e.rule.code} {e.place.cell} {e.raw[:30]!r}" for e in found.errors]
    if wrong or errors:
        yield f"#{one.index} {one.axes['format']}: {errors[:4]} {wrong[:3]}"


def _row(texts: Sequence[str]) -> str:
    """Set texts in columns: the first two to the left, figures to the right; 千円 is four wide."""
    cells = []
    for n, (text, width) in enumerate(zip(texts, _WIDTHS, strict=True)):
        shown = sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
        blank = " " * (width - shown)
        cells.append(text + blank if n < 2 else blank + text)
    return "".join(cells).rstrip()
