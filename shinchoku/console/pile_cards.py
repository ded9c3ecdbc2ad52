"""What waits for a person, by their roles: each pile with its size, its age and the page where it is dealt with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.outbox import CatalogueStatus
from shinchoku.checks.findings import FindingState
from shinchoku.console.sent import lead
from shinchoku.review.people import Role
from shinchoku.views.board import BoardFilter, board_of
from shinchoku.views.catalogues import known_catalogues
from shinchoku.views.waiting import for_administrator, for_approver, for_steward, unresolved_of

if TYPE_CHECKING:
    from shinchoku.console.visit import Visit


@dataclass(frozen=True, slots=True)
class PileCard:
    """One pile as the first page shows it; one that is empty is not shown."""

    label: Bilingual
    count: int
    note: Bilingual
    href: str
    tone: str
    sign: str


def pile_cards(visit: Visit) -> list[PileCard]:
    """Return what waits for a person, what presses most first."""
    roles = visit.person.roles
    cards: list[PileCard] = []
    if Role.APPROVER in roles:
        cards += _of_approver(visit)
    if Role.STEWARD in roles:
        cards += _of_steward(visit)
    if Role.DEPARTMENT in roles:
        cards += _of_department(visit)
    if Role.ADMINISTRATOR in roles:
        cards += _of_administrator(visit)
    if roles & {Role.STEWARD, Role.ADMINISTRATOR}:
        cards.append(_of_catalogues(visit))
    return [card for card in cards if card.count]


def _of_approver(visit: Visit) -> Iterator[PileCard]:
    """Yield what an approver decides; what they asked for themselves waits for another."""
    waits = for_approver(visit.session, but_of=visit.person.name if visit.desk.plan.release.four_eyes else "")
    candidates, waivers, amendments = waits.candidates, waits.waivers, waits.amendments
    yield PileCard(
        Bilingual("承認を待つ公表案", "Candidates held for approval"), candidates.count,
        _age(visit, candidates.oldest), lead(visit, "releases"), "warning", "■",
    )  # fmt: skip
    yield PileCard(
        Bilingual("決裁を待つ理由付き確認", "Waivers to decide"), waivers.count, _age(visit, waivers.oldest),
        lead(visit, "findings", state=FindingState.WAIVER_REQUESTED), "wait", "◇",
    )  # fmt: skip
    yield PileCard(
        Bilingual("決裁を待つ登録の変更", "Register amendments to decide"), amendments.count,
        _age(visit, amendments.oldest), lead(visit, "amendments"), "wait", "◇",
    )  # fmt: skip


def _of_steward(visit: Visit) -> Iterator[PileCard]:
    """Yield what a steward looks at."""
    waits = for_steward(visit.session)
    errors, warnings, returned = (
        waits.unresolved[Severity.ERROR],
        waits.unresolved[Severity.WARNING],
        waits.returned,
    )
    yield PileCard(
        Bilingual("エラーの指摘", "Errors found"), errors.count,
        _joined(
            _age(visit, errors.oldest),
            Bilingual(f"すべての指摘のうち{returned}件は差戻し中", f"{returned} of all findings are returned")
            if returned
            else Bilingual("", ""),
        ),
        lead(visit, "findings", severity=Severity.ERROR), "error", "✖",
    )  # fmt: skip
    yield PileCard(
        Bilingual("注意の指摘", "Warnings found"), warnings.count, _age(visit, warnings.oldest),
        lead(visit, "findings", severity=Severity.WARNING), "warning", "▲",
    )  # fmt: skip
    yield PileCard(
        Bilingual("未回答の所属の提案", "Departments' proposals to answer"), waits.proposals.count,
        _age(visit, waits.proposals.oldest), f"{lead(visit, 'amendments')}#departments", "info", "○",
    )  # fmt: skip
    yield PileCard(
        Bilingual("差し戻された公表案", "Candidates returned to you"), waits.candidates.count,
        Bilingual("承認者の伝言を確かめてください。", "Read the approver's message."),
        lead(visit, "releases"), "warning", "←",
    )  # fmt: skip


def _of_department(visit: Visit) -> Iterator[PileCard]:
    """Yield what a department corrects and what it still has to send."""
    own = visit.person.departments
    piles = unresolved_of(visit.session, own)
    href = lead(visit, "department", code=min(own, default="")) or lead(visit, "findings")
    errors = piles[Severity.ERROR]
    yield PileCard(
        Bilingual("直していただくエラー", "Errors to correct"), errors.count,
        _age(visit, errors.oldest), href, "error", "✖",
    )  # fmt: skip
    yield PileCard(
        Bilingual("確かめていただく注意", "Warnings to look at"), piles[Severity.WARNING].count,
        _age(visit, piles[Severity.WARNING].oldest), href, "warning", "▲",
    )  # fmt: skip
    for one in board_of(visit.session, BoardFilter(departments=own)).cells:
        asked = one.asked
        if one.standing.missing:
            late = (visit.desk.as_of - asked.due).days
            yield PileCard(
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


def _of_administrator(visit: Visit) -> Iterator[PileCard]:
    """Yield the accounts that end and the messages that could not be sent."""
    waits = for_administrator(visit.session)
    accounts, first = waits.accounts, waits.accounts.oldest or visit.desk.as_of
    yield PileCard(
        Bilingual("期限が近いアカウント", "Accounts that end soon"), accounts.count,
        Bilingual(f"最も早い期限は {first}", f"the first on {first}"), lead(visit, "accounts"), "warning", "▲",
    )  # fmt: skip
    yield PileCard(
        Bilingual("届かなかった通知", "Messages given up"), waits.messages,
        Bilingual("宛先と送信の設定を確かめてください。", "Check addresses and the way they are sent."),
        "", "error", "✖",
    )  # fmt: skip


def _of_catalogues(visit: Visit) -> PileCard:
    """Return the catalogues that somebody has to look at."""
    unwell = [one for one in known_catalogues(visit.session) if not one.is_well]
    is_stopped = any(
        one.line and one.line.status in {CatalogueStatus.HELD, CatalogueStatus.REFUSED} for one in unwell
    )
    names = [one.name for one in unwell]
    return PileCard(
        Bilingual("確認が必要なカタログ", "Catalogues to look at"), len(unwell),
        Bilingual("、".join(names), ", ".join(names)), lead(visit, "catalogues"),
        "error" if is_stopped else "warning", "■" if is_stopped else "▲",
    )  # fmt: skip


def _age(visit: Visit, since: date | None) -> Bilingual:
    """Say for how long the oldest of a pile has waited."""
    days = (visit.desk.as_of - since).days if since else 0
    if days <= 0:
        return Bilingual("今日から", "since today")
    return Bilingual(f"最も古いものは{days}日前から", f"the oldest for {days} day(s)")


def _joined(*parts: Bilingual) -> Bilingual:
    """Put notes into one line."""
    said = [one for one in parts if one.ja]
    return Bilingual("。".join(one.ja for one in said), "; ".join(one.en for one in said))
