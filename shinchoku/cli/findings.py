"""`shinchoku findings`: what waits for a steward."""

from __future__ import annotations

from pathlib import Path

import click
from rich.text import Text

from shinchoku.bilingual import Bilingual, Language
from shinchoku.cli.harmless import harmless
from shinchoku.cli.options import data_option, database_address, format_option, language_option, plan_option
from shinchoku.cli.screen import out, print_json, rows, say, table

_LABELS = {
    "error": Bilingual("エラー", "error"),
    "warning": Bilingual("注意", "warning"),
    "info": Bilingual("参考", "info"),
}


@click.command("findings", help="指摘の一覧 / findings that are not resolved")
@plan_option
@data_option
@click.option("--department", metavar="CODE", help="所属コードで絞り込み / only this department")
@click.option("--rule", metavar="CODE", help="規則で絞り込み（SH501 など） / only this rule")
@click.option(
    "--severity", type=click.Choice(["error", "warning", "info"]), help="重大度 / only this severity"
)
@click.option("--resolved", is_flag=True, help="解消した指摘 / those that are resolved")
@format_option
@language_option
def command(  # noqa: PLR0913 -- an argument for each option
    plan: str | None,
    data: Path,
    department: str | None,
    rule: str | None,
    severity: str | None,
    resolved: bool,  # noqa: FBT001 -- click passes options by name
    output: str,
    lang: str,
) -> None:
    """List findings as people go through them."""
    from shinchoku.adapters.state.findings import load_findings  # noqa: PLC0415 -- SQLAlchemy is slow to import
    from shinchoku.stages.session import reading, today  # noqa: PLC0415 -- as above

    language = Language(lang)
    wanted = {"department": department, "rule": rule, "severity": severity}
    with reading(plan, data, database_address(), today()) as session:
        found: list[dict[str, object]] = []
        if session is not None:
            with session.engine.connect() as connection:
                found = load_findings(connection, session.plan.id, resolved=resolved)
    found = [f for f in found if all(value is None or f[name] == value for name, value in wanted.items())]
    if output == "json":
        print_json({"findings": found})
        return
    if not found:
        say(language, "指摘はありません。", "No findings.")
        return
    ja = language is Language.JA
    made = table(
        ("規則" if ja else "Rule", "left"),
        ("重大度" if ja else "Severity", "left"),
        ("場所" if ja else "Where", "left"),
        ("内容と対応" if ja else "What, and what to do", "left"),
    )
    lines = [
        (
            finding["rule"],
            _LABELS[str(finding["severity"])].in_language(language),
            _where(finding),
            _sentences(finding, language),
        )
        for finding in found
    ]
    out().print(rows(made, lines))
    say(language, f"{len(found)}件", f"{len(found)} findings")


def _sentences(finding: dict[str, object], language: Language) -> Text:
    """Return message and remedy; Japanese wraps between any two characters, not first at its spaces."""
    message, remedy = (harmless(finding[f"{part}_{language}"]) for part in ("message", "remedy"))
    text = f"{message}\n→ {remedy}"
    return Text(text.replace(" ", "\u00a0") if language is Language.JA else text)


def _where(finding: dict[str, object]) -> str:
    """Return file, sheet and cell of a finding, as far as they are known."""
    if not finding["path"]:
        return f"{finding['department']} {finding['round_id']}"
    sheet = f"{finding['sheet_name']}!{finding['cell']}" if finding["cell"] else finding["sheet_name"]
    return f"{finding['path']}:{sheet}" if sheet else str(finding["path"])
