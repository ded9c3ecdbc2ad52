"""The pages on the commands and on the states of things."""

from __future__ import annotations

import click

from reference_pages.markdown import Page, code_lines, table_lines
from schemas.codes import CodeList
from shinchoku.adapters.catalogues.kinds import catalogue_kinds
from shinchoku.catalogues.outbox import CatalogueStatus, VersionPresence
from shinchoku.catalogues.receipts import Via
from shinchoku.checks.findings import FindingState
from shinchoku.cli import shinchoku
from shinchoku.night.stage_watch import Stage
from shinchoku.register.entries import RoundCoverage
from shinchoku.releases.decision import Outcome
from shinchoku.releases.history import Cause
from shinchoku.releases.hold import HoldReason

HELP_WIDTH = 100


def cli() -> Page:
    """Every command, from its own help."""
    yield "# Command line コマンド"
    yield ""
    yield "The help of each command, as it prints it. `PLAN` is a folder name under `plans/` or a path; with"
    yield "one plan there it may be left out. Relative paths resolve from the working directory."
    yield ""
    yield from table_lines(
        ("Exit code", "Meaning"),
        (
            ("0", "done: released, held, or nothing to do"),
            ("1", "`check` found errors, or `verify` failed"),
            ("2", "usage or configuration: nothing was done"),
            ("3", "something is held (`nightly --fail-on-hold` only)"),
            (
                "4",
                "a lock, disk, database, network or catalogue failed, or `doctor` found something unfit: safe to run again",
            ),
        ),
    )
    yield ""
    yield from _environment()
    root = click.Context(
        shinchoku, info_name="shinchoku", terminal_width=HELP_WIDTH, **shinchoku.context_settings
    )
    yield from _commands(shinchoku, root)


def _environment() -> Page:
    """What the environment says, with the variables that a kind of catalogue asks for."""
    yield from table_lines(
        ("Environment variable", "Meaning"),
        (
            ("`SHINCHOKU_PLAN`", "the plan, where `--plan` is not given"),
            ("`SHINCHOKU_LANG`", "the language, where `--lang` is not given"),
            ("`SHINCHOKU_DATABASE_URL`", "the state database; without it, SQLite under `data/state`"),
            (
                "`SHINCHOKU_CKAN_TOKEN`",
                "the API token of a CKAN, where the plan names no other variable, file or block",
            ),
            *(
                (f"`{variable}`", f"where a hand-over bundle may lead to, for a catalogue of kind `{name}`")
                for name, kind in reversed(tuple(catalogue_kinds().items()))
                if (variable := kind.settings.address_variable)
            ),
            ("`SHINCHOKU_CONSOLE_SOCKET`", "the Unix socket of `console`, where `--socket` is not given"),
            (
                "`SHINCHOKU_PROXY_SECRET_FILE`",
                "the file of the secret by which `console` knows its reverse proxy ([all its settings](../explanation/console-security.md#settings))",
            ),
            ("`PREFECT_API_URL`", "a Prefect server of your own; without it, one is started for the run"),
        ),
    )


def _commands(group: click.Group, parent: click.Context) -> Page:
    """The help of a group's commands, and of theirs."""
    for name in group.list_commands(parent):
        _, command, _ = group.resolve_command(parent, [name])
        if command is None:
            continue
        context = click.Context(command, info_name=name, parent=parent, terminal_width=HELP_WIDTH)
        yield ""
        yield f"## {context.command_path.removeprefix('shinchoku ')}"
        yield ""
        yield "```text"
        yield command.get_help(context)
        yield "```"
        if isinstance(command, click.Group):
            yield from _commands(command, context)


def states() -> Page:
    """Every state and outcome, from the enumerations of the core."""
    yield "# States 状態"
    yield ""
    sections: tuple[tuple[str, str, type[CodeList]], ...] = (
        ("Stages of a night", "In this order, nowhere else.", Stage),
        (
            "Outcomes of a fiscal year",
            "What a night decides for each reported year (`shinchoku.releases.decision.decide`).",
            Outcome,
        ),
        (
            "Why a year is held",
            "A held year contributes the rows of the last release, or none, until somebody approves.",
            HoldReason,
        ),
        ("Why a version carries a year's content", "Shown by `shinchoku releases`.", Cause),
        (
            "States of a finding",
            "The night opens and resolves. The states between belong to decisions of stewards.",
            FindingState,
        ),
        ("What a round asks about", "The key `covers` of a round.", RoundCoverage),
        (
            "Where a catalogue stands",
            "Its line in the outbox: shown by the night, by `shinchoku publish` and by the console.",
            CatalogueStatus,
        ),
        ("How a version is in a catalogue", "Shown by `shinchoku releases`.", VersionPresence),
        ("How a version came to a catalogue", "Said by its receipt.", Via),
    )
    for title, words, code_list in sections:
        yield f"## {title}"
        yield ""
        yield words
        yield ""
        yield from code_lines(code_list)
        yield ""
