"""Reading what comes from outside: every mistake told in a sentence, with the place that it stands at."""

from pydantic import ValidationError

from shinchoku.bilingual import Bilingual
from shinchoku.sentences import data_beside

_MOST_TOLD = 20
_MOST_CHARACTERS = 200

# The library says these in English; who receives a bundle or a receipt reads Japanese.
_IN_JAPANESE = data_beside(__name__)


def mistakes_of(error: ValidationError) -> Bilingual:
    """Return a line for each mistake, the first of them only if there are very many."""
    details = error.errors(include_url=False, include_context=False, include_input=False)
    japanese, english = [], []
    for detail in details[:_MOST_TOLD]:
        place = shown(".".join(str(part) for part in detail["loc"]) or "-")
        said = shown(detail["msg"].removeprefix("Value error, "))
        japanese.append(f"  {place}: {_IN_JAPANESE.get(detail['type'], said)}")
        english.append(f"  {place}: {said}.")
    if (more := len(details) - _MOST_TOLD) > 0:
        japanese.append(f"  ほかに{more}件あります。")
        english.append(f"  {more} more.")
    return Bilingual("\n".join(japanese), "\n".join(english))


def shown(text: str) -> str:
    """Return a text from outside as a message may show it: on one line, without control characters, bounded."""
    plain = "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
    return plain if len(plain) <= _MOST_CHARACTERS else f"{plain[:_MOST_CHARACTERS]}…"


def printable(value: str) -> str:
    """Take a text that a terminal and a page may show.

    Raises:
        ValueError: if there are control characters in it.
    """
    if not value.isprintable():
        raise ValueError("control characters are not taken")
    return value
