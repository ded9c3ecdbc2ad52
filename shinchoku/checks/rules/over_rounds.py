"""SH512 and SH513: what the rounds of one year are to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schemas.codes import AchievementStatus, Severity
from schemas.headings import COMPARED, FIGURES, HEADINGS
from shinchoku.bilingual import Bilingual
from shinchoku.checks.checked import CheckedRow
from shinchoku.checks.findings import Finding, Rule
from shinchoku.checks.pointing import on_cell
from shinchoku.intake.submissions import ItemKey
from shinchoku.intake.supersession import Choice, choose
from shinchoku.register.entries import Round
from shinchoku.register.plan import Plan

OVERRULED_BY_LATER_ROUND = Rule(
    code="SH512",
    name="later_rounds_have_the_newest_word",
    severity=Severity.ERROR,
    title=Bilingual(
        "前の照会に届いた新しい内容が使われていません", "A newer row of an earlier round does not count"
    ),
    message=Bilingual(
        "No.{item}は、「{round}」の{used_since}の内容を使っています。{since}に「{earlier}」へ届いたこの新しい内容は使われません（{changes_ja}）。",
        "Item {item} counts as reported for {round} on {used_since}; this newer row, which came on {since} for {earlier}, does not ({changes_en}).",
    ),
    remedy=Bilingual(
        "この内容が正しければ「{round}」の照会へ提出してください。使っている内容が正しければ、この提出を取り下げるか、理由付き確認を申請してください。",
        "If this row is right, submit it for {round}. If the row that counts is right, take this one back or ask for a waiver.",
    ),
    reason=Bilingual(
        "後の照会の内容が優先されるため、前の照会に届いた訂正は、知らせがないと誰にも気付かれません。",
        "A later round comes first, so a correction sent for an earlier one would be lost without a word.",
    ),
    source="design: supersession",
    waivable=True,
)
NOT_ASKED_ABOUT = Rule(
    code="SH513",
    name="a_round_of_pending_figures_is_about_those",
    severity=Severity.ERROR,
    title=Bilingual("この照会の対象でない項目です", "The round does not ask about this item"),
    message=Bilingual(
        "No.{item}は「{round}」の照会の対象ではありません（前の照会で数値未確定だった項目だけが対象です）。この行は使いません。",
        "The round {round} does not ask about item {item}, only about items that were pending before; this row does not count.",
    ),
    remedy=Bilingual(
        "前の照会の内容を直すなら、その照会へ提出してください。この照会で数えるなら、確認担当が理由付き確認を申請してください。",
        "To correct what was reported before, submit it for that round; to let it count here, a steward asks for a waiver.",
    ),
    reason=Bilingual(
        "確定値の照会に別の項目が混ざると、公表済みの内容が気付かれずに置き換わります。",
        "A row that slips into the round of pending figures would replace published ones unnoticed.",
    ),
    source="design: rounds",
    waivable=True,
)

RULES: tuple[Rule, ...] = (OVERRULED_BY_LATER_ROUND, NOT_ASKED_ABOUT)

Choices = Mapping[ItemKey, Choice[CheckedRow]]


def overruled_rows(plan: Plan, choices: Choices) -> Iterator[Finding]:
    """Yield a finding on each accepted row that is newer than the different row of a later round that counts."""
    for year in sorted({one.fiscal_year for one in plan.rounds}):
        rounds = [one for one in plan.rounds_of(year) if one.feeds_rate]
        for item in plan.items:
            found = [choices[one.id, item.no].row for one in rounds if (one.id, item.no) in choices]
            rows = [row for row in found if row is not None]
            for row in rows[:-1]:
                used = rows[-1]
                if row.appearance.is_surely_after(used.appearance) and row.content != used.content:
                    yield _overruled(plan, row, used)


def asks_about(
    plan: Plan, asked: Round, item_no: str, by_item: Mapping[ItemKey, Sequence[CheckedRow]]
) -> bool:
    """Tell whether a round of pending figures asks about an item.

    It does if earlier rounds leave it pending, or left it so when a row of it came for the round: an answer is
    not taken back by what is reported for an earlier round afterwards.
    """
    came = {one.appearance.arrival for one in by_item[asked.id, item_no]}
    return any(_was_pending(plan, asked, item_no, by_item, until) for until in (None, *sorted(came)))


def not_asked_about(plan: Plan, one: CheckedRow) -> Finding:
    """Return the finding on a row about an item that its round does not ask about."""
    words = {"round": _round_name(one.row.round)}
    return on_cell(plan, one.row, NOT_ASKED_ABOUT, "item_no", words, basis=one.appearance.sha256)


def _was_pending(
    plan: Plan,
    asked: Round,
    item_no: str,
    by_item: Mapping[ItemKey, Sequence[CheckedRow]],
    until: int | None,
) -> bool:
    """Tell whether the rounds before one left an item pending, by what had arrived until then."""
    said = None
    for earlier in plan.rounds_of(asked.fiscal_year):
        if earlier.opens < asked.opens:
            rows = by_item.get((earlier.id, item_no), ())
            row = choose(row for row in rows if until is None or row.appearance.arrival <= until).row
            said = row.row.status if row is not None else said
    return said is AchievementStatus.PENDING


def _overruled(plan: Plan, row: CheckedRow, used: CheckedRow) -> Finding:
    """Return the finding on a row that is newer than the one of a later round."""
    names = [name for name in ("achievement_status", *FIGURES) if _text(row, name) != _text(used, name)]
    ja = [f"{HEADINGS[name][0]}「{_text(used, name)}」→「{_text(row, name)}」" for name in names]
    en = [f"{name.replace('_', ' ')} {_text(used, name)!r} → {_text(row, name)!r}" for name in names]
    if not names or any(_text(row, name) != _text(used, name) for name in COMPARED):
        ja.append("文章の違い")
        en.append("other words")
    words = {
        "round": _round_name(used.row.round),
        "earlier": _round_name(row.row.round),
        "used_since": used.appearance.as_of.isoformat(),
        "since": row.appearance.as_of.isoformat(),
        "changes_ja": "、".join(ja),
        "changes_en": ", ".join(en),
    }
    basis = f"{row.appearance.sha256} {used.appearance.sha256}"
    return on_cell(plan, row.row, OVERRULED_BY_LATER_ROUND, "item_no", words, basis=basis)


def _text(one: CheckedRow, name: str) -> str:
    """Return what a cell of a row says."""
    return one.row.source.text(name).strip()


def _round_name(asked: Round) -> str:
    """Return a round as people call it."""
    return f"{asked.fiscal_year.era_label} {asked.name}"
