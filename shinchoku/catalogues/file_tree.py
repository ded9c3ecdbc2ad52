"""A publication as a tree of files: what a folder or a bucket should hold, and its list of versions.

releases/<version>/<file>    every version's files, never replaced
releases.json                the list of versions: which is newest, which were withdrawn
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.publication import Publication, PublishedVersion
from shinchoku.catalogues.things import Thing, ThingKind
from shinchoku.package.build import DESCRIPTOR
from shinchoku.package.index import IndexEntry, write_releases
from shinchoku.releases.history import version_order

INDEX = "releases.json"


def file_things(publication: Publication) -> Iterator[tuple[PublishedVersion, str, Thing]]:
    """Yield every file of every version, oldest first: its version, its name, and the thing it should be."""
    for version in publication.versions:
        for name, file in version.files.items():
            key = f"releases/{version.version}/{name}"
            yield version, name, Thing(ThingKind.FILE, key, {"sha256": file.sha256, "size": str(file.size)})


def with_content(thing: Thing, sha256: str) -> Thing:
    """Return a thing with the hash of what an anonymous reader gets."""
    return Thing(thing.kind, thing.key, {**thing.fields, "content": sha256})


def releases_index(publication: Publication) -> bytes:
    """Return the list of versions, newest first, as the release folder has it."""
    entries = (
        IndexEntry(
            one.version,
            one.as_of,
            [year["fiscal_year"] for year in one.descriptor.get("fiscal_years", ())],
            one.withdrawn,
            one.files[DESCRIPTOR].sha256,
            one.descriptor,
        )
        for one in publication.versions
    )
    return write_releases(publication.dataset, entries)


def index_thing(content: bytes) -> Thing:
    """Return a list of versions as a thing; of one that cannot be read only its hash and its size are told."""
    told = _entries(content)
    fields = {"sha256": hashlib.sha256(content).hexdigest(), "size": str(len(content))}
    if not told:
        return Thing(ThingKind.POINTER, INDEX, fields)
    versions = tuple(version for version, _ in told)
    withdrawn = tuple(version for version, is_withdrawn in told if is_withdrawn)
    return Thing(
        ThingKind.POINTER,
        INDEX,
        {"latest": versions[0], "versions": versions, "withdrawn": withdrawn, **fields},
    )


def require_continued(publication: Publication, catalogue: str, index: bytes, latest: str = "") -> None:
    """Require that a catalogue holds nothing that we do not: we go on from there, and never back.

    `index` is the list of versions that lies there, empty if there is none; `latest` is the version that
    it shows as the newest, if it says so elsewhere too.

    Raises:
        CatalogueRefusedError: if a version there is newer than ours, or is one that we do not have.
    """
    there = [version for version, _ in _entries(index)] + ([latest] if _is_version(latest) else [])
    newest = publication.newest
    newer = [one for one in there if version_order(one) > newest.order]
    if newer:
        raise _newer(catalogue, max(newer, key=version_order), newest.version)
    unknown = [one for one in there if publication.version(one) is None]
    if unknown:
        raise _unknown(catalogue, unknown[0])


def _entries(index: bytes) -> list[tuple[str, bool]]:
    """Return the versions of a list and whether each was withdrawn; nothing if it cannot be read."""
    try:
        told: list[dict[str, Any]] = json.loads(index)["releases"]
        return [(str(one["version"]), bool(one["withdrawn"])) for one in told if _is_version(one["version"])]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


def _is_version(text: object) -> bool:
    """Tell whether a text can be a version."""
    try:
        version_order(str(text))
    except ValueError:
        return False
    return True


def _newer(catalogue: str, there: str, ours: str) -> CatalogueRefusedError:
    """Say that somebody with newer releases told this catalogue."""
    return CatalogueRefusedError(
        f"カタログ「{catalogue}」には、こちらの最新版 {ours} より新しい版 {there} があります。古い内容に戻さないよう、何も書き込みませんでした。"
        "別のコンピューターから公表していないか、公表フォルダーを古いバックアップから戻していないか確かめてください。",
        f"the catalogue {catalogue!r} has version {there}, newer than our newest {ours}: nothing was written, so that it"
        " does not go back. Check whether another machine publishes there, or our release folder was restored from an old backup.",
    )


def _unknown(catalogue: str, there: str) -> CatalogueRefusedError:
    """Say that the catalogue lists a version that we would drop from its list."""
    return CatalogueRefusedError(
        f"カタログ「{catalogue}」の一覧には、こちらの公表フォルダーにない版 {there} があります。引用できる版が一覧から消えないよう、何も書き込みませんでした。"
        "公表フォルダーにその版をバックアップから戻すか、計画ファイルで別のカタログの場所を指定してください。",
        f"the catalogue {catalogue!r} lists version {there}, which our release folder does not have: nothing was written, so that"
        " a version that may be cited stays listed. Restore it from a backup, or name another place in the plan file.",
    )
