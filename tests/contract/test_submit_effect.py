"""Before a sheet is handed in, what that does to every item is told; afterwards it is so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from builders.people import KIKAKU
from contract.city import PLANNING, City, delimited

from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.review.submit_effect import EffectKind, ItemEffect
from shinchoku.stages.precheck import open_pool
from shinchoku.stages.refresh import refresh
from shinchoku.stages.session import Session
from shinchoku.stages.submit_effect import Offer, offer_of
from shinchoku.stages.upload import check_upload, hand_in

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
    offer = offer_of(session, upload, asked, to)
    if hands_in:
        hand_in(session, KIKAKU, upload, offer.others[0] if offer.others else "")
        refresh(session, "test")
    return offer


def kinds(offer: Offer) -> dict[str, EffectKind]:
    """Return what was said of each item."""
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
        (two,) = (one for one in second.effects if one.item_no == "2")
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
    city.night("2024-05-01")
    with city.session() as session:
        offer = offered(session, pool, SECOND.replace("90", "約90"), "差替.csv")
        assert offer.others == (PLANNING,)
        assert kinds(offer) == {
            "2": EffectKind.KEPT,
            "5": EffectKind.MISSING,
            "7": EffectKind.CHANGES,
            "8": EffectKind.KEPT,
        }
        now = next(one.counting for one in offer.effects if one.item_no == "2")
        assert (now and (now.path, str(now.received_on))) == (PLANNING, "2024-05-01")
        after = offered(session, pool, SECOND.replace("90", "約90"), "差替.csv", hands_in=False)
        assert kinds(after)["7"] is EffectKind.SAME
        assert kinds(after)["2"] is EffectKind.KEPT
