"""Every rule with a bad example that breaks it, and nothing else, and a good one that breaks none.

The examples are data beside the rules (`shinchoku.checks.examples`): what is run here is what
`shinchoku rules` and the reference show. Unless an example says otherwise a sheet comes from 企画課, in the
folder of FY2023's 年度末 round, on 1 May 2024: before the round is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from builders import ENVIRONMENT, checked, codes_of, received, umibe

from schemas.codes import Severity
from shinchoku.checks.examples import EXAMPLES, Example
from shinchoku.checks.families import (
    FILE_JUDGES,
    PLAN_JUDGES,
    ROUND_JUDGES,
    ROW_JUDGES,
    SHEET_JUDGES,
    YEAR_JUDGES,
)
from shinchoku.checks.findings import Finding
from shinchoku.checks.precedence import DOUBTING, FOLLOWING, SILENCED
from shinchoku.checks.rule_list import FAMILIES, RULES, RULES_BY_NAME, family_of
from shinchoku.checks.rules.contract import CONTRACT

FOLDER = "令和5年度/年度末"


def findings_of(example: Example) -> tuple[Finding, ...]:
    """Check the files of an example as the night of its last day does."""
    plan = umibe(**example.register)
    return checked(*example.received(plan.layouts), plan=plan, as_of=example.as_of).findings


def told(text: str, path: str = f"{FOLDER}/企画課.xlsx") -> list[str]:
    """Return the rules that one sheet breaks."""
    return codes_of(checked(received(text, path)).findings)


def sentences(finding: Finding) -> Iterable[str]:
    """Return everything that people read of a finding."""
    return (finding.message.ja, finding.message.en, finding.remedy.ja, finding.remedy.en)


def test_no_rule_is_without_its_examples() -> None:
    """A rule that nobody can show broken is no rule."""
    assert list(EXAMPLES) == list(RULES)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_bad_example_breaks_its_rule_and_no_other(code: str) -> None:
    """Exactly this rule is told, and what the example declares beside it, in whole sentences with a remedy."""
    example = EXAMPLES[code].bad
    findings = findings_of(example)
    assert set(codes_of(findings)) == {code} | example.also
    for finding in findings:
        for words in sentences(finding):
            assert words
            assert not re.search(r"[{}]", words)


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_good_example_breaks_no_rule(code: str) -> None:
    """Nothing at all is told of it."""
    assert findings_of(EXAMPLES[code].good) == ()


def test_a_rule_has_its_code_and_its_sentence() -> None:
    """Codes have one form and a family; a name is one sentence, and no two rules share it."""
    assert all(re.fullmatch(r"SH[1-8]\d\d", code) for code in RULES)
    assert {family_of(code) for code in RULES} == set(FAMILIES)
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+){2,}", rule.name) for rule in RULES.values())


@pytest.mark.parametrize("code", RULES)
def test_a_rule_says_what_why_and_what_to_do_in_both_languages(code: str) -> None:
    """Title, message, remedy and reason; the English ones without a Japanese sentence."""
    rule = RULES[code]
    for words in (rule.title, rule.message, rule.remedy, rule.reason):
        assert re.search(r"[ぁ-ん]", words.ja)
        assert not re.search(r"[ぁ-ん]", words.en)
    assert rule.source


def test_what_can_be_waived_can_be_published() -> None:
    """A fixed rule guards the value itself: it is no rule to waive; notes are nothing to waive."""
    assert [code for code, rule in RULES.items() if rule.waivable and rule.fixed] == []
    assert all(rule.severity is Severity.ERROR for rule in RULES.values() if rule.waivable)


def test_only_errors_silence_others_on_their_own_cell() -> None:
    """And every rule that is named there exists."""
    assert all(RULES[code].fixed and RULES[code].severity is Severity.ERROR for code in SILENCED)
    assert all(RULES[code].severity is Severity.ERROR for code in (*FOLLOWING, *DOUBTING))
    named = (*SILENCED.values(), *FOLLOWING.values(), DOUBTING)
    assert all(code in RULES for codes in named for code in codes)


def test_every_rule_has_its_one_judge() -> None:
    """A function of its name, the contract of a row, or readers that meet what it tells of; no two of one name."""
    functions = [
        one.rule.name
        for one in (*ROW_JUDGES, *FILE_JUDGES, *YEAR_JUDGES, *ROUND_JUDGES, *SHEET_JUDGES, *PLAN_JUDGES)
    ]
    assert len(set(functions)) == len(functions)
    assert set(CONTRACT).isdisjoint(functions)
    met = {rule.name for rule in RULES.values() if rule.problem}
    assert {*functions, *CONTRACT, *met} == set(RULES_BY_NAME)


# Status × figure for the four indicators of 環境課 and 企画課: what contradicts and what does not.
CROSS_CHECKS = """
    item target        status  figure   finding
    2    increase_100  A       100      -
    2    increase_100  S       101      -
    2    increase_100  A       99.9     SH501
    2    increase_100  B       99       -
    2    increase_100  B       100      SH501
    2    increase_100  －時期外  100    SH501
    3    decrease_50   A       50       -
    3    decrease_50   A       50.1     SH501
    3    decrease_50   B       51       -
    3    decrease_50   B       49       SH501
    2    increase_100  C       110      SH310
    4    maintain_7    A       7.5      -
    4    maintain_7    A       6.5      -
    4    maintain_7    A       7.51     SH501
    4    maintain_7    B       6.4      -
    4    maintain_7    B       7        SH501
    5    cumulative    A       0/200    -
    5    cumulative    A       200/199  SH501
    5    cumulative    B       20/199   -
"""


@pytest.mark.parametrize("line", CROSS_CHECKS.strip().splitlines()[1:], ids=str.strip)
def test_the_status_is_checked_against_the_figure(line: str) -> None:
    """By direction, accumulation and tolerance; a figure that is final is not outside its time."""
    no, _, status, figure, expected = line.split()
    actual, _, cumulative = figure.partition("/")
    row = f"""
        番号 | 達成状況 | 取組実績 | 未達成の理由 | 実績値   | 累計
        {no} | {status} | 実施     | 嵐のため     | {actual} | {cumulative}
    """
    found = told(row, ENVIRONMENT if no in {"3", "4"} else f"{FOLDER}/企画課.xlsx")
    assert found == ([] if expected == "-" else [expected])


def test_a_year_without_a_target_contradicts_nothing() -> None:
    """R6-1 has no target for FY2023, so nothing of it can be reached, missed or copied wrongly."""
    figures = "番号 | 達成状況 | 取組実績 | 目標値 | 実績値 \n R6-1 | A | 実施 | 5 | 3"
    assert told(figures, f"{FOLDER}/水産課.xlsx") == ["SH403"]


# What is written in a cell, and the one rule that is told of it.
WRITTEN = """
    column    written             rule
    番号      #REF!               SH320
    番号      〃                  SH324
    番号      2024-07-01          SH311
    番号      7月1日              SH311
    番号      Jul-24              SH311
    番号      7-Jan               SH311
    番号      令和6年1月          SH311
    番号      1-1                 SH302
    番号      99                  SH401
    達成状況  #N/A                SH320
    達成状況  〃                  SH324
    達成状況  同上                SH324
    達成状況  達成                SH304
    取組実績  #REF!               SH320
    取組実績  〃                  SH324
    取組実績  同上                SH324
    取組実績  "                   SH324
    取組実績  ＃ＲＥＦ！と出た    -
    実績値    #DIV/0!             SH320
    実績値    〃                  SH324
    実績値    ####                SH317
    実績値    110t                SH312
    実績値    110（16）           SH313
    実績値    110～120            SH313
    実績値    110人以上           SH314
    実績値    110/120             SH315
    実績値    10:00               SH316
    実績値    …                   SH318
    実績値    該当なし            SH327
    実績値    X                   SH327
    実績値    大勢                SH306
    単位      〃                  SH324
    単位      #REF!               SH320
    単位      1,100人             SH319
    単位      人1100              SH319
    単位      1100                SH319
    単位      円157,864,681       SH319
    単位      10アール            SH404
    単位      m2                  SH404
    単位      千人                SH404
    単位      名                  -
    基準値    #REF!               SH320
    基準値    約50                SH329
    基準値    －                  SH329
"""
_RIGHT = {"番号": "2", "達成状況": "A", "取組実績": "実施", "実績値": "110", "単位": "人", "基準値": ""}


@pytest.mark.parametrize("line", WRITTEN.strip().splitlines()[1:], ids=str.strip)
def test_a_cell_breaks_the_one_rule_that_says_it_best(line: str) -> None:
    """What another rule would say of the same cell for the same reason is not said."""
    column, written, rule = line.split()
    row = {**_RIGHT, column: written}
    found = told(f"{'|'.join(row)}\n{'|'.join(row.values())}")
    assert found == ([] if rule == "-" else [rule])


@pytest.mark.parametrize(
    ("written", "guess"),
    [
        ("2024-01-01", "「R6-1」"),
        ("Jan-24", "「R6-1」"),
        ("R6.1.1", "「R6-1」"),
        ("令和6年1月", "「R6-1」"),
        ("2024-07-01", ""),
        ("7月1日", ""),
        ("2024-01-02", ""),
    ],
)
def test_only_numbers_of_the_register_are_suggested(written: str, guess: str) -> None:
    """`R6-1` is an item of 海辺市, `R6-7` and `7-1` are not."""
    (finding,) = checked(received(f"番号|達成状況|取組実績\n{written}|A|実施")).findings
    assert finding.rule.code == "SH311"
    assert (guess in finding.message.ja, "のことですか" in finding.message.ja) == (True, bool(guess))


@pytest.mark.parametrize(
    ("written", "typed"),
    [("2024-03-05", "3/5"), ("3月5日", "3/5"), ("10:00:00", "10:00"), ("R6.3.5", "3/5"), ("Mar-24", "")],
)
def test_a_figure_that_became_a_date_is_asked_about(written: str, typed: str) -> None:
    """What was probably typed is said, where it can be told."""
    (finding,) = checked(received(f"番号|達成状況|取組実績|実績値\n2|A|実施|{written}")).findings
    assert finding.rule.code == "SH316"
    assert (f"「{typed}」" in finding.message.ja, "入力しましたか" in finding.message.ja) == (
        bool(typed),
    ) * 2
