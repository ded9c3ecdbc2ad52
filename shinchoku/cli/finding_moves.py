"""What a person can do to a finding, as the command to type."""

from typing import Any

from shinchoku.review.transitions import FindingMove
from shinchoku.views.findings import WaiverRecord

_COMMANDS = {
    "return": "return {} --message …",
    "request_waiver": "waive {} --reason … --until YYYY-MM-DD",
    "approve_waiver": "waive {} --approve --reason …",
    "decline_waiver": "waive {} --decline --reason …",
    "withdraw": "waive {} --withdraw --reason …",
}
"""The commands by the moves of the table of transitions."""


def command_of(move: FindingMove, digits: str) -> str:
    """Return the command that makes a move, without the program's name."""
    return _COMMANDS[move].format(digits)


def plain_waiver(record: WaiverRecord) -> dict[str, Any]:
    """Return a waiver as plain values."""
    waiver = record.waiver
    return {
        "number": record.number,
        "fingerprint": waiver.fingerprint,
        "status": str(record.status),
        "rule": waiver.rule,
        "fiscal_year": waiver.fiscal_year.year if waiver.fiscal_year else None,
        "item_no": waiver.item_no,
        "reason": waiver.reason,
        "ends_on": waiver.ends_on,
        "requested_by": waiver.requested_by,
        "requested_on": record.requested_on,
        "decided_by": waiver.approved_by or None,
        "decided_by_role": waiver.approved_by_role or None,
        "decided_on": record.decided_on,
        "decided_reason": record.decided_reason or None,
    }
