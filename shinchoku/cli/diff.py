"""`shinchoku diff`: what changed between two versions, or what a candidate would change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from shinchoku.bilingual import Language
from shinchoku.cli.harmless import harmless
from shinchoku.cli.options import data_option, database_address, format_option, language_option, plan_option
from shinchoku.cli.screen import out, print_json, say

if TYPE_CHECKING:
    from shinchoku.releases.changes import RowChange


@click.command("diff", help="版の間の変更、または保留中の変更 / changes between versions, or of what waits")
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
    """
    from shinchoku.stages.compare import compare_versions  # noqa: PLC0415 -- pandas is slow to import
    from shinchoku.stages.session import reading, today  # noqa: PLC0415 -- as above

    language = Language(lang)
    with reading(plan, data, database_address(), today()) as session:
        if session is None and output == "json":
            print_json({"old": None, "new": None, "changes": []})
            return
        if session is None:
            say(language, "公表した版はありません。", "Nothing has been released.")
            return
        compared = compare_versions(session, old, new)
    if output == "json":
        changes = [
            {"fiscal_year": year.year, **_plain(c)} for year, found in compared.years.items() for c in found
        ]
        print_json({"old": compared.old, "new": compared.new, "changes": changes})
        return
    console = out()
    console.print(Text(f"{compared.old or '-'} → {compared.new}", style="bold"))
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
    """Return the lines that tell one change: + added, - removed, ~ changed."""
    what = harmless(f"{change.table} {'/'.join(change.key)}")
    if change.old is None:
        return [f"  + {what}"]
    if change.new is None:
        return [f"  - {what}"]
    empty = "（空）" if language is Language.JA else "(empty)"
    return [
        f"  ~ {what} {f.field}: {harmless(f.old) or empty} → {harmless(f.new) or empty}"
        for f in change.fields
    ]
