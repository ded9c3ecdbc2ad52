"""The outbox of catalogues on SQLite and on PostgreSQL: kept as it was, by somebody, on record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from builders.handovers import AT, receipt_from, shown_by_ckan
from builders.publications import Tree
from sqlalchemy import Engine

from shinchoku.adapters.state.audit import walk
from shinchoku.adapters.state.catalogue_lines import load_lines, load_receipts, save_line, save_receipt
from shinchoku.adapters.state.change import Change, changing
from shinchoku.adapters.state.trail import TrailFilter, load_trail
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.outbox import (
    CatalogueStatus,
    OutboxLine,
    after_failure,
    after_hand_over,
    after_mismatch,
    after_refusal,
    after_success,
    line_tonight,
)
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.receipts import Via
from shinchoku.review.acts import act_words
from shinchoku.review.people import NIGHTLY

DAY = date(2026, 11, 24)
WHY = Bilingual("接続できません。", "it cannot be reached.")
FIRST = line_tonight(None, "city", "2026-11-23", DAY)


@contextmanager
def tonight(engine: Engine, plan_id: str = "umibe") -> Iterator[Change]:
    """Change the state as the night does."""
    with changing(engine, plan_id, NIGHTLY, "夜間処理", AT) as change:
        yield change


def lines(engine: Engine, plan_id: str = "umibe") -> dict[str, OutboxLine]:
    """Return the lines; the record must be whole."""
    with engine.connect() as connection:
        assert walk(connection).broken is None
        return load_lines(connection, plan_id)


def acts(engine: Engine) -> list[tuple[str, str, dict[str, str]]]:
    """Return what the record has, the oldest first."""
    with engine.connect() as connection:
        trail = load_trail(connection, "umibe", TrailFilter(), 50)
    return [(one.action, one.subject, dict(one.detail)) for one in trail]


@pytest.fixture
def published(tmp_path: Path) -> Publication:
    """One version of 海辺市's plan."""
    return Tree(tmp_path / "published").release("2026-11-23")


STANDINGS: dict[CatalogueStatus, OutboxLine] = {
    CatalogueStatus.PENDING: FIRST,
    CatalogueStatus.FAILED: after_failure(FIRST, WHY, AT, DAY),
    CatalogueStatus.REFUSED: after_refusal(FIRST, WHY, AT, DAY),
    CatalogueStatus.HELD: after_mismatch(FIRST, WHY, AT, DAY),
    CatalogueStatus.HANDED_OVER: after_hand_over(FIRST, "2026-11-23", "b" * 64, DAY),
}


@pytest.mark.parametrize("standing", STANDINGS)
def test_a_line_is_kept_as_it_stands(engine: Engine, standing: CatalogueStatus) -> None:
    """Every fact of it, and the record names the catalogue, the version and what happened."""
    with tonight(engine) as change:
        save_line(change, STANDINGS[standing])
    assert lines(engine) == {"city": STANDINGS[standing]}
    ((action, subject, detail),) = acts(engine)
    assert (subject, detail["version"]) == ("catalogue city", "2026-11-23")
    assert act_words(action).ja != action
    assert ("error" in detail) == (STANDINGS[standing].last_error is not None)


def test_what_a_catalogue_was_brought_to_is_kept_whole(engine: Engine, published: Publication) -> None:
    """Things of every kind with their fields, texts and lists of texts told apart."""
    done = after_success(FIRST, "2026-11-23", shown_by_ckan(published), AT, DAY)
    with tonight(engine) as change:
        save_line(change, done)
    found = lines(engine)["city"]
    assert found == done
    assert found.told["current"].fields["tags"] == ("市", "計画")
    assert found.tried_at == datetime(2026, 11, 24, 1, 30, tzinfo=UTC)


def test_a_line_takes_the_place_of_the_one_before(engine: Engine) -> None:
    """One line a catalogue, each its own, and two entries in the record."""
    other = line_tonight(None, "prefecture", "2026-11-23", DAY)
    with tonight(engine) as change:
        save_line(change, FIRST)
        save_line(change, other)
    failed = after_failure(FIRST, WHY, AT, DAY)
    with tonight(engine) as change:
        save_line(change, failed)
    assert lines(engine) == {"city": failed, "prefecture": other}
    assert [action for action, _, _ in acts(engine)] == [
        "publish_pending",
        "publish_pending",
        "publish_failed",
    ]


def test_lines_and_receipts_of_another_plan_are_left_alone(engine: Engine, published: Publication) -> None:
    """Two plans may tell catalogues of one name."""
    with tonight(engine, "kanazawa") as change:
        save_line(change, FIRST)
        save_receipt(change, receipt_from(published))
    with tonight(engine) as change:
        save_line(change, after_failure(FIRST, WHY, AT, DAY))
    assert lines(engine, "kanazawa") == {"city": FIRST}
    with engine.connect() as connection:
        assert load_receipts(connection, "umibe") == []
        assert len(load_receipts(connection, "kanazawa")) == 1


def test_receipts_stay_and_are_found_by_version(engine: Engine, published: Publication) -> None:
    """In the order in which they came; one that came back over the air gap is recorded as taken in."""
    first = receipt_from(published)
    second = receipt_from(published, "b" * 64, version="2026-11-24")
    with tonight(engine) as change:
        save_receipt(change, first)
        save_receipt(change, second)
    with engine.connect() as connection:
        assert load_receipts(connection, "umibe") == [first, second]
        assert load_receipts(connection, "umibe", "2026-11-24") == [second]
        assert load_receipts(connection, "umibe", "2027-01-01") == []
    assert [(first.via, second.via)] == [(Via.DIRECT, Via.BUNDLE)]
    assert [(action, detail["version"]) for action, _, detail in acts(engine)] == [
        ("read_back", "2026-11-23"),
        ("receipt", "2026-11-24"),
    ]
