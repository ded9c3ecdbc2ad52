"""A trace as one JSON document."""

from typing import Any

from shinchoku.checks.personal_data import shown
from shinchoku.figures.tables import TextRow
from shinchoku.releases.trace import Origin, Trace


def plain_trace(trace: Trace) -> dict[str, Any]:
    """Return a trace as plain values."""
    return {
        "fiscal_year": trace.year.year,
        "item_no": trace.item.no,
        "table": trace.table,
        "field": trace.field,
        "standing": str(trace.standing),
        "holds": [{"ja": hold.ja, "en": hold.en} for hold in trace.holds],
        "releases": [
            {
                "version": one.version,
                "as_of": one.as_of.isoformat(),
                "withdrawn": one.withdrawn,
                "value": one.value,
                "origin": _plain_origin(one.origin),
                "correction": _plain_correction(one.correction),
            }
            for one in trace.publications
        ],
        "current": _plain_origin(trace.current),
        "unread_files": [
            {
                "path": finding.place.path,
                "rule": finding.rule.code,
                "message": {"ja": finding.message.ja, "en": finding.message.en},
            }
            for finding in trace.unread
        ],
        "not_accepted": [_plain_origin(one) for one in trace.rejected],
    }


def _plain_origin(origin: Origin | None) -> dict[str, Any] | None:
    """Return an origin as plain values."""
    if origin is None:
        return None
    row = origin.row
    return {
        "path": origin.appearance.path,
        "sha256": origin.appearance.sha256,
        "received_on": origin.appearance.as_of.isoformat(),
        "sheet": row.source.sheet_name,
        "sheet_number": row.source.sheet_number,
        "cell": origin.cell.cell,
        "raw": shown(origin.cell.raw),
        "steps": [
            {
                "kind": str(step.kind),
                "ja": step.kind.label_ja,
                "en": step.kind.label_en,
                "before": shown(step.before),
                "after": shown(step.after),
                "from_cell": step.where or None,
            }
            for step in origin.steps
        ],
        "value": shown(origin.value),
        "correction": _plain_correction(origin.correction),
        "round": row.round.id,
        "department": row.department.code,
        "accepted": origin.is_accepted,
        "carried_forward_from": origin.carried_from.isoformat() if origin.carried_from else None,
        "findings": [
            {
                "rule": finding.rule.code,
                "cell": finding.place.cell,
                "message": {"ja": finding.message.ja, "en": finding.message.en},
            }
            for finding in origin.findings
        ],
    }


def _plain_correction(correction: TextRow | None) -> dict[str, Any] | None:
    """Return a correction as plain values."""
    if correction is None:
        return None
    return {
        "number": int(correction["correction_no"]),
        "field": correction["field"],
        "old_value": shown(correction["old_value"]),
        "new_value": shown(correction["new_value"]),
        "reason": shown(correction["reason"]),
        "evidence": shown(correction["evidence"]),
        "recorded_on": correction["recorded_on"],
        "recorded_by_role": correction["recorded_by_role"],
    }
