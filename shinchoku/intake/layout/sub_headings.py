"""What a text below a heading says of the heading's columns: the whole, a part of it, another time, something else.

`計` below 実績値 is the year's figure, `上期` a part of it, `前回` that of another time, `達成率` something
else that is told of it. Every other text is not understood.
"""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from schemas.codes import AchievementStatus
from schemas.headings import normalize_heading
from shinchoku.intake.units import is_unit

_KEPT_TEXTS = 4_096


class Share(StrEnum):
    """What a column below a heading has of what the heading names."""

    WHOLE = "whole"
    """The value of the year, or of the time that is asked about."""
    PART = "part"
    """That of a half, a quarter, a month, or an "of which"."""
    EARLIER = "earlier"
    """That of another time: 前回, 前年度."""
    ABOUT = "about"
    """No value of it at all: its rate, its reason, a remark on it."""


_NUMBER = r"[1-4一二三四]"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_DAY = rf"(?:(?:令和|平成|[rh])?(?:元|\d{{1,4}})(?:年度?|[./])?)?{_MONTH}月(?:\d{{1,2}}日)?(?:末日?)?(?:時点|現在|分|まで)?"
_SHARES: tuple[tuple[Share, re.Pattern[str]], ...] = (
    (
        Share.WHOLE,
        re.compile(
            r"(?:合|総)?計|総合計|総数|通期|通年|(?:年|年間|年度|通年|全期|期間)(?:の?合?計|の?総計|総数)|年間|全期間?"
            r"|(?:年間|年度|通年|通期)(?:分|値|実績|実績値|の?値)|年度全体|全体計?"
            r"|(?:今|当|本)(?:年度?|期|回|次)(?:末|分|値|実績|実績値|目標|目標値|計|の?状況|評価)?|(?:年度|期)末(?:時点|現在|値)?"
        ),
    ),
    (
        Share.PART,
        re.compile(
            rf"(?:年度)?(?:上|下|前|後)(?:半期|期|半)(?:計|分|まで|のみ|末)?|半期|半年|中間期?(?:末|時点|値)?|小計"
            rf"|(?:第?{_NUMBER}(?:/4|四|4)?半?期|{_NUMBER}q|q{_NUMBER}|第?{_NUMBER}四半期)(?:計|分|末)?"
            rf"|{_DAY}|{_MONTH}(?:月)?[~〜ー―‐−–-]{_MONTH}月?(?:計|分)?|{_DAY}[~〜ー―‐−–-]{_DAY}"
            rf"|うち.+|内数|内訳.*|再掲.*|第?\d{{1,2}}回"
        ),
    ),
    (Share.EARLIER, re.compile(r"(?:前|昨|先)(?:年度?|回|次|月|々年度?|々回)(?:末|分|値|実績|実績値|目標|目標値|の?状況|評価)?")),
    (
        Share.ABOUT,
        re.compile(
            r".*(?:達成率|進捗率|達成度合い?|前年度?比|前年度?差|目標比|増減率?|増減数|伸び率|比較|差引?)"
            r"|.*(?:理由|根拠|説明|コメント|所見|意見|備考|考え方|算出方法|算定方法|計算式|出典|担当者?|担当課|確認者?|補足|特記事項|記入者)"
        ),
    ),
)  # fmt: skip
_BRACKETS = re.compile(r"[(\[【〔〈《<「『{][^()\[\]【】〔〕〈〉《》<>「」『』{}]*[)\]】〕〉》>」』}]")
_MONTH_NUMBER = re.compile(_MONTH)
_STATUS_WORDS = frozenset(
    map(
        normalize_heading,
        (
            *(one.label_ja for one in AchievementStatus),
            "未確定",
            "対象外",
            "一部達成",
            "概ね達成",
            "おおむね達成",
        ),
    )
)


@lru_cache(maxsize=_KEPT_TEXTS)
def share_of(text: str) -> Share | None:
    """Return what a text below a heading says of it, or nothing where that is not understood.

    What stands in brackets must say the same, or stand alone: `第1四半期（4～6月）`, `（上期）`. A unit says nothing.
    """
    plain = re.sub(r"[\s・･※*、,]", "", unicodedata.normalize("NFKC", text)).lower()
    bare = _BRACKETS.sub("", plain)
    within = [
        found[1:-1]
        for found in _BRACKETS.findall(plain)
        if not is_unit(found[1:-1].removeprefix("単位").lstrip(":"))
    ]
    shares = {_single(one) for one in ([bare] if bare else []) + within}
    return shares.pop() if len(shares) == 1 else None


def is_of_another_time(text: str) -> bool:
    """Tell whether what stands below a text is not of the whole year, or not of this one: 上半期, 前回."""
    return share_of(text) in {Share.PART, Share.EARLIER}


def is_month_number(text: str) -> bool:
    """Tell whether a text is a bare number that may be a month's or a quarter's: only below a heading."""
    return _MONTH_NUMBER.fullmatch(unicodedata.normalize("NFKC", text).strip()) is not None


def is_status_word(text: str) -> bool:
    """Tell whether a heading is a status by itself: 達成 beside 未達成, each with a column of its own."""
    return normalize_heading(text) in _STATUS_WORDS


def _single(text: str) -> Share | None:
    """Return what a text without brackets says."""
    return next((share for share, pattern in _SHARES if pattern.fullmatch(text)), None)
