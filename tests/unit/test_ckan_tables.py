"""Tables for the DataStore: columns as a package declares them, and what no DataStore could keep."""

from __future__ import annotations

import pytest
from builders.publications import declared

from schemas.published import TABLES
from shinchoku.catalogue_kinds.ckan.wanted.stored import stored_columns
from shinchoku.catalogue_kinds.ckan.wanted.tables import as_declared, as_stored, columns_of
from shinchoku.errors import ConfigurationError
from shinchoku.package.descriptor import table_schema


@pytest.mark.parametrize("table", TABLES)
def test_the_dictionary_says_of_every_column_what_it_holds_in_both_languages(table: str) -> None:
    """One text for both, as CKAN has it; what comes back of it is the same text."""
    contract = TABLES[table]
    columns = columns_of({"name": table, "schema": table_schema(contract)})
    for column, said in zip(columns, contract.columns.values(), strict=True):
        assert column.label == f"{said.title_ja} / {said.title_en}"
        assert column.notes == f"{said.description_ja}\n\n{said.description_en}"
    assert stored_columns([as_declared(column) for column in columns]) == tuple(
        as_stored(column) for column in columns
    )


def test_columns_have_types_and_labels_of_the_package() -> None:
    """Exact types: no figure passes through a float."""
    assert [as_declared(column) for column in columns_of(declared("progress"))] == [
        {"id": name, "type": kind, "info": {"label": f"{name}の列 / {name}", "notes": ""}}
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
