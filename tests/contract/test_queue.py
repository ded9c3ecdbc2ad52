"""The queue of findings: paged by keys, filtered and counted by the database, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, insert

from schemas.codes import Severity
from shinchoku.adapters.state.change import changing
from shinchoku.adapters.state.findings import RANKS
from shinchoku.adapters.state.queue import (
    Count,
    FindingFilter,
    QueueKey,
    fingerprints_of,
    queue_counts,
    queue_page,
    similar_findings,
)
from shinchoku.adapters.state.tables import findings
from shinchoku.checks.findings import FindingState
from shinchoku.review.people import NIGHTLY

PLAN = "umibe"
AT = datetime(2024, 5, 1, 17, tzinfo=UTC)
FIRST = date(2024, 4, 1)
SEVERITIES = (Severity.WARNING, Severity.ERROR, Severity.INFO, Severity.ERROR)


def entry(number: int, **changed: object) -> dict[str, object]:
    """Return a finding whose values follow from its number."""
    severity = SEVERITIES[number % 4]
    made = {
        **dict.fromkeys(("message_ja", "message_en", "remedy_ja", "remedy_en", "path", "sheet_name"), "x"),
        **dict.fromkeys(("field", "raw", "note"), ""),
        "plan_id": PLAN,
        "fingerprint": f"{number * 7919 % 100003:032x}",
        "rule": ("SH203", "SH501", "SH510")[number % 3],
        "severity": severity,
        "fiscal_year": 2023 + number % 2,
        "round_id": ("r5-end", "r6-end")[number % 2],
        "department": ("kikaku", "kankyo", "suisan", "")[number % 4],
        "sha256": f"{number % 5:064x}",
        "sheet_number": 1,
        "cell": "E2",
        "item_no": str(number % 9 + 1),
        "state": FindingState.OPEN,
        "first_seen": FIRST + timedelta(days=number % 11),
        "last_seen": FIRST,
        "resolved_on": None,
        "is_open": True,
    }
    made |= changed
    return made | {"rank": RANKS[Severity.of(str(made["severity"]))]}


def keep(engine: Engine, entries: Sequence[dict[str, object]]) -> None:
    """Keep findings as a night does."""
    with changing(engine, PLAN, NIGHTLY, "夜", AT) as change:
        change.connection.execute(insert(findings), list(entries))
        change.record("check", "2024-05-01")


@pytest.fixture
def entries(engine: Engine) -> list[dict[str, object]]:
    """A hundred and three open findings, three resolved ones, and one of another plan."""
    made = [entry(number) for number in range(103)]
    gone = [entry(number, is_open=False, state=FindingState.RESOLVED) for number in range(200, 203)]
    keep(engine, [*made, *gone, entry(300, plan_id="other")])
    return made


def in_order(entries: Sequence[dict[str, object]]) -> list[object]:
    """Return fingerprints in the order of the queue: weight, then age, then fingerprint."""
    key = ("rank", "first_seen", "fingerprint")
    ordered = sorted(entries, key=lambda one: tuple(one[name] for name in key))  # type: ignore[arg-type,return-value]  # comparable
    return [one["fingerprint"] for one in ordered]


def walk(engine: Engine, most: int, wanted: FindingFilter = FindingFilter()) -> list[list[str]]:  # noqa: B008 -- frozen: shared by nobody
    """Walk the queue to its end, each page in a connection of its own as pages are."""
    pages, after = [], None
    while True:
        with engine.connect() as connection:
            page = queue_page(connection, PLAN, wanted, after=after, most=most)
        pages.append([one["fingerprint"] for one in page.findings])
        if page.following is None:
            return pages
        after = QueueKey.read(str(page.following))


@pytest.mark.parametrize("most", [1, 7, 50, 102, 103, 104])
def test_every_finding_is_visited_once_in_order(
    engine: Engine, entries: list[dict[str, object]], most: int
) -> None:
    """Whatever the size of a page, there is no finding twice, none missed and no empty page at the end."""
    pages = walk(engine, most)
    assert [one for page in pages for one in page] == in_order(entries)
    assert [len(page) for page in pages[:-1]] == [most] * (len(pages) - 1)
    assert 0 < len(pages[-1]) <= most


def test_walking_back_leads_through_the_same_pages(engine: Engine, entries: list[dict[str, object]]) -> None:
    """From the last page back to the first one, each finding once, in the queue's order on each page."""
    with engine.connect() as connection:
        page = queue_page(connection, PLAN, FindingFilter(), most=20)
        assert page.preceding is None
        while page.following:
            page = queue_page(connection, PLAN, FindingFilter(), after=page.following, most=20)
        pages = [page]
        while page.preceding:
            page = queue_page(connection, PLAN, FindingFilter(), before=page.preceding, most=20)
            assert page.following is not None
            pages.insert(0, page)
    assert [one["fingerprint"] for page in pages for one in page.findings] == in_order(entries)


def test_what_comes_and_goes_meanwhile_moves_nothing_else(
    engine: Engine, entries: list[dict[str, object]]
) -> None:
    """A night adds findings before and after the page that is open: of the old ones each is still visited once."""
    seen: list[str] = []
    after: QueueKey | None = None
    for number in range(400, 500):
        with engine.connect() as connection:
            page = queue_page(connection, PLAN, FindingFilter(), after=after, most=9)
        seen += [one["fingerprint"] for one in page.findings]
        keep(engine, [entry(number), entry(number + 1000)])
        if page.following is None:
            break
        after = page.following
    assert len(seen) == len(set(seen))
    old = in_order(entries)
    assert [one for one in seen if one in old] == old


@pytest.mark.parametrize(
    ("wanted", "keeps"),
    [
        (FindingFilter(departments=["kikaku"]), lambda one: one["department"] == "kikaku"),
        (FindingFilter(departments={"kikaku", ""}), lambda one: one["department"] in {"kikaku", ""}),
        (FindingFilter(departments=[]), lambda _: False),
        (FindingFilter(rule="SH501"), lambda one: one["rule"] == "SH501"),
        (FindingFilter(rule="SH5"), lambda one: str(one["rule"]).startswith("SH5")),
        (FindingFilter(rule="SH%"), lambda _: False),
        (FindingFilter(severities=(Severity.ERROR,)), lambda one: one["severity"] == Severity.ERROR),
        (
            FindingFilter(severities=(Severity.INFO, Severity.WARNING)),
            lambda one: one["severity"] != Severity.ERROR,
        ),
        (FindingFilter(states=(FindingState.RETURNED,)), lambda _: False),
        (FindingFilter(states=(FindingState.OPEN, FindingState.WAIVED)), lambda _: True),
        (FindingFilter(seen_before=date(2024, 4, 4)), lambda one: one["first_seen"] < date(2024, 4, 4)),
        (FindingFilter(round_id="r5-end"), lambda one: one["round_id"] == "r5-end"),
        (FindingFilter(item_no="3"), lambda one: one["item_no"] == "3"),
        (FindingFilter(sha256=f"{2:064x}"), lambda one: one["sha256"] == f"{2:064x}"),
        (
            FindingFilter(departments=["kankyo"], rule="SH501", round_id="r5-end"),
            lambda one: (one["department"], one["rule"], one["round_id"]) == ("kankyo", "SH501", "r5-end"),
        ),
    ],
)
def test_a_filter_keeps_what_it_says(
    engine: Engine,
    entries: list[dict[str, object]],
    wanted: FindingFilter,
    keeps: Callable[[dict[str, object]], bool],
) -> None:
    """Pages, the number and the whole group speak of the same findings, in the same order."""
    expected = in_order([one for one in entries if keeps(one)])
    assert [one for page in walk(engine, 10, wanted) for one in page] == expected
    with engine.connect() as connection:
        assert fingerprints_of(connection, PLAN, wanted, 1000) == expected
        assert fingerprints_of(connection, PLAN, wanted, 5) == expected[:5]


@pytest.mark.parametrize("by", ["department", "rule", "severity", "state", "round_id"])
def test_counts_add_up_to_the_queue(engine: Engine, entries: list[dict[str, object]], by: str) -> None:
    """Each value with its number, and nothing of what is resolved or of another plan."""
    with engine.connect() as connection:
        counts = queue_counts(connection, PLAN, FindingFilter(rule="SH5"), by)
    mine = [str(one[by]) for one in entries if str(one["rule"]).startswith("SH5")]
    assert sorted(counts, key=lambda one: one.value) == [
        Count(value, mine.count(value)) for value in sorted(set(mine))
    ]


def test_what_is_resolved_stands_apart(engine: Engine, entries: list[dict[str, object]]) -> None:
    """Only who asks for resolved findings sees them."""
    assert entries
    with engine.connect() as connection:
        assert len(fingerprints_of(connection, PLAN, FindingFilter(resolved=True), 1000)) == 3
        assert len(fingerprints_of(connection, "other", FindingFilter(), 1000)) == 1


def test_similar_findings_stay_within_what_a_person_may_see(
    engine: Engine, entries: list[dict[str, object]]
) -> None:
    """The same rule or the same item, those of the same file first, never the finding itself, own department only."""
    with engine.connect() as connection:
        everywhere = similar_findings(connection, PLAN, entries[0], None, 1000)
        mine = similar_findings(connection, PLAN, entries[0], ["kankyo"], 1000)
    near = [
        one
        for one in entries[1:]
        if one["rule"] == entries[0]["rule"] or one["item_no"] == entries[0]["item_no"]
    ]
    assert {one["fingerprint"] for one in everywhere} == {one["fingerprint"] for one in near}
    same_file = [one["sha256"] == entries[0]["sha256"] for one in everywhere]
    assert same_file == sorted(same_file, reverse=True)
    assert {one["department"] for one in mine} == {"kankyo"}


@pytest.mark.parametrize("text", ["", "1", "x.2024-04-01.ab", "1.2024-13-01.ab", "1..", "..."])
def test_what_is_no_key_is_none(text: str) -> None:
    """An address that somebody typed leads to the first page, not to a failure."""
    assert QueueKey.read(text) is None
    assert QueueKey.read(str(QueueKey(1, FIRST, "ab"))) == QueueKey(1, FIRST, "ab")
