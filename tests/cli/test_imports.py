"""What a command imports: the list of commands needs none of them, and a linter needs no server and no database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest
from contract.city import PLANNING, SHEETS, City

from shinchoku.cli import shinchoku
from shinchoku.cli.short_helps import SHORT_HELPS

SERVERS = {"alembic", "fastapi", "prefect", "psycopg", "sqlalchemy", "starlette", "uvicorn"}
TABLES = {"frictionless", "openpyxl", "pandas", "pandera", "pydantic", "rich"}
PROGRAM = """
import sys
sys.argv = ["shinchoku", *sys.argv[1:]]
from shinchoku.cli import main
try:
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


def imported(*arguments: str | Path) -> set[str]:
    """Return the modules that a command imports, from a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["no-such-command"]])
def test_what_is_answered_without_a_command_imports_none(arguments: list[str]) -> None:
    """The table of short helps is enough to list the commands."""
    modules = imported(*arguments)
    commands = {f"shinchoku.cli.{name}" for name in SHORT_HELPS}
    assert "shinchoku.cli" in modules
    assert modules & (commands | SERVERS | TABLES) == set()


@pytest.mark.parametrize("arguments", [["rules"], ["rules", "SH203"], ["check", "--help"]])
def test_rules_are_explained_without_server_or_database(arguments: list[str]) -> None:
    """Whoever writes a sheet asks for them often."""
    modules = imported(*arguments)
    assert f"shinchoku.cli.{arguments[0]}" in modules
    assert modules & SERVERS == set()


def test_sheets_are_linted_without_server_or_database(city: City) -> None:
    """`check` reads files and judges them; it keeps nothing."""
    modules = imported("check", city.send(PLANNING, SHEETS[PLANNING]), "--plan", city.plan_file)
    assert "shinchoku.checks.checking" in modules
    assert modules & SERVERS == set()


@pytest.mark.parametrize("name", SHORT_HELPS)
def test_a_command_has_the_short_help_that_it_is_listed_with(name: str) -> None:
    """The table names a module for each command, and what is listed stands at the top of its own help."""
    context = click.Context(shinchoku)
    listed = shinchoku.get_command(context, name)
    _, command, rest = shinchoku.resolve_command(context, [name, "more"])
    assert listed is not None
    assert command is not None
    assert (command.name, rest) == (name, ["more"])
    assert command.get_short_help_str(limit=1000) == listed.get_short_help_str(limit=1000) != ""
