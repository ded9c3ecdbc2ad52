"""What a column's heading says: the column it names, and the year and unit that come with it.

A heading may stand in one cell or in a stack of up to three (`実績値` over `令和5年度` over `累計`), and
may carry a number, a note or a unit: `①実績値（千円）※1`. A word that would change its meaning (見込み,
最終, 次年度) makes it another heading, one that is not known.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from schemas.headings import (
    CONTEXT_FIGURES,
    FIGURES,
    FILLED_DOWN,
    NARRATIVE,
    field_of_heading,
    is_out_of_scope,
    normalize_heading,
    of_year,
)
from shinchoku.intake.layout.heading_notes import changes_nothing
from shinchoku.intake.layout.heading_words import (
    ANSWERS,
    BRACKETED,
    EARLIER,
    ENCLOSED,
    LAST_YEAR,
    LETTER,
    NOTED,
    NUMBERED,
    OTHER,
    THIS_YEAR,
    WEAK_HEADINGS,
    YEAR_FIRST,
    YEAR_IN_WORDS,
    is_neutral,
    year_among,
    year_in,
)
from shinchoku.intake.layout.sub_headings import Share, share_of
from shinchoku.intake.units import is_unit

_Qualifier = tuple[int | None, str]
LONGEST = 80
"""Characters that a heading has at most."""
_KEPT_TEXTS = 20_000
_WITHOUT_UNIT = frozenset({"achievement_status", *NARRATIVE})
"""Columns of words: A below 達成状況 is a choice and no ampere."""


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
    if any(OTHER.search(text) for text in parents):
        return None
    if (found := _single(last)) is None:
        return _qualified(parents, last)
    for parent in parents:
        if (found := _under(found, parent)) is None:
            return None
    return found


def _under(inner: Heading, parent: str) -> Heading | None:
    """Give a heading what stands above it: a year, a unit, a better word; `None` where that makes it another.

    A word that is not understood (事業費, 県平均, 外部委員) makes an answer another answer.
    """
    if EARLIER.match(parent):
        is_last_years = LAST_YEAR.match(parent) is not None and inner.field == "actual_value"
        return replace(inner, field="previous_value", year=None, weak=False) if is_last_years else None
    above = _single(parent)
    if above is not None:
        return _below_a_heading(inner, above)
    if year := year_in(parent) or (year_among(parent) if inner.field in ANSWERS else None):
        return replace(inner, year=inner.year or year)
    unit = ENCLOSED.sub(r"\1", parent.strip())
    if is_unit(unit):
        return replace(inner, unit=inner.unit or unit)
    understood = inner.field not in ANSWERS or _qualifies(parent) is not None or is_neutral(parent)
    return inner if understood else None


def _below_a_heading(inner: Heading, above: Heading) -> Heading | None:
    """Return what a heading below another one names: 累計 over 実績値 is a running total, 目標値 over 累計 none."""
    inner = replace(inner, year=inner.year or above.year, unit=inner.unit or above.unit)
    if inner.weak and inner.field in ANSWERS and above.field in NARRATIVE:
        return above
    if inner.field == "previous_value" and above.field not in {"actual_value", "previous_value"}:
        return None if above.field in ANSWERS else inner
    if above.field == inner.field or inner.field not in ANSWERS:
        return None if above.field in FILLED_DOWN and above.field != inner.field else inner
    match above.field:
        case "cumulative_value" | "previous_value" | "baseline_value":
            is_actual = inner.field == "actual_value"
            return replace(inner, field=above.field, weak=False) if is_actual else None
        case "target_value":
            return replace(inner, field=above.field) if inner.weak and inner.field == "actual_value" else None
        case _:
            return inner


def _qualified(parents: list[str], last: str) -> Heading | None:
    """Read the innermost text as the year, the unit or a note of the heading above it."""
    above = heading_of(tuple(parents)) if parents else None
    is_note = ENCLOSED.match(last.strip()) is not None
    qualifier = _qualifies(last, above.field if is_note else "") if above else None
    if above is None or qualifier is None:
        return None
    year, unit = qualifier
    if unit and above.field in _WITHOUT_UNIT:
        return None
    return replace(above, year=year or above.year, unit=unit or above.unit)


@lru_cache(maxsize=_KEPT_TEXTS)
def names_by_itself(text: str) -> bool:
    """Tell whether a text names a column in so many words, so that no heading above it is needed."""
    own = _single(text)
    return own is not None and not own.weak


@lru_cache(maxsize=_KEPT_TEXTS)
def _single(text: str) -> Heading | None:
    """Return what the text of one heading names."""
    if len(text) > LONGEST:
        return None
    plain = normalize_heading(text)
    field = field_of_heading(text)
    if field is not None:
        return Heading(field, weak=plain in WEAK_HEADINGS)
    bare = bare_heading(text)
    if bare and bare != text:
        return _single(bare)
    if (match := BRACKETED.match(bare)) and (found := _with_brackets(match["head"], match["inner"])):
        return found
    return _after_its_year(unicodedata.normalize("NFKC", bare))


def _after_its_year(text: str) -> Heading | None:
    """Read a heading that begins with its year: 令和5年度実績値, 今年度の目標."""
    of_this_year = THIS_YEAR.sub("", text)
    if of_this_year != text:
        return _single(of_this_year) if of_this_year else None
    match = YEAR_FIRST.match(text)
    rest, year = (_single(match["rest"]), year_in(match["year"])) if match else (None, None)
    return replace(rest, year=year) if rest and year else None


def bare_heading(text: str) -> str:
    """Return a heading without its own number and its notes: `①実績値※1` is 実績値."""
    return NOTED.sub("", NUMBERED.sub("", text.strip())).strip()


def _with_brackets(head: str, inner: str) -> Heading | None:
    """Read what stands in brackets behind a heading: last year, a year, a unit or a harmless note."""
    if OTHER.search(inner):
        return None
    before = field_of_heading(inner + head)
    if before is not None:
        return Heading(before)
    found = _single(head)
    if found is not None and found.field == field_of_heading(inner):
        return found
    qualifier = _qualifies(inner, found.field) if found else None
    if found is None or qualifier is None:
        return None
    year, unit = qualifier
    if unit and found.field in _WITHOUT_UNIT:
        return None
    return replace(found, year=year or found.year, unit=unit or found.unit)


def _qualifies(text: str, field: str = "") -> _Qualifier | None:
    """Return the year and unit that a text adds to a heading; `None` if it could change its meaning.

    What changes nothing is listed (`heading_notes`); `field` is the column that the heading names.
    """
    bare = ENCLOSED.sub(r"\1", text.strip().strip("※ \u3000"))
    if is_known(text):
        return None
    if match := BRACKETED.match(bare):
        return _both(_qualifies(match["head"], field), _qualifies(match["inner"], field))
    if year := year_in(bare):
        return year, ""
    unit = re.sub(r"^単位\s*[:：]?\s*", "", bare)
    return (None, unit) if is_unit(unit) else _noted(bare, field)


def _noted(note: str, field: str) -> _Qualifier | None:
    """Return the year of a note that changes nothing but the year; `None` if it could change the meaning."""
    is_letter = LETTER.fullmatch(note) is not None and field in {*FIGURES, *CONTEXT_FIGURES}
    if THIS_YEAR.fullmatch(note) or is_letter or share_of(note) is Share.WHOLE:
        return None, ""
    plain = unicodedata.normalize("NFKC", note)
    years = YEAR_IN_WORDS.findall(plain)
    rest = YEAR_IN_WORDS.sub("", plain) if len(years) == 1 else note
    if not changes_nothing(rest, field):
        return None
    return (year_in(years[0]) if len(years) == 1 else None), ""


def _both(one: _Qualifier | None, other: _Qualifier | None) -> _Qualifier | None:
    """Put together what a text and its brackets add: 計（千円）."""
    return (one[0] or other[0], one[1] or other[1]) if one and other else None


@lru_cache(maxsize=_KEPT_TEXTS)
def is_known(text: str) -> bool:
    """Tell whether a text alone names a column, taken or deliberately not."""
    return _single(text) is not None or is_out_of_scope(bare_heading(text))


@lru_cache(maxsize=_KEPT_TEXTS)
def is_part(text: str) -> bool:
    """Tell whether a text alone could be a part of a heading: it names a column or says which one."""
    if is_known(text) or EARLIER.match(text) is not None or _qualifies(text) is not None:
        return True
    return share_of(text) is not None


def is_left_out(path: tuple[str, ...]) -> bool:
    """Tell whether a heading is known and deliberately not taken, or says something of last year."""
    return any(map(EARLIER.match, path[:-1])) or any(
        is_out_of_scope(bare_heading(text)) for text in (path[-1], "".join(path), path[0])
    )
