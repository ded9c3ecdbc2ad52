"""`shinchoku doctor`: whether this machine, this plan and this data directory are fit for the night."""

from pathlib import Path

import click
from rich.text import Text

from shinchoku.bilingual import Language
from shinchoku.cli.options import data_option, database_address, format_option, language_option, plan_option
from shinchoku.cli.publish import blocks_of
from shinchoku.cli.screen import print_json, print_table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.usecases.doctor.examination import Result, examine

_UNFIT = 4


@click.command(
    "doctor",
    help=SHORT_HELPS["doctor"],
)
@plan_option
@click.option(
    "--inbox", metavar="DIR_OR_URL", help="受付フォルダー（既定: 計画の設定） / inbox (default: the plan's)"
)
@data_option
@format_option
@language_option
def command(plan: str | None, inbox: str | None, data: Path, output: str, lang: str) -> None:
    """Examine everything, change nothing, and say what to mend."""
    language = Language(lang)
    results = examine(plan, data, inbox, database_address(), blocks_of(data))
    if output == "json":
        print_json(
            [
                {
                    "check": str(r.name),
                    "ok": r.ok,
                    "warning": r.is_warning,
                    "ja": r.words.ja,
                    "en": r.words.en,
                }
                for r in results
            ]
        )
    else:
        ja = language is Language.JA
        print_table(
            language,
            results,
            ("", "", _mark),
            ("点検", "Check", lambda one: one.name.label_ja if ja else one.name.label_en),
            ("結果", "Result", lambda one: one.words.in_language(language).split("\n")),
        )
    if not all(result.ok for result in results):
        raise click.exceptions.Exit(_UNFIT)


def _mark(result: Result) -> Text:
    """Return the sign that stands before a result."""
    if result.is_warning:
        return Text("△", style="yellow")
    return Text("○" if result.ok else "×", style="green" if result.ok else "bold red")
