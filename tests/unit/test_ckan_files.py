"""Files as CKAN resources: what each is called and told, and in which order people find them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from builders.publications import Tree

from shinchoku.catalogue_kinds.ckan.wanted.files import (
    archived_fields,
    current_fields,
    media_type,
    reading_order,
)
from shinchoku.catalogues.publication import PublishedVersion

AT, STABLE = (
    "https://umibe.example.jp/2026-11-23/progress.csv",
    "https://umibe.example.jp/stable/progress.csv",
)


@pytest.fixture
def version(tmp_path: Path) -> PublishedVersion:
    """One version with two tables."""
    return Tree(tmp_path).release("2026-11-23").newest


def test_what_most_readers_look_for_comes_first(version: PublishedVersion) -> None:
    """Then the other tables as the package has them, and what describes them last."""
    tables = ("codes.csv", "progress.csv", "quality.csv", "items_wide.csv")
    mixed = replace(version, descriptor={"resources": [{"path": name} for name in tables]})
    assert reading_order(mixed) == (
        "items_wide.csv",
        "progress.csv",
        "codes.csv",
        "quality.csv",
        "datapackage.json",
        "CHANGELOG.md",
        "SHA256SUMS",
    )


@pytest.mark.parametrize(
    ("file", "title", "kind", "mimetype"),
    [
        ("progress.csv", "進捗状況", "CSV", "text/csv"),
        ("datapackage.json", "データパッケージの記述（全表の定義）", "JSON", "application/json"),
        ("CHANGELOG.md", "変更履歴", "MD", "text/markdown"),
        ("SHA256SUMS", "各ファイルのハッシュ値（SHA-256）", "TXT", "text/plain"),
    ],
)
def test_a_file_has_its_title_and_its_type(
    version: PublishedVersion, file: str, title: str, kind: str, mimetype: str
) -> None:
    """Titles in Japanese, names in ASCII; hash and size, which CKAN computes or checks of none."""
    fields = current_fields(version, version.files[file], "id-1", AT, STABLE)
    assert (fields["name"], fields["format"], fields["mimetype"]) == (title, kind, mimetype)
    assert (fields["hash"], fields["size"]) == (version.files[file].sha256, str(version.files[file].size))
    assert media_type(file) == mimetype


def test_a_file_of_an_unknown_kind_is_told_as_text() -> None:
    """CKAN would serve it as whatever it guesses."""
    assert media_type("notes.rst") == "text/plain"


def test_a_stable_resource_leads_to_the_newest_version(version: PublishedVersion) -> None:
    """Its description says so, its day is the version's."""
    fields = current_fields(version, version.files["progress.csv"], "id-1", AT, STABLE)
    assert (fields["id"], fields["url"]) == ("id-1", AT)
    assert STABLE in str(fields["description"])
    assert fields["last_modified"] == "2026-11-23T00:00:00"
    assert str(fields["description"]).endswith("Progress. progress of the plan.")


def test_an_archived_file_names_its_version_and_whether_that_was_withdrawn(version: PublishedVersion) -> None:
    """What decides where a download comes from is told of it, too."""
    file, address = version.files["progress.csv"], "https://ckan.umibe.example.jp/a/progress.csv"
    fields = archived_fields(version, file, "id-1", address)
    withdrawn = archived_fields(replace(version, withdrawn=True), file, "id-1", address)
    assert (fields["name"], withdrawn["name"]) == (
        "進捗状況（2026-11-23）",
        "【取下げ】進捗状況（2026-11-23）",
    )
    assert "[Withdrawn] Progress, as released in version 2026-11-23." in str(withdrawn["description"])
    assert (fields["url"], fields["url_type"]) == (address, "upload")
