"""The words around a heading: what comes with it, what means nothing, and what makes it another heading."""

import re
import unicodedata

from schemas.headings import CONTEXT_FIGURES, FIGURES, NARRATIVE, WEAK, normalize_heading
from shinchoku.register.fiscal_year import FiscalYear

NUMBERED = re.compile(r"^(?:[①-⑳]|[(（]?\d{1,2}[)）.．])\s*(?=\D)")
NOTED = re.compile(r"(?:[※*＊注]\s?(?:\d{0,9}|必須|任意)|(?<![RHrh\d])\d[)）]){1,9}$")
_OPEN, _CLOSE = "(（[［【〔〈《<＜{｛", ")）]］】〕〉》>＞}｝"
_OPENING, _CLOSING = f"[{re.escape(_OPEN)}]", f"[{re.escape(_CLOSE)}]"
_WITHIN = f"[^{re.escape(_OPEN + _CLOSE)}]"
BRACKETED = re.compile(rf"^(?P<head>.*?\S)\s*+{_OPENING}(?P<inner>{_WITHIN}+){_CLOSING}$", re.DOTALL)
YEAR_FIRST = re.compile(
    r"^(?P<year>(?:令和|平成|[RHrh])(?:元|\d{1,2})(?:年度?)?(?:\(20\d\d(?:年度?)?\))?|20\d\d年?度?|\d{1,2}年度)"
    r"末?の?(?P<rest>[^\d(].*)$"
)
YEAR_IN_WORDS = re.compile(r"(?:令和|平成|[RHrh])(?:元|\d{1,2})年度|20\d\d年度")
WITHOUT_ERA = re.compile(r"(\d{1,2})年度")
WITH_APOSTROPHE = re.compile(r"['’‘`´′](\d{2})(?:年度?)?")
"""`'23`: two digits behind an apostrophe are those of the Western year."""
REIWA, HEISEI = range(1, 16), range(28, 32)
"""Years that without their era mean this one; `24年度` may be 2024 as well, and means none."""
LETTER = re.compile(r"[A-HＡ-Ｈ]")
"""`実績値（A）` beside `達成率（B/A）`: a letter to refer to, no unit."""
NEUTRAL = re.compile(
    r"進捗|状況|達成|成果|指標|数値|目標|取組|取り組み|項目|実績|内容|結果|報告|記入|記載|入力|確認|欄|基本|情報|概要"
    r"|各課|所管課|担当課|担当|所属|自己|評価|計画|行政|経営|事項|管理|調書|調査|シート|一覧|表|年度末|本年度|今年度|当年度|末|時点|分"
    r"|対する|関する|ついて|における|による|及び|および|並びに|の|と|に|は|を|へ|等|など"
)
"""Words that only group columns."""
ENCLOSED = re.compile(rf"^{_OPENING}({_WITHIN}*){_CLOSING}$")
OTHER = re.compile(r"見込|予定|予測|推計|計画期間|最終|次年度|翌年度|来年度|中間|参考|前々")
EARLIER = re.compile(r"^(?:前年度?|昨年度?|前回|先回|前々)")
"""What a column, or every column below, is of: another time than the one that is asked about."""
LAST_YEAR = re.compile(r"^(?:前年|昨年)")
THIS_YEAR = re.compile(r"^(?:今年度|当年度|本年度|今回|今期|当期)(?:末)?の?")
WEAK_HEADINGS = frozenset(map(normalize_heading, WEAK))
ANSWERS = frozenset({"achievement_status", *FIGURES, *CONTEXT_FIGURES, *NARRATIVE})
"""Columns that a word above their heading may make into another answer."""


def is_neutral(text: str) -> bool:
    """Tell whether a text is made of words that only group columns: 進捗状況, 数値目標の達成状況, 各課記入欄."""
    return not NEUTRAL.sub("", re.sub(r"[\W\d_]", "", unicodedata.normalize("NFKC", text)))


def year_in(text: str) -> int | None:
    """Read a fiscal year, or nothing; one without its era (`5年度`) is of the era that it can only be of."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if match := WITH_APOSTROPHE.fullmatch(text.strip()) or WITH_APOSTROPHE.fullmatch(plain):
        return 2000 + int(match[1])
    if match := WITHOUT_ERA.fullmatch(plain):
        number = int(match[1])
        era = "令和" if number in REIWA else "平成" if number in HEISEI else ""
        plain = f"{era}{plain}"
    try:
        return FiscalYear.from_label(plain).year
    except ValueError:
        return None


def year_among(text: str) -> int | None:
    """Return the one fiscal year among words that only group columns: 令和6年度末の状況（所管課記入欄）."""
    plain = unicodedata.normalize("NFKC", text)
    years = YEAR_IN_WORDS.findall(plain)
    return year_in(years[0]) if len(years) == 1 and is_neutral(YEAR_IN_WORDS.sub("", plain)) else None
