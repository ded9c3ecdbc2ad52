"""What may go out by itself, and what waits for a person: the holds of a fiscal year."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from schemas.codes import AchievementLevel, AchievementStatus, ValueStatus
from schemas.published import TABLES
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Finding
from shinchoku.checks.rules.over_rounds import OVERRULED_BY_LATER_ROUND
from shinchoku.figures.counting_rule import denominator_of
from shinchoku.figures.reconciliation import agrees, implied_counts
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.register.entries import OfficialFigure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.settings import ReleaseLimits
from shinchoku.releases.changes import RowChange, compare
from shinchoku.releases.correction_holds import correction_holds
from shinchoku.releases.definition_holds import changed_value, definition_holds
from shinchoku.releases.hold import Hold, HoldReason
from shinchoku.releases.status_holds import status_holds
from shinchoku.rounding import percent

_FIGURES = frozenset(name for name, column in TABLES["indicators"].columns.items() if column.is_value)
_HEADLINES = (AchievementLevel.PLAN, AchievementLevel.BASIC_POLICY)


def first_release_holds(
    year: FiscalYear, candidate: YearContent, official: Sequence[OfficialFigure], limits: ReleaseLimits
) -> list[Hold]:
    """Return what stands against releasing a year for the first time."""
    figures = [one for one in official if one.fiscal_year == year]
    holds = list(_too_many_missing(candidate, limits))
    if not figures:
        words = Bilingual(
            f"{year.label}の公式の数値が計画にありません。", f"the plan has no official figure of {year}."
        )
        holds.append(Hold(HoldReason.NO_OFFICIAL_FIGURE, words))
    holds.extend(_contradictions(candidate, figures))
    holds.extend(correction_holds(None, candidate))
    return holds


def revision_holds(released: YearContent, candidate: YearContent, limits: ReleaseLimits) -> list[Hold]:
    """Return what stands against replacing a released year by a candidate.

    New rows, first reports, confirmations of pending items, and what moves between unreported and in review
    pass, as long as no headline rate moves further than the plan allows. A correction never passes by itself.
    """
    changes = compare(released, candidate)
    return [
        *_too_many_missing(candidate, limits),
        *definition_holds(released, candidate, changes),
        *status_holds(released, candidate, changes),
        *(hold for change in changes for hold in _changed_after_confirmation(change)),
        *(hold for change in changes for hold in _moved_rate(change, limits.max_rate_change_points)),
        *correction_holds(released, candidate),
    ]


def overruled_holds(
    year: FiscalYear,
    findings: Sequence[Finding],
    waived: frozenset[str],
    known: frozenset[str] = frozenset(),
) -> tuple[Hold, ...]:
    """Return the holds of a year's newer rows of earlier rounds that do not count, unless that was waived.

    What was `known`, by its fingerprint, when somebody approved the year holds it no more.
    """
    return tuple(
        Hold(HoldReason.NEWER_ROW_OVERRULED, one.message, one.fingerprint)
        for one in findings
        if one.rule.code == OVERRULED_BY_LATER_ROUND.code
        and one.place.fiscal_year == year
        and one.fingerprint not in waived | known
    )


def rolled_back_hold(year: FiscalYear) -> Hold:
    """Return the hold of a year that somebody took back."""
    return Hold(
        HoldReason.ROLLED_BACK,
        Bilingual(f"{year.label}は取り下げられました。", f"{year} was rolled back."),
    )


def _too_many_missing(candidate: YearContent, limits: ReleaseLimits) -> Iterator[Hold]:
    """Count what nobody sent and what is not accepted yet together: neither has a row."""
    statuses = Counter(row["achievement_status"] for row in candidate.table("progress"))
    unreported, in_review = (
        statuses[one] for one in (AchievementStatus.UNREPORTED, AchievementStatus.IN_REVIEW)
    )
    most = limits.max_unreported_items
    if unreported + in_review > most:
        yield Hold(
            HoldReason.TOO_MANY_UNREPORTED,
            Bilingual(
                f"未提出{unreported}項目・確認中{in_review}項目（合わせて上限{most}項目）。",
                f"{unreported} items unreported and {in_review} in review, at most {most} together.",
            ),
        )


def _contradictions(candidate: YearContent, official: Sequence[OfficialFigure]) -> Iterator[Hold]:
    computed = {(row["level"], row["key"]): row for row in candidate.table("achievement")}
    denominator = denominator_of(candidate)
    for one in official:
        row = computed.get((one.level, one.key), {})
        if not agrees(one, row, denominator):
            implied = implied_counts(one, denominator)
            ours = _counts_in_words({name: row.get(name, "") for name in ("items", "rate_percent", *implied)})
            stated = {"items": str(one.items), "rate_percent": f"{one.rate_percent:.1f}"}
            theirs = _counts_in_words(stated | {name: str(count) for name, count in implied.items()})
            yield Hold(
                HoldReason.CONTRADICTS_OFFICIAL,
                Bilingual(
                    f"{row.get('label', one.key)}: 計算 {ours.ja}、公式 {theirs.ja}。",
                    f"{one.key}: computed {ours.en}, official {theirs.en}.",
                ),
            )


def _counts_in_words(counts: Mapping[str, str]) -> Bilingual:
    """Say a rate with every count that is compared."""
    parts = [status for status in AchievementStatus if status in counts]
    ja = "・".join(f"{status.label_ja}{counts[status]}" for status in parts)
    en = ", ".join(f"{status.label_en.lower()} {counts[status]}" for status in parts)
    rate = f"{counts[AchievementStatus.ACHIEVED]}/{counts['items']}"
    return Bilingual(
        f"{rate}（{counts['rate_percent']}%・{ja}）", f"{rate} ({counts['rate_percent']}%, {en})"
    )


def _changed_after_confirmation(change: RowChange) -> Iterator[Hold]:
    confirmed = {ValueStatus.CONFIRMED, ValueStatus.REVISED}
    if change.old and change.old.get("value_status") in confirmed:
        for field in change.fields:
            if change.table == "indicators" and field.field in _FIGURES:
                yield Hold(HoldReason.CONFIRMED_VALUE_CHANGED, changed_value(change, field))


def _moved_rate(change: RowChange, most: Decimal) -> Iterator[Hold]:
    if change.table != "achievement" or change.old is None or change.new is None:
        return
    old, new = _rate(change.old), _rate(change.new)
    if change.new["level"] in _HEADLINES and old is not None and new is not None and abs(new - old) > most:
        label = change.new["label"]
        words = f"{change.old['rate_percent']}% → {change.new['rate_percent']}%"
        yield Hold(
            HoldReason.RATE_MOVED,
            Bilingual(f"{label}: {words}（上限{most}ポイント）。", f"{label}: {words}, limit {most} points."),
        )


def _rate(row: TextRow) -> Fraction | None:
    """Return a row's exact rate: what is printed may hide how far it moved."""
    return percent(int(row["achieved"]), int(row["items"]))
