"""`kill -9` while a catalogue is told: readers see the old version or the new one, whole, and the next run finishes.

Each sweep takes a seeded sample of the steps; `SHINCHOKU_FULL_MATRIX=1 pytest tests/faults` takes every one.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from builders.places import DATASET, Files, files_in
from builders.publications import CODES, PROGRESS, Tree
from builders.selection import takes_every_case
from faults.catalogue_driver import CatalogueKiller

FIRST, SECOND, THIRD = "2026-11-23", "2026-11-24", "2026-11-24.2"
CHANGED = ("2023,1,not_achieved,80.1,false,2024-05-10", *PROGRESS[1:])
KINDS = ("directory", "bucket")
MOST = 12


@pytest.fixture(scope="module")
def killer() -> Iterator[CatalogueKiller]:
    """The process that brings publications and dies."""
    made = CatalogueKiller()
    yield made
    made.close()


class Scene:
    """A catalogue at one moment, and a publication to bring there."""

    def __init__(self, killer: CatalogueKiller, kind: str, root: Path, folder: Path, before: Path) -> None:
        """Keep the moment, and see what is there when nothing disturbed the run."""
        self._killer = killer
        self._kind = kind
        self._root = root
        self._folder = folder
        self._before = before
        self._begin()
        self._shown_before = self._shown()
        done = self._run()
        assert done["equal"], done
        self.steps: list[str] = done["steps"]
        self._after = tree(root / "open")
        self._shown_after = self._shown()

    def sample(self) -> list[int]:
        """Return the steps to die at: all of them if asked for, else a seeded sample."""
        steps = range(len(self.steps))
        if takes_every_case() or len(steps) <= MOST:
            return list(steps)
        return sorted(random.Random(20261123).sample(steps, MOST))  # noqa: S311 -- a sample, no secret

    def wrong_after_killing_at(self, number: int) -> str:
        """Kill the run at a step, run again, and say what is not as it must be."""
        self._begin()
        step = f"{number} {self.steps[number]}: "
        killed = self._run(kill_at=number)
        if not killed["killed"]:
            return f"{step}not killed: {killed}"
        if self._shown() not in (self._shown_before, self._shown_after):
            return f"{step}readers see a part of a version"
        if self._kind == "directory" and (partial := self._partial()):
            return f"{step}a part of {partial} lies there under its name"
        again = self._run(counts=False)
        if not again["equal"]:
            return f"{step}the next run does not finish: {again}"
        if tree(self._root / "open") != self._after:
            return f"{step}the next run leaves another tree"
        return ""

    def _begin(self) -> None:
        """Put everything back to the moment."""
        shutil.rmtree(self._root, ignore_errors=True)
        self._root.mkdir()
        shutil.copytree(self._before, self._root / "open", symlinks=True)

    def _run(self, **more: object) -> dict[str, Any]:
        """Bring the publication."""
        return self._killer.run(kind=self._kind, root=str(self._root), folder=str(self._folder), **more)

    def _shown(self) -> Files:
        """Return what a reader gets who follows the newest pointer."""
        home = self._root / "open" / DATASET
        if self._kind == "directory":
            return files_in(home / "latest")
        index = home / "releases.json"
        if not index.is_file():
            return {}
        return files_in(home / "releases" / json.loads(index.read_bytes())["latest"])

    def _partial(self) -> str:
        """Return a version of which only a part lies there, if there is one."""
        for folder in sorted((self._root / "open" / DATASET / "releases").glob("*")):
            if files_in(folder).keys() != files_in(self._folder / "releases" / folder.name).keys():
                return folder.name
        return ""


def tree(root: Path) -> Mapping[str, object]:
    """Return every file below a folder with its bytes, and every link with where it points."""
    return {
        path.relative_to(root).as_posix(): str(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in root.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def scene(killer: CatalogueKiller, kind: str, root: Path, published: Tree, told: Path | None = None) -> Scene:
    """Return a scene: `published` is to be brought to what lies in `told`, or to an empty folder."""
    before = told or root / "empty"
    before.mkdir(exist_ok=True)
    return Scene(killer, kind, root / "place", published.folder, before)


def kept(killer: CatalogueKiller, kind: str, root: Path, published: Tree) -> Path:
    """Bring what is released so far, and return a copy of what then lies there."""
    made = scene(killer, kind, root, published)
    assert made.steps
    return Path(shutil.copytree(root / "place" / "open", root / "told", symlinks=True))


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_publication_may_die_anywhere(killer: CatalogueKiller, kind: str, tmp_path: Path) -> None:
    """Killed at any step, an empty place shows nothing or the newest version whole, and the next run brings the rest."""
    published = Tree(tmp_path / "published")
    published.release(FIRST)
    published.release(SECOND, {"progress": CHANGED, "codes": CODES})
    made = scene(killer, kind, tmp_path, published)
    assert [one for one in map(made.wrong_after_killing_at, made.sample()) if one] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_later_publication_may_die_anywhere(killer: CatalogueKiller, kind: str, tmp_path: Path) -> None:
    """Killed while a version is added that takes one back, readers have the version before or the new one."""
    published = Tree(tmp_path / "published")
    published.release(FIRST)
    published.release(SECOND, {"progress": CHANGED, "codes": CODES})
    told = kept(killer, kind, tmp_path, published)
    published.release(THIRD, withdraws=SECOND)
    made = scene(killer, kind, tmp_path, published, told)
    assert [one for one in map(made.wrong_after_killing_at, made.sample()) if one] == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_repair_may_die_anywhere(killer: CatalogueKiller, kind: str, tmp_path: Path) -> None:
    """Killed while an old version is put right, the next run puts right what is left; the newest is never touched."""
    published = Tree(tmp_path / "published")
    published.release(FIRST)
    published.release(SECOND, {"progress": CHANGED, "codes": CODES})
    told = kept(killer, kind, tmp_path, published)
    for name in ("progress.csv", "codes.csv", "SHA256SUMS"):
        file = told / DATASET / "releases" / FIRST / name
        file.chmod(0o644)
        file.write_bytes(b"spoilt")
    (told / DATASET / "releases.json").write_bytes(
        (told / DATASET / "releases.json").read_bytes().replace(b'"as_of"', b'"as_off"')
    )
    made = scene(killer, kind, tmp_path, published, told)
    assert [one for one in map(made.wrong_after_killing_at, made.sample()) if one] == []
