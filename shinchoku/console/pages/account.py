"""Logging in and out, language and colours, and one's own password."""

from urllib.parse import parse_qsl, urlsplit

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.cookies import Cookie, view_of
from shinchoku.console.login import LoginRefusedError, log_in, log_out, prove
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.errors import ConfigurationError
from shinchoku.usecases.account_fields import FEWEST_OF_A_PASSWORD
from shinchoku.usecases.accounts import set_password

_REFUSED, _FORBIDDEN = 400, 403
_NO_PASSWORD = Bilingual(
    "このアカウントのパスワードは、認証基盤で管理されています。",
    "This account's password is kept by the identity provider.",
)
_WRONG = Bilingual("いまのパスワードが違います。", "The current password is wrong.")
_NOT_TWICE = Bilingual(
    "新しいパスワードと確認用が一致しません。もう一度入力してください。",
    "The new password and its repetition differ.",
)
_CHANGED = Bilingual(
    "パスワードを変更しました。ほかの端末ではログアウトされました。",
    "The password was changed; you were logged out everywhere else.",
)


def show_login(context: RequestContext) -> Response:
    """Show the form for logging in; whoever is logged in already goes on."""
    if context.identity.session is not None:
        return context.redirect_to_own(context.query.get("next", ""))
    again = Bilingual(
        "ログインの時間が切れました。もう一度ログインしてください。送信した内容は保存されていません。",
        "Your login has ended. Please log in again; what you sent was not kept.",
    )
    return _login_form(context, notice=again if context.query.get("again") else None)


def check_login(context: RequestContext) -> Response:
    """Log somebody in and send them where they wanted to go."""
    try:
        account = prove(context, _text(context, "account"), _text(context, "password"))
    except LoginRefusedError as error:
        return _login_form(context, status=_FORBIDDEN, refusal=error.message)
    log_in(context, account)
    return context.redirect_to_own(_text(context, "next"))


def leave(context: RequestContext) -> Response:
    """Log out, even while the database is out of reach."""
    log_out(context)
    response = context.redirect("login")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def prefer(context: RequestContext) -> Response:
    """Keep the language or the colours in the browser, and show the same page again."""
    language = _text(context, "lang") or context.language.value
    scheme = _text(context, "scheme") if "scheme" in context.form else context.scheme
    context.cookies[Cookie.VIEW] = view_of(language, scheme)
    wanted = _text(context, "next")
    parts = urlsplit(wanted) if wanted.isprintable() else urlsplit("")
    if context.identity.session is None or parts.path == context.frame.address("login", {}):
        asked = context.frame.own_address(dict(parse_qsl(parts.query)).get("next", ""))
        return context.redirect("login", query={"next": asked or None})
    return context.redirect_to_own(wanted)


def show_account(context: RequestContext) -> Response:
    """Show one's own account."""
    return _account_page(context)


def change_password(context: RequestContext) -> Response:
    """Change one's own password: every other session of the account ends, this one begins anew."""
    new, person = _text(context, "new"), context.person
    session = context.identity.session
    if session is None or not session.account.password:
        return _account_page(context, _REFUSED, [("current", _NO_PASSWORD)])
    if new != _text(context, "again"):
        return _account_page(context, _REFUSED, [("again", _NOT_TWICE)])
    try:
        prove(context, person.account, _text(context, "current"))
    except LoginRefusedError:
        return _account_page(context, _REFUSED, [("current", _WRONG)])
    actor, cost = person.acting_as(min(person.roles)), context.services.settings.password_cost
    why = "changed by the account itself"
    try:
        account = set_password(context.session, actor, person.account, new, why, cost=cost)
    except ConfigurationError as error:
        return _account_page(context, _REFUSED, [("new", error.message)])
    log_in(context, account)
    context.flash("ok", _CHANGED)
    return context.redirect("account")


def _login_form(
    context: RequestContext,
    *,
    status: int = 200,
    refusal: Bilingual | None = None,
    notice: Bilingual | None = None,
) -> Response:
    """Return the form for logging in."""
    wanted = _text(context, "next") or context.query.get("next", "")
    provider = context.services.settings.oidc
    return context.render(
        "login.html",
        status=status,
        refusal=refusal.in_language(context.language) if refusal else "",
        words=notice.in_language(context.language) if notice else "",
        account=_text(context, "account"),
        next=context.frame.own_address(wanted),
        provider=(provider.label or context.t("認証基盤", "the identity provider")) if provider else "",
    )


def _account_page(
    context: RequestContext, status: int = 200, errors: list[tuple[str, Bilingual]] | None = None
) -> Response:
    """Return the page of one's own account."""
    session = context.identity.session
    return context.render(
        "account.html",
        status=status,
        account=session.account if session else None,
        departments=[
            context.services.plan.departments_by_code[code].name
            for code in sorted(context.person.departments)
            if code in context.services.plan.departments_by_code
        ],
        roles=[context.t(role.label_ja, role.label_en) for role in sorted(context.person.roles)],
        errors=[(field, words.in_language(context.language)) for field, words in errors or []],
        fewest=FEWEST_OF_A_PASSWORD,
    )


def _text(context: RequestContext, name: str) -> str:
    """Return a field of the form."""
    given = context.form.get(name, "")
    return given if isinstance(given, str) else ""


PAGES = (
    Page("/login", "login", show_login, None),
    Page("/login", "login_check", check_login, None, "POST"),
    Page("/logout", "logout", leave, None, "POST", files_only=True),
    Page("/preferences", "preferences", prefer, None, "POST", files_only=True),
    Page("/account", "account", show_account, None, files_only=True),
    Page("/account/password", "account_password", change_password, None, "POST"),
)
