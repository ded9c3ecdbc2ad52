"""`shinchoku findings`: what waits for a steward, as a list or one in full."""

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from typing import Any

import click
from rich.text import Text

from schemas.codes import Severity
from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.bilingual import Language
from shinchoku.cli.call import Call, called
from shinchoku.cli.finding import show
from shinchoku.cli.finding_options import FindingOptions, Found, finding_options
from shinchoku.cli.finding_words import SHOWN_DIGITS, STYLES, heading, place, state_mark, weight
from shinchoku.cli.harmless import harmless
from shinchoku.cli.screen import many, out, print_json, say
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.register.plan import Plan


@click.command("findings", help=SHORT_HELPS["findings"])
@click.argument("fingerprint", required=False)
@finding_options
@click.option("--all", "everything", is_flag=True, help="参考も表示します / show notes (info) as well")
@click.option("--resolved", is_flag=True, help="解消した指摘 / those that are resolved")
@called
def command(call: Call, fingerprint: str | None, *, everything: bool, resolved: bool, **narrow: Any) -> None:  # noqa: ANN401 -- the options that narrow
    """List findings as people go through them, notes only if they are asked for; or show one."""
    if fingerprint is not None:
        show(call, fingerprint)
        return
    register, wanted = load_plan(find_plan(call.plan)), FindingOptions(**narrow)
    wanted.require_known(register)
    found = call.read(partial(wanted.findings, resolved=resolved), ())
    if call.as_json:
        print_json({"findings": found})
        return
    told = everything or wanted.severity or wanted.rule
    shown = [one for one in found if told or one["severity"] != Severity.INFO]
    print_findings(shown, register, call.language)
    _print_count(shown, len(found) - len(shown), call.language)


def print_findings(findings: Sequence[Found], plan: Plan, language: Language) -> None:
    """Print findings under their files, in lines that a terminal of any width breaks anywhere."""
    console = out()
    for where, of_file in groupby(findings, key=lambda one: heading(one, plan, language)):
        console.print(Text(harmless(where), style="bold"), soft_wrap=True)
        for one in of_file:
            line = Text(f"  {one['fingerprint'][:SHOWN_DIGITS]} {harmless(place(one))}{one['rule']} ")
            line.append(weight(one, language), style=STYLES[Severity.of(one["severity"])])
            if (state := state_mark(one, language)) is not None:
                line.append(f" [{state}]")
            line.append(f" {harmless(one[f'message_{language}'])}")
            console.print(line, soft_wrap=True)
            console.print(Text(f"      → {harmless(one[f'remedy_{language}'])}"), soft_wrap=True)


def _print_count(found: list[Found], hidden: int, language: Language) -> None:
    """Say how many there are, and how many were not shown."""
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
