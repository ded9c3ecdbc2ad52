"""Accounts in the console: made, renewed, changed and ended by administrators, never the last of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from builders.console import PASSWORD, Served, services_at, serving
from builders.office import send
from contract.city import City

from shinchoku.adapters.state.accounts import Account, load_account
from shinchoku.review.people import Role


@pytest.fixture
def served(city: City) -> Iterator[Served]:
    """A console of 海辺市."""
    with serving(services_at(city.data, city.plan_file)) as made:
        yield made


def account(served: Served, name: str) -> Account:
    """Return an account as it is kept."""
    with served.services.engine.connect() as connection:
        found = load_account(connection, name)
    assert found is not None
    return found


def test_an_account_is_made_and_can_log_in(served: Served) -> None:
    """A department's account with its password; what is wrong is told and no password comes back."""
    browser = served.logged_in("admin", Role.ADMINISTRATOR)
    form = browser.get("/accounts/new")
    typed = {
        "name": "kankyo-1",
        "label": "環境課 担当",
        "roles": "department",
        "password": PASSWORD,
        "reason": "配属",
    }
    refused = send(browser, form, "/accounts/new", **typed)
    assert refused.status_code == 400
    assert PASSWORD not in refused.text
    made = send(browser, form, "/accounts/new", **typed, departments="kankyo")
    assert made.status_code == 303
    assert account(served, "kankyo-1").ends_on == date(2025, 3, 31)
    assert served.browser().log_in("kankyo-1").status_code == 303


def test_an_account_is_renewed_changed_and_ended(served: Served) -> None:
    """Each change asks for a reason and ends the account's sessions."""
    browser, other = served.logged_in("admin", Role.ADMINISTRATOR), served.logged_in("viewer", Role.VIEWER)
    page, short = "/accounts/of/viewer", {"password": "x"}
    assert (
        send(browser, browser.get(page), f"{page}/renew", ends_on="2025-06-30", reason="延長").status_code
        == 303
    )
    assert account(served, "viewer").ends_on == date(2025, 6, 30)
    assert (
        send(browser, browser.get(page), f"{page}/roles", roles="steward", reason="異動").status_code == 303
    )
    assert account(served, "viewer").roles == {Role.STEWARD}
    assert other.get("/plan").status_code == 303
    assert send(browser, browser.get(page), f"{page}/disable", reason="退職").status_code == 303
    assert account(served, "viewer").is_disabled
    assert send(browser, browser.get(page), f"{page}/enable", reason="復職").status_code == 303
    assert send(browser, browser.get(page), f"{page}/password", **short, reason="紛失").status_code == 400
    assert (
        send(browser, browser.get(page), f"{page}/renew", ends_on="2025-07-01", reason="").status_code == 400
    )


def test_of_two_administrators_the_second_is_told(served: Served) -> None:
    """A form that was opened before somebody else's change does not undo it."""
    first, second = (served.logged_in(f"admin{n}", Role.ADMINISTRATOR) for n in (1, 2))
    served.account("viewer", Role.VIEWER)
    page = "/accounts/of/viewer"
    shown = second.get(page)
    send(first, first.get(page), f"{page}/roles", roles="approver", reason="異動")
    assert send(second, shown, f"{page}/roles", roles="steward", reason="異動").status_code == 409
    assert account(served, "viewer").roles == {Role.APPROVER}


def test_the_last_administrator_stays(served: Served) -> None:
    """Neither ended nor made something else, as long as there is no other."""
    browser = served.logged_in("admin", Role.ADMINISTRATOR)
    page = "/accounts/of/admin"
    refused = send(browser, browser.get(page), f"{page}/disable", reason="異動")
    assert refused.status_code == 400
    assert "最後の管理者" in refused.text
    assert send(browser, browser.get(page), f"{page}/roles", roles="viewer", reason="異動").status_code == 400
    assert not account(served, "admin").is_disabled
    served.account("second", Role.ADMINISTRATOR)
    assert send(browser, browser.get(page), f"{page}/disable", reason="異動").status_code == 303


def test_in_march_the_ticked_accounts_are_renewed_together(city: City) -> None:
    """The page says what month it is; what is not ticked ends."""
    with serving(services_at(city.data, city.plan_file, today=lambda: date(2024, 3, 4))) as served:
        browser = served.logged_in("admin", Role.ADMINISTRATOR)
        served.account("stays", Role.VIEWER)
        served.account("goes", Role.VIEWER)
        shown = browser.get("/accounts")
        assert "3月です" in shown.text
        assert send(browser, shown, "/accounts/renew", reason="新年度").status_code == 400
        assert send(browser, shown, "/accounts/renew", names=["stays"], reason="新年度").status_code == 303
        assert account(served, "stays").ends_on == date(2025, 3, 31)
        assert account(served, "goes").ends_on == date(2024, 3, 31)


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.ADMINISTRATOR])
def test_nobody_else_sees_or_manages_accounts(served: Served, role: Role) -> None:
    """Neither by a page nor by a form sent past it."""
    browser = served.logged_in("one", role, departments=("kankyo",) if role is Role.DEPARTMENT else ())
    for path in ("/accounts", "/accounts/new", "/accounts/of/one"):
        assert browser.get(path).status_code == 403, path
    for path in ("/accounts/new", "/accounts/renew", "/accounts/of/one/roles"):
        assert browser.post(path, {"roles": "administrator", "reason": "x"}).status_code == 403, path
