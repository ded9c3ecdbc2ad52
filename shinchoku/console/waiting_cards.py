"""What waits for a person, by their roles: each pile with its size, its age and the page where it is dealt with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual, joined
from shinchoku.catalogues.outbox import CatalogueStatus
from shinchoku.checks.findings import FindingState
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import lead
from shinchoku.review.people import Role
from shinchoku.views.board import BoardFilter, board_of
from shinchoku.views.catalogues import known_catalogues
from shinchoku.views.waiting import for_administrator, for_approver, for_steward, unresolved_of


@dataclass(frozen=True, slots=True)
class WaitingCard:
    """One pile as the first page shows it; one that is empty is not shown."""

    label: Bilingual
    count: int
    note: Bilingual
    href: str
    tone: str
    sign: str


def waiting_cards(context: RequestContext) -> list[WaitingCard]:
    """Return what waits for a person, what presses most first."""
    roles = context.person.roles
    cards: list[WaitingCard] = []
    if Role.APPROVER in roles:
        cards += _of_approver(context)
    if Role.STEWARD in roles:
        cards += _of_steward(context)
    if Role.DEPARTMENT in roles:
        cards += _of_department(context)
    if Role.ADMINISTRATOR in roles:
        cards += _of_administrator(context)
    if roles & {Role.STEWARD, Role.ADMINISTRATOR}:
        cards.append(_of_catalogues(context))
    return [card for card in cards if card.count]


def _of_approver(context: RequestContext) -> Iterator[WaitingCard]:
    """Yield what an approver decides; what they asked for themselves waits for another."""
    waits = for_approver(
        context.session, but_of=context.person.name if context.services.plan.release.four_eyes else ""
    )
    candidates, waivers, amendments = waits.candidates, waits.waivers, waits.amendments
    yield WaitingCard(
        Bilingual("承認を待つ公表案", "Candidates held for approval"), candidates.count,
        _age(context, candidates.oldest), lead(context, "releases"), "warning", "■",
    )  # fmt: skip
    yield WaitingCard(
        Bilingual("決裁を待つ理由付き確認", "Waivers to decide"), waivers.count, _age(context, waivers.oldest),
        lead(context, "findings", state=FindingState.WAIVER_REQUESTED), "wait", "◇",
    )  # fmt: skip
    yield WaitingCard(
        Bilingual("決裁を待つ登録の変更", "Register amendments to decide"), amendments.count,
        _age(context, amendments.oldest), lead(context, "amendments"), "wait", "◇",
    )  # fmt: skip


def _of_steward(context: RequestContext) -> Iterator[WaitingCard]:
    """Yield what a steward looks at."""
    waits = for_steward(context.session)
    errors, warnings, returned = (
        waits.unresolved[Severity.ERROR],
        waits.unresolved[Severity.WARNING],
        waits.returned,
    )
    yield WaitingCard(
        Bilingual("エラーの指摘", "Errors found"), errors.count,
        joined(
            _age(context, errors.oldest),
            Bilingual(f"すべての指摘のうち{returned}件は差戻し中", f"{returned} of all findings are returned")
            if returned
            else Bilingual("", ""),
        ),
        lead(context, "findings", severity=Severity.ERROR), "error", "✖",
    )  # fmt: skip
    yield WaitingCard(
        Bilingual("注意の指摘", "Warnings found"), warnings.count, _age(context, warnings.oldest),
        lead(context, "findings", severity=Severity.WARNING), "warning", "▲",
    )  # fmt: skip
    yield WaitingCard(
        Bilingual("未回答の所属の提案", "Departments' proposals to answer"), waits.proposals.count,
        _age(context, waits.proposals.oldest), f"{lead(context, 'amendments')}#departments", "info", "○",
    )  # fmt: skip
    yield WaitingCard(
        Bilingual("差し戻された公表案", "Candidates returned to you"), waits.candidates.count,
        Bilingual("承認者の伝言を確かめてください。", "Read the approver's message."),
        lead(context, "releases"), "warning", "←",
    )  # fmt: skip


def _of_department(context: RequestContext) -> Iterator[WaitingCard]:
    """Yield what a department corrects and what it still has to send."""
    own = context.person.departments
    piles = unresolved_of(context.session, own)
    href = lead(context, "department", code=min(own, default="")) or lead(context, "findings")
    errors = piles[Severity.ERROR]
    yield WaitingCard(
        Bilingual("直していただくエラー", "Errors to correct"), errors.count,
        _age(context, errors.oldest), href, "error", "✖",
    )  # fmt: skip
    yield WaitingCard(
        Bilingual("確かめていただく注意", "Warnings to look at"), piles[Severity.WARNING].count,
        _age(context, piles[Severity.WARNING].oldest), href, "warning", "▲",
    )  # fmt: skip
    for one in board_of(context.session, BoardFilter(departments=own)).cells:
        asked = one.asked
        if one.standing.missing:
            late = (context.services.as_of - asked.due).days
            yield WaitingCard(
                Bilingual(
                    f"{asked.fiscal_year.era_label} {asked.name}の未提出・確認中の項目",
                    f"{asked.fiscal_year} {asked.name}: items not submitted or in review",
                ),
                one.standing.missing,
                Bilingual(f"期限 {asked.due}（{late}日超過）", f"due {asked.due}, {late} day(s) ago")
                if late > 0
                else Bilingual(f"期限 {asked.due}（あと{-late}日）", f"due {asked.due}, in {-late} day(s)"),
                href, "error" if late > 0 else "warning", "！" if late > 0 else "○",
            )  # fmt: skip


def _of_administrator(context: RequestContext) -> Iterator[WaitingCard]:
    """Yield the accounts that end and the messages that could not be sent."""
    waits = for_administrator(context.session)
    accounts, first = waits.accounts, waits.accounts.oldest or context.services.as_of
    yield WaitingCard(
        Bilingual("期限が近いアカウント", "Accounts that end soon"), accounts.count,
        Bilingual(f"最も早い期限は {first}", f"the first on {first}"), lead(context, "accounts"), "warning", "▲",
    )  # fmt: skip
    yield WaitingCard(
        Bilingual("届かなかった通知", "Messages given up"), waits.messages,
        Bilingual("宛先と送信の設定を確かめてください。", "Check addresses and the way they are sent."),
        "", "error", "✖",
    )  # fmt: skip


def _of_catalogues(context: RequestContext) -> WaitingCard:
    """Return the catalogues that somebody has to look at."""
    unwell = [one for one in known_catalogues(context.session) if not one.is_well]
    is_stopped = any(
        one.line and one.line.status in {CatalogueStatus.HELD, CatalogueStatus.REFUSED} for one in unwell
    )
    names = [one.name for one in unwell]
    return WaitingCard(
        Bilingual("確認が必要なカタログ", "Catalogues to look at"), len(unwell),
        Bilingual("、".join(names), ", ".join(names)), lead(context, "catalogues"),
        "error" if is_stopped else "warning", "■" if is_stopped else "▲",
    )  # fmt: skip


def _age(context: RequestContext, since: date | None) -> Bilingual:
    """Say for how long the oldest of a pile has waited."""
    days = (context.services.as_of - since).days if since else 0
    if days <= 0:
        return Bilingual("今日から", "since today")
    return Bilingual(f"最も古いものは{days}日前から", f"the oldest for {days} day(s)")
