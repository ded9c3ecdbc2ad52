"""The holds of definitions: what a released year's figures are about does not change by itself.

Items, their places and departments, labels, targets, the denominator, the rule and the official figures: each
change waits with its own reason.
"""

from collections.abc import Iterator, Sequence

from schemas.codes import AchievementStatus
from shinchoku.bilingual import Bilingual, Language
from shinchoku.figures.counting_rule import RULE_FIELDS, counting_rule_of, denominator_of
from shinchoku.figures.reconciliation import OFFICIAL_FIGURES
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.releases.changes import FieldChange, RowChange
from shinchoku.releases.hold import Hold, HoldReason, moved_value
from shinchoku.releases.published_labels import row_name, table_name

_REASONS = {
    "action_items": {
        "name": HoldReason.DEFINITION_CHANGED,
        "item_kind": HoldReason.DEFINITION_CHANGED,
        "basic_policy": HoldReason.PLACE_CHANGED,
        "policy_measure": HoldReason.PLACE_CHANGED,
        "department_code": HoldReason.DEPARTMENT_CHANGED,
    },
    "indicators": dict.fromkeys(
        (
            "indicator_name",
            "unit",
            "target_direction",
            "accumulation",
            "baseline_fiscal_year",
            "baseline_value",
            "target_value",
            "tolerance",
        ),
        HoldReason.DEFINITION_CHANGED,
    ),
}
"""Why a change of a published column waits; what is not here goes out by itself or has a hold of its own."""

_LABELS = ("label_ja", "label_en")
_COUNTS = ("items", "achieved", "pending")


def definition_holds(
    released: YearContent, candidate: YearContent, changes: Sequence[RowChange]
) -> Iterator[Hold]:
    """Yield what would be redefined, go or join, and what it would be counted by."""
    yield from _vanished(changes)
    for change in changes:
        for field in change.fields:
            reason = _REASONS.get(change.table, {}).get(field.field)
            if reason is not None:
                yield Hold(reason, changed_value(change, field))
    yield from _named_otherwise(released, candidate)
    yield from _joined(candidate, changes)
    yield from _counted_otherwise(released, candidate)
    yield from _official_otherwise(released, candidate)


def changed_value(change: RowChange, field: FieldChange) -> Bilingual:
    """Say which published value changes, of which item."""
    place = (change.table, change.item_no, field.field)
    ja, en = (moved_value(place, field.old, field.new, language) for language in (Language.JA, Language.EN))
    return Bilingual(f"{ja}。", f"{en}.")


def _vanished(changes: Sequence[RowChange]) -> Iterator[Hold]:
    """Yield rows that would be gone; a group that only lost its items is told by what became of these."""
    explained = {old for change in changes for old in _groups_left(change)}
    for change in changes:
        if change.new is not None or (change.table == "achievement" and change.key in explained):
            continue
        label = (change.old or {}).get("label", "")
        ja, en = (row_name(change.table, change.key, label, lang) for lang in (Language.JA, Language.EN))
        yield Hold(
            HoldReason.ROW_VANISHED,
            Bilingual(
                f"「{table_name(change.table, Language.JA)}」の{ja}。",
                f"{en} of “{table_name(change.table, Language.EN)}”.",
            ),
        )


def _groups_left(change: RowChange) -> Iterator[tuple[str, str]]:
    """Yield the groups that an item leaves, by level and key."""
    if change.table == "action_items" and change.old is not None:
        new = change.new or {}
        columns = {"basic_policy": "basic_policy", "policy_measure": "policy_measure"}
        for level, column in {**columns, "department": "department_code"}.items():
            if change.old[column] != new.get(column):
                yield level, change.old[column]


def _named_otherwise(released: YearContent, candidate: YearContent) -> Iterator[Hold]:
    """Yield codes that would have another label than the year was published with."""
    new = {(row["code_list"], row["code"]): row for row in candidate.table("codes")}
    for row in released.table("codes"):
        code_list, code = row["code_list"], row["code"]
        same = new.get((code_list, code), row)
        for name in _LABELS:
            if row[name] != same[name]:
                words = f"{code_list} {code}: {row[name]} → {same[name]}"
                yield Hold(HoldReason.LABEL_CHANGED, Bilingual(f"{words}。", f"{words}."))


def _joined(candidate: YearContent, changes: Sequence[RowChange]) -> Iterator[Hold]:
    """Yield items that a released year did not have and that its rate would count."""
    counted = denominator_of(candidate)
    statuses = {row["item_no"]: row["achievement_status"] for row in candidate.table("progress")}
    for change in changes:
        if change.table == "action_items" and change.old is None and change.new is not None:
            status = AchievementStatus.of(statuses[change.item_no])
            if status in counted:
                name = f"No.{change.item_no} {change.new['name']}"
                yield Hold(
                    HoldReason.JOINED_DENOMINATOR,
                    Bilingual(
                        f"{name}（{status.label_ja}）が加わります。", f"{name} ({status.label_en}) joins."
                    ),
                )


def _counted_otherwise(released: YearContent, candidate: YearContent) -> Iterator[Hold]:
    """Yield a denominator and a rule that would be another than the year was released with."""
    old, new = counting_rule_of(released), counting_rule_of(candidate)
    if old["denominator"] != new["denominator"]:
        before, after = denominator_of(released), denominator_of(candidate)
        yield Hold(
            HoldReason.DENOMINATOR_CHANGED,
            Bilingual(
                f"{'・'.join(one.label_ja for one in before)} → {'・'.join(one.label_ja for one in after)}。",
                f"{', '.join(one.label_en for one in before)} → {', '.join(one.label_en for one in after)}.",
            ),
        )
    if changed := [name for name in RULE_FIELDS if old[name] != new[name]]:
        words = "; ".join(f"{old[name]} → {new[name]}" for name in changed)
        yield Hold(
            HoldReason.DEFINITION_CHANGED,
            Bilingual(f"「達成」の決め方: {words}。", f"What “achieved” means: {words}."),
        )


def _official_otherwise(released: YearContent, candidate: YearContent) -> Iterator[Hold]:
    """Yield official figures that would come, go or change after the year was released."""
    old, new = (
        {(row["level"], row["key"]): row for row in content.table(OFFICIAL_FIGURES)}
        for content in (released, candidate)
    )
    for place in sorted(old.keys() | new.keys()):
        before, after = old.get(place), new.get(place)
        if before != after:
            level, key = place
            was, will = _official_words(before), _official_words(after)
            yield Hold(
                HoldReason.OFFICIAL_CHANGED,
                Bilingual(f"{level} {key}: {was.ja} → {will.ja}。", f"{level} {key}: {was.en} → {will.en}."),
            )


def _official_words(row: TextRow | None) -> Bilingual:
    """Say one official figure."""
    if row is None:
        return Bilingual("なし", "none")
    items, achieved, pending = (row[name] for name in _COUNTS)
    rate = row["rate_percent"]
    return Bilingual(
        f"{achieved}/{items}（{rate}%・未確定{pending}）", f"{achieved}/{items} ({rate}%, pending {pending})"
    )
