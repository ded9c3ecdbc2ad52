"""Which cells of a sheet may name a person: those that a label such as 記入者氏名 asks for.

Personal data that is known by its form is found by `checks.personal_data`; a bare name is known only by its place.
"""

import re
from collections.abc import Collection, Iterator

from schemas.headings import is_personal_label
from shinchoku.intake.layout.labelled import label_in
from shinchoku.intake.look import Position
from shinchoku.intake.sheets import Sheet
from shinchoku.spelling import folded

_LONGEST_LABEL = 24
_BESIDE = 8
"""Columns to the right of a label in which its answer may stand; covered cells of merged areas count."""
_BELOW = 200
"""Rows without a gap below a label that may be its answers."""
_ANSWER = re.compile(r"[:：\n]")
_BRACKETS = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
_ASKS = re.compile(
    r".{0,6}(?:記入者|記載者|作成者|担当者|報告者|回答者|責任者|提出者|入力者)(?:の?氏名|名|様)?"
    r"|.{0,6}(?:氏名|連絡先|内線|電話|携帯|メール|住所)(?:番号|アドレス)?"
    r"|e-?mail|tel\.?|fax\.?|ファクス|ファックス"
)


def is_personal(sheet: Sheet, at: Position, headings: Collection[int] = ()) -> bool:
    """Tell whether a cell may name a person: behind a label in the cell itself, beside one or below one.

    `headings` are the rows of a table's headings, from zero: they ask for the whole column below them, and
    are no answers themselves. The cell lies within the sheet's grid.
    """
    row, column = at
    text = sheet.grid[row][column]
    head, *answer = _ANSWER.split(text, maxsplit=1)
    if _asks(head):
        return bool(answer and answer[0].strip())
    if row in headings or label_in(text) is not None:
        return False
    if any(above < row and _asks(sheet.grid[above][column]) for above in headings):
        return True
    beside = (sheet.grid[row][left] for left in range(column - 1, max(column - 1 - _BESIDE, -1), -1))
    return _is_answer(beside) or _is_answer(_upwards(sheet, row, column))


def _upwards(sheet: Sheet, row: int, column: int) -> Iterator[str]:
    """Yield the texts above a cell until an empty one."""
    for above in range(row - 1, max(row - 1 - _BELOW, -1), -1):
        text = sheet.grid[above][column]
        if not text.strip():
            return
        yield text


def _is_answer(before: Iterator[str]) -> bool:
    """Tell whether, of the texts before a cell, the nearest label asks for a person."""
    for text in before:
        if _asks(_ANSWER.split(text, maxsplit=1)[0]):
            return True
        if text.strip() and label_in(text) is not None:
            return False
    return False


def _asks(text: str) -> bool:
    """Tell whether a text asks for a person or how to reach one."""
    if not text or len(text) > _LONGEST_LABEL:
        return False
    plain = folded(text).rstrip(":")
    return is_personal_label(text) or any(map(_ASKS.fullmatch, (plain, _BRACKETS.sub("", plain))))
