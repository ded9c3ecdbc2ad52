"""All files of a release, as bytes: the same input makes the same bytes on every machine."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence

from schemas.published import TABLES
from schemas.typed import column_types
from shinchoku.figures.tables import Table, YearContent
from shinchoku.package.changelog import write_changelog
from shinchoku.package.compose import compose_tables
from shinchoku.package.csv_text import write_csv
from shinchoku.package.descriptor import describe
from shinchoku.package.facts import PackageFacts, facts_of
from shinchoku.package.readme import write_readme
from shinchoku.register.plan import Plan
from shinchoku.releases.history import Release
from shinchoku.releases.revisions import newest_with_revisions

DESCRIPTOR, SUMS, CHANGELOG, README = "datapackage.json", "SHA256SUMS", "CHANGELOG.md", "README.md"
WORKBOOK = "tables.xlsx"

FILES = frozenset({README, DESCRIPTOR, CHANGELOG, WORKBOOK, SUMS, *(f"{name}.csv" for name in TABLES)})
"""Every file of a package; there is no other."""

WriteWorkbook = Callable[[PackageFacts, Mapping[str, Table]], bytes]
"""Writes every table into one workbook, for people who open it in Excel."""


def build_package(
    plan: Plan,
    history: Sequence[Release],
    content_of: Callable[[str], YearContent],
    write_workbook: WriteWorkbook,
) -> dict[str, bytes]:
    """Return the files of the newest release of `history` by name, SHA256SUMS last."""
    newest, revisions = newest_with_revisions(history, content_of)
    tables = compose_tables(newest.years, revisions)
    facts = facts_of(plan, newest, tables)
    csvs = {name: write_csv(rows, column_types(TABLES[name])) for name, rows in tables.items()}
    files = {
        **documents(facts, tables, csvs),
        **{f"{name}.csv": content for name, content in csvs.items()},
        WORKBOOK: write_workbook(facts, tables),
    }
    return {**files, SUMS: checksums(files)}


def documents(
    facts: PackageFacts, tables: Mapping[str, Table], csvs: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return what is told of the tables: the descriptor, the readme and the changelog.

    All of it follows from the facts and the tables, so that whoever has a package can make it again.

    Raises:
        KeyError: if rows that must be there are missing; never for tables that were composed.
        ValueError: if a value cannot be told; as above.
    """
    descriptor = describe(facts, csvs)
    return {
        README: write_readme(facts, tables),
        DESCRIPTOR: (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode(),
        CHANGELOG: write_changelog(facts, tables),
    }


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the lines of SHA256SUMS, as `sha256sum --check` reads them."""
    return sums_of({name: hashlib.sha256(content).hexdigest() for name, content in files.items()})


def sums_of(hashes: Mapping[str, str]) -> bytes:
    """Return the lines of SHA256SUMS for files whose hashes are known."""
    return "".join(f"{hashes[name]}  {name}\n" for name in sorted(hashes)).encode()
