"""Findings over time: the same problem tomorrow is the same finding."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select, update

from schemas.codes import Severity
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.rows import of_plan, values_of
from shinchoku.adapters.state.tables import findings
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Finding, FindingState
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError

RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
"""The order of the queue: what stops a release first."""
_C = findings.c
FILE_BY_FILE = (
    _C.fiscal_year, _C.round_id, _C.department, _C.path, _C.sheet_number, _C.item_no, _C.rule, _C.cell,
)  # fmt: skip
"""The order in which people read findings."""

_FEWEST_DIGITS, _DIGITS = 6, 32
_HEXADECIMAL = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class NightlyChange:
    """How the findings moved in a night."""

    new: int
    still_open: int
    resolved: int


def record_findings(
    change: Change,
    found: Sequence[Finding],
    as_of: date,
    waived: AbstractSet[str] = frozenset(),
) -> NightlyChange:
    """Open what is new, keep what is still there, resolve what is gone, end what was waived until today.

    `waived` are the fingerprints whose waivers are in force.
    """
    known = _known(change)
    tonight = {finding.fingerprint: finding for finding in found}
    fresh = [f for key, f in tonight.items() if key not in known]
    change.insert_all(findings, (_record(finding, as_of) for finding in fresh))
    gone = [key for key, row in known.items() if key not in tonight and row["is_open"]]
    _set(change, gone, {"state": FindingState.RESOLVED, "is_open": False, "resolved_on": as_of})
    again = [key for key, row in known.items() if key in tonight and not row["is_open"]]
    back = {"is_open": True, "resolved_on": None, "note": ""}
    _set(change, [key for key in again if key in waived], back | {"state": FindingState.WAIVED})
    _set(change, [key for key in again if key not in waived], back | {"state": FindingState.OPEN})
    ended = [key for key in tonight if _state(known, key) is FindingState.WAIVED and key not in waived]
    _set(change, ended, {"state": FindingState.OPEN, "note": ""})
    _word_anew(change, known, tonight)
    change.update(findings, findings.c.is_open, last_seen=as_of)
    moved = NightlyChange(len(fresh), len(tonight) - len(fresh), len(gone))
    counts = {"new": moved.new, "still": moved.still_open, "resolved": moved.resolved, "ended": len(ended)}
    change.record("check", as_of.isoformat(), {name: str(count) for name, count in counts.items()})
    return moved


def _known(change: Change) -> dict[str, dict[str, object]]:
    """Return every finding that was ever recorded, by fingerprint."""
    rows = change.connection.execute(of_plan(findings, change.plan_id)).mappings()
    return {row["fingerprint"]: dict(row) for row in rows}


def _state(known: Mapping[str, Mapping[str, object]], key: str) -> FindingState | None:
    """Return the state that a finding was in, if it was known."""
    return FindingState.of(str(known[key]["state"])) if key in known else None


def _set(change: Change, fingerprints: Sequence[str], values: Mapping[str, object]) -> None:
    """Change many findings alike, in one statement that is run for each."""
    if fingerprints:
        which = (findings.c.plan_id == change.plan_id) & (findings.c.fingerprint == bindparam("which"))
        change.connection.execute(
            update(findings).where(which).values(dict(values)), [{"which": key} for key in fingerprints]
        )


def _word_anew(
    change: Change, known: Mapping[str, Mapping[str, object]], tonight: Mapping[str, Finding]
) -> None:
    """Write the words and places that changed of findings that stay the same."""
    for key, finding in tonight.items():
        if key in known:
            shown = _shown(finding)
            if any(known[key][name] != value for name, value in shown.items()):
                _set(change, [key], shown)


def _record(finding: Finding, as_of: date) -> dict[str, object]:
    """Return a new finding as the table holds it."""
    return {
        "fingerprint": finding.fingerprint,
        "state": FindingState.OPEN,
        "first_seen": as_of,
        "last_seen": as_of,
        "resolved_on": None,
        "is_open": True,
        "note": "",
        **_shown(finding),
    }


def _shown(finding: Finding) -> dict[str, object]:
    """Return the part of a finding that may be worded or placed anew while it stays the same finding."""
    return {
        **values_of(findings, finding.place),
        "rule": finding.rule.code,
        "severity": finding.rule.severity,
        "rank": RANKS[finding.rule.severity],
        "raw": finding.shown_raw,
        "message_ja": finding.message.ja,
        "message_en": finding.message.en,
        "remedy_ja": finding.remedy.ja,
        "remedy_en": finding.remedy.en,
    }


def load_findings(connection: Connection, plan_id: str, *, resolved: bool = False) -> list[dict[str, object]]:
    """Return the findings that are not resolved (or those that are), in the order people read them."""
    is_resolved = findings.c.state == FindingState.RESOLVED
    query = of_plan(findings, plan_id, is_resolved if resolved else ~is_resolved)
    rows = connection.execute(query.order_by(*FILE_BY_FILE))
    return [dict(row) for row in rows.mappings()]


def returned_messages(connection: Connection, plan_id: str) -> dict[str, str]:
    """Return what stewards wrote when they sent findings back that are still to be answered, by fingerprint."""
    rows = connection.execute(of_plan(findings, plan_id, findings.c.state == FindingState.RETURNED))
    return {row.fingerprint: row.note for row in rows}


def first_seen_dates(connection: Connection, plan_id: str) -> dict[str, date]:
    """Return when each unresolved finding was first seen, by fingerprint."""
    query = of_plan(findings, plan_id, findings.c.is_open)
    rows = connection.execute(query.with_only_columns(findings.c.fingerprint, findings.c.first_seen))
    return {row.fingerprint: row.first_seen for row in rows}


def find_finding(connection: Connection, plan_id: str, fingerprint: str) -> dict[str, Any]:
    """Return the finding that a fingerprint, or the beginning of one, names.

    Raises:
        ConfigurationError: if there is none, or more than one.
    """
    wanted = fingerprint.strip().lower()
    mine = findings.c.plan_id == plan_id
    rows: Sequence[RowMapping] = ()
    if len(wanted) >= _FEWEST_DIGITS and set(wanted) <= _HEXADECIMAL:
        whole = findings.c.fingerprint == wanted
        begins = whole if len(wanted) == _DIGITS else findings.c.fingerprint.startswith(wanted)
        rows = connection.execute(select(findings).where(mine, begins).limit(2)).mappings().all()
    if len(rows) != 1:
        raise ConfigurationError(
            f"「{fingerprint}」という指摘は見つかりません（shinchoku findings --format json の fingerprint）。",
            f"no finding {fingerprint!r} (see the fingerprint of: shinchoku findings --format json).",
        )
    return dict(rows[0])


def move_finding(
    change: Change, fingerprint: str, sources: Sequence[FindingState], target: FindingState, note: str = ""
) -> None:
    """Move a finding from one of some states to another, if it is still in one of them.

    Raises:
        DecidedMeanwhileError: if somebody, or the night, moved it first.
    """
    mine = (findings.c.plan_id == change.plan_id) & (findings.c.fingerprint == fingerprint)
    if change.update(findings, mine, findings.c.state.in_(sources), state=target, note=note) != 1:
        now = change.connection.scalar(select(findings.c.state).where(mine))
        raise DecidedMeanwhileError.of(_moved_first(now))


def _moved_first(state: str | None) -> Bilingual:
    """Say what became of a finding in the meantime."""
    if state is None:
        return Bilingual("この指摘はもうありません。", "this finding is no longer there.")
    now = FindingState.of(state)
    return Bilingual(
        f"この指摘は先に別の操作で「{now.label_ja}」になりました。最新の内容を確かめてください。",
        f"somebody was first: this finding is now “{now.label_en}”. Look at it again.",
    )
