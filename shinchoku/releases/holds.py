"""What may go out by itself, and what waits for a person: the holds of a fiscal year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from schemas.codes import AchievementLevel, AchievementStatus, ValueStatus
from shinchoku.bilingual import Bilingual, Language
from shinchoku.checks.findings import Finding
from shinchoku.checks.rules.over_rounds import OVERRULED_BY_LATER_ROUND
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.register.entries import OfficialFigure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.settings import ReleaseLimits
from shinchoku.releases.changes import FieldChange, RowChange, compare
from shinchoku.releases.correction_holds import correction_holds
from shinchoku.releases.hold import Hold, HoldReason, moved_value
from shinchoku.releases.published_names import row_name, table_name
from shinchoku.rounding import percent

_DEFINITIONS = {
    "action_items": ("name", "basic_policy", "policy_measure", "item_kind"),
    "indicators": (
        "indicator_name",
        "unit",
        "target_direction",
        "accumulation",
        "baseline_fiscal_year",
        "baseline_value",
        "target_value",
    ),
}
_VALUES = {"progress": ("achievement_status",), "indicators": ("actual_value", "value_in_year")}
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

    New rows, reports of unreported items and confirmations of pending ones pass, as long as no
    headline rate moves further than the plan allows. A correction never passes by itself.
    """
    changes = compare(released, candidate)
    return [
        *_too_many_missing(candidate, limits),
        *(hold for change in changes for hold in _vanished(change)),
        *(hold for change in changes for hold in _redefined(change)),
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

    What was `known`, in Japanese, when somebody approved the year holds it no more.
    """
    return tuple(
        Hold(HoldReason.NEWER_ROW_OVERRULED, one.message)
        for one in findings
        if one.rule.code == OVERRULED_BY_LATER_ROUND.code
        and one.place.fiscal_year == year
        and one.fingerprint not in waived
        and one.message.ja not in known
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
    for one in official:
        row = computed.get((one.level, one.key), {})
        said = (str(one.items), str(one.achieved), str(one.pending), f"{one.rate_percent:.1f}")
        got = tuple(row.get(name, "") for name in ("items", "achieved", "pending", "rate_percent"))
        if said != got:
            words = "{}/{}（{}%・未確定{}）".format
            ours, theirs = words(got[1], got[0], got[3], got[2]), words(said[1], said[0], said[3], said[2])
            yield Hold(
                HoldReason.CONTRADICTS_OFFICIAL,
                Bilingual(
                    f"{row.get('label', one.key)}: 計算 {ours}、公式 {theirs}。",
                    f"{one.key}: computed {ours}, official {theirs}.",
                ),
            )


def _vanished(change: RowChange) -> Iterator[Hold]:
    if change.new is None and change.table != "achievement":
        yield Hold(
            HoldReason.ROW_VANISHED,
            Bilingual(
                f"「{table_name(change.table, Language.JA)}」の{row_name(change.table, change.key, '', Language.JA)}。",
                f"{row_name(change.table, change.key, '', Language.EN)} of “{table_name(change.table, Language.EN)}”.",
            ),
        )


def _redefined(change: RowChange) -> Iterator[Hold]:
    for field in _among(change, _DEFINITIONS):
        yield Hold(HoldReason.DEFINITION_CHANGED, _in_words(change, field))


def _changed_after_confirmation(change: RowChange) -> Iterator[Hold]:
    confirmed = {ValueStatus.CONFIRMED, ValueStatus.REVISED}
    if change.old and change.old.get("value_status") in confirmed:
        for field in _among(change, _VALUES):
            yield Hold(HoldReason.CONFIRMED_VALUE_CHANGED, _in_words(change, field))


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


def _among(change: RowChange, columns: dict[str, tuple[str, ...]]) -> Iterator[FieldChange]:
    yield from (field for field in change.fields if field.field in columns.get(change.table, ()))


def _in_words(change: RowChange, field: FieldChange) -> Bilingual:
    return Bilingual(
        f"{moved_value((change.table, change.item_no, field.field), field.old, field.new, Language.JA)}。",
        f"{moved_value((change.table, change.item_no, field.field), field.old, field.new, Language.EN)}.",
    )
