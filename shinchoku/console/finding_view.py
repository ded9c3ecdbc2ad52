"""One finding as its page shows it: the piece of its sheet, its story, its waiver, what is beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from schemas.codes import Severity
from shinchoku.adapters.state.findings import find_finding
from shinchoku.adapters.state.queue import Filter, Key, queue_page
from shinchoku.adapters.state.trail import Entry, history_of
from shinchoku.adapters.state.waivers import WaiverRecord, WaiverStatus, load_waivers
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import FindingState
from shinchoku.checks.waivers import may_be_waived
from shinchoku.console.finding_line import bounded
from shinchoku.console.grounds import Names, role_words
from shinchoku.console.queue_filter import seen_departments
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.sheet_piece import ShownPiece, shown_piece
from shinchoku.errors import ConfigurationError, OperationalError
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.acts import Act, act_words
from shinchoku.review.permissions import Action
from shinchoku.review.transitions import FindingMove, finding_transition, moves_from
from shinchoku.review.waiver_effect import WaiverEffect
from shinchoku.session import city_time
from shinchoku.views.excerpt import excerpt_of
from shinchoku.views.waiver_effect import effect_of_waiver

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from shinchoku.console.visit import Visit

_CURRENT = (WaiverStatus.REQUESTED, WaiverStatus.APPROVED)
_LONGEST = 2000
_TONES: dict[str, tuple[str, str]] = {
    Act.FINDING_RETURN: ("warning", "←"),
    Act.FINDING_REQUEST_WAIVER: ("wait", "◇"),
    Act.FINDING_APPROVE_WAIVER: ("ok", "◆"),
    Act.FINDING_DECLINE_WAIVER: ("error", "×"),
    Act.FINDING_WITHDRAW: ("", "○"),
}
_NOT_ALLOWED = Bilingual(
    "シートの中身は、所属と確認担当・承認者だけが見られます。",
    "Only the department, stewards and approvers see the contents of sheets.",
)
_NO_FILE = Bilingual(
    "この指摘は、シートの決まった場所についてのものではありません。",
    "This finding is not about a place on a sheet.",
)
_NOT_DRAWN = Bilingual(
    "受け取ったファイルを開けないか、指摘のシートがないため、表示できません。",
    "The received file cannot be opened, or has no such sheet.",
)


@dataclass(frozen=True, slots=True)
class Piece:
    """The piece of the sheet around the cell, or why there is none."""

    drawn: ShownPiece | None = None
    why_not: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class ShownWaiver:
    """The waiver that is asked for or holds, as people read it."""

    record: WaiverRecord
    role: str
    by: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The findings before and after it within the same narrowing."""

    previous: str = ""
    following: str = ""


def seen_finding(visit: Visit, connection: Connection) -> dict[str, Any]:
    """Return the finding that the path names.

    Raises:
        NotFoundError: if there is none, or it is not the person's to see: both look alike.
    """
    try:
        row = find_finding(connection, visit.desk.plan.id, visit.path["fingerprint"])
    except ConfigurationError as error:
        raise NotFoundError from error
    departments = seen_departments(visit)
    if departments is not None and row["department"] not in departments:
        raise NotFoundError
    return row


def history(visit: Visit, connection: Connection, row: dict[str, Any]) -> list[Entry]:
    """Return everything that was done to a finding, the oldest first."""
    return history_of(connection, visit.desk.plan.id, f"finding {row['fingerprint']}")


def as_shown(row: dict[str, Any], entries: Sequence[Entry]) -> str:
    """Return what a form says of the finding it was shown for: its state, and the last thing done to it."""
    return f"{row['state']}.{entries[-1].number if entries else 0}"


def piece_of(visit: Visit, row: dict[str, Any]) -> Piece:
    """Return the piece of the sheet around a finding's cell."""
    if not visit.may(Action.SEE_SHEETS, row["department"]):
        return Piece(why_not=_NOT_ALLOWED)
    if not row["sheet_number"] or not row["cell"]:
        return Piece(why_not=_NO_FILE)
    try:
        drawn = excerpt_of(
            visit.session,
            visit.desk.shelf,
            row["sha256"],
            row["sheet_number"],
            row["cell"],
            rule=row["rule"],
        )
    except OperationalError as error:
        return Piece(why_not=error.message)
    return Piece(shown_piece(drawn)) if drawn else Piece(why_not=_NOT_DRAWN)


def moves_of(visit: Visit, row: dict[str, Any]) -> frozenset[str]:
    """Return what this person may do to a finding as it stands."""
    state, found = FindingState.of(row["state"]), set()
    for move in moves_from(state):
        action = finding_transition(move, state).action
        if action is not None and visit.may(action, row["department"]):
            found.add(str(move))
    if not may_be_waived(visit.desk.plan, row["rule"]):
        found.discard(str(FindingMove.REQUEST_WAIVER))
    return frozenset(found)


def waiver_of(
    visit: Visit, connection: Connection, row: dict[str, Any], entries: Sequence[Entry]
) -> ShownWaiver | None:
    """Return the waiver that is asked for or holds, with the role of whoever asked for it."""
    found = load_waivers(connection, visit.desk.plan.id, _CURRENT, row["fingerprint"])
    if not found or row["state"] not in {FindingState.WAIVER_REQUESTED, FindingState.WAIVED}:
        return None
    asked_by = found[-1].waiver.requested_by
    roles = [
        one.role for one in entries if one.action == Act.FINDING_REQUEST_WAIVER and one.actor == asked_by
    ]
    return ShownWaiver(
        found[-1],
        role_words(visit, roles[-1]) if roles else "",
        Names(visit, connection).of(asked_by),
        is_own=asked_by == visit.person.name,
    )


def effect_of(visit: Visit, row: dict[str, Any]) -> WaiverEffect | None:
    """Return what approving the waiver of a finding would do to the rates."""
    if row["fiscal_year"] is None or not row["item_no"]:
        return None
    year = FiscalYear(row["fiscal_year"])
    return effect_of_waiver(visit.session, row["fingerprint"], year, row["item_no"])


def timeline(
    visit: Visit, connection: Connection, row: dict[str, Any], entries: Sequence[Entry]
) -> list[dict[str, str]]:
    """Return the story of a finding, the newest first."""
    names, told = Names(visit, connection), []
    for one in reversed(entries):
        at, words, who = city_time(one.at), act_words(one.action), names.of(one.actor)
        tone, sign = _TONES.get(one.action, ("", "・"))
        role = role_words(visit, one.role)
        told.append(
            {
                "when": at.strftime("%Y-%m-%d %H:%M"),
                "datetime": at.isoformat(timespec="seconds"),
                "who": f"{role}（{bounded(who)}）" if who else role,
                "what": visit.t(words.ja, words.en),
                "note": bounded(one.reason, _LONGEST, keep="\n"),
                "tone": tone,
                "sign": sign,
            }
        )
    resolved, severity = row["resolved_on"], Severity.of(row["severity"])
    found = {"severity": visit.t(severity.label_ja, severity.label_en)}
    if resolved:
        told.insert(0, _by_night(visit, resolved, Bilingual("解消した", "Resolved"), "ok", "✓"))
    first = Bilingual("検出した（{severity}）", "Found ({severity})").filled(**found)
    return [*told, _by_night(visit, row["first_seen"], first, "", "○")]


def neighbours(visit: Visit, connection: Connection, row: dict[str, Any], wanted: Filter) -> Neighbours:
    """Return what stands before and after a finding in the queue that the address narrows."""
    key, plan_id = Key(row["rank"], row["first_seen"], row["fingerprint"]), visit.desk.plan.id
    before = queue_page(connection, plan_id, wanted, before=key, most=1).findings
    after = queue_page(connection, plan_id, wanted, after=key, most=1).findings
    return Neighbours(*(str(found[0]["fingerprint"]) if found else "" for found in (before, after)))


def _by_night(visit: Visit, on: date, what: Bilingual, tone: str, sign: str) -> dict[str, str]:
    """Return what a check did on a day."""
    return {
        "when": on.isoformat(),
        "datetime": on.isoformat(),
        "who": visit.t("自動の確認", "by the check"),
        "what": visit.t(what.ja, what.en),
        "note": "",
        "tone": tone,
        "sign": sign,
    }
