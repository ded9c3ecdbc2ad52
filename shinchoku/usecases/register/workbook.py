"""The register to a workbook and back: read, hold against every rule, show what would change, write."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from shinchoku.adapters.durable import write_synced
from shinchoku.adapters.forms.register.coming_back import CellMistake, EntryRow, Read, label_of
from shinchoku.adapters.forms.register.contents import Contents, contents_of
from shinchoku.adapters.forms.register.difference import EntryChange, changes_of, settings_change
from shinchoku.adapters.forms.register.first_sheet import FIRST_SHEET, PLAN_ID, STAMP
from shinchoku.adapters.forms.register.intended import intended_text, mistakes_of
from shinchoku.adapters.forms.register.locating import located
from shinchoku.adapters.forms.register.reading_settings import read_settings
from shinchoku.adapters.forms.register.reading_tables import read_table
from shinchoku.adapters.forms.register.table_sheet import CHOICES_HEADING
from shinchoku.adapters.forms.register.tables import RegisterTable, tables_of
from shinchoku.adapters.forms.register.workbook import names_of, register_bytes
from shinchoku.adapters.plan_file import load_plan
from shinchoku.adapters.workbooks.sample import is_container, sheets_or_why
from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError, disk_failed
from shinchoku.intake.sheets import Sheet, cell_name
from shinchoku.register.plan import Plan
from shinchoku.usecases.register.proposal import RegisterProposal, accept, content_after

__all__ = ["RegisterProposal", "accept", "export_register", "propose", "workbook_of"]

_STAMP_DIGITS = 12
_NO_WORKBOOK = Bilingual("Excelのブックではありません", "it is no workbook")


def export_register(plan_file: Path, out: Path, *, replace: bool) -> None:
    """Write the register as a workbook.

    Raises:
        ConfigurationError: if another file is there (it may have been edited) and `replace` is not given.
        OperationalError: if the disk fails.
    """
    plan = load_plan(plan_file)
    try:
        content = register_bytes(plan, _stamp(plan_file.read_bytes()))
        if out.is_file() and not replace and out.read_bytes() != content:
            raise ConfigurationError(
                f"内容の違う {out} が既にあります。直している途中かもしれないため、書き込みませんでした。別の --out を指定するか、置き換えてよければ --replace を付けてください。",
                f"{out} is already there with other content, perhaps being edited; nothing was written. Give another --out, or --replace to overwrite it.",
            )
        out.parent.mkdir(parents=True, exist_ok=True)
        write_synced(out, content)
    except OSError as error:
        raise disk_failed(error) from error


def workbook_of(plan_file: Path) -> bytes:
    """Return the register as the bytes of a workbook.

    Raises:
        OperationalError: if the disk fails.
    """
    try:
        return register_bytes(load_plan(plan_file), _stamp(plan_file.read_bytes()))
    except OSError as error:
        raise disk_failed(error) from error


def propose(plan_file: Path, workbook: Path) -> RegisterProposal:
    """Read a workbook and return what it would change, or every mistake in it.

    Raises:
        ConfigurationError: if the plan file itself is wrong, or its changes cannot be written safely.
        OperationalError: if the disk fails.
    """
    plan = load_plan(plan_file)
    try:
        before = plan_file.read_bytes()
    except OSError as error:
        raise disk_failed(error) from error
    sheets = sheets_or_why(workbook) if is_container(workbook) else _NO_WORKBOOK
    if isinstance(sheets, Bilingual):
        why = Bilingual(f"読み込めません（{sheets.ja}）。", f"cannot be read ({sheets.en}).")
        return RegisterProposal(plan_file, before, (CellMistake(workbook.name, "", why),))
    if unvalued := tuple(_unvalued(sheets, {table.sheet for table in tables_of(plan)})):
        return RegisterProposal(plan_file, before, unvalued)
    tables = tables_of(plan)
    contents = contents_of(plan, tables)
    settings = read_settings(sheets, contents.settings)
    reads = [read_table(table, sheets, names_of(plan), contents.entries) for table in tables]
    intended = intended_text(before.decode(), tables, _by_section(reads), next(iter(settings.rows), None))
    mistakes = [*_of_another_plan(plan, sheets), *_mistakes(tables, reads, settings, intended)]
    if mistakes:
        return RegisterProposal(plan_file, before, tuple(mistakes))
    changes = _changes(contents, tables, reads, settings)
    after = content_after(before.decode(), changes, contents, intended, tables)
    is_stale = label_of(sheets, FIRST_SHEET, STAMP) not in {"", _stamp(before)}
    return RegisterProposal(plan_file, before, (), changes, after, is_stale)


def _unvalued(sheets: Sequence[Sheet], names: AbstractSet[str]) -> Iterator[CellMistake]:
    """Yield the formulas whose result is not stored: read as they are, they would empty their cells."""
    message = Bilingual(
        "計算式の結果が保存されていません。値に置き換えるか、Excelで開いて保存し直してください。",
        "the result of this formula is not stored: put the value, or open and save the workbook in Excel.",
    )
    for sheet in sheets:
        for row, column in (
            sorted(sheet.look.unvalued_formulas | sheet.look.stale_formulas) if sheet.name in names else ()
        ):
            if any(len(line) > column and line[column] == CHOICES_HEADING for line in sheet.grid[:row]):
                continue  # our own helper column, never read back
            yield CellMistake(sheet.name, cell_name(row, column), message)


def _stamp(content: bytes) -> str:
    """Return the digest that an exported workbook carries of its plan file."""
    return hashlib.sha256(content).hexdigest()[:_STAMP_DIGITS]


def _by_section(reads: Sequence[Read]) -> dict[str, list[EntryRow]]:
    """Return the rows of all sheets by section, from the top."""
    found: dict[str, list[EntryRow]] = defaultdict(list)
    for read in reads:
        for row in read.rows:
            found[row.section].append(row)
    return found


def _mistakes(
    tables: Sequence[RegisterTable], reads: Sequence[Read], settings: Read, intended: str
) -> list[CellMistake]:
    """Return the mistakes of single cells and of the register they would make; of a cell only the first."""
    found = [one for read in (settings, *reads) for one in read.mistakes]
    said = {(one.sheet, one.cell) for one in found if one.cell}
    of_register = located(mistakes_of(intended), tables, _by_section(reads), next(iter(settings.rows), None))
    return [*found, *(one for one in of_register if (one.sheet, one.cell) not in said)]


def _of_another_plan(plan: Plan, sheets: Sequence[Sheet]) -> list[CellMistake]:
    """Refuse a workbook that was exported from another plan."""
    said = label_of(sheets, FIRST_SHEET, PLAN_ID)
    if said in {"", plan.id}:
        return []
    words = Bilingual(
        f"この表は計画「{said}」のもので、「{plan.id}」ではありません。",
        f"the workbook is of the plan {said!r}, not {plan.id!r}.",
    )
    return [CellMistake(FIRST_SHEET, "", words)]


def _changes(
    contents: Contents, tables: Sequence[RegisterTable], reads: Sequence[Read], settings: Read
) -> tuple[EntryChange, ...]:
    """Return what the workbook changes, the settings first."""
    of_settings = [settings_change(contents.settings, row.entry) for row in settings.rows]
    rows = [row for read in reads for row in read.rows]
    return (*filter(None, of_settings), *changes_of(tables, contents.entries, rows))
