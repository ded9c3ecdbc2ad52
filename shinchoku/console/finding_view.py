"""One finding as its page shows it: the piece of its sheet, its story, its waiver, what is beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import FindingState
from shinchoku.city_clock import city_time
from shinchoku.console.finding_line import bounded
from shinchoku.console.findings_query import seen_departments
from shinchoku.console.names import ActorNames, role_words
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.request_context import RequestContext
from shinchoku.errors import ConfigurationError, OperationalError
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.acts import Act, act_words
from shinchoku.review.excerpt import Excerpt
from shinchoku.review.permissions import Action
from shinchoku.review.transitions import finding_transition
from shinchoku.review.waiver_effect import WaiverEffect
from shinchoku.views.excerpt import excerpt_of
from shinchoku.views.findings import (
    AuditEntry,
    FindingFilter,
    FindingInFull,
    FindingRow,
    QueueKey,
    WaiverRecord,
    finding_in_full,
    list_page,
)
from shinchoku.views.waiver_effect import effect_of_waiver

_LONGEST, _MOST_SIMILAR = 2000, 8
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
class PieceOrReason:
    """The piece of the sheet around the cell, or why there is none."""

    drawn: Excerpt | None = None
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


def seen_finding(context: RequestContext) -> FindingInFull:
    """Return the finding that the path names.

    Raises:
        NotFoundError: if there is none, or it is not the person's to see: both look alike.
    """
    seen, fingerprint = seen_departments(context), context.path["fingerprint"]
    try:
        found = finding_in_full(context.session, fingerprint, departments=seen, most_similar=_MOST_SIMILAR)
    except ConfigurationError as error:
        raise NotFoundError from error
    if seen is not None and found.finding["department"] not in seen:
        raise NotFoundError
    return found


def as_shown(finding: FindingInFull) -> str:
    """Return what a form says of the finding it was shown for: its state, and the last thing done to it."""
    return f"{finding.finding['state']}.{finding.history[-1].number if finding.history else 0}"


def piece_of(context: RequestContext, row: FindingRow) -> PieceOrReason:
    """Return the piece of the sheet around a finding's cell."""
    if not context.may(Action.SEE_SHEETS, row["department"]):
        return PieceOrReason(why_not=_NOT_ALLOWED)
    if not row["sheet_number"] or not row["cell"]:
        return PieceOrReason(why_not=_NO_FILE)
    try:
        drawn = excerpt_of(
            context.session,
            context.services.sheets,
            row["sha256"],
            row["sheet_number"],
            row["cell"],
            rule=row["rule"],
        )
    except OperationalError as error:
        return PieceOrReason(why_not=error.message)
    return PieceOrReason(drawn) if drawn else PieceOrReason(why_not=_NOT_DRAWN)


def moves_of(context: RequestContext, finding: FindingInFull) -> frozenset[str]:
    """Return what this person may do to a finding as it stands."""
    state, department = FindingState.of(finding.finding["state"]), finding.finding["department"]
    needed = {move: finding_transition(move, state).action for move in finding.moves}
    return frozenset(
        str(move) for move, action in needed.items() if action is not None and context.may(action, department)
    )


def waiver_of(context: RequestContext, finding: FindingInFull) -> ShownWaiver | None:
    """Return the waiver that is asked for or holds, with the role of whoever asked for it."""
    if finding.waiver is None:
        return None
    asked_by = finding.waiver.waiver.requested_by
    asking = Act.FINDING_REQUEST_WAIVER
    roles = [one.role for one in finding.history if one.action == asking and one.actor == asked_by]
    return ShownWaiver(
        finding.waiver,
        role_words(context, roles[-1]) if roles else "",
        ActorNames(context).of(asked_by),
        is_own=asked_by == context.person.name,
    )


def effect_of(context: RequestContext, row: FindingRow) -> WaiverEffect | None:
    """Return what approving the waiver of a finding would do to the rates."""
    if row["fiscal_year"] is None or not row["item_no"]:
        return None
    year = FiscalYear(row["fiscal_year"])
    return effect_of_waiver(context.session, row["fingerprint"], year, row["item_no"])


def timeline(context: RequestContext, row: FindingRow, entries: Sequence[AuditEntry]) -> list[dict[str, str]]:
    """Return the story of a finding, the newest first."""
    names, told = ActorNames(context), []
    for one in reversed(entries):
        at, words, who = city_time(one.at), act_words(one.action), names.of(one.actor)
        tone, sign = _TONES.get(one.action, ("", "・"))
        role = role_words(context, one.role)
        told.append(
            {
                "when": at.strftime("%Y-%m-%d %H:%M"),
                "datetime": at.isoformat(timespec="seconds"),
                "who": f"{role}（{bounded(who)}）" if who else role,
                "what": context.t(words.ja, words.en),
                "note": bounded(one.reason, _LONGEST, keep="\n"),
                "tone": tone,
                "sign": sign,
            }
        )
    resolved, severity = row["resolved_on"], Severity.of(row["severity"])
    found = {"severity": context.t(severity.label_ja, severity.label_en)}
    if resolved:
        told.insert(0, _by_night(context, resolved, Bilingual("解消した", "Resolved"), "ok", "✓"))
    first = Bilingual("検出した（{severity}）", "Found ({severity})").filled(**found)
    return [*told, _by_night(context, row["first_seen"], first, "", "○")]


def neighbours(context: RequestContext, row: FindingRow, wanted: FindingFilter) -> Neighbours:
    """Return what stands before and after a finding in the queue that the address narrows."""
    key = QueueKey(row["rank"], row["first_seen"], row["fingerprint"])
    before = list_page(context.session, wanted, before=key, most=1).findings
    after = list_page(context.session, wanted, after=key, most=1).findings
    return Neighbours(*(str(found[0]["fingerprint"]) if found else "" for found in (before, after)))


def _by_night(context: RequestContext, on: date, what: Bilingual, tone: str, sign: str) -> dict[str, str]:
    """Return what a check did on a day."""
    return {
        "when": on.isoformat(),
        "datetime": on.isoformat(),
        "who": context.t("自動の確認", "by the check"),
        "what": context.t(what.ja, what.en),
        "note": "",
        "tone": tone,
        "sign": sign,
    }
