"""Fiscal years as texts state them: of the sheet itself, or of something else that a text speaks of.

`令和４年度 進捗状況シート`, `R4`, `2022年度`, `FY2022` and `’22年度` say what a sheet reports on. A plan's period,
a day, the year of a target, a budget or last year's figure says nothing of that. A text may leave more
than one year open: `令和6年度公表` is said of the results of that year or of the year before.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from shinchoku.intake.dates import date_of_serial, parse_date
from shinchoku.register.fiscal_year import FiscalYear

LONGEST = 120
"""Characters that a text has at most which states a year of its own."""
_FIRST, _LAST = 2000, 2060
_ERA = r"(?:令和|平成|(?<![0-9A-Za-z])[RHrh]\.?)"
_NUMBER = r"(?:元|\d{1,2})"
_YEAR = re.compile(
    rf"(?P<era>{_ERA})\s?(?P<era_year>{_NUMBER})(?!\d)\s?(?P<of_era>年度|年)?"
    r"|(?<![0-9A-Za-z])(?P<fy>FY|fy)\s?'?(?P<fy_year>20\d\d|\d\d)(?![0-9A-Za-z])(?:年度|年)?"
    r"|(?<![0-9A-Za-z/.\-])(?P<western>20\d\d)(?!\d)\s?(?P<of_western>年度|年)?"
    r"|(?<![0-9A-Za-z])['’‘](?P<short>\d\d)(?!\d)\s?(?:年度|年)?"
    r"|(?<![0-9A-Za-z.])(?P<bare>\d{1,2})\s?年度"
)
_IS_DATE = re.compile(r"\s?(?:\d{1,2}\s?月|[./]\s?\d)")
_IS_NUMBER = re.compile(r"[-‐－]\s?\d")
"""R6-7 is an item; `R5-8年度` is a period: neither is a year."""
_GOES_ON = re.compile(
    rf"\s?末?\s?(?:から|より|以降|以前|以後|まで|[~〜]\s?(?:{_ERA}|\d|元|[)\]】」、。]|$)"
    rf"|[-‐–—―−→ー]\s?(?:{_ERA}\s?)?{_NUMBER}|[-‐–—―−→ー]\s?20\d\d)"
)
_CAME_FROM = re.compile(rf"(?:\d|元)\s?(?:年度?)?\s?(?:から|[~〜\-‐–—―−→ー])\s?(?:{_ERA})?\s?$")
_OF_SOMETHING_ELSE = re.compile(
    r"\s?[)\]】]?\s?末?の?\s?(?:目標|計画値|計画(?!.{0,12}(?:進捗|実績|状況|取組))|見込|予算|予定|当初|策定|改[定訂]|制定|施行"
    r"|開始|着手|採択|新規|追加|比(?!率)|と比|との比|当時|基準値|現状値|に(?:開始|策定|着手|完了|改|制定)"
    r"|組織|人事|担当|所管|所属)"
)
_ANOTHER_LABEL = re.compile(
    r"(?:目標|基準|現状|策定|開始|始期|終期|終了|完了|最終|期間|期限|期日|締切|〆切|提出|作成|更新|改[定訂]|制定|施行|計画"
    r"|初|前|前々|昨|次|翌|来|当初|過去|参考|比較|印刷|出力|発行|適用)"
    r"(?:年度|年次|年月日|年|値|時|日)?\s?[:(\[【「]?\s?$"
)
_OF_ITS_MAKING = re.compile(r"\s?(?:版|公表|公開|提出|作成|調査|照会|実施|発行|報告|点検|更新|発送)")
_MAKING_LABEL = re.compile(r"(?:報告|調査|照会|評価|点検|公表)(?:実施)?年度\s?:?\s?$")
_RESULTS = re.compile(r"進捗|実績|取組|取り組み|達成|結果")
_TITLE = re.compile(
    r"進捗|実績|状況|報告|シート|調査|照会|評価|取組|取り組み|点検|調書|様式|管理表|一覧|プラン|計画|結果|達成|対象|該当|年度分|現在|時点"
)
_SHORT = 40
"""Characters that a line has at most which says no more than a year and whose it is: `令和4年度 企画課`."""
_PLAN_NAME = re.compile(r"(?:プラン|計画|ビジョン|戦略|大綱|構想|ver\.?|vol\.?)\s?$", re.IGNORECASE)
_REMARK = re.compile(r"^[※*＊・→]|^\(?注|。|(?:ください|下さい|願います|こと)(?:[)\s]|$)")
_ASKED = re.compile(
    r"[^。]{0,16}(?:取組|実績|進捗|達成|状況|結果)[^。]{0,24}(?:記入|記載|入力|報告|回答)(?!例|要領)"
)
_COMPARED = re.compile(r"踏まえ|参考|比較|比べ|同様|引き続き|前年")
_DECORATION = re.compile(r"[\W_]|年度|末|分|度")
_SERIAL = re.compile(r"[34]\d{4}")
"""Days from 1982 to 2036, stored without their format."""


@dataclass(frozen=True, slots=True)
class YearStatement:
    """A fiscal year that is stated somewhere: as it is written, and the fiscal years that it may mean."""

    text: str
    years: frozenset[FiscalYear]
    cell: str = ""
    """The cell it stands in; empty for the name of a sheet."""

    def allows(self, year: FiscalYear) -> bool:
        """Tell whether a row that is reported under a year agrees with the statement."""
        return year in self.years


@dataclass(frozen=True, slots=True)
class _Mention:
    """A year in a text, and what stands around it."""

    text: str
    years: frozenset[FiscalYear]
    before: str
    after: str
    is_written_out: bool
    """Whether 年度, 年 or FY says that it is a year."""


def year_of_title(text: str) -> YearStatement | None:
    """Return what a text above a table says of the year it reports on; `None` if it says nothing of it."""
    if len(text) > LONGEST:
        return None
    plain = one_line(text)
    mentions = list(_mentions(plain))
    is_alone = not _DECORATION.sub("", _YEAR.sub("", plain))
    is_title = is_alone or _TITLE.search(plain) is not None
    said = [
        one
        for one in mentions
        if (is_title or _heads_a_line(one, plain)) and _is_own(one, plain, is_alone=is_alone)
    ]
    return _union(said, plain)


def year_of_name(text: str) -> YearStatement | None:
    """Return the year that the name of a sheet or a file says; `None` if it says none."""
    plain = one_line(text[:LONGEST].replace("_", " "))
    is_alone = not _DECORATION.sub("", _YEAR.sub("", plain))
    said = [
        one
        for one in _mentions(plain)
        if (one.is_written_out or is_alone or not one.text[0].isdecimal())
        and not _OF_SOMETHING_ELSE.match(one.after)
    ]
    return _union(said, plain)


def year_of_answer(text: str) -> YearStatement:
    """Return the year that an answer to 年度 gives, which may be a day or a period; none if it cannot be read."""
    text = text[:LONGEST].strip()
    return YearStatement(text, _answered(one_line(text), text))


def _answered(plain: str, text: str) -> frozenset[FiscalYear]:
    """Return the fiscal years that an answer may mean."""
    try:
        return frozenset({FiscalYear.from_label(text)})
    except ValueError:
        pass
    serial = date_of_serial(int(plain), 1900) if _SERIAL.fullmatch(plain) else None
    written = parse_date(text) or ""
    if serial or written:
        day = serial or date.fromisoformat(written if len(written) > len("2025-01") else f"{written}-01")
        return frozenset({FiscalYear.of_date(day)})
    if plain.isdecimal():
        return _without_era(int(plain)) if len(plain) < 3 else frozenset()  # noqa: PLR2004 -- 5, 05 or 23
    found = [(match.start(), years) for match in _YEAR.finditer(plain) if (years := _years_of(match))]
    if len(found) == 2 and _CAME_FROM.search(plain[: found[1][0]]):  # noqa: PLR2004 -- a period has two ends
        first, last = min(found[0][1]), max(found[1][1])
        return frozenset(FiscalYear(year) for year in range(first.year, last.year + 1))
    return frozenset[FiscalYear]().union(*(years for _, years in found))


def _mentions(plain: str) -> Iterator[_Mention]:
    """Yield the years of a text that are neither days, nor ends of a period, nor numbers of items."""
    for match in _YEAR.finditer(plain):
        before, after = plain[: match.start()], plain[match.end() :]
        years = _years_of(match)
        written = match[0].endswith(("年度", "年")) or bool(match["fy"])
        is_date = _IS_DATE.match(after) and not match[0].endswith("年度")
        if not years or is_date or (not written and _IS_NUMBER.match(after)):
            continue
        if _GOES_ON.match(after) or _CAME_FROM.search(before):
            continue
        yield _Mention(match[0], years, before, after, written)


def _heads_a_line(one: _Mention, plain: str) -> bool:
    """Tell whether a year begins or ends a short line: 令和4年度 企画課."""
    is_at_an_end = not _DECORATION.sub("", one.before) or not _DECORATION.sub("", one.after)
    return one.is_written_out and is_at_an_end and len(plain) <= _SHORT


def _is_own(one: _Mention, plain: str, *, is_alone: bool) -> bool:
    """Tell whether a year is that of the sheet on which the text stands."""
    if _ANOTHER_LABEL.search(one.before) or _OF_SOMETHING_ELSE.match(one.after):
        return False
    if not one.is_written_out:
        is_bare_number = one.text[0].isdecimal()
        if _PLAN_NAME.search(one.before) or (is_bare_number and not is_alone):
            return False
    if _REMARK.search(plain):
        return bool(_ASKED.match(one.after)) and not _COMPARED.search(one.after)
    return True


def _union(said: list[_Mention], plain: str) -> YearStatement | None:
    """Return all that a text says: `令和6年度 調査（令和5年度実績）` is about both years."""
    if not said:
        return None
    years = (_with_its_making(one, plain) for one in said)
    return YearStatement("・".join(one.text.strip() for one in said), frozenset[FiscalYear]().union(*years))


def _with_its_making(one: _Mention, plain: str) -> frozenset[FiscalYear]:
    """Return the years of a mention; where it is the year in which a sheet was made, also the one before."""
    is_calendar = one.text.endswith("年")
    is_making = _OF_ITS_MAKING.match(one.after) and not _RESULTS.search(plain)
    if is_calendar or is_making or _MAKING_LABEL.search(one.before):
        return frozenset(FiscalYear(y) for year in one.years for y in (year.year, year.year - 1))
    return one.years


def _years_of(match: re.Match[str]) -> frozenset[FiscalYear]:
    """Return the fiscal years that a year as written may be; none if it is far from every plan."""
    if match["era"]:
        number = 1 if match["era_year"] == "元" else int(match["era_year"])
        first = 2018 if match["era"][0] in "令Rr" else 1988
        return _near(first + number)
    if match["western"]:
        return _near(int(match["western"]))
    short = match["short"] or match["fy_year"]
    if short:
        return _near(int(short) if len(short) > 2 else 2000 + int(short))  # noqa: PLR2004 -- 2022 or 22
    return _without_era(int(match["bare"]))


def _without_era(number: int) -> frozenset[FiscalYear]:
    """Return the years that a number without its era may be: 5 is Reiwa 5, Heisei 5 or 2005."""
    return _near(2018 + number) | _near(1988 + number) | _near(2000 + number)


def _near(year: int) -> frozenset[FiscalYear]:
    """Return a year as a set, empty if no plan of today can mean it."""
    return frozenset({FiscalYear(year)}) if _FIRST <= year <= _LAST else frozenset()


def one_line(text: str) -> str:
    """Return a text in one width, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
