"""Words and symbols that stand where a figure is not: each a different reason, none of them zero.

MIC rule 1-13 fixes `***` (no data) and `X` (withheld). A dash, an ellipsis or a slash means nothing
until the plan's legend (`reporting.symbols`) says so: the same dash is zero in one city, 該当なし in the
next.
"""

import re
import unicodedata
from collections.abc import Mapping

from schemas.codes import MissingReason

_WORDS: dict[MissingReason, tuple[str, ...]] = {
    MissingReason.PENDING: (
        "未確定",
        "数値未確定",
        "調整中",
        "集計中",
        "算定中",
        "確認中",
        "精査中",
        "未集計",
        "確定できない",
        "確定していない",
        "速報値未公表",
        "未公表",
    ),
    MissingReason.NOT_APPLICABLE: ("該当なし", "該当無し", "該当せず", "非該当", "対象外", "対象なし"),
    MissingReason.NOT_SET: ("設定なし", "設定無し", "未設定", "目標なし", "目標設定なし"),
    MissingReason.WITHHELD: ("x", "秘匿", "非公表", "非公開"),
    MissingReason.NO_DATA: ("***", "データなし", "データ無し", "不明", "不詳", "未把握", "未計測"),
}
_REASON_OF = {word: reason for reason, words in _WORDS.items() for word in words}
_AROUND = re.compile(r"[\s()\[\]【】「」※。]")
_DASHES = "-‐‑‒–—―−─━ー－ｰ~〜～"
_SYMBOL = re.compile(rf"[{_DASHES}一]+|…+|‥+|\.\.+|・・+|/+|[*]+|[○●△▲×]|n/?a|なし|無し?")
"""What stands alone in a cell and has no meaning of its own. 一 looks like a dash and is also the numeral
one: no legend for a dash covers it."""


def missing_reason(text: str, symbols: Mapping[str, MissingReason]) -> MissingReason | None:
    """Return why there is no figure, by the words above and the plan's legend, or `None` if unsaid."""
    plain = _AROUND.sub("", unicodedata.normalize("NFKC", text)).casefold()
    if plain in _REASON_OF:
        return _REASON_OF[plain]
    wanted = _symbol(text)
    return next((reason for symbol, reason in symbols.items() if _symbol(symbol) == wanted), None)


def is_bare_symbol(text: str) -> bool:
    """Tell whether a text is a symbol that only a legend could explain."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).casefold()
    return bool(_SYMBOL.fullmatch(plain) or _SYMBOL.fullmatch(re.sub(r"\s", "", text)))


def _symbol(text: str) -> str:
    """Return a symbol in one spelling: dashes that look alike are one, however many."""
    plain = re.sub(r"\s", "", text)
    if plain and all(character in _DASHES for character in plain):
        return "-"
    return unicodedata.normalize("NFKC", plain).casefold()
