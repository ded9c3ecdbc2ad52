"""Accounts: who may act, until when; made, renewed and ended by administrators."""

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.account_lines import account_digest, account_line, next_end
from shinchoku.console.page import Page
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import require_found, require_shown, sent_day, sent_text
from shinchoku.errors import ConfigurationError
from shinchoku.review.people import Role, ends_by_default
from shinchoku.review.permissions import Action
from shinchoku.usecases.account_fields import FEWEST_OF_A_PASSWORD
from shinchoku.usecases.accounts import (
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


def show_accounts(context: RequestContext) -> Response:
    """Show every account; in March those that end, to be renewed together."""
    return _list(context)


def show_account_of(context: RequestContext) -> Response:
    """Show one account with what can be done to it."""
    return _page(context, _found(context))


def show_new(context: RequestContext) -> Response:
    """Show the form for a new account."""
    return _new(context)


def make_account(context: RequestContext) -> Response:
    """Make an account."""
    actor = context.require(Action.MANAGE_ACCOUNTS)
    if sent_text(context, "ends_on") and sent_day(context, "ends_on") is None:
        return _new(context, Bilingual("期限の日付を確かめてください。", "Check the end date."))
    try:
        new = NewAccount(
            name=sent_text(context, "name"),
            label=sent_text(context, "label")[:100],
            roles=_roles(context),
            departments=frozenset(_sent_list(context, "departments")),
            login=sent_text(context, "login")[:128],
            subject=sent_text(context, "subject")[:256],
            password=_password(context),
            ends_on=sent_day(context, "ends_on"),
        )
        cost = context.services.settings.password_cost
        account = add(context.session, actor, new, sent_text(context, "reason"), cost=cost)
    except ConfigurationError as error:
        return _new(context, error.message)
    context.flash(
        "ok",
        Bilingual(f"アカウント「{account.name}」を登録しました。", f"The account {account.name} was made."),
    )
    return context.redirect("accounts")


def change_account(context: RequestContext) -> Response:
    """Renew an account, change its roles or its password, end it or let it be used again."""
    actor, account = context.require(Action.MANAGE_ACCOUNTS), _found(context)
    change, reason, session = context.path["change"], sent_text(context, "reason"), context.session
    if change not in _CHANGES:
        raise NotFoundError
    require_shown(context, account_digest(account))
    name = account.name
    try:
        match change:
            case "renew":
                until = sent_day(context, "ends_on") or ends_by_default(context.services.as_of)
                renew(session, actor, name, until, reason)
            case "roles":
                set_roles(session, actor, name, _roles(context), _sent_list(context, "departments"), reason)
            case "disable":
                disable(session, actor, name, reason)
            case "enable":
                enable(session, actor, name, reason)
            case _:
                cost = context.services.settings.password_cost
                set_password(session, actor, name, _password(context), reason, cost=cost)
    except ConfigurationError as error:
        return _page(context, account, (change, error.message))
    context.flash("ok", _SAVED)
    return (
        context.redirect("accounts")
        if name == context.person.account
        else context.redirect("account_of", account=name)
    )


def renew_many(context: RequestContext) -> Response:
    """Let the ticked accounts go on until the next 31 March but one."""
    actor, reason = context.require(Action.MANAGE_ACCOUNTS), sent_text(context, "reason")
    names = _sent_list(context, "names")
    until = next_end(context.services.as_of)
    if not names:
        return _list(context, Bilingual("アカウントを選んでください。", "Tick the accounts."))
    try:
        for name in names:
            renew(context.session, actor, name, until, reason)
    except ConfigurationError as error:
        return _list(context, error.message)
    context.flash(
        "ok",
        Bilingual(
            f"{len(names)}件の期限を {until} にしました。", f"{len(names)} account(s) now end on {until}."
        ),
    )
    return context.redirect("accounts")


def _list(context: RequestContext, refusal: Bilingual | None = None) -> Response:
    """Return the list, with why nothing was renewed."""
    as_of = context.services.as_of
    lines = [account_line(context, one) for one in list_accounts(context.session)]
    until = next_end(as_of)
    return context.render(
        "accounts.html",
        status=_REFUSED if refusal else 200,
        lines=lines,
        until=until,
        renewable=any(not one.account.is_disabled and one.account.ends_on < until for one in lines),
        is_march=as_of.month == _MARCH,
        refusal=refusal.in_language(context.language) if refusal else "",
    )


def _new(context: RequestContext, refusal: Bilingual | None = None) -> Response:
    """Return the form for a new account, with what was typed but the password."""
    fields = ("name", "label", "login", "subject", "ends_on", "reason")
    return context.render(
        "account_new.html",
        status=_REFUSED if refusal else 200,
        given={name: sent_text(context, name) for name in fields},
        ticked={*_sent_list(context, "roles"), *_sent_list(context, "departments")},
        refusal=refusal.in_language(context.language) if refusal else "",
        ends_by_default=ends_by_default(context.services.as_of),
        **_choices(context),
    )


def _page(
    context: RequestContext, account: Account, refused: tuple[str, Bilingual] | None = None
) -> Response:
    """Return the page of an account, with why a change was refused."""
    return context.render(
        "account_of.html",
        status=_REFUSED if refused else 200,
        line=account_line(context, ListedAccount(account, account_state(account, context.services.as_of))),
        ticked={*account.roles, *account.departments},
        refused=refused[0] if refused else "",
        refusal=refused[1].in_language(context.language) if refused else "",
        until=next_end(context.services.as_of),
        is_me=account.name == context.person.account,
        **_choices(context),
    )


def _choices(context: RequestContext) -> dict[str, object]:
    """Return what forms offer."""
    return {
        "roles": [(one, context.t(one.label_ja, one.label_en)) for one in Role],
        "departments": [(one.code, one.full_name) for one in context.services.plan.departments],
        "fewest": FEWEST_OF_A_PASSWORD,
    }


def _found(context: RequestContext) -> Account:
    """Return the account that the path names."""
    return require_found(find_account(context.session, context.path["account"]))


def _roles(context: RequestContext) -> frozenset[Role]:
    """Return the ticked roles; what is none is not one."""
    return frozenset(Role.of(one) for one in _sent_list(context, "roles") if one in set(Role))


def _password(context: RequestContext) -> str:
    """Return the typed password, blanks and all."""
    given = context.form.get("password", "")
    return given if isinstance(given, str) else ""


def _sent_list(context: RequestContext, name: str) -> list[str]:
    """Return every value of a field of the form."""
    return [one for one in context.form.getlist(name) if isinstance(one, str)]


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
