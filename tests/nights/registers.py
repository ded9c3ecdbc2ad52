"""The registers of the scenarios, each written twice: as the plan file has it, and as the naive model has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from builders.register import Entry, entries
from nights.naive_year import Item, Register, Round

Change = Callable[[Entry, Register], Register]
"""Changes the entries of the plan file in place, and returns the model's register with the same change."""

STATUSES = ["achieved", "not_achieved", "pending", "in_review", "unreported"]
NAIVE = Register(
    items={
        "1": Item("浜の清掃", "U1-1", "kankyo"),
        "2": Item("来訪者を増やす", "U1-1", "kikaku"),
        "3": Item("ごみを減らす", "U1-1", "kankyo"),
        "4": Item("水質を保つ", "U1-1", "kankyo"),
        "5": Item("松を植える", "U1-1", "kikaku"),
        "6": Item("漁港の改修", "U1-2", "gyoko"),
        "7": Item("窓口の統合", "U1-1", "kikaku", last=2023),
        "8": Item("空き家の活用", "U1-2", "kikaku", related=("kankyo",)),
        "R6-1": Item("魚市場を開く", "U1-2", "suisan", first=2024),
    },
    rounds={
        "r5-end": Round(2023, "2024-04-01"),
        "r5-fix": Round(2023, "2024-09-01", pending_only=True),
        "r6-end": Round(2024, "2025-04-01"),
    },
    departments={
        "kikaku": "総務部 企画課",
        "kankyo": "市民部 環境課",
        "gyoko": "産業部 漁港課",
        "suisan": "産業部 水産課",
    },
    successors={"gyoko": "suisan"},
    measures={"U1-1": "浜を守る", "U1-2": "港を育てる"},
    official={2023: (8, 6, 1)},
)


def registered(*names: str) -> tuple[Entry, Register]:
    """Return a register with some changes, for the plan file and for the model."""
    plan, naive = entries(), NAIVE
    plan["reporting"]["denominator"] = list(STATUSES)  # type: ignore[index]  # a section of the plan file
    plan["official_figures"] = [_figure(8, 6, 1)]
    for name in names:
        naive = CHANGES[name](plan, naive)
    return plan, naive


def _figure(items: int, achieved: int, pending: int) -> Entry:
    """Return the official figure of FY2023 as the plan file has it."""
    counts = {"items": items, "achieved": achieved, "pending": pending}
    rate = f"{100 * achieved / items:.1f}"
    return {"fiscal_year": 2023, "level": "plan", "key": "umibe", **counts, "rate_percent": rate}


def _entry(plan: Entry, section: str, key: str) -> Entry:
    """Return an entry of a list of the plan file, by its number, code or key."""
    found: Entry
    (found,) = [
        one for one in plan[section] if key in {one.get("no"), one.get("code"), one.get("key"), one.get("id")}
    ]  # type: ignore[attr-defined]  # a section of the plan file
    return found


def _item(no: str, naive: Register, **change: object) -> Register:
    """Change an item of the model's register."""
    return replace(naive, items={**naive.items, no: replace(naive.items[no], **change)})


def no_official(plan: Entry, naive: Register) -> Register:
    """The city has published nothing itself yet."""
    plan["official_figures"] = []
    return replace(naive, official={})


def official_without_pending(plan: Entry, naive: Register) -> Register:
    """The city's own figures: eight items, seven achieved, one missed."""
    plan["official_figures"] = [_figure(8, 7, 0)]
    return replace(naive, official={2023: (8, 7, 0)})


def at_most_two_missing(plan: Entry, naive: Register) -> Register:
    """The plan allows two items that are unreported or in review."""
    plan["release"]["max_unreported_items"] = 2  # type: ignore[index]  # a section of the plan file
    return replace(naive, most_missing=2)


def five_points(plan: Entry, naive: Register) -> Register:
    """A headline rate may move by five points."""
    plan["release"]["max_rate_change_points"] = 5  # type: ignore[index]  # a section of the plan file
    return replace(naive, most_points=5)


def pending_not_counted(plan: Entry, naive: Register) -> Register:
    """Pending items leave the denominator."""
    left = [one for one in STATUSES if one != "pending"]
    plan["reporting"]["denominator"] = left  # type: ignore[index]  # a section of the plan file
    return replace(naive, counted="ABRU")


def renamed_item(plan: Entry, naive: Register) -> Register:
    """Item 1 gets another name."""
    _entry(plan, "items", "1")["name"] = "浜の清掃と見回り"
    return _item("1", naive, name="浜の清掃と見回り")


def moved_item(plan: Entry, naive: Register) -> Register:
    """Item 1 stands under another measure."""
    _entry(plan, "items", "1")["policy_measure"] = "U1-2"
    return _item("1", naive, measure="U1-2")


def renamed_measure(plan: Entry, naive: Register) -> Register:
    """Measure U1-2 gets another name."""
    _entry(plan, "policy_measures", "U1-2")["name"] = "港と市場を育てる"
    return replace(naive, measures={**naive.measures, "U1-2": "港と市場を育てる"})


def renamed_department(plan: Entry, naive: Register) -> Register:
    """The planning department gets another name."""
    _entry(plan, "departments", "kikaku")["name"] = "総合政策課"
    _entry(plan, "departments", "kikaku")["aliases"] = ["企画課"]
    return replace(naive, departments={**naive.departments, "kikaku": "総務部 総合政策課"})


def other_department(plan: Entry, naive: Register) -> Register:
    """Item 8 is given to the environment department."""
    _entry(plan, "items", "8")["department"] = "kankyo"
    return _item("8", naive, department="kankyo")


def without_item_8(plan: Entry, naive: Register) -> Register:
    """Item 8 is struck from the register."""
    plan["items"] = [one for one in plan["items"] if one["no"] != "8"]  # type: ignore[attr-defined]  # a section of the plan file
    _entry(plan, "items", "7")["end_reason"] = "discontinued"
    _entry(plan, "items", "7").pop("successor")
    return replace(naive, items={no: one for no, one in naive.items.items() if no != "8"})


def ended_8(plan: Entry, naive: Register) -> Register:
    """Item 8 ends with FY2023."""
    _entry(plan, "items", "8").update(to_fiscal_year=2023, end_reason="completed")
    return _item("8", naive, last=2023)


def measure_gone(plan: Entry, naive: Register) -> Register:
    """Measure U1-2 leaves the register, and its items stand under the other one."""
    plan["policy_measures"] = [one for one in plan["policy_measures"] if one["key"] != "U1-2"]  # type: ignore[attr-defined]  # a section of the plan file
    for no in ("6", "8", "R6-1"):
        _entry(plan, "items", no)["policy_measure"] = "U1-1"
        naive = _item(no, naive, measure="U1-1")
    return replace(naive, measures={"U1-1": "浜を守る"})


def department_gone(plan: Entry, naive: Register) -> Register:
    """The environment department leaves the register, and planning answers for its items."""
    plan["departments"] = [one for one in plan["departments"] if one["code"] != "kankyo"]  # type: ignore[attr-defined]  # a section of the plan file
    _entry(plan, "items", "8").pop("related_departments")
    naive = _item("8", naive, related=())
    for no in ("1", "3", "4"):
        _entry(plan, "items", no)["department"] = "kikaku"
        naive = _item(no, naive, department="kikaku")
    left = {code: name for code, name in naive.departments.items() if code != "kankyo"}
    return replace(naive, departments=left)


def reorganised(plan: Entry, naive: Register) -> Register:
    """The environment department is succeeded by planning from FY2024 on."""
    _entry(plan, "departments", "kankyo").update(to_fiscal_year=2023, succeeded_by="kikaku")
    return replace(naive, successors={**naive.successors, "kankyo": "kikaku"})


CHANGES: dict[str, Change] = {
    change.__name__: change
    for change in (
        no_official,
        official_without_pending,
        at_most_two_missing,
        five_points,
        pending_not_counted,
        renamed_item,
        moved_item,
        renamed_measure,
        renamed_department,
        other_department,
        without_item_8,
        ended_8,
        measure_gone,
        department_gone,
        reorganised,
    )
}
