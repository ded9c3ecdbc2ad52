"""A catalogue that holds tables alone: what its resources say, what it leaves out, what it cannot do without.

Some catalogues serve no files: every `/download/` fails, and the DataStore works. There the rows are what is
published (ADR 0044). A resource then is a link to the dump of its own table: a form that somebody opens and
saves leaves it as it is on every CKAN, and the page of the resource has its button.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.ckan.settings import CkanLayout, CkanSettings
from shinchoku.catalogue_kinds.ckan.wanted.files import title_of
from shinchoku.catalogue_kinds.ckan.wanted.server import Server
from shinchoku.catalogue_kinds.ckan.wanted.shape import Shape
from shinchoku.catalogue_kinds.ckan.wanted.stored import StoredRows, read_lines, stored_rows
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.publication import PublishedFile, PublishedVersion
from shinchoku.catalogues.table_rows import TableColumn
from shinchoku.catalogues.things import Value

_NUMBER = "_id"
"""The DataStore's own number of a row, the first column of every dump."""
_OF_BYTES = ("hash", "hash_algorithm", "size")
"""What is said of a file's bytes, and of no table: a dump spells the same rows with other bytes."""


@dataclass(frozen=True, slots=True)
class Dump:
    """What a dump of a table holds: the names of its columns, and its rows."""

    names: tuple[str, ...]
    rows: StoredRows


def as_listed(
    shape: Shape, version: PublishedVersion, file: PublishedFile, fields: Mapping[str, Value]
) -> Mapping[str, Value]:
    """Return the fields of a resource as this catalogue lists it, from those that a file of its own would have."""
    if shape.settings.layout is not CkanLayout.DATASTORE:
        return fields
    if shape.is_rows_alone(file.name):
        return _without_bytes(fields, version, file)
    return _with_own_address(fields, version, file)


def _without_bytes(
    fields: Mapping[str, Value], version: PublishedVersion, file: PublishedFile
) -> Mapping[str, Value]:
    """Return the fields of a resource that is a table and no file, from those that it would have as a file."""
    declared = version.resources[file.name]
    address = fields["url"]
    return {
        **fields,
        **{name: "" for name in _OF_BYTES if name in fields},
        "description": (
            f"{declared['title']}（{file.name}）。{declared['description']}"
            f"次のアドレスから、いつも最新の版の行をCSVで取得できます（先頭に行番号の列「{_NUMBER}」が付きます）: {address}\n\n"
            f"{declared['title_en']}. {declared['description_en']} The address gives the newest rows as CSV,"
            f" after a column “{_NUMBER}” with their numbers."
        ),
    }


def _with_own_address(
    fields: Mapping[str, Value], version: PublishedVersion, file: PublishedFile
) -> Mapping[str, Value]:
    """Return the fields of a link to a file elsewhere, which promise no address at the catalogue itself."""
    title = title_of(version, file.name)
    words = Bilingual(
        f"{title.ja}（{file.name}）。{version.version} に公表した版のファイルです。",
        f"{title.en}, as released in version {version.version}.",
    )
    return {**fields, "description": f"{words.ja}\n\n{words.en}"}


def dump_of(wanted: Sequence[TableColumn], content: bytes) -> Dump | None:
    """Return what a dump holds, or nothing if the bytes are none; a table of other columns has no rows to compare.

    A byte order mark stands before the first line; lines end with CRLF or LF; the order of rows means nothing.
    """
    text = content.decode("utf-8-sig", "replace")
    first, _, lines = text.partition("\n")
    return lines_of(next(csv.reader([first.rstrip("\r")])), wanted, lines)


def lines_of(names: Sequence[str], wanted: Sequence[TableColumn], lines: str) -> Dump | None:
    """Return what CSV lines hold whose columns have these names; nothing if they are no rows of the DataStore."""
    if not names or names[0] != _NUMBER:
        return None
    columns, own = tuple(wanted), tuple(names[1:])
    if own != tuple(column.name for column in columns):
        return Dump(own, StoredRows())
    try:
        return Dump(own, stored_rows(columns, read_lines(lines)))
    except ValueError:
        return None


def require_datastore(server: Server, settings: CkanSettings, host: str) -> None:
    """Require a DataStore where the plan wants nothing but tables.

    Raises:
        CatalogueRefusedError: if the server has none.
    """
    if settings.layout is CkanLayout.DATASTORE and not server.has_datastore:
        raise CatalogueRefusedError(
            f'カタログ {host} にはDataStoreがないため、layout = "datastore" では公開できません。カタログの管理者にDataStoreを'
            '有効にしてもらうか、計画ファイルの catalogues の layout を "archive" などにしてください。',
            f'the catalogue {host} has no DataStore: layout = "datastore" cannot work there. Have the DataStore'
            ' switched on, or choose another layout in the plan file, such as "archive".',
        )


def left_out_words(shape: Shape) -> tuple[Bilingual, ...]:
    """Say which files of the newest version the catalogue does not list; nothing where it lists all."""
    left = shape.left_out()
    if not left:
        return ()
    return (
        Bilingual(
            f"このカタログには表だけを載せています。載せていないファイル: {'、'.join(left)}。"
            "市のサイトなどにファイルを置けるときは、計画ファイルの catalogues の files_url にそのアドレスを書くと、リンクとして載ります。",
            f"this catalogue lists tables alone. Left out: {', '.join(left)}. If the files lie on a site of yours, give its"
            " address as `files_url` of the catalogue in the plan file, and they are listed as links.",
        ),
    )


def rebuilt_words(file: str) -> Bilingual:
    """Say that a table is made anew, and what readers see meanwhile."""
    return Bilingual(
        f"表「{file}」は列か型が変わるため、作り直します。作り直しが終わるまでの数秒、この表は読めません。",
        f"the table {file!r} has other columns or types and is made anew: for the seconds that this takes it cannot be read.",
    )


def divided_words(file: str, rows: int, most: int) -> Bilingual:
    """Say that the changes of a table do not fit into one transaction."""
    return Bilingual(
        f"表「{file}」は{rows}行が変わるため、{most}行ずつに分けて書き込みます。その間、新しい行と古い行が混ざって見えます。",
        f"the table {file!r} has {rows} changed rows, which are written {most} at a time: meanwhile readers see new and old"
        " rows side by side.",
    )
