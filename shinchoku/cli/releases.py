"""`shinchoku releases`: what is public, and what waits."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from shinchoku.bilingual import Language
from shinchoku.cli.options import data_option, database_address, format_option, language_option, plan_option
from shinchoku.cli.screen import out, print_json, rows, say, table
from shinchoku.cli.waiting_screen import print_waiting

if TYPE_CHECKING:
    from shinchoku.review.awaiting import Awaiting


@click.command("releases", help="公表した版と保留の一覧 / versions that are public, and what waits")
@plan_option
@data_option
@format_option
@language_option
def command(plan: str | None, data: Path, output: str, lang: str) -> None:
    """List the versions, newest first, and the candidates that wait with their reasons."""
    from shinchoku.adapters.state.approvals import load_waiting  # noqa: PLC0415 -- slow to import
    from shinchoku.adapters.state.releases import load_history  # noqa: PLC0415 -- as above
    from shinchoku.stages.preview import everything_awaiting  # noqa: PLC0415 -- as above
    from shinchoku.stages.session import reading, today  # noqa: PLC0415 -- as above

    language = Language(lang)
    with reading(plan, data, database_address(), today()) as session:
        history, waiting = [], []
        awaiting: tuple[Awaiting, ...] = ()
        if session is not None:
            with session.engine.connect() as connection:
                history = load_history(connection, session.plan.id)
                waiting = load_waiting(connection, session.plan.id)
            awaiting = everything_awaiting(session)
    releases: list[dict[str, Any]] = [
        {
            "version": one.version,
            "as_of": one.as_of.isoformat(),
            "withdrawn": one.withdrawn,
            "years": [
                {
                    "fiscal_year": year.year,
                    "digest": entry.digest,
                    "cause": str(entry.cause),
                    "reason": entry.reason,
                }
                for year, entry in sorted(one.years.items())
            ],
            "causes": {year: entry.cause for year, entry in sorted(one.years.items())},
        }
        for one in reversed(history)
    ]
    if output == "json":
        for one in releases:
            one.pop("causes")
        print_json({"releases": releases, "waiting": waiting})
        return
    _print_releases(releases, language)
    for candidate in awaiting:
        print_waiting(candidate, language)


def _print_releases(releases: list[dict[str, Any]], language: Language) -> None:
    """Print a line for each version."""
    if not releases:
        say(language, "公表した版はありません。", "Nothing has been released.")
        return
    ja = language is Language.JA
    made = table(
        ("版" if ja else "Version", "left"),
        ("年度と理由" if ja else "Years and why", "left"),
        ("状態" if ja else "State", "left"),
    )
    lines: list[tuple[Any, ...]] = []
    for number, one in enumerate(releases):
        causes = ("、" if ja else ", ").join(
            f"{year.label} {cause.label_ja}" if ja else f"{year} {cause.label_en}"
            for year, cause in one["causes"].items()
        )
        current = ("公表中" if ja else "current") if number == 0 else ""
        withdrawn = ("取り下げ" if ja else "withdrawn") if one["withdrawn"] else current
        lines.append((one["version"], causes, withdrawn))
    out().print(rows(made, lines))
