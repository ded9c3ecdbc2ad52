"""What the fields of a catalogue are called, for those who read what others changed there."""

from collections.abc import Iterable

from shinchoku.bilingual import Bilingual
from shinchoku.console.request_context import RequestContext
from shinchoku.sentences import data_beside

_FIELDS = {name: Bilingual(**words) for name, words in data_beside(__name__).items()}
"""What fields of a catalogue are called; those of a city's own form keep their names."""


def field_words(context: RequestContext, fields: Iterable[str]) -> list[str]:
    """Return what fields are called, each once."""
    words = (_FIELDS.get(name, Bilingual(name, name)).in_language(context.language) for name in fields)
    return list(dict.fromkeys(words))
