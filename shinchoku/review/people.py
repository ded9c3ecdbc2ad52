"""The people who act: their roles, their accounts as decisions see them, and how the record names them."""

from dataclasses import dataclass, field
from datetime import date

from schemas.codes import CodeList
from shinchoku.register.fiscal_year import FiscalYear


class Role(CodeList):
    """What an account may be; one account may be several."""

    VIEWER = "viewer", "閲覧", "Viewer"
    DEPARTMENT = "department", "所属担当", "Department"
    STEWARD = "steward", "確認担当", "Steward"
    APPROVER = "approver", "承認者", "Approver"
    ADMINISTRATOR = "administrator", "管理者", "Administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and as what, as the record keeps it: `system:nightly` at night, `user:<account>` else."""

    name: str
    role: str


NIGHTLY = Actor("system:nightly", "nightly")
"""The night: it collects, checks, resolves, expires and releases what is not held; it decides nothing."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever stands before the console or the terminal.

    `account` is empty for somebody who is known by no account: such a person may only read.
    """

    account: str = ""
    label: str = ""
    roles: frozenset[Role] = field(default_factory=frozenset)
    departments: frozenset[str] = field(default_factory=frozenset)
    """Codes of the departments that are the person's own."""

    @property
    def name(self) -> str:
        """How the record names the person."""
        return f"user:{self.account}"

    def acting_as(self, role: Role) -> Actor:
        """Return the person in one of their roles."""
        return Actor(self.name, role)


NOBODY = Person()
"""Somebody without an account."""


def ends_by_default(as_of: date) -> date:
    """Return the 31 March on which an account ends unless it is renewed: posts change in April."""
    return date(FiscalYear.of_date(as_of).year + 1, 3, 31)
