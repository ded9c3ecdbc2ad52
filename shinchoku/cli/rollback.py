"""`shinchoku rollback`: a new version with the rows of an old one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from shinchoku.bilingual import Language
from shinchoku.cli.options import (
    as_of_option,
    data_option,
    database_address,
    format_option,
    language_option,
    not_blank,
    plan_option,
)
from shinchoku.cli.screen import print_json, say, say_catalogues_follow


@click.command(
    "rollback", help="前の版の内容に戻した新しい版を公表します / release an earlier version's rows anew"
)
@click.argument("version")
@plan_option
@data_option
@as_of_option
@click.option(
    "--reason", required=True, callback=not_blank, help="取り下げの理由（公表されます） / why (published)"
)
@format_option
@language_option
def command(  # noqa: PLR0913 -- an argument for each option
    version: str, plan: str | None, data: Path, as_of: date | None, reason: str, output: str, lang: str
) -> None:
    """Go back; the years that change wait for an approval from then on."""
    from shinchoku.stages.accounts import person_at_terminal  # noqa: PLC0415 -- slow to import
    from shinchoku.stages.rollback import rollback  # noqa: PLC0415 -- as above
    from shinchoku.stages.session import today, writing  # noqa: PLC0415 -- as above

    with writing(plan, data, database_address(), as_of or today()) as session:
        made = rollback(session, version, person_at_terminal(session), reason)
        register = session.plan
    if output == "json":
        print_json({"released_version": made.version, "rows_of": version})
    else:
        say(
            Language(lang),
            f"{version} の内容を {made.version} として公表しました。取り下げた版は残り、一覧に取り下げと表示されます。",
            f"released the rows of {version} as {made.version}; what was taken back stays, marked withdrawn.",
        )
        say_catalogues_follow(Language(lang), register)
