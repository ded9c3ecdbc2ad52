"""引継ぎ: what whoever comes in April has to know, on one printed page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.city_clock import city_moment
from shinchoku.console.drafts import shown_sentences
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import lead
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.year_opening import year_opening
from shinchoku.review.acts import Act, act_words
from shinchoku.review.permissions import Action
from shinchoku.review.transitions import year_words
from shinchoku.spelling import spelled
from shinchoku.usecases.register.proposal import proposal_from_json
from shinchoku.views.accounts import AccountState, list_accounts
from shinchoku.views.amendments import AmendmentStatus, list_amendments
from shinchoku.views.coming_days import ComingDay, coming_days
from shinchoku.views.findings import WaiverRecord, WaiverStatus, list_waivers
from shinchoku.views.preview import everything_awaiting
from shinchoku.views.sheet_proposals import AnswerState, in_words, list_sheet_proposals
from shinchoku.views.trail import TrailFilter, list_trail

_MOST_DECIDED, _MOST_OPEN, _LONGEST, _AHEAD = 40, 30, 200, timedelta(days=550)
DECISIONS = (
    Act.APPROVE, Act.RETURN_RELEASE, Act.ROLLBACK, Act.FINDING_APPROVE_WAIVER, Act.FINDING_DECLINE_WAIVER, Act.CORRECT,
    Act.AMENDMENT_APPROVE, Act.AMENDMENT_DECLINE, Act.ROUND_OPEN,
)  # fmt: skip
"""What counts as a decision worth telling."""


@dataclass(frozen=True, slots=True)
class OpenDecision:
    """Something that waits for a person's word."""

    kind: Bilingual
    words: str
    since: date
    href: str


@dataclass(frozen=True, slots=True)
class Decided:
    """Something that was decided this fiscal year."""

    day: str
    act: Bilingual
    subject: str
    reason: str


def show_handover(context: RequestContext) -> Response:
    """Show what is open, what comes, who is there and what was decided."""
    plan, as_of = context.services.plan, context.services.as_of
    year = FiscalYear.of_date(as_of)
    accounts = [one.account for one in list_accounts(context.session) if one.state is AccountState.ACTIVE]
    waivers = list_waivers(context.session, [WaiverStatus.REQUESTED, WaiverStatus.APPROVED])
    open_decisions = _open(context, waivers)
    decided, count = _decided(context, year)
    ends: dict[date, int] = {}
    for one in accounts:
        ends[one.ends_on] = ends.get(one.ends_on, 0) + 1
    more = [
        *(
            ComingDay(day, Bilingual(f"アカウント{count_}件の期限", f"{count_} account(s) end"), is_due=True)
            for day, count_ in ends.items()
        ),
        *(
            ComingDay(one.waiver.ends_on, Bilingual(f"{_of(one).ja}の期限", f"{_of(one).en} ends"))
            for one in waivers
            if one.status is WaiverStatus.APPROVED
        ),
    ]
    return context.render(
        "handover.html",
        as_of=as_of,
        year=year,
        open_decisions=open_decisions[:_MOST_OPEN],
        left_open=max(0, len(open_decisions) - _MOST_OPEN),
        days=[one for one in coming_days(plan, as_of, more) if one.day <= as_of + _AHEAD],
        accounts=[
            (
                spelled(one.label),
                context.t("・", ", ").join(context.t(r.label_ja, r.label_en) for r in sorted(one.roles)),
                one.ends_on,
            )
            for one in accounts
        ],
        contact=plan.publication.contact,
        publisher=plan.publication.publisher,
        decided=decided,
        decided_count=count,
        to_do=_to_do(context, year),
    )


def _open(context: RequestContext, waivers: Sequence[WaiverRecord]) -> list[OpenDecision]:
    """Return what waits for somebody's word, the oldest first."""
    found = []
    for one in everything_awaiting(context.session):
        standing = year_words(one.state, is_public=one.is_public)
        found.append(
            OpenDecision(
                Bilingual("公表案", "Candidate"),
                context.t(f"{one.year.label}（{standing.ja}）", f"{one.year} ({standing.en})"),
                one.since,
                lead(context, "releases"),
            )
        )
    for waiver in waivers:
        if waiver.status is WaiverStatus.REQUESTED:
            words = f"{context.t(_of(waiver).ja, _of(waiver).en)} {_short(waiver.waiver.reason)}"
            href = lead(context, "finding", fingerprint=waiver.waiver.fingerprint)
            found.append(OpenDecision(Bilingual("理由付き確認", "Waiver"), words, waiver.requested_on, href))
    for amendment in list_amendments(context.session, status=AmendmentStatus.PROPOSED):
        sentences = shown_sentences(proposal_from_json(amendment.proposal).sentences[context.language])
        more = (
            context.t(f"ほか{len(sentences) - 1}件", f" and {len(sentences) - 1} more")
            if len(sentences) > 1
            else ""
        )
        href = lead(context, "amendment", number=amendment.number)
        words = f"{_short(sentences[0] if sentences else '')}{more}"
        found.append(OpenDecision(Bilingual("登録の変更", "Amendment"), words, amendment.proposed_on, href))
    for answered in list_sheet_proposals(context.session):
        if answered.state is AnswerState.UNANSWERED:
            words = _short(in_words(answered.asked).in_language(context.language))
            kind = Bilingual("所属の提案", "Department's proposal")
            found.append(OpenDecision(kind, words, answered.asked.first_seen, lead(context, "amendments")))
    return sorted(found, key=lambda one: one.since)


def _decided(context: RequestContext, year: FiscalYear) -> tuple[list[Decided], int]:
    """Return the newest decisions since 1 April, and how many there are."""
    since = city_moment(year.first_day)
    wanted = TrailFilter(since=since, actions=tuple(str(one) for one in DECISIONS))
    found = list_trail(context.session, wanted, most=_MOST_DECIDED)
    made = [
        Decided(
            one.at.astimezone(since.tzinfo).strftime("%Y-%m-%d"),
            act_words(one.action),
            _short(one.subject),
            _short(one.reason),
        )
        for one in reversed(found.entries)
    ]
    return made, found.count


def _to_do(context: RequestContext, year: FiscalYear) -> list[tuple[str, str]]:
    """Return what comes every spring, each with the page where it is done."""
    plan, after = context.services.plan, FiscalYear(year.year + 1)
    steps = [
        (context.t("3月中にアカウントの期限を更新する", "Renew accounts in March"), lead(context, "accounts") if context.may(Action.SEE_ACCOUNTS) else ""),
        (context.t("組織改正を登録簿に反映する（所属の承継先）", "Put reorganised departments into the register"), lead(context, "amendment_workbook") if context.may(Action.PROPOSE_AMENDMENT) else ""),
        (context.t(f"{year.era_label}の照会を開く", f"Open the rounds of {year}"), lead(context, "round_new", year=year.year) if context.may(Action.OPEN_ROUND) else ""),
    ]  # fmt: skip
    if after <= plan.plan.last_fiscal_year and not year_opening(plan, after).is_ready:
        words = context.t(f"{after.era_label}の準備をする", f"Prepare {after}")
        steps.append((words, lead(context, "plan_year", year=after.year)))
    steps += [
        (
            context.t("監査記録のハッシュを控える", "Note down the hash of the audit trail"),
            lead(context, "audit"),
        ),
        (
            context.t("計画と照会の一覧を確かめる", "Look through the plan and its rounds"),
            lead(context, "plan"),
        ),
    ]
    return steps


def _of(waiver: WaiverRecord) -> Bilingual:
    """Name what a waiver is about."""
    item = f" No.{waiver.waiver.item_no}" if waiver.waiver.item_no else ""
    return Bilingual(f"理由付き確認（{waiver.waiver.rule}{item}）", f"waiver ({waiver.waiver.rule}{item})")


def _short(text: str) -> str:
    """Return a text as one bounded line that may be shown."""
    line = " ".join(spelled(text[: 2 * _LONGEST], keep="\n").split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


PAGES = (
    Page(
        "/handover", "handover", show_handover, Action.SEE_AUDIT, nav=Bilingual("引継ぎ", "Handover"), rank=85,
        shortcut="o",
    ),
)  # fmt: skip
