"""Which rows under a table's headings are no data: remarks, totals, sections, examples, other tables."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from schemas.headings import FIGURES, NARRATIVE
from shinchoku.intake.account import RowFate
from shinchoku.intake.layout.candidates import FEWEST_HEADINGS
from shinchoku.intake.layout.columns import SheetTable
from shinchoku.intake.layout.heading_words import year_in
from shinchoku.intake.layout.headings import LONGEST, is_known, is_part
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.sheets import Sheet
from shinchoku.register.item_no import is_item_no_text, normalize_item_no

_REMARK = re.compile(r"[\s\u3000]*(?:※|\*|＊|[(（]?注|備考|【注|＜注|・|→)")
_EXAMPLE = re.compile(
    r"[(（【\[<＜‹](?:記入|記載)?例[0-9０-９①-⑳]*[)）】\]>＞›]|(?:記入|記載)例|例[:：]|例[0-9０-９①-⑳]*$"
)
_MARKED_EXAMPLE = re.compile(r"[(（【\[<＜]?(?:記入|記載)?例[0-9０-９①-⑳]*[)）】\]>＞]?")
_BRACKETED_EXAMPLE = re.compile(
    r"[(（【\[<＜‹](?:記入|記載)?例[0-9０-９①-⑳]*[)）】\]>＞›]|例[:：]|例[0-9０-９①-⑳]*$"
)
_END_OF_PAGE = re.compile(
    r"\(?(?:以下(?:余白|空白)|以上|余白|次(?:頁|ページ)(?:へ|に)?(?:続く|つづく)|(?:裏面|別紙)(?:へ|に)(?:続く|つづく)|(?:続く|つづく))\)?"
)
_GOES_ON = re.compile(r"\s*(?:・|→)")
_LONGEST_OTHER_HEADING = 16
_TOTALS = frozenset({"合計", "計", "小計", "総計", "総合計", "平均", "達成率", "合計平均"})
_ANSWERS = frozenset({"achievement_status", *FIGURES, *NARRATIVE})
_MARK_AND_TEXT = 2
_YEAR_DIGITS = 4


def fate_of(
    sheet: Sheet, table: SheetTable, merges: Merges, number: int, texts: Mapping[int, str]
) -> RowFate | None:
    """Return why a row is no data, or `None` if it is."""
    if number in sheet.look.hidden_rows:
        return RowFate.HIDDEN
    keys = [
        texts[column] for column in {min(texts), *table.key_columns} - _answers_of(table) if column in texts
    ]
    is_numbered = is_item_no_text(texts.get(table.columns.get("item_no", -1), ""))
    if _is_example(table, sheet.grid[number], keys, is_numbered=is_numbered):
        return RowFate.EXAMPLE
    if is_numbered:
        return None
    said = (
        (RowFate.REMARK, _is_remark(table, texts) or _ends_a_page(texts)),
        (RowFate.TOTAL, any(_plain(text) in _TOTALS for text in (texts[min(texts)], *keys))),
        (RowFate.HEADING, _is_heading(texts)),
        (RowFate.SECTION, _is_section(table, merges, number, texts)),
    )
    return next((fate for fate, holds in said if holds), None)


def _is_example(table: SheetTable, row: Sequence[str], keys: Sequence[str], *, is_numbered: bool) -> bool:
    """Tell whether a row says that it is an example: where its number stands, in front of its name, or beside it.

    In an answer the word says nothing of the row, and 記入例集の作成 is the name of an item.
    """
    begins = _BRACKETED_EXAMPLE if is_numbered else _EXAMPLE
    if any("例" in text and begins.match(text.strip()) for text in keys):
        return True
    answers = _answers_of(table)
    beside = (text for column, text in enumerate(row) if "例" in text and column not in answers)
    return any(_MARKED_EXAMPLE.fullmatch(text.strip()) for text in beside)


def _ends_a_page(texts: Mapping[int, str]) -> bool:
    """Tell whether a row says that nothing follows, or that it goes on overleaf, and nothing else."""
    return len(texts) == 1 and _END_OF_PAGE.fullmatch(_plain(next(iter(texts.values())))) is not None


def _is_remark(table: SheetTable, texts: Mapping[int, str]) -> bool:
    """Tell whether a row is a remark; 「・」 and 「→」 under an answer go on with the answer above."""
    column = min(texts)
    if len(texts) > _MARK_AND_TEXT or not _REMARK.match(texts[column]):
        return False
    return not (_GOES_ON.match(texts[column]) and column in _answers_of(table))


def looks_like_an_item(row: Sequence[str]) -> bool:
    """Tell whether a row outside every table begins like the row of an item: its number, and more."""
    texts = [text for text in row if text.strip()]
    return len(texts) > FEWEST_HEADINGS and any(
        is_item_no_text(text) and len(text) < _YEAR_DIGITS for text in texts[:2]
    )


def strangers_below(sheet: Sheet, table: SheetTable) -> frozenset[int]:
    """Return the rows of blocks after a blank row that belong to something else below the table.

    In such a block nothing looks like an item number, or it begins with headings of its own: several short
    texts without a digit.
    """
    column = table.columns.get("item_no", table.width[0])
    found: set[int] = set()
    block: list[int] = []
    after_blank = seen_item = False
    for number in range(table.first_row, table.end_row + 1):
        row = sheet.grid[number] if number < table.end_row else ()
        if any(row[table.width[0] : table.width[1] + 1]):
            block.append(number)
            text = normalize_item_no(row[column])
            seen_item = seen_item or any(character.isdigit() for character in text)
            continue
        if after_blank and block and (not seen_item or _begins_with_headings(sheet, table, block[0])):
            found.update(block)
        after_blank, block, seen_item = True, [], False
    return frozenset(found)


def _begins_with_headings(sheet: Sheet, table: SheetTable, number: int) -> bool:
    """Tell whether a row reads like the headings of another table."""
    texts = [text for text in sheet.grid[number][table.width[0] : table.width[1] + 1] if text.strip()]
    return len(texts) >= FEWEST_HEADINGS and not any(
        len(text) > _LONGEST_OTHER_HEADING or any(map(str.isdigit, text)) for text in texts
    )


def _is_heading(texts: Mapping[int, str]) -> bool:
    """Tell whether a row is a part of headings: the upper row of a second stack, a note under the first.

    At least one text must be a heading or a note by itself: 件 and 人 alone may be answers.
    """
    if not all(len(text) <= LONGEST and is_part(text) for text in texts.values()):
        return False
    return any(
        is_known(text) or _is_year(text) or "記入" in text or "選択" in text for text in texts.values()
    )


def stands_in_answers(table: SheetTable, merges: Merges, number: int, texts: Mapping[int, str]) -> bool:
    """Tell whether everything on a row stands where departments answer, merged or not."""
    columns = {place for column in texts for place in range(column, column + merges.width(number, column))}
    return columns & set(table.columns.values()) <= _answers_of(table)


def _is_section(table: SheetTable, merges: Merges, number: int, texts: Mapping[int, str]) -> bool:
    """Tell whether a row holds one text that heads the rows below it, and no answer."""
    if len(set(texts.values())) != 1:
        return False
    column, text = next(iter(texts.items()))
    covered = set(range(column, column + merges.width(number, column)))
    if len(covered & set(table.columns.values())) > 1:
        return True
    if column in _answers_of(table):
        return False
    if len(covered) > 1:
        return True
    return column != table.columns.get("item_no") or len(_plain(text)) > 6  # noqa: PLR2004 -- longer than any mistyped number


def _answers_of(table: SheetTable) -> frozenset[int]:
    """Return the columns in which departments answer."""
    return frozenset(
        column
        for name, columns in table.answer_columns.items()
        if name.partition("@")[0] in _ANSWERS
        for column in columns
    )


def _plain(text: str) -> str:
    """Return a text in one width without spaces."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _is_year(text: str) -> bool:
    """Tell whether a text is nothing but a fiscal year with its era or the word 年度."""
    return not text.strip().isdecimal() and year_in(text.strip()) is not None
