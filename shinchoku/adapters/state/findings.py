"""Findings over time: the same problem tomorrow is the same finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from shinchoku.adapters.state.tables import findings
from shinchoku.checks.findings import Finding, FindingState


@dataclass(frozen=True, slots=True)
class NightlyChange:
    """How the findings moved in a night."""

    new: int
    still_open: int
    resolved: int


def record_findings(
    connection: Connection, plan_id: str, found: Sequence[Finding], as_of: date
) -> NightlyChange:
    """Open what is new, keep what is still there, resolve what is gone."""
    known = {
        row.fingerprint: row.state
        for row in connection.execute(
            select(findings.c.fingerprint, findings.c.state).where(findings.c.plan_id == plan_id)
        )
    }
    tonight = {finding.fingerprint: finding for finding in found}
    fresh = [f for key, f in tonight.items() if key not in known]
    if fresh:
        connection.execute(insert(findings), [_record(plan_id, finding, as_of) for finding in fresh])
    for key, finding in tonight.items():
        if key in known:
            changed = {**_shown(finding), "last_seen": as_of, "resolved_on": None}
            if known[key] == FindingState.RESOLVED:
                changed["state"] = FindingState.OPEN
            _update(connection, plan_id, key, changed)
    gone = [key for key, state in known.items() if key not in tonight and state != FindingState.RESOLVED]
    for key in gone:
        _update(connection, plan_id, key, {"state": FindingState.RESOLVED, "resolved_on": as_of})
    return NightlyChange(len(fresh), len(tonight) - len(fresh), len(gone))


def _update(connection: Connection, plan_id: str, fingerprint: str, values: dict[str, object]) -> None:
    """Change one finding."""
    connection.execute(
        update(findings)
        .where(findings.c.plan_id == plan_id, findings.c.fingerprint == fingerprint)
        .values(values)
    )


def _record(plan_id: str, finding: Finding, as_of: date) -> dict[str, object]:
    """Return a new finding as the table holds it."""
    return {
        "plan_id": plan_id,
        "fingerprint": finding.fingerprint,
        "state": FindingState.OPEN,
        "first_seen": as_of,
        "last_seen": as_of,
        "resolved_on": None,
        **_shown(finding),
    }


def _shown(finding: Finding) -> dict[str, object]:
    """Return the part of a finding that may be worded or placed anew while it stays the same finding."""
    place = finding.place
    return {
        "rule": finding.rule.code,
        "severity": finding.rule.severity,
        "fiscal_year": place.fiscal_year.year if place.fiscal_year else None,
        "round_id": place.round_id,
        "department": place.department,
        "sha256": place.sha256,
        "path": place.path,
        "sheet_number": place.sheet_number,
        "sheet_name": place.sheet_name,
        "cell": place.cell,
        "item_no": place.item_no,
        "field": place.field,
        "raw": finding.shown_raw,
        "message_ja": finding.message.ja,
        "message_en": finding.message.en,
        "remedy_ja": finding.remedy.ja,
        "remedy_en": finding.remedy.en,
    }


def load_findings(connection: Connection, plan_id: str, *, resolved: bool = False) -> list[dict[str, object]]:
    """Return the findings that are not resolved (or those that are), in the order people read them."""
    columns = findings.c
    is_resolved = columns.state == FindingState.RESOLVED
    query = (
        select(findings)
        .where(columns.plan_id == plan_id, is_resolved if resolved else ~is_resolved)
        .order_by(
            columns.fiscal_year,
            columns.round_id,
            columns.department,
            columns.path,
            columns.sheet_number,
            columns.item_no,
            columns.rule,
            columns.cell,
        )
    )
    return [dict(row._mapping) for row in connection.execute(query)]  # noqa: SLF001 -- public despite its name
