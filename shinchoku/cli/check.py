"""`shinchoku check`: lint status sheets; writes nothing but the copies that `--annotate` asks for."""

import threading
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from shinchoku.adapters.inbox import printable
from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.bilingual import Bilingual, Language
from shinchoku.city_clock import today
from shinchoku.cli.check_document import document
from shinchoku.cli.check_screen import print_accounts, print_findings
from shinchoku.cli.options import as_of_option, format_option, language_option, plan_option
from shinchoku.cli.screen import many, print_json, say
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.errors import disk_failed
from shinchoku.night.lint import Linted, lint

_FOUND_ERRORS = 1
_PATIENCE_SECONDS = 2.0


@click.command("check", help=SHORT_HELPS["check"])
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@plan_option
@as_of_option
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="同じ規則の指摘も全件表示します / show every finding of each rule",
)
@click.option(
    "--explain",
    is_flag=True,
    help="各シートをどう読んだかも表示します / tell how each sheet was read as well",
)
@click.option(
    "--annotate",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="指摘を書き込んだ写しをこのフォルダーに作ります / write copies with the findings marked into DIR",
)
@format_option
@language_option
def command(  # noqa: PLR0913 -- one parameter for each option
    files: tuple[Path, ...],
    plan: str | None,
    as_of: date | None,
    folder: Path | None,
    output: str,
    lang: str,
    *,
    everything: bool,
    explain: bool,
) -> None:
    """Read each file, hold it to every rule that needs nothing but the file, and say what is wrong."""
    language = Language(lang)
    names = _shown_names(files)
    register, day = load_plan(find_plan(plan)), as_of or today()
    with _patience(len(names), language):
        try:
            linted = lint(register, names, day)
        except OSError as error:
            raise disk_failed(error) from error
        copies = _give_back(linted, names, folder, language) if folder else []
    if output == "json":
        print_json(document(register.id, day, linted, copies))
    else:
        if explain:
            print_accounts(linted, language)
        print_findings(linted, language, most=None if everything else 3)
        for copy in copies:
            say(language, f"指摘を書き込みました: {copy}", f"marked copy: {copy}")
    if any(finding.is_error for finding in linted.findings):
        raise click.exceptions.Exit(_FOUND_ERRORS)


def _shown_names(files: Iterable[Path]) -> dict[Path, str]:
    """Return by which name each file is shown; of two that look alike the later one is numbered."""
    names: dict[Path, str] = {}
    taken: Counter[str] = Counter()
    for path in dict.fromkeys(files):
        name = printable(unicodedata.normalize("NFC", path.as_posix()))
        taken[name] += 1
        names[path] = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return names


def _give_back(linted: Linted, names: Mapping[Path, str], folder: Path, language: Language) -> list[str]:
    """Write the marked copies and return where they are."""
    from shinchoku.night.annotated_copies import give_back  # noqa: PLC0415 -- openpyxl is slow to import

    try:
        return [path.as_posix() for path in give_back(linted, names, folder, language)]
    except OSError as error:
        raise disk_failed(error) from error


@contextmanager
def _patience(files: int, language: Language) -> Iterator[None]:
    """Say on standard error what is going on, if it takes longer than people wait without a word."""
    words = Bilingual(f"{files}ファイルを読んでいます…", f"reading {many(files, 'file')} …").in_language(
        language
    )
    timer = threading.Timer(_PATIENCE_SECONDS, click.echo, (words,), {"err": True})
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
