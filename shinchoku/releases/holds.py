"""What may go out by itself, and what waits for a person: the holds of a fiscal year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from schemas.codes import AchievementLevel, AchievementStatus, CodeList, ValueStatus
from shinchoku.bilingual import Bilingual
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.register.entries import OfficialFigure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.settings import ReleaseLimits
from shinchoku.releases.changes import FieldChange, RowChange, compare
from shinchoku.rounding import percent


class HoldReason(CodeList):
    """Why a year is held (design: releases)."""

    NO_OFFICIAL_FIGURE = (
        "no_official_figure",
        "初めての公表で、照合する公式の数値がありません",
        "First release, no official figure",
    )
    CONTRADICTS_OFFICIAL = (
        "contradicts_official",
        "公式の数値と一致しません",
        "Contradicts the official figures",
    )
    TOO_MANY_UNREPORTED = "too_many_unreported", "未提出が上限を超えています", "Too many items unreported"
    ROW_VANISHED = "row_vanished", "公表済みの行がなくなります", "A published row would vanish"
    DEFINITION_CHANGED = (
        "definition_changed",
        "公表済みの定義が変わります",
        "A published definition would change",
    )
    CONFIRMED_VALUE_CHANGED = (
        "confirmed_value_changed",
        "確定した値が変わります",
        "A confirmed value would change",
    )
    CORRECTED = "corrected", "訂正のため、承認が必要です", "A correction waits for approval"
    RATE_MOVED = "rate_moved", "達成率が上限を超えて動きます", "A headline rate would move too far"
    ROLLED_BACK = "rolled_back", "取り下げた年度のため、承認が必要です", "Rolled back: waits for approval"


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason to wait, with what exactly is the matter."""

    reason: HoldReason
    detail: Bilingual


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
    holds = list(_too_many_unreported(candidate, limits))
    if not figures:
        words = Bilingual(
            f"{year.label}の公式の数値が計画にありません。", f"the plan has no official figure of {year}."
        )
        holds.append(Hold(HoldReason.NO_OFFICIAL_FIGURE, words))
    holds.extend(_contradictions(candidate, figures))
    holds.extend(_corrected(None, candidate))
    return holds


def revision_holds(released: YearContent, candidate: YearContent, limits: ReleaseLimits) -> list[Hold]:
    """Return what stands against replacing a released year by a candidate.

    New rows, reports of unreported items and confirmations of pending ones pass, as long as no
    headline rate moves further than the plan allows. A correction never passes by itself.
    """
    changes = compare(released, candidate)
    return [
        *_too_many_unreported(candidate, limits),
        *(hold for change in changes for hold in _vanished(change)),
        *(hold for change in changes for hold in _redefined(change)),
        *(hold for change in changes for hold in _changed_after_confirmation(change)),
        *(hold for change in changes for hold in _moved_rate(change, limits.max_rate_change_points)),
        *_corrected(released, candidate),
    ]


def rolled_back_hold(year: FiscalYear) -> Hold:
    """Return the hold of a year that somebody took back."""
    return Hold(
        HoldReason.ROLLED_BACK,
        Bilingual(f"{year.label}は取り下げられました。", f"{year} was rolled back."),
    )


def _too_many_unreported(candidate: YearContent, limits: ReleaseLimits) -> Iterator[Hold]:
    missing = [
        row["item_no"]
        for row in candidate.table("progress")
        if row["achievement_status"] == AchievementStatus.UNREPORTED
    ]
    if len(missing) > limits.max_unreported_items:
        count, most = len(missing), limits.max_unreported_items
        yield Hold(
            HoldReason.TOO_MANY_UNREPORTED,
            Bilingual(
                f"未提出{count}項目（上限{most}項目）。", f"{count} items unreported, at most {most} allowed."
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
        key = "/".join(change.key)
        yield Hold(
            HoldReason.ROW_VANISHED, Bilingual(f"{change.table}のNo.{key}。", f"{change.table} {key}.")
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


def _corrected(released: YearContent | None, candidate: YearContent) -> Iterator[Hold]:
    """Yield the corrections that are not public yet, and public ones that are taken back.

    A correction that lapsed because the sheet says something else now is a change like any other.
    """
    before, now = (_corrections(content) for content in (released, candidate))
    for number, row in now.items():
        if before.get(number) != row:
            yield _correction_hold(row, row["old_value"], row["new_value"])
    for number, row in before.items():
        if number not in now and _published(candidate, row) == row["old_value"]:
            yield _correction_hold(row, row["new_value"], row["old_value"])


def _corrections(content: YearContent | None) -> dict[str, TextRow]:
    """Return the corrections behind a content by their numbers."""
    return {row["correction_no"]: row for row in content.table("corrections")} if content else {}


def _published(content: YearContent, correction: TextRow) -> str | None:
    """Return what a content has where a correction once stood."""
    rows = (row for row in content.table(correction["table_name"]) if row["item_no"] == correction["item_no"])
    return next((row[correction["field"]] for row in rows), None)


def _correction_hold(row: TextRow, old: str, new: str) -> Hold:
    """Return the hold of one correction: what it changes, and why it was made."""
    what, number = f"No.{row['item_no']} {row['field']}", row["correction_no"]
    return Hold(
        HoldReason.CORRECTED,
        Bilingual(
            f"{what}: {old or '（空）'} → {new or '（空）'}（訂正{number}: {row['reason']}）。",
            f"{what}: {old or '(empty)'} → {new or '(empty)'} (correction {number}: {row['reason']}).",
        ),
    )


def _rate(row: TextRow) -> Fraction | None:
    """Return a row's exact rate: what is printed may hide how far it moved."""
    return percent(int(row["achieved"]), int(row["items"]))


def _among(change: RowChange, columns: dict[str, tuple[str, ...]]) -> Iterator[FieldChange]:
    yield from (field for field in change.fields if field.field in columns.get(change.table, ()))


def _in_words(change: RowChange, field: FieldChange) -> Bilingual:
    what = f"No.{change.item_no} {field.field}"
    return Bilingual(
        f"{what}: {field.old or '（空）'} → {field.new or '（空）'}。",
        f"{what}: {field.old or '(empty)'} → {field.new or '(empty)'}.",
    )


def hold_sentences(holds: Iterable[tuple[str, str, str]]) -> tuple[Bilingual, ...]:
    """Return holds as people read them: the kind of each before what exactly is the matter.

    `holds` are as the state keeps them: reason, Japanese, English.
    """
    labelled = ((HoldReason.of(code), ja, en) for code, ja, en in holds)
    return tuple(
        Bilingual(f"{reason.label_ja}: {ja}", f"{reason.label_en}: {en}") for reason, ja, en in labelled
    )
