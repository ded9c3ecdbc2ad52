"""A published package as whoever downloads it sees it: its descriptor, and each table as raw records."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shinchoku.bilingual import Bilingual
from shinchoku.package.build import DESCRIPTOR

FieldDescriptor = Mapping[str, Any]
CsvRow = list[str]


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """One table: its bytes, its records with the header first, and its fields by the descriptor."""

    name: str
    path: str
    content: bytes
    records: tuple[CsvRow, ...]
    fields: tuple[FieldDescriptor, ...]
    said: Mapping[str, Any]
    """What the descriptor says of the resource."""
    fault: str = ""
    """Why the bytes are no CSV, if they are none."""

    @property
    def header(self) -> CsvRow:
        """The first record; empty if there is none."""
        return self.records[0] if self.records else []

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield the data rows from 1, by the names of the header; cells beyond it are left out."""
        for number, record in enumerate(self.records[1:], start=1):
            yield number, dict(zip(self.header, record, strict=False))

    def cells(self) -> Iterator[tuple[int, FieldDescriptor, str]]:
        """Yield row, field and text of every cell that has text."""
        named = {field["name"]: field for field in self.fields}
        for number, row in self.rows():
            yield from ((number, named.get(name, {}), text) for name, text in row.items() if text)


@dataclass(frozen=True, slots=True)
class PublishedPackage:
    """A package: its files, its descriptor and its tables."""

    files: Mapping[str, bytes]
    descriptor: Mapping[str, Any]
    tables: tuple[PublishedTable, ...]


@dataclass(frozen=True, slots=True)
class StandardBreach:
    """One place where a package breaks an official item: the file, its data row (0: the file), and how."""

    item: str
    file: str
    row: int
    message: Bilingual


def read_package(files: Mapping[str, bytes]) -> PublishedPackage:
    """Read a package without asking whether it is in order.

    Raises:
        KeyError: if there is no descriptor, or it names no resources.
        ValueError: if the descriptor is no JSON.
    """
    descriptor = json.loads(files[DESCRIPTOR])
    return PublishedPackage(
        files, descriptor, tuple(_table(files, resource) for resource in descriptor["resources"])
    )


def _table(files: Mapping[str, bytes], resource: Mapping[str, Any]) -> PublishedTable:
    """Read one declared table."""
    path = str(resource.get("path", ""))
    content = files.get(path, b"")
    records, fault = _records(content)
    fields = tuple(resource.get("schema", {}).get("fields", ()))
    return PublishedTable(str(resource.get("name", path)), path, content, records, fields, resource, fault)


def _records(content: bytes) -> tuple[tuple[CsvRow, ...], str]:
    """Read the records of a CSV, or say why it is none."""
    try:
        text = content.decode("utf-8-sig")
        return tuple(csv.reader(io.StringIO(text, newline=""), strict=True)), ""
    except (UnicodeDecodeError, csv.Error) as error:
        return (), str(error)
