"""A row together with what is wrong with it."""

from dataclasses import dataclass

from shinchoku.checks.findings import Finding
from shinchoku.intake.rows import Row
from shinchoku.intake.sheets import Appearance


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row with the findings that lie on it."""

    row: Row
    findings: tuple[Finding, ...]
    is_accepted: bool

    @property
    def appearance(self) -> Appearance:
        """When and where the row's content appeared."""
        return self.row.appearance

    @property
    def content(self) -> tuple[object, ...]:
        """What the row says."""
        return self.row.content
