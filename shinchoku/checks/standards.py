"""The two official rule sets for machine-readable tables, and which of our rules hold sheets to each item.

- MIC (総務省) 統計表における機械判読可能なデータの表記方法の統一ルール, 18 December 2020: 15 items.
- 行政データにおける機械可読性に関するルール, 31 March 2026: 30 items in three levels.

Titles are ours, in a few words. What we publish is held to the second set by
`docs/reference_pages/readability.py`.
"""

from dataclasses import dataclass
from enum import StrEnum

from shinchoku.bilingual import Bilingual


class RuleSet(StrEnum):
    """An official set of rules."""

    MIC_2020 = "MIC 2020-12-18"
    RULES_2026 = "2026-03-31"


@dataclass(frozen=True, slots=True)
class Standard:
    """One item of an official rule set, and the codes of our rules that name a breach of it."""

    rule_set: RuleSet
    id: str
    title: Bilingual
    rules: tuple[str, ...]
    is_fatal: bool = False
    """Whether the rule set counts a breach as fatal."""


def _mic(number: str, ja: str, en: str, rules: str) -> Standard:
    """Return an item of the MIC rules."""
    return Standard(RuleSet.MIC_2020, number, Bilingual(ja, en), tuple(rules.split()))


_FATAL = frozenset({"L1-01", "L1-02", "L1-14", "L1-15", "L2-01", "L2-02", "L2-03", "L3-01"})


def _rule(number: str, ja: str, en: str, rules: str) -> Standard:
    """Return an item of the rules of 2026."""
    return Standard(RuleSet.RULES_2026, number, Bilingual(ja, en), tuple(rules.split()), number in _FATAL)


_NUMBERS = "SH305 SH306 SH307 SH312 SH314 SH315 SH316 SH317 SH328 SH329 SH332 SH336"

MIC: tuple[Standard, ...] = (
    _mic("1-1", "ファイル形式はExcelかCSV", "Excel or CSV", "SH101 SH102"),
    _mic("1-2", "1セルに1データ", "One datum a cell", "SH301 SH313 SH315 SH319 SH332"),
    _mic("1-3", "数値は数値として、文字を含めない", "Numbers are numeric, without text", _NUMBERS),
    _mic("1-4", "セルを結合しない", "No merged cells", "SH301 SH324 SH801"),
    _mic("1-5", "体裁のための空白・改行を入れない", "No layout spaces or line breaks", "SH802 SH808"),
    _mic("1-6", "項目名などを省略しない", "Nothing is omitted", "SH324"),
    _mic("1-7", "数式は値にする", "Formulas become values", "SH108 SH320 SH321 SH338 SH803"),
    _mic("1-8", "オブジェクトを使わない", "No objects", "SH214 SH215"),
    _mic("1-9", "単位を記載する", "Units are stated", "SH312 SH319 SH330 SH333 SH334 SH335 SH404"),
    _mic("1-10", "機種依存文字を使わない", "No machine-dependent characters", "SH325 SH326"),
    _mic("1-11", "時間軸の表記", "How time is written", "SH208 SH209 SH228 SH229 SH809"),
    _mic("1-12", "地域コード・地域名", "Area code or name", "SH204"),
    _mic("1-13", "数値のない理由の記号", "Symbols where there is no figure", "SH318 SH327"),
    _mic("2-1", "データを分断しない", "Data is not split", "SH806 SH810"),
    _mic("2-2", "1シートに1表", "One table a sheet", "SH806"),
)

LEVELS: tuple[Standard, ...] = (
    _rule("L1-01", "ファイル形式", "File format", "SH101 SH102 SH105 SH107 SH342"),
    _rule("L1-02", "1シートに1表", "One table a sheet", "SH806"),
    _rule("L1-03", "データを分断しない", "No splits", "SH503 SH806 SH810"),
    _rule("L1-04", "表の外に文字を置かない", "No text off the table", "SH206 SH219 SH804"),
    _rule("L1-05", "すべての列に見出し", "Every column headed", "SH201 SH202 SH203 SH213 SH807"),
    _rule("L1-06", "体裁のための空白・改行を入れない", "No layout spaces or line breaks", "SH802 SH808"),
    _rule("L1-07", "1セルに1データ", "One datum a cell", "SH313 SH315 SH319"),
    _rule(
        "L1-08", "機種依存文字を使わない（固有名詞を除く）", "No machine-dependent characters", "SH325 SH326"
    ),
    _rule("L1-09", "空欄とゼロを区別する", "Blank is not zero", "SH303 SH318 SH327 SH502"),
    _rule("L1-10", "オブジェクトを使わない", "No objects", "SH214 SH215"),
    _rule("L1-11", "書式で意味を表さない", "No meaning by formatting", "SH322 SH323 SH332 SH337 SH342"),
    _rule("L1-12", "セルを結合しない", "No merges", "SH324 SH801"),
    _rule("L1-13", "行・列・シートを隠さない", "Nothing hidden", "SH207 SH211 SH212"),
    _rule("L1-14", "CSVは1行に1レコード", "CSV: one record a line", "SH808"),
    _rule("L1-15", "CSVの引用符", "CSV: quoting", "SH102"),
    _rule("L2-01", "数値は数値型", "Numbers are numeric", f"SH302 SH311 {_NUMBERS}"),
    _rule("L2-02", "省略しない", "Nothing is omitted", "SH324"),
    _rule("L2-03", "見出しは一意", "Unique headings", "SH205 SH217"),
    _rule("L2-04", "標準の選択肢", "Standard choices", "SH304"),
    _rule("L2-05", "「その他」は別の欄に", "Other stands apart", "SH304"),
    _rule("L2-06", "数式は値にする", "Formulas become values", "SH108 SH320 SH321 SH338 SH803"),
    _rule("L3-01", "見出しは1行目", "Headings on row 1", "SH213 SH805"),
    _rule("L3-02", "コード表", "Code tables", "SH304 SH401 SH408 SH409"),
    _rule("L3-03", "記号の定義", "Symbols defined", "SH318 SH327"),
    _rule("L3-04", "単位", "Units", "SH312 SH319 SH330 SH333 SH334 SH335 SH404"),
    _rule("L3-05", "時間軸", "Time axis", "SH208 SH209 SH228 SH229 SH331 SH809"),
    _rule("L3-06", "地域コード", "Area codes", "SH204"),
    _rule("L3-07", "年の表記", "How years are written", "SH208 SH209 SH228 SH229"),
    _rule(
        "L3-08", "定義・更新履歴・英数字の名称・文字コード", "Definitions, history, names, encoding", "SH106"
    ),
    _rule("L3-09", "縦持ち", "Long format", "SH809 SH810"),
)

STANDARDS: tuple[Standard, ...] = (*MIC, *LEVELS)
"""Every item of both sets, in their order."""


def official_items(code: str) -> tuple[Standard, ...]:
    """Return the official items that a rule of ours names a breach of."""
    return tuple(item for item in STANDARDS if code in item.rules)
