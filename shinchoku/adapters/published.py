"""The published tree: immutable versions, and `latest`, one relative link whose switch is the commit."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from shinchoku.adapters.durable import ASIDE, exchange, replace_file, sync_folder, write_synced
from shinchoku.errors import OperationalError
from shinchoku.package.build import DESCRIPTOR, SUMS
from shinchoku.package.index import IndexEntry, write_releases
from shinchoku.package.tombstones import TAKEN_DOWN
from shinchoku.paths import DataPaths
from shinchoku.releases.history import Release

INDEX = "releases.json"
_READABLE_FOLDER, _READABLE_FILE = 0o755, 0o644


class PublishedDataset:
    """One dataset under `published/`; making this object touches nothing."""

    def __init__(self, paths: DataPaths, dataset: str) -> None:
        """Keep where the dataset lies."""
        self.folder = paths.published / dataset
        self.releases = self.folder / "releases"
        self.latest = self.folder / "latest"
        self._staging = paths.staging
        self._replacing = paths.state / "replacing" / dataset

    def current_version(self) -> str | None:
        """Return the version that `latest` points to, or nothing before the first release."""
        return self.latest.readlink().name if self.latest.is_symlink() else None

    def stage(self, version: str, files: Mapping[str, bytes]) -> Path:
        """Write a version's files outside `published/`, synced, and return their folder."""
        folder = self._staging / f"{self.folder.name}-{version}"
        discard(folder)
        folder.mkdir(parents=True)
        folder.chmod(_READABLE_FOLDER)  # whatever the night's umask: a web server serves it
        for name, content in files.items():
            write_synced(folder / name, content)
            (folder / name).chmod(0o444)
        sync_folder(folder)
        return folder

    def publish(self, version: str, staged: Path) -> None:
        """Move a staged version among the releases, then switch `latest` to it: that is the commit."""
        self.releases.mkdir(parents=True, exist_ok=True)
        self._open_to_readers()
        target = self.releases / version
        discard(target)  # left by a run that died before its commit; nothing ever pointed to it
        staged.rename(target)
        sync_folder(self.releases)
        self.point_to(version)

    def _open_to_readers(self) -> None:
        """Let a web server through to the releases, whatever umask made the folders; only what is ours."""
        for folder in (self.folder.parent, self.folder, self.releases):
            with suppress(PermissionError, FileNotFoundError):
                folder.chmod(_READABLE_FOLDER)

    def point_to(self, version: str) -> None:
        """Switch `latest` in one rename."""
        link = self._staging / f"latest.{os.getpid()}"
        link.parent.mkdir(parents=True, exist_ok=True)
        link.unlink(missing_ok=True)
        link.symlink_to(Path("releases") / version)
        link.replace(self.latest)
        sync_folder(self.folder)

    def files(self, version: str) -> dict[str, bytes]:
        """Return the files of a version by name."""
        return {path.name: path.read_bytes() for path in sorted((self.releases / version).iterdir())}

    def sums(self, version: str) -> str:
        """Return the hash of a version's `SHA256SUMS`, which has those of all its files."""
        return hashlib.sha256((self.releases / version / SUMS).read_bytes()).hexdigest()

    def prepare_replacement(self, version: str, files: Mapping[str, bytes]) -> Path:
        """Write what is to take a version's place beside `published/`, whole, and return where it lies.

        It outlives a run that is killed: `replace_prepared` puts it in place, now or by the next one.
        """
        staged = self.stage(version, files)
        prepared = self._replacing / version
        discard(prepared)
        prepared.parent.mkdir(parents=True, exist_ok=True)
        staged.rename(prepared)
        sync_folder(prepared.parent)
        return prepared

    def drop_replacements(self) -> None:
        """Forget what was prepared and may not take anything's place."""
        discard(self._replacing)

    def replace_prepared(self) -> list[str]:
        """Put every prepared replacement in its version's place, and delete what stood there; return the versions."""
        for aside in self._replacing.glob(f"*{ASIDE}"):  # what stood there, left by a kill between two steps
            discard(aside)
        found = sorted(self._replacing.iterdir()) if self._replacing.is_dir() else []
        for prepared in found:
            target = self.releases / prepared.name
            if target.is_dir():
                exchange(target, prepared)
            else:  # a run was killed between the two steps of an exchange that takes two
                prepared.rename(target)
            sync_folder(self.releases)
            discard(prepared)
        discard(self._replacing)
        return [prepared.name for prepared in found]

    def discard_version(self, version: str) -> None:
        """Remove a version that never became public.

        Raises:
            OperationalError: if `latest` points to it.
        """
        if self.current_version() == version:
            raise OperationalError(
                f"公表中の版 {version} は削除できません。", f"{version} is public and cannot be removed."
            )
        discard(self.releases / version)

    def taken_down(self) -> frozenset[str]:
        """Return the versions that text was taken out of after their release, as the list of versions says."""
        path = self.folder / INDEX
        told = json.loads(path.read_bytes())["releases"] if path.is_file() else []
        return frozenset(one["version"] for one in told if one.get(TAKEN_DOWN))

    def write_index(self, history: Sequence[Release]) -> None:
        """Write the list of versions: what each one is, and which were withdrawn."""
        content = write_releases(self.folder.name, map(self._index_entry, history))
        self._open_to_readers()
        path = self.folder / INDEX
        if not path.exists() or path.read_bytes() != content:
            replace_file(path, content, self._staging, _READABLE_FILE)

    def _index_entry(self, release: Release) -> IndexEntry:
        """Return what the list says of a release, as its folder has it."""
        descriptor = (self.releases / release.version / DESCRIPTOR).read_bytes()
        years = [year.year for year in sorted(release.years)]
        sha256 = hashlib.sha256(descriptor).hexdigest()
        return IndexEntry(
            release.version, release.as_of, years, release.withdrawn, sha256, json.loads(descriptor)
        )


def discard(folder: Path) -> None:
    """Remove a folder of ours that nothing points to, if it is there."""
    if folder.is_dir():
        shutil.rmtree(folder)
