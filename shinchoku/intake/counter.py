"""The counter: the paths of sheets that came by the console, and what they say for certain.

Whoever hands a sheet in at the counter has named the round and the department. The path keeps both, and
nothing in the name of the file stands against them; what the sheet itself says is still held to them.
"""

import re
from collections import Counter

from shinchoku.register.entries import Department, Round
from shinchoku.register.plan import Plan

COUNTER = "提出窓口"
"""The first folder of every such path: 提出窓口/令和5年度/年度末/総務局 人事課/進捗状況.xlsx."""

_NOT_IN_A_FOLDER = re.compile(r"[/\\\x00-\x1f\x7f]")


def counter_folder(plan: Plan, round_: Round, department: Department) -> str:
    """Return the folder of the sheets that a department hands in for a round."""
    return "/".join((COUNTER, _round_folder(round_), _department_folder(plan, department)))


def rounds_at_counter(rounds: tuple[Round, ...], path: str) -> list[Round]:
    """Return the round that a path at the counter was handed in for; nothing for any other path."""
    where = _parts(path)
    return [one for one in rounds if where and where[0] in {_round_folder(one), one.id}]


def department_at_counter(plan: Plan, path: str) -> Department | None:
    """Return the department that handed a path in at the counter; nothing for any other path."""
    where = _parts(path)
    return next(
        (one for one in plan.departments if where and where[1] == _department_folder(plan, one)), None
    )


def _parts(path: str) -> tuple[str, str] | None:
    """Return the folders of the round and of the department of a path at the counter."""
    folders = path.split("/")[:-1]
    if folders[:1] != [COUNTER] or not folders[2:]:
        return None
    return "/".join(folders[1:-1]), folders[-1]


def _round_folder(round_: Round) -> str:
    """Return the folder that a round declares, else one of its own name."""
    return round_.folder.strip("/") or round_.id


def _department_folder(plan: Plan, department: Department) -> str:
    """Return a department's full name as a folder, with its code where a predecessor bears the same name."""
    named = Counter(one.full_name for one in plan.departments)
    name = department.full_name
    return _NOT_IN_A_FOLDER.sub("_", name if named[name] == 1 else f"{name}_{department.code}")
