"""Japanese fiscal years: 1 April to 31 March, written by era or by Western year.

Inside the system a fiscal year is the Western year that its April falls in; eras exist only where
text comes in or goes out (GIF: store the Western year, convert at the edges).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Self

# The era that a fiscal year's label uses is the one in force at the end of the year's first month of
# that era: FY2019 began as 平成31年度 and is 令和元年度 in every document written after April 2019.
_ERAS: tuple[tuple[str, str, int, int], ...] = (
    # name, letter, Western year of its year 1, last fiscal year it may label
    ("令和", "R", 2019, 9999),
    ("平成", "H", 1989, 2019),
    ("昭和", "S", 1926, 1989),
    ("大正", "T", 1912, 1926),
    ("明治", "M", 1868, 1912),
)
_ERA_LABEL = re.compile(r"(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\.?(?P<year>元|\d{1,2})(?:年度?)?")
_WESTERN_LABEL = re.compile(r"(?P<year>\d{4})(?:年度?)?")
_PRINTED_LABEL = re.compile(r"(?P<era>[^()]+)\((?P<western>\d{4}(?:年度?)?)\)")
_FIRST_SUPPORTED, _LAST_SUPPORTED = 1868, 2999


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """A fiscal year, named by the Western year in which its April falls.

    Raises:
        ValueError: if the year is outside 1868-2999.
    """

    year: int

    def __post_init__(self) -> None:
        """Refuse a year that no plan can mean."""
        if not _FIRST_SUPPORTED <= self.year <= _LAST_SUPPORTED:
            raise ValueError(f"not a fiscal year: {self.year}")

    @classmethod
    def from_label(cls, label: str) -> Self:
        """Read `令和５年度`, `R5`, `2023年度`, `2023`, `平成31年度` (the year that became 令和元年度).

        Raises:
            ValueError: if the label is not a fiscal year, or the era had ended or not begun by then.
        """
        text = re.sub(r"\s", "", unicodedata.normalize("NFKC", label))
        if match := _PRINTED_LABEL.fullmatch(text):
            both = cls.from_label(match["era"]), cls.from_label(match["western"])
            text = match["western"] if both[0] == both[1] else ""
        if match := _WESTERN_LABEL.fullmatch(text):
            return cls(int(match["year"]))
        if match := _ERA_LABEL.fullmatch(text.upper()):
            number = 1 if match["year"] == "元" else int(match["year"])
            for name, letter, first, last in _ERAS:
                if match["era"] in {name, letter} and number >= 1 and first + number - 1 <= last:
                    return cls(first + number - 1)
        raise ValueError(f"not a fiscal year label: {label!r}")

    @classmethod
    def of_date(cls, day: date) -> Self:
        """Return the fiscal year that `day` lies in (April starts a new one)."""
        return cls(day.year if day.month >= 4 else day.year - 1)  # noqa: PLR2004 -- 4 is April

    @property
    def era(self) -> str:
        """The era's name, as documents of that year write it after any change of era: 令和."""
        return next(name for name, _, first, _ in _ERAS if self.year >= first)

    @property
    def era_year(self) -> int:
        """The year within the era: 5 for FY2023."""
        return next(self.year - first + 1 for _, _, first, _ in _ERAS if self.year >= first)

    @property
    def era_label(self) -> str:
        """`令和5年度`; the first year of an era is `令和元年度`."""
        return f"{self.era}{'元' if self.era_year == 1 else self.era_year}年度"

    @property
    def label(self) -> str:
        """`令和5年度（2023年度）`: how a fiscal year is printed."""
        return f"{self.era_label}（{self.year}年度）"

    @property
    def first_day(self) -> date:
        """1 April."""
        return date(self.year, 4, 1)

    @property
    def last_day(self) -> date:
        """31 March of the next calendar year."""
        return date(self.year + 1, 3, 31)

    def __str__(self) -> str:
        """`FY2023`."""
        return f"FY{self.year}"
