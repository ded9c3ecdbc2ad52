"""What the settings of every kind of catalogue answer: where it lies, what is asked, what the public reads, what to set."""

from __future__ import annotations

import pytest
from builders import umibe

from shinchoku.catalogues.secrets import without_secrets
from shinchoku.register.catalogues import CatalogueSettings

CKAN = {"name": "city", "kind": "ckan", "url": "https://ckan.umibe.example.jp", "organization": "umibe"}
MANUAL = {
    "name": "form",
    "kind": "manual",
    "form_url": "https://form.umibe.example.jp/new",
    "file_url": "https://form.umibe.example.jp/files/{file}",
}
BUCKET = {"name": "bucket", "kind": "bucket", "url": "s3://umibe/open"}
PUBLIC_BUCKET = {**BUCKET, "public_url": "https://data.umibe.example.jp/"}
FOLDER = {"name": "folder", "kind": "directory", "path": "/srv/open"}


def settings_of(entry: dict[str, object]) -> CatalogueSettings:
    """Return the settings that a plan file's entry becomes."""
    (settings,) = umibe(catalogues=[entry]).catalogues
    return settings


@pytest.mark.parametrize(
    ("entry", "address", "called"),
    [
        (CKAN, "https://ckan.umibe.example.jp", "CKAN"),
        (MANUAL, "https://form.umibe.example.jp/new", "web form"),
        (BUCKET, "s3://umibe/open", "static site or bucket"),
        (FOLDER, "/srv/open", "folder"),
        ({**FOLDER, "name": "directory"}, "/srv/open", "release folder"),
    ],
)
def test_where_it_lies(entry: dict[str, object], address: str, called: str) -> None:
    """That is what a hand-over confirms, and what people call it."""
    settings = settings_of(entry)
    assert (settings.address, settings.called.en) == (address, called)


@pytest.mark.parametrize(
    ("entry", "addresses"),
    [
        (CKAN, {"url": "https://ckan.umibe.example.jp", "files_url": "", "proxy": ""}),
        (
            {**CKAN, "proxy": "proxy.umibe:3128"},
            {"url": "https://ckan.umibe.example.jp", "files_url": "", "proxy": "http://proxy.umibe:3128"},
        ),
        (
            {**CKAN, "proxy": "https://proxy.umibe"},
            {"url": "https://ckan.umibe.example.jp", "files_url": "", "proxy": "https://proxy.umibe"},
        ),
        (
            MANUAL,
            {
                "form_url": "https://form.umibe.example.jp/new",
                "file_url": "https://form.umibe.example.jp/files/datapackage.json",
            },
        ),
        (PUBLIC_BUCKET, {"public_url": "https://data.umibe.example.jp/"}),
        (FOLDER, {}),
    ],
)
def test_which_web_addresses_are_asked(entry: dict[str, object], addresses: dict[str, str]) -> None:
    """By their keys in the plan file: what is looked into before a night."""
    assert settings_of(entry).web_addresses() == addresses


@pytest.mark.parametrize(
    ("entry", "addresses"),
    [
        ({**CKAN, "url": "https://ckan.umibe.example.jp/?key=word"}, ["https://ckan.umibe.example.jp/?…"]),
        (
            MANUAL,
            ["https://form.umibe.example.jp/new", "https://form.umibe.example.jp/files/datapackage.json"],
        ),
        (BUCKET, []),
        (
            PUBLIC_BUCKET,
            [
                "https://data.umibe.example.jp/umibe/datapackage.json",
                "https://data.umibe.example.jp/umibe/releases.json",
            ],
        ),
        (FOLDER, []),
    ],
)
def test_where_the_public_finds_a_dataset(entry: dict[str, object], addresses: list[str]) -> None:
    """No secret is among it."""
    assert list(settings_of(entry).public_addresses("umibe")) == addresses


@pytest.mark.parametrize(
    ("entry", "variables"),
    [
        (CKAN, ["SHINCHOKU_CKAN_URL", "SHINCHOKU_CKAN_TOKEN"]),
        ({**CKAN, "token_env": "CITY_TOKEN"}, ["SHINCHOKU_CKAN_URL", "SHINCHOKU_CKAN_TOKEN"]),
        (MANUAL, []),
        (BUCKET, ["SHINCHOKU_BUCKET_URL"]),
        (FOLDER, ["SHINCHOKU_DIRECTORY"]),
    ],
)
def test_what_to_set_across_a_closed_network(entry: dict[str, object], variables: list[str]) -> None:
    """The other side has its own machine: the variables are the usual ones."""
    assert list(settings_of(entry).variables_to_set()) == variables


@pytest.mark.parametrize(
    ("entry", "secret_block", "is_version_last"),
    [
        (CKAN, "", False),
        ({**CKAN, "token_block": "city-ckan"}, "city-ckan", False),
        ({**CKAN, "layout": "datastore"}, "", True),
        (BUCKET, "", False),
        (FOLDER, "", False),
    ],
)
def test_what_else_is_asked(entry: dict[str, object], secret_block: str, *, is_version_last: bool) -> None:
    """Where the token lies, and whether tables go before the version."""
    settings = settings_of(entry)
    assert (settings.secret_block, settings.is_version_last) == (secret_block, is_version_last)


@pytest.mark.parametrize(
    ("text", "known", "shown"),
    [
        ("https://user:word@ckan.example.jp/a failed", "", "https://…@ckan.example.jp/a failed"),
        ("s3://umibe?signature=abc is closed", "", "s3://umibe?… is closed"),
        ("denied for pass%20word", "https://user:pass%20word@host", "denied for …"),
        ("denied for pass word", "https://user:pass%20word@host", "denied for …"),
        ("denied for user:word", "memory::https://user:word@host", "denied for …"),
        ("no [address", "https://[broken?key", "no [address"),
        ("x" * 300, "", "x" * 200),
    ],
)
def test_addresses_are_shown_without_secrets(text: str, known: str, shown: str) -> None:
    """In every message, whether the secret stands in an address or alone; an address that is none hides nothing."""
    assert without_secrets(text, known) == shown
