"""The grammar of figures: each form converted exactly, a stated reason, or the rule it breaks."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from reference_pages.figure_forms import MISSING, NOT_READ, READ

from schemas.codes import MissingReason
from shinchoku.intake.numbers import plain_figure, read_figure
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.steps import StepKind

LEGEND = {"－": MissingReason.NOT_APPLICABLE}


@pytest.mark.parametrize(("raw", "unit", "value"), READ)
def test_a_figure_is_read_in_the_registers_unit(raw: str, unit: str, value: str) -> None:
    """Width, grouping, sign, scale and unit are understood, and nothing is rounded."""
    read = read_figure(raw, unit, {})
    assert (read.value, read.problem, read.missing) == (Decimal(value), None, None)


@pytest.mark.parametrize(("raw", "unit", "value"), READ)
def test_the_steps_lead_from_the_raw_text_to_the_value(raw: str, unit: str, value: str) -> None:
    """Each step begins where the one before it ended; a plain number has none."""
    steps = read_figure(raw, unit, {}).steps
    for before, after in pairwise(steps):
        assert before.after == after.before
    if steps:
        assert steps[0].before == raw
        assert Decimal(steps[-1].after) == Decimal(value)
    else:
        assert Decimal(raw) == Decimal(value)


def test_a_conversion_is_told_step_by_step() -> None:
    """155,550千円 for an item in 百万円: scale, conversion, unit."""
    steps = read_figure("１５５，５５０千円", "百万円", {}).steps
    assert [(step.kind, step.after) for step in steps] == [
        (StepKind.WIDTH, "155,550千円"),
        (StepKind.SCALE, "155550000円"),
        (StepKind.CONVERTED, "155.55百万円"),
        (StepKind.UNIT, "155.55"),
    ]


@pytest.mark.parametrize(("raw", "rule"), NOT_READ)
def test_what_has_no_one_reading_names_its_rule(raw: str, rule: str) -> None:
    """Words, units and second numbers are never dropped to get at a number (MIC rules 1-2 and 1-3)."""
    read = read_figure(raw, "件", {})
    assert (read.value, read.missing, read.problem) == (None, None, rule)


def test_a_unit_where_the_register_has_none_is_a_mismatch() -> None:
    """Nothing says what it would have to be converted to."""
    assert read_figure("42件", "", {}).words == {"written": "件", "expected": "—"}


@pytest.mark.parametrize(("raw", "reason"), MISSING)
def test_reasons_for_no_figure_are_kept_apart(raw: str, reason: MissingReason) -> None:
    """Blank, pending, not applicable, not set, withheld, no data; a dash only by the plan's legend."""
    read = read_figure(raw, "件", LEGEND)
    assert (read.value, read.missing, read.problem) == (None, reason, None)


@pytest.mark.parametrize("dash", "-‐‑‒–—―−─ー－ｰ")
def test_a_dash_means_nothing_without_a_legend(dash: str) -> None:
    """Twelve dashes look alike; the legend for one of them covers them all."""
    assert read_figure(dash, "件", {}).problem == ProblemKind.UNDEFINED_SYMBOL
    assert read_figure(dash, "件", LEGEND).missing is MissingReason.NOT_APPLICABLE


def test_the_kanji_one_is_no_dash_of_a_legend() -> None:
    """一 may be the numeral: nobody can tell."""
    assert read_figure("一", "件", LEGEND).problem == ProblemKind.UNDEFINED_SYMBOL


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("100", "100"),
        ("1E+3", "1000"),
        ("2.50", "2.5"),
        ("3.0", "3"),
        ("-0.0", "0"),
        ("-1.25", "-1.25"),
        ("1E-7", "0.0000001"),
    ],
)
def test_a_figure_is_written_plainly(value: str, text: str) -> None:
    """No exponent, no trailing zeros, no negative zero."""
    assert plain_figure(Decimal(value)) == text
