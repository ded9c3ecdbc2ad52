"""Mistakes in the settings of catalogues: found before a night, with what to do."""

from __future__ import annotations

import pytest
from builders import umibe
from pydantic import ValidationError

from shinchoku.register.mistakes import find_mistakes

CKAN = {"name": "city", "kind": "ckan", "url": "https://ckan.umibe.example.jp", "organization": "umibe"}
MANUAL = {
    "name": "form",
    "kind": "manual",
    "form_url": "https://form.umibe.example.jp/new",
    "file_url": "https://form.umibe.example.jp/files/{file}",
}
BUCKET = {"name": "bucket", "kind": "bucket", "url": "s3://umibe/open"}
FOLDER = {"name": "folder", "kind": "directory", "path": "/srv/open"}


def keys(*catalogues: dict[str, object]) -> list[str]:
    """Return where the mistakes of a plan with these catalogues stand."""
    return [one.key for one in find_mistakes(umibe(catalogues=list(catalogues)))]


def test_a_plan_needs_no_catalogue() -> None:
    """Plans written before these settings load as they are."""
    assert keys() == []


def test_every_kind_may_stand_beside_the_others() -> None:
    """Each is told apart by its kind."""
    assert keys(CKAN, MANUAL, BUCKET, FOLDER) == []


@pytest.mark.parametrize(
    ("catalogue", "key"),
    [
        ({**CKAN, "url": "ckan.umibe.example.jp"}, "catalogues[0]（city）.url"),
        ({**CKAN, "url": "https://user:word@ckan.umibe.example.jp"}, "catalogues[0]（city）.url"),
        ({**CKAN, "layout": "links"}, "catalogues[0]（city）.files_url"),
        ({**CKAN, "layout": "datastore", "files_url": "data"}, "catalogues[0]（city）.files_url"),
        ({**CKAN, "layout": "datastore", "datastore": False}, "catalogues[0]（city）.datastore"),
        ({**MANUAL, "form_url": "form"}, "catalogues[0]（form）.form_url"),
        ({**MANUAL, "file_url": "https://form.umibe.example.jp/files/"}, "catalogues[0]（form）.file_url"),
        ({**BUCKET, "public_url": "umibe.example.jp"}, "catalogues[0]（bucket）.public_url"),
    ],
)
def test_what_cannot_be_is_a_mistake(catalogue: dict[str, object], key: str) -> None:
    """At the key that has to be mended; an address with a login in it is none, tables alone need a DataStore."""
    assert keys(catalogue) == [key]


def test_links_need_the_address_of_the_files() -> None:
    """With it, nothing is wrong; so has a bucket with a public address."""
    assert keys({**CKAN, "layout": "links", "files_url": "https://data.umibe.example.jp/umibe"}) == []
    assert keys({**BUCKET, "public_url": "https://data.umibe.example.jp"}) == []


def test_tables_alone_need_no_address_of_files() -> None:
    """With one, what is no table is linked."""
    assert keys({**CKAN, "layout": "datastore"}) == []
    assert keys({**CKAN, "layout": "datastore", "files_url": "https://data.umibe.example.jp/umibe"}) == []


def test_names_are_unique() -> None:
    """A command names a catalogue."""
    assert keys(CKAN, {**BUCKET, "name": "city"}) == ["catalogues"]


@pytest.mark.parametrize(
    "wrong",
    [{**CKAN, "kind": "dkan"}, {**CKAN, "token": "s3cret"}, {**CKAN, "dataset": "Umibe!"}, {"kind": "ckan"}],
)
def test_unknown_kinds_and_keys_are_refused(wrong: dict[str, object]) -> None:
    """A token has no key: it does not belong into a plan."""
    with pytest.raises(ValidationError):
        umibe(catalogues=[wrong])
