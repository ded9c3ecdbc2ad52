"""SH504, SH510, SH602 and SH603: what files of one arrival are to each other, and of one place over time."""

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
    name="files_that_arrive_together_agree",
    severity=Severity.ERROR,
    title=Bilingual(
        "どちらが新しいか分からないファイルの内容が違います", "Two files disagree, and neither came later"
    ),
    message=Bilingual(
        "No.{item}の内容が、一緒に届いた{others}と違います。どちらが新しいかは分かりません。",
        "Item {item} differs from {others}, which arrived together with this file: neither is the later one.",
    ),
    remedy=Bilingual(
        "正しいほうを保存し直して提出する（後から届いたものを採用します）か、正しくないほうを取り下げてください。",
        "Save the right one again, because the later one counts; or take the wrong one back.",
    ),
    reason=Bilingual(
        "どちらが正しいかを推測せず、先に認められた内容を残します。",
        "Which of the two is right is not guessed; what was accepted before stays.",
    ),
    source="design: supersession",
    fixed=True,
)
OTHER_DEPARTMENT = Rule(
    code="SH510",
    name="departments_do_not_overrule_each_other",
    severity=Severity.WARNING,
    title=Bilingual("別の課の内容と違います", "Another department had reported something else"),
    message=Bilingual(
        "No.{item}の内容が、{department}が{since}に提出した内容と違います。後から届いたこの内容を採用しました。",
        "Item {item} differs from what {department} reported on {since}; this later row counts.",
    ),
    remedy=Bilingual(
        "両方の課で内容を確かめ、違う場合は正しいほうを提出し直してください。",
        "Have both departments agree; if this row is wrong, submit the right one again.",
    ),
    reason=Bilingual(
        "関係課も報告できる項目では、後からの提出が担当課の内容を黙って置き換えることがあります。",
        "Where related departments may report too, a later sheet can replace the first one's word unnoticed.",
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
        "意図したことでなければ、項目を戻して提出してください。", "Put the item back unless that is meant."
    ),
    reason=Bilingual(
        "行を消したのか、消えてしまったのかを、ファイルからは区別できません。",
        "The file does not tell whether the row was removed or got lost.",
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
    reason=Bilingual(
        "バックアップや古い控えを戻してしまうと、直したはずの値が元に戻ります。",
        "An old copy put back by mistake undoes every correction since.",
    ),
    source="design: supersession",
)

RULES: tuple[Rule, ...] = (CONFLICTING_FILES, OTHER_DEPARTMENT, ITEM_GONE, VALUE_RETURNED)

Choices = Mapping[ItemKey, Choice[CheckedRow]]


def disagreements(plan: Plan, choices: Choices) -> Iterator[Finding]:
    """Yield a finding on each of two or more files of one arrival that say different things of an item."""
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


def overruled_departments(
    plan: Plan, by_item: Mapping[ItemKey, Sequence[CheckedRow]], choices: Choices
) -> Iterator[Finding]:
    """Yield a finding where the row that counts says something else than another department's, which came earlier.

    Only the last word of the other department counts, and only while its file still lies there.
    """
    for key, choice in choices.items():
        chosen = choice.row
        if chosen is None or choice.carried_from is not None:
            continue
        code = chosen.row.department.code
        others = [
            one
            for one in by_item[key]
            if one.is_accepted
            and one.row.department.code != code
            and chosen.appearance.is_surely_after(one.appearance)
        ]
        last = max(others, key=lambda one: one.appearance, default=None)
        if last is not None and last.appearance.present and last.content != chosen.content:
            words = {"department": last.row.department.full_name, "since": last.appearance.as_of.isoformat()}
            said = last.appearance.sha256
            yield on_cell(plan, chosen.row, OTHER_DEPARTMENT, "item_no", words, basis=said)


def gone_items(plan: Plan, submissions: Sequence[Submission], choices: Choices) -> Iterator[Finding]:
    """Yield a finding where a place's newest content no longer has an item that only it reported."""
    latest = {s.appearance.slot: s for s in submissions if s.is_latest}
    for choice in choices.values():
        now = [latest[one.appearance.slot] for one in choice.newest]
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
