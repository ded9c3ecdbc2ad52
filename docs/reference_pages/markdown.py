"""Pages as lines of Markdown, and the tables in them."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator

from schemas.codes import CodeList

Page = Iterator[str]


def table_lines(heads: tuple[str, ...], rows: typing.Iterable[tuple[str, ...]]) -> Page:
    """Lines of a Markdown table."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def code_lines(code_list: type[CodeList]) -> Page:
    """The members of a code list."""
    yield from table_lines(
        ("Code", "名称", "Label"), ((f"`{code}`", code.label_ja, code.label_en) for code in code_list)
    )


def both_labels(code: CodeList) -> str:
    """Both labels of a code."""
    return f"{code.label_ja} / {code.label_en}"


def as_codes(names: typing.Iterable[str]) -> str:
    """Return names as inline code."""
    return ", ".join(f"`{name}`" for name in names)


def sentence_of(documented: object) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join((inspect.getdoc(documented) or "").split("\n\n")[0].split())
