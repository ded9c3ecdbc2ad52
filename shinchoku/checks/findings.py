"""Findings: what is wrong, where, and what to do, as data."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import ConfigDict

from schemas.codes import CodeList, Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.personal_data import REDACTED
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.item_no import natural_key
from shinchoku.spelling import spelled


class FindingState(CodeList):
    """Where a finding stands between the night that found it and its end."""

    OPEN = "open", "未対応", "Open"
    RETURNED = "returned", "差戻し中", "Returned to the department"
    WAIVER_REQUESTED = "waiver_requested", "理由付き確認の申請中", "Waiver requested"
    WAIVED = "waived", "理由付き確認済み", "Waived with a reason"
    RESOLVED = "resolved", "解消", "Resolved"


@dataclass(frozen=True, slots=True)
class Rule:
    """A validation rule: its code, its weight and the sentences that people read.

    `reason` says why it matters; `source` names who asks for it. `version` rises when the rule starts to
    judge the same value differently, so that a decision about its old finding is not taken for one about
    the new. Without a `fixed` rule a row has no usable value, or a file no place: no plan may weaken it.
    `rests_on` are the other columns of the row that decide, beside the one that the finding lies on.
    `problem` is the kind of problem that it tells of, where readers or parsers meet it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    code: str
    name: str
    severity: Severity
    title: Bilingual
    message: Bilingual
    remedy: Bilingual
    reason: Bilingual
    source: str
    waivable: bool = False
    fixed: bool = False
    version: int = 1
    rests_on: tuple[str, ...] = ()
    problem: ProblemKind | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding lies: from the plan down to the cell; what is not known is empty."""

    plan_id: str
    fiscal_year: FiscalYear | None = None
    round_id: str = ""
    department: str = ""
    sha256: str = ""
    path: str = ""
    sheet_number: int = 0
    sheet_name: str = ""
    cell: str = ""
    item_no: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at one place, with the sentence a steward reads and the remedy."""

    rule: Rule
    place: Place
    raw: str
    message: Bilingual
    remedy: Bilingual
    stops_reading: bool = field(default=False, compare=False)
    redacted: bool = False
    basis: str = ""
    """What else the judgement rests on (the figure that a status contradicts): part of the fingerprint."""

    @property
    def fingerprint(self) -> str:
        """What makes it the same problem tomorrow: 32 hexadecimal digits.

        Plan, year, round, department, item, field, rule and version, and the raw value; a finding on
        a file or a sheet is bound to the file's content instead.
        """
        place = self.place
        what = (
            self.raw if place.item_no else f"{place.sha256}\n{place.sheet_number}\n{place.cell}\n{self.raw}"
        )
        year = "" if place.fiscal_year is None else str(place.fiscal_year.year)
        rule = f"{self.rule.code}v{self.rule.version}"
        parts = (
            place.plan_id,
            year,
            place.round_id,
            place.department,
            place.item_no,
            place.field,
            rule,
            what,
            self.basis,
        )
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]

    @property
    def shown_raw(self) -> str:
        """The raw value as it may be shown: suspected personal data never is."""
        return REDACTED if self.redacted and self.raw else self.raw.replace("\0", spelled("\0"))

    @property
    def is_error(self) -> bool:
        """Whether it keeps what it lies on from being accepted."""
        return self.rule.severity is Severity.ERROR


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings as people go through them: by year, department, file, sheet, item and rule."""
    return sorted(
        findings,
        key=lambda f: (
            f.place.fiscal_year.year if f.place.fiscal_year else 0,
            f.place.round_id,
            f.place.department,
            f.place.path,
            f.place.sheet_number,
            natural_key(f.place.item_no),
            f.rule.code,
            f.place.cell,
            f.raw,
        ),
    )
