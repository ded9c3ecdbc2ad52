"""SH5xx and SH6xx: what rows and files must be to each other, within a sheet and over time."""

from __future__ import annotations

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual
from shinchoku.findings import Rule

DUPLICATE_ITEM = Rule(
    code="SH503",
    name="an_item_stands_once_in_a_file",
    severity=Severity.ERROR,
    title=Bilingual("同じ項目が2回あります", "An item stands twice"),
    message=Bilingual(
        "No.{item}が{count}行にあります（{cells}）。", "Item {item} stands on {count} rows ({cells})."
    ),
    remedy=Bilingual("1行にまとめてください。", "Keep one row."),
    source="rule L1-03",
)
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
NOT_SUBMITTED = Rule(
    code="SH601",
    name="departments_submit_by_the_due_date",
    severity=Severity.WARNING,
    title=Bilingual("締切を過ぎて未提出です", "Not submitted by the due date"),
    message=Bilingual(
        "{department}の{count}項目が未提出です（締切{due}、No.{items}）。",
        "{department} has not submitted {count} item(s) due {due}: {items}.",
    ),
    remedy=Bilingual("進捗状況シートを提出してください。", "Submit the status sheet."),
    source="seed report",
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

RULES: tuple[Rule, ...] = (DUPLICATE_ITEM, CONFLICTING_FILES, NOT_SUBMITTED, ITEM_GONE, VALUE_RETURNED)
