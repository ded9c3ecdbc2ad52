"""Findings: the same problem tomorrow, and the order in which people go through them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import checked, codes_of, fiscal, received

from schemas.codes import Severity
from shinchoku.checks.findings import Finding, Place, in_order
from shinchoku.checks.rule_list import RULES

PLACE = Place(
    "umibe", fiscal(2023), "r5-end", "kikaku", "ab" * 32, "企画課.xlsx", 1, "進捗", "C3", "2", "unit"
)
FILE_PLACE = replace(PLACE, item_no="", field="", cell="")


def finding(place: Place = PLACE, code: str = "SH404", raw: str = "件") -> Finding:
    """Return a finding with the words of its rule."""
    rule = RULES[code]
    return Finding(rule, place, raw, rule.message, rule.remedy)


@pytest.mark.parametrize(
    "other",
    [
        replace(PLACE, plan_id="yamabe"),
        replace(PLACE, fiscal_year=fiscal(2024)),
        replace(PLACE, round_id="r5-fix"),
        replace(PLACE, department="kankyo"),
        replace(PLACE, item_no="3"),
        replace(PLACE, field="actual_value"),
    ],
)
def test_another_place_is_another_finding(other: Place) -> None:
    """Plan, year, round, department, item and field each tell findings apart."""
    assert finding(other).fingerprint != finding().fingerprint


def test_a_changed_value_is_a_new_finding() -> None:
    """The old one resolves."""
    assert finding(raw="人数").fingerprint != finding().fingerprint


def test_another_version_of_a_rule_makes_a_new_finding() -> None:
    """A decision about the old judgement is none about the new."""
    later = replace(finding(), rule=replace(RULES["SH404"], version=2))
    assert later.fingerprint != finding().fingerprint
    assert finding(code="SH405").fingerprint != finding().fingerprint


@pytest.mark.parametrize(
    "moved",
    [
        replace(PLACE, cell="D9"),
        replace(PLACE, path="企画課_2.xlsx"),
        replace(PLACE, sha256="cd" * 32),
        replace(PLACE, sheet_number=2, sheet_name="別"),
    ],
)
def test_the_same_problem_of_an_item_is_the_same_finding_in_another_file(moved: Place) -> None:
    """A sheet that is saved again, or a row that moved, changes nothing."""
    assert finding(moved).fingerprint == finding().fingerprint


def test_a_finding_on_a_file_is_bound_to_its_content() -> None:
    """For file and sheet findings the file's hash counts, wherever the file lies."""
    one = finding(FILE_PLACE, "SH201", "")
    assert one.fingerprint == finding(replace(FILE_PLACE, path="別.xlsx"), "SH201", "").fingerprint
    assert one.fingerprint != finding(replace(FILE_PLACE, sha256="cd" * 32), "SH201", "").fingerprint
    assert len(one.fingerprint) == 32


def test_a_finding_without_a_year_has_a_fingerprint_too() -> None:
    """A file whose round could not be told."""
    assert finding(replace(FILE_PLACE, fiscal_year=None)).fingerprint != finding(FILE_PLACE).fingerprint


def test_a_waived_contradiction_does_not_cover_another_figure() -> None:
    """達成 with 99 of 100 was waived; 達成 with 10 of 100 is another value and a new finding."""
    heading = "番号|達成状況|取組実績|実績値"
    (almost,) = checked(received(f"{heading}\n2|A|実施|99")).findings
    (far_off,) = checked(received(f"{heading}\n2|A|実施|10")).findings
    assert codes_of([almost, far_off]) == ["SH501", "SH501"]
    assert almost.fingerprint != far_off.fingerprint


def test_suspected_personal_data_is_never_shown() -> None:
    """The raw value is redacted wherever it shows; other findings show theirs."""
    secret = replace(finding(raw="090-1234-5678"), redacted=True)
    assert (secret.shown_raw, finding().shown_raw) == ("［伏せています］", "件")
    assert replace(secret, raw="").shown_raw == ""


def test_only_errors_keep_a_row_back() -> None:
    """A warning is told and holds nothing."""
    assert (finding().is_error, finding(code="SH405").is_error) == (True, False)
    assert RULES["SH405"].severity is Severity.WARNING


def test_findings_stand_in_reading_order() -> None:
    """Year, round, department, file, sheet; then items in natural order, then rules."""
    places = [
        replace(FILE_PLACE, fiscal_year=None),
        FILE_PLACE,
        replace(PLACE, department="kankyo", item_no="1"),
        replace(PLACE, item_no="2"),
        replace(PLACE, item_no="10"),
        replace(PLACE, item_no="R6-1"),
        replace(PLACE, fiscal_year=fiscal(2024)),
    ]
    findings = [finding(place) for place in places]
    order = [findings[n] for n in (0, 2, 3, 4, 5, 1, 6)]
    assert in_order(reversed(findings)) == order
