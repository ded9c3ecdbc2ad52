"""SH504, SH602 and SH603: what files of one night are to each other, and of one path over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.checks.checked import CheckedRow
from shinchoku.checks.findings import Finding, Rule
from shinchoku.checks.pointing import on_cell, place_of
from shinchoku.intake.submissions import ItemKey, Submission
from shinchoku.intake.supersession import Choice
from shinchoku.register.plan import Plan

CONFLICTING_FILES = Rule(
    code="SH504",
    name="files_of_one_night_agree",
    severity=Severity.ERROR,
    title=Bilingual("同じ夜に届いた別のファイルと内容が違います", "Two files of the same night disagree"),
    message=Bilingual(
        "No.{item}の内容が、同じ夜に届いた{others}と違います。",
        "Item {item} differs from {others}, received the same night.",
    ),
    remedy=Bilingual(
        "正しいほうを保存し直して提出してください。後から届いたものを採用します。",
        "Save the right one again: the later one will count.",
    ),
    source="design: supersession",
)
ITEM_GONE = Rule(
    code="SH602",
    name="later_files_keep_their_items",
    severity=Severity.WARNING,
    title=Bilingual("後のファイルから項目がなくなりました", "An item is gone from a later file"),
    message=Bilingual(
        "No.{item}は前のファイルにありましたが、新しいファイルにありません。前の内容を使います。",
        "Item {item} was in the earlier file and is not in the newer one; the earlier row stays.",
    ),
    remedy=Bilingual(
        "消したのでなければ、項目を戻して提出してください。", "Put the item back unless its removal is meant."
    ),
    source="design: supersession",
)
VALUE_RETURNED = Rule(
    code="SH603",
    name="values_do_not_return_to_older_ones",
    severity=Severity.WARNING,
    title=Bilingual("内容が以前のものに戻りました", "A value returned to an older one"),
    message=Bilingual(
        "No.{item}の内容が、{since}に届いたものに戻りました。",
        "Item {item} returned to what was received on {since}.",
    ),
    remedy=Bilingual(
        "古いファイルを誤って置いていないか確かめてください。",
        "Check that no old file was put back by mistake.",
    ),
    source="design: supersession",
)

RULES: tuple[Rule, ...] = (CONFLICTING_FILES, ITEM_GONE, VALUE_RETURNED)

Choices = Mapping[ItemKey, Choice[CheckedRow]]


def disagreements(plan: Plan, choices: Choices) -> Iterator[Finding]:
    """Yield a finding on each of two or more files of one night that say different things of an item."""
    for choice in choices.values():
        for one in choice.in_conflict:
            others = [o.appearance.path for o in choice.in_conflict if o.content != one.content]
            words = {"others": "、".join(others)}
            said = one.appearance.sha256
            yield on_cell(plan, one.row, CONFLICTING_FILES, "item_no", words, basis=said)


def returned_values(plan: Plan, choices: Choices) -> Iterator[Finding]:
    """Yield a finding where the newest content says again what an older one had said."""
    for choice in choices.values():
        if choice.returned_to is not None:
            row = choice.newest[-1].row
            yield on_cell(plan, row, VALUE_RETURNED, "item_no", {"since": choice.returned_to.isoformat()})


def gone_items(plan: Plan, submissions: Sequence[Submission], choices: Choices) -> Iterator[Finding]:
    """Yield a finding where a path's newest content no longer has an item that only it reported."""
    latest = {s.appearance.path: s for s in submissions if s.is_latest}
    for choice in choices.values():
        now = [latest[one.appearance.path] for one in choice.newest]
        replaced = all(
            one.appearance != by.appearance
            and by.placement.is_settled
            and by.placement.round == one.row.round
            and by.reading.rows
            for one, by in zip(choice.newest, now, strict=True)
        )
        if replaced:
            row = choice.newest[-1].row
            words = {"item": row.item_no}
            yield Finding(
                rule=ITEM_GONE,
                place=place_of(plan, row, "item_no", now[-1].appearance),
                raw=row.item_no,
                message=ITEM_GONE.message.filled(**words),
                remedy=ITEM_GONE.remedy,
            )
