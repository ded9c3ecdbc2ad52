"""`shinchoku nightly`: collect … release, once."""

from datetime import date
from pathlib import Path

import click

from flows.settings import configure
from shinchoku.adapters.locking import require_free
from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.bilingual import Language
from shinchoku.cli.night_screen import Invoked, Progress, print_report
from shinchoku.cli.options import (
    as_of_option,
    data_option,
    format_option,
    language_option,
    plan_option,
)
from shinchoku.cli.screen import own_name, print_json
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.night.stage_watch import watch
from shinchoku.paths import DataPaths

_HELD, _NOT_PUBLISHED = 3, 4


@click.command("nightly", help=SHORT_HELPS["nightly"])
@plan_option
@click.option(
    "--inbox", metavar="DIR_OR_URL", help="受付フォルダー（既定: 計画の設定） / inbox (default: the plan's)"
)
@data_option
@as_of_option
@click.option("--fail-on-hold", is_flag=True, help="保留があれば終了コード3 / exit 3 if anything is held")
@format_option
@language_option
def command(  # noqa: PLR0913 -- an argument for each option
    plan: str | None,
    inbox: str | None,
    data: Path,
    as_of: date | None,
    fail_on_hold: bool,  # noqa: FBT001 -- click passes options by name
    output: str,
    lang: str,
) -> None:
    """Run the night through Prefect and print what it did."""
    language = Language(lang)
    load_plan(find_plan(plan))
    require_free(DataPaths(data))
    progress = Progress(language)
    if output == "text":
        progress.starting()
    configure(data)
    from flows.nightly import nightly  # noqa: PLC0415 -- Prefect is slow, and reads its settings when it is imported

    if output == "text":
        watch(progress)
    report = nightly(plan=plan, data=data, inbox=inbox, as_of=as_of)
    if output == "json":
        print_json(report.to_json())
    else:
        invoked = Invoked(own_name(), plan or report.plan_id, data)
        print_report(report, language, invoked)
    if not report.has_every_catalogue:
        raise click.exceptions.Exit(_NOT_PUBLISHED)
    if fail_on_hold and report.is_anything_held:
        raise click.exceptions.Exit(_HELD)
