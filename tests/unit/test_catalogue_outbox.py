"""The line of a catalogue: how each outcome moves it, when the night may write, and what it reminds of."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.outbox import (
    CatalogueStatus,
    OutboxLine,
    after_failure,
    after_hand_over,
    after_mismatch,
    after_refusal,
    after_success,
    due_tonight,
    is_news,
    line_tonight,
    reminder,
    taken_up,
)
from shinchoku.catalogues.things import Thing, ThingKind

V1, V2, V10 = "2026-11-23", "2026-11-23.2", "2026-11-23.10"
FIRST, LATER = date(2026, 11, 23), date(2026, 11, 30)
AT = datetime(2026, 11, 30, 1, tzinfo=UTC)
WHY = Bilingual("接続できません。", "it cannot be reached.")
TOLD = {"current": Thing(ThingKind.DATASET, "current", {"name": "umibe"})}
OUT = "b" * 64


def line(status: CatalogueStatus = CatalogueStatus.PENDING, version: str = V1, **more: object) -> OutboxLine:
    """Return a line that stands so since 23 November."""
    return OutboxLine("city", version, FIRST, status, **more)  # type: ignore[arg-type]  # as the test says


OUTCOMES = {
    "success": lambda before: after_success(before, V1, TOLD, AT, LATER),
    "failure": lambda before: after_failure(before, WHY, AT, LATER),
    "refusal": lambda before: after_refusal(before, WHY, AT, LATER),
    "mismatch": lambda before: after_mismatch(before, WHY, AT, LATER),
    "hand-over": lambda before: after_hand_over(before, V1, OUT, LATER),
    "a person": lambda before: taken_up(before, V1, LATER),
}
MOVES = """
from         success    failure      refusal      mismatch     hand-over    a person
pending      published  failed       refused      held         handed_over  pending
published    published  failed       refused      held         handed_over  pending
failed       published  failed       refused      held         handed_over  pending
refused      published  failed       refused      held         handed_over  pending
held         published  held         held         held         handed_over  pending
handed_over  published  handed_over  handed_over  handed_over  handed_over  pending
"""


def moves() -> list[tuple[str, str, str]]:
    """Read the table above: from, outcome, to."""
    head, *rows = [row.replace("a person", "a-person").split() for row in MOVES.strip().splitlines()]
    return [
        (row[0], what.replace("-person", " person"), to)
        for row in rows
        for what, to in zip(head[1:], row[1:], strict=True)
    ]


@pytest.mark.parametrize(("before", "outcome", "after"), moves())
def test_each_outcome_moves_a_line_as_the_table_says(before: str, outcome: str, after: str) -> None:
    """What waits for a person or for a receipt waits on, whatever the night's look at it brings."""
    moved = OUTCOMES[outcome](line(CatalogueStatus.of(before)))
    assert moved.status == after
    restarts = after != before or outcome == "hand-over"
    assert moved.since == (LATER if restarts else FIRST)


def test_a_success_forgets_what_went_wrong_and_keeps_what_it_was_brought_to() -> None:
    """Attempts, the error and the bundle are gone; what the catalogue was told is there."""
    before = line(CatalogueStatus.HANDED_OVER, attempts=3, last_error=WHY, bundle=OUT, handed_over_on=FIRST)
    after = after_success(before, V1, TOLD, AT, LATER)
    assert after == OutboxLine("city", V1, LATER, CatalogueStatus.PUBLISHED, 0, AT, None, "", None, TOLD)
    assert after_success(after, V2, TOLD, AT, date(2026, 12, 1)).since == date(2026, 12, 1)


def test_failures_in_a_row_are_counted_and_the_last_reason_is_kept() -> None:
    """Three tries, one standing since the first of them."""
    again = Bilingual("応答がありません。", "no answer.")
    third = after_failure(
        after_failure(after_failure(line(), WHY, AT, FIRST), WHY, AT, LATER), again, AT, LATER
    )
    assert (third.attempts, third.last_error, third.since, third.tried_at) == (3, again, FIRST, AT)


def test_a_look_at_what_is_held_does_not_cover_up_why() -> None:
    """The catalogue cannot be reached tonight: the alarm stands as it was."""
    held = line(CatalogueStatus.HELD, attempts=1, last_error=Bilingual("3件違います。", "3 differ."))
    assert after_failure(held, WHY, AT, LATER) == OutboxLine(
        "city", V1, FIRST, CatalogueStatus.HELD, 1, AT, held.last_error
    )
    assert after_mismatch(held, WHY, AT, LATER).last_error == WHY


@pytest.mark.parametrize(
    ("before", "newest", "status", "version"),
    [
        (None, V1, CatalogueStatus.PENDING, V1),
        (line(CatalogueStatus.PUBLISHED), V1, CatalogueStatus.PUBLISHED, V1),
        (line(CatalogueStatus.PUBLISHED), V2, CatalogueStatus.PENDING, V2),
        (line(CatalogueStatus.PUBLISHED, V2), V10, CatalogueStatus.PENDING, V10),
        (line(CatalogueStatus.PUBLISHED, V10), V2, CatalogueStatus.PUBLISHED, V10),
        (line(CatalogueStatus.FAILED), V2, CatalogueStatus.FAILED, V2),
        (line(CatalogueStatus.HELD), V2, CatalogueStatus.HELD, V2),
        (line(CatalogueStatus.HANDED_OVER), V2, CatalogueStatus.HANDED_OVER, V1),
    ],
)
def test_a_night_finds_each_line_brought_up_to_the_newest_version(
    before: OutboxLine | None, newest: str, status: CatalogueStatus, version: str
) -> None:
    """What was published has to be told again; what is under way stays what it was; nothing goes back."""
    found = line_tonight(before, "city", newest, LATER)
    assert (found.catalogue, found.status, found.version) == ("city", status, version)


@pytest.mark.parametrize("status", CatalogueStatus)
def test_the_night_writes_unless_somebody_is_waited_for(status: CatalogueStatus) -> None:
    """Held and handed over lines are looked at; so is one that is ahead of our own release folder."""
    waits = status in {CatalogueStatus.HELD, CatalogueStatus.HANDED_OVER}
    assert due_tonight(line(status), V1) is not waits
    assert due_tonight(line(status, V2), V1) is False


def test_the_hour_of_a_try_is_no_news() -> None:
    """An unchanged night needs no entry in the record."""
    done = after_success(line(), V1, TOLD, AT, LATER)
    assert is_news(None, done)
    assert is_news(line(), done)
    assert not is_news(done, after_success(done, V1, TOLD, AT.replace(hour=2), LATER))


@pytest.mark.parametrize(
    ("told", "as_of", "newest", "words"),
    [
        (line(), LATER, "", ()),
        (line(CatalogueStatus.PUBLISHED), LATER, "", ()),
        (line(CatalogueStatus.FAILED, attempts=1, last_error=WHY), LATER, "", ()),
        (line(CatalogueStatus.FAILED, attempts=2, last_error=WHY), LATER, "", ("2 times", "cannot be reached", "publish --catalogue city")),
        (line(CatalogueStatus.REFUSED, attempts=1), FIRST, "", ("does not accept 2026-11-23", "rights")),
        (line(CatalogueStatus.HELD, last_error=WHY), FIRST, "", ("since 2026-11-23", "--dry-run")),
        (line(CatalogueStatus.HANDED_OVER, handed_over_on=FIRST), date(2026, 11, 29), "", ()),
        (line(CatalogueStatus.HANDED_OVER, handed_over_on=FIRST), LATER, V1, ("7 days", "publish --receipt receipt-city.json")),
        (line(CatalogueStatus.HANDED_OVER), date(2026, 12, 1), "", ("8 days", "publish --bundle DIR")),
        (line(CatalogueStatus.HANDED_OVER, handed_over_on=FIRST), FIRST, V2, ("2026-11-23.2 was released since", "--export DIR")),
    ],
)  # fmt: skip
def test_a_reminder_says_what_where_and_what_to_do(
    told: OutboxLine, as_of: date, newest: str, words: tuple[str, ...]
) -> None:
    """From the second failure, at once when held or refused, from the seventh day without a receipt."""
    said = reminder(told, as_of, newest)
    assert (said is not None) == bool(words)
    if said is not None:
        assert "「city」" in said.ja
        assert [word for word in words if word not in said.en] == []


@pytest.mark.parametrize(
    "labels", [[one.label_ja for one in CatalogueStatus], [one.label_en for one in CatalogueStatus]]
)
def test_every_standing_has_words_of_its_own(labels: list[str]) -> None:
    """No two are called the same."""
    assert len(set(labels)) == len(CatalogueStatus)
