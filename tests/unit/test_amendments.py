"""Amendments of the register: what is asked for, what is wrong with it, and what the entry says afterwards."""

from __future__ import annotations

from decimal import Decimal

import pytest
from builders import fiscal, item, umibe

from schemas.codes import EndReason
from shinchoku.register.amendments import (
    Amendment,
    AmendmentKind,
    amendment_edits,
    end_reason_of,
    kind_of,
    next_item_no,
    target_year,
)
from shinchoku.register.edits import EditKind, EntryEdit, EntryValue
from shinchoku.register.mistakes_of_amendments import amendment_mistakes

ADD, CHANGE, DISCONTINUE, MERGE, COMPLETE = AmendmentKind
NEW: dict[str, EntryValue] = {"name": "灯台", "policy_measure": "U1-1", "department": "kikaku"}


def asked(
    kind: AmendmentKind,
    no: str,
    year: int = 2025,
    *,
    reason: str = "議会の決定による",
    successor: str | None = None,
    values: dict[str, EntryValue] | None = None,
) -> Amendment:
    """Return an amendment from 令和7年度."""
    return Amendment(kind, no, fiscal(year), reason, values or {}, successor)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("新規", ADD), ("変 更", CHANGE), ("廃止", DISCONTINUE), ("統合", MERGE), ("完了", COMPLETE), ("休止", None), ("", None)],
)  # fmt: skip
def test_a_departments_word_names_a_kind(text: str, kind: AmendmentKind | None) -> None:
    """The choices of its sheet, in any spacing; nothing is guessed."""
    assert kind_of(text) is kind


def test_three_kinds_end_an_item_each_for_its_own_reason() -> None:
    """A new item and a changed one go on."""
    assert {kind: end_reason_of(kind) for kind in AmendmentKind} == {
        ADD: None,
        CHANGE: None,
        DISCONTINUE: EndReason.DISCONTINUED,
        MERGE: EndReason.MERGED,
        COMPLETE: EndReason.COMPLETED,
    }


@pytest.mark.parametrize(
    ("numbers", "year", "following"),
    [
        (["1", "90"], 2024, "R6-1"),
        (["1", "R6-1", "R6-9", "R6-10"], 2024, "R6-11"),
        (["R6-2", "R6-4"], 2024, "R6-5"),
        (["R6-4"], 2025, "R7-1"),
        (["1"], 2018, "H30-1"),
        (["1"], 2019, "R1-1"),
    ],
)
def test_the_next_number_is_one_above_the_highest(numbers: list[str], year: int, following: str) -> None:
    """A gap is never filled: its number may have been used."""
    assert next_item_no(umibe(items=[item(no) for no in numbers]), fiscal(year)) == following


def test_the_key_of_a_target_names_its_year() -> None:
    """No other key does."""
    assert (target_year("indicator.targets.2025"), target_year("indicator.targets"), target_year("page")) == (
        2025, None, None,
    )  # fmt: skip


MISTAKES: dict[str, tuple[Amendment, list[tuple[str, str]]]] = {
    "a new item": (asked(ADD, "R7-1", values=NEW), []),
    "a change": (asked(CHANGE, "1", values={"name": "浜"}), []),
    "a target of the first year it holds": (asked(CHANGE, "2", values={"indicator.targets.2025": Decimal(9)}), []),
    "an end": (asked(DISCONTINUE, "1"), []),
    "an end with a successor": (asked(COMPLETE, "1", successor="R6-1"), []),
    "a merger": (asked(MERGE, "1", successor="8"), []),
    "no reason": (asked(DISCONTINUE, "1", reason=" 　"), [("reason", "give the reason.")]),
    "a year after the plan": (
        asked(CHANGE, "1", 2027, values={"name": "浜"}), [("fiscal_year", "FY2027 is outside the plan's period.")]),
    "a released year": (
        asked(CHANGE, "1", 2024, values={"name": "浜"}),
        [("fiscal_year", "FY2024 is already released: let it hold from the fiscal year after it.")]),
    "a year before a released one": (
        asked(CHANGE, "1", 2023, values={"name": "浜"}),
        [("fiscal_year", "FY2024 is already released: let it hold from the fiscal year after it.")]),
    "an unknown item": (asked(CHANGE, "404"), [("item_no", "'404' is not in the register.")]),
    "an item that has ended": (
        asked(CHANGE, "7", values={"name": "窓口"}), [("item_no", "No. 7 is not in force in FY2025.")]),
    "an end of what has ended": (asked(COMPLETE, "7"), [("item_no", "No. 7 is not in force in FY2025.")]),
    "an end before it begins": (
        asked(DISCONTINUE, "R7-9"), [("fiscal_year", "No. R7-9 begins in FY2025: let it end from the fiscal year after it.")]),
    "an end with new values": (
        asked(DISCONTINUE, "1", values={"name": "浜"}),
        [("values", "the other fields of an item that ends cannot change with it.")]),
    "a change of nothing": (asked(CHANGE, "1"), [("values", "name a field and its new value.")]),
    "a change of its number": (asked(CHANGE, "1", values={"no": "R7-1"}), [("no", "'no' cannot be amended.")]),
    "a change of its end": (
        asked(CHANGE, "1", values={"to_fiscal_year": fiscal(2025)}), [("to_fiscal_year", "'to_fiscal_year' cannot be amended.")]),
    "an earlier target": (
        asked(CHANGE, "2", values={"indicator.targets.2024": Decimal(9)}),
        [("indicator.targets.2024", "it holds from FY2025: no earlier target can change.")]),
    "a number in use": (
        asked(ADD, "R7-9", values=NEW),
        [("item_no", "'R7-9' is in use, and numbers are never reused: the next one is 'R7-10'.")]),
    "a number before a gap": (
        asked(ADD, "R7-3", values=NEW),
        [("item_no", "'R7-3' is a gap that may have been used before: use the next number, 'R7-10'.")]),
    "a number of another year": (
        asked(ADD, "R6-2", values=NEW),
        [("item_no", "an item added in FY2025 has a number like R7-1; the next one is 'R7-10'.")]),
    "a number of no form": (
        asked(ADD, "R7-x", values=NEW),
        [("item_no", "an item added in FY2025 has a number like R7-1; the next one is 'R7-10'.")]),
    "a new item that replaces another": (
        asked(ADD, "R7-10", values=NEW, successor="1"), [("successor", "only an item that ends has a successor.")]),
    "a merger into nothing": (asked(MERGE, "1"), [("successor", "name the item that it is merged into.")]),
    "a merger into an unknown item": (
        asked(MERGE, "1", successor="404"), [("successor", "'404' is not in the register.")]),
    "a merger into itself": (asked(MERGE, "1", successor="1"), [("successor", "it would be its own successor.")]),
    "a merger into what has ended": (
        asked(MERGE, "1", successor="7"), [("successor", "its successor, No. 7, is not in force in FY2025.")]),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_every_mistake_of_an_amendment_is_told_where_it_is(case: str) -> None:
    """The public has the figures of 令和6年度; R7-9 was added in 令和7年度."""
    amendment, expected = MISTAKES[case]
    numbers = ["1", "2", "8", "R6-1"]
    ended = item("7", to_fiscal_year=2023, end_reason="merged", successor="8")
    added = [] if case == "a new item" else [item("R7-9", from_fiscal_year=2025)]
    plan = umibe(items=[*map(item, numbers), ended, *added])
    found = amendment_mistakes(plan, amendment, {fiscal(2023), fiscal(2024)})
    assert [(one.key, one.message.en) for one in found] == expected


def test_no_year_is_released_before_the_first_release() -> None:
    """An amendment may then hold from any year of the plan."""
    assert amendment_mistakes(umibe(), asked(DISCONTINUE, "1", 2024)) == []


def test_an_item_that_ends_was_in_force_until_the_year_before() -> None:
    """Its entry says so, with the reason and the successor."""
    assert amendment_edits(umibe(), asked(MERGE, "1", successor="8")) == [
        EntryEdit(
            EditKind.CHANGE,
            "items",
            ("1",),
            {"to_fiscal_year": fiscal(2024), "end_reason": "merged", "successor": "8"},
        )
    ]


def test_a_change_says_what_its_fields_say() -> None:
    """And nothing else."""
    values: dict[str, EntryValue] = {"indicator.targets.2025": Decimal(35)}
    assert amendment_edits(umibe(), asked(CHANGE, "2", values=values)) == [
        EntryEdit(EditKind.CHANGE, "items", ("2",), values)
    ]


@pytest.mark.parametrize(("year", "begins"), [(2025, {"from_fiscal_year": fiscal(2025)}), (2023, {})])
def test_a_new_item_begins_with_the_year_it_holds_from(year: int, begins: dict[str, EntryValue]) -> None:
    """One of the plan's first year needs no beginning of its own."""
    assert amendment_edits(umibe(), asked(ADD, "R7-1", year, values=NEW)) == [
        EntryEdit(EditKind.ADD, "items", (), {"no": "R7-1", **NEW, **begins})
    ]
