"""Opening rounds and fiscal years: keys and folders that follow from names, and what is still missing."""

from __future__ import annotations

from datetime import date

import pytest
from builders import department, fiscal, indicator, item, round_, umibe

from shinchoku.register.edits import EditKind, EntryEdit, EntryValue
from shinchoku.register.entries import RoundCoverage
from shinchoku.register.round_opening import round_edit, round_id, round_mistakes
from shinchoku.register.year_opening import OpeningTask, YearOpening, year_opening


def ended(id_: str, name: str = "年度末", year: int = 2023) -> dict[str, object]:
    """Return a round."""
    return round_(id_, name, year, "2024-04-01", "2024-05-10")


@pytest.mark.parametrize(
    ("rounds", "name", "expected"),
    [
        ([ended("R5-yearend")], "年度末", "R7-yearend"),
        ([ended("r5-end")], "年度末", "r7-end"),
        ([ended("R5-yearend"), ended("R6-closing", year=2024)], "年度末", "R7-closing"),
        ([ended("R5-yearend")], "確定", "R7-confirmation"),
        ([ended("r5-yearend")], "中 間", "r7-midyear"),
        ([ended("first")], "年度末", "R7-yearend"),
        ([ended("R9-yearend")], "年度末", "R7-yearend"),
        ([], "Mid-Year Review", "R7-mid-year-review"),
        ([], "臨時", "R7-round"),
        ([], "!", "R7-round"),
        ([ended("R7-round"), ended("r7-round-2")], "臨時", "R7-round-3"),
    ],
)
def test_a_rounds_key_is_spelled_like_those_of_other_years(
    rounds: list[dict[str, object]], name: str, expected: str
) -> None:
    """As the round of the same name was, else by what it is usually called; never one that is taken."""
    assert round_id(umibe(rounds=rounds), fiscal(2025), name) == expected


def test_a_round_has_the_folder_of_its_year_and_name() -> None:
    """Unless it is given another."""
    plan, opens, due = umibe(rounds=[]), date(2026, 4, 1), date(2026, 5, 8)
    made = round_edit(plan, fiscal_year=fiscal(2025), name=" 年度末 ", opens=opens, due=due, feeds_rate=True)
    assert made == EntryEdit(
        EditKind.ADD,
        "rounds",
        (),
        {
            "id": "R7-yearend", "name": "年度末", "fiscal_year": fiscal(2025), "opens": opens, "due": due,
            "committee": None, "publication": None, "feeds_rate": True, "covers": "all",
            "folder": "令和7年度/年度末", "illustrative": False,
        },
    )  # fmt: skip
    other = round_edit(
        plan,
        fiscal_year=fiscal(2025),
        name="確定",
        opens=opens,
        due=due,
        feeds_rate=True,
        covers=RoundCoverage.PENDING,
        folder="確定値",
    )
    assert (other.values["folder"], other.values["covers"]) == ("確定値", "pending")


def problems(**values: EntryValue) -> list[str]:
    """Return the fields of a round that are wrong."""
    given = {"fiscal_year": fiscal(2025), "opens": date(2026, 4, 1), "folder": "令和7年度/年度末", **values}
    return [one.key for one in round_mistakes(given)]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({}, []),
        ({"opens": date(2025, 4, 1), "committee": date(2025, 4, 1)}, []),
        ({"opens": date(2025, 3, 31)}, ["opens"]),
        ({"fiscal_year": None, "opens": None, "folder": None, "committee": date(2020, 1, 1)}, []),
        ({"committee": date(2026, 3, 31), "publication": date(2026, 3, 1)}, ["committee", "publication"]),
        *(
            ({"folder": folder}, ["folder"])
            for folder in ("/令和7年度", "..", "令和7年度/../..", "a//b", "a\\b", " a/b", "a/b/c/d/e", "")
        ),
    ],
)
def test_a_rounds_days_follow_each_other_and_its_folder_lies_in_the_inbox(
    values: dict[str, EntryValue], wrong: list[str]
) -> None:
    """What is not given is not judged."""
    assert problems(**values) == wrong


def state(found: YearOpening) -> dict[OpeningTask, bool]:
    """Return which tasks are done."""
    return {step.task: step.is_done for step in found.steps}


def test_a_year_that_nobody_has_prepared_lacks_everything() -> None:
    """Its round, the targets of its numeric items, its main results; the highlights can wait."""
    found = year_opening(umibe(), fiscal(2025))
    left = {step.task: [one.no for one in step.items] for step in found.steps}
    assert state(found) == {
        OpeningTask.PERIOD: True,
        OpeningTask.ROUNDS: False,
        OpeningTask.TARGETS: False,
        OpeningTask.DEPARTMENTS: True,
        OpeningTask.HIGHLIGHTS: False,
    }
    assert left[OpeningTask.TARGETS] == ["2", "3", "4", "5", "R6-1"]
    assert [one.key for one in found.steps[-1].measures] == ["U1-1", "U1-2"]
    assert (found.is_ready, found.rounds, len(found.items)) == (False, (), 8)
    assert found.steps[2].message.ja == "令和7年度の目標値のない項目が5件あります。"


def test_a_year_is_ready_with_a_round_its_targets_and_its_departments() -> None:
    """Whether or not its main results are chosen."""
    items = [item("1", indicator=indicator("人", {2025: 1})), item("2")]
    rounds = [
        round_("r7-mid", "中間", 2025, "2025-10-01", "2025-10-31", feeds=False),
        round_("r7-end", "年度末", 2025, "2026-04-01", "2026-05-08"),
    ]
    found = year_opening(umibe(items=items, rounds=rounds), fiscal(2025))
    assert found.is_ready
    assert [one.id for one in found.rounds] == ["r7-mid", "r7-end"]
    assert found.steps[1].message.en == "The round '年度末' opens on 2026-04-01 and is due on 2026-05-08."
    assert [one.key for one in found.steps[-1].measures] == ["U1-1"]
    chosen = [{"report_year": 2025, "kind": "main_result", "item": "2"}]
    whole = year_opening(umibe(items=items, rounds=rounds, highlights=chosen), fiscal(2025))
    assert all(state(whole).values())


@pytest.mark.parametrize(
    ("task", "sections", "year"),
    [
        (OpeningTask.PERIOD, {}, 2027),
        (OpeningTask.PERIOD, {}, 2022),
        (
            OpeningTask.ROUNDS,
            {"rounds": [round_("a", "確定", 2025, "2026-04-01", "2026-05-08", covers="pending")]},
            2025,
        ),
        (OpeningTask.DEPARTMENTS, {"departments": [department("kikaku", "企画課", to_fiscal_year=2024)]}, 2025),
        (
            OpeningTask.HIGHLIGHTS,
            {"highlights": [
                {"report_year": 2024, "kind": "main_result", "item": "1"},
                {"report_year": 2025, "kind": "addition", "item": "1"},
            ]},
            2025,
        ),
    ],
)  # fmt: skip
def test_what_looks_prepared_and_is_not(task: OpeningTask, sections: dict[str, object], year: int) -> None:
    """A year outside the plan, a round of a part, a department that has ended, another report's highlight."""
    plan = umibe(**{"items": [item("1")], **sections})
    assert not state(year_opening(plan, fiscal(year)))[task]
