"""The tables of a package, composed year by year from what each year has to publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from schemas.codes import AchievementStatus, ValueStatus
from schemas.published import TABLES
from shinchoku.figures.achievement import OPEN_STATUSES
from shinchoku.figures.tables import Table, TextRow, YearContent
from shinchoku.package.codes import code_rows
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.history import Release, revisions
from shinchoku.rounding import percent, printed


def compose_tables(
    plan: Plan, history: Sequence[Release], content_of: Callable[[str], YearContent]
) -> dict[str, Table]:
    """Return every table of the newest release of `history`, in the order of the package.

    A column that a year's rows do not have came after that year was released: it is empty there.
    """
    newest = history[-1]
    contents = {year: content_of(entry.digest) for year, entry in sorted(newest.years.items())}
    key = {"municipality_code": plan.plan.municipality_code, "plan_id": plan.id}
    revised = revisions(history, content_of, key)
    tables = {name: _joined(contents, name) for name in TABLES}
    tables["achievement"] = with_rate_changes(tables["achievement"])
    tables["revisions"] = revised
    tables["progress"] = _marked_revised(tables["progress"], revised, "achievement_status")
    tables["indicators"] = _marked_revised(tables["indicators"], revised, "actual_value")
    tables["codes"] = code_rows(plan)
    tables["items_wide"] = items_wide(tables)
    return {
        name: tuple({c: row.get(c, "") for c in _columns(name)} for row in tables[name]) for name in TABLES
    }


def with_rate_changes(achievement: Table) -> Table:
    """Add to each row by how many points its exact rate moved since the year before, if that is there."""
    rates = {
        (row["level"], row["key"], int(row["fiscal_year"])): percent(int(row["achieved"]), int(row["items"]))
        for row in achievement
    }
    rows: list[TextRow] = []
    for row in achievement:
        year = int(row["fiscal_year"])
        now = rates[row["level"], row["key"], year]
        before = rates.get((row["level"], row["key"], year - 1))
        change = now - before if now is not None and before is not None else None
        rows.append({**row, "rate_change_points": printed(change)})
    return tuple(rows)


def items_wide(tables: Mapping[str, Table]) -> Table:
    """Join names and labels to each item and year, for reading in a spreadsheet."""
    labels = {(row["code_list"], row["code"]): row["label_ja"] for row in tables["codes"]}
    progress = {(row["fiscal_year"], row["item_no"]): row for row in tables["progress"]}
    indicators = {(row["fiscal_year"], row["item_no"]): row for row in tables["indicators"]}
    rows: list[TextRow] = []
    for item in tables["action_items"]:
        key = (item["fiscal_year"], item["item_no"])
        told, measured = progress[key], indicators.get(key, {})
        rows.append(
            {
                **{
                    name: item[name]
                    for name in ("municipality_code", "plan_id", "fiscal_year", "item_no", "name")
                },
                "basic_policy_name": labels["basic_policy", item["basic_policy"]],
                "policy_measure_name": labels["policy_measure", item["policy_measure"]],
                "department_name": labels["department", item["department_code"]],
                "achievement_status_label": labels["achievement_status", told["achievement_status"]],
                **{name: told[name] for name in ("result_text", "reason_not_achieved", "next_action")},
                **{
                    name: measured.get(name, "")
                    for name in ("indicator_name", "unit", "target_value", "actual_value")
                },
                "target_direction_label": labels.get(
                    ("target_direction", measured.get("target_direction", "")), ""
                ),
                "value_status_label": labels.get(("value_status", told["value_status"]), ""),
                "page": item["page"],
                "illustrative": _either(item["illustrative"], told["illustrative"]),
            }
        )
    return tuple(rows)


def _joined(contents: Mapping[FiscalYear, YearContent], name: str) -> Table:
    """Return a table of all years, oldest first."""
    return tuple(row for content in contents.values() for row in content.table(name))


def _marked_revised(rows: Table, revised: Table, field: str) -> Table:
    """Mark values that had been confirmed and were changed after release as 訂正."""
    changed = {
        (row["fiscal_year"], row["item_no"])
        for row in revised
        if row["field"] == field and row["old_value"] not in {"", *_UNCONFIRMED}
    }
    return tuple(
        {**row, "value_status": ValueStatus.REVISED}
        if (row["fiscal_year"], row["item_no"]) in changed and row["value_status"] == ValueStatus.CONFIRMED
        else row
        for row in rows
    )


_UNCONFIRMED = (*OPEN_STATUSES, AchievementStatus.NOT_DUE)


def _columns(name: str) -> list[str]:
    """Return the columns of a table in the contract's order."""
    return list(TABLES[name].model.to_schema().columns)


def _either(one: str, other: str) -> str:
    """Return `true` if one of two published truth values is."""
    return "true" if "true" in {one, other} else "false"
