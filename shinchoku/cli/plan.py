"""`shinchoku plan`: the register as a workbook, and back."""

import shlex
import sys
from datetime import date
from pathlib import Path

import click
from rich.text import Text

from shinchoku.adapters.forms.register.cell_values import shown
from shinchoku.adapters.forms.register.coming_back import CellMistake
from shinchoku.adapters.forms.register.difference import EntryChange, EntryFieldChange
from shinchoku.adapters.forms.register.fields import RegisterField, Value
from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.bilingual import Bilingual, Language
from shinchoku.cli.harmless import harmless
from shinchoku.cli.options import format_option, language_option, plan_option
from shinchoku.cli.screen import many, out, own_name, print_json, rows, say, table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.usecases.register.workbook import RegisterProposal, accept, export_register, propose

_FOUND_MISTAKES = 1
_STYLES = {"added": "green", "removed": "red", "changed": "yellow"}


@click.group("plan", help=SHORT_HELPS["plan"])
def command() -> None:
    """Hold the two ways together."""


@command.command("export", help="登録簿をExcelに書き出します / write the register as a workbook")
@plan_option
@click.option(
    "--out",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="書き込むファイル（既定: <計画ID>_登録簿.xlsx） / file to write",
)
@click.option(
    "--replace",
    is_flag=True,
    help="内容の違う同名のファイルを置き換えます / overwrite a file of the same name",
)
@format_option
@language_option
def export(
    plan: str | None,
    file: Path | None,
    replace: bool,  # noqa: FBT001 -- click passes options by name
    output: str,
    lang: str,
) -> None:
    """Write the workbook and say where it is."""
    plan_file = find_plan(plan)
    target = file or Path(f"{load_plan(plan_file).id}_登録簿.xlsx")
    export_register(plan_file, target, replace=replace)
    if output == "json":
        print_json({"file": target.as_posix(), "plan": plan_file.as_posix()})
        return
    words = Bilingual(
        f"登録簿を {target} に書き出しました。直したら次を実行してください。",
        f"The register is in {target}. When you have edited it, run:",
    )
    console = out()
    console.print(Text(harmless(words.in_language(Language(lang)))), soft_wrap=True)
    back = shlex.join([own_name(), "plan", "import", str(target), "--plan", str(plan_file)])
    console.print(Text(harmless(f"  {back}")), soft_wrap=True)


@command.command(
    "import",
    help="直したExcelを登録簿に取り込みます（書き込む前に差分を示します） / take an edited workbook into the register, showing the difference first",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@plan_option
@click.option("--yes", is_flag=True, help="確かめずに書き込みます / write without asking")
@format_option
@language_option
def import_(
    file: Path,
    plan: str | None,
    yes: bool,  # noqa: FBT001 -- click passes options by name
    output: str,
    lang: str,
) -> None:
    """Tell every mistake, or show what would change, ask, and write."""
    language, as_json = Language(lang), output == "json"
    proposal = propose(find_plan(plan), file)
    if not as_json:
        _print(proposal, language)
    wanted = bool(proposal.changes) and (yes or (not as_json and _agreed(language)))
    if wanted:
        accept(proposal)
    if as_json:
        print_json(_plain(proposal, file, written=wanted))
    elif wanted:
        say(language, f"{proposal.plan_file} に書き込みました。", f"written to {proposal.plan_file}.")
    elif proposal.changes:
        say(
            language,
            "書き込んでいません。書き込むには --yes を付けてください。",
            "nothing was written; add --yes to write.",
        )
    if proposal.mistakes:
        raise click.exceptions.Exit(_FOUND_MISTAKES)


def _agreed(language: Language) -> bool:
    """Ask whether to write; where nobody can answer, the answer is no."""
    if not sys.stdin.isatty():
        return False
    question = (
        "この内容で書き込みますか" if language is Language.JA else "Write these changes to the register?"
    )
    return click.confirm(question, default=False)


def _print(proposal: RegisterProposal, language: Language) -> None:
    """Print the mistakes, or the difference, or that there is none."""
    if proposal.mistakes:
        _print_mistakes(proposal.mistakes, language)
        return
    if not proposal.changes:
        say(language, "差分はありません。何も書き込みません。", "No difference; nothing is written.")
        return
    if proposal.is_stale:
        say(
            language,
            "注意: 計画ファイルは、この表を書き出した後に変わっています。表にない変更は元に戻ります。",
            "Note: the plan file has changed since this workbook was exported; what the workbook lacks will be undone.",
        )
    ja = language is Language.JA
    made = table(
        ("変更" if ja else "Change", "left"),
        ("場所" if ja else "Where", "left"),
        ("対象" if ja else "Entry", "left"),
        ("項目" if ja else "Field", "left"),
        ("前" if ja else "Before", "left"),
        ("後" if ja else "After", "left"),
    )
    for change in proposal.changes:
        for number, one in enumerate(change.fields):
            label = change.kind.label_ja if ja else change.kind.label_en
            kind = Text(label if number == 0 else "", style=_STYLES[change.kind])
            where = _where(change, language) if number == 0 else ""
            entry = " ".join(change.identity[1:]) if number == 0 else ""
            field = one.field.heading.replace("\n", " ") if ja else one.field.key
            rows(made, [(kind, where, entry, field, _shown(one.field, one.old), _shown(one.field, one.new))])
    out().print(made)
    say(language, f"{len(proposal.changes)}件の変更があります。", f"{many(len(proposal.changes), 'change')}.")


def _print_mistakes(mistakes: tuple[CellMistake, ...], language: Language) -> None:
    """Print a line for each mistake with its sheet and cell."""
    console = out()
    for one in mistakes:
        where = f"{one.sheet}!{one.cell}" if one.cell else one.sheet
        console.print(Text(harmless(f"{where} {one.message.in_language(language)}")), soft_wrap=True)
    say(
        language,
        f"{len(mistakes)}件の誤りがあります。直してから、もう一度実行してください。何も書き込んでいません。",
        f"{many(len(mistakes), 'mistake')}: mend them and run again. Nothing was written.",
    )


def _where(change: EntryChange, language: Language) -> str:
    """Return the sheet and the row of a change."""
    if not change.row:
        return change.sheet
    return f"{change.sheet} {change.row}行" if language is Language.JA else f"{change.sheet} row {change.row}"


def _shown(field: RegisterField, value: Value) -> str:
    """Return a value as a person reads it."""
    text = shown(field, value, {})
    return "–" if text is None else str(text)


def _plain(proposal: RegisterProposal, file: Path, *, written: bool) -> dict[str, object]:
    """Return the outcome as plain values."""
    return {
        "file": file.as_posix(),
        "plan": proposal.plan_file.as_posix(),
        "mistakes": [
            {"sheet": one.sheet, "cell": one.cell, "message": {"ja": one.message.ja, "en": one.message.en}}
            for one in proposal.mistakes
        ],
        "changes": [
            {
                "change": str(change.kind),
                "section": change.section,
                "key": list(change.identity[1:]),
                "sheet": change.sheet,
                "row": change.row or None,
                "fields": [_plain_field(one) for one in change.fields],
            }
            for change in proposal.changes
        ],
        "stale": proposal.is_stale,
        "written": written,
    }


def _plain_field(one: EntryFieldChange) -> dict[str, object]:
    """Return a changed field as plain values: figures as text, so that none is rounded."""
    heading = one.field.heading.replace("\n", " ")
    return {
        "key": one.field.key,
        "heading": heading,
        "old": _plain_value(one.old),
        "new": _plain_value(one.new),
    }


def _plain_value(value: Value) -> object:
    """Return a value as JSON has it."""
    if isinstance(value, FiscalYear):
        return value.year
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
