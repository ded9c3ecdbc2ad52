"""Rows of the state's tables: those of a plan, and the dataclasses that they stand for."""

from dataclasses import fields
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, Select, Table, select

from shinchoku.register.fiscal_year import FiscalYear

T = TypeVar("T")


def of_plan(table: Table, plan_id: str, *where: ColumnElement[bool]) -> Select[Any]:
    """Return the query of a plan's rows in a table, under all of some conditions."""
    return select(table).where(table.c.plan_id == plan_id, *where)


def record_of(kind: type[T], row: Row[Any], **more: object) -> T:
    """Return a row as a dataclass: each field is what `more` says, or the column of its name, read as the field's type."""
    years, adapter = _reader_of(kind)
    told = {**row._mapping, **more}  # noqa: SLF001 -- public despite its name
    made: T = adapter.validate_python(told | {name: _year(told[name]) for name in years})
    return made


def values_of(table: Table, record: Any, **more: object) -> dict[str, object]:  # noqa: ANN401 -- any dataclass
    """Return a dataclass as a row: each column is what `more` says, or the field of its name; a fiscal year is a number."""
    told = {one.name: getattr(record, one.name) for one in fields(record) if one.name in table.c} | more
    return {name: one.year if isinstance(one, FiscalYear) else one for name, one in told.items()}


def _find_reader(kind: Any) -> tuple[list[str], TypeAdapter[Any]]:  # noqa: ANN401 -- any dataclass
    """Return the fields of a dataclass that are fiscal years, and what reads a row as it: that takes milliseconds."""
    hints = get_type_hints(kind)
    return [name for name, hint in hints.items() if FiscalYear in (hint, *get_args(hint))], TypeAdapter(kind)


_reader_of: Any = cache(_find_reader)


def _year(stored: object) -> object:
    """Return the fiscal year of a number."""
    return FiscalYear(stored) if isinstance(stored, int) else stored
