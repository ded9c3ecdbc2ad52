"""The paths of sheets that were handed in at the console: round and department are what was chosen there."""

from __future__ import annotations

import pytest
from builders import code_of, day, department, read, round_, umibe

from shinchoku.intake.counter import counter_folder, department_at_counter, rounds_at_counter
from shinchoku.intake.placement import place
from shinchoku.register.plan import Plan

R6_OPEN = "2025-05-01"


def handed_in(plan: Plan, round_id: str, code: str, name: str, above: str = "") -> list[object]:
    """Return where a sheet is placed that came by the counter, and what is said of it."""
    folder = counter_folder(plan, plan.rounds_by_id[round_id], plan.departments_by_code[code])
    text = f"{above}\n番号|達成状況|取組実績\n1|A|実施"
    found = place(plan, f"{folder}/{name}", read(text), day(R6_OPEN))
    return [
        found.round.id if found.round else "",
        found.department.code if found.department else "",
        *(code_of(problem) for problem in found.problems),
    ]


def test_the_folder_names_round_and_department() -> None:
    """The path keeps the round's own folder and the department's full name, for people to read."""
    plan = umibe()
    folder = counter_folder(plan, plan.rounds_by_id["r5-end"], plan.departments_by_code["kikaku"])
    assert folder == "提出窓口/令和5年度/年度末/総務部 企画課"


@pytest.mark.parametrize(
    ("name", "above", "said"),
    [
        ("進捗.xlsx", "", ["r5-fix", "kikaku"]),
        ("環境課の分も.xlsx", "", ["r5-fix", "kikaku"]),
        ("進捗.xlsx", "部局課室名|環境課", ["r5-fix", "", "SH210"]),
        ("進捗.xlsx", "年度|令和6年度", ["", "kikaku", "SH208"]),
        ("進捗_R6.xlsx", "", ["", "kikaku", "SH208"]),
    ],
)
def test_what_was_chosen_counts_and_a_contradiction_is_told(name: str, above: str, said: list[str]) -> None:
    """Another department in the file's name changes nothing; a cell or a year that says otherwise is a finding."""
    assert handed_in(umibe(), "r5-fix", "kikaku", name, above) == said


def test_a_round_without_a_folder_is_known_by_its_own_name() -> None:
    """Of several open rounds none of which declares a folder, the chosen one counts."""
    plan = umibe(
        rounds=[
            round_("a", "中間", 2023, "2024-01-01", "2024-02-01"),
            round_("b", "年度末", 2023, "2024-04-01", "2024-05-10"),
            round_("c", "確定", 2023, "2024-09-01", "2024-09-30", folder="令和5年度/確定"),
        ]
    )
    assert handed_in(plan, "b", "kikaku", "進捗.xlsx") == ["b", "kikaku"]
    assert handed_in(plan, "c", "kikaku", "進捗.xlsx") == ["c", "kikaku"]


def test_two_departments_of_one_name_are_told_apart() -> None:
    """A department and its namesake have folders of their own; signs that would part a path are none in them."""
    plan = umibe(
        departments=[
            department("a", "企画/課", to_fiscal_year=2023, succeeded_by="b"),
            department("b", "企画/課", from_fiscal_year=2024),
        ],
        items=[],
    )
    asked = plan.rounds[0]
    folders = [counter_folder(plan, asked, one) for one in plan.departments]
    assert len(set(folders)) == 2
    found = [department_at_counter(plan, f"{folder}/進捗.xlsx") for folder in folders]
    assert [one.code for one in found if one] == ["a", "b"]


@pytest.mark.parametrize(
    "path",
    [
        "進捗.xlsx",
        "提出窓口/進捗.xlsx",
        "提出窓口/企画課/進捗.xlsx",
        "令和5年度/年度末/総務部 企画課/進捗.xlsx",
    ],
)
def test_other_paths_say_nothing_here(path: str) -> None:
    """A path of the inbox, or one that lacks a folder, did not come by the counter."""
    plan = umibe()
    assert rounds_at_counter(plan.rounds, path) == []
    assert department_at_counter(plan, path) is None
