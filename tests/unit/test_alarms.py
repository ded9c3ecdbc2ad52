"""What stewards are told at once when a catalogue is not as it should be."""

from __future__ import annotations

from datetime import date

from builders import umibe

from shinchoku.bilingual import Bilingual
from shinchoku.review.alarms import alarm_digests

DOWN = Bilingual("カタログ「city」から応答がありません。", "The catalogue city does not answer.")
DAY = date(2024, 5, 2)


def test_nobody_is_told_of_nothing() -> None:
    """A night that went well sends no message."""
    assert alarm_digests(umibe(), [], {"stewards"}, DAY) == ()


def test_each_known_address_of_the_stewards_is_told_once() -> None:
    """All alarms of a night are one message; a name without an address is passed over."""
    plan = umibe(notify={"stewards": ["stewards", "chief"]})
    (digest,) = alarm_digests(plan, [DOWN, DOWN], {"stewards"}, DAY)
    assert digest.recipient == "stewards"
    assert digest.body.count("応答がありません") == 2
    assert "2024-05-02" in digest.body


def test_the_plans_language_is_spoken() -> None:
    """A plan may have its messages in English."""
    (digest,) = alarm_digests(umibe(notify={"language": "en"}), [DOWN], {"stewards"}, DAY)
    assert "does not answer" in digest.body
