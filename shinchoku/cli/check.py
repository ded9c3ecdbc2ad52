"""`shinchoku check`: lint status sheets; writes nothing."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.text import Text

from shinchoku.bilingual import Bilingual, Language
from shinchoku.cli.options import as_of_option, format_option, language_option, plan_option
from shinchoku.cli.screen import harmless, out, print_json

_FOUND_ERRORS = 1
_STYLES = {"error": "bold red", "warning": "yellow", "info": "dim"}


@click.command(
    "check", help="進捗状況シートを検査します（何も書き込みません） / lint status sheets; writes nothing"
)
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@plan_option
@as_of_option
@format_option
@language_option
def command(files: tuple[Path, ...], plan: str | None, as_of: date | None, output: str, lang: str) -> None:
    """Read each file, hold it to every rule that needs nothing but the file, and say what is wrong."""
    from shinchoku.adapters.inbox import printable  # noqa: PLC0415 -- fsspec is slow to import
    from shinchoku.adapters.plan_file import find_plan, load_plan  # noqa: PLC0415 -- pandas is slow to import
    from shinchoku.stages.lint import lint  # noqa: PLC0415 -- as above
    from shinchoku.stages.session import today  # noqa: PLC0415 -- as above

    language = Language(lang)
    names = {path: printable(unicodedata.normalize("NFC", path.as_posix())) for path in files}
    findings = [_plain(f) for f in lint(load_plan(find_plan(plan)), names, as_of or today())]
    severities = Counter(finding["severity"] for finding in findings)
    if output == "json":
        print_json({"files": sorted(names.values()), "counts": dict(severities), "findings": findings})
    else:
        _print(findings, severities, len(files), language)
    if severities["error"]:
        raise click.exceptions.Exit(_FOUND_ERRORS)


def _plain(finding: Any) -> dict[str, Any]:  # noqa: ANN401 -- the core is imported only when called
    """Return a finding as plain values."""
    place = finding.place
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule.code,
        "severity": str(finding.rule.severity),
        "file": place.path,
        "sheet": place.sheet_name,
        "cell": place.cell,
        "item_no": place.item_no,
        "field": place.field,
        "raw": finding.shown_raw,
        "message": {"ja": finding.message.ja, "en": finding.message.en},
        "remedy": {"ja": finding.remedy.ja, "en": finding.remedy.en},
    }


def _print(findings: list[dict[str, Any]], severities: Counter[str], files: int, language: Language) -> None:
    """Print a line for each finding with its remedy below, then the counts."""
    console = out()
    for finding in findings:
        sheet = f"{finding['sheet']}!{finding['cell']}" if finding["cell"] else finding["sheet"]
        where = f"{finding['file']}:{sheet}" if sheet else finding["file"]
        line = Text(harmless(f"{where} "))
        line.append(f"{finding['rule']} ", style=_STYLES[finding["severity"]])
        line.append(harmless(finding["message"][language]))
        console.print(line, soft_wrap=True)
        console.print(Text(f"    → {harmless(finding['remedy'][language])}"), soft_wrap=True)
    words = Bilingual(
        f"{files}ファイル: エラー{severities['error']}件、注意{severities['warning']}件、参考{severities['info']}件",
        f"{files} file(s): {severities['error']} errors, {severities['warning']} warnings, {severities['info']} notes",
    )
    console.print(Text(words.in_language(language)))
