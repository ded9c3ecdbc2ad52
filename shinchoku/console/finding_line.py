"""A finding as a line of a list: in the person's language, bounded, with nothing unseen in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from schemas.codes import Severity
from shinchoku.checks.findings import FindingState
from shinchoku.console.request_context import RequestContext
from shinchoku.spelling import spelled

_LONGEST = 300
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding as lists show it."""

    fingerprint: str
    rule: str
    severity: Severity
    severity_label: str
    message: str
    place: str
    department: str
    department_name: str
    item: str
    round_name: str
    state: FindingState
    state_label: str
    first_seen: date
    days: int


def finding_line(context: RequestContext, row: dict[str, Any]) -> FindingLine:
    """Return a row of the database as a line."""
    plan, severity, state = context.services.plan, Severity.of(row["severity"]), FindingState.of(row["state"])
    department = plan.departments_by_code.get(row["department"])
    return FindingLine(
        fingerprint=row["fingerprint"],
        rule=row["rule"],
        severity=severity,
        severity_label=context.t(severity.label_ja, severity.label_en),
        message=bounded(row[f"message_{context.language}"]),
        place=place_words(context, row),
        department=row["department"],
        department_name=department.name if department else bounded(row["department"], _LONGEST_NAME),
        item=item_words(context, row),
        round_name=round_words(context, row),
        state=state,
        state_label=context.t(state.label_ja, state.label_en),
        first_seen=row["first_seen"],
        days=max(0, (context.services.as_of - row["first_seen"]).days),
    )


def bounded(text: str, longest: int = _LONGEST, keep: str = "") -> str:
    """Return a text as it may be shown: what draws nothing spelled out, … where it is cut."""
    shown = spelled(text[:longest], keep=keep)
    return f"{shown}…" if len(text) > longest else shown


def place_words(context: RequestContext, row: dict[str, Any]) -> str:
    """Return sheet and cell, or the file itself."""
    if not row["sheet_name"] and not row["cell"]:
        return context.t("ファイル全体", "the file as a whole") if row["path"] else ""
    name = context.t(f"「{bounded(row['sheet_name'], 60)}」", f"“{bounded(row['sheet_name'], 60)}”")
    return f"{name} {bounded(row['cell'], 20)}".strip()


def item_words(context: RequestContext, row: dict[str, Any]) -> str:
    """Return the item with its name, or nothing."""
    if not row["item_no"]:
        return ""
    item = context.services.plan.items_by_no.get(row["item_no"])
    return f"No.{item.no} {item.name}" if item else f"No.{bounded(row['item_no'], 40)}"


def round_words(context: RequestContext, row: dict[str, Any]) -> str:
    """Return year and round, as far as they are known."""
    asked = context.services.plan.rounds_by_id.get(row["round_id"])
    if asked is not None:
        return f"{context.t(asked.fiscal_year.era_label, str(asked.fiscal_year))} {asked.name}"
    return context.t(f"{row['fiscal_year']}年度", f"FY{row['fiscal_year']}") if row["fiscal_year"] else ""
