"""What bytes alone decide, worked out once by each process of the tests: what a content says, whether a package is valid.

It takes most of a night of a few sheets: reading and copying start processes that may die, and validating loads a
library's metadata anew. The first time everything happens as it does in an installation; the same bytes then have
the same answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from shinchoku.adapters.workbooks import reader_of
from shinchoku.adapters.workbooks.returned import Order, Returned
from shinchoku.intake.sheets import Reading
from shinchoku.register.layouts import Layout
from shinchoku.stages import read, release, send_back

ReadAll = Callable[[Sequence[Path], Sequence[Layout]], Mapping[Path, Reading]]
Copy = Callable[[Sequence[Order]], Iterator[tuple[Order, Returned]]]
Package = TypeVar("Package")
Fault = TypeVar("Fault")


def reading_once(read_all: ReadAll) -> ReadAll:
    """Return a reader of files that has each content read once by each version of itself."""
    known: dict[tuple[str, str], Reading] = {}

    def remembering(paths: Sequence[Path], layouts: Sequence[Layout] = ()) -> Mapping[Path, Reading]:
        keys = {path: (_of_file(path), reader_of(layouts)) for path in paths}
        new = [path for path in paths if keys[path] not in known]
        known.update({keys[path]: reading for path, reading in read_all(new, layouts).items()})
        return {path: known[key] for path, key in keys.items()}

    return remembering


def copying_once(copy: Copy) -> Copy:
    """Return a maker of marked copies that makes each once."""
    known: dict[tuple[str, str], Returned] = {}

    def remembering(orders: Sequence[Order]) -> Iterator[tuple[Order, Returned]]:
        keys = [(_of_file(one.path), repr((one.path.suffix, one.marks, one.summary))) for one in orders]
        new = {key: order for key, order in zip(keys, orders, strict=True) if key not in known}
        made = dict(copy(list(new.values())))
        known.update({key: made[order] for key, order in new.items()})
        return ((order, known[key]) for key, order in zip(keys, orders, strict=True))

    return remembering


def faultless_once(
    check: Callable[[Package], list[Fault]], digest: Callable[[Package], str]
) -> Callable[[Package], list[Fault]]:
    """Return a check of packages that asks once for each valid one; what is wrong is found every time."""
    valid: set[str] = set()

    def remembering(package: Package) -> list[Fault]:
        key = digest(package)
        found = [] if key in valid else check(package)
        if not found:
            valid.add(key)
        return found

    return remembering


def _of_file(path: Path) -> str:
    """Return the digest of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _of_files(files: Mapping[str, bytes]) -> str:
    """Return the digest of files by name."""
    parts = sorted((name, hashlib.sha256(content).hexdigest()) for name, content in files.items())
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _of_folder(folder: Path) -> str:
    """Return the digest of what lies in a folder."""
    return _of_files({one.name: one.read_bytes() for one in folder.iterdir()})


_read_all = reading_once(read.read_all)
_returned_copies = copying_once(send_back.returned_copies)
_find_standard_errors = faultless_once(release.find_standard_errors, _of_folder)
_verify_package = faultless_once(release.verify_package, _of_files)


def once(patch: pytest.MonkeyPatch) -> None:
    """Have nights read, mark and validate the same bytes once."""
    patch.setattr(read, "read_all", _read_all)
    patch.setattr(send_back, "returned_copies", _returned_copies)
    patch.setattr(release, "find_standard_errors", _find_standard_errors)
    patch.setattr(release, "verify_package", _verify_package)
