"""Precheck: one uploaded file against every rule that needs nothing but the file, before it is submitted.

The whole check runs in a confined reader that is kept warm; nothing is stored.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from schemas.codes import Severity
from shinchoku.adapters.workbooks.reader import Died
from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.adapters.workbooks.uploaded import UploadVerdict, check_content, judge, warm_up
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Finding
from shinchoku.checks.personal_data import shown
from shinchoku.figures.taken_values import TakenValue
from shinchoku.intake.account import SheetAccount
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Appearance, Problem, Reading
from shinchoku.register.entries import Department, Round
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.usecases.sheets.file_names import uploaded_name

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Prechecked:
    """What one uploaded file says, where it belongs, and what is wrong with it."""

    name: str
    """The name that it is shown by, and may be kept by."""
    sha256: str
    findings: tuple[Finding, ...]
    department: Department | None
    round: Round | None
    items: int
    """How many rows were read."""
    account: tuple[Bilingual, ...]
    """What became of each sheet, a sentence each."""
    sheets: tuple[SheetAccount, ...] = ()
    """How each sheet was read."""
    values: tuple[TakenValue, ...] = ()
    """Every value that was taken."""

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings of each weight there are."""
        found = Counter(finding.rule.severity for finding in self.findings)
        return {severity: found[severity] for severity in Severity}

    @property
    def fiscal_year(self) -> FiscalYear | None:
        """The fiscal year that the file reports on."""
        return self.round.fiscal_year if self.round else None


def open_pool(workers: int, *, seconds: float = 30.0, most_waiting: int = 64) -> ReaderPool:
    """Return a pool whose readers stand ready to check; enter it to start them."""
    return ReaderPool(workers, warm_up, seconds=seconds, most_waiting=most_waiting)


def precheck(
    plan: Plan, pool: ReaderPool, name: str, content: bytes, as_of: date, *, placed: str | None = None
) -> Prechecked:
    """Check one uploaded file as if it lay in the folder `placed` of the inbox; its name may be hostile.

    Other years and what other departments sent are not asked: the night may find more.

    Raises:
        OperationalError: if too many files are being read, or no reader can be started.
    """
    shown_name = uploaded_name(name)
    sha256 = hashlib.sha256(content).hexdigest()
    path = f"{placed.strip('/')}/{shown_name}" if placed else shown_name
    appearance = Appearance(1, path, 1, sha256, as_of)
    size, limit = len(content), plan.inbox.max_file_mib
    if size > limit * _MIB:
        judged: UploadVerdict | Died = _refused(
            plan,
            appearance,
            Problem(ProblemKind.FILE_TOO_LARGE, values={"size": str(size // _MIB), "limit": str(limit)}),
        )
    else:
        judged = pool.run(check_content, plan, appearance, content)
    if isinstance(judged, Died):
        why = {"why_ja": judged.why.ja, "why_en": judged.why.en}
        judged = _refused(plan, appearance, Problem(ProblemKind.FILE_WILL_NOT_OPEN, values=why))
    return Prechecked(
        name=shown_name,
        sha256=sha256,
        findings=tuple(_under(finding, shown_name) for finding in judged.findings),
        department=next((one for one in plan.departments if one.code == judged.department), None),
        round=next((one for one in plan.rounds if one.id == judged.round_id), None),
        items=judged.items,
        account=tuple(map(_sheet_words, judged.account.sheets)),
        sheets=judged.account.sheets,
        values=judged.values,
    )


def _refused(plan: Plan, appearance: Appearance, problem: Problem) -> UploadVerdict:
    """Return what is told of a file that nobody could read."""
    return judge(plan, appearance, Reading(problems=(replace(problem, stops_reading=True),)))


def _under(finding: Finding, name: str) -> Finding:
    """Return a finding with the file's own name for its path: the folder was ours."""
    return replace(finding, place=replace(finding.place, path=name))


def _sheet_words(sheet: SheetAccount) -> Bilingual:
    """Say what became of a sheet."""
    name, fate = shown(sheet.name), sheet.fate
    rows = sum(table.rows for table in sheet.tables)
    return Bilingual(
        f"シート「{name}」: {fate.label_ja}" + (f"（{rows}行）" if rows else ""),
        f"Sheet {name!r}: {fate.label_en}" + (f" ({rows} rows)" if rows else ""),
    )
