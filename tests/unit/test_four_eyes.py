"""The second person."""

from __future__ import annotations

import pytest
from builders import umibe

from shinchoku.bilingual import Bilingual
from shinchoku.errors import NotPermittedError
from shinchoku.review.four_eyes import require_second_person

WHAT = Bilingual("この理由付き確認", "this waiver")


def test_whoever_asked_does_not_let_it_through() -> None:
    """One of the authors is refused, and told that it takes another person."""
    with pytest.raises(NotPermittedError) as refused:
        require_second_person(umibe(), "user:a", ["user:b", "user:a"], WHAT)
    assert "この理由付き確認" in refused.value.message.ja
    assert "this waiver" in refused.value.message.en


@pytest.mark.parametrize("authors", [[], ["user:b"], ["user:A"], ["user:ab"]])
def test_anybody_else_does(authors: list[str]) -> None:
    """Who has no part in it may decide; names are compared whole."""
    require_second_person(umibe(), "user:a", authors, WHAT)


def test_a_plan_may_choose_to_do_without() -> None:
    """`four_eyes = false` is the plan's explicit choice."""
    plan = umibe(release={"four_eyes": False})
    require_second_person(plan, "user:a", ["user:a"], WHAT)


def test_a_plan_that_says_nothing_asks_for_four_eyes() -> None:
    """Nobody does without by forgetting to choose."""
    assert umibe().release.four_eyes is True
