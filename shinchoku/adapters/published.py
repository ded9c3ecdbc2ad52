"""The published tree: immutable versions, and `latest`, one relative link whose switch is the commit."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from shinchoku.adapters.durable import replace_file, sync_folder, write_synced
from shinchoku.bilingual import Bilingual
from shinchoku.errors import OperationalError
from shinchoku.package.build import DESCRIPTOR
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

    def discard_version(self, version: str) -> None:
        """Remove a version that never became public.

        Raises:
            OperationalError: if `latest` points to it.
        """
        if self.current_version() == version:
            raise OperationalError(
                Bilingual(
                    f"公表中の版 {version} は削除できません。", f"{version} is public and cannot be removed."
                )
            )
        discard(self.releases / version)

    def write_index(self, history: Sequence[Release]) -> None:
        """Write the list of versions: what each one is, and which were withdrawn."""
        index = {
            "dataset": self.folder.name,
            "latest": history[-1].version,
            "releases": [
                {
                    "version": release.version,
                    "as_of": release.as_of.isoformat(),
                    "path": f"releases/{release.version}/{DESCRIPTOR}",
                    "sha256": hashlib.sha256(
                        (self.releases / release.version / DESCRIPTOR).read_bytes()
                    ).hexdigest(),
                    "fiscal_years": [year.year for year in sorted(release.years)],
                    "withdrawn": release.withdrawn,
                }
                for release in reversed(history)
            ],
        }
        self._open_to_readers()
        content = (json.dumps(index, ensure_ascii=False, indent=2) + "\n").encode()
        path = self.folder / INDEX
        if not path.exists() or path.read_bytes() != content:
            replace_file(path, content, self._staging, _READABLE_FILE)


def discard(folder: Path) -> None:
    """Remove a folder of ours that nothing points to, if it is there."""
    if folder.is_dir():
        shutil.rmtree(folder)
