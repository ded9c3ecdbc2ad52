"""Names and identifiers in CKAN: the same everywhere and every night, and within what CKAN allows."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.publications import CODE, Tree

from shinchoku.catalogue_kinds.ckan.wanted.names import (
    archive_name,
    archived_id,
    clean_tag,
    clean_tags,
    current_name,
    mark,
    stable_id,
    version_in,
)
from shinchoku.catalogues.publication import Publication, PublishedFile
from shinchoku.errors import ConfigurationError

FILE = PublishedFile("progress.csv", "a" * 64, 10)


def published(folder: Path, slug: str = "umibe-plan") -> Publication:
    """Return one version under a slug."""
    return Tree(folder, slug).release("2026-11-23")


@pytest.mark.parametrize(
    ("slug", "chosen", "name"),
    [
        ("umibe-plan", "", f"{CODE}-umibe-plan"),
        (f"{CODE}-plan", "", f"{CODE}-plan"),
        ("umibe-plan", "keikaku", "keikaku"),
        ("x" * 79, "", f"{CODE}-{'x' * 79}"),
    ],
)
def test_a_dataset_is_named_after_the_city_and_the_slug(
    tmp_path: Path, slug: str, chosen: str, name: str
) -> None:
    """As in the city's catalogue; or as the plan says."""
    assert current_name(published(tmp_path, slug), chosen) == name


def test_a_name_that_would_be_too_long_for_an_archive_is_refused(tmp_path: Path) -> None:
    """The message says where a shorter one is written."""
    with pytest.raises(ConfigurationError, match="`dataset`"):
        current_name(published(tmp_path, "x" * 80), "")


def test_an_archive_is_named_after_its_year() -> None:
    """Beside the current dataset."""
    assert archive_name("204218-umibe-plan", 2026) == "204218-umibe-plan-releases-2026"


def test_a_mark_says_whose_a_dataset_is(tmp_path: Path) -> None:
    """The city, the plan, the catalogue, the part."""
    assert mark(published(tmp_path), "city", "current") == f"{CODE}/umibe/city/current"


def test_identifiers_are_the_same_on_every_machine(tmp_path: Path) -> None:
    """Stable ones hold neither slug nor title; archived ones are other ones for other bytes, versions, catalogues."""
    one, other = published(tmp_path / "a"), published(tmp_path / "b", "renamed")
    assert stable_id(one, "city", "progress.csv") == "84d79b13-e51c-5d74-809a-8e447482b3f8"
    assert stable_id(other, "city", "progress.csv") == stable_id(one, "city", "progress.csv")
    identifiers = [
        stable_id(one, "prefecture", "progress.csv"),
        stable_id(one, "city", "codes.csv"),
        archived_id(one, "city", "2026-11-23", FILE),
        archived_id(one, "city", "2026-11-24", FILE),
        archived_id(one, "prefecture", "2026-11-23", FILE),
        archived_id(one, "city", "2026-11-23", PublishedFile("progress.csv", "b" * 64, 10)),
    ]
    assert len(set(identifiers)) == len(identifiers)


@pytest.mark.parametrize(
    ("said", "version"),
    [
        ("2026-11-23", "2026-11-23"),
        ("2026-11-23.2", "2026-11-23.2"),
        ("1.0", ""),
        ("2026-11-23 (final)", ""),
        (None, ""),
    ],
)
def test_only_our_own_versions_count(said: str | None, version: str) -> None:
    """Somebody else's dataset may say anything."""
    assert version_in({"version": said}) == version


@pytest.mark.parametrize(
    ("tag", "clean"),
    [
        ("行政経営プラン", "行政経営プラン"),
        ("KPI・指標", "KPI 指標"),
        ("市", ""),
        ("  a/b（c）  ", "a b c"),
        ("・", ""),
        ("x" * 120, "x" * 100),
        ("2.0_beta-1", "2.0_beta-1"),
    ],
)
def test_tags_are_cleaned_to_what_ckan_takes(tag: str, clean: str) -> None:
    """Two to a hundred letters, digits, spaces, `-_.`."""
    assert clean_tag(tag) == clean


def test_every_tag_that_was_changed_is_told() -> None:
    """Each tag once, sorted; a warning says what became of it."""
    tags, warnings = clean_tags(("計画", "KPI・指標", "KPI 指標", "市"))
    assert tags == ("KPI 指標", "計画")
    assert [one.en for one in warnings] == [
        "the tag 'KPI・指標' became 'KPI 指標', as CKAN takes it.",
        "the tag '市' was left out: CKAN does not take it.",
    ]
