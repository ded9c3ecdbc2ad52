"""A catalogue of tables alone: what its resources say, how a dump is compared, what people are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.ckan_servers import SITE, server
from builders.handovers import city_ckan
from builders.publications import PROGRESS, Tree, csv_of

from shinchoku.catalogue_kinds.ckan.wanted.datasets import wanted_datasets
from shinchoku.catalogue_kinds.ckan.wanted.rows_only import (
    divided_words,
    dump_of,
    left_out_words,
    lines_of,
    rebuilt_words,
    require_datastore,
)
from shinchoku.catalogue_kinds.ckan.wanted.shape import Shape
from shinchoku.catalogue_kinds.ckan.wanted.tables import columns_of
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.table_rows import TableColumn, published_rows

HEADER = "_id,fiscal_year,item_no,achievement_status,value,illustrative,decided_on"
LINES = "2,2023,R6-7,pending,,t,\n1,2023,1,achieved,84.80,f,2024-05-10\n"
FILES_URL = "https://umibe.example.jp/data"


@pytest.fixture
def published(tmp_path: Path) -> Publication:
    """One version."""
    return Tree(tmp_path).release("2026-11-23")


@pytest.fixture
def columns(published: Publication) -> tuple[TableColumn, ...]:
    """The columns of its table of progress."""
    return columns_of(published.newest.resources["progress.csv"])


def lying(publication: Publication, *extensions: str, **settings: object) -> Shape:
    """Return how it lies in a CKAN of tables alone."""
    made = city_ckan(**{"layout": "datastore", **settings})
    return Shape(publication, made, server("datastore", *extensions), {"current": {"id": "cur"}})


@pytest.mark.parametrize("begin", [f"\ufeff{HEADER}\r\n", f"{HEADER}\n"])
def test_a_dump_is_the_published_rows_in_any_order_and_spelling(
    columns: tuple[TableColumn, ...], begin: str
) -> None:
    """Without the byte order mark and the DataStore's own numbers; 84.80 is 84.8, t is true."""
    dump = dump_of(columns, f"{begin}{LINES}".encode())
    assert dump is not None
    ours = published_rows(columns, csv_of("progress", PROGRESS))
    assert (dump.rows.digest, dump.rows.count) == (ours.digest, 2)


@pytest.mark.parametrize(
    "content",
    ["", "\n", "<!doctype html>\n<p>Login", '{"success": true}', f"{HEADER}\n1,2023\n", f"{HEADER}\n1,20"],
)
def test_what_is_no_dump_is_told_apart_from_other_rows(
    columns: tuple[TableColumn, ...], content: str
) -> None:
    """A page, nothing at all, or the half of one: nothing is known of the table."""
    assert dump_of(columns, content.encode()) is None


def test_a_table_of_other_columns_has_no_rows_to_compare(columns: tuple[TableColumn, ...]) -> None:
    """But it is a table, and differs."""
    dump = dump_of(columns, b"_id,code\n1,a\n")
    assert dump is not None
    assert (dump.names, dump.rows.count) == (("code",), 0)


def test_a_row_that_is_there_twice_is_counted_twice(columns: tuple[TableColumn, ...]) -> None:
    """A table that lost its key shows it here alone; a line break in a cell is no end of a row."""
    dump = lines_of(HEADER.split(","), columns, LINES + LINES)
    assert dump is not None
    assert (len(dump.rows.by_key), dump.rows.count) == (2, 4)
    assert lines_of((), columns, LINES) is None


def test_a_table_claims_no_bytes_and_gives_the_address_of_its_rows(published: Publication) -> None:
    """No hash and size, not even where ckanext-dcat would have them; no address that needs a download."""
    wanted, _ = wanted_datasets(lying(published, "dcat", files_url=FILES_URL))
    table, readme = wanted["current/progress.csv"].fields, wanted["current/CHANGELOG.md"].fields
    assert [table[name] for name in ("hash", "size", "hash_algorithm")] == ["", "", ""]
    assert table["url"] == f"{SITE}/datastore/dump/{table['id']}?bom=True"
    assert str(table["url"]) in table["description"]
    assert readme["hash"] == published.newest.files["CHANGELOG.md"].sha256
    assert readme["url"] == f"{FILES_URL}/releases/2026-11-23/CHANGELOG.md"
    assert not any("/download/" in str(one.fields.get("description")) for one in wanted.values())


def test_files_that_are_not_listed_are_named(published: Publication) -> None:
    """With what would list them."""
    (words,) = left_out_words(lying(published))
    assert "datapackage.json、CHANGELOG.md、SHA256SUMS" in words.ja
    assert "files_url" in words.en
    assert left_out_words(lying(published, files_url=FILES_URL)) == ()


@pytest.mark.parametrize(
    ("layout", "extensions", "is_refused"),
    [("datastore", (), True), ("datastore", ("datastore",), False), ("archive", (), False)],
)
def test_tables_alone_need_a_datastore(layout: str, extensions: tuple[str, ...], *, is_refused: bool) -> None:
    """A person is told whom to ask, or what to write instead."""
    settings = city_ckan(layout=layout)
    if not is_refused:
        require_datastore(server(*extensions), settings, "ckan.umibe.example.jp")
        return
    with pytest.raises(CatalogueRefusedError, match='layout = "datastore" cannot work there'):
        require_datastore(server(*extensions), settings, "ckan.umibe.example.jp")


def test_what_readers_see_of_a_change_is_said() -> None:
    """Which table, and for how long or in which portions."""
    assert "「codes.csv」は列か型が変わるため" in rebuilt_words("codes.csv").ja
    assert (
        "12000 changed rows, which are written 5000 at a time" in divided_words("codes.csv", 12000, 5000).en
    )
