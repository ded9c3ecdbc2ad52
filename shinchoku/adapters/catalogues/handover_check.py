"""Whether a folder is exactly the bundle that its manifest says: no link, nothing missing, nothing beside it.

A bundle comes from outside. No path of it is followed before it is known to be a plain file in its place,
and no list in it is used before it says the same as the manifest.
"""

import hashlib
import json
import os
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath

from shinchoku.adapters.published import INDEX
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.handover import DATASET, MANIFEST, Manifest, checksums_of, receipt_name
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.strict import shown
from shinchoku.errors import ConfigurationError
from shinchoku.package.build import SUMS
from shinchoku.releases.history import version_order

MOST_TOLD = 20
"""How many mistakes of a bundle are told; the first of them says enough."""
NO_PACKAGES = Bilingual(
    "dataset: 中のパッケージが、計画の公表データの形をしていません。",
    "dataset: what is in it is not a plan's published data.",
)
_CHUNK = 1024 * 1024
_MOST_LIST_BYTES = 32 * 1024 * 1024
_OPENED = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def read_bounded(folder: Path, name: str, most: int) -> bytes:
    """Read a plain file that is not larger than it may be.

    Raises:
        ConfigurationError: if there is none, or it is larger.
    """
    path = folder / name
    try:
        descriptor = os.open(path, _OPENED)
    except OSError as error:
        raise _unreadable(path, error.strerror or "-") from error
    with os.fdopen(descriptor, "rb") as file:
        told = os.fstat(descriptor)
        if not stat.S_ISREG(told.st_mode):
            raise _unreadable(path, "not a regular file")
        content = file.read(most + 1)
    if len(content) > most:
        raise ConfigurationError(
            f"{path} が大きすぎます（上限{most}バイト）。正しいファイルを指定したか確かめてください。",
            f"{path} is too large (at most {most} bytes): check that it is the right file.",
        )
    return content


def mistakes_in_folder(folder: Path, manifest: Manifest) -> list[Bilingual]:
    """Return what in a folder is not as its manifest says, at most twenty of them."""
    expected = {one.path for one in manifest.files} | {MANIFEST, SUMS}
    found: dict[str, Path] = {}
    wrong = list(islice(_misplaced(folder, manifest, expected, found), MOST_TOLD))
    missing = islice(sorted(expected - found.keys()), MOST_TOLD - len(wrong))
    wrong += [Bilingual(f"{name}: ありません。", f"{name}: missing.") for name in missing]
    return wrong or list(islice(_changed(found, manifest), MOST_TOLD))


def mistakes_in_releases(folder: Path, manifest: Manifest) -> list[Bilingual]:
    """Return where a dataset's own lists say something else than the manifest, at most twenty of them."""
    parts = (PurePosixPath(one.path).parts for one in manifest.files)
    versions = {one[2] for one in parts if one[:2] == (DATASET, "releases") and len(one) > 3}  # noqa: PLR2004 -- dataset/releases/VERSION/FILE
    wrong = list(_in_index(read_bounded(folder, INDEX, _MOST_LIST_BYTES), versions, manifest))
    homes = ((one, folder / "releases" / one) for one in sorted(versions))
    return wrong or list(islice(_in_sums(homes, manifest), MOST_TOLD))


def agrees(publication: Publication, manifest: Manifest) -> bool:
    """Tell whether the packages are about what the manifest says, and say what every package says.

    Raises:
        KeyError: if a descriptor lacks what every one has; others if it is of another shape.
    """
    told = (publication.plan_id, publication.dataset, publication.newest.version)
    tables = [name for one in publication.versions for name in one.resources if name not in one.files]
    illustrative = isinstance(publication.is_illustrative, bool)
    return (
        told == (manifest.plan, manifest.dataset, manifest.version)
        and not tables
        and illustrative
        and bool(publication.municipality_code)
    )


def _misplaced(
    folder: Path, manifest: Manifest, expected: set[str], found: dict[str, Path]
) -> Iterator[Bilingual]:
    """Yield what may not be there, and fill in what may; only folders of the manifest are looked into."""
    receipts = {receipt_name(one.name) for one in manifest.catalogues}
    theirs = receipts | {f".{name}.part" for name in receipts}
    folders = {parent.as_posix() for path in expected for parent in PurePosixPath(path).parents}
    looked_into = ["."]
    while looked_into:
        here = looked_into.pop()
        with os.scandir(folder / here) as entries:
            for entry in entries:
                name = unicodedata.normalize("NFC", entry.name)
                place = name if here == "." else f"{here}/{name}"
                if entry.is_symlink():
                    yield _told(place, "リンクは受け付けません", "links are not taken")
                elif entry.is_dir(follow_symlinks=False) and place in folders:
                    looked_into.append(place)
                elif entry.is_file(follow_symlinks=False) and place in expected:
                    found[place] = Path(entry.path)
                elif not (entry.is_file(follow_symlinks=False) and place in theirs):
                    yield _told(place, "引渡しファイルの一覧にありません", "it is not in the manifest")


def _changed(found: Mapping[str, Path], manifest: Manifest) -> Iterator[Bilingual]:
    """Yield the files whose bytes are not those of the manifest."""
    sums = checksums_of(manifest)
    if read_bounded(found[SUMS].parent, SUMS, len(sums) + 1) != sums:
        yield _told(SUMS, f"{MANIFEST} と合いません", f"it does not agree with {MANIFEST}")
    for one in manifest.files:
        if _hash(found[one.path], one.size) != one.sha256:
            yield _told(
                one.path,
                "内容が作成時と違います（sha256）",
                "its content is not what was handed over (sha256)",
            )


def _hash(path: Path, size: int) -> str:
    """Return the hash of a plain file of that size; nothing if it is another, or larger than it was said."""
    digest = hashlib.sha256()
    with os.fdopen(os.open(path, _OPENED), "rb") as file:
        if os.fstat(file.fileno()).st_size != size:
            return ""
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _in_index(content: bytes, versions: set[str], manifest: Manifest) -> Iterator[Bilingual]:
    """Yield where the list of versions is not about the versions that are there."""
    try:
        told = json.loads(content)
        listed = [one["version"] for one in told["releases"]]
        agrees = told["dataset"] == manifest.dataset and told["latest"] == manifest.version
        ordered = sorted(versions, key=version_order, reverse=True)
        agrees = agrees and sorted(listed) == sorted(ordered)
        agrees = agrees and listed[0] == ordered[0] == manifest.version
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        agrees = False
    if not agrees:
        place = f"{DATASET}/{INDEX}"
        yield _told(
            place, "入っている版の一覧ではありません", "it is not the list of the versions that are there"
        )


def _in_sums(homes: Iterator[tuple[str, Path]], manifest: Manifest) -> Iterator[Bilingual]:
    """Yield the versions whose own list of hashes is not that of the manifest."""
    for version, home in homes:
        listed = manifest.sums_of(version)
        try:
            lines = read_bounded(home, SUMS, _MOST_LIST_BYTES).decode().splitlines()
        except (ConfigurationError, UnicodeDecodeError):
            lines = []
        pairs = [line.partition("  ") for line in lines]
        if {name: sha256 for sha256, _, name in pairs} | {SUMS: listed.get(SUMS, "")} != listed:
            place = f"{DATASET}/releases/{version}/{SUMS}"
            yield _told(place, f"{MANIFEST} と合いません", f"it does not agree with {MANIFEST}")


def _told(place: str, ja: str, en: str) -> Bilingual:
    """Say what is wrong with a file; its name comes from outside."""
    return Bilingual(f"{shown(place)}: {ja}。", f"{shown(place)}: {en}.")


def _unreadable(path: Path, why: str) -> ConfigurationError:
    """Say that a file is not there, or is none."""
    return ConfigurationError(
        f"{path} を読めません（{why}）。場所と名前を確かめてください。リンクは受け付けません。",
        f"{path} cannot be read ({why}): check its place and name; links are not taken.",
    )
