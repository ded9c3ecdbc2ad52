"""What was read of each content, kept until the reader or the plan's layouts change."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.tables import readings, sheet_rows
from shinchoku.intake.account import Account, RowFate, SheetAccount, SheetFate, TableAccount
from shinchoku.intake.sheets import CellText, Label, Problem, ProposedAmendment, Reading, SheetRow
from shinchoku.intake.steps import Step, StepKind


def load_readings(connection: Connection, reader: str, by_any: Collection[str] = ()) -> dict[str, Reading]:
    """Return what this reader made of each content; of the contents `by_any`, what whichever reader made."""
    rows: defaultdict[str, list[SheetRow]] = defaultdict(list)
    mine = (readings.c.reader == reader) | readings.c.sha256.in_(by_any)
    query = select(sheet_rows).join(readings, readings.c.sha256 == sheet_rows.c.sha256).where(mine)
    for row in connection.execute(query.order_by(sheet_rows.c.sha256, sheet_rows.c.position)):
        cells = {field: _cell(raw) for field, raw in json.loads(row.cells).items()}
        rows[row.sha256].append(SheetRow(row.sheet_number, row.sheet_name, row.row_number, cells))
    return {
        row.sha256: Reading(
            rows=tuple(rows.get(row.sha256, ())),
            labels=tuple(_label(raw) for raw in json.loads(row.labels)),
            problems=tuple(Problem(**raw) for raw in json.loads(row.problems)),
            account=_account(json.loads(row.account)),
            proposals=tuple(ProposedAmendment(**raw) for raw in json.loads(row.proposals)),
        )
        for row in connection.execute(select(readings).where(mine))
    }


def read_by_another(connection: Connection, reader: str) -> frozenset[str]:
    """Return the contents of which there is only what another reader made."""
    return frozenset(connection.scalars(select(readings.c.sha256).where(readings.c.reader != reader)))


def save_readings(change: Change, found: Mapping[str, Reading], reader: str) -> None:
    """Keep what was read, in place of what another reader made of the same bytes."""
    connection = change.connection
    for sha256, reading in found.items():
        connection.execute(delete(sheet_rows).where(sheet_rows.c.sha256 == sha256))
        connection.execute(delete(readings).where(readings.c.sha256 == sha256))
        connection.execute(
            insert(readings).values(
                sha256=sha256,
                reader=reader,
                labels=_json([asdict(label) for label in reading.labels]),
                problems=_json([asdict(problem) for problem in reading.problems]),
                account=_json(asdict(reading.account)),
                proposals=_json([asdict(one) for one in reading.proposals]),
            )
        )
        if reading.rows:
            records = [_record(sha256, n, row) for n, row in enumerate(reading.rows)]
            connection.execute(insert(sheet_rows), records)
    change.record("read", reader[:12], {"contents": str(len(found))})


def _record(sha256: str, position: int, row: SheetRow) -> dict[str, object]:
    """Return a sheet row as the table holds it; of a cell with nothing to tell but its text, just that."""
    cells = {
        field: [
            cell.cell,
            cell.raw,
            *([_steps(cell), cell.marks, cell.units] if cell.steps or cell.marks or cell.units else []),
        ]
        for field, cell in row.cells.items()
    }
    return {
        "sha256": sha256,
        "position": position,
        "sheet_number": row.sheet_number,
        "row_number": row.row_number,
        "sheet_name": row.sheet_name,
        "cells": _json(cells),
    }


def _steps(cell: CellText) -> list[list[str]]:
    """Return the steps of a cell as plain values."""
    return [[step.kind, step.before, step.after, step.where] for step in cell.steps]


def _cell(raw: list[Any]) -> CellText:
    """Read a cell back."""
    cell, text, *more = raw
    if not more:
        return CellText(cell, text)
    steps, marks, units = more
    done = tuple(Step(StepKind.of(kind), *rest) for kind, *rest in steps)
    return CellText(cell, text, done, tuple(marks), tuple(units))


def _label(raw: dict[str, Any]) -> Label:
    """Read a label back."""
    return Label(**{**raw, "answer": _cell(raw["answer"])})


def _account(raw: dict[str, Any]) -> Account:
    """Read an account back."""
    sheets = tuple(
        SheetAccount(
            **{
                **sheet,
                "fate": SheetFate.of(sheet["fate"]),
                "tables": tuple(_table(table) for table in sheet["tables"]),
                "facts": tuple(tuple(fact) for fact in sheet["facts"]),
            }
        )
        for sheet in raw["sheets"]
    )
    return Account(**{**raw, "why_encoding": tuple(raw["why_encoding"]), "sheets": sheets})


def _table(raw: dict[str, Any]) -> TableAccount:
    """Read the account of a table back."""
    first, last = raw["header_rows"]
    return TableAccount(
        **{
            **raw,
            "header_rows": (first, last),
            "columns": tuple(tuple(column) for column in raw["columns"]),
            "skipped": tuple((number, RowFate.of(fate)) for number, fate in raw["skipped"]),
        }
    )


def _json(value: object) -> str:
    """Write a value compactly."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
