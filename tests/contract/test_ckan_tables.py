"""Tables in a real DataStore: made anew by somebody else they are noticed, and end as their CSV says."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from builders.fewer_rows import FewerRows, at_most, without_offset
from builders.publications import CODES, PROGRESS
from contract.ckan_office import Lent, Office

from shinchoku.catalogues.failures import CatalogueFailedError

FIELDS = [
    {"id": "fiscal_year", "type": "int8"},
    {"id": "item_no", "type": "text"},
    {"id": "achievement_status", "type": "text"},
    {"id": "value", "type": "numeric"},
    {"id": "illustrative", "type": "bool"},
    {"id": "decided_on", "type": "date"},
]
"""The columns of progress.csv as the package declares them."""


def made_anew(office: Office, fields: list[dict[str, Any]], times: int = 1, **more: object) -> None:
    """Drop the table of progress.csv and make another of the same rows, as a person or an extension does."""
    editor, identifier = office.server.editor, office.resource("progress.csv")["id"]
    rows = [dict(one) for one in csv.DictReader(io.StringIO("\n".join((HEADER, *PROGRESS))))]
    names = {one["id"] for one in fields}
    records = [{name: text or None for name, text in row.items() if name in names} for row in rows]
    editor.call("datastore_delete", resource_id=identifier, force=True)
    editor.call(
        "datastore_create",
        resource_id=identifier,
        force=True,
        fields=fields,
        records=records * times,
        **more,
    )


HEADER = ",".join(one["id"] for one in FIELDS)


LABELLED = [{**one, "info": {"label": f"{one['id']}の列", "notes": "説明"}} for one in FIELDS]
"""The same with their words: who takes the field dictionary along leaves nothing else to see."""


def without_a_key(office: Office) -> None:
    """Equal in all but the unique key."""
    made_anew(office, LABELLED)


def with_rows_twice(office: Office) -> None:
    """Without a key, loaded twice."""
    made_anew(office, LABELLED, times=2)


def with_half_a_key(office: Office) -> None:
    """With a unique key of other columns."""
    made_anew(office, LABELLED, primary_key=["item_no"])


def with_a_longer_key(office: Office) -> None:
    """With a unique key that lets ours come twice."""
    made_anew(office, LABELLED, primary_key=["fiscal_year", "item_no", "value"])


def as_text(office: Office) -> None:
    """As ckanext-xloader loads a file: all text, no key."""
    made_anew(office, [{"id": one["id"], "type": "text"} for one in FIELDS])


def as_guessed(office: Office) -> None:
    """As datapusher guesses types."""
    guessed = {"date": "timestamp", "int8": "numeric"}
    made_anew(office, [{"id": one["id"], "type": guessed.get(one["type"], one["type"])} for one in FIELDS])


def with_smaller_numbers(office: Office) -> None:
    """With int4, which holds all of today's figures, and not all of tomorrow's."""
    types = {"int8": "int4"}
    made_anew(office, [{"id": one["id"], "type": types.get(one["type"], one["type"])} for one in FIELDS], primary_key=["fiscal_year", "item_no"])  # fmt: skip


def in_another_order(office: Office) -> None:
    """With the columns the other way round."""
    made_anew(office, FIELDS[::-1], primary_key=["fiscal_year", "item_no"])


def with_another_column(office: Office) -> None:
    """With one more column."""
    made_anew(office, [*FIELDS, {"id": "memo", "type": "text"}], primary_key=["fiscal_year", "item_no"])


def without_a_column(office: Office) -> None:
    """With one column fewer."""
    made_anew(office, FIELDS[:-1], primary_key=["fiscal_year", "item_no"])


def under_other_names(office: Office) -> None:
    """With columns of other names."""
    made_anew(office, [{"id": f"{one['id']}_1", "type": one["type"]} for one in FIELDS])


SEEN_BY_THEIR_ROWS = (
    as_text,
    with_rows_twice,
    as_guessed,
    with_smaller_numbers,
    in_another_order,
    with_another_column,
    without_a_column,
    under_other_names,
)
"""What every server shows."""
SEEN_BY_THEIR_INDEXES = (without_a_key, with_half_a_key, with_a_longer_key)
"""What only a server shows that tells of indexes to whoever asks by GET."""


def rows_there(office: Office) -> list[dict[str, Any]]:
    """Return the rows of progress.csv as anybody gets them."""
    identifier = office.resource("progress.csv")["id"]
    answer = office.server.anonymous.get(
        "datastore_search", resource_id=identifier, sort="fiscal_year,item_no"
    )
    return [{name: told for name, told in one.items() if name != "_id"} for one in answer["records"]]


def takes_no_row_twice(office: Office) -> bool:
    """Tell whether the table has its unique key: an upsert of a row that is there adds none."""
    identifier, before = office.resource("progress.csv")["id"], rows_there(office)
    office.server.editor.call(
        "datastore_upsert", resource_id=identifier, force=True, method="upsert", records=before[:1]
    )
    return rows_there(office) == before


@pytest.fixture
def published(ckan_office: Office) -> Office:
    """An office whose first release is public."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    return ckan_office


@pytest.mark.parametrize(
    "mishap",
    [
        *SEEN_BY_THEIR_ROWS[1:],
        *(pytest.param(one, marks=pytest.mark.oldest_ckan) for one in (as_text, *SEEN_BY_THEIR_INDEXES)),
    ],
)
def test_a_table_that_somebody_made_anew_ends_as_its_csv_says(
    lent: Lent, mishap: Callable[[Office], None]
) -> None:
    """It is named, brought back with its key, and the night after has nothing to do."""
    with lent.office() as published:
        before = rows_there(published)
        mishap(published)
        brought = published.publish()
        assert brought.is_done
        if published.server.tells_of_indexes or mishap in SEEN_BY_THEIR_ROWS:
            assert [step.key for step in brought.drift] == ["current/progress.csv/rows"]
            assert takes_no_row_twice(published)
        assert rows_there(published) == before
        assert published.publish().writes == 0


@pytest.mark.parametrize(
    "mishap",
    [
        with_rows_twice,
        *(pytest.param(one, marks=pytest.mark.oldest_ckan) for one in (as_text, *SEEN_BY_THEIR_INDEXES)),
    ],
)
def test_the_next_release_comes_into_a_table_that_somebody_made_anew(
    published: Office, mishap: Callable[[Office], None]
) -> None:
    """Also where nothing told that its key was gone: it is made sure of before a row is sent."""
    mishap(published)
    published.tree.release(
        "2026-11-24", {"progress": (PROGRESS[0].replace("84.8", "85"), "2024,1,pending,,true,")}
    )
    assert published.publish().is_done
    assert [(one["fiscal_year"], one["item_no"], one["value"]) for one in rows_there(published)] == [
        (2023, "1", 85),
        (2024, "1", None),
    ]
    assert takes_no_row_twice(published)
    assert published.publish().writes == 0


@pytest.mark.oldest_ckan
def test_an_unchanged_night_sends_nothing_that_writes(lent: Lent) -> None:
    """Asking what a table has takes no POST, whichever release the server runs."""
    with lent.office() as published:
        before = published.writes()
        published.publish()
        assert published.writes() == before


MANY = [f"2023,{number},achieved,{number}.5,false,2024-05-10" for number in range(1, 8)]
LONG = [*CODES, *(f'list,{number},"一行目\n二行目\r\n{number}"' for number in range(1, 8))]
"""Rows whose values hold line breaks: a line is no row."""


@pytest.mark.parametrize("most", [1, 7])
def test_pages_are_as_long_as_the_server_has_them(ckan_office: Office, most: int) -> None:
    """Whatever the limit of a search is, all rows are read, and the second night writes nothing."""
    ckan_office.tree.release("2026-11-23", {"progress": MANY, "codes": LONG})
    with FewerRows(ckan_office.server.url, at_most(most)) as front:
        ckan_office.with_settings(url=front.url)
        assert ckan_office.publish().is_done
        front.searches = 0
        assert ckan_office.publish().writes == 0
        assert front.searches <= 2 * (len(MANY) + len(LONG)) // most + 4
        ckan_office.tree.release("2026-11-24", {"progress": MANY[:-1], "codes": LONG})
        assert ckan_office.publish().is_done
    assert len(rows_there(ckan_office)) == len(MANY) - 1


def test_pages_that_repeat_themselves_end_the_line(published: Office) -> None:
    """Nothing is read for ever, and nothing is taken for a table that is no answer."""
    with FewerRows(published.server.url, without_offset) as front:
        published.with_settings(url=front.url)
        with pytest.raises(CatalogueFailedError) as stopped:
            published.publish(pause=lambda _: None)
        assert "応答の形になっていません（datastore_search、_id）" in stopped.value.message.ja
        assert front.searches < 20
