"""Time that a regular expression takes grows with the text, not with its square: text comes from strangers."""

from __future__ import annotations

import re

import pytest
from architecture.patterns import Used, is_superlinear, patterns_used, texts_for


def slow_text(used: Used) -> tuple[str, str, str] | None:
    """Return the beginning, repeat and end of a text on which a pattern takes far too long, if there is one."""
    return next((one for one in sorted(texts_for(used.pattern)) if is_superlinear(used.run, one)), None)


def test_every_pattern_takes_time_in_proportion_to_the_text() -> None:
    """Whatever repeats in a text of a stranger, twice as much of it takes about twice as long."""
    slow = {f"{one.where}.{one.method}": text for one in patterns_used() if (text := slow_text(one))}
    assert slow == {}


def test_patterns_are_found_wherever_they_stand() -> None:
    """Compiled in a module, in a table, or written where they are used; with the calls that are made of them."""
    found = {(one.where, one.method) for one in patterns_used()}
    assert ("shinchoku.checks.personal_data._EMAIL", "search") in found
    assert any(where == "shinchoku.intake.layout.sub_headings._SHARES" for where, _ in found)
    assert any(where.startswith("shinchoku.checks.rules.names:") for where, _ in found)


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"[a-z0-9._%+-]+@[a-z]+", "search"),
        (r"\s*[\r\n]+\s*", "sub"),
        (r"【[^】]*】", "findall"),
        (r"^(?P<head>.+?)\s*\((?P<inner>[^()]+)\)$", "match"),
        (r"\(\s*(?P<units>[^()]+?)\s*\)", "fullmatch"),
    ],
)
def test_a_pattern_that_takes_the_square_is_noticed(pattern: str, method: str) -> None:
    """The test itself tells a slow pattern from a quick one."""
    assert slow_text(Used("here", re.compile(pattern), method))


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (r"(?<![a-z])[a-z]++@[a-z]+", "search"),
        (r"\s", "sub"),
        (r"[a-z]{1,64}@", "search"),
        (r"\d+", "findall"),
    ],
)
def test_a_pattern_that_is_bounded_is_not(pattern: str, method: str) -> None:
    """Anchored, bounded or of one character: none of them is blamed."""
    assert slow_text(Used("here", re.compile(pattern), method)) is None
