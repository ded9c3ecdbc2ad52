"""The tables of a package, composed year by year from what each year has to publish."""

from collections.abc import Mapping

from schemas.published import TABLES
from shinchoku.figures.tables import Table, TextRow
from shinchoku.figures.year_codes import all_codes, closed_codes
from shinchoku.releases.as_published import Published, in_columns


def compose_tables(years: Published, revisions: Table) -> dict[str, Table]:
    """Return every table of a release, in the order of the package: its years as published, and its revisions.

    A column that a year's rows do not have came after that year was released: it is empty there.
    """
    tables = {name: _joined(years, name) for name in TABLES}
    tables["revisions"] = revisions
    tables["codes"] = _codes(years, revisions)
    tables["items_wide"] = items_wide(tables)
    return {name: in_columns(name, tables[name]) for name in TABLES}


def _codes(years: Published, revisions: Table) -> Table:
    """Return the codes of every year: of one that is no longer public, what its revisions are told in."""
    carried = {str(year.year) for year in years}
    gone = {row["fiscal_year"]: row for row in revisions if row["fiscal_year"] not in carried}
    by_year = {str(year.year): all_codes(content) for year, content in years.items()}
    by_year |= {year: tuple(closed_codes(row)) for year, row in gone.items()}
    return tuple(row for _, rows in sorted(by_year.items()) for row in rows)


def items_wide(tables: Mapping[str, Table]) -> Table:
    """Join names and labels to each item and year, for reading in a spreadsheet."""
    labels = {(row["fiscal_year"], row["code_list"], row["code"]): row["label_ja"] for row in tables["codes"]}
    progress = {(row["fiscal_year"], row["item_no"]): row for row in tables["progress"]}
    indicators = {(row["fiscal_year"], row["item_no"]): row for row in tables["indicators"]}
    rows: list[TextRow] = []
    for item in tables["action_items"]:
        year = item["fiscal_year"]
        key = (year, item["item_no"])
        told, measured = progress[key], indicators.get(key, {})
        joined = {**measured, **told, **item}
        rows.append(
            {
                **{name: joined.get(name, "") for name in TABLES["items_wide"].columns},
                "basic_policy_name": labels[year, "basic_policy", item["basic_policy"]],
                "policy_measure_name": labels[year, "policy_measure", item["policy_measure"]],
                "department_name": labels[year, "department", item["department_code"]],
                "achievement_status_label": labels[year, "achievement_status", told["achievement_status"]],
                "target_direction_label": labels.get(
                    (year, "target_direction", measured.get("target_direction", "")), ""
                ),
                "value_status_label": labels.get((year, "value_status", told["value_status"]), ""),
                "illustrative": _either(item["illustrative"], told["illustrative"]),
            }
        )
    return tuple(rows)


def _joined(years: Published, name: str) -> Table:
    """Return a table of all years, oldest first."""
    return tuple(row for _, content in sorted(years.items()) for row in content.table(name))


def _either(one: str, other: str) -> str:
    """Return `true` if one of two published truth values is."""
    return "true" if "true" in {one, other} else "false"
