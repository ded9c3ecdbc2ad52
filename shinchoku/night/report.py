"""What a night did, as data: for the terminal, for machines, for the orchestrator's artifact."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from schemas.codes import AchievementLevel, Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Finding
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.night.check import NightCheck
from shinchoku.night.collect import Collected
from shinchoku.night.notify import Notified
from shinchoku.night.publishing.report import CatalogueReport
from shinchoku.releases.decision import Outcome, YearDecision
from shinchoku.releases.history import Release
from shinchoku.review.transitions import PUBLIC_WITH_CHANGE, YearState, year_words
from shinchoku.session import Session


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """A row of the city's own table: a basic policy or the whole plan."""

    key: str
    label: str
    items: int
    achieved: int
    rate_percent: str
    pending: int
    in_review: int
    unreported: int


@dataclass(frozen=True, slots=True)
class WaitingReport:
    """A candidate that waits: its digest, its figures, and why, in both languages."""

    digest: str
    reasons: tuple[tuple[str, str], ...]
    headline: tuple[HeadlineRow, ...]


@dataclass(frozen=True, slots=True)
class YearReport:
    """What became of one fiscal year."""

    fiscal_year: int
    label: str
    outcome: Outcome
    headline: tuple[HeadlineRow, ...]
    waiting: WaitingReport | None

    @property
    def standing(self) -> Bilingual:
        """Where the year stands, in words: a year with public figures is not called held for what waits behind them."""
        if self.waiting is None or not self.headline or self.outcome is Outcome.RELEASED:
            return Bilingual(self.outcome.label_ja, self.outcome.label_en)
        if self.outcome is Outcome.SCHEDULED:
            return year_words(YearState.SCHEDULED, is_public=True)
        return PUBLIC_WITH_CHANGE


@dataclass(frozen=True, slots=True)
class DepartmentFindings:
    """How many findings lie with a department."""

    code: str
    name: str
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class NightReport:
    """What a night did."""

    plan_id: str
    dataset: str
    as_of: str
    files_seen: int
    files_new: int
    files_deferred: tuple[str, ...]
    findings_new: int
    findings_resolved: int
    findings_errors: int
    findings_warnings: int
    findings_infos: int
    departments: tuple[DepartmentFindings, ...]
    years: tuple[YearReport, ...]
    released_version: str | None
    latest: str
    illustrative: bool
    returned_files: int = 0
    """Files that tonight wrote into the departments' return folders."""
    messages_sent: int = 0
    messages_unsent: int = 0
    warnings: tuple[tuple[str, str], ...] = ()
    """What somebody should look at although the night is done, in Japanese and English."""
    catalogues: tuple[CatalogueReport, ...] = ()

    @property
    def is_anything_held(self) -> bool:
        """Whether any year waits for a person."""
        return any(year.waiting is not None for year in self.years)

    @property
    def has_every_catalogue(self) -> bool:
        """Whether every catalogue was told, or waits for a receipt in its time."""
        return all(one.error is None for one in self.catalogues)

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(self)


def report_of(  # noqa: PLR0913 -- the result of each stage
    session: Session,
    collected: Collected,
    checked: NightCheck,
    decisions: Sequence[YearDecision],
    released: Release | None,
    catalogues: Sequence[CatalogueReport],
    told: Notified,
) -> NightReport:
    """Put a night's results together."""
    findings = checked.checked.findings
    by_severity = Counter(finding.rule.severity for finding in findings)
    return NightReport(
        plan_id=session.plan.id,
        dataset=session.plan.dataset,
        as_of=session.as_of.isoformat(),
        files_seen=collected.seen,
        files_new=collected.new,
        files_deferred=tuple(sorted(collected.refused)),
        findings_new=checked.change.new,
        findings_resolved=checked.change.resolved,
        findings_errors=by_severity[Severity.ERROR],
        findings_warnings=by_severity[Severity.WARNING],
        findings_infos=by_severity[Severity.INFO],
        departments=_by_department(session, findings),
        years=tuple(_year(decision) for decision in decisions),
        released_version=released.version if released else None,
        latest=str(session.published.latest),
        illustrative=session.plan.plan.illustrative_reports,
        returned_files=told.written,
        messages_sent=told.sent,
        messages_unsent=told.unsent,
        warnings=tuple((one.ja, one.en) for one in told.warnings),
        catalogues=tuple(catalogues),
    )


def headline_of(content: YearContent) -> tuple[HeadlineRow, ...]:
    """Return the rows of the city's own table from a year's content: the policies, then the plan."""
    rows = content.table("achievement")
    policies = [row for row in rows if row["level"] == AchievementLevel.BASIC_POLICY]
    total = [row for row in rows if row["level"] == AchievementLevel.PLAN]
    return tuple(_headline_row(row) for row in (*policies, *total))


def _headline_row(row: TextRow) -> HeadlineRow:
    names = ("items", "achieved", "pending", "in_review", "unreported")
    counts = {name: int(row.get(name, 0)) for name in names}
    return HeadlineRow(key=row["key"], label=row["label"], rate_percent=row["rate_percent"], **counts)


def _year(decision: YearDecision) -> YearReport:
    waiting = decision.waiting
    return YearReport(
        fiscal_year=decision.year.year,
        label=decision.year.label,
        outcome=decision.outcome,
        headline=headline_of(decision.content) if decision.content else (),
        waiting=None
        if waiting is None
        else WaitingReport(
            digest=waiting.content.digest,
            reasons=tuple(
                (f"{hold.reason.label_ja}: {hold.detail.ja}", f"{hold.reason.label_en}: {hold.detail.en}")
                for hold in waiting.holds
            ),
            headline=headline_of(waiting.content),
        ),
    )


def _by_department(session: Session, findings: Sequence[Finding]) -> tuple[DepartmentFindings, ...]:
    """Count findings by department, those with most errors first; the unknown department comes last."""
    counted = Counter((finding.place.department, finding.rule.severity) for finding in findings)
    names = {d.code: d.full_name for d in session.plan.departments}
    rows = [
        DepartmentFindings(
            code=code,
            name=names.get(code, "所属不明"),
            errors=counted[code, Severity.ERROR],
            warnings=counted[code, Severity.WARNING],
        )
        for code in {code for code, _ in counted}
    ]
    return tuple(sorted(rows, key=lambda row: (not row.code, -row.errors, -row.warnings, row.code)))
