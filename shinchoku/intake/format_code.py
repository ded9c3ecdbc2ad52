"""Number format codes taken apart: `#,##0,"千円";▲#,##0,"千円"` into its sections.

Grammar: ECMA-376 part 1, 18.8.31. A code may have sections for positive, negative and zero numbers and
for text; quotes, a backslash or a currency bracket make literal words.
"""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

_LONGEST_CODE = 1000  # Excel writes at most 255 characters
_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"
    | \\(?P<escaped>.)
    | (?P<filler>[_*].)
    | \[(?P<bracket>[^\[\]]*)\]
    | (?P<general>general|g/標準|標準|standard)
    | (?P<exponent>e[+-][0\#?]+)
    | (?P<date>am/pm|a/p|[ymdhsgebar])
    | (?P<digits>[0\#?.,]+)
    | (?P<percent>%)
    | (?P<slash>/)
    | (?P<text>@)
    | (?P<section>;)
    | (?P<odd>["\[\\_*1-9a-z])
    | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COLOUR = re.compile(
    r"black|blue|cyan|green|magenta|red|white|yellow|colou?r ?\d+|[黒青水緑紫赤白黄]色?|色\d+", re.IGNORECASE
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FormatSection:
    """One section of a format code: the words around the number and what is done to it."""

    position: int = 0
    """0 for the first section, 1 for the one of negative numbers, 2 for zero."""
    prefix: str = ""
    suffix: str = ""
    body: str = ""
    """The placeholders of the number as one piece: `#,##0.0,`."""
    is_general: bool = False
    percents: int = 0
    is_text: bool = False
    is_date: bool = False
    dates: str = ""
    """The letters of the parts of a date and a time, in lower case: `ymd`."""
    is_conditional: bool = False
    is_scientific: bool = False
    is_unclear: bool = False
    """Fractions, numerals of another script, words between the digits."""

    @property
    def words(self) -> str:
        """Everything literal in the section."""
        return self.prefix + self.suffix

    @property
    def has_number(self) -> bool:
        """Whether the number itself is written at all."""
        return self.is_general or any(c in self.body for c in "0#?")

    @property
    def places(self) -> int | None:
        """How many decimals are shown; `None` where as many as there are."""
        if self.is_general or not self.has_number:
            return None
        return sum(c in "0#?" for c in self.body.partition(".")[2])

    @property
    def significant_digits(self) -> int:
        """How many digits are shown at most where the number is written with an exponent."""
        return sum(c in "0#?" for c in self.body)

    @property
    def hides_zero(self) -> bool:
        """Whether zero leaves no digit: `#,###`."""
        return not self.is_general and "0" not in self.body

    @property
    def thousands(self) -> int:
        """By how many thousands the number is divided: the commas that end its whole or its fraction."""
        whole, _, fraction = self.body.partition(".")
        return sum(len(part) - len(part.rstrip(",")) for part in (whole, fraction))

    @property
    def least_digits(self) -> int:
        """How many digits the whole part has at least: 2 for `00`."""
        return self.body.partition(".")[0].count("0")


@dataclass(slots=True)
class _SectionReader:
    """Puts one section together, token by token."""

    section: FormatSection = field(default_factory=FormatSection)

    def take(self, kind: str, text: str) -> None:
        """Take one token."""
        section = self.section
        match kind:
            case "digits":
                self._number(text)
            case "general":
                self._number("")
                self.section = replace(self.section, is_general=True)
            case "percent":
                self._word("%")
                self.section = replace(self.section, percents=section.percents + 1)
            case "quoted" | "escaped" | "literal":
                self._word(text)
            case "bracket":
                self._bracket(text)
            case "date":
                self.section = replace(section, is_date=True, dates=section.dates + text.lower())
            case "text":
                self.section = replace(section, is_text=True)
            case "exponent":
                self.section = replace(section, is_scientific=True)
            case "slash" | "odd":
                self.section = replace(section, is_unclear=True)
            case _:  # a filler only keeps or fills space
                pass

    def _number(self, body: str) -> None:
        """Take the number's placeholders; a second piece means that words stand between its digits."""
        section = self.section
        again = section.has_number or section.is_general
        self.section = replace(section, body=section.body + body, is_unclear=section.is_unclear or again)

    def _word(self, text: str) -> None:
        """Take literal text, before or after the number."""
        section = self.section
        if section.body or section.is_general:
            self.section = replace(section, suffix=section.suffix + text)
        else:
            self.section = replace(section, prefix=section.prefix + text)

    def _bracket(self, text: str) -> None:
        """Take a currency sign, a colour, a locale, elapsed time, a condition or another numeral."""
        if text.startswith("$"):
            self._word(text[1:].partition("-")[0])
        elif _ELAPSED.fullmatch(text):
            self.section = replace(self.section, is_date=True, dates=self.section.dates + text.lower())
        elif text[:1] in set("<>="):
            self.section = replace(self.section, is_conditional=True)
        elif not _COLOUR.fullmatch(text):
            self.section = replace(self.section, is_unclear=True)


@lru_cache(maxsize=1024)
def sections_of(code: str) -> tuple[FormatSection, ...] | None:
    """Return the sections of a format code; `None` for one that is longer than any program writes."""
    if len(code) > _LONGEST_CODE:
        return None
    readers = [_SectionReader()]
    for token in _TOKEN.finditer(code):
        kind = token.lastgroup or "literal"
        if kind == "section":
            readers.append(_SectionReader(FormatSection(position=len(readers))))
        else:
            readers[-1].take(kind, token[kind])
    return tuple(_dated(reader.section) for reader in readers)


def _dated(section: FormatSection) -> FormatSection:
    """Return a section that is either a date or none: digits stand in one only as parts of a second."""
    if section.is_date and section.has_number and not section.body.startswith("."):
        return replace(section, is_date=False, is_unclear=True)
    return section
