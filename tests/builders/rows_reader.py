"""An anonymous reader of a catalogue of tables alone: asks for the version, then for the rows, and keeps what was wrong."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Mapping, Sequence
from typing import Self

from builders.anybody import get
from builders.polling_reader import Violation, Wrong

_HIDDEN = {403, 404}
_PAUSE_SECONDS = 0.2
_TRIES = 5
"""CKAN 2.12 answers 500 or breaks off while two dumps are read at once, with nobody writing: asked again, it answers."""
Row = tuple[str, ...]


class RowsReader:
    """One reader of one dataset, who knows the rows of every release; `tables` are resources by file."""

    listings = downloads = torn = 0

    def __init__(self, url: str, dataset: str, tables: Mapping[str, str]) -> None:
        """Keep where to look."""
        self._url, self._dataset, self._tables = url, dataset, tables
        self._known: dict[str, Mapping[str, frozenset[Row]]] = {}
        self._was_shown = False
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._poll, name="rows-reader", daemon=True)
        self.violations: list[Violation] = []

    def know_rows(self, version: str, tables: Mapping[str, Sequence[Row]]) -> None:
        """Learn the rows of a release, as a dump spells them, before it is published; releases come in their order."""
        self._known = {**self._known, version: {file: frozenset(rows) for file, rows in tables.items()}}

    def __enter__(self) -> Self:
        """Begin to poll."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop, and look once more."""
        self._stopping.set()
        self._thread.join()
        self.look()

    def look(self) -> None:
        """Look at the version, then at every table: none may be older, nor hold rows that no release had."""
        listing = get(f"{self._url}/api/3/action/package_show?id={self._dataset}")
        self.listings += 1
        if listing.status in _HIDDEN:
            if self._was_shown:
                self._note(Wrong.VANISHED, f"{self._dataset}: {listing.status}")
            return
        self._was_shown = True
        version = str(json.loads(listing.body)["result"]["version"])
        for file, resource in self._tables.items():
            self._look_at(file, resource, version)

    def _look_at(self, file: str, resource: str, version: str) -> None:
        """Look at one table."""
        for _ in range(_TRIES):
            got = get(f"{self._url}/datastore/dump/{resource}")
            self.downloads += 1
            if got.status == 200:
                break
        else:
            self._note(Wrong.DEAD, f"{file}: {got.status}")
            return
        lines = list(csv.reader(io.StringIO(got.body.decode("utf-8-sig"), newline="")))[1:]
        rows = frozenset(tuple(line[1:]) for line in lines)
        versions = list(self._known)
        whole = [one for one in versions if self._known[one][file] <= rows]
        if not whole or len(lines) != len(rows):
            self._note(Wrong.MIXED, f"{file} at {version}: {sorted(rows)}")
            return
        newest = versions.index(whole[-1])
        before = self._known[versions[max(0, newest - 1)]][file]
        if newest < versions.index(version):
            self._note(Wrong.MISNAMED, f"{version} over the rows of {whole[-1]} in {file}")
        if not rows <= self._known[whole[-1]][file] | before:  # rows that vanish are there a moment longer
            self._note(Wrong.MIXED, f"{file} at {version}: {sorted(rows)}")

    def _poll(self) -> None:
        """Look again and again."""
        while not self._stopping.is_set():
            self.look()
            self._stopping.wait(_PAUSE_SECONDS)

    def _note(self, wrong: Wrong, evidence: str) -> None:
        """Keep what was wrong."""
        self.violations.append(Violation(wrong, evidence[:2000]))
