"""Layout: from one sample of a city's own form to its declaration, and the proof that it reads the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shinchoku.adapters.inbox import printable
from shinchoku.adapters.plan_file import PlanFileError, load_plan
from shinchoku.adapters.workbooks import read_all
from shinchoku.adapters.workbooks.sample import sample_sheets
from shinchoku.checks.rule_list import RULES_BY_PROBLEM
from shinchoku.errors import ConfigurationError
from shinchoku.intake.layout.answers import text_at
from shinchoku.intake.layout.learning import propose
from shinchoku.intake.layout.proposal import LayoutProposal
from shinchoku.intake.sheets import Reading, Sheet, SheetRow
from shinchoku.register.layouts import Layout, LayoutKind
from shinchoku.register.mistakes import find_mistakes


@dataclass(frozen=True, slots=True)
class Learned:
    """A sample and the layout that it shows."""

    sample: Path
    sheets: tuple[Sheet, ...]
    proposal: LayoutProposal


@dataclass(frozen=True, slots=True)
class Reread:
    """What the sample says through the declared layout, against what it said before."""

    rows: int
    differences: tuple[str, ...] = ()
    """Cells that read otherwise, and sheets that were not read: `No.15!B6`."""
    rules: tuple[str, ...] = ()
    """The rules that the reading broke."""

    @property
    def is_same(self) -> bool:
        """Whether everything reads as the sample has it."""
        return bool(self.rows) and not self.differences


def learn_layout(sample: Path) -> Learned:
    """Return the layout that a sample shows.

    Raises:
        ConfigurationError: if the sample cannot be read, or no sheet of it asks for what a status sheet
            asks for.
    """
    sheets = sample_sheets(sample)
    proposal = propose(sheets, printable(sample.stem))
    if proposal is None:
        raise ConfigurationError(
            f"見本 {sample} に、取組項目の表も個票も見つかりません。"
            "「項目番号」「達成状況」「取組実績」などの項目名がある、記入済みのシートを指定してください。",
            f"the sample {sample} has neither a table nor a form of items: give a filled-in sheet with labels"
            " such as 項目番号, 達成状況 and 取組実績.",
        )
    return Learned(sample, sheets, proposal)


def require_fitting(plan_file: Path, slug: str, layout: Layout) -> None:
    """Refuse a layout that the plan could not be loaded with, before anything is written.

    Raises:
        PlanFileError: with every mistake that the layout would be.
    """
    plan = load_plan(plan_file, without_layout=slug)
    mistakes = find_mistakes(plan.model_copy(update={"layouts": (*plan.layouts, layout)}))
    if mistakes:
        raise PlanFileError(plan_file, mistakes)


def read_again(plan_file: Path, learned: Learned) -> Reread:
    """Read the sample through the plan's declared layouts and compare it with the sample itself.

    Raises:
        PlanFileError: if the layout that was written is not valid.
    """
    layouts = load_plan(plan_file).layouts
    reading = read_all([learned.sample], layouts)[learned.sample]
    match learned.proposal.layout.kind:
        case LayoutKind.FORM:
            differences = _differences_of_a_form(learned, reading)
        case LayoutKind.TABLE:
            without = read_all([learned.sample])[learned.sample]
            differences = _differences_of_a_table(learned.proposal.layout, reading.rows, without.rows)
    stopping = [problem for problem in reading.problems if problem.stops_reading]
    rules = tuple(dict.fromkeys(RULES_BY_PROBLEM[problem.kind].code for problem in stopping))
    return Reread(len(reading.rows), tuple(differences), rules)


def _differences_of_a_form(learned: Learned, reading: Reading) -> list[str]:
    """Name each answer that reads otherwise than its cell on the sample."""
    rows = {row.sheet_number: row for row in reading.rows}
    found: list[str] = []
    for sheet in learned.sheets:
        if sheet.number not in learned.proposal.of_this_form:
            continue
        row = rows.get(sheet.number)
        if row is None:
            found.append(sheet.name)
            continue
        for name in learned.proposal.layout.fields:
            cell = row.cells[name]
            if cell.raw != text_at(sheet, cell.cell):
                found.append(f"{sheet.name}!{cell.cell}")
    return found


def _differences_of_a_table(
    layout: Layout, declared: Sequence[SheetRow], searched: Sequence[SheetRow]
) -> list[str]:
    """Name each cell that reads otherwise than without the layout."""
    if len(declared) != len(searched):
        return [f"{len(searched)} → {len(declared)}"]
    return [
        f"{one.sheet_name}!{one.cells[name].cell}"
        for one, other in zip(declared, searched, strict=True)
        for name in layout.columns
        if one.text(name) != other.text(name)
    ]
