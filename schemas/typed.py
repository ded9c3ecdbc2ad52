"""Published text to typed frames, and what breaks a table's contract."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, assert_never

import pandas as pd
import pandera.pandas as pa

from schemas.contract import TableContract
from schemas.field import ColumnType, Field

# `1e2`, `inf` and full-width digits are numbers to a computer and none to a reader.
_PLAIN = {ColumnType.INTEGER: r"-?[0-9]{1,18}", ColumnType.NUMBER: r"-?[0-9]+(\.[0-9]+)?"}
_DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"  # ISO 8601 (GIF)
_STORED = {
    ColumnType.STRING: str,
    ColumnType.INTEGER: pd.Int64Dtype,
    ColumnType.NUMBER: pd.Float64Dtype,
    ColumnType.BOOLEAN: pd.BooleanDtype,
    ColumnType.DATE: str,
}
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Breach:
    """A place where a table does not hold its contract; `row` counts data rows from 1, 0 for the table."""

    table: str
    row: int
    column: str
    rule: str
    value: str


def column_types(contract: TableContract) -> dict[str, ColumnType]:
    """Return the type of each column, in order."""
    return {name: column.type for name, column in contract.columns.items()}


@cache
def _schema_of(contract: TableContract) -> pa.DataFrameSchema:
    """Return what a typed frame of a table is held to: exactly its columns, in order, and its rules of whole rows."""
    return pa.DataFrameSchema(
        {
            name: pa.Column(
                _STORED[column.type], list(_checks(column)), nullable=not contract.is_required(name)
            )
            for name, column in contract.columns.items()
        },
        checks=[pa.Check(check, name=check.__name__) for check in contract.checks],
        strict=True,
        ordered=True,
    )


def _checks(column: Field) -> Iterator[pa.Check]:
    """Yield what each value of a column is held to."""
    if column.codes is not None:
        yield pa.Check.isin([*map(str, column.codes)])
    if column.pattern:
        yield pa.Check.str_matches(column.pattern)
    if column.type is ColumnType.DATE:
        yield pa.Check.str_matches(_DAY)
    if column.minimum is not None:
        yield pa.Check.ge(column.minimum)
    if column.maximum is not None:
        yield pa.Check.le(column.maximum)


def find_breaches(contract: TableContract, rows: Sequence[Mapping[str, str]]) -> list[Breach]:
    """Hold the text of a table to its contract and return every breach, by row.

    Empty text is an empty cell. The columns of every row must be the contract's.
    """
    types = column_types(contract)
    frame = pd.DataFrame.from_records(list(rows), columns=list(types)).astype("str")
    breaches: list[Breach] = []
    typed: dict[str, pd.Series[Any]] = {}
    for name, column_type in types.items():
        column = frame[name].where(frame[name] != "")
        typed[name], wrong = _typed(column, column_type)
        breaches += [Breach(contract.name, n + 1, name, column_type, str(column[n])) for n in wrong]
    try:
        _schema_of(contract).validate(pd.DataFrame(typed), lazy=True)
    except pa.errors.SchemaErrors as errors:
        breaches += _breaches(contract.name, errors.failure_cases)
    repeated = frame[frame.duplicated(list(contract.primary_key), keep="first")]
    breaches += [
        Breach(contract.name, int(n) + 1, "+".join(contract.primary_key), "unique", "")
        for n in repeated.index
    ]
    return sorted(set(breaches), key=lambda b: (b.row, b.column, b.rule))


def _typed(column: pd.Series[Any], column_type: ColumnType) -> tuple[pd.Series[Any], list[int]]:
    """Give a text column its type; return the positions whose text is not of it."""
    typed: pd.Series[Any]
    match column_type:
        case ColumnType.STRING | ColumnType.DATE:
            return column, []
        case ColumnType.INTEGER | ColumnType.NUMBER:
            typed = pd.to_numeric(column, errors="coerce").astype("Float64")
            plain = column.str.fullmatch(_PLAIN[column_type])
            wrong = (typed.isna() | ~plain.fillna(value=True).astype(bool)) & column.notna()
            if column_type is ColumnType.INTEGER:
                typed = typed.mask(wrong).astype("Int64")
        case ColumnType.BOOLEAN:
            typed = column.map(_BOOLEANS).astype("boolean")
            wrong = typed.isna() & column.notna()
        case _:
            assert_never(column_type)
    return typed.mask(wrong), [n for n, is_wrong in enumerate(wrong) if is_wrong]


def _breaches(table: str, cases: pd.DataFrame) -> list[Breach]:
    """Turn failure cases into breaches: those of a whole row once, by (check, index)."""
    breaches: list[Breach] = []
    for case in cases.to_dict("records"):
        of_row = case["schema_context"] == "DataFrameSchema"
        row = 0 if pd.isna(case["index"]) else int(case["index"]) + 1
        column, value = ("", "") if of_row else (str(case["column"] or ""), str(case["failure_case"]))
        breaches.append(Breach(table, row, column, str(case["check"]), value))
    return breaches
