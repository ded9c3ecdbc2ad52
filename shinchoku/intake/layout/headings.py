"""What a column's heading says: the column it names, and the year and unit that come with it.

A heading may stand in one cell or in a stack of up to three (`実績値` over `令和5年度` over `累計`), and
may carry a number, a note or a unit: `①実績値（千円）※1`. A word that would change its meaning (見込み,
最終, 次年度) makes it another heading, one that is not known.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from schemas.headings import NARRATIVE, WEAK, field_of_heading, is_out_of_scope, normalize_heading, of_year
from shinchoku.intake.units import is_unit
from shinchoku.register.fiscal_year import FiscalYear

LONGEST = 80
"""Characters that a heading has at most."""
_KEPT_TEXTS = 20_000
_NUMBERED = re.compile(r"^(?:[①-⑳]|[(（]?\d{1,2}[)）.．])\s*(?=\D)")
_NOTED = re.compile(r"(?:[※*＊注]\s?(?:\d*|必須|任意)|(?<![RHrh\d])\d[)）])+$")
_BRACKETED = re.compile(r"^(?P<head>.+?)\s*[(（\[【](?P<inner>[^()（）\[\]【】]+)[)）\]】]$", re.DOTALL)
_YEAR_FIRST = re.compile(
    r"^(?P<year>(?:令和|平成|[RHrh])(?:元|\d{1,2})(?:年度?)?(?:\(20\d\d(?:年度?)?\))?|20\d\d年?度?|\d{1,2}年度)"
    r"末?の?(?P<rest>[^\d(].*)$"
)
_WITHOUT_ERA = re.compile(r"(\d{1,2})年度")
_LAST_OF_REIWA = 20
"""A year up to this one is taken for 令和, a later one (`30年度`) for 平成."""
_ENCLOSED = re.compile(r"^[(（\[【]([^()（）\[\]【】]*)[)）\]】]$")
_HARMLESS = re.compile(
    r"選択|(?:を|に|して|のみ|具体的に)(?:記入|記載|入力)|^(?:記入|記載|入力)(?:して|する|欄)?$"
    r"|以内|文字|具体|単位|必須|任意|注|※|参照|のみ|簡潔|プルダウン|リスト"
)
_OTHER = re.compile(r"見込|予定|予測|推計|計画期間|最終|次年度|翌年度|来年度|中間|参考|前々")
_LAST_YEAR = re.compile(r"^(?:前年度?|昨年度)")
_THIS_YEAR = re.compile(r"^(?:今年度|当年度|本年度)(?:末)?の?")
_WEAK = frozenset(map(normalize_heading, WEAK))


@dataclass(frozen=True, slots=True)
class Heading:
    """The column that a heading names; `unit` and `year` if the heading carries them."""

    field: str
    year: int | None = None
    unit: str = ""
    weak: bool = False
    """Whether another heading that says the same in so many words takes precedence."""

    @property
    def column(self) -> str:
        """The column's name, with its year if it has one."""
        return of_year(self.field, self.year) if self.year else self.field


@lru_cache(maxsize=_KEPT_TEXTS)
def heading_of(path: tuple[str, ...]) -> Heading | None:
    """Return what a stack of heading texts names, from the outermost to the innermost, or nothing."""
    whole = _single("".join(path)) if len(path) > 1 else None
    if whole is not None:
        return whole
    *parents, last = path
    if any(_OTHER.search(text) for text in parents):
        return None
    inner = _single(last)
    if inner is not None:
        return _under(inner, tuple(parents))
    return _qualified(parents, last)


def _under(inner: Heading, parents: tuple[str, ...]) -> Heading:
    """Give a heading what stands above it: a year, last year, or a better word for the same column."""
    for parent in parents:
        if inner.field == "actual_value" and _LAST_YEAR.match(parent):
            return replace(inner, field="previous_value", year=None, weak=False)
        above = _single(parent)
        if inner.weak and above is not None and above.field in NARRATIVE:
            return above
        if is_unit(_ENCLOSED.sub(r"\1", parent.strip())) and not inner.unit:
            inner = replace(inner, unit=_ENCLOSED.sub(r"\1", parent.strip()))
        year = _year(parent)
        if year and inner.year is None:
            inner = replace(inner, year=year)
    return inner


def _qualified(parents: list[str], last: str) -> Heading | None:
    """Read the innermost text as the year, the unit or a note of the heading above it."""
    above = heading_of(tuple(parents)) if parents else None
    qualifier = _qualifies(last)
    if above is None or qualifier is None:
        return None
    year, unit = qualifier
    return replace(above, year=year or above.year, unit=unit or above.unit)


@lru_cache(maxsize=_KEPT_TEXTS)
def _single(text: str) -> Heading | None:
    """Return what the text of one heading names."""
    if len(text) > LONGEST:
        return None
    plain = normalize_heading(text)
    field = field_of_heading(text)
    if field is not None:
        return Heading(field, weak=plain in _WEAK)
    bare = _bare(text)
    if bare and bare != text:
        return _single(bare)
    if (match := _BRACKETED.match(bare)) and (found := _with_brackets(match["head"], match["inner"])):
        return found
    return _after_its_year(unicodedata.normalize("NFKC", bare))


def _after_its_year(text: str) -> Heading | None:
    """Read a heading that begins with its year: 令和5年度実績値, 今年度の目標."""
    of_this_year = _THIS_YEAR.sub("", text)
    if of_this_year != text:
        return _single(of_this_year) if of_this_year else None
    match = _YEAR_FIRST.match(text)
    rest, year = (_single(match["rest"]), _year(match["year"])) if match else (None, None)
    return replace(rest, year=year) if rest and year else None


def _bare(text: str) -> str:
    """Return a heading without its own number and its notes: `①実績値※1` is 実績値."""
    return _NOTED.sub("", _NUMBERED.sub("", text.strip())).strip()


def _with_brackets(head: str, inner: str) -> Heading | None:
    """Read what stands in brackets behind a heading: last year, a year, a unit or a harmless note."""
    if _OTHER.search(inner):
        return None
    before = field_of_heading(inner + head)
    if before is not None:
        return Heading(before)
    found = _single(head)
    if found is not None and found.field == field_of_heading(inner):
        return found
    qualifier = _qualifies(inner)
    if found is None or qualifier is None:
        return None
    year, unit = qualifier
    return replace(found, year=year or found.year, unit=unit or found.unit)


def _qualifies(text: str) -> tuple[int | None, str] | None:
    """Return the year and unit that a text adds to a heading; `None` if it could change its meaning."""
    bare = _ENCLOSED.sub(r"\1", text.strip().strip("※ \u3000"))
    if is_known(text):
        return None
    if _THIS_YEAR.fullmatch(bare):
        return None, ""
    if year := _year(bare):
        return year, ""
    unit = re.sub(r"^単位\s*[:：]?\s*", "", bare)
    if is_unit(unit):
        return None, unit
    if _OTHER.search(bare) or not _HARMLESS.search(bare):
        return None
    return None, ""


def _year(text: str) -> int | None:
    """Read a fiscal year, or nothing; one without its era (`5年度`) is of the era whose year it can be."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if match := _WITHOUT_ERA.fullmatch(plain):
        plain = f"{'令和' if int(match[1]) <= _LAST_OF_REIWA else '平成'}{plain}"
    try:
        return FiscalYear.from_label(plain).year
    except ValueError:
        return None


@lru_cache(maxsize=_KEPT_TEXTS)
def is_known(text: str) -> bool:
    """Tell whether a text alone names a column, taken or deliberately not."""
    return _single(text) is not None or is_out_of_scope(_bare(text))


@lru_cache(maxsize=_KEPT_TEXTS)
def is_part(text: str) -> bool:
    """Tell whether a text alone could be a part of a heading: it names a column or says which one."""
    return is_known(text) or _LAST_YEAR.match(text) is not None or _qualifies(text) is not None


@lru_cache(maxsize=_KEPT_TEXTS)
def is_year(text: str) -> bool:
    """Tell whether a text is nothing but a fiscal year with its era or the word 年度."""
    return not text.strip().isdecimal() and _year(text.strip()) is not None


def is_left_out(path: tuple[str, ...]) -> bool:
    """Tell whether a heading is known and deliberately not taken."""
    return any(is_out_of_scope(_bare(text)) for text in (path[-1], "".join(path), path[0]))
