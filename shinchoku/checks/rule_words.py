"""What a rule says, made readable where no finding has filled it: 〔項目番号〕 instead of a placeholder."""

import re

from shinchoku.bilingual import Bilingual

_PLACEHOLDER = re.compile(r"\{(\w+?)(?:_ja|_en)?(!r)?\}")

PLACEHOLDERS: dict[str, Bilingual] = {
    "after": Bilingual("今回の値", "value now"),
    "before": Bilingual("前回の値", "value before"),
    "cells": Bilingual("セル", "cells"),
    "changes": Bilingual("違い", "differences"),
    "characters": Bilingual("文字", "characters"),
    "column": Bilingual("列", "column"),
    "columns": Bilingual("列", "columns"),
    "count": Bilingual("件数", "count"),
    "department": Bilingual("所属", "department"),
    "direction": Bilingual("向き", "direction"),
    "due": Bilingual("締切", "date"),
    "earlier": Bilingual("前の照会", "earlier round"),
    "expected": Bilingual("正しい内容", "what is expected"),
    "format": Bilingual("形式", "format"),
    "guess": Bilingual("元の値の推測", "a guess"),
    "heading": Bilingual("見出し", "heading"),
    "hint": Bilingual("ヒント", "a hint"),
    "item": Bilingual("項目番号", "item"),
    "items": Bilingual("項目番号", "items"),
    "layout": Bilingual("様式の名前", "layout"),
    "limit": Bilingual("上限", "limit"),
    "lines": Bilingual("行", "lines"),
    "name": Bilingual("名称", "name"),
    "names": Bilingual("所属名", "names"),
    "note": Bilingual("見出しに付いた言葉", "words with the heading"),
    "objects": Bilingual("種類", "kinds"),
    "one": Bilingual("一方", "one"),
    "other": Bilingual("もう一方", "the other"),
    "others": Bilingual("ほかの場所", "others"),
    "properties": Bilingual("属性", "properties"),
    "raw": Bilingual("記入内容", "what is written"),
    "responsible": Bilingual("担当所属", "responsible department"),
    "round": Bilingual("照会", "round"),
    "rows": Bilingual("行", "rows"),
    "said": Bilingual("が空です、の列がありませんなど", "is empty, or is not there"),
    "scale": Bilingual("選択肢", "choices"),
    "sheet": Bilingual("シート名", "sheet"),
    "sheets": Bilingual("シート名", "sheets"),
    "shown": Bilingual("表示されている値", "the value shown"),
    "since": Bilingual("日付", "date"),
    "size": Bilingual("大きさ", "size"),
    "stored": Bilingual("保存されている値", "the value stored"),
    "taken": Bilingual("採用した列", "column taken"),
    "stated": Bilingual("書かれた年度とその場所", "what is stated, and where"),
    "target": Bilingual("目標値", "target"),
    "target_value": Bilingual("目標の数値", "its number"),
    "text": Bilingual("文", "text"),
    "unit": Bilingual("単位", "unit"),
    "used_since": Bilingual("日付", "date"),
    "value": Bilingual("数値", "value"),
    "what": Bilingual("対象", "what"),
    "why": Bilingual("理由", "reason"),
    "written": Bilingual("書かれた単位", "unit written"),
    "year": Bilingual("年度", "year"),
}
"""What each placeholder of the rules' sentences stands for."""


def readable(words: Bilingual) -> Bilingual:
    """Return a sentence with each placeholder replaced by what it stands for.

    Raises:
        KeyError: if a placeholder has no words here.
    """
    return Bilingual(
        _PLACEHOLDER.sub(lambda found: f"〔{PLACEHOLDERS[found[1]].ja}〕", words.ja),
        _PLACEHOLDER.sub(_english, words.en),
    )


def _english(found: re.Match[str]) -> str:
    """Return what an English placeholder stands for, in the quotation marks that its value will have."""
    words = f"[{PLACEHOLDERS[found[1]].en}]"
    return f"“{words}”" if found[2] else words
