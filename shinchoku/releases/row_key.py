"""The name of a published row within its year, in one text: `item_no=78`, `level=plan;key=kanazawa`."""

from collections.abc import Mapping, Sequence

from schemas.published import TABLES

_ESCAPES = {"%": "%25", ";": "%3B", "=": "%3D"}


def row_key(table: str, key: Sequence[str]) -> str:
    """Write the key of a row: `column=value`, joined by `;`, in the order of the table's primary key.

    `%`, `;` and `=` within a value are written `%25`, `%3B` and `%3D`, so that every key can be read back.
    """
    pairs = zip(TABLES[table].key_within_year, key, strict=True)
    return ";".join(f"{name}={_escaped(value)}" for name, value in pairs)


def row_key_of(table: str, row: Mapping[str, str]) -> str:
    """Write the key of a row that is at hand."""
    return row_key(table, [row[name] for name in TABLES[table].key_within_year])


def key_in(text: str) -> tuple[str, ...]:
    """Return the values of a key as it was written, in the order of the table's primary key."""
    return tuple(_unescaped(part.partition("=")[2]) for part in text.split(";"))


def _unescaped(value: str) -> str:
    """Return a value as it was before it was escaped."""
    for character, written in reversed(_ESCAPES.items()):
        value = value.replace(written, character)
    return value


def _escaped(value: str) -> str:
    """Return a value in which nothing separates."""
    return "".join(_ESCAPES.get(character, character) for character in value)
