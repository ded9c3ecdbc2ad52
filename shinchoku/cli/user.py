"""`shinchoku user`: accounts of posts, the first one made by whoever installs the system."""

from datetime import date

import click

from shinchoku.adapters.terminal import login_name
from shinchoku.cli.accounts import (
    ROLES,
    administering_accounts,
    plain_account,
    role_labels,
    taken_password,
    tell_account,
)
from shinchoku.cli.call import Call, called
from shinchoku.cli.options import DayType
from shinchoku.cli.screen import print_json, print_table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.review.people import Role, ends_by_default
from shinchoku.usecases import accounts
from shinchoku.views.accounts import list_accounts

_REASON = "端末から / from a terminal"

_role_option = click.option(
    "--role",
    "roles",
    type=click.Choice(ROLES),
    multiple=True,
    required=True,
    help="役割（複数可） / a role, or several",
)
_department_option = click.option(
    "--department",
    "departments",
    metavar="CODE",
    multiple=True,
    help="所属担当の所属（複数可） / a department of its own, or several",
)
_reason_option = click.option("--reason", default=_REASON, help="理由（記録に残ります） / why (recorded)")
_stdin_option = click.option(
    "--password-stdin",
    is_flag=True,
    help="パスワードを標準入力の1行目から読みます / read it from standard input",
)


@click.group("user", help=SHORT_HELPS["user"])
def command() -> None:
    """Hold the commands together."""


@command.command("add", help="アカウントを登録します / make an account")
@click.argument("name")
@_role_option
@_department_option
@click.option("--label", default="", metavar="POST", help="職名などの表示名 / the post, as it is shown")
@click.option(
    "--login",
    metavar="LOGIN",
    help="端末のログイン名（最初の管理者の既定: 自分） / login at a terminal (first administrator: your own)",
)
@click.option(
    "--subject", default="", metavar="SUBJECT", help="認証基盤での名前 / name at the identity provider"
)
@click.option("--until", type=DayType(), help="期限（既定: 次の3月31日） / end date (default: next 31 March)")
@click.option("--password", "ask", is_flag=True, help="パスワードを2回尋ねます / ask for a password, twice")
@_stdin_option
@_reason_option
@called
def add(  # noqa: PLR0913 -- what is said of an account
    call: Call,
    name: str,
    roles: tuple[str, ...],
    departments: tuple[str, ...],
    label: str,
    login: str | None,
    subject: str,
    until: date | None,
    reason: str,
    *,
    ask: bool,
    password_stdin: bool,
) -> None:
    """Make an account; this works before the first night."""
    password = taken_password(call.language, ask=ask, from_stdin=password_stdin)
    with administering_accounts(call) as (session, actor):
        is_first = not list_accounts(session)
        own = login_name() if login is None and is_first and "administrator" in roles else login or ""
        new = accounts.NewAccount(
            name=name,
            label=label,
            roles=frozenset(map(Role.of, roles)),
            departments=frozenset(departments),
            login=own,
            subject=subject,
            password=password,
            ends_on=until,
        )
        account = accounts.add(session, actor, new, reason)
    at = f"（端末のログイン {own}）" if own else ""
    at_en = f", login {own} at a terminal" if own else ""
    tell_account(
        call,
        account,
        f"アカウント「{name}」を登録しました{at}。期限は {account.ends_on} です。",
        f"account {name} made{at_en}; it ends on {account.ends_on}.",
    )


@command.command("list", help="アカウントの一覧 / accounts")
@called
def list_(call: Call) -> None:
    """List accounts by name; none before the first one."""
    found = call.read(list_accounts, ())
    if call.as_json:
        print_json({"accounts": [plain_account(one.account, call.day) for one in found]})
        return
    if not found:
        call.say("アカウントはありません。", "There are no accounts.")
        return
    ja = call.is_japanese
    print_table(
        call.language,
        found,
        ("名前", "Name", lambda one: one.account.name),
        ("表示名", "Post", lambda one: one.account.label),
        ("役割", "Roles", lambda one: role_labels(one.account.roles, call.language)),
        ("所属", "Departments", lambda one: sorted(one.account.departments)),
        ("端末のログイン", "Login", lambda one: one.account.login),
        ("認証基盤", "Subject", lambda one: one.account.subject),
        ("パスワード", "Password", lambda one: ("あり" if ja else "yes") if one.account.password else ""),
        ("期限", "Ends on", lambda one: one.account.ends_on),
        ("状態", "State", lambda one: one.state.label_ja if ja else one.state.label_en),
    )


@command.command("renew", help="期限を変えます / let an account end on another day")
@click.argument("name")
@click.option("--until", type=DayType(), help="期限（既定: 次の3月31日） / end date (default: next 31 March)")
@_reason_option
@called
def renew(call: Call, name: str, until: date | None, reason: str) -> None:
    """Set another end date."""
    with administering_accounts(call) as (session, actor):
        account = accounts.renew(session, actor, name, until or ends_by_default(call.day), reason)
    tell_account(
        call, account, f"「{name}」の期限は {account.ends_on} です。", f"{name} ends on {account.ends_on}."
    )


@command.command("disable", help="すぐに使えなくします / end an account at once")
@click.argument("name")
@_reason_option
@called
def disable(call: Call, name: str, reason: str) -> None:
    """End an account and whatever it is logged in to."""
    with administering_accounts(call) as (session, actor):
        account = accounts.disable(session, actor, name, reason)
    tell_account(call, account, f"「{name}」を使えなくしました。", f"{name} can no longer be used.")


@command.command("enable", help="もう一度使えるようにします / let a disabled account be used again")
@click.argument("name")
@_reason_option
@called
def enable(call: Call, name: str, reason: str) -> None:
    """Let an account be used until its end date."""
    with administering_accounts(call) as (session, actor):
        account = accounts.enable(session, actor, name, reason)
    tell_account(
        call,
        account,
        f"「{name}」を {account.ends_on} まで使えるようにしました。",
        f"{name} can be used until {account.ends_on}.",
    )


@command.command("roles", help="役割と所属を変えます / give an account other roles and departments")
@click.argument("name")
@_role_option
@_department_option
@_reason_option
@called
def roles(call: Call, name: str, roles: tuple[str, ...], departments: tuple[str, ...], reason: str) -> None:
    """Replace the roles and departments of an account."""
    with administering_accounts(call) as (session, actor):
        account = accounts.set_roles(
            session, actor, name, frozenset(map(Role.of, roles)), departments, reason
        )
    labels = role_labels(account.roles, call.language)
    tell_account(call, account, f"「{name}」の役割は {labels} です。", f"{name} is now: {labels}.")


@command.command("password", help="パスワードを変えます / give an account another password")
@click.argument("name")
@_stdin_option
@_reason_option
@called
def password(call: Call, name: str, reason: str, *, password_stdin: bool) -> None:
    """Ask for it twice, or read it; it never stands in the argument list."""
    said = taken_password(call.language, ask=not password_stdin, from_stdin=password_stdin)
    with administering_accounts(call) as (session, actor):
        account = accounts.set_password(session, actor, name, said, reason)
    tell_account(
        call, account, f"「{name}」のパスワードを変えました。", f"the password of {name} was changed."
    )
