"""`shinchoku releases`: what is public and where, what waits, and the receipts of catalogues."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from shinchoku.bilingual import Bilingual, Language
from shinchoku.catalogues.outbox import VersionPresence
from shinchoku.city_clock import today
from shinchoku.cli.options import data_option, database_address, format_option, language_option, plan_option
from shinchoku.cli.receipts_screen import print_receipts
from shinchoku.cli.screen import out, print_json, rows, say, table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.cli.waiting_screen import print_waiting
from shinchoku.errors import ConfigurationError
from shinchoku.releases.history import Release
from shinchoku.review.awaiting import Awaiting
from shinchoku.session import reading
from shinchoku.views.candidates import list_waiting
from shinchoku.views.catalogues import list_receipts_in_full, presences
from shinchoku.views.preview import everything_awaiting
from shinchoku.views.versions import list_versions

_EVERY = "all"


@click.command("releases", help=SHORT_HELPS["releases"])
@plan_option
@click.option(
    "--receipts",
    is_flag=False,
    flag_value=_EVERY,
    metavar="[VERSION]",
    help="カタログの受領書（版を指定すると全ファイル） / receipts of catalogues; of a version, with every file",
)
@data_option
@format_option
@language_option
def command(plan: str | None, receipts: str | None, data: Path, output: str, lang: str) -> None:
    """List the versions, newest first, where they are, and the candidates that wait with their reasons."""
    if receipts is not None:
        _show_receipts(plan, data, "" if receipts == _EVERY else receipts, Language(lang), output)
        return
    language = Language(lang)
    releases: list[dict[str, Any]] = []
    waiting: Sequence[Mapping[str, object]] = ()
    awaiting: tuple[Awaiting, ...] = ()
    with reading(plan, data, database_address(), today()) as session:
        if session is not None:
            there, taken_down = presences(session), session.published.taken_down()
            releases = [
                {**_told(one, there.get(one.version, {})), "taken_down": one.version in taken_down}
                for one in reversed(list_versions(session))
            ]
            waiting, awaiting = list_waiting(session), everything_awaiting(session)
    if output == "json":
        for one in releases:
            one.pop("causes")
        print_json({"releases": releases, "waiting": waiting})
        return
    _print_releases(releases, language)
    for candidate in awaiting:
        print_waiting(candidate, language)


def _told(one: Release, there: dict[str, VersionPresence]) -> dict[str, Any]:
    """Return what is told of a version, and which catalogues have it."""
    return {
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
        "catalogues": there,
        "causes": {year: entry.cause for year, entry in sorted(one.years.items())},
    }


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
        ("カタログ" if ja else "Catalogues", "left"),
    )
    lines: list[tuple[Any, ...]] = []
    for number, one in enumerate(releases):
        causes = [
            f"{year.label} {cause.label_ja}" if ja else f"{year} {cause.label_en}"
            for year, cause in one["causes"].items()
        ]
        current = ("公表中" if ja else "current") if number == 0 else ""
        withdrawn = ("取り下げ" if ja else "withdrawn") if one["withdrawn"] else current
        taken_down = ("一部削除" if ja else "partly taken down") if one["taken_down"] else ""
        stands = [said for said in (withdrawn, taken_down) if said]
        lines.append((one["version"], causes, stands, _where(one["catalogues"], language)))
    out().print(rows(made, lines))


def _where(there: dict[str, VersionPresence], language: Language) -> list[str]:
    """Say which catalogues have a version: the newest by their names alone, others with what is known."""
    return [
        name
        if how is VersionPresence.NEWEST
        else Bilingual(f"{name}（{how.label_ja}）", f"{name} ({how.label_en})").in_language(language)
        for name, how in there.items()
    ]


def _show_receipts(plan: str | None, data: Path, version: str, language: Language, output: str) -> None:
    """Print the receipts of a version or of all, newest first."""
    with reading(plan, data, database_address(), today()) as session:
        found = list_receipts_in_full(session, version=version) if session is not None else ()
    if version and not found:
        raise ConfigurationError(
            f"版「{version}」の受領書はありません。shinchoku releases --receipts で一覧を表示できます。",
            f"there is no receipt of a version {version!r}: shinchoku releases --receipts lists them.",
        )
    if output == "json":
        print_json({"receipts": [one.model_dump(mode="json") for one in found]})
    else:
        print_receipts(found, language, whole=bool(version))
