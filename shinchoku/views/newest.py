"""Newest: what each fiscal year says now, from its waiting candidate or its release; nothing is checked anew."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from schemas.codes import AchievementStatus
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.contents import load_content
from shinchoku.adapters.state.releases import load_history
from shinchoku.checks.personal_data import shown
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.register.entries import ActionItem
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.review.board import PendingValue, expected_day
from shinchoku.session import Session


@dataclass(frozen=True, slots=True)
class ItemNow:
    """One item of one year as it was accepted last: its row, and its figure if it is measured by one."""

    item: ActionItem
    status: AchievementStatus
    progress: TextRow
    indicator: TextRow | None
    received_on: str
    """The night of the file that it comes from, if there is one."""
    sha256: str


def newest_contents(session: Session) -> dict[FiscalYear, YearContent]:
    """Return the newest content of each year that has one: what waits before what is public."""
    plan_id = session.plan.id
    with session.engine.connect() as connection:
        history = load_history(connection, plan_id)
        digests = {year: entry.digest for year, entry in history[-1].years.items()} if history else {}
        for one in load_waiting(connection, plan_id):
            digests[FiscalYear(int(str(one["fiscal_year"])))] = str(one["digest"])
        return {year: load_content(connection, plan_id, digest) for year, digest in sorted(digests.items())}


def pending_known(
    plan: Plan, contents: Mapping[FiscalYear, YearContent], as_of: date
) -> tuple[PendingValue, ...]:
    """Return the figures that are still to come, by year and item, as the newest contents have them."""
    return tuple(
        _pending(plan, year, row, as_of)
        for year, content in contents.items()
        for row in content.table("progress")
        if row["achievement_status"] == AchievementStatus.PENDING and row["item_no"] in plan.items_by_no
    )


def items_now(
    plan: Plan, contents: Mapping[FiscalYear, YearContent], department: str
) -> dict[FiscalYear, tuple[ItemNow, ...]]:
    """Return by year what counts for the items that a department answers for."""
    found = {year: tuple(_items(plan, content, department)) for year, content in contents.items()}
    return {year: items for year, items in found.items() if items}


def sources(contents: Mapping[FiscalYear, YearContent]) -> dict[str, int]:
    """Count by content hash for how many items a received file counts now."""
    pairs = {
        (row["sha256"], year, row["item_no"])
        for year, content in contents.items()
        for row in content.table("provenance")
    }
    counts: dict[str, int] = {}
    for sha256, _, _ in pairs:
        counts[sha256] = counts.get(sha256, 0) + 1
    return counts


def _pending(plan: Plan, year: FiscalYear, row: TextRow, as_of: date) -> PendingValue:
    """Return the pending figure of a row."""
    text = row["confirmation_expected"]
    day = expected_day(text)
    item = plan.items_by_no[row["item_no"]]
    return PendingValue(
        item_no=item.no,
        department=plan.responsible_department(item, FiscalYear.of_date(as_of)).code,
        fiscal_year=year,
        expected=shown(text),
        expected_on=day,
        is_overdue=day is not None and day < as_of,
    )


def _items(plan: Plan, content: YearContent, department: str) -> list[ItemNow]:
    """Return what counts for the items of one year that were a department's when it was asked."""
    indicators = {row["item_no"]: row for row in content.table("indicators")}
    came = {row["item_no"]: row for row in content.table("provenance")}
    found: list[ItemNow] = []
    for row in content.table("progress"):
        item = plan.items_by_no.get(row["item_no"])
        if item is None or department not in _responsible(plan, item, FiscalYear(int(row["fiscal_year"]))):
            continue
        source = came.get(item.no, {})
        found.append(
            ItemNow(
                item=item,
                status=AchievementStatus.of(row["achievement_status"]),
                progress=row,
                indicator=indicators.get(item.no),
                received_on=source.get("received_on", ""),
                sha256=source.get("sha256", ""),
            )
        )
    return found


def _responsible(plan: Plan, item: ActionItem, year: FiscalYear) -> set[str]:
    """Return who answers for an item of a year: in that year, and in the rounds that ask about it."""
    asked = {plan.reporting_department(item, one).code for one in plan.rounds_of(year)}
    return {plan.responsible_department(item, year).code, *asked}
