"""`shinchoku approve`: one candidate, named by its digest, goes out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from shinchoku.bilingual import Language
from shinchoku.cli.options import (
    DayType,
    as_of_option,
    data_option,
    database_address,
    format_option,
    language_option,
    not_blank,
    plan_option,
)
from shinchoku.cli.screen import print_json, say


@click.command("approve", help="保留中の公表案を承認します / approve what waits, by its digest")
@click.argument("digest")
@plan_option
@data_option
@as_of_option
@click.option(
    "--reason", required=True, callback=not_blank, help="承認の理由（公表されます） / why (published)"
)
@click.option("--document", default="", help="決裁文書番号 / document number")
@click.option("--embargo", type=DayType(), help="この日以後の夜に公表 / not before this date")
@format_option
@language_option
def command(  # noqa: PLR0913 -- an argument for each option
    digest: str,
    plan: str | None,
    data: Path,
    as_of: date | None,
    reason: str,
    document: str,
    embargo: date | None,
    output: str,
    lang: str,
) -> None:
    """Release exactly the rows of the candidate, at once or at the embargo."""
    from shinchoku.adapters.state.audit import terminal_actor  # noqa: PLC0415 -- slow to import
    from shinchoku.stages.approve import APPROVER, approve  # noqa: PLC0415 -- as above
    from shinchoku.stages.session import today, writing  # noqa: PLC0415 -- as above

    with writing(plan, data, database_address(), as_of or today()) as session:
        actor = terminal_actor(APPROVER)
        done = approve(session, digest, actor, reason=reason, document=document, embargo=embargo)
        latest = session.published.latest
    version = done.release.version if done.release else None
    if output == "json":
        told = {
            "fiscal_year": done.year.year,
            "digest": done.digest,
            "released_version": version,
            "embargo": embargo,
        }
        print_json(told)
    elif version:
        say(
            Language(lang),
            f"{done.year.label}を公表しました: {latest} → {version}",
            f"{done.year} released: {latest} → {version}",
        )
    else:
        say(
            Language(lang),
            f"{done.year.label}を承認しました。{embargo} 以後の夜に公表します。",
            f"{done.year} approved; it goes out on the first night from {embargo}.",
        )
