"""Before a sheet is handed in, what that does to every item is told; afterwards it is so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from builders.people import APPROVER, KIKAKU, STEWARD
from contract.city import PLANNING, City, delimited

from shinchoku.adapters.state.findings import load_findings
from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.night.check import checked_so_far
from shinchoku.review.submit_effect import EffectKind, ItemEffect
from shinchoku.session import Session
from shinchoku.usecases.decide import decide_waiver, request_waiver
from shinchoku.usecases.refresh import refresh
from shinchoku.usecases.sheets.precheck import open_pool
from shinchoku.usecases.sheets.submit_effect import Offer, offer_of
from shinchoku.usecases.sheets.upload import check_upload, hand_in

FIRST = """
    2|A|来訪者を迎えた||110
    5|A|松を植えた||20|210
"""
SECOND = """
    2|B|来訪者が減った|嵐のため|90
    7|A|窓口の統合を終えた
    8|Z|空き家を調べた
"""


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    """One warm reader."""
    with open_pool(1) as made:
        yield made


def offered(session: Session, pool: ReaderPool, lines: str, name: str, *, hands_in: bool = True) -> Offer:
    """Check a sheet of 企画課, hand it in, and return what the page of the check said before."""
    to, asked = session.plan.departments_by_code["kikaku"], session.plan.rounds_by_id["r5-end"]
    upload = check_upload(session, pool, KIKAKU, name, delimited(lines), to, asked)
    offer = offer_of(session, pool, upload, asked, to)
    if hands_in:
        hand_in(session, KIKAKU, upload, offer.others[0] if offer.others else "")
        refresh(session, "test")
    return offer


def load_open(session: Session) -> list[dict[str, object]]:
    """Return the open findings."""
    with session.engine.connect() as connection:
        return load_findings(connection, session.plan.id)


def kinds(offer: Offer) -> dict[str, EffectKind]:
    """Return what was said of each item."""
    assert offer.effects is not None
    return {one.item_no: one.kind for one in offer.effects}


def changes(one: ItemEffect) -> dict[str, tuple[str, str]]:
    """Return the fields that an item was said to change."""
    return {change.name.ja: (change.old.ja, change.new.ja) for change in one.changes}


def test_what_is_told_before_is_so_afterwards(city: City, pool: ReaderPool) -> None:
    """Item by item: a first sheet, and one that corrects, adds, breaks and leaves out."""
    new, changed, same = EffectKind.NEW, EffectKind.CHANGES, EffectKind.SAME
    with city.session() as session:
        first = offered(session, pool, FIRST, "進捗.csv")
        assert kinds(first) == {
            "2": new, "5": new, "7": EffectKind.UNREPORTED, "8": EffectKind.UNREPORTED
        }  # fmt: skip
        second = offered(session, pool, SECOND, "進捗.csv")
        assert second.same_name == session.as_of
        assert kinds(second) == {
            "2": changed, "5": EffectKind.MISSING, "7": new, "8": EffectKind.IN_REVIEW
        }  # fmt: skip
        (two,) = (one for one in second.effects or () if one.item_no == "2")
        assert changes(two)["実績値"] == ("110人", "90人")
        assert changes(two)["達成状況"] == ("達成", "未達成")
        again = offered(session, pool, SECOND, "進捗.csv", hands_in=False)
        assert again.same_content == session.as_of
        assert kinds(again) == {
            "2": same, "5": EffectKind.MISSING, "7": same, "8": EffectKind.IN_REVIEW
        }  # fmt: skip


def test_a_sheet_of_the_inbox_is_told_as_what_counts_now(city: City, pool: ReaderPool) -> None:
    """With its path and its date; a mistake leaves it as it is, and nothing of another department is told."""
    city.send_all()
    city.first_night("2024-05-01")
    with city.session() as session:
        offer = offered(session, pool, SECOND.replace("90", "約90"), "差替.csv")
        assert offer.others == (PLANNING,)
        assert kinds(offer) == {
            "2": EffectKind.KEPT,
            "5": EffectKind.MISSING,
            "7": EffectKind.CHANGES,
            "8": EffectKind.KEPT,
        }
        (two,) = (one for one in offer.effects or () if one.item_no == "2")
        assert (two.path, str(two.received_on)) == (PLANNING, "2024-05-01")
        after = offered(session, pool, SECOND.replace("90", "約90"), "差替.csv", hands_in=False)
        assert kinds(after)["7"] is EffectKind.SAME
        assert kinds(after)["2"] is EffectKind.KEPT


def test_a_value_that_was_waived_counts(city: City, pool: ReaderPool) -> None:
    """What the office has accepted with its reason is no mistake on the next sheet either, as the night will say."""
    doubtful = "2|A|来訪者を迎えた||99"
    with city.session("2024-05-01") as session:
        assert kinds(offered(session, pool, doubtful, "進捗.csv"))["2"] is EffectKind.IN_REVIEW
        (found,) = (one for one in load_open(session) if one["rule"] == "SH501")
        which = str(found["fingerprint"])
        request_waiver(session, which, STEWARD, "集計方法の違いによる", date(2024, 12, 31))
        decide_waiver(session, which, APPROVER, "確認した", approve=True)
        again = offered(session, pool, "2|A|来訪者をよく迎えた||99", "進捗.csv")
        assert kinds(again)["2"] is EffectKind.CHANGES
        assert checked_so_far(session).choices["r5-end", "2"].row is not None


def test_busy_readers_are_said(city: City, pool: ReaderPool) -> None:
    """Nothing is told rather than something that may be wrong."""
    with city.session() as session:
        to, asked = session.plan.departments_by_code["kikaku"], session.plan.rounds_by_id["r5-end"]
        upload = check_upload(session, pool, KIKAKU, "進捗.csv", delimited(FIRST), to, asked)
        closed = open_pool(1)
        closed.close()
        assert offer_of(session, closed, upload, asked, to).effects is None
