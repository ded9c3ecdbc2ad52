"""Accounts from the terminal: the first administrator, and everybody else by that one."""

from __future__ import annotations

import io
import json
import sys

import pytest
from cli.called import Command, Done, Options, Sit
from contract.city import City

from shinchoku.review.people import Role

PASSWORD = "なみうちぎわの夜明けを歩く"  # noqa: S105 -- made up for these tests


def accounts(run: Command, at: Options, day: str = "2024-05-02") -> dict[str, dict[str, object]]:
    """Return the accounts by name."""
    told = json.loads(run("user", "list", *at("--format", "json", "--as-of", day)).out)
    return {one["name"]: one for one in told["accounts"]}


def add(run: Command, at: Options, name: str, *more: str) -> Done:
    """Make an account on 2 May 2024."""
    return run("user", "add", name, *at(*more, "--as-of", "2024-05-02"))


def test_the_first_administrator_is_made_before_the_first_night(
    run: Command, at: Options, city: City
) -> None:
    """Without any administrator whoever installs the system makes one, who is known by their own login."""
    done = add(run, at, "admin", "--role", "administrator", "--label", "情報政策課長")
    assert (done.code, "2025-03-31" in done.out) == (0, True)
    made = accounts(run, at)["admin"]
    assert (made["roles"], made["label"], made["active"]) == (["administrator"], "情報政策課長", True)
    assert made["login"] != ""
    assert not city.published.exists()


def test_a_login_without_an_account_makes_none_once_there_is_an_administrator(
    run: Command, at: Options, sit: Sit
) -> None:
    """Somebody else at the terminal may list accounts and change nothing (exit 2)."""
    sit("admin", Role.ADMINISTRATOR)
    sit("nobody")
    done = add(run, at, "intruder", "--role", "administrator")
    assert (done.code, "管理者" in done.err) == (2, True)
    for command in ("disable", "enable", "renew"):
        assert run("user", command, "admin", *at("--as-of", "2024-05-02")).code == 2
    assert set(accounts(run, at)) == {"admin"}


def test_an_account_is_renewed_disabled_and_given_other_roles(run: Command, at: Options, sit: Sit) -> None:
    """Each change shows in the list and stands in the trail with its reason."""
    sit("admin", Role.ADMINISTRATOR)
    day = ("--as-of", "2024-05-02")
    add(run, at, "reader", "--role", "viewer", "--until", "2024-06-30")
    assert accounts(run, at)["reader"]["ends_on"] == "2024-06-30"
    assert run("user", "renew", "reader", *at(*day)).code == 0
    assert accounts(run, at)["reader"]["ends_on"] == "2025-03-31"
    roles = ("--role", "department", "--role", "viewer", "--department", "kikaku")
    assert run("user", "roles", "reader", *at(*roles, *day)).code == 0
    changed = accounts(run, at)["reader"]
    assert (changed["roles"], changed["departments"]) == (["department", "viewer"], ["kikaku"])
    assert run("user", "disable", "reader", *at("--reason", "異動", *day)).code == 0
    assert accounts(run, at)["reader"]["active"] is False
    assert run("user", "enable", "reader", *at(*day)).code == 0
    trail = run("audit", *at("--subject", "account reader", "--format", "json")).out
    told = [one["action"] for one in json.loads(trail)["entries"]]
    assert told == ["account_add", "account_renew", "account_roles", "account_disable", "account_enable"]


def test_a_password_is_read_and_never_shown(
    run: Command, at: Options, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It comes by standard input, stands in no output and no trail; a weak or missing one is exit 2."""
    sit("admin", Role.ADMINISTRATOR)
    monkeypatch.setattr(sys, "stdin", io.StringIO(PASSWORD + "\n"))
    done = add(run, at, "steward", "--role", "steward", "--password-stdin")
    assert (done.code, accounts(run, at)["steward"]["has_password"]) == (0, True)
    trail = run("audit", *at("--format", "json")).out
    assert PASSWORD not in done.out + done.err + trail
    for weak in ("short\n", "steward-steward\n", ""):
        monkeypatch.setattr(sys, "stdin", io.StringIO(weak))
        refused = run("user", "password", "steward", *at("--password-stdin", "--as-of", "2024-05-02"))
        assert (refused.code, refused.err.startswith("エラー: ")) == (2, True), weak


def test_a_password_that_everybody_guesses_is_refused_at_the_terminal(
    run: Command, at: Options, sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For a new account and for one that forgot its own, with what it is made of (exit 2)."""
    sit("admin", Role.ADMINISTRATOR)
    day = ("--as-of", "2024-05-02")
    add(run, at, "steward", "--role", "steward", "--label", "広報係長")
    for weak, why in (
        ("広報係長2024-0502", "年や日付"),
        ("umibe-2026-umibe", "名前"),
        ("qwertyuiop123", "よく使われる"),
    ):
        monkeypatch.setattr(sys, "stdin", io.StringIO(weak + "\n"))
        again = run("user", "password", "steward", *at("--password-stdin", *day))
        monkeypatch.setattr(sys, "stdin", io.StringIO(weak + "\n"))
        new = add(run, at, "new", "--role", "viewer", "--label", "広報係長", "--password-stdin")
        for done in (again, new):
            assert (done.code, "推測されやすい" in done.err, why in done.err, weak in done.err) == (
                2,
                True,
                True,
                False,
            )
    assert "new" not in accounts(run, at)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("大文字", "--role", "viewer"), "アカウント名"),
        (("one", "--role", "department"), "所属"),
        (("one", "--role", "department", "--department", "宇宙課"), "宇宙課"),
        (("admin", "--role", "viewer"), "既にあります"),
        (("one",), "--role が指定されていません"),
        (("one", "--role", "boss"), "boss"),
    ],
)
def test_an_account_that_will_not_do_is_refused(
    run: Command, at: Options, sit: Sit, arguments: tuple[str, ...], said: str
) -> None:
    """What is wrong is told (exit 2), and no account is made."""
    sit("admin", Role.ADMINISTRATOR)
    done = add(run, at, *arguments)
    assert (done.code, said in done.err) == (2, True)
    assert set(accounts(run, at)) == {"admin"}


def test_accounts_end_and_say_so(run: Command, at: Options, sit: Sit) -> None:
    """After its end date an account is listed as ended, in both languages, and opens nothing."""
    assert "アカウントはありません" in run("user", "list", *at()).out
    sit("admin", Role.ADMINISTRATOR)
    assert "期限切れ" in run("user", "list", *at("--as-of", "2025-04-01")).out
    assert "ended" in run("user", "list", *at("--as-of", "2025-04-01", "--lang", "en")).out
    assert "有効" in run("user", "list", *at("--as-of", "2025-03-31")).out
