"""Accounts as the administrators' pages show them."""

import hashlib
from dataclasses import dataclass
from datetime import date

from shinchoku.city_clock import city_time
from shinchoku.console.request_context import RequestContext
from shinchoku.review.people import ends_by_default
from shinchoku.spelling import spelled
from shinchoku.views.accounts import Account, ListedAccount

_MARCH = 3


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account as the list shows it."""

    account: Account
    label: str
    roles: str
    departments: str
    state: str
    seen: str
    days_left: int
    shown: str
    """What the form saw of the account, so that two administrators do not undo each other."""


def account_line(context: RequestContext, listed: ListedAccount) -> AccountLine:
    """Return an account as it is shown."""
    names = {one.code: one.name for one in context.services.plan.departments}
    account, seen = listed.account, listed.seen
    return AccountLine(
        account,
        spelled(account.label),
        context.t("・", ", ").join(context.t(one.label_ja, one.label_en) for one in sorted(account.roles)),
        context.t("・", ", ").join(names.get(code, code) for code in sorted(account.departments)),
        str(listed.state),
        city_time(seen).strftime("%Y-%m-%d") if seen else "",
        (account.ends_on - context.services.as_of).days,
        account_digest(account),
    )


def account_digest(account: Account) -> str:
    """Return what an account is now, in a short text that tells nothing of its password."""
    said = (
        account.name,
        sorted(account.roles),
        sorted(account.departments),
        account.ends_on,
        account.is_disabled,
    )
    return hashlib.sha256(repr((said, account.password)).encode()).hexdigest()[:16]


def next_end(as_of: date) -> date:
    """Return the 31 March that a renewal reaches: in March, next year's."""
    end = ends_by_default(as_of)
    return date(end.year + 1, end.month, end.day) if as_of.month == _MARCH else end
