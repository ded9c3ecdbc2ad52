"""Taking a text out of the state: every table in which people's words can stand, the trail's own included."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Table, and_, select, update

from schemas.headings import CONTEXT_FIGURES, FIGURES
from shinchoku.adapters.state.audit import ENTRIES, ERASE, hash_of
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.contents import YEARS
from shinchoku.adapters.state.tables import (
    approvals,
    audit,
    contents,
    findings,
    nights,
    official_figures,
    readings,
    releases,
    sheet_rows,
    submissions,
    waiting,
)
from shinchoku.adapters.state.tables_of_catalogues import catalogue_lines, catalogue_receipts, kept_drifts
from shinchoku.adapters.state.tables_of_people import (
    amendments,
    corrections,
    highlight_choices,
    outbox,
    quarantines,
    reminders,
    takedowns,
    uploads,
    waivers,
)
from shinchoku.figures.tables import YearContent
from shinchoku.package.free_text import without
from shinchoku.releases.removal import Removal

_WORDS: Mapping[Table, tuple[str, ...]] = {
    sheet_rows: ("sheet_name", "cells"),
    readings: ("labels", "problems", "account", "proposals"),
    findings: ("sheet_name", "raw", "message_ja", "message_en", "remedy_ja", "remedy_en", "note"),
    waiting: ("holds", "message"),
    approvals: ("reason", "document", "holds"),
    official_figures: ("document",),
    releases: ("years",),
    nights: ("outcome", "refused"),
    waivers: ("reason", "decided_reason"),
    quarantines: ("reason",),
    takedowns: ("reason", "decided_reason"),
    corrections: ("old_value", "new_value", "reason", "evidence"),
    highlight_choices: ("original_text", "text"),
    amendments: ("source", "reason", "proposal", "decided_reason"),
    uploads: ("found",),
    reminders: ("situation",),
    outbox: ("body",),
    catalogue_lines: ("last_error_ja", "last_error_en", "told"),
    catalogue_receipts: ("content",),
    kept_drifts: ("fields", "reason", "ended_reason"),
}
"""Where words of people stand, besides the contents of years and the trail. Names and paths of files are the inbox's."""
_TYPED = frozenset({*FIGURES, *CONTEXT_FIGURES, "item_no", "achievement_status", "fiscal_year"})
"""The fields of a sheet that are no text."""
_WITH_DIGEST = (waiting, approvals)
"""The tables in which the digest of a content stands by itself; `releases.years` holds it among other things."""


@dataclass(frozen=True, slots=True)
class NewContent:
    """A content of a year without the text: its digest and rows from now on."""

    digest: str
    content: YearContent


def contents_without(connection: Connection, plan_id: str, removal: Removal) -> dict[str, NewContent]:
    """Return what becomes of each content of a plan that holds a text, by the digest that it has."""
    query = select(contents.c.digest, contents.c.body).where(contents.c.plan_id == plan_id)
    found: dict[str, NewContent] = {}
    for digest, body in connection.execute(query).tuples():
        before = YearContent.from_json(body)
        after = YearContent(
            {name: without(removal, rows) for name, rows in before.substance.items()},
            {name: without(removal, rows) for name, rows in before.side.items()},
        )
        if after != before:
            found[digest] = NewContent(after.digest, after)
    return found


def words_with(connection: Connection, plan_id: str, removal: Removal) -> dict[str, int]:
    """Count the rows of each table that hold a text, besides the contents of years."""
    counted = ((table.name, len(list(_rows_with(connection, plan_id, table, removal)))) for table in _WORDS)
    return {name: count for name, count in counted if count}


def received_elsewhere(connection: Connection, plan_id: str, contents: Collection[str]) -> dict[str, str]:
    """Return those of some contents that another plan of this database received, too, each with that plan."""
    columns = submissions.c
    query = select(columns.sha256, columns.plan_id).where(
        columns.plan_id != plan_id, columns.sha256.in_(contents)
    )
    return dict(connection.execute(query).tuples().all())


def erase(change: Change, removal: Removal, changed: Mapping[str, NewContent]) -> dict[str, int]:
    """Take a text out of the state of a plan; return how many rows of each table held it.

    `changed` are those of `contents_without`: whatever names one by its digest names the new one from now on.
    """
    counts = {"contents": len(changed)} if changed else {}
    _replace_contents(change, changed)
    for table in _WORDS:
        rows = list(_rows_with(change.connection, change.plan_id, table, removal))
        for key, values in rows:
            change.update(table, and_(*(table.c[name] == value for name, value in key.items())), **values)
        if rows:
            counts[table.name] = len(rows)
    if entries := _erase_entries(change, removal):
        counts["audit"] = len(entries)
    return counts


def forget_contents(change: Change, kept: Mapping[str, frozenset[tuple[int, int]]]) -> None:
    """Forget what was read of contents that are destroyed, but for the rows that count, by sheet and row number."""
    connection, columns = change.connection, sheet_rows.c
    for sha256, places in kept.items():
        query = select(columns.position, columns.sheet_number, columns.row_number).where(
            columns.sha256 == sha256
        )
        counting = [
            row.position for row in connection.execute(query) if (row.sheet_number, row.row_number) in places
        ]
        change.delete(sheet_rows, columns.sha256 == sha256, columns.position.not_in(counting))
        change.update(readings, readings.c.sha256 == sha256, problems="[]", proposals="[]")
        change.update(findings, findings.c.sha256 == sha256, raw="")


def _replace_contents(change: Change, changed: Mapping[str, NewContent]) -> None:
    """Keep contents under their new digests alone, and have everything that names them follow."""
    connection, mine = change.connection, contents.c.plan_id == change.plan_id
    for digest, new in changed.items():
        year = connection.scalar(select(contents.c.fiscal_year).where(mine, contents.c.digest == digest))
        change.delete(contents, contents.c.digest.in_({digest, new.digest}))
        change.insert(contents, digest=new.digest, fiscal_year=year, body=new.content.to_json())
        for table in _WITH_DIGEST:
            change.update(table, table.c.digest == digest, digest=new.digest)
    for number, stored in connection.execute(
        select(releases.c.number, releases.c.years).where(releases.c.plan_id == change.plan_id)
    ).tuples():
        told = YEARS.load(stored)
        left = {
            year: replace(entry, digest=changed[entry.digest].digest) if entry.digest in changed else entry
            for year, entry in told.items()
        }
        if left != told:
            change.update(releases, releases.c.number == number, years=YEARS.dump(left))


def _erase_entries(change: Change, removal: Removal) -> list[int]:
    """Take a text out of the reasons and particulars of the plan's entries; return their numbers.

    What they say of their hash stays, and so does the chain: the entry that tells of the erasure names them with the
    hash that they have since, and whoever walks the chain holds them to that.
    """
    erased: dict[int, str] = {}
    mine = audit.c.plan_id.in_({change.plan_id, ""})
    for row in change.connection.execute(select(audit).where(mine).order_by(audit.c.number)).mappings().all():
        left = {"reason": removal.without(row["reason"]), "detail": _without(removal, row["detail"])}
        if left != {"reason": row["reason"], "detail": row["detail"]}:
            number = int(row["number"])
            erased[number] = hash_of({**row, **left})
            change.connection.execute(update(audit).where(audit.c.number == number).values(**left))
    if erased:
        change.record(
            ERASE, "audit", {ENTRIES: " ".join(f"{number}:{one}" for number, one in erased.items())}
        )
    return sorted(erased)


def _rows_with(
    connection: Connection, plan_id: str, table: Table, removal: Removal
) -> Iterator[tuple[Mapping[str, object], dict[str, str]]]:
    """Yield the key of each row that holds a text, and what its columns say without it."""
    names = [*(column.name for column in table.primary_key), *_WORDS[table]]
    query = select(*(table.c[name] for name in names))
    if "plan_id" in table.c:
        query = query.where(table.c.plan_id == plan_id)
    else:  # what was read belongs to a content, and a content to the plans that received it
        query = query.where(
            table.c.sha256.in_(select(submissions.c.sha256).where(submissions.c.plan_id == plan_id))
        )
    for row in connection.execute(query).mappings().all():
        changed = {
            name: _cells(removal, row[name]) if name == "cells" else _without(removal, str(row[name]))
            for name in _WORDS[table]
        }
        changed = {name: value for name, value in changed.items() if value != row[name]}
        if changed:
            yield {column.name: row[column.name] for column in table.primary_key}, changed


def _cells(removal: Removal, stored: str) -> str:
    """Return the cells of a row without a text; what is a number, a status or an item is compared, and never edited."""
    told = json.loads(stored)
    left = {field: cell if field in _TYPED else removal.without_in(cell) for field, cell in told.items()}
    return stored if left == told else json.dumps(left, ensure_ascii=False, separators=(",", ":"))


def _without(removal: Removal, stored: str) -> str:
    """Return a stored text without another, within the JSON that it may be; untouched if it does not hold it."""
    if stored[:1] not in {"{", "["}:
        return removal.without(stored)
    try:
        told = json.loads(stored)
    except ValueError:
        return removal.without(stored)
    left = removal.without_in(told)
    return stored if left == told else json.dumps(left, ensure_ascii=False, separators=(",", ":"))
