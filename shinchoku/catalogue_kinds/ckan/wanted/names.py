"""Names and identifiers in CKAN: the same publication always gets the same ones, on every machine.

Dataset names follow the city's catalogue (`172014-<slug>`); CKAN allows 2–100 characters of `a-z0-9-_`.
"""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.publication import Publication, PublishedFile
from shinchoku.errors import ConfigurationError

_NAMESPACE = UUID("6b6f2d0e-2a63-5d57-9a3e-3c1f6a4f1720")
"""What every identifier is derived from; never changed, for addresses hold these identifiers."""

MARK = "shinchoku_id"
"""The extra field by which a dataset is known to be ours, whatever somebody names it."""

_MOST_NAME, _MOST_TAG, _LEAST_TAG = 100, 100, 2
_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(\.\d+)?")
_NOT_IN_TAGS = re.compile(r"[^\w \-.]+")


def current_name(publication: Publication, chosen: str) -> str:
    """Return the name of the current dataset: the one in the settings, or code and slug.

    Raises:
        ConfigurationError: if it, or an archive's, is longer than CKAN allows.
    """
    code, slug = publication.municipality_code, publication.dataset
    name = chosen or (slug if slug.startswith(f"{code}-") else f"{code}-{slug}")
    if len(archive_name(name, 9999)) > _MOST_NAME:
        raise ConfigurationError(
            f"データセット名「{name}」が長すぎます。計画ファイルの catalogues の dataset に80文字以内の名前を書いてください。",
            f"the dataset's name {name!r} is too long: give one of at most 80 characters as `dataset` of the catalogue.",
        )
    return name


def archive_name(current: str, year: int) -> str:
    """Return the name of the archive of a calendar year."""
    return f"{current}-releases-{year}"


def mark(publication: Publication, catalogue: str, part: str) -> str:
    """Return what a dataset of ours says of itself: whose it is, and which part."""
    return f"{publication.municipality_code}/{publication.plan_id}/{catalogue}/{part}"


def stable_id(publication: Publication, catalogue: str, file: str) -> str:
    """Return the resource id under which the newest version of a file is always found.

    It holds neither the slug nor a title, so that renaming the dataset moves no address.
    """
    return str(uuid5(_NAMESPACE, f"{mark(publication, catalogue, 'current')}/{file}"))


def archived_id(publication: Publication, catalogue: str, version: str, file: PublishedFile) -> str:
    """Return the resource id of one version's file; other bytes would be another resource."""
    return str(uuid5(_NAMESPACE, f"{mark(publication, catalogue, version)}/{file.name}/{file.sha256}"))


def version_in(package: Mapping[str, Any]) -> str:
    """Return the version that a dataset says it shows, if it is one of ours."""
    said = str(package.get("version") or "")
    return said if _VERSION.fullmatch(said) else ""


def clean_tag(tag: str) -> str:
    """Return a tag as CKAN takes it (2–100 letters, digits, spaces, `-_.`), or nothing if too little is left."""
    clean = " ".join(_NOT_IN_TAGS.sub(" ", tag).split())[:_MOST_TAG].strip()
    return clean if len(clean) >= _LEAST_TAG else ""


def clean_tags(tags: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Bilingual, ...]]:
    """Return tags as CKAN takes them, sorted and each once, and a warning for each that was changed."""
    cleaned = [(tag, clean_tag(tag)) for tag in tags]
    warnings = tuple(
        Bilingual(
            f"タグ「{tag}」は、CKANで使える形「{clean}」にしました。"
            if clean
            else f"タグ「{tag}」は、CKANで使えないため付けていません。",
            f"the tag {tag!r} became {clean!r}, as CKAN takes it."
            if clean
            else f"the tag {tag!r} was left out: CKAN does not take it.",
        )
        for tag, clean in cleaned
        if tag != clean
    )
    return tuple(sorted({clean for _, clean in cleaned if clean})), warnings
