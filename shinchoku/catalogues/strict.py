"""Reading what comes from outside: every mistake told in a sentence, with the place that it stands at."""

from pydantic import ValidationError

from shinchoku.bilingual import Bilingual

_MOST_TOLD = 20
_MOST_CHARACTERS = 200

# The library says these in English; who receives a bundle or a receipt reads Japanese.
_IN_JAPANESE: dict[str, str] = {
    "missing": "必須の項目がありません。",
    "extra_forbidden": "知らない項目です。新しい版で作られたファイルなら、こちらのプログラムも更新してください。",
    "json_invalid": "JSONとして読めません。途中で切れていないか確かめてください。",
    "json_type": "JSONとして読めません。途中で切れていないか確かめてください。",
    "model_type": "表（{ … }）ではありません。",
    "dict_type": "表（{ … }）ではありません。",
    "tuple_type": "配列（[ … ]）ではありません。",
    "string_type": "文字列ではありません。",
    "string_unicode": "文字として読めません。",
    "string_too_short": "空です。",
    "string_too_long": "長すぎます。",
    "string_pattern_mismatch": "使えない文字か形です。",
    "int_type": "整数ではありません。",
    "float_type": "数値ではありません。",
    "finite_number": "数値ではありません。",
    "greater_than_equal": "小さすぎる値です。",
    "less_than_equal": "大きすぎる値です。",
    "too_long": "数が多すぎます。",
    "too_short": "足りません。",
    "enum": "選択肢にない値です。",
    "literal_error": "知らない値です。新しい版で作られたファイルなら、こちらのプログラムも更新してください。",
    "union_tag_invalid": "知らない種類です。新しい版で作られたファイルなら、こちらのプログラムも更新してください。",
    "union_tag_not_found": "種類が書いてありません。",
    "bool_type": "true か false ではありません。",
    "value_error": "使えない値です。",
}


def mistakes_of(error: ValidationError) -> Bilingual:
    """Return a line for each mistake, the first of them only if there are very many."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    japanese, english = [], []
    for detail in details[:_MOST_TOLD]:
        place = shown(".".join(str(part) for part in detail["loc"]) or "-")
        said = shown(detail["msg"].removeprefix("Value error, "))
        japanese.append(f"  {place}: {_IN_JAPANESE.get(detail['type'], said)}")
        english.append(f"  {place}: {said}.")
    if (more := len(details) - _MOST_TOLD) > 0:
        japanese.append(f"  ほかに{more}件あります。")
        english.append(f"  {more} more.")
    return Bilingual("\n".join(japanese), "\n".join(english))


def shown(text: str) -> str:
    """Return a text from outside as a message may show it: on one line, without control characters, bounded."""
    plain = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
    return plain if len(plain) <= _MOST_CHARACTERS else f"{plain[:_MOST_CHARACTERS]}…"


def printable(value: str) -> str:
    """Take a text that a terminal and a page may show.

    Raises:
        ValueError: if there are control characters in it.
    """
    if not value.isprintable():
        raise ValueError("control characters are not taken")
    return value
