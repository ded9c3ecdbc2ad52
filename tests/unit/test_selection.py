"""A plan's choice of rules: applied before rows are accepted, and never at the cost of a usable value."""

from __future__ import annotations

import pytest
from builders import checked, codes_of, received, row, umibe

from schemas.codes import Severity
from shinchoku.checks.precedence import SILENCED, most_exact
from shinchoku.checks.row_validation import findings_on
from shinchoku.checks.rule_list import RULES
from shinchoku.checks.selection import find_mistakes
from shinchoku.intake.problem_kinds import ProblemKind

UNREASONED = "番号|達成状況|取組実績|目標値|実績値\n2|A|実施|90|110"
CONTRADICTED = "番号|達成状況|取組実績|実績値\n2|A|実施|99"


def outcome(sheet: str, **checks: object) -> tuple[list[str], bool]:
    """Return the rules told of a sheet with No. 2, and whether its row counts."""
    night = checked(received(sheet), plan=umibe(checks=checks))
    choice = night.choices["r5-end", "2"]
    return codes_of(night.findings), choice.row is not None


def mistakes(**checks: object) -> list[tuple[str, str]]:
    """Return where a choice of rules is wrong, and what is said in English."""
    return [(mistake.key, mistake.message.en) for mistake in find_mistakes(umibe(checks=checks))]


def test_a_rule_that_is_switched_off_is_not_told() -> None:
    """By its code, or with its whole family."""
    assert outcome(UNREASONED) == (["SH405"], True)
    assert outcome(UNREASONED, off=["SH405"]) == ([], True)
    labelled = "所属|企画課\n番号|達成状況|取組実績|実績値\n2|A|実施|110"
    assert outcome(labelled) == (["SH805"], True)
    assert outcome(labelled, off=["SH8"]) == ([], True)


def test_a_lighter_error_lets_the_row_count() -> None:
    """The weight decides before rows are accepted, and stands on the finding."""
    assert outcome(CONTRADICTED) == (["SH501"], False)
    assert outcome(CONTRADICTED, severity={"SH501": "warning"}) == (["SH501"], True)
    (finding,) = checked(received(CONTRADICTED), plan=umibe(checks={"severity": {"SH501": "info"}})).findings
    assert finding.rule.severity is Severity.INFO


def test_a_heavier_warning_keeps_the_row_out() -> None:
    """Another weight is the same finding: its fingerprint stays."""
    assert outcome(UNREASONED, severity={"SH405": "error"}) == (["SH405"], False)
    light, heavy = (
        checked(received(UNREASONED), plan=umibe(checks={"severity": weight})).findings[0]
        for weight in ({}, {"SH405": "error"})
    )
    assert light.fingerprint == heavy.fingerprint


def test_a_fixed_rule_is_told_whatever_the_plan_says() -> None:
    """Should a plan that was never checked get this far, no value is lost."""
    assert outcome("番号|達成状況|取組実績|実績値\n2|A|実施|約99", off=["SH314", "SH3"]) == (["SH314"], False)


def test_a_sensible_choice_is_no_mistake() -> None:
    """Single rules off, a family without fixed rules off, rules heavier, free rules lighter."""
    assert mistakes() == []
    assert mistakes(off=["SH8", "SH203", "SH509"], severity={"SH405": "error", "SH501": "warning"}) == []
    assert mistakes(severity={"SH314": "error"}) == []


@pytest.mark.parametrize(
    ("checks", "key", "words"),
    [
        ({"off": ["SH999"]}, "checks.off[0]", "there is no rule"),
        ({"off": ["SH203", "SH9"]}, "checks.off[1]", "there is no rule"),
        ({"off": ["SH314"]}, "checks.off[0]", "cannot be switched off"),
        ({"off": ["SH3"]}, "checks.off[0]", "has rules that cannot be switched off (SH301"),
        ({"severity": {"SH000": "info"}}, "checks.severity.SH000", "there is no rule"),
        ({"severity": {"SH314": "warning"}}, "checks.severity.SH314", "cannot be made lighter"),
    ],
)
def test_a_wrong_choice_is_a_mistake_of_the_plan(checks: dict[str, object], key: str, words: str) -> None:
    """It is told with its key before anything is done."""
    ((found, said),) = mistakes(**checks)
    assert found == key
    assert words in said


def test_whatever_keeps_rows_from_being_read_is_fixed() -> None:
    """A plan cannot switch off what the readers stopped at: rows would be missing without a word."""
    stopping = {"SH101", "SH102", "SH104", "SH106", "SH201", "SH202", "SH204", "SH205"}
    stopping |= {"SH208", "SH209", "SH210", "SH213", "SH218"}
    assert all(RULES[code].fixed for code in stopping)


def test_a_rule_is_silenced_only_where_the_more_exact_one_speaks() -> None:
    """The date says all of that cell; on another cell the broader rule is heard."""
    one = checked(received("番号|達成状況|取組実績\n2024-01-01|達成|実施")).findings
    assert codes_of(one) == ["SH304", "SH311"]
    assert most_exact(one) == one
    assert not {code for code in SILENCED if code in SILENCED[code]}


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("5|松を植える|人|A|植えた||210|", ["SH404"]),
        ("2|浜の清掃|件|A|清掃した|90||99", ["SH408"]),
        ("1|||A|清掃した|10||", ["SH402"]),
    ],
    ids=["another unit", "another item's number", "another department's item"],
)
def test_what_follows_from_a_mistake_is_no_second_one(line: str, codes: list[str]) -> None:
    """Target, status and figure are compared with an item that the row may not be about, or in another unit."""
    heading = "番号|取組項目|単位|達成状況|取組実績|実績値|累計|目標値"
    found = checked(received(f"{heading}\n{line}")).findings
    assert [code for code in codes_of(found) if RULES[code].severity is not Severity.INFO] == codes


def test_a_waived_mistake_hides_nothing() -> None:
    """Once somebody takes the row for the item's after all, what contradicts the item is told."""
    sheet = received("番号|取組項目|達成状況|取組実績|実績値\n2|浜の清掃|A|清掃した|90")
    (swapped,) = checked(sheet).findings
    assert codes_of(checked(sheet, waived=[swapped.fingerprint]).findings) == ["SH408", "SH501"]


def test_a_doubted_figure_contradicts_nothing_yet() -> None:
    """Struck through, it may not be what the status is about; a struck text says nothing of the figure."""
    plan, struck = umibe(), {"marks": (ProblemKind.STRUCK_THROUGH,)}
    figure, text = row("2", "A", actual_value="90"), row("2", "A", actual_value="90")
    for one, column in ((figure, "actual_value"), (text, "result_text")):
        one.source.cells[column] = one.source.cells[column]._replace(**struck)
    of_figure, of_text = findings_on(plan, [figure, text])
    assert codes_of(of_figure) == ["SH322"]
    assert sorted(codes_of(of_text)) == ["SH322", "SH501"]
