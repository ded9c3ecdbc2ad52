"""Logging in and out, language and colours, and one's own password."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from starlette.responses import Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.cookies import Cookie, view_of
from shinchoku.console.login import LoginRefusedError, log_in, log_out, prove
from shinchoku.console.routes import Page
from shinchoku.console.visit import Visit
from shinchoku.errors import ConfigurationError
from shinchoku.usecases.accounts import FEWEST_CHARACTERS, set_password

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


def show_login(visit: Visit) -> Response:
    """Show the form for logging in; whoever is logged in already goes on."""
    if visit.identity.session is not None:
        return visit.redirect_to_own(visit.query.get("next", ""))
    again = Bilingual(
        "ログインの時間が切れました。もう一度ログインしてください。送信した内容は保存されていません。",
        "Your login has ended. Please log in again; what you sent was not kept.",
    )
    return _login_form(visit, notice=again if visit.query.get("again") else None)


def check_login(visit: Visit) -> Response:
    """Log somebody in and send them where they wanted to go."""
    try:
        account = prove(visit, _text(visit, "account"), _text(visit, "password"))
    except LoginRefusedError as error:
        return _login_form(visit, status=_FORBIDDEN, refusal=error.message)
    log_in(visit, account)
    return visit.redirect_to_own(_text(visit, "next"))


def leave(visit: Visit) -> Response:
    """Log out, even while the database is out of reach."""
    log_out(visit)
    response = visit.redirect("login")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def prefer(visit: Visit) -> Response:
    """Keep the language or the colours in the browser, and show the same page again."""
    language = _text(visit, "lang") or visit.language.value
    scheme = _text(visit, "scheme") if "scheme" in visit.form else visit.scheme
    visit.cookies[Cookie.VIEW] = view_of(language, scheme)
    wanted = _text(visit, "next")
    parts = urlsplit(wanted) if wanted.isprintable() else urlsplit("")
    if visit.identity.session is None or parts.path == visit.frame.address("login", {}):
        asked = visit.frame.own_address(dict(parse_qsl(parts.query)).get("next", ""))
        return visit.redirect("login", query={"next": asked or None})
    return visit.redirect_to_own(wanted)


def show_account(visit: Visit) -> Response:
    """Show one's own account."""
    return _account_page(visit)


def change_password(visit: Visit) -> Response:
    """Change one's own password: every other session of the account ends, this one begins anew."""
    new, person = _text(visit, "new"), visit.person
    session = visit.identity.session
    if session is None or not session.account.password:
        return _account_page(visit, _REFUSED, [("current", _NO_PASSWORD)])
    if new != _text(visit, "again"):
        return _account_page(visit, _REFUSED, [("again", _NOT_TWICE)])
    try:
        prove(visit, person.account, _text(visit, "current"))
    except LoginRefusedError:
        return _account_page(visit, _REFUSED, [("current", _WRONG)])
    actor, cost = person.acting_as(min(person.roles)), visit.desk.settings.password_cost
    why = "changed by the account itself"
    try:
        account = set_password(visit.session, actor, person.account, new, why, cost=cost)
    except ConfigurationError as error:
        return _account_page(visit, _REFUSED, [("new", error.message)])
    log_in(visit, account)
    visit.flash("ok", _CHANGED)
    return visit.redirect("account")


def _login_form(
    visit: Visit, *, status: int = 200, refusal: Bilingual | None = None, notice: Bilingual | None = None
) -> Response:
    """Return the form for logging in."""
    wanted = _text(visit, "next") or visit.query.get("next", "")
    provider = visit.desk.settings.oidc
    return visit.render(
        "login.html",
        status=status,
        refusal=refusal.in_language(visit.language) if refusal else "",
        words=notice.in_language(visit.language) if notice else "",
        account=_text(visit, "account"),
        next=visit.frame.own_address(wanted),
        provider=(provider.label or visit.t("認証基盤", "the identity provider")) if provider else "",
    )


def _account_page(
    visit: Visit, status: int = 200, errors: list[tuple[str, Bilingual]] | None = None
) -> Response:
    """Return the page of one's own account."""
    session = visit.identity.session
    return visit.render(
        "account.html",
        status=status,
        account=session.account if session else None,
        departments=[
            visit.desk.plan.departments_by_code[code].name
            for code in sorted(visit.person.departments)
            if code in visit.desk.plan.departments_by_code
        ],
        roles=[visit.t(role.label_ja, role.label_en) for role in sorted(visit.person.roles)],
        errors=[(field, words.in_language(visit.language)) for field, words in errors or []],
        fewest=FEWEST_CHARACTERS,
    )


def _text(visit: Visit, name: str) -> str:
    """Return a field of the form."""
    given = visit.form.get(name, "")
    return given if isinstance(given, str) else ""


PAGES = (
    Page("/login", "login", show_login, None),
    Page("/login", "login_check", check_login, None, "POST"),
    Page("/logout", "logout", leave, None, "POST", files_only=True),
    Page("/preferences", "preferences", prefer, None, "POST", files_only=True),
    Page("/account", "account", show_account, None, files_only=True),
    Page("/account/password", "account_password", change_password, None, "POST"),
)
