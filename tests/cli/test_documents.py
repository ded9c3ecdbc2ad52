"""What the pages tell people to type is what the program takes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from shinchoku.bilingual import Language
from shinchoku.checks.rule_list import RULES
from shinchoku.checks.rule_words import readable
from shinchoku.cli import shinchoku

pytestmark = pytest.mark.covers_core
REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = [*REPOSITORY.glob("README*.md"), *REPOSITORY.glob("docs/how-to/**/*.md")]
LINE = re.compile(r"^ {4,}(?:\.venv/bin/)?shinchoku ([a-z][^\n]*)$", re.MULTILINE)
COMMANDS = [
    pytest.param(found[1], id=f"{page.name}: {found[1]}")
    for page in sorted(PAGES)
    for found in LINE.finditer(page.read_text(encoding="utf-8"))
]


def parsed(command: click.Command, arguments: list[str], parent: click.Context | None = None) -> None:
    """Read the arguments of a command, and of the command inside it, without running anything."""
    with command.make_context(command.name, arguments, parent) as context:
        if isinstance(command, click.Group):
            name, inner, rest = command.resolve_command(context, [*context._protected_args, *context.args])  # noqa: SLF001 -- what click has read so far
            assert inner is not None, name
            parsed(inner, rest, context)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_documented_command_can_be_typed_in(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its command and options exist, and the samples that it names are in the checkout."""
    monkeypatch.chdir(REPOSITORY)
    try:
        parsed(shinchoku, shlex.split(line, comments=True))
    except click.BadParameter as error:
        if re.search(r"'(?!examples/)[^']*\.xlsx' does not exist", error.message):
            return  # a workbook that an earlier line of the page makes
        raise


def test_there_is_something_documented() -> None:
    """The pages are found, and have commands."""
    assert len(COMMANDS) > 30


def test_links_between_pages_lead_somewhere() -> None:
    """Every relative link of the pages names a file that is there."""
    pages = [*PAGES, REPOSITORY / "docs" / "README.md", *REPOSITORY.glob("docs/tutorial/*.md")]
    lost = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert lost == []


def test_every_how_to_and_decision_is_listed_once() -> None:
    """`docs/README.md` names each page exactly once in its tables."""
    listed = re.findall(
        r"^\| \[[^\]]*\]\(([^)#]+)\)",
        (REPOSITORY / "docs/README.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert len(listed) == len(set(listed))
    there = {path.relative_to(REPOSITORY / "docs").as_posix() for path in REPOSITORY.glob("docs/adr/*.md")}
    there |= {
        path.relative_to(REPOSITORY / "docs").as_posix() for path in REPOSITORY.glob("docs/how-to/*.md")
    }
    assert there <= set(listed)


@pytest.mark.parametrize("code", RULES)
def test_what_a_rule_says_is_readable_without_a_finding(code: str) -> None:
    """Each placeholder has its words in both languages, and none is left over."""
    for words in (RULES[code].message, RULES[code].remedy):
        for language in Language:
            assert not re.search(r"[{}]|!r", readable(words).in_language(language))
