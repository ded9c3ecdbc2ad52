"""What the rounds of one year are to each other."""

from collections.abc import Iterator

from schemas.codes import AchievementStatus
from schemas.headings import COMPARED, FIGURES, HEADINGS
from shinchoku.checks.checked_row import CheckedRow
from shinchoku.checks.findings import Finding
from shinchoku.checks.pointing import on_cell
from shinchoku.checks.rule_list import RULES_BY_NAME
from shinchoku.checks.scopes import FailingRow, PlanFrame, RoundFrame, Violation, of_plans, of_rounds
from shinchoku.intake.supersession import choose
from shinchoku.register.entries import Round, RoundCoverage
from shinchoku.register.plan import Plan

OVERRULED_BY_LATER_ROUND = RULES_BY_NAME["later_rounds_have_the_newest_word"]


@of_plans
def later_rounds_have_the_newest_word(frame: PlanFrame) -> Iterator[Finding]:
    """Yield a finding on each accepted row that is newer than the different row of a later round that counts."""
    plan, choices = frame.plan, frame.choices
    for year in sorted({one.fiscal_year for one in plan.rounds}):
        rounds = [one for one in plan.rounds_of(year) if one.feeds_rate]
        for item in plan.items:
            found = [choices[one.id, item.no].row for one in rounds if (one.id, item.no) in choices]
            rows = [row for row in found if row is not None]
            for row in rows[:-1]:
                used = rows[-1]
                if row.appearance.is_surely_after(used.appearance) and row.content != used.content:
                    yield _overruled(plan, row, used)


@of_rounds
def a_round_of_pending_figures_is_about_those(frame: RoundFrame) -> Iterator[FailingRow]:
    """A row about an item that was not pending would replace a published one unnoticed."""
    if frame.asked.covers is RoundCoverage.PENDING and not _asks_about(frame):
        for n, one in enumerate(frame.rows):
            words = {"round": _round_name(frame.asked)}
            yield n, Violation("item_no", words, basis=one.appearance.sha256)


def _asks_about(frame: RoundFrame) -> bool:
    """Tell whether a round of pending figures asks about an item.

    It does if earlier rounds leave it pending, or left it so when a row of it came for the round: an answer is
    not taken back by what is reported for an earlier round afterwards.
    """
    came = {one.appearance.arrival for one in frame.rows}
    return any(_was_pending(frame, until) for until in (None, *sorted(came)))


def _was_pending(frame: RoundFrame, until: int | None) -> bool:
    """Tell whether the rounds before one left an item pending, by what had arrived until then."""
    said = None
    for earlier in frame.plan.rounds_of(frame.asked.fiscal_year):
        if earlier.opens < frame.asked.opens:
            rows = frame.by_item.get((earlier.id, frame.item_no), ())
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
