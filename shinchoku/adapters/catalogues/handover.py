"""Hand-over bundles on a disk: written whole or not at all, and opened with suspicion.

dataset/releases.json, dataset/releases/<version>/...   every version, as the release folder has it
bundle.json                                              what it holds and for which catalogues
SHA256SUMS, お読みください.md                              how to check it, and what to do
receipt-<catalogue>.json                                 added by whoever carried it out
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from shinchoku.adapters.catalogues.handover_check import (
    NO_PACKAGES,
    agrees,
    mistakes_in_folder,
    mistakes_in_releases,
    read_bounded,
)
from shinchoku.adapters.catalogues.handover_place import discard_folder, put_bundle, require_place
from shinchoku.adapters.catalogues.handover_readme import readme
from shinchoku.adapters.catalogues.kinds import settings_of_kinds
from shinchoku.adapters.catalogues.tree import read_publication
from shinchoku.adapters.durable import sync_folder, write_synced
from shinchoku.adapters.published import INDEX
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.handover import (
    DATASET,
    MANIFEST,
    MOST_BYTES,
    README,
    ListedFile,
    Manifest,
    canonical,
    checksums_of,
    manifest_from,
    manifest_of,
    receipt_name,
    require_handable,
)
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.receipts import MOST_BYTES as MOST_RECEIPT_BYTES
from shinchoku.catalogues.receipts import Receipt, from_json, to_json
from shinchoku.errors import ConfigurationError, OperationalError, disk_failed
from shinchoku.package.build import SUMS
from shinchoku.register.catalogues import CatalogueSettings


@dataclass(frozen=True)
class Bundle:
    """A bundle whose hashes hold."""

    manifest: Manifest
    publication: Publication

    @property
    def catalogues(self) -> tuple[CatalogueSettings, ...]:
        """The catalogues that it is for; where they may lie, this side says (`require_same_address`)."""
        return self.manifest.catalogues


def write_bundle(
    target: Path, publication_folder: Path, catalogues: Sequence[CatalogueSettings], plan_id: str
) -> Manifest:
    """Write a self-contained bundle; it is there as a whole, or not at all.

    A bundle that lies there already is replaced, unless a receipt lies in it.

    Raises:
        ConfigurationError: if something else lies there, or there is nothing to hand over.
        OperationalError: if the release folder is damaged, or the disk fails.
    """
    require_handable(catalogues)
    try:
        publication = read_publication(publication_folder)
        if publication is None:
            raise ConfigurationError(
                f"公表した版がまだないため、引き渡すものがありません（{publication_folder}）。先に公表してください。",
                f"nothing was released yet, so there is nothing to hand over ({publication_folder}): release first.",
            )
        require_place(target)
        part = target.with_name(f".{target.name}.part")
        discard_folder(part)
        try:
            manifest = _fill(part, publication_folder, publication, catalogues, plan_id)
            _open_checked(part)  # what the other side cannot open, nobody carries there
            put_bundle(part, target)
        finally:
            discard_folder(part)
    except OSError as error:
        raise disk_failed(error) from error
    return manifest


def open_bundle(folder: Path) -> Bundle:
    """Open a bundle after every one of its hashes was checked.

    Raises:
        ConfigurationError: if it is not exactly what its manifest says, with the files that are not.
        OperationalError: if the disk fails.
    """
    try:
        if not folder.is_dir():
            raise ConfigurationError(
                f"{folder} というフォルダーがありません。bundle.json のあるフォルダーを指定してください。",
                f"there is no folder {folder}: name the one with bundle.json in it.",
            )
        return _open_checked(folder)
    except OSError as error:
        raise disk_failed(error) from error


def write_receipt(folder: Path, receipt: Receipt) -> Path:
    """Write the receipt that has to come back, and return where it lies.

    Raises:
        OperationalError: if it cannot be written there.
    """
    path = folder / receipt_name(receipt.catalogue)
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        write_synced(part, to_json(receipt).encode())
        part.replace(path)
        sync_folder(folder)
    except OSError as error:
        raise disk_failed(error) from error
    return path


def read_receipt(path: Path) -> Receipt:
    """Read a receipt that came back.

    Raises:
        ConfigurationError: if it is none of ours, with every mistake.
        OperationalError: if the disk fails.
    """
    try:
        content = read_bounded(path.parent, path.name, MOST_RECEIPT_BYTES)
    except OSError as error:
        raise disk_failed(error) from error
    return from_json(content, str(path))


def shown_size(size: int) -> str:
    """Return a number of bytes as people say it."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size} B"


def _fill(
    part: Path, source: Path, publication: Publication, catalogues: Sequence[CatalogueSettings], plan_id: str
) -> Manifest:
    """Write everything into a folder beside the place that the bundle is for."""
    listed = [*_copied(part / DATASET, source, publication)]
    notes = readme(publication, catalogues, shown_size(sum(one.size for one in listed))).encode()
    listed.append(ListedFile(path=README, sha256=hashlib.sha256(notes).hexdigest(), size=len(notes)))
    manifest = manifest_of(publication, catalogues, plan_id, listed)
    write_synced(part / README, notes)
    write_synced(part / MANIFEST, canonical(manifest))
    write_synced(part / SUMS, checksums_of(manifest))
    sync_folder(part)
    return manifest


def _copied(target: Path, source: Path, publication: Publication) -> Iterator[ListedFile]:
    """Copy every version, file by file, each of them what its release says it is; yield what was copied."""
    for version in publication.versions:
        home = target / "releases" / version.version
        home.mkdir(parents=True)
        for name, told in version.files.items():
            with publication.open(version.version, name) as file:
                write_synced(home / name, file)
            place = (home / name).relative_to(target.parent).as_posix()
            yield ListedFile(path=place, sha256=told.sha256, size=told.size)
        sync_folder(home)
    sync_folder(target / "releases")
    yield _written(target / INDEX, (source / INDEX).read_bytes(), target.parent)
    sync_folder(target)


def _written(path: Path, content: bytes, root: Path) -> ListedFile:
    """Write a file and return how the manifest lists it."""
    write_synced(path, content)
    place = path.relative_to(root).as_posix()
    return ListedFile(path=place, sha256=hashlib.sha256(content).hexdigest(), size=len(content))


def _open_checked(folder: Path) -> Bundle:
    """Open a bundle; what the disk says goes through."""
    manifest = manifest_from(read_bounded(folder, MANIFEST, MOST_BYTES), settings_of_kinds())
    wrong = mistakes_in_folder(folder, manifest) or mistakes_in_releases(folder / DATASET, manifest)
    if wrong:
        raise _changed(folder, wrong)
    try:
        publication = read_publication(folder / DATASET)
        is_usable = publication is not None and agrees(publication, manifest)
    except OperationalError as error:
        raise _changed(folder, [error.message]) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        is_usable = False
    if publication is None or not is_usable:
        raise _changed(folder, [NO_PACKAGES])
    return Bundle(manifest, publication)


def _changed(folder: Path, wrong: Sequence[Bilingual]) -> ConfigurationError:
    """Say what in a bundle is not as it was made."""
    head = Bilingual(
        f"引渡しファイル {folder} は、作成されたときのままではありません。媒体からコピーし直し、直らなければ作り直してもらってください。何も反映していません。",
        f"bundle {folder} is not as it was made: copy it again, and have it made again if that does not help. Nothing was published.",
    )
    return ConfigurationError(
        "\n  ".join([head.ja, *(one.ja for one in wrong)]), "\n  ".join([head.en, *(one.en for one in wrong)])
    )
