"""Tables as the DataStore shows them: its own types, its key, its rows in the spelling of ours, and what differs."""

from __future__ import annotations

import csv

import pytest
from builders.publications import CODES, PROGRESS, csv_of, declared

from schemas.field import ColumnType
from shinchoku.catalogue_kinds.ckan.wanted.stored import (
    StoredRows,
    has_key,
    new_rows,
    read_lines,
    stored_columns,
    stored_rows,
    vanished_rows,
)
from shinchoku.catalogue_kinds.ckan.wanted.tables import StoredColumn, as_declared, as_stored, columns_of
from shinchoku.catalogues.table_rows import TableRows, published_rows


def rows_of(*lines: str, table: str = "progress") -> TableRows:
    """Return the rows of a published table."""
    return published_rows(columns_of(declared(table)), csv_of(table, lines))


def held(*lines: str, table: str = "progress") -> StoredRows:
    """Return the rows of a table in the DataStore, of its answer's lines."""
    return stored_rows(columns_of(declared(table)), read_lines("".join(f"{line}\n" for line in lines)))


def sent_of(*lines: str, table: str = "progress") -> StoredRows:
    """Return the rows that the DataStore holds once these were published."""
    rows = rows_of(*lines, table=table).rows.values()
    return stored_rows(columns_of(declared(table)), ([str(n), *row] for n, row in enumerate(rows, 1)))


def test_stored_columns_are_what_the_server_says() -> None:
    """But for the DataStore's own number; a type that we never ask for keeps its word, and so differs."""
    stored = stored_columns(
        [
            {"id": "_id", "type": "int"},
            {"id": "code_list", "type": "text", "info": {"label": "code_listの列", "notes": "n"}},
            {"id": "code", "type": "timestamp", "info": None},
            {"id": "label", "type": "int4", "info": {"label": None}},
            {"id": "count", "type": "int8"},
        ]
    )
    assert stored == (
        StoredColumn("code_list", ColumnType.STRING, "code_listの列", "n"),
        StoredColumn("code", "timestamp", "", ""),
        StoredColumn("label", "int4", "", ""),
        StoredColumn("count", ColumnType.INTEGER, "", ""),
    )


def test_a_declared_column_is_shown_as_it_was_declared() -> None:
    """So that what is there can be compared with what is wanted."""
    columns = columns_of(declared("progress"))
    assert stored_columns([as_declared(one) for one in columns]) == tuple(as_stored(one) for one in columns)


@pytest.mark.parametrize(
    ("indexes", "is_there"),
    [
        ({"code_list": "k", "code": "k", "label": ""}, True),
        ({"code_list": "", "code": "", "label": ""}, False),
        ({"code_list": "k", "code": "", "label": ""}, False),
        ({"code_list": "k", "code": "k", "label": "k"}, False),
        ({"code_list": "k", "code": "j", "label": "l"}, True),
        ({}, False),
    ],
)
def test_the_key_is_known_by_an_index_over_its_columns(indexes: dict[str, str], *, is_there: bool) -> None:
    """Over all of them and no other: an index over more lets one key come twice."""
    assert has_key(columns_of(declared("codes")), indexes) is is_there


def test_published_and_stored_rows_are_spelled_alike() -> None:
    """1.50 and 1.5, true and t, an empty cell and none; the order of rows and columns means nothing."""
    published = rows_of("2023,1,achieved,84.80,false,2024-05-10", "2023,R6-7,pending,,true,")
    stored = held("2,2023,R6-7,pending,,t,", "7,2023,1,achieved,84.8,f,2024-05-10")
    assert (stored.count, stored.digest, stored.has_repeats) == (2, published.digest, False)
    assert [number for number, _ in stored.by_key.values()] == [2, 7]
    assert list(new_rows(published, stored)) == []
    assert list(vanished_rows(published, stored)) == []


def test_a_line_break_in_a_cell_is_no_end_of_a_row() -> None:
    """The DataStore writes CSV as everybody does."""
    assert read_lines('1,a,b,"x\ny"\n2,c,d,"x\r\n"\n') == [["1", "a", "b", "x\ny"], ["2", "c", "d", "x\r\n"]]


@pytest.mark.parametrize("rows", ["1,a,b\n", "1,a,b,c,d\n", "x,a,b,c\n", "1,a\rb,c\n"])
def test_rows_that_do_not_fit_are_none(rows: str) -> None:
    """Too few values, too many, a number that is none, what is no CSV."""
    with pytest.raises(ValueError, match=r"."):
        stored_rows(columns_of(declared("codes")), read_lines(rows))


def test_a_value_longer_than_any_reader_takes_is_none() -> None:
    """However long that is in this process."""
    before = csv.field_size_limit(10)
    try:
        with pytest.raises(ValueError, match="larger than field limit"):
            read_lines(f"1,{'x' * 20}\n")
    finally:
        csv.field_size_limit(before)


def test_rows_with_one_key_are_all_counted() -> None:
    """A table that lost its unique key may hold a row twice: it must not look like one that does not."""
    once, twice = held("1,a,b,c", table="codes"), held("1,a,b,c", "2,a,b,c", table="codes")
    assert (once.has_repeats, twice.has_repeats, twice.count) == (False, True, 2)
    assert once.digest != twice.digest


def test_only_rows_that_differ_are_sent_and_only_vanished_ones_are_deleted() -> None:
    """A figure goes as text, which PostgreSQL reads exactly; an empty cell as nothing; a flag as a flag."""
    before = sent_of(*PROGRESS, "2022,1,achieved,1,false,")
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
    assert list(vanished_rows(wanted, before)) == [3]


def test_an_empty_text_in_a_key_stays_a_text() -> None:
    """A key holds no nothing."""
    wanted = rows_of("achievement_status,,達成", table="codes")
    assert list(new_rows(wanted, sent_of(*CODES, table="codes"))) == [
        {"code_list": "achievement_status", "code": "", "label": "達成"}
    ]


def test_what_is_no_figure_stays_as_it_is_and_differs() -> None:
    """So a value of another type is seen, and put right."""
    stored = held("1,2023,SH1,many", table="quality")
    assert list(new_rows(rows_of("2023,SH1,3", table="quality"), stored)) == [
        {"fiscal_year": "2023", "rule": "SH1", "count": "3"}
    ]
