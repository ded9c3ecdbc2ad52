"""Taking text out of what is public: what is searched for, what stands in its place, and the tombstone that stays.

Immutability has one exception (personal data that should never have been published, a court's order). The bytes go;
the address, the day, the kind of reason and the hashes of before and after stay.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache

from schemas.code_list import CodeList
from schemas.headings import HEADINGS
from shinchoku.errors import ConfigurationError
from shinchoku.spelling import is_unseen

MARK = "［削除］"
"""What stands where text was taken out, in tables, documents and the state."""
_FEWEST_CHARACTERS, _FEWEST_ASCII, _FEWEST_DIGITS = 2, 4, 7
_ESCAPES = frozenset("\\")
"""What stands before a quote or a mark in JSON, TOML and Markdown."""
_BETWEEN_DIGITS = frozenset("-‐‑‒–—―−ー－()（）.．・/／ ")
"""What people write between the digits of a number, or leave out."""


class TakedownKind(CodeList):
    """Why something is taken down, as the tombstone tells it; what was said in full stays inside."""

    PERSONAL_DATA = "personal_data", "個人情報", "Personal data"
    COURT_ORDER = "court_order", "裁判所などの命令", "Order of a court or an authority"
    RIGHTS = "rights", "第三者の権利", "Rights of others"


@dataclass(frozen=True, slots=True)
class TakenDown:
    """The tombstone in a release: the day, the kind of reason, and the hash that `SHA256SUMS` had before."""

    on: date
    kind: TakedownKind
    sums_before: str


@dataclass(frozen=True)
class Removal:
    """A text that has to go, however it is written: in any width and case, with or without what stands between.

    Blanks and characters that show as nothing count nowhere; between the digits of a number, neither do dashes,
    brackets and dots. A number is not found inside of a longer one.
    """

    text: str

    def __post_init__(self) -> None:
        """Refuse what would be found everywhere.

        Raises:
            ConfigurationError: if the text is too short to name anything.
        """
        sought = self._sought
        fewest = _FEWEST_CHARACTERS if not sought.isascii() else _FEWEST_ASCII
        fewest = _FEWEST_DIGITS if sought.isdecimal() else fewest
        if len(sought) < fewest or any(map(self.is_in, (MARK, *common_words()))):
            raise ConfigurationError(
                f"削除する文が短すぎるか、どこにでもある語です。関係のない箇所まで消さないよう、{fewest}文字以上で指定してください（数字だけなら{_FEWEST_DIGITS}桁以上）。",
                f"the text is too short or too common, it would be found everywhere: give at least {fewest} characters ({_FEWEST_DIGITS} if they are all digits).",
            )

    def is_in(self, value: str) -> bool:
        """Tell whether a value holds the text."""
        return bool(self._spans(value))

    def without(self, value: str) -> str:
        """Return a value with the mark in place of the text; one that does not hold it comes back as it is."""
        spans = self._spans(value)
        if not spans:
            return value
        kept: list[str] = []
        end = 0
        for begin, until in spans:
            kept += [value[end:begin], MARK]
            end = until
        return "".join([*kept, value[end:]])

    def without_in(self, value: object) -> object:
        """Return a value of JSON with the mark in place of the text in every string of it, keys excepted."""
        if isinstance(value, str):
            return self.without(value)
        if isinstance(value, list):
            return [self.without_in(one) for one in value]
        if isinstance(value, dict):
            return {key: self.without_in(one) for key, one in value.items()}
        return value

    @cached_property
    def _sought(self) -> str:
        """The text as it is searched for."""
        return _plain(self.text, _ignored(_plain(self.text, frozenset())))

    def is_figure(self, value: str) -> bool:
        """Tell whether a figure is the number that has to go; a figure is never edited."""
        return self._sought.isdecimal() and "".join(c for c in value if c.isalnum()) == self._sought

    def _spans(self, value: str) -> list[tuple[int, int]]:
        """Return where the text stands in a value: from, until."""
        sought, ignored = self._sought, _ignored(self._sought)
        within = _plain(value, ignored)
        found: list[tuple[int, int]] = []
        start = within.find(sought)
        folded = _folded(value, ignored) if start >= 0 else []
        while start >= 0:
            end = start + len(sought)
            begin, until = folded[start][1], folded[end - 1][1] + 1
            inside_a_number = sought.isdecimal() and (_is_digit(value, begin - 1) or _is_digit(value, until))
            if inside_a_number or _cuts_a_character(folded, start, end):
                start = within.find(sought, start + 1)
                continue
            found.append((begin, until))
            start = within.find(sought, end)
        return found


@cache
def common_words() -> tuple[str, ...]:
    """Return the words of the forms and the code lists: what every sheet and every table holds."""
    labels = (code for codes in CodeList.__subclasses__() for code in codes)
    said = (text for code in labels for text in (code.label_ja, code.label_en))
    return tuple(dict.fromkeys([*said, *(heading for one in HEADINGS.values() for heading in one)]))


def _ignored(sought: str) -> frozenset[str]:
    """Return what does not count in a value: for a number, what is written between digits; else what escapes a quote or a mark."""
    digits = "".join(c for c in sought if c not in _BETWEEN_DIGITS)
    return _BETWEEN_DIGITS | _ESCAPES if digits.isdecimal() and digits else _ESCAPES


def _cuts_a_character(folded: list[tuple[str, int]], start: int, end: int) -> bool:
    """Tell whether a place begins or ends within a letter and its marks: た is no part of だ."""
    begins_within = start > 0 and folded[start - 1][1] == folded[start][1]
    ends_within = end < len(folded) and (
        folded[end][1] == folded[end - 1][1] or bool(unicodedata.combining(folded[end][0]))
    )
    return begins_within or ends_within


def _plain(value: str, ignored: frozenset[str]) -> str:
    """Return the characters of a value that count, in one width and case."""
    return "".join(map(_letters, value)).translate(dict.fromkeys(map(ord, ignored)))


def _folded(value: str, ignored: frozenset[str]) -> list[tuple[str, int]]:
    """Return the same characters, each with its place in the value."""
    return [(c, at) for at, one in enumerate(value) for c in _letters(one) if c not in ignored]


@lru_cache(maxsize=2**14)
def _letters(character: str) -> str:
    """Return what counts of a character, in one width and case; every text of a city is made of a few thousand."""
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(c for c in plain if not c.isspace() and not is_unseen(c))


def _is_digit(value: str, at: int) -> bool:
    """Tell whether a digit stands at a place of a value."""
    return 0 <= at < len(value) and value[at].isdecimal()
