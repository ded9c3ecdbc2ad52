"""The submissions board: where every department stands in every round, and which figures are still to come."""

import re
import unicodedata
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.codes import AchievementStatus, CodeList, Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.checked_row import CheckedRow
from shinchoku.checks.checking import Checked
from shinchoku.checks.findings import Finding
from shinchoku.checks.rules.lateness import NOT_SUBMITTED, covered_items
from shinchoku.intake.dates import parse_date
from shinchoku.intake.submissions import ItemKey, Submission
from shinchoku.intake.supersession import Choice
from shinchoku.register.entries import Round
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.review.to_correct import Asked

_ABOUT = re.compile(r"(?:頃|ごろ|ころ|末日?|上旬|中旬|下旬|初旬|中|まで|予定|に?公表|に?確定|の?見込み?)")


class BoardState(CodeList):
    """Where a department stands in a round."""

    NOT_DUE = "not_due", "未到来", "Not yet opened"
    NOT_YET = "not_yet", "未提出", "Not yet submitted"
    LATE = "late", "遅れ", "Late"
    WITH_ERRORS = "with_errors", "要修正", "To be corrected"
    RECEIVED = "received", "受領", "Received"
    CLEAN = "clean", "完了", "Complete"


@dataclass(frozen=True, slots=True)
class RoundStanding:
    """What one department has reported in one round, counted in items, findings and nights."""

    round_id: str
    department: str
    expected: int
    """Items that the round asks of it."""
    accepted: int
    """Those of them that have a row that counts, whoever sent it."""
    pending: int
    """Accepted items whose figure is still to come."""
    errors: int
    """Errors on what it sent, but for those that are waived today."""
    warnings: int
    """Warnings on it, likewise; lateness is no warning here."""
    received_on: date | None = None
    """The first night that saw a file of its, and the last."""
    last_received_on: date | None = None

    @property
    def missing(self) -> int:
        """Items without a row that counts: nothing came, or what came is not accepted."""
        return self.expected - self.accepted

    @property
    def is_answered(self) -> bool:
        """Whether the round needs nothing more of the department."""
        return self.missing == 0 and self.errors == 0


@dataclass(frozen=True, slots=True)
class PendingValue:
    """A figure that a department has announced for later."""

    item_no: str
    department: str
    """Who answers for the item today."""
    fiscal_year: FiscalYear
    expected: str
    """What the sheet says of when it will be known, as it may be shown."""
    expected_on: date | None
    """The last day that this can mean; nothing where it names no day and no month."""
    is_overdue: bool


def standings(
    plan: Plan,
    checked: Checked,
    submissions: Sequence[Submission],
    as_of: date,
    waived: Collection[str] = frozenset(),
    settled: Collection[tuple[FiscalYear, str]] = (),
) -> tuple[RoundStanding, ...]:
    """Return where every department stands in every opened round, by round and department.

    A department that is asked for nothing but sent something stands there too. `waived` are the
    fingerprints of findings that hold nothing back today; `settled` are the items by year whose pending figure
    a correction has given.
    """
    expected, accepted, pending = _items(plan, checked.choices, as_of, settled)
    errors = _count(checked.findings, Severity.ERROR, waived)
    warnings = _count(checked.findings, Severity.WARNING, waived)
    nights = _nights(submissions)
    opened = {one.id: one for one in plan.rounds if one.is_open(as_of)}
    order = {department.code: n for n, department in enumerate(plan.departments)}
    asked = {one for one in {*expected, *errors, *warnings, *nights} if one[0] in opened}
    return tuple(
        RoundStanding(
            *one,
            expected=expected[one],
            accepted=accepted[one],
            pending=pending[one],
            errors=errors[one],
            warnings=warnings[one],
            received_on=min(nights[one], default=None) if one in nights else None,
            last_received_on=max(nights[one], default=None) if one in nights else None,
        )
        for one in sorted(asked, key=lambda one: (opened[one[0]].opens, one[0], order[one[1]]))
    )


def state_of(standing: RoundStanding, round_: Round, as_of: date) -> BoardState:
    """Return the state of a standing on a day.

    What is wrong comes before what is missing, for it is the department's to mend in either case; what is
    missing is late from the day after the due date. `RECEIVED` is part of the items, or all with warnings;
    a figure announced for later does not keep a round from being complete.
    """
    if not round_.is_open(as_of):
        return BoardState.NOT_DUE
    if standing.errors:
        return BoardState.WITH_ERRORS
    if standing.missing and round_.due < as_of:
        return BoardState.LATE
    if standing.missing and not standing.accepted and standing.received_on is None:
        return BoardState.NOT_YET
    if standing.missing or standing.warnings:
        return BoardState.RECEIVED
    return BoardState.CLEAN


def days_late(standing: RoundStanding, round_: Round, as_of: date) -> int:
    """Return for how many days the round has waited for the department beyond its due date."""
    return 0 if standing.is_answered else max(0, (as_of - round_.due).days)


def state_words(state: BoardState, days: int) -> Bilingual:
    """Return a state as the board prints it: 3日遅れ, 要修正（3日遅れ）."""
    late = Bilingual(f"{days}日遅れ", f"{days} day{'s' if days != 1 else ''} late")
    if state is BoardState.LATE:
        return late
    if days:
        return Bilingual(f"{state.label_ja}（{late.ja}）", f"{state.label_en} ({late.en})")
    return Bilingual(state.label_ja, state.label_en)


def expected_day(text: str) -> date | None:
    """Return the last day that an announcement can mean: 2024-10-31 for 令和6年10月下旬頃."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = parse_date(plain) or parse_date(_ABOUT.sub("", plain))
    if found is None:
        return None
    year, month, *day = (int(part) for part in found.split("-"))
    return date(year, month, day[0] if day else monthrange(year, month)[1])


def _items(
    plan: Plan,
    choices: Mapping[ItemKey, Choice[CheckedRow]],
    as_of: date,
    settled: Collection[tuple[FiscalYear, str]],
) -> tuple[Counter[Asked], Counter[Asked], Counter[Asked]]:
    """Count the items that each opened round asks of each department, the accepted and the pending ones."""
    expected: Counter[Asked] = Counter()
    accepted: Counter[Asked] = Counter()
    pending: Counter[Asked] = Counter()
    for asked in plan.rounds:
        if not asked.is_open(as_of):
            continue
        for item in covered_items(plan, asked, choices):
            one = (asked.id, plan.reporting_department(item, asked).code)
            choice = choices.get((asked.id, item.no))
            row = None if choice is None else choice.row
            expected[one] += 1
            accepted[one] += row is not None
            is_pending = row is not None and row.row.status is AchievementStatus.PENDING
            pending[one] += is_pending and (asked.fiscal_year, item.no) not in settled
    return expected, accepted, pending


def _count(findings: Sequence[Finding], severity: Severity, waived: Collection[str]) -> Counter[Asked]:
    """Count the findings of a severity by round and department; what waits for a steward's word counts."""
    return Counter(
        (one.place.round_id, one.place.department)
        for one in findings
        if one.rule.severity is severity
        and one.place.department
        and one.rule.code != NOT_SUBMITTED.code
        and one.fingerprint not in waived
    )


def _nights(submissions: Sequence[Submission]) -> dict[Asked, list[date]]:
    """Return the nights that saw files of a department in a round."""
    nights: defaultdict[Asked, list[date]] = defaultdict(list)
    for one in submissions:
        if one.was_taken and one.placement.round is not None and one.placement.department is not None:
            nights[one.placement.round.id, one.placement.department.code].append(one.appearance.as_of)
    return nights
