"""`shinchoku diff`: what changed between two versions, or what a candidate would change."""

from pathlib import Path
from typing import Any

import click
from rich.text import Text

from shinchoku.bilingual import Language
from shinchoku.city_clock import today
from shinchoku.cli.harmless import harmless
from shinchoku.cli.options import data_option, database_address, format_option, language_option, plan_option
from shinchoku.cli.preview_screen import plain_preview, print_preview
from shinchoku.cli.screen import out, print_json, say
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.errors import ConfigurationError
from shinchoku.releases.changes import RowChange
from shinchoku.releases.published_labels import column_name, row_name, table_name, value_words
from shinchoku.review.preview import Preview
from shinchoku.session import reading
from shinchoku.views.compare import Compared, compare_versions
from shinchoku.views.preview import preview_of

_DIGEST_DIGITS = 64
"""Digits of a digest; no version is as long."""


@click.command("diff", help=SHORT_HELPS["diff"])
@click.argument("old", required=False, metavar="[OLD|DIGEST]")
@click.argument("new", required=False)
@plan_option
@data_option
@format_option
@language_option
def command(old: str | None, new: str | None, plan: str | None, data: Path, output: str, lang: str) -> None:
    """Tell every difference, row by row.

    With nothing: the newest version against the one before. With a version: it against the newest.
    With the digest of something that waits: what approving it would change in public.

    Raises:
        ConfigurationError: if there is no such version or candidate.
    """
    language = Language(lang)
    with reading(plan, data, database_address(), today()) as session:
        if session is None and old is not None:
            raise ConfigurationError(
                f"「{old}」という版や承認待ちはありません。まだ一度も公表していません。",
                f"there is no version or candidate {old!r}: nothing has been released yet.",
            )
        if session is None and output == "json":
            print_json({"old": None, "new": None, "changes": []})
            return
        if session is None:
            say(language, "公表した版はありません。", "Nothing has been released.")
            return
        compared = compare_versions(session, old, new)
        waits = (
            compared.new if old is not None and new is None and len(compared.new) == _DIGEST_DIGITS else None
        )
        found = preview_of(session, waits) if waits is not None else None
    if output == "json":
        _print_json(compared, found)
    elif found is not None:
        _print_head(compared)
        print_preview(found, language)
    else:
        _print_head(compared)
        _print_years(compared, language)


def _print_json(compared: Compared, found: Preview | None) -> None:
    """Print every change, and of something that waits what its approver should know."""
    changes = [
        {"fiscal_year": year.year, **_plain(c)} for year, changed in compared.years.items() for c in changed
    ]
    told = {"old": compared.old, "new": compared.new, "changes": changes}
    print_json(told if found is None else {**told, "preview": plain_preview(found)})


def _print_head(compared: Compared) -> None:
    """Print what is compared with what."""
    out().print(Text(f"{compared.old or '-'} → {compared.new}", style="bold"), soft_wrap=True)


def _print_years(compared: Compared, language: Language) -> None:
    """Print the changes of each year."""
    console = out()
    for year, changes_of_year in compared.years.items():
        console.print(Text(year.label if language is Language.JA else str(year), style="bold"))
        for change in changes_of_year:
            for line in _lines(change, language):
                console.print(Text(line), soft_wrap=True)
        if not changes_of_year:
            say(language, "  変更なし", "  unchanged")


def _plain(change: RowChange) -> dict[str, Any]:
    """Return a change as plain values."""
    kind = "added" if change.old is None else "removed" if change.new is None else "changed"
    fields = [{"field": f.field, "old": f.old, "new": f.new} for f in change.fields]
    return {"table": change.table, "key": list(change.key), "change": kind, "fields": fields}


def _lines(change: RowChange, language: Language) -> list[str]:
    """Return the lines that tell one change: + added, - removed, ~ changed; codes by their labels."""
    row = change.new or change.old or {}
    label = row.get("label", "") if change.table == "achievement" else ""
    name = row_name(change.table, change.key, label, language)
    what = harmless(f"{table_name(change.table, language)} {name}")
    if change.old is None:
        return [f"  + {what}"]
    if change.new is None:
        return [f"  - {what}"]
    empty = "（空）" if language is Language.JA else "(empty)"

    def shown(field: str, value: str) -> str:
        return harmless(value_words(change.table, field, value, language)) or empty

    return [
        f"  ~ {what} {column_name(change.table, f.field, language)}:"
        f" {shown(f.field, f.old)} → {shown(f.field, f.new)}"
        for f in change.fields
    ]
