"""Amendments, new rounds and other edits of the register: held against every rule, shown, then written."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from shinchoku.adapters.forms.register.coming_back import CellMistake, EntryRow
from shinchoku.adapters.forms.register.contents import contents_of
from shinchoku.adapters.forms.register.difference import changes_of
from shinchoku.adapters.forms.register.edit_rows import rows_after
from shinchoku.adapters.forms.register.intended import intended_text, mistakes_of
from shinchoku.adapters.forms.register.locating import located
from shinchoku.adapters.forms.register.tables import tables_of
from shinchoku.adapters.forms.register.waiting import StoredProposal
from shinchoku.adapters.plan_file import load_plan
from shinchoku.errors import ConfigurationError, disk_failed
from shinchoku.register.amendments import Amendment, amendment_edits
from shinchoku.register.edits import EntryEdit
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.mistake import PlanMistake
from shinchoku.register.mistakes_of_amendments import amendment_mistakes
from shinchoku.register.plan import Plan
from shinchoku.register.round_opening import round_mistakes
from shinchoku.usecases.register.proposal import RegisterProposal, content_after


def edit_register(plan_file: Path, edits: Sequence[EntryEdit]) -> RegisterProposal:
    """Return what edits would make of a plan file, or every mistake in them; nothing is written.

    Raises:
        ConfigurationError: if the plan file itself is wrong, or its changes cannot be written safely.
        OperationalError: if the disk fails.
    """
    plan = load_plan(plan_file)
    before = _content(plan_file)
    tables = tables_of(plan)
    contents = contents_of(plan, tables)
    made = rows_after(edits, tables, contents)
    intended = intended_text(before.decode(), tables, made.rows, None)
    said = {(one.sheet, one.cell) for one in made.mistakes}
    of_register = located(mistakes_of(intended), tables, made.rows, None)
    of_rounds = (
        one
        for row in _edited_rounds(edits, made.rows["rounds"])
        for one in _at(plan, "rounds", row.identity, round_mistakes(row.entry))
    )
    found = (one for one in (*of_rounds, *of_register) if (one.sheet, one.cell) not in said)
    if mistakes := (*made.mistakes, *found):
        return RegisterProposal(plan_file, before, mistakes)
    rows = [row for of_section in made.rows.values() for row in of_section]
    changes = tuple(changes_of(tables, contents.entries, rows))
    after = content_after(before.decode(), changes, contents, intended, tables)
    return RegisterProposal(plan_file, before, (), changes, after)


def propose_amendment(
    plan_file: Path, amendment: Amendment, released_years: Collection[FiscalYear] = ()
) -> RegisterProposal:
    """Return what an amendment would make of a plan file, or every mistake in it; nothing is written.

    Raises:
        ConfigurationError: if the plan file itself is wrong, or its changes cannot be written safely.
        OperationalError: if the disk fails.
    """
    plan = load_plan(plan_file)
    mistakes = amendment_mistakes(plan, amendment, released_years)
    if mistakes:
        at = _at(plan, "items", (amendment.item_no,), mistakes)
        return RegisterProposal(plan_file, _content(plan_file), tuple(at))
    return edit_register(plan_file, amendment_edits(plan, amendment))


def propose_again(plan_file: Path, stored: StoredProposal) -> RegisterProposal:
    """Return what a waiting change would make of the plan file as it is now; nothing is written.

    Raises:
        ConfigurationError: if it touches the settings, which only the register's workbook changes; or as above.
        OperationalError: if the disk fails.
    """
    if not stored.edits:
        raise ConfigurationError(
            "計画の設定の変更を含むため、自動では起案し直せません。登録簿の表を書き出し直して、取り込んでください。",
            "it changes settings of the plan and cannot be proposed again by itself: export the register anew and import it.",
        )
    return edit_register(plan_file, stored.edits)


def _content(plan_file: Path) -> bytes:
    """Return the bytes of a plan file."""
    try:
        return plan_file.read_bytes()
    except OSError as error:
        raise disk_failed(error) from error


def _edited_rounds(edits: Sequence[EntryEdit], rows: Sequence[EntryRow]) -> list[EntryRow]:
    """Return the rounds that are added or changed; what was agreed earlier is not judged again."""
    touched = {edit.identity or (str(edit.values.get("id")),) for edit in edits if edit.section == "rounds"}
    return [row for row in rows if row.identity in touched]


def _at(
    plan: Plan, section: str, identity: tuple[str, ...], mistakes: Iterable[PlanMistake]
) -> Iterable[CellMistake]:
    """Return mistakes of an edit at the fields of the entry that it is about."""
    table = next(one for one in tables_of(plan) if section in one.sections)
    headings = {one.key: " ".join(one.heading.split()) for one in table.fields}
    for one in mistakes:
        cell = " ".join([*identity, headings.get(one.place.field, "")]).strip()
        yield CellMistake(table.sheet, cell, one.message, identity, one.place.field)
