"""Accounts: who may act, until when; made, renewed and ended by administrators."""

from __future__ import annotations

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.account_lines import account_digest, account_line, next_end
from shinchoku.console.page import Page
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.sent import require_shown, sent_day, sent_text
from shinchoku.console.visit import Visit
from shinchoku.errors import ConfigurationError
from shinchoku.review.people import Role, ends_by_default
from shinchoku.review.permissions import Action
from shinchoku.usecases.accounts import (
    FEWEST_CHARACTERS,
    NewAccount,
    add,
    disable,
    enable,
    renew,
    set_password,
    set_roles,
)
from shinchoku.views.accounts import Account, ListedAccount, account_state, find_account, list_accounts

_REFUSED, _MARCH = 400, 3
_CHANGES = frozenset({"renew", "roles", "disable", "enable", "password"})
_SAVED = Bilingual("アカウントを変更しました。", "The account was changed.")


def show_accounts(visit: Visit) -> Response:
    """Show every account; in March those that end, to be renewed together."""
    return _list(visit)


def show_account_of(visit: Visit) -> Response:
    """Show one account with what can be done to it."""
    return _page(visit, _found(visit))


def show_new(visit: Visit) -> Response:
    """Show the form for a new account."""
    return _new(visit)


def make_account(visit: Visit) -> Response:
    """Make an account."""
    actor = visit.require(Action.MANAGE_ACCOUNTS)
    if sent_text(visit, "ends_on") and sent_day(visit, "ends_on") is None:
        return _new(visit, Bilingual("期限の日付を確かめてください。", "Check the end date."))
    try:
        new = NewAccount(
            name=sent_text(visit, "name"),
            label=sent_text(visit, "label")[:100],
            roles=_roles(visit),
            departments=frozenset(_sent_list(visit, "departments")),
            login=sent_text(visit, "login")[:128],
            subject=sent_text(visit, "subject")[:256],
            password=_password(visit),
            ends_on=sent_day(visit, "ends_on"),
        )
        cost = visit.desk.settings.password_cost
        account = add(visit.session, actor, new, sent_text(visit, "reason"), cost=cost)
    except ConfigurationError as error:
        return _new(visit, error.message)
    visit.flash(
        "ok",
        Bilingual(f"アカウント「{account.name}」を登録しました。", f"The account {account.name} was made."),
    )
    return visit.redirect("accounts")


def change_account(visit: Visit) -> Response:
    """Renew an account, change its roles or its password, end it or let it be used again."""
    actor, account = visit.require(Action.MANAGE_ACCOUNTS), _found(visit)
    change, reason, session = visit.path["change"], sent_text(visit, "reason"), visit.session
    if change not in _CHANGES:
        raise NotFoundError
    require_shown(visit, account_digest(account))
    name = account.name
    try:
        match change:
            case "renew":
                until = sent_day(visit, "ends_on") or ends_by_default(visit.desk.as_of)
                renew(session, actor, name, until, reason)
            case "roles":
                set_roles(session, actor, name, _roles(visit), _sent_list(visit, "departments"), reason)
            case "disable":
                disable(session, actor, name, reason)
            case "enable":
                enable(session, actor, name, reason)
            case _:
                cost = visit.desk.settings.password_cost
                set_password(session, actor, name, _password(visit), reason, cost=cost)
    except ConfigurationError as error:
        return _page(visit, account, (change, error.message))
    visit.flash("ok", _SAVED)
    return (
        visit.redirect("accounts")
        if name == visit.person.account
        else visit.redirect("account_of", account=name)
    )


def renew_many(visit: Visit) -> Response:
    """Let the ticked accounts go on until the next 31 March but one."""
    actor, reason = visit.require(Action.MANAGE_ACCOUNTS), sent_text(visit, "reason")
    names = _sent_list(visit, "names")
    until = next_end(visit.desk.as_of)
    if not names:
        return _list(visit, Bilingual("アカウントを選んでください。", "Tick the accounts."))
    try:
        for name in names:
            renew(visit.session, actor, name, until, reason)
    except ConfigurationError as error:
        return _list(visit, error.message)
    visit.flash(
        "ok",
        Bilingual(
            f"{len(names)}件の期限を {until} にしました。", f"{len(names)} account(s) now end on {until}."
        ),
    )
    return visit.redirect("accounts")


def _list(visit: Visit, refusal: Bilingual | None = None) -> Response:
    """Return the list, with why nothing was renewed."""
    as_of = visit.desk.as_of
    lines = [account_line(visit, one) for one in list_accounts(visit.session)]
    until = next_end(as_of)
    return visit.render(
        "accounts.html",
        status=_REFUSED if refusal else 200,
        lines=lines,
        until=until,
        renewable=any(not one.account.is_disabled and one.account.ends_on < until for one in lines),
        is_march=as_of.month == _MARCH,
        refusal=refusal.in_language(visit.language) if refusal else "",
    )


def _new(visit: Visit, refusal: Bilingual | None = None) -> Response:
    """Return the form for a new account, with what was typed but the password."""
    fields = ("name", "label", "login", "subject", "ends_on", "reason")
    return visit.render(
        "account_new.html",
        status=_REFUSED if refusal else 200,
        given={name: sent_text(visit, name) for name in fields},
        ticked={*_sent_list(visit, "roles"), *_sent_list(visit, "departments")},
        refusal=refusal.in_language(visit.language) if refusal else "",
        ends_by_default=ends_by_default(visit.desk.as_of),
        **_choices(visit),
    )


def _page(visit: Visit, account: Account, refused: tuple[str, Bilingual] | None = None) -> Response:
    """Return the page of an account, with why a change was refused."""
    return visit.render(
        "account_of.html",
        status=_REFUSED if refused else 200,
        line=account_line(visit, ListedAccount(account, account_state(account, visit.desk.as_of))),
        ticked={*account.roles, *account.departments},
        refused=refused[0] if refused else "",
        refusal=refused[1].in_language(visit.language) if refused else "",
        until=next_end(visit.desk.as_of),
        is_me=account.name == visit.person.account,
        **_choices(visit),
    )


def _choices(visit: Visit) -> dict[str, object]:
    """Return what forms offer."""
    return {
        "roles": [(one, visit.t(one.label_ja, one.label_en)) for one in Role],
        "departments": [(one.code, one.full_name) for one in visit.desk.plan.departments],
        "fewest": FEWEST_CHARACTERS,
    }


def _found(visit: Visit) -> Account:
    """Return the account that the path names.

    Raises:
        NotFoundError: if there is none.
    """
    account = find_account(visit.session, visit.path["account"])
    if account is None:
        raise NotFoundError
    return account


def _roles(visit: Visit) -> frozenset[Role]:
    """Return the ticked roles; what is none is not one."""
    return frozenset(Role.of(one) for one in _sent_list(visit, "roles") if one in set(Role))


def _password(visit: Visit) -> str:
    """Return the typed password, blanks and all."""
    given = visit.form.get("password", "")
    return given if isinstance(given, str) else ""


def _sent_list(visit: Visit, name: str) -> list[str]:
    """Return every value of a field of the form."""
    return [one for one in visit.form.getlist(name) if isinstance(one, str)]


_MANAGE = Action.MANAGE_ACCOUNTS
PAGES = (
    Page(
        "/accounts", "accounts", show_accounts, Action.SEE_ACCOUNTS, nav=Bilingual("アカウント", "Accounts"),
        rank=90, shortcut="a",
    ),
    Page("/accounts/new", "account_new", show_new, _MANAGE),
    Page("/accounts/new", "account_make", make_account, _MANAGE, "POST"),
    Page("/accounts/renew", "accounts_renew", renew_many, _MANAGE, "POST"),
    Page("/accounts/of/{account}", "account_of", show_account_of, Action.SEE_ACCOUNTS),
    Page("/accounts/of/{account}/{change}", "account_change", change_account, _MANAGE, "POST"),
)  # fmt: skip
