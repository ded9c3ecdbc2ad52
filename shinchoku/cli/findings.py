"""`shinchoku findings`: what waits for a steward."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.text import Text

from schemas.codes import Severity
from shinchoku.bilingual import Bilingual, Language
from shinchoku.cli.harmless import harmless
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import data_option, database_address, format_option, language_option, plan_option
from shinchoku.cli.screen import many, out, print_json, say
from shinchoku.spelling import folded

if TYPE_CHECKING:
    from shinchoku.register.plan import Plan

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


@click.command("findings", help="指摘の一覧 / findings that are not resolved")
@plan_option
@data_option
@click.option("--department", metavar="CODE|NAME", help="所属のコードか名前で絞り込み / only this department")
@click.option("--rule", metavar="CODE", help="規則か系列で絞り込み（SH501、SH5） / only this rule or family")
@click.option(
    "--severity", type=click.Choice([*map(str, Severity)]), help="重大度で絞り込み / only this severity"
)
@click.option("--all", "everything", is_flag=True, help="参考も表示します / show notes (info) as well")
@click.option("--resolved", is_flag=True, help="解消した指摘 / those that are resolved")
@format_option
@language_option
def command(  # noqa: PLR0913 -- one parameter for each option
    plan: str | None,
    data: Path,
    department: str | None,
    rule: str | None,
    severity: str | None,
    output: str,
    lang: str,
    *,
    everything: bool,
    resolved: bool,
) -> None:
    """List findings as people go through them; notes only if they are asked for."""
    from shinchoku.adapters.plan_file import find_plan, load_plan  # noqa: PLC0415 -- pydantic is slow to import
    from shinchoku.adapters.state.findings import load_findings  # noqa: PLC0415 -- SQLAlchemy is slow to import
    from shinchoku.stages.session import reading, today  # noqa: PLC0415 -- as above

    language, register = Language(lang), load_plan(find_plan(plan))
    codes, rules = _departments(register, department), _rules(rule)
    found: list[dict[str, Any]] = []
    with reading(plan, data, database_address(), today()) as session:
        if session is not None:
            with session.engine.connect() as connection:
                found = load_findings(connection, session.plan.id, resolved=resolved)
    found = [
        one
        for one in found
        if one["department"] in codes and one["rule"] in rules and severity in {None, one["severity"]}
    ]
    if output == "json":
        print_json({"findings": found})
        return
    shown = [one for one in found if everything or severity or rule or one["severity"] != Severity.INFO]
    _print(shown, len(found) - len(shown), register, language)


def _departments(plan: Plan, wanted: str | None) -> frozenset[str]:
    """Return the codes that a code or a name means, every code if nothing is wanted.

    Raises:
        MistakeError: if the register has no such department.
    """
    if wanted is None:
        return frozenset([*plan.departments_by_code, ""])
    text = folded(wanted)
    found = frozenset(
        one.code
        for one in plan.departments
        if text in {folded(name) for name in (one.code, one.name, one.full_name, *one.aliases)}
    )
    if not found:
        words = Bilingual(
            f"「{wanted}」という所属は登録簿にありません。コード（{plan.departments[0].code} など）か名前で指定してください。",
            f"no department {wanted!r} in the register: give a code like {plan.departments[0].code}, or a name.",
        )
        raise MistakeError(words, param_hint="--department")
    return found


def _rules(wanted: str | None) -> frozenset[str]:
    """Return the rules that a code, the beginning of one, or a name means; all if nothing is wanted.

    Raises:
        MistakeError: if there is no such rule.
    """
    from shinchoku.checks.rules import RULES  # noqa: PLC0415 -- the core is imported only when called

    text = folded(wanted or "")
    found = frozenset(
        code for code, one in RULES.items() if folded(code).startswith(text) or folded(one.name) == text
    )
    if not found:
        words = Bilingual(
            f"「{wanted}」という規則はありません。shinchoku rules で一覧を確かめてください。",
            f"there is no rule {wanted!r}: `shinchoku rules` lists all.",
        )
        raise MistakeError(words, param_hint="--rule")
    return found


def _print(found: list[dict[str, Any]], hidden: int, plan: Plan, language: Language) -> None:
    """Print findings under their files, in lines that a terminal of any width breaks anywhere."""
    console = out()
    for where, of_file in groupby(found, key=lambda one: _heading(one, plan, language)):
        console.print(Text(harmless(where), style="bold"), soft_wrap=True)
        for one in of_file:
            line = Text(f"  {harmless(_place(one))}{one['rule']} ")
            line.append(_weight(one, language), style=_STYLES[Severity.of(one["severity"])])
            line.append(f" {harmless(one[f'message_{language}'])}")
            console.print(line, soft_wrap=True)
            console.print(Text(f"      → {harmless(one[f'remedy_{language}'])}"), soft_wrap=True)
    if hidden:
        say(
            language,
            f"{len(found)}件（ほかに参考{hidden}件。--all で表示）",
            f"{many(len(found), 'finding')}, and {many(hidden, 'note')} not shown (--all shows them)",
        )
    elif found:
        say(language, f"{len(found)}件", many(len(found), "finding"))
    else:
        say(language, "指摘はありません。", "No findings.")


def _weight(finding: dict[str, Any], language: Language) -> str:
    """Return the sign and the word of a severity, so that nobody depends on colours."""
    from shinchoku.checks.marks import SIGNS  # noqa: PLC0415 -- the core is imported only when called

    severity = Severity.of(finding["severity"])
    return f"{SIGNS[severity]}{severity.label_ja if language is Language.JA else severity.label_en}"


def _heading(finding: dict[str, Any], plan: Plan, language: Language) -> str:
    """Return the file of a finding; of one without a file, the department and the round."""
    if finding["path"]:
        return str(finding["path"])
    department = plan.departments_by_code.get(finding["department"])
    asked = plan.rounds_by_id.get(finding["round_id"])
    named = f"{asked.name}（{asked.id}）" if asked and language is Language.JA else finding["round_id"]
    return f"{department.full_name if department else finding['department']} {named}"


def _place(finding: dict[str, Any]) -> str:
    """Return sheet and cell of a finding with a space behind them, as far as they are known."""
    if not finding["sheet_name"]:
        return ""
    cell = f"!{finding['cell']}" if finding["cell"] else ""
    return f"{finding['sheet_name']}{cell} "
