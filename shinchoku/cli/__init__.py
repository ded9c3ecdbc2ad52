"""The command line: the layer above everything, a command a module, each loaded when it is called."""

import importlib
import os
import sys

import click

from shinchoku.bilingual import Language
from shinchoku.cli.harmless import harmless
from shinchoku.cli.mistakes import told
from shinchoku.cli.options import chosen_language
from shinchoku.cli.short_helps import SHORT_HELPS, module_of
from shinchoku.errors import StoppedError


class _LazyCommands(click.Group):
    """A group whose commands are imported when they run: to list them their short helps are enough."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which people meet them."""
        del ctx
        return list(SHORT_HELPS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command as lists show it; `resolve_command` returns the one that runs."""
        del ctx
        return click.Command(cmd_name, help=SHORT_HELPS[cmd_name]) if cmd_name in SHORT_HELPS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Import the command that a list of arguments begins with."""
        name, command, rest = super().resolve_command(ctx, args)
        if name is not None:
            command = importlib.import_module(module_of(name)).command
        return name, command, rest


@click.command(
    cls=_LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="進捗: 行政計画の進捗を毎晩集め、検査し、オープンデータとして公表します。\n\nPlan progress, published nightly.",
)
@click.version_option(package_name="shinchoku")
def shinchoku() -> None:
    """Hold the commands together."""


def main() -> None:
    """Run a command; whatever stops it is told in a sentence, with its exit code."""
    _speak_utf_8()
    _show_signs_or_replace_them()
    try:
        # Outside its standalone mode click returns what a command exits with, and raises everything else.
        sys.exit(shinchoku.main(standalone_mode=False) or 0)
    except click.Abort:
        ja = chosen_language(sys.argv) is Language.JA
        click.echo("中断しました。" if ja else "Interrupted.", err=True)
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as help_:
        help_.show()
        sys.exit(2)
    except click.ClickException as error:
        click.echo(told(error, chosen_language(sys.argv)), err=True)
        sys.exit(2)
    except StoppedError as stop:
        language = chosen_language(sys.argv)
        prefix = "エラー: " if language is Language.JA else "Error: "
        click.echo(prefix + harmless(stop.message.in_language(language), keep="\n"), err=True)
        sys.exit(stop.exit_code)


def _speak_utf_8() -> None:
    """Begin anew in UTF-8 under a locale without it: Japanese paths would not survive it, here or in a child."""
    if os.name == "posix" and not sys.flags.utf8_mode and sys.getfilesystemencoding() != "utf-8":
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], {**os.environ, "PYTHONUTF8": "1"})  # noqa: S606 -- this same program


def _show_signs_or_replace_them() -> None:
    """Let a terminal that lacks a sign (CP932 has no ✖) show `?` instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
