"""Tables in the DataStore: columns as declared, values in the spelling that both sides share, rows that differ."""

from __future__ import annotations

from typing import Any

import pytest
from builders.publications import CODES, FIELDS, PROGRESS, csv_of

from schemas.columns import ColumnType
from shinchoku.catalogues.ckan.tables import (
    Column,
    TableRows,
    columns_of,
    new_rows,
    published_rows,
    stored_columns,
    stored_rows,
    vanished_rows,
)
from shinchoku.errors import ConfigurationError


def declared(table: str, **more: object) -> dict[str, Any]:
    """Return a table as a package declares it."""
    fields = [{"name": name, "type": kind, "title": f"{name}の列"} for name, kind, _ in FIELDS[table]]
    keys = [name for name, _, is_key in FIELDS[table] if is_key]
    return {"name": table, "schema": {"fields": fields, "primaryKey": keys, **more}}


def rows_of(*lines: str, table: str = "progress") -> TableRows:
    """Return the rows of a published table."""
    return published_rows(columns_of(declared(table)), csv_of(table, lines))


def test_columns_have_types_and_labels_of_the_package() -> None:
    """Exact types: no figure passes through a float."""
    assert [column.field for column in columns_of(declared("progress"))] == [
        {"id": name, "type": kind, "info": {"label": f"{name}の列", "notes": ""}}
        for name, kind in [
            ("fiscal_year", "int8"),
            ("item_no", "text"),
            ("achievement_status", "text"),
            ("value", "numeric"),
            ("illustrative", "bool"),
            ("decided_on", "date"),
        ]
    ]


@pytest.mark.parametrize(
    ("name", "named"),
    [("令" * 22, f"the column '{'令' * 22}'"), ("_id", "the column '_id'"), ("x" * 64, "63 bytes")],
)
def test_a_column_that_ckan_would_cut_is_refused_before(name: str, named: str) -> None:
    """PostgreSQL cuts at 63 bytes: 22 characters of Japanese."""
    fields = [{"name": "code", "type": "string"}, {"name": name, "type": "string"}]
    with pytest.raises(ConfigurationError) as caught:
        columns_of(declared("codes", fields=fields))
    assert named in caught.value.message.en


def test_a_table_without_a_key_is_refused() -> None:
    """Nothing would say which row is which."""
    with pytest.raises(ConfigurationError, match="datastore = false"):
        columns_of(declared("codes", primaryKey=[]))


def test_stored_columns_are_read_as_they_were_declared() -> None:
    """But for the DataStore's own number; a type of another kind counts as text, a column without words has none."""
    wanted = columns_of(declared("codes"))
    stored = stored_columns(
        [
            {"id": "_id", "type": "int"},
            {"id": "code_list", "type": "text", "info": {"label": "code_listの列", "notes": "n"}},
            {"id": "code", "type": "timestamp", "info": None},
            {"id": "label", "type": "int4"},
        ],
        wanted,
    )
    assert stored == (
        Column("code_list", ColumnType.STRING, "code_listの列", "n", is_key=True),
        Column("code", ColumnType.STRING, "", "", is_key=True),
        Column("label", ColumnType.INTEGER, "", "", is_key=False),
    )


def test_published_and_stored_rows_are_spelled_alike() -> None:
    """1.50 and 1.5, true and t, an empty cell and none; the order of rows and columns means nothing."""
    columns = columns_of(declared("progress"))
    lines = "2,2023,R6-7,pending,,t,\r\n7,2023,1,achieved,84.8,f,2024-05-10\r\n"
    published = rows_of("2023,1,achieved,84.80,false,2024-05-10", "2023,R6-7,pending,,true,")
    stored, numbers = stored_rows(columns, lines)
    assert stored.rows == published.rows
    assert stored.digest == published.digest
    assert numbers == {("2023", "1"): "7", ("2023", "R6-7"): "2"}
    assert list(new_rows(published, stored)) == []
    assert list(vanished_rows(published, stored)) == []


def test_a_line_break_in_a_cell_is_no_end_of_a_row() -> None:
    """The DataStore writes CSV as everybody does."""
    stored, numbers = stored_rows(columns_of(declared("codes")), '1,a,b,"x\ny"\r\n')
    assert dict(stored.rows) == {("a", "b"): ("a", "b", "x\ny")}
    assert numbers == {("a", "b"): "1"}


def test_only_rows_that_differ_are_sent_and_only_vanished_ones_are_deleted() -> None:
    """A figure goes as text, which PostgreSQL reads exactly; an empty cell as nothing; a flag as a flag."""
    before = rows_of(*PROGRESS, "2022,1,achieved,1,false,")
    wanted = rows_of(PROGRESS[0], "2023,R6-7,achieved,1.50,true,2024-06-01", "2024,1,pending,,false,")
    assert list(new_rows(wanted, before)) == [
        {
            "fiscal_year": "2023",
            "item_no": "R6-7",
            "achievement_status": "achieved",
            "value": "1.5",
            "illustrative": True,
            "decided_on": "2024-06-01",
        },
        {
            "fiscal_year": "2024",
            "item_no": "1",
            "achievement_status": "pending",
            "value": None,
            "illustrative": False,
            "decided_on": None,
        },
    ]
    assert list(vanished_rows(wanted, before)) == [("2022", "1")]


def test_an_empty_text_in_a_key_stays_a_text() -> None:
    """A key holds no nothing."""
    wanted = rows_of("achievement_status,,達成", table="codes")
    assert list(new_rows(wanted, rows_of(*CODES, table="codes"))) == [
        {"code_list": "achievement_status", "code": "", "label": "達成"}
    ]


def test_what_is_no_figure_stays_as_it_is_and_differs() -> None:
    """So a value of another type is seen, and put right."""
    stored, _ = stored_rows(columns_of(declared("quality")), "1,2023,SH1,many\r\n")
    assert list(new_rows(rows_of("2023,SH1,3", table="quality"), stored)) == [
        {"fiscal_year": "2023", "rule": "SH1", "count": "3"}
    ]
