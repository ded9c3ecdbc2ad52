"""Amendments of the register: what waits, what departments propose, what was decided; and the decision."""

from dataclasses import dataclass

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.alone import alone_or_refused
from shinchoku.console.drafts import shown_sentences
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import lead, number_in_path, require_found, sent_text
from shinchoku.errors import ConfigurationError
from shinchoku.review.permissions import Action
from shinchoku.spelling import spelled
from shinchoku.usecases.register.amend import decide, propose_anew, withdraw_amendment
from shinchoku.usecases.register.amend_conditions import can_be_approved
from shinchoku.usecases.register.amend_effects import effects_of
from shinchoku.usecases.register.proposal import proposal_from_json
from shinchoku.usecases.register.sheet_proposals import decline_proposal
from shinchoku.views.amendments import (
    AmendmentOrigin,
    AmendmentRecord,
    AmendmentStatus,
    count_to_decide,
    find_amendment,
    list_amendments,
)
from shinchoku.views.sheet_proposals import harmless_text, in_words, list_sheet_proposals

_MOST_DECIDED, _MOST_SENTENCES = 100, 3


@dataclass(frozen=True, slots=True)
class ListedAmendment:
    """An amendment as lists show it."""

    record: AmendmentRecord
    sentences: tuple[str, ...]
    more: int
    """How many sentences are left out."""


@dataclass(frozen=True, slots=True)
class ListedProposal:
    """A department's proposal as the list shows it; every text may be shown."""

    source: str
    department: str
    place: str
    words: str
    why: str
    year: str
    beside: str
    state: str
    state_label: str
    href: str


def show_amendments(context: RequestContext) -> Response:
    """Show what waits, what departments propose and what was decided."""
    plan = context.services.plan
    records, answered = list_amendments(context.session), list_sheet_proposals(context.session)
    waits = [one for one in records if one.status is AmendmentStatus.PROPOSED]
    decided = [one for one in records if one.status is not AmendmentStatus.PROPOSED]
    names = {one.code: one.full_name for one in plan.departments}
    return context.render(
        "amendments.html",
        waits=[_line(context, one) for one in waits],
        decided=[_line(context, one) for one in decided[:_MOST_DECIDED]],
        left_out=max(0, len(decided) - _MOST_DECIDED),
        asked=[
            ListedProposal(
                source=one.asked.source,
                department=names.get(one.asked.department, context.t("所属不明", "Unknown")),
                place=f"{harmless_text(one.asked.path)} {harmless_text(one.asked.proposal.sheet_name)} {one.asked.proposal.cell}",
                words=in_words(one.asked).in_language(context.language),
                why=harmless_text(one.asked.proposal.reason),
                year=harmless_text(one.asked.proposal.from_year_text),
                beside=harmless_text(one.asked.proposal.beside),
                state=one.state,
                state_label=context.t(one.state.label_ja, one.state.label_en),
                href=lead(context, "amendment", number=one.amendment.number) if one.amendment else "",
            )
            for one in answered
        ],
        may_propose=context.may(Action.PROPOSE_AMENDMENT),
    )


def show_amendment(context: RequestContext) -> Response:
    """Show one amendment: what it changes, what that means, and who may decide it."""
    found = require_found(find_amendment(context.session, number_in_path(context)))
    stored = proposal_from_json(found.proposal)
    waits = found.status is AmendmentStatus.PROPOSED
    is_stale = waits and not can_be_approved(context.services.plan_file, stored)
    effects: list[str] = []
    if waits and not is_stale:
        try:
            effects = [one.in_language(context.language) for one in effects_of(context.session, stored.after)]
        except ConfigurationError as error:
            effects = [error.message.in_language(context.language)]
    mine = context.services.plan.release.four_eyes and found.proposed_by == context.person.name
    return context.render(
        "amendment.html",
        one=found,
        sentences=shown_sentences(stored.sentences[context.language]),
        effects=effects,
        waits=waits,
        is_stale=is_stale,
        is_mine=mine,
        can_be_made_anew=bool(stored.edits),
        source=spelled(found.source),
        may_decide=context.may(Action.DECIDE_AMENDMENT),
        may_propose=context.may(Action.PROPOSE_AMENDMENT),
    )


def decide_amendment(context: RequestContext) -> Response:
    """Approve an amendment, which writes it into the plan's file, or decline it."""
    number, decision = number_in_path(context), sent_text(context, "decision")
    if decision not in {"approve", "decline"}:
        raise ConfigurationError(
            "承認か不承認かを選んでください。", "choose whether to approve or to decline."
        )
    approve = decision == "approve"
    with alone_or_refused(context.services.paths):
        decide(context.session, context.person, number, sent_text(context, "reason"), approve=approve)
    context.services.look_again()
    done = (
        Bilingual(
            f"登録の変更{number}を承認し、登録簿に反映しました。",
            f"Amendment {number} was approved and is in the register.",
        )
        if approve
        else Bilingual(f"登録の変更{number}を不承認にしました。", f"Amendment {number} was declined.")
    )
    context.flash("ok", done)
    return context.redirect("amendments")


def withdraw(context: RequestContext) -> Response:
    """Take a proposal back."""
    number = number_in_path(context)
    withdraw_amendment(context.session, context.person, number, sent_text(context, "reason"))
    context.flash(
        "ok", Bilingual(f"登録の変更{number}を取り下げました。", f"Amendment {number} was taken back.")
    )
    return context.redirect("amendments")


def make_anew(context: RequestContext) -> Response:
    """Put a proposal that was overtaken up again, on the register as it is now."""
    number = number_in_path(context)
    made = propose_anew(context.session, context.person, number, sent_text(context, "reason"))
    context.flash(
        "ok",
        Bilingual(
            f"今の登録簿で起案し直しました（登録の変更{made}）。",
            f"Proposed again on the register as it is now (amendment {made}).",
        ),
    )
    return context.redirect("amendment", number=made)


def decline_asked(context: RequestContext) -> Response:
    """Record that a department's proposal is not taken up."""
    decline_proposal(
        context.session, context.person, sent_text(context, "source"), sent_text(context, "reason")
    )
    context.flash(
        "ok", Bilingual("不採用とその理由を記録しました。", "It was declined; the reason is recorded.")
    )
    return context.redirect("amendments")


def _waiting(context: RequestContext) -> int:
    """Count what an approver has to decide."""
    if not context.may(Action.DECIDE_AMENDMENT):
        return 0
    mine = context.person.name if context.services.plan.release.four_eyes else ""
    return count_to_decide(context.session, but_of=mine)


def _line(context: RequestContext, record: AmendmentRecord) -> ListedAmendment:
    """Return an amendment as lists show it."""
    sentences = proposal_from_json(record.proposal).sentences[context.language]
    shown = tuple(shown_sentences(sentences[:_MOST_SENTENCES]))
    if record.origin is AmendmentOrigin.SHEET:
        shown = tuple(harmless_text(one) for one in shown)
    return ListedAmendment(record, shown, len(sentences) - len(shown))


PAGES = (
    Page(
        "/amendments", "amendments", show_amendments, Action.SEE_AUDIT, nav=Bilingual("登録の変更", "Amendments"),
        rank=55, shortcut="m", waiting=_waiting,
    ),
    Page("/amendments/{number}", "amendment", show_amendment, Action.SEE_AUDIT),
    Page("/amendments/{number}/decide", "amendment_decide", decide_amendment, Action.DECIDE_AMENDMENT, "POST"),
    Page("/amendments/{number}/withdraw", "amendment_withdraw", withdraw, Action.PROPOSE_AMENDMENT, "POST"),
    Page("/amendments/{number}/again", "amendment_again", make_anew, Action.PROPOSE_AMENDMENT, "POST"),
    Page("/amendments/asked/decline", "asked_decline", decline_asked, Action.PROPOSE_AMENDMENT, "POST"),
)  # fmt: skip
