"""A released package without a text: its tables lose it, and everything that follows from them is made again.

Packages of an older shape, whose documents this program does not make, are edited as they are, and their hashes made to fit.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from schemas.published import TABLES
from schemas.typed import column_types
from shinchoku.bilingual import Language
from shinchoku.figures.tables import Table
from shinchoku.package.build import CHANGELOG, DESCRIPTOR, SUMS, WORKBOOK, WriteWorkbook, checksums, documents
from shinchoku.package.csv_text import plain_text, read_csv, write_csv
from shinchoku.package.facts import SCHEMA_VERSION, PackageFacts, facts_in, schema_version_of
from shinchoku.package.free_text import without
from shinchoku.package.tombstones import mark_words, taken_down_in, told_taken_down, tombstone_words
from shinchoku.releases.removal import Removal, TakedownKind, TakenDown

_MARK_OF_ORDER = b"\xef\xbb\xbf"
Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Takedown:
    """What is taken down, on which day, for which kind of reason; and the names that contents have from then on."""

    removal: Removal
    on: date
    kind: TakedownKind
    digests: Mapping[str, str]
    """The digest of each content that changes, by the one that it had."""


def taken_down(files: Files, takedown: Takedown, write_workbook: WriteWorkbook) -> dict[str, bytes] | None:
    """Return the files of a package without a text, or nothing if it never held it.

    Raises:
        KeyError: if the package is not whole.
        ValueError: as above.
    """
    descriptor = json.loads(files[DESCRIPTOR])
    if schema_version_of(descriptor) == SCHEMA_VERSION:
        return _derived(files, takedown, descriptor, write_workbook)
    return _edited(files, takedown, descriptor)


def _derived(
    files: Files, takedown: Takedown, descriptor: Mapping[str, Any], write_workbook: WriteWorkbook
) -> dict[str, bytes] | None:
    """Take the text out of facts and tables, and make the documents anew."""
    before, tables_before = facts_in(descriptor), _tables(files)
    tables = {
        name: _without_vanished(without(takedown.removal, rows), rows) for name, rows in tables_before.items()
    }
    facts = _facts(before, takedown)
    if (facts, tables) == (before, tables_before):
        return None
    facts = replace(facts, taken_down=(*facts.taken_down, _tombstone(files, takedown)))
    csvs = {name: write_csv(rows, column_types(TABLES[name])) for name, rows in tables.items()}
    made = {
        **documents(facts, tables, csvs),
        **{f"{name}.csv": content for name, content in csvs.items()},
        WORKBOOK: write_workbook(facts, tables),
    }
    return {**made, SUMS: checksums(made)}


def _tables(files: Files) -> dict[str, Table]:
    """Return what the tables of a package say."""
    found: dict[str, Table] = {}
    for name, contract in TABLES.items():
        types = column_types(contract)
        _, cells = read_csv(files[f"{name}.csv"])
        found[name] = tuple({key: plain_text(row[key], kind) for key, kind in types.items()} for row in cells)
    return found


def _without_vanished(rows: Table, before: Table) -> Table:
    """Return rows without the revisions of which nothing is left: what differed was the text that went."""
    kept = zip(rows, before, strict=True)
    return tuple(row for row, was in kept if not (_is_no_change(row) and not _is_no_change(was)))


def _is_no_change(row: Mapping[str, str]) -> bool:
    """Tell whether a row is a revision from a value to the same one."""
    return "old_value" in row and row["old_value"] == row["new_value"]


def _facts(facts: PackageFacts, takedown: Takedown) -> PackageFacts:
    """Return what a package states, without the text, and with the names that its contents have now."""
    clean = takedown.removal.without
    about = facts.about
    return replace(
        facts,
        about=replace(
            about,
            title=clean(about.title),
            title_en=clean(about.title_en),
            description=clean(about.description),
            description_en=clean(about.description_en),
            attribution=clean(about.attribution),
            contact=clean(about.contact),
            plan_title=clean(about.plan_title),
            plan_title_en=clean(about.plan_title_en),
            publisher=clean(about.publisher),
            publisher_en=clean(about.publisher_en),
            spatial=clean(about.spatial),
            update_frequency=clean(about.update_frequency),
            keywords=tuple(map(clean, about.keywords)),
            sources=tuple({name: clean(str(value)) for name, value in one.items()} for one in about.sources),
            licenses=tuple(
                {name: clean(str(value)) for name, value in one.items()} for one in about.licenses
            ),
        ),
        years=tuple(
            replace(
                one,
                content=takedown.digests.get(one.content, one.content),
                reason=clean(one.reason),
                rule=without(takedown.removal, (one.rule,))[0],
            )
            for one in facts.years
        ),
        taken_back={year: clean(reason) for year, reason in facts.taken_back.items()},
    )


def _edited(files: Files, takedown: Takedown, descriptor: dict[str, Any]) -> dict[str, bytes] | None:
    """Take the text out of every file of a package of an older shape, and make its hashes fit."""
    made = {
        name: _file_without(name, content, takedown.removal)
        for name, content in files.items()
        if name != SUMS
    }
    told: dict[str, Any] = dict(takedown.removal.without_in(descriptor))  # type: ignore[call-overload]  # of an object, an object
    for year in told.get("fiscal_years", ()):
        year["content"] = takedown.digests.get(year["content"], year["content"])
    if told == descriptor and all(made[name] == files[name] for name in made):
        return None
    tombstone = _tombstone(files, takedown)
    told |= told_taken_down((*taken_down_in(descriptor), tombstone))
    made[CHANGELOG] = (
        made.get(CHANGELOG, b"")
        + "".join(
            f"\n> {sentence}\n"
            for language in Language
            for sentence in (tombstone_words(tombstone, language), mark_words(language))
        ).encode()
    )
    for resource in told["resources"]:
        content = made[resource["path"]]
        resource |= {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    made[DESCRIPTOR] = (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    return {**made, SUMS: checksums(made)}


def _file_without(name: str, content: bytes, removal: Removal) -> bytes:
    """Return a file of an older package without a text."""
    if name.endswith(".md"):
        return removal.without(content.decode()).encode()
    if not name.endswith(".csv"):
        return content
    begins = _MARK_OF_ORDER if content.startswith(_MARK_OF_ORDER) else b""
    header, rows = read_csv(content)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    left = _without_vanished(without(removal, tuple(rows)), tuple(rows))
    writer.writerows(row.values() for row in left)
    return begins + out.getvalue().encode()


def _tombstone(files: Files, takedown: Takedown) -> TakenDown:
    """Return what stays of the bytes that go."""
    return TakenDown(takedown.on, takedown.kind, hashlib.sha256(files[SUMS]).hexdigest())
