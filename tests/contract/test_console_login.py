"""Logging in to the console: guessing ends, and locks out nobody who belongs here."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from argon2 import PasswordHasher
from builders.console import INSTALLER, PASSWORD, Browser, Served, services_at, serving
from builders.office import send
from builders.selection import takes_every_case
from contract.city import City
from sqlalchemy import select, update

from shinchoku.adapters.state.accounts import load_account, save_account
from shinchoku.adapters.state.change import changing
from shinchoku.adapters.state.tables import audit
from shinchoku.adapters.state.tables_of_people import accounts, login_attempts
from shinchoku.city_clock import now
from shinchoku.console.settings import ConsoleSettings, settings_from
from shinchoku.review.people import Role
from shinchoku.usecases.accounts import disable, set_password, set_roles

STRONG = "$argon2id$v=19$m=65536,t=3,p=4$"
WRONG = "ログインできませんでした"


@pytest.fixture
def served(city_on: City) -> Iterator[Served]:
    """A console of 海辺市 on a database of each kind."""
    with serving(services_at(city_on.data, city_on.plan_file, database=city_on.database)) as made:
        yield made


@pytest.fixture
def strong(city_on: City) -> Iterator[Served]:
    """The same as it is installed: with hashes that cost what they cost everywhere but in tests."""
    services = services_at(
        city_on.data, city_on.plan_file, database=city_on.database, cost=ConsoleSettings().password_cost
    )
    with serving(services) as made:
        yield made


def kept(served: Served, name: str) -> str:
    """Return the hash that is kept for an account."""
    with served.services.engine.connect() as connection:
        account = load_account(connection, name)
    assert account is not None
    return account.password


def wrong(browser: Browser, name: str, times: int) -> list[int]:
    """Try a wrong password some times, as fast as a program that guesses, and return the statuses."""
    token = browser.csrf("/login")
    form = urlencode({"account": name, "password": "wrong password", "csrf": token})
    headers = {
        **browser.client.headers,
        "cookie": "; ".join(f"{key}={value}" for key, value in browser.client.cookies.items()),
        "content-type": "application/x-www-form-urlencoded",
    }
    address = browser.client.base_url
    with closing(HTTPConnection(address.host, address.port, timeout=60)) as line:
        statuses = []
        for _ in range(times):
            line.request("POST", "/login", form, headers)
            with line.getresponse() as answer:
                answer.read()
                statuses.append(answer.status)
    return statuses


def locks(served: Served) -> list[str]:
    """Return what the record says was locked."""
    with served.services.engine.connect() as connection:
        return list(connection.scalars(select(audit.c.subject).where(audit.c.action == "login_locked")))


def test_every_failure_looks_alike(served: Served) -> None:
    """A wrong password, an unknown name, a disabled account and a locked one get the same answer."""
    for name in ("steward", "gone", "late", "locked"):
        served.account(name, Role.STEWARD, **({"ends_on": date(2024, 5, 1)} if name == "late" else {}))
    disable(served.services.session(), INSTALLER, "gone", "異動")
    wrong(served.browser(), "locked", 10)
    said = set()
    for name, password in [("steward", "x"), ("nobody", PASSWORD), ("gone", PASSWORD), ("late", PASSWORD),
                           ("locked", PASSWORD), ("\x07" * 99, "x"), ("", "")]:  # fmt: skip
        answer = served.browser().log_in(name, password)
        assert answer.status_code == 403, name
        said.add(answer.text[answer.text.index(WRONG) :].partition("</h2>")[0])
        assert "shinchoku=" not in answer.headers.get("set-cookie", "")
    assert len(said) == 1


def test_thousands_of_wrong_passwords_come_to_nothing(city: City) -> None:
    """They neither get in, nor fill the database, nor the record; whoever has been here before still gets in."""
    with serving(services_at(city.data, city.plan_file)) as served:
        before = served.logged_in("steward", Role.STEWARD)
        before.post("/logout")
        browsers = [served.browser() for _ in range(4)]
        with ThreadPoolExecutor(4) as threads:
            times = 2500 if takes_every_case() else 250
            rounds = list(threads.map(lambda browser: wrong(browser, "steward", times), browsers))
        assert {status for statuses in rounds for status in statuses} == {403}
        with served.services.engine.connect() as connection:
            assert len(connection.execute(select(login_attempts)).all()) <= 60
        assert sorted(locks(served)) == ["account steward", "origin 127.0.0.1"]
        assert served.browser().log_in("steward").status_code == 403
        assert before.log_in("steward").status_code == 303


def test_a_known_device_is_counted_by_itself(served: Served) -> None:
    """Mistakes on a device that has logged in before lock that device and not the account."""
    known = served.logged_in("steward", Role.STEWARD)
    known.post("/logout")
    wrong(known, "steward", 12)
    assert [subject.partition(":")[0] for subject in locks(served)] == ["origin device"]
    assert known.log_in("steward").status_code == 403
    assert served.browser().log_in("steward").status_code == 303


def test_a_lock_ends_after_a_quarter_of_an_hour(served: Served) -> None:
    """What was locked opens by itself; nobody has to be called."""
    served.account("steward", Role.STEWARD)
    wrong(served.browser(), "steward", 12)
    assert served.browser().log_in("steward").status_code == 403
    with served.services.engine.begin() as connection:
        connection.execute(update(login_attempts).values(at=now() - timedelta(minutes=16)))
    assert served.browser().log_in("steward").status_code == 303


def test_success_forgives_earlier_mistakes(served: Served) -> None:
    """Nine mistakes, a login and nine more do not lock an account."""
    served.account("steward", Role.STEWARD)
    browser = served.browser()
    for _ in range(2):
        wrong(browser, "steward", 9)
        assert served.browser().log_in("steward").status_code == 303
    assert locks(served) == []


def test_a_session_dies_with_the_right_to_it(served: Served) -> None:
    """Another password, other roles and a disabled account end every session at once; the end date ends it, too."""
    changes = {
        "password": lambda session, name: set_password(session, INSTALLER, name, "まったく 別の 合い言葉", "再設定"),
        "roles": lambda session, name: set_roles(session, INSTALLER, name, frozenset({Role.VIEWER}), (), "異動"),
        "disabled": lambda session, name: disable(session, INSTALLER, name, "異動"),
    }  # fmt: skip
    for name, change in changes.items():
        browser = served.logged_in(name, Role.STEWARD)
        assert browser.get("/account").status_code == 200
        change(served.services.session(), name)
        assert browser.get("/account").status_code == 303, name
    browser = served.logged_in("ended", Role.STEWARD)
    with changing(served.services.engine, "", INSTALLER, "年度末", now()) as change_:
        change_.connection.execute(
            update(accounts).where(accounts.c.name == "ended").values(ends_on=date(2024, 5, 1))
        )
        change_.record("account_end", "account ended")
    assert browser.get("/account").status_code == 303


def test_a_hash_of_old_parameters_is_renewed(strong: Served) -> None:
    """Whoever logs in has their password kept under today's parameters, and the record says so."""
    strong.account("steward", Role.STEWARD)
    with changing(strong.services.engine, "", INSTALLER, "古い設定", now()) as change:
        account = load_account(change.connection, "steward")
        assert account is not None
        old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
        save_account(
            change, type(account)(**{**{f: getattr(account, f) for f in account.__slots__}, "password": old})
        )
        change.record("account_password", "account steward")
    assert strong.browser().log_in("steward").status_code == 303
    assert "m=65536" in kept(strong, "steward")


def test_at_the_console_every_password_is_kept_at_the_recommended_cost(strong: Served) -> None:
    """A new account's, one that an administrator gives, and one's own: each hash says 64 MiB and three passes."""
    admin, new = strong.logged_in("admin", Role.ADMINISTRATOR), "しずかな 夜の 灯台守り人"
    assert kept(strong, "admin").startswith(STRONG)
    form = {"name": "post", "roles": "viewer", "password": PASSWORD, "reason": "着任"}
    assert admin.post("/accounts/new", form).status_code == 303
    assert kept(strong, "post").startswith(STRONG)
    page = "/accounts/of/post"
    given = send(admin, admin.get(page), f"{page}/password", password=new, reason="再設定")
    assert given.status_code == 303
    own = {"current": PASSWORD, "new": new, "again": new}
    assert admin.post("/account/password", own).status_code == 303
    for name in ("post", "admin"):
        assert kept(strong, name).startswith(STRONG)
        assert strong.browser().log_in(name, new).status_code == 303


def test_people_change_their_own_password(served: Served) -> None:
    """It takes the current one and a sound new one twice; other sessions end, this one stays."""
    here = served.logged_in("steward", Role.STEWARD)
    there = served.browser()
    there.log_in("steward")
    new = "しずかな 夜の 灯台守り人"
    for current, given, again, said in [
        ("wrong", new, new, "いまのパスワードが違います"),
        (PASSWORD, "short", "short", "12文字以上"),
        (PASSWORD, "steward-steward", "steward-steward", "推測されやすい"),
        (PASSWORD, new, "another", "一致しません"),
    ]:
        refused = here.post("/account/password", {"current": current, "new": given, "again": again})
        assert (refused.status_code, said in refused.text) == (400, True), said
    token = here.client.cookies["shinchoku"]
    assert here.post("/account/password", {"current": PASSWORD, "new": new, "again": new}).status_code == 303
    assert here.client.cookies["shinchoku"] != token
    assert "パスワードを変更しました" in here.get("/account").text
    assert "パスワードを変更しました" not in here.get("/account").text
    assert there.get("/account").status_code == 303
    assert served.browser().log_in("steward", new).status_code == 303


def test_a_password_that_everybody_guesses_is_refused_on_every_page(served: Served) -> None:
    """One's own, a new account's and one that an administrator gives: each is held to the account's and the city's names."""
    admin = served.logged_in("admin", Role.ADMINISTRATOR)
    page = f"/accounts/of/{served.account('post', Role.VIEWER)}"
    for weak in ("umibe-2026-umibe", "iloveyou12345"):
        new = {"name": "new", "roles": "viewer", "password": weak, "reason": "着任"}
        for answer in (
            admin.post("/account/password", {"current": PASSWORD, "new": weak, "again": weak}),
            admin.post("/accounts/new", new),
            send(admin, admin.get(page), f"{page}/password", password=weak, reason="再設定"),
        ):
            assert (answer.status_code, "推測されやすい" in answer.text, weak in answer.text) == (
                400,
                True,
                False,
            )


def test_language_and_colours_stay_in_the_browser(served: Served) -> None:
    """Anybody may choose them, even before logging in; what was wanted is not forgotten over it."""
    browser = served.browser()
    answer = browser.post("/preferences", {"lang": "en", "next": "/login?next=%2Faccount"}, on="/login")
    assert answer.headers["location"] == "/login?next=%2Faccount"
    browser.post("/preferences", {"scheme": "dark"}, on="/login")
    page = browser.get("/login").text
    assert ('lang="en"' in page, 'data-scheme="dark"' in page, "Log in" in page) == (True, True, True)
    browser.post("/preferences", {"lang": "<x>", "scheme": "<x>"}, on="/login")
    assert "<x>" not in browser.get("/login").text


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "ja"),
        ("ja", "ja"),
        ("en-GB,en;q=0.9", "en"),
        ("ja;q=0.5,en;q=0.9", "en"),
        ("en;q=0.2,ja-JP", "ja"),
        ("fr,de;q=0.5", "ja"),
        ("en;q=x,ja;q=0.1", "ja"),
    ],
)
def test_a_mistyped_password_is_answered_in_the_readers_language(
    served: Served, header: str, language: str
) -> None:
    """Whoever has chosen nothing yet is answered in the language that the browser asks for; Japanese comes first."""
    browser = served.browser()
    browser.client.headers["accept-language"] = header
    answer = browser.post("/login", {"account": "nobody", "password": "wrong", "next": ""}, on="/login")
    said = {"ja": "ログインできませんでした", "en": "The login failed"}[language]
    assert (answer.status_code, f'lang="{language}"' in answer.text, said in answer.text) == (403, True, True)


def test_the_proxy_names_who_is_there(city: City, tmp_path: Path) -> None:
    """Its header logs in its account, and ends with it; when switched off, it says nothing."""
    off = {"SHINCHOKU_CONSOLE_SOCKET": str(tmp_path / "s")}
    on = {**off, "SHINCHOKU_PROXY_HEADER": "X-Remote-User"}
    for number, (environment, gets_in) in enumerate([(on, True), (off, False)]):
        with serving(services_at(city.data, city.plan_file, settings=settings_from(environment))) as served:
            served.account(f"post{number}", Role.STEWARD, subject=f"s{number}")
            browser = served.browser()
            answer = browser.get("/account", X_Remote_User=f"s{number}")
            assert (answer.status_code == 200) is gets_in
            assert browser.get("/account").status_code == 303, "the session is the header's alone"
            assert browser.get("/account", X_Remote_User="unknown").status_code == 303


def test_a_lock_is_counted_by_the_address_that_a_trusted_proxy_forwards(city: City) -> None:
    """Behind a proxy each machine is counted by itself, and nobody forges another's address."""
    settings = settings_from({"SHINCHOKU_PROXY_ADDRESSES": "127.0.0.1"})
    with serving(services_at(city.data, city.plan_file, settings=settings)) as served:
        served.account("steward", Role.STEWARD)
        browser = served.browser()
        browser.client.headers["X-Forwarded-For"] = "1.2.3.4, 10.0.0.7"
        wrong(browser, "nobody", 55)
        assert locks(served) == ["origin 10.0.0.7"]
        assert served.browser().log_in("steward").status_code == 303


def test_the_secret_is_nobody_elses(served: Served) -> None:
    """What the console signs with can be read by its own login alone."""
    served.browser().get("/login")
    file: Path = served.services.paths.state / "console.key"
    assert (len(file.read_bytes()), file.stat().st_mode & 0o777) == (32, 0o600)
