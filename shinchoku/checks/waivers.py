"""理由付き確認: findings that hold nothing back, because somebody gave a reason and a second person agreed.

A waiver binds to one finding by its fingerprint: a changed value is another finding, which nobody has
waived. It counts through its last day; from the next day on the row is refused again, and what only the
waiver had let in is no source for carrying forward either, because every night decides every row anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from schemas.codes import Severity
from shinchoku.checks.rule_list import RULES
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan


@dataclass(frozen=True, slots=True)
class Waiver:
    """One waived finding: the problem, why it may stand, until when, and who decided.

    The reason and the role are published; the names of the accounts never are.
    """

    fingerprint: str
    rule: str
    fiscal_year: FiscalYear | None
    item_no: str
    reason: str
    ends_on: date
    requested_by: str
    approved_by: str
    approved_by_role: str


def waivers_in_force(waivers: Iterable[Waiver], as_of: date) -> tuple[Waiver, ...]:
    """Return the waivers that count on a day; the day on which one ends is still one of its days."""
    return tuple(one for one in waivers if as_of <= one.ends_on)


def in_force(waivers: Iterable[Waiver], as_of: date) -> frozenset[str]:
    """Return the fingerprints of the findings that hold nothing back on a day."""
    return frozenset(one.fingerprint for one in waivers_in_force(waivers, as_of))


def may_be_waived(plan: Plan, rule_code: str) -> bool:
    """Tell whether a finding of a rule can be waived; otherwise it can only be returned.

    Only errors hold anything back, by the weights of the plan. Without a `fixed` rule a row has no usable
    value, so there is nothing that a reason could let in. A rule that is an error by the plan's own choice
    judges a value that is there, and can be waived like those that are declared waivable.
    """
    rule = RULES.get(rule_code)
    if rule is None or rule.fixed:
        return False
    weight = plan.checks.severity.get(rule_code, rule.severity)
    return weight is Severity.ERROR and (rule.waivable or rule.severity is not Severity.ERROR)
