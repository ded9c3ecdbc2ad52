"""A new round (照会) as an edit of the register: its stable key and its folder follow from year and name."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from shinchoku.register.edits import EditKind, EntryEdit, EntryValue
from shinchoku.register.entries import Round, RoundCoverage
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.mistake import PlanMistake, RegisterPlace, mistake_at
from shinchoku.register.plan import Plan
from shinchoku.spelling import folded

_KEYS = {"年度末": "yearend", "確定": "confirmation", "中間": "midyear", "最終": "final"}
_OF_A_YEAR = re.compile(r"(?P<letter>[A-Za-z])(?P<year>\d{1,2})-(?P<rest>[A-Za-z0-9_-]+)")
_NOT_ASCII_KEY = re.compile(r"[^a-z0-9]+")
_DEEPEST = 4
"""Folders within folders that a share still shows on one line."""


def round_edit(  # noqa: PLR0913 -- the fields of a round, all by name
    plan: Plan,
    *,
    fiscal_year: FiscalYear,
    name: str,
    opens: date,
    due: date,
    feeds_rate: bool,
    committee: date | None = None,
    publication: date | None = None,
    covers: RoundCoverage = RoundCoverage.ALL,
    folder: str = "",
    illustrative: bool = False,
) -> EntryEdit:
    """Return the edit that adds a round; without a folder of its own it has `令和6年度/年度末`."""
    values: dict[str, EntryValue] = {
        "id": round_id(plan, fiscal_year, name),
        "name": name.strip(),
        "fiscal_year": fiscal_year,
        "opens": opens,
        "due": due,
        "committee": committee,
        "publication": publication,
        "feeds_rate": feeds_rate,
        "covers": str(covers),
        "folder": folder.strip() or f"{fiscal_year.era_label}/{name.strip()}",
        "illustrative": illustrative,
    }
    return EntryEdit(EditKind.ADD, "rounds", (), values)


def round_id(plan: Plan, fiscal_year: FiscalYear, name: str) -> str:
    """Return a key that no round has, spelled like that of the same round of another year: `R6-yearend`."""
    letter, rest = _pattern(plan, name)
    wanted = f"{letter}{fiscal_year.era_year}-{rest}"
    taken, number = {folded(one.id) for one in plan.rounds}, 1
    found = wanted
    while folded(found) in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def round_mistakes(values: Mapping[str, EntryValue]) -> Iterator[PlanMistake]:
    """Yield what is wrong with the days and the folder of a round that is added or changed, by its fields.

    What it must be to the other rounds is held by `register.mistakes`.
    """
    year, opens = values.get("fiscal_year"), values.get("opens")
    if isinstance(year, FiscalYear) and isinstance(opens, date) and opens < year.first_day:
        yield mistake_at(
            RegisterPlace(field="opens"),
            f"{year.label}が始まる前の日です。対象年度か開始日を直してください。",
            f"it opens before {year} begins: mend the fiscal year or the day.",
        )
    for key, ja, en in (
        ("committee", "委員会", "the committee"),
        ("publication", "公表予定日", "publication"),
    ):
        day = values.get(key)
        if isinstance(day, date) and isinstance(opens, date) and day < opens:
            yield mistake_at(
                RegisterPlace(field=key), f"{ja}が開始日より前です。", f"{en} comes before it opens."
            )
    folder = values.get("folder")
    if isinstance(folder, str) and not _lies_within(folder):
        yield mistake_at(
            RegisterPlace(field="folder"),
            "受付フォルダーの中の場所を「令和7年度/年度末」の形で書いてください。",
            "write a place within the inbox, like 令和7年度/年度末.",
        )


def _pattern(plan: Plan, name: str) -> tuple[str, str]:
    """Return the letter and the end of a round's key: as in another year, by its usual name, or by itself."""
    same = [one for one in plan.rounds if folded(one.name) == folded(name)]
    of_others = (_parts(one) for one in sorted(same, key=lambda one: one.fiscal_year, reverse=True))
    found = next(filter(None, of_others), None)
    if found is not None:
        return found
    letters = (parts[0] for parts in map(_parts, plan.rounds) if parts)
    plain = _NOT_ASCII_KEY.sub("-", name.lower()).strip("-") if name.isascii() else ""
    return next(letters, "R"), _KEYS.get(folded(name)) or plain or "round"


def _parts(round_: Round) -> tuple[str, str] | None:
    """Return the letter and the end of a key that names its own year: `R5-yearend` of 令和5年度."""
    match = _OF_A_YEAR.fullmatch(round_.id)
    if match is None or int(match["year"]) != round_.fiscal_year.era_year:
        return None
    return match["letter"], match["rest"]


def _lies_within(folder: str) -> bool:
    """Tell whether a folder names a place below the inbox, each part a plain name."""
    parts = folder.split("/")
    return len(parts) <= _DEEPEST and all(
        part == part.strip() and part not in {"", ".", ".."} and "\\" not in part for part in parts
    )
