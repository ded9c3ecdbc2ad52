"""The items of a candidate that are not decided yet, each with the reason: what an approver releases as open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from schemas.codes import AchievementStatus, Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.rule_list import RULES
from shinchoku.figures.achievement import OPEN_STATUSES
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

_NOTHING_CAME = Bilingual("何も提出されていません", "nothing was submitted")
_NOT_ACCEPTED = Bilingual("提出されましたが、受理していません", "submitted and not accepted")
_NO_DAY = Bilingual("確定の時期の記入がありません", "no day was given")

StoredFinding = Mapping[str, object]
"""A finding as the state keeps it."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One item that may still turn out either way, and why it is open."""

    status: AchievementStatus
    item_no: str
    name: str
    reasons: tuple[Bilingual, ...]

    @property
    def sentence(self) -> Bilingual:
        """Say it in one line."""
        ja = "、".join(one.ja for one in self.reasons)
        en = "; ".join(one.en for one in self.reasons)
        what = f"No.{self.item_no} {self.name}"
        return Bilingual(f"{self.status.label_ja} {what}: {ja}", f"{self.status.label_en}, {what}: {en}")


def open_items(
    plan: Plan, year: FiscalYear, content: YearContent, findings: Sequence[StoredFinding]
) -> tuple[OpenItem, ...]:
    """Return the open items of a year's content, by status and in natural order.

    `findings` are those that are open today.
    """
    names = {row["item_no"]: row["name"] for row in content.table("action_items")}
    errors = [one for one in findings if one["severity"] == Severity.ERROR]
    found = [
        OpenItem(
            AchievementStatus.of(row["achievement_status"]),
            row["item_no"],
            names[row["item_no"]],
            tuple(_reasons(plan, year, row, errors)),
        )
        for row in content.table("progress")
        if row["achievement_status"] in OPEN_STATUSES
    ]
    return tuple(sorted(found, key=lambda one: OPEN_STATUSES.index(one.status)))


def _reasons(
    plan: Plan, year: FiscalYear, row: TextRow, errors: Sequence[StoredFinding]
) -> Iterator[Bilingual]:
    """Yield why an item is open: what was announced, what is wrong, or that nothing came."""
    match AchievementStatus.of(row["achievement_status"]):
        case AchievementStatus.PENDING:
            day = row["confirmation_expected"]
            yield Bilingual(f"確定予定 {day}", f"expected {day}") if day else _NO_DAY
        case AchievementStatus.IN_REVIEW:
            codes = dict.fromkeys(str(one["rule"]) for one in _errors_of(plan, year, row["item_no"], errors))
            yield from [
                Bilingual(f"{code} {RULES[code].title.ja}", f"{code} {RULES[code].title.en}")
                for code in codes
                if code in RULES
            ] or [_NOT_ACCEPTED]
        case _:
            yield _NOTHING_CAME


def _errors_of(
    plan: Plan, year: FiscalYear, item_no: str, errors: Sequence[StoredFinding]
) -> list[StoredFinding]:
    """Return the errors on an item's rows; without any, those on whole files of who reports it."""
    of_year = [one for one in errors if one["fiscal_year"] == year.year]
    on_rows = [one for one in of_year if one["item_no"] == item_no]
    if on_rows:
        return on_rows
    item = plan.items_by_no.get(item_no)
    asked = {
        (one.id, plan.reporting_department(item, one).code)
        for one in plan.rounds_of(year)
        if item is not None and one.feeds_rate
    }
    return [one for one in of_year if not one["item_no"] and (one["round_id"], one["department"]) in asked]
