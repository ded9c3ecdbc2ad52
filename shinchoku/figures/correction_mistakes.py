"""What is wrong with corrections that somebody proposes: all of it, in sentences, before anything is recorded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from schemas.headings import NARRATIVE
from shinchoku.bilingual import Bilingual
from shinchoku.figures.applied_corrections import new_errors, reported_value
from shinchoku.figures.corrections import Correction, rewritten
from shinchoku.figures.progress import ItemProgress
from shinchoku.figures.publishable_text import wording_mistakes
from shinchoku.figures.source_columns import published_text, source_column, tables_by_field
from shinchoku.intake.rows import Row
from shinchoku.register.plan import Plan

_REASON, _EVIDENCE = Bilingual("訂正の理由", "reason"), Bilingual("訂正の根拠", "evidence")


@dataclass(frozen=True, slots=True)
class CorrectionMistake:
    """What is wrong with a proposed correction, and the column of it that this is about, if it is about one."""

    field: str | None
    message: Bilingual


def correction_mistakes(
    plan: Plan, progress: Sequence[ItemProgress], proposed: Sequence[Correction]
) -> list[CorrectionMistake]:
    """Return everything that stands against recording corrections; nothing, if they may be recorded.

    `progress` is that of their fiscal year with the corrections that count already. Corrections of one item
    are judged together: a figure and the status that follows from it can only be corrected at once. The rules
    are those for sheets, so a contradiction that a correction would bring in is refused, and one that was
    there before and was waived is not.
    """
    by_item = {one.item.no: one for one in progress}
    mistakes = [mistake for one in proposed for mistake in _at(one.field, _mistakes_of(plan, by_item, one))]
    if mistakes:
        return mistakes
    for item_no in dict.fromkeys(one.item_no for one in proposed):
        found = by_item[item_no]
        here = [one for one in proposed if one.item_no == item_no]
        mistakes += _rules_broken(plan, found, here)
    return mistakes


def _at(field: str, messages: Iterable[Bilingual]) -> Iterator[CorrectionMistake]:
    """Yield mistakes of one column."""
    return (CorrectionMistake(field, message) for message in messages)


def _mistakes_of(plan: Plan, by_item: dict[str, ItemProgress], proposed: Correction) -> Iterator[Bilingual]:
    """Yield what is wrong with one correction in itself."""
    found, no = by_item.get(proposed.item_no), proposed.item_no
    if no not in plan.items_by_no:
        yield Bilingual(f"取組項目 No.{no} は登録されていません。", f"There is no item {no} in the register.")
    elif found is None:
        label = proposed.fiscal_year.label
        yield Bilingual(
            f"取組項目 No.{no} は{label}の項目ではありません。",
            f"Item {no} is not in force in {proposed.fiscal_year}.",
        )
    elif proposed.field not in tables_by_field(found.item):
        yield Bilingual(
            f"取組項目 No.{no} には「{proposed.title.ja}」の列がありません。",
            f"Item {no} publishes no {proposed.field}.",
        )
    elif found.row is None:
        yield Bilingual(
            f"取組項目 No.{no} には受理した行がありません。訂正ではなく、所管課に提出を求めてください。",
            f"Item {no} has no accepted row to correct: ask the department to submit one.",
        )
    else:
        yield from _mistakes_of_value(plan, found, found.row, proposed)
    yield from wording_mistakes(_REASON, proposed.reason)
    yield from wording_mistakes(_EVIDENCE, proposed.evidence)


def _mistakes_of_value(
    plan: Plan, progress: ItemProgress, row: Row, proposed: Correction
) -> Iterator[Bilingual]:
    """Yield what is wrong with the two values of a correction; `row` is what is published today."""
    field, no, own = proposed.field, proposed.item_no, reported_value(progress, proposed.field)
    name = Bilingual(proposed.title.ja, field)
    if proposed.old_value != own:
        yield Bilingual(
            f"No.{no}の{name.ja}は、シートの値と違う値から訂正しようとしています。画面を開き直して、今の値を確かめてください。",
            f"The {name.en} of item {no} is not corrected from what the sheet says now: open it again and look.",
        )
    if field in NARRATIVE:
        yield from wording_mistakes(name, proposed.new_value, required=False)
    new = published_text(rewritten(plan, progress.item, row, proposed), progress.item, field)
    if field == "achievement_status" and not new:
        scale = "・".join(dict.fromkeys(f"{s.label_ja}（{s}）" for s in plan.reporting.scale.values()))
        codes = ", ".join(dict.fromkeys(plan.reporting.scale.values()))
        yield Bilingual(
            f"No.{no}の達成状況は、{scale}のどれかにしてください。",
            f"The status of item {no} must be one of: {codes}.",
        )
    elif new == own:
        yield Bilingual(
            f"No.{no}の{name.ja}の新しい値は、シートの値と同じです。前の訂正をやめる場合は、その訂正を取り消してください。",
            f"The new {name.en} of item {no} is what the sheet says: to undo a correction, take that one back.",
        )
    elif new == published_text(row, progress.item, field):
        yield Bilingual(
            f"No.{no}の{name.ja}は、すでにその値に訂正されています。",
            f"The {name.en} of item {no} has been corrected to that value already.",
        )


def _rules_broken(
    plan: Plan, progress: ItemProgress, proposed: Sequence[Correction]
) -> Iterator[CorrectionMistake]:
    """Yield the rules for sheets that an item's row would break with its corrections, old and proposed."""
    everything = {one.field: one for one in (*progress.corrections, *proposed)}
    columns = {source_column(progress.item, one.field): one.field for one in proposed}
    for finding in new_errors(plan, progress, everything.values()):
        words = Bilingual(
            f"{finding.message.ja}{finding.remedy.ja}", f"{finding.message.en} {finding.remedy.en}"
        )
        yield CorrectionMistake(columns.get(finding.place.field), words)
