"""What the commands about accounts share: who may, how a password is taken, how an account is told."""

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import click

from shinchoku.bilingual import Language
from shinchoku.cli.call import Call
from shinchoku.cli.screen import print_json
from shinchoku.errors import ConfigurationError
from shinchoku.review.people import Actor, Role
from shinchoku.session import Session
from shinchoku.usecases.accounts import administering, person_at_terminal
from shinchoku.views.accounts import Account

ROLES = ("viewer", "department", "steward", "approver", "administrator")
"""The codes of the roles, as the options take them."""


@contextmanager
def administering_accounts(call: Call) -> Iterator[tuple[Session, Actor]]:
    """Open a session for a decision about accounts; the database is made if there is none yet.

    Raises:
        NotPermittedError: if there is an administrator, and the login is none.
    """
    with call.writing() as session:
        yield session, administering(session, person_at_terminal(session))


def taken_password(language: Language, *, ask: bool, from_stdin: bool) -> str:
    """Return the password that was typed in twice, or the first line of standard input; empty if none is wanted.

    Raises:
        ConfigurationError: if it should come from standard input, and there is nothing.
    """
    if from_stdin:
        said = sys.stdin.readline().rstrip("\r\n")
        if not said:
            raise ConfigurationError(
                "標準入力にパスワードがありません。1行目に書いて渡してください。",
                "there is no password on standard input: give it as the first line.",
            )
        return said
    if not ask:
        return ""
    words = ("パスワード", "もう一度") if language is Language.JA else ("Password", "Once more")
    typed: str = click.prompt(words[0], hide_input=True, confirmation_prompt=words[1], err=True)
    return typed


def role_labels(roles: Collection[str], language: Language) -> str:
    """Return roles by their labels, in the order of the table of permissions."""
    found = [role for role in Role if role in roles]
    if language is Language.JA:
        return "・".join(role.label_ja for role in found)
    return ", ".join(role.label_en for role in found)


def plain_account(account: Account, day: date) -> dict[str, Any]:
    """Return an account as plain values: never its password."""
    return {
        "name": account.name,
        "label": account.label,
        "roles": sorted(account.roles),
        "departments": sorted(account.departments),
        "login": account.login,
        "subject": account.subject,
        "has_password": bool(account.password),
        "created_on": account.created_on,
        "ends_on": account.ends_on,
        "disabled": account.is_disabled,
        "active": account.is_active(day),
    }


def tell_account(call: Call, account: Account, ja: str, en: str) -> None:
    """Say what became of an account, or print it."""
    if call.as_json:
        print_json({"account": plain_account(account, call.day)})
    else:
        call.say(ja, en)
