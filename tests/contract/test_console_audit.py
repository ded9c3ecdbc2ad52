"""The audit trail in the console: in words, paged, whole or not, and as a file that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

import pytest
from builders.console import INSTALLER, Served, services_at, serving
from contract.city import City
from sqlalchemy import update

from shinchoku.adapters.state.change import WRITING, changing
from shinchoku.adapters.state.tables import audit
from shinchoku.adapters.state.trail import last_entry
from shinchoku.city_clock import now
from shinchoku.review.people import Role


@pytest.fixture
def served(city: City) -> Iterator[Served]:
    """A console of 海辺市."""
    with serving(services_at(city.data, city.plan_file)) as made:
        yield made


def record(served: Served, times: int, reason: str = "記録", subject: str = "item") -> None:
    """Record some acts."""
    with changing(served.services.engine, "umibe", INSTALLER, reason, now()) as change:
        for number in range(times):
            change.record("correct", f"{subject} {number}", {"value": "=1+1"})


def numbers(text: str) -> list[int]:
    """Return the numbers of the entries on a page."""
    return [int(one) for one in re.findall(r'class="numeric narrow">(\d+)</th>', text)]


def test_entries_are_told_in_words_and_narrowed(served: Served) -> None:
    """An act has its word; subject, actor, act and days narrow the list."""
    record(served, 3)
    browser = served.logged_in("steward", Role.STEWARD)
    assert "訂正を記録した" in browser.get("/audit").text
    assert numbers(browser.get("/audit?subject=item+1").text) == [2]
    assert len(numbers(browser.get("/audit?action=correct").text)) == 3
    assert numbers(browser.get("/audit?actor=nobody").text) == []
    assert numbers(browser.get("/audit?until=2001-01-01").text) == []
    assert len(numbers(browser.get("/audit?since=2001-01-01&before=x").text)) == 4


def test_pages_follow_one_another_by_number(served: Served) -> None:
    """Older and back again: every entry once."""
    record(served, 120)
    browser = served.logged_in("steward", Role.STEWARD)
    first = browser.get("/audit")
    older = re.search(r'rel="next" href="([^"]+)"', first.text)
    assert older is not None
    second = browser.get(older[1])
    assert numbers(second.text)[0] == numbers(first.text)[-1] - 1
    back = re.search(r'rel="prev" href="([^"]+)"', second.text)
    assert back is not None
    assert numbers(browser.get(back[1]).text) == numbers(first.text)


def test_a_changed_entry_is_told_and_a_noted_hash_found(served: Served) -> None:
    """Whole, with the hash to note down; after somebody rewrote an entry, the number from which nothing holds."""
    record(served, 5)
    browser = served.logged_in("steward", Role.STEWARD)
    with served.services.engine.connect() as connection:
        last = last_entry(connection)
    assert last is not None
    whole = browser.get(f"/audit?noted={last.hash[:20]}").text
    assert "欠けはありません" in whole
    assert f"{last.number}番として残っています" in whole
    assert "控えたハッシュは記録にありません" in browser.get(f"/audit?noted={'0' * 64}").text
    with served.services.engine.connect().execution_options(**WRITING) as connection, connection.begin():
        connection.execute(update(audit).where(audit.c.number == 3).values(reason="別の理由"))
    assert "3番から先は信用できません" in browser.get("/audit?verify=all").text


def test_the_file_runs_nothing_in_a_spreadsheet(served: Served) -> None:
    """Text that begins like a formula gets an apostrophe; markup and turned lines are harmless on the page, too."""
    record(served, 1, reason='=HYPERLINK("http://example.org")', subject="<img src=x>\u202e@x")
    browser = served.logged_in("steward", Role.STEWARD)
    answer = browser.get("/audit/export?subject=img")
    assert answer.headers["content-disposition"].startswith("attachment")
    head, row = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert head[0] == "番号"
    assert row[6].startswith("'=HYPERLINK")
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    page = browser.get("/audit").text
    assert "<img src=x>" not in page
    assert "⟨U+202E⟩" in page


@pytest.mark.parametrize("role", list(Role))
def test_who_may_read_the_trail(served: Served, role: Role) -> None:
    """Stewards, approvers and administrators."""
    browser = served.logged_in("one", role, departments=("kankyo",) if role is Role.DEPARTMENT else ())
    expected = 403 if role in {Role.VIEWER, Role.DEPARTMENT} else 200
    assert browser.get("/audit").status_code == expected
    assert browser.get("/audit/export").status_code == expected
