"""`shinchoku template`: status-sheet workbooks to fill in."""

from datetime import date
from pathlib import Path

import click
from rich.text import Text

from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.bilingual import Language
from shinchoku.city_clock import today
from shinchoku.cli.harmless import harmless
from shinchoku.cli.options import (
    FiscalYearType,
    as_of_option,
    data_option,
    database_address,
    format_option,
    language_option,
    plan_option,
)
from shinchoku.cli.screen import many, out, print_json, say
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.session import reading
from shinchoku.usecases.sheets.template import Known, Templates, known_to, make_templates, write_templates


@click.command(
    "template",
    help=SHORT_HELPS["template"],
)
@plan_option
@click.option(
    "--fiscal-year", "year", type=FiscalYearType(), required=True, help="年度（2023、R5） / fiscal year"
)
@click.option("--round", "round_id", metavar="ID", help="この照会だけ / only this round")
@click.option("--department", metavar="CODE", help="この所属だけ / only this department")
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("templates"),
    show_default=True,
    help="書き込むフォルダー / folder to write to",
)
@click.option(
    "--replace",
    is_flag=True,
    help="内容の違う同名のファイルを置き換えます / overwrite files of the same name",
)
@data_option
@as_of_option
@format_option
@language_option
def command(  # noqa: PLR0913 -- an argument for each option
    plan: str | None,
    year: FiscalYear,
    round_id: str | None,
    department: str | None,
    folder: Path,
    replace: bool,  # noqa: FBT001 -- click passes options by name
    data: Path,
    as_of: date | None,
    output: str,
    lang: str,
) -> None:
    """Make the forms, show last year's figures where the state has them, and say which files they are."""
    register = load_plan(find_plan(plan))
    with reading(plan, data, database_address(), as_of or today()) as session:
        known = known_to(session, year) if session is not None else Known()
    templates = make_templates(register, year, round_id, department, known)
    paths = write_templates(templates, folder, replace=replace)
    if output == "json":
        print_json(_plain(templates, paths))
    else:
        _print(templates, paths, folder, Language(lang))


def _plain(templates: Templates, paths: list[Path]) -> dict[str, object]:
    """Return what was made as plain values."""
    return {
        "files": [
            {
                "path": path.as_posix(),
                "form": form.number,
                "fiscal_year": form.asked.fiscal_year.year,
                "round": form.asked.id,
                "department": form.department.code,
                "department_name": form.department.full_name,
                "items": [row.item.no for row in form.rows],
            }
            for form, path in zip(templates.forms, paths, strict=True)
        ],
        "notes": [{"ja": note.ja, "en": note.en} for note in templates.notes],
    }


def _print(templates: Templates, paths: list[Path], folder: Path, language: Language) -> None:
    """Print a line for each file, then the notes and the count."""
    console = out()
    for form, path in zip(templates.forms, paths, strict=True):
        items = f"{len(form.rows)}項目" if language is Language.JA else f"{len(form.rows)} items"
        console.print(Text(harmless(f"{path.as_posix()}  {items}")), soft_wrap=True)
    for note in templates.notes:
        console.print(Text(harmless(note.in_language(language)), style="yellow"), soft_wrap=True)
    say(
        language,
        f"{len(paths)}ファイルを {folder} に作りました。",
        f"{many(len(paths), 'file')} in {folder}.",
    )
