"""理由付き確認: which findings hold nothing back today, which may be waived at all, and what is published of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import checked, day, fiscal, progress, received, umibe
from builders.reviewed import waiver

from schemas.codes import AchievementStatus
from schemas.published import TABLES
from schemas.typed import find_breaches
from shinchoku.checks.checking import Checked
from shinchoku.checks.rule_list import RULES
from shinchoku.checks.waivers import in_force, may_be_waived, waivers_in_force
from shinchoku.figures.progress import progress_of
from shinchoku.figures.reviewed import Reviewed
from shinchoku.figures.tables import Table
from shinchoku.figures.year_content import year_content

HEADING = "番号|達成状況|取組実績|実績値"
CONTRADICTION = received(f"{HEADING}\n2|A|実施|99")
(FINDING,) = checked(CONTRADICTION).findings
WAIVER = waiver(FINDING.fingerprint)


def status_of(outcome: Checked) -> AchievementStatus:
    """Return the status of No. 2 in FY2023."""
    plan = umibe()
    found = progress_of(plan, fiscal(2023), plan.rounds_of(fiscal(2023)), outcome.choices)
    return next(one.status for one in found if one.item.no == "2")


@pytest.mark.parametrize(
    ("as_of", "counts"),
    [("2024-06-01", True), ("2025-03-30", True), ("2025-03-31", True), ("2025-04-01", False)],
)
def test_a_waiver_counts_through_its_last_day(as_of: str, *, counts: bool) -> None:
    """From the next day on the finding holds the row back again."""
    assert waivers_in_force([WAIVER], day(as_of)) == ((WAIVER,) if counts else ())
    assert in_force([WAIVER], day(as_of)) == ({FINDING.fingerprint} if counts else frozenset())


def test_a_waived_row_is_accepted_and_a_changed_value_is_not_waived() -> None:
    """Another figure is another finding, which nobody has looked at."""
    waived = in_force([WAIVER], day("05-02"))
    changed = received(f"{HEADING}\n2|A|実施|98")
    assert status_of(checked(CONTRADICTION)) is AchievementStatus.IN_REVIEW
    assert status_of(checked(CONTRADICTION, waived=waived)) is AchievementStatus.ACHIEVED
    assert status_of(checked(changed, waived=waived)) is AchievementStatus.IN_REVIEW


def test_a_row_of_an_ended_waiver_is_no_source_for_carrying_forward() -> None:
    """A wrong sheet follows a waived one: while the waiver counts its row is carried, then nothing is."""
    wrong = received(f"{HEADING}\n2|A|実施|", on="05-02")
    carried = checked(CONTRADICTION, wrong, waived=in_force([WAIVER], day("05-03")), as_of="05-03")
    assert carried.choices["r5-end", "2"].carried_from == day("05-01")
    ended = checked(CONTRADICTION, wrong, waived=in_force([WAIVER], day("2025-04-01")), as_of="2025-04-01")
    assert ended.choices["r5-end", "2"].row is None
    assert status_of(ended) is AchievementStatus.IN_REVIEW


def test_an_ended_waiver_gives_way_to_the_row_accepted_before_it() -> None:
    """What was accepted without a waiver is carried forward instead."""
    good, waived_later = received(f"{HEADING}\n2|A|実施|110"), received(f"{HEADING}\n2|A|実施|99", on="05-02")
    outcome = checked(good, waived_later, as_of="2025-04-01")
    assert outcome.choices["r5-end", "2"].carried_from == day("05-01")


@pytest.mark.parametrize("code", ["SH322", "SH331", "SH402", "SH408", "SH501", "SH505", "SH604", "SH701"])
def test_a_doubt_about_a_value_that_is_there_may_be_waived(code: str) -> None:
    """A contradiction, a total that falls, the suspicion of personal data: somebody may know better."""
    assert may_be_waived(umibe(), code)


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.fixed])
def test_without_a_usable_value_a_finding_can_only_be_returned(code: str) -> None:
    """No figure, no status, no readable file: a reason would let in nothing."""
    assert not may_be_waived(umibe(checks={"severity": {code: "error"}}), code)


@pytest.mark.parametrize(
    ("severity", "code", "may"),
    [
        ({}, "SH999", False),
        ({}, "SH506", False),
        ({"SH506": "error"}, "SH506", True),
        ({"SH501": "warning"}, "SH501", False),
    ],
)
def test_only_what_holds_a_row_back_needs_a_waiver(severity: dict[str, str], code: str, *, may: bool) -> None:
    """By the plan's own weights: a warning holds nothing back, one that the plan made an error does."""
    assert may_be_waived(umibe(checks={"severity": severity}), code) is may


def published(*lines: str, ends_on: str = "2025-03-31", twice: bool = False) -> Table:
    """Publish the waivers of a sheet whose errors on No. 2 are all waived."""
    plan, year = umibe(), fiscal(2023)
    sheet = received("\n".join((HEADING, *lines)))
    waivers = [waiver(f.fingerprint, ends_on) for f in checked(sheet).findings if f.place.item_no == "2"]
    if twice:
        waivers.append(replace(waivers[0], fingerprint="another", reason="別の確認"))
    outcome = checked(sheet, waived=in_force(waivers, day("05-02")))
    found = progress_of(plan, year, plan.rounds_of(year), outcome.choices)
    reviewed = Reviewed(waivers=tuple(waivers))
    return year_content(plan, year, found, outcome.findings, [], reviewed).table("waivers")


def test_a_waiver_of_a_published_row_is_published_with_the_role_and_no_person() -> None:
    """The rule, the column, the reason, the date; no account."""
    table = published("2|A|実施|99", "1|A|実施|")
    assert find_breaches(TABLES["waivers"], table) == []
    columns = ("item_no", "rule", "field", "reason", "ends_on", "approved_by_role")
    assert [tuple(row[c] for c in columns) for row in table] == [
        ("2", "SH501", "achievement_status", "決算で確認済み", "2025-03-31", "approver")
    ]
    assert not any("user:" in value for row in table for value in row.values())


def test_a_waiver_without_a_published_row_is_not_published() -> None:
    """The row was replaced, or the waiver is of another finding."""
    assert published("1|A|実施|") == ()
    assert len(published("2|A|実施|99", twice=True)) == 1


def test_several_waivers_of_one_column_are_told_once() -> None:
    """By the one that ends first: the key of the table is item, rule and column."""
    plan, year = umibe(), fiscal(2023)
    (*rest, two) = [one for one in progress("2 A 110") if one.item.no in {"1", "2"}]
    other = replace(FINDING, basis="another")
    two = replace(two, findings=(FINDING, other))
    waivers = (WAIVER, waiver(other.fingerprint, "2024-12-31", "早い方"))
    table = year_content(plan, year, (*rest, two), [], [], Reviewed(waivers=waivers)).table("waivers")
    assert [(row["ends_on"], row["reason"]) for row in table] == [("2024-12-31", "早い方")]
