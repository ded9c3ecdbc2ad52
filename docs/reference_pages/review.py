"""The pages on the review: how findings and years move, drawn from the tables that move them, and who may what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reference_pages.markdown import Page, both_labels, code_lines, table_lines
from shinchoku.review.board import BoardState
from shinchoku.review.people import Role
from shinchoku.review.permissions import Action, Reach, reach_of
from shinchoku.review.transitions import FINDING_TRANSITIONS, YEAR_TRANSITIONS, Transition

_REACH = {Reach.NONE: "", Reach.OWN: "own 自課", Reach.ALL: "all"}


def moves() -> Page:
    """How findings and years move, from the tables of transitions."""
    yield "# How findings and years move 指摘と年度の動き"
    yield ""
    yield "Drawn from `shinchoku.review.transitions`: nothing else moves anything. A move in brackets is the"
    yield "night's; every other one is a person's, by the permission that stands in the table below."
    for title, transitions, first in (
        ("Findings 指摘", FINDING_TRANSITIONS, "open"),
        ("Fiscal years 年度", YEAR_TRANSITIONS, "collecting"),
    ):
        yield ""
        yield f"## {title}"
        yield ""
        yield from _diagram(transitions, first)
        yield ""
        yield from table_lines(
            ("Move", "From", "To", "By", "A second person"), (_row(one) for one in transitions)
        )


def _diagram(transitions: Iterable[Transition[Any, Any]], first: str) -> Page:
    """A state diagram, as Markdown viewers draw it."""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield f"    [*] --> {first}"
    for one in transitions:
        words = f"({one.move.label_ja})" if one.is_by_night else one.move.label_ja
        for source in one.sources:
            yield f"    {source} --> {one.target}: {words}"
    yield "```"


def _row(one: Transition[Any, Any]) -> tuple[str, ...]:
    """A transition as a row."""
    sources = ", ".join(both_labels(source) for source in one.sources)
    by = "the night" if one.action is None else f"`{one.action}`"
    return both_labels(one.move), sources, both_labels(one.target), by, "yes" if one.second_person else ""


def permissions() -> Page:
    """Who may do what, from the table that decides it."""
    yield "# Who may do what 役割と権限"
    yield ""
    yield "The table of `shinchoku.review.permissions`, which the console and the command line both ask. An empty"
    yield "cell is a no; `own` is what lies with the account's own departments. Somebody without an account may"
    yield "read at the terminal what the operating system lets them read, and decide nothing."
    yield ""
    yield from table_lines(
        ("Action", *(both_labels(role) for role in Role)),
        ((both_labels(action), *(_REACH[reach_of(role, action)] for role in Role)) for action in Action),
    )
    yield ""
    yield "A second person is asked for where the [table of moves](moves.md) says so, unless the plan sets"
    yield "`release.four_eyes = false`, which its packages then say."
    yield ""
    yield "## Roles"
    yield ""
    yield from code_lines(Role)
    yield ""
    yield "## The board"
    yield ""
    yield from code_lines(BoardState)
