"""`shinchoku schedule`: the same, every night, on this machine."""

from pathlib import Path

import click

from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.bilingual import Language
from shinchoku.cli.options import data_option, language_option, plan_option
from shinchoku.cli.screen import say
from shinchoku.cli.short_helps import SHORT_HELPS

CRON, TIMEZONE = "0 2 * * *", "Asia/Tokyo"


@click.command("schedule", help=SHORT_HELPS["schedule"])
@plan_option
@click.option(
    "--inbox", metavar="DIR_OR_URL", help="受付フォルダー（既定: 計画の設定） / inbox (default: the plan's)"
)
@click.option("--cron", default=CRON, show_default=True, help="実行時刻（東京） / when, in Tokyo")
@data_option
@language_option
def command(plan: str | None, inbox: str | None, cron: str, data: Path, lang: str) -> None:
    """Serve the nightly flow until interrupted, with a Prefect server of its own on this machine."""
    language = Language(lang)
    register = load_plan(find_plan(plan))
    from flows.schedule import serve_nightly  # noqa: PLC0415 -- a server is slow to import

    say(
        language,
        f"{register.plan.title}: {cron}（東京）に実行します。公表日時の来たものは、その時刻に公表します。終了は Ctrl+C です。",
        f"{register.plan.title_en}: runs at {cron} (Tokyo), and releases what was approved for a moment when it comes. Stop with Ctrl+C.",
    )
    serve_nightly(plan=plan, inbox=inbox, data=data, cron=cron, timezone=TIMEZONE)
