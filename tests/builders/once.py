"""What each process of the tests works out once: readings, drawn workbooks, right packages.

These take most of a night of a few sheets: reading starts processes that may die, drawing measures every text,
validating loads a library's metadata anew, verifying recomputes every figure. The first time everything happens as it
does in an installation; the same input then has the same answer.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from shinchoku.adapters.workbooks import reader_of
from shinchoku.adapters.workbooks.trial import Trial
from shinchoku.figures.tables import Table
from shinchoku.intake.sheets import Reading
from shinchoku.package.build import DESCRIPTOR
from shinchoku.package.rederive import WorkbookFaults
from shinchoku.package.verify import Fault
from shinchoku.package.workbook import PublishedSheet
from shinchoku.register.layouts import Layout

ReadAll = Callable[[Sequence[Path], Sequence[Layout], Trial | None], Mapping[Path, Reading]]
Validate = Callable[[Path], list[str]]
Verify = Callable[[Mapping[str, bytes], WorkbookFaults, str], list[Fault]]
ReadTable = Callable[[str, Mapping[str, bytes]], tuple[Table | None, list[Fault]]]
Draw = Callable[[Sequence[PublishedSheet], str, date], bytes]


def reading_once(read_all: ReadAll) -> ReadAll:
    """Return a reader of files that has each content read once by each version of itself."""
    known: dict[tuple[str, str], Reading] = {}

    def read(
        paths: Sequence[Path], layouts: Sequence[Layout] = (), trial: Trial | None = None
    ) -> Mapping[Path, Reading]:
        keys = {path: (_digest(path), reader_of(tuple(layouts))) for path in paths}
        new = [path for path in paths if keys[path] not in known]
        known.update({keys[path]: reading for path, reading in read_all(new, layouts, trial).items()})
        return {path: known[key] for path, key in keys.items()}

    return read


def validating_once(validate: Validate) -> Validate:
    """Return a validation of packages that asks once for each shape of a valid one; what is wrong is found every time.

    Packages whose descriptors have the same keys, and resources with the same schemas, differ in their rows alone:
    nights hold these to the contracts of their tables themselves.
    """
    valid: set[str] = set()

    def find(package: Path) -> list[str]:
        descriptor = json.loads((package / DESCRIPTOR).read_bytes())
        resources = [{**dict.fromkeys(one), "name": one["name"], "schema": one.get("schema")}
                     for one in descriptor["resources"]]  # fmt: skip
        key = json.dumps({**dict.fromkeys(descriptor), "resources": resources}, sort_keys=True)
        found = [] if key in valid else validate(package)
        if not found:
            valid.add(key)
        return found

    return find


def verifying_once(verify: Verify) -> Verify:
    """Return a verification of packages that asks once for each right one; what is wrong is found every time."""
    right: set[str] = set()

    def find(files: Mapping[str, bytes], workbook_faults: WorkbookFaults, folder: str) -> list[Fault]:
        parts = [(folder, "")] + [
            (name, hashlib.sha256(content).hexdigest()) for name, content in sorted(files.items())
        ]
        key = hashlib.sha256(repr(parts).encode()).hexdigest()
        found = [] if key in right else verify(files, workbook_faults, folder)
        if not found:
            right.add(key)
        return found

    return find


def reading_tables_once(read_table: ReadTable) -> ReadTable:
    """Return a reading of packaged tables that holds each content to its contract once."""
    known: dict[tuple[str, str], tuple[Table | None, list[Fault]]] = {}

    def read(name: str, files: Mapping[str, bytes]) -> tuple[Table | None, list[Fault]]:
        key = name, hashlib.sha256(files.get(f"{name}.csv", b"")).hexdigest()
        if key not in known:
            known[key] = read_table(name, files)
        rows, faults = known[key]
        return rows, list(faults)

    return read


def drawing_once(draw: Draw) -> Draw:
    """Return a drawing of workbooks that draws the same sheets once."""
    drawn: dict[str, bytes] = {}

    def once(sheets: Sequence[PublishedSheet], title: str, day: date) -> bytes:
        key = hashlib.sha256(repr((sheets, title, day)).encode()).hexdigest()
        if key not in drawn:
            drawn[key] = draw(sheets, title, day)
        return drawn[key]

    return once


def _digest(*files: Path) -> str:
    """Return a digest of files' names and contents."""
    parts = [(one.name, hashlib.sha256(one.read_bytes()).hexdigest()) for one in files]
    return hashlib.sha256(repr(parts).encode()).hexdigest()
