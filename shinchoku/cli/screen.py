"""What commands print: tables for people, one JSON document for machines."""

import json
import shutil
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Literal, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from shinchoku.bilingual import Bilingual, Language
from shinchoku.cli.harmless import harmless, spelled_out

T = TypeVar("T")
ColumnHead = tuple[str, Literal["left", "right"]]
"""A column's heading and how its cells stand."""


def out() -> Console:
    """Return standard output; wide enough for a table where nothing tells the width."""
    console = Console(highlight=False, markup=False, soft_wrap=False)
    return console if console.is_terminal else Console(highlight=False, markup=False, width=160)


def err() -> Console:
    """Return standard error, where progress goes."""
    return Console(stderr=True, highlight=False, markup=False)


def print_json(value: object) -> None:
    """Print one JSON document and nothing else; what would move a terminal's cursor is spelled out."""
    click.echo(spelled_out(json.dumps(value, ensure_ascii=False, indent=2, default=str)))


def say(language: Language, ja: str, en: str) -> None:
    """Print a sentence in one language, in one line that can be copied."""
    out().print(Text(harmless(Bilingual(ja, en).in_language(language), keep="\n")), soft_wrap=True)


def many(number: int, noun: str) -> str:
    """Return an English number with its noun: 1 error, 2 errors."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def table(*columns: ColumnHead) -> Table:
    """Return an empty table; a column is its heading and its justification."""
    made = Table(header_style="bold")
    for heading, justify in columns:
        made.add_column(heading, justify=justify, overflow="fold")
    return made


def own_name() -> str:
    """Return how to call this program from here: by its name if that finds it, else by its path."""
    called = Path(sys.argv[0])
    found = shutil.which("shinchoku")
    if found and Path(found).resolve() == called.resolve():
        return "shinchoku"
    here = Path.cwd()
    return str(called.resolve().relative_to(here) if called.resolve().is_relative_to(here) else called)


def rows(made: Table, lines: Sequence[Sequence[object]]) -> Table:
    """Add lines to a table as plain text; a cell that is a list has a line for each of its texts."""
    for line in lines:
        made.add_row(*map(_cell, line))
    return made


def print_table(
    language: Language,
    lines: Iterable[T],
    *columns: tuple[str, str, Callable[[T], object]],
    right: Collection[str] = (),
) -> None:
    """Print a line for each of several things; a column is its two headings, and what of a thing stands in it.

    Columns whose English heading is in `right` hold figures and end at one edge.
    """
    made = table(
        *(
            (Bilingual(ja, en).in_language(language), "right" if en in right else "left")
            for ja, en, _ in columns
        )
    )
    out().print(rows(made, [[cell(one) for _, _, cell in columns] for one in lines]))


def _cell(cell: object) -> Text:
    """Return a cell, empty for nothing; a line break within a text is spelled out, for it is somebody else's."""
    if isinstance(cell, Text):
        return cell
    texts = cell if isinstance(cell, list | tuple) else ("" if cell is None else cell,)
    return Text("\n".join(map(harmless, texts)))
