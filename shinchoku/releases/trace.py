"""A trace: one published value with its cells, its steps and its releases, as data."""

from dataclasses import dataclass
from datetime import date

from schemas.codes import CodeList
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Finding
from shinchoku.figures.tables import TextRow
from shinchoku.intake.rows import Row
from shinchoku.intake.sheets import Appearance, CellText
from shinchoku.intake.steps import Step
from shinchoku.register.entries import ActionItem
from shinchoku.register.fiscal_year import FiscalYear

_EMPTY = CellText("", "")


class Standing(CodeList):
    """What became of what departments reported."""

    RELEASED = "released", "公表済み", "Released"
    REVISION_WAITS = (
        "revision_waits",
        "公表済み（その後に届いた値は、まだ公表していません）",
        "Released; a later value is not yet released",
    )
    WAITS = "waits", "受理済み（まだ公表していません）", "Accepted, not yet released"
    NOT_ACCEPTED = (
        "not_accepted",
        "受理していません（下の指摘を解消してください）",
        "Not accepted: see the findings",
    )
    UNREAD = (
        "unread",
        "確認中です（届いたファイルを読み取れません。下の指摘を確かめてください）",
        "In review: a file came that cannot be read, see the findings",
    )
    UNREPORTED = "unreported", "未提出です", "Unreported"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one value stands on a received sheet, and what the checks made of its row."""

    row: Row
    column: str
    value: str
    """The value as it is published."""
    findings: tuple[Finding, ...] = ()
    """What lies on the row; what lies on the cell comes first."""
    carried_from: date | None = None
    is_accepted: bool = True
    correction: TextRow | None = None
    """The correction that replaced what the cell says: a row of the year's table `corrections`."""

    @property
    def appearance(self) -> Appearance:
        """When and where the received file appeared."""
        return self.row.appearance

    @property
    def cell(self) -> CellText:
        """The cell as it was read."""
        return self.row.source.cells.get(self.column, _EMPTY)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Everything that was done to the cell's text, in order."""
        return self.row.steps.get(self.column, self.cell.steps)


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """The value in one release, and its origin; a blank cell leaves a blank value and no origin."""

    version: str
    as_of: date
    withdrawn: bool
    value: str
    source: TextRow | None
    """The row of the table `provenance` that names the cell."""
    origin: Origin | None
    correction: TextRow | None = None
    """The correction behind the value; kept apart from the origin, which a blank cell has not."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One value of one item in one fiscal year, followed both ways."""

    year: FiscalYear
    item: ActionItem
    table: str
    field: str
    standing: Standing
    publications: tuple[PublishedValue, ...] = ()
    """Oldest first."""
    current: Origin | None = None
    """The row that counts today."""
    rejected: tuple[Origin, ...] = ()
    """Rows of the newest files that were not accepted."""
    unread: tuple[Finding, ...] = ()
    """Why files of the department that reports the item could not be read."""
    holds: tuple[Bilingual, ...] = ()
    """Why the year waits, if it does."""
