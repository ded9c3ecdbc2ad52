"""Foreign keys within a package: every row refers to rows that are there."""

from collections.abc import Iterator, Mapping

from schemas.published import TABLES
from shinchoku.bilingual import Bilingual
from shinchoku.figures.tables import Table, TextRow

FaultParts = tuple[str, int, Bilingual]
"""File, data row, words."""

_REGISTERED = {
    "action_items": {
        "basic_policy": "basic_policy",
        "policy_measure": "policy_measure",
        "department_code": "department",
    },
    "highlights": {"policy_measure": "policy_measure"},
}


def rows_of(tables: Mapping[str, Table], name: str, year: str) -> list[tuple[int, TextRow]]:
    """Return the rows of a fiscal year with their numbers in the file."""
    return [(n, row) for n, row in enumerate(tables[name], start=1) if row["fiscal_year"] == year]


def table_fault(table: str, number: int, ja: str, en: str) -> FaultParts:
    """Return what is wrong with a row of a table, or with the table (0)."""
    return f"{table}.csv", number, Bilingual(ja, f"it {en}")


def reference_faults(tables: Mapping[str, Table]) -> Iterator[FaultParts]:
    """Yield rows that refer to nothing: by the foreign keys of the contracts, or to an unlisted code."""
    for name, contract in TABLES.items():
        for key in contract.foreign_keys:
            known = {tuple(row[field] for field in key.fields) for row in tables[key.table]}
            for number, row in enumerate(tables[name], start=1):
                value = tuple(row[field] for field in key.fields)
                if value not in known:
                    shown = "/".join(value)
                    yield (
                        f"{name}.csv",
                        number,
                        Bilingual(
                            f"{key.table}.csv に {shown} がありません。", f"{key.table}.csv has no {shown}."
                        ),
                    )
    yield from _unlisted_codes(tables)


def _unlisted_codes(tables: Mapping[str, Table]) -> Iterator[FaultParts]:
    """Yield codes that the code table does not explain for their year."""
    listed = {(row["fiscal_year"], row["code_list"], row["code"]) for row in tables["codes"]}
    for name, contract in TABLES.items():
        coded = {c: column.code_list for c, column in contract.columns.items() if column.code_list}
        coded |= _REGISTERED.get(name, {})
        for number, row in enumerate(tables[name], start=1):
            for column, code_list in coded.items():
                if row[column] and (row["fiscal_year"], code_list, row[column]) not in listed:
                    words = Bilingual(
                        f"「{row[column]}」はコード表 {code_list} にありません。",
                        f"{row[column]!r} is not in the code list {code_list}.",
                    )
                    yield f"{name}.csv", number, words
