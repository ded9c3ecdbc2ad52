"""Receipts: what a catalogue showed the public after it was told, which ids it gave, which hashes were read.

A receipt that comes back from a closed network comes from outside: it is read with suspicion, and every
mistake in it is told in a sentence.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Annotated, Final, Literal

from pydantic import Field, ValidationError

from schemas.codes import CodeList
from shinchoku.catalogues.kept import KeptDrift
from shinchoku.catalogues.publication import Publication, PublishedVersion
from shinchoku.catalogues.receipt_parts import (
    DatasetReceived,
    FileReceived,
    Instant,
    KeptReceived,
    Name,
    ReceiptPart,
    ReceiptText,
    Sha256,
    TableReceived,
    Version,
)
from shinchoku.catalogues.strict import mistakes_of
from shinchoku.catalogues.things import Picture, Thing, ThingKind, Value
from shinchoku.errors import ConfigurationError
from shinchoku.register.catalogues import CatalogueSettings

FORMAT: Final = "shinchoku-receipt/1"
MOST_BYTES = 4 * 1024 * 1024
"""The largest receipt that is read: a thousand files take a tenth of it."""
_MOST_ENTRIES, _MOST_REASON = 5_000, 2_000


class Via(CodeList):
    """How what was published came to its catalogue."""

    DIRECT = "direct", "直接", "Directly"
    BUNDLE = "bundle", "引渡しファイル", "By a hand-over bundle"
    BY_HAND = "by_hand", "手作業", "By hand"


class Receipt(ReceiptPart):
    """What was published where, when, under which ids and with which hashes."""

    format: Literal["shinchoku-receipt/1"] = FORMAT
    plan: Name
    catalogue: Name
    kind: Name
    dataset: Name
    version: Version
    via: Via
    at: Instant
    bundle: Literal[""] | Sha256 = ""
    """The digest of the hand-over bundle that was carried out, if one was."""
    server: Annotated[dict[Name, ReceiptText], Field(max_length=100, default_factory=dict)]
    """What the server says of itself: its version, its extensions."""
    datasets: Annotated[dict[Name, DatasetReceived], Field(max_length=_MOST_ENTRIES, default_factory=dict)]
    files: Annotated[tuple[FileReceived, ...], Field(max_length=_MOST_ENTRIES)] = ()
    tables: Annotated[tuple[TableReceived, ...], Field(max_length=_MOST_ENTRIES)] = ()
    kept: Annotated[tuple[KeptReceived, ...], Field(max_length=_MOST_ENTRIES)] = ()
    """What is not as it was told, and counts as in order."""


def receipt_of(  # noqa: PLR0913 -- each of them is one fact of a receipt
    catalogue: CatalogueSettings,
    publication: Publication,
    shown: Picture,
    *,
    via: Via,
    at: datetime,
    server: Mapping[str, str] | None = None,
    lag_seconds: Mapping[str, float] | None = None,
    bundle: str = "",
    kept: Sequence[KeptDrift] = (),
) -> Receipt:
    """Return the receipt of what a catalogue showed when it was read back.

    Of files, those of the newest version are named: what was read there carries `content`, the sha256 of
    what an anonymous reader got.
    """
    lags = lag_seconds or {}
    return Receipt(
        plan=publication.plan_id,
        catalogue=catalogue.name,
        kind=catalogue.kind,
        dataset=publication.dataset,
        version=publication.newest.version,
        via=via,
        at=at.isoformat(timespec="seconds"),
        bundle=bundle,
        server=dict(server or {}),
        datasets={
            one.key: DatasetReceived(
                id=_text(one, "id"), name=_text(one, "name"), address=_text(one, "address")
            )
            for one in _of_kind(shown, ThingKind.DATASET)
        },
        files=tuple(
            _file(one, publication.newest)
            for one in _of_kind(shown, ThingKind.FILE)
            if one.fields.get("content")
        ),
        tables=tuple(_table(one, lags.get(one.key, 0)) for one in _of_kind(shown, ThingKind.TABLE)),
        kept=tuple(map(_kept, kept)),
    )


def to_json(receipt: Receipt) -> str:
    """Return a receipt as a file or the state keeps it."""
    left_out = set() if receipt.kept else {"kept"}  # so that receipts without it stay what they were
    return json.dumps(receipt.model_dump(mode="json", exclude=left_out), ensure_ascii=False, indent=2) + "\n"


def from_json(content: bytes, where: str) -> Receipt:
    """Read a receipt; `where` names it in messages.

    Raises:
        ConfigurationError: with every mistake, if it is no receipt of ours.
    """
    if len(content) > MOST_BYTES:
        raise ConfigurationError(
            f"受領書 {where} が大きすぎます（{len(content)}バイト、上限{MOST_BYTES}バイト）。引渡し先から届いた receipt-*.json を指定してください。",
            f"receipt {where} is too large ({len(content)} bytes, at most {MOST_BYTES}): name the receipt-*.json that came back.",
        )
    try:
        return Receipt.model_validate_json(content)
    except ValidationError as error:
        told = mistakes_of(error)
        raise ConfigurationError(
            f"受領書 {where} を読めません。引渡し先から届いたままのファイルを指定してください。\n{told.ja}",
            f"receipt {where} cannot be read: name the file as it came back.\n{told.en}",
        ) from error


def file_of(key: str, version: PublishedVersion) -> str:
    """Return the file that a thing's key is about: `current/progress.csv/rows` is about `progress.csv`."""
    parts = key.split("/")
    return next((part for part in reversed(parts) if part in version.files), parts[-1])


def _of_kind(picture: Picture, kind: ThingKind) -> Iterator[Thing]:
    """Yield the things of a kind."""
    return (one for one in picture.values() if one.kind is kind)


def _text(thing: Thing, name: str) -> str:
    """Return a field as text."""
    value: Value = thing.fields.get(name, "")
    return value if isinstance(value, str) else " ".join(value)


def _table(thing: Thing, lag_seconds: float) -> TableReceived:
    """Return what a table showed."""
    rows, digest = int(_text(thing, "rows") or 0), _text(thing, "digest")
    return TableReceived(key=thing.key, rows=rows, digest=digest, lag_seconds=float(lag_seconds))


def _kept(one: KeptDrift) -> KeptReceived:
    """Return what stays as others made it."""
    reason = " ".join(one.reason.split())[:_MOST_REASON]
    fields = tuple(sorted(one.what.fields))
    return KeptReceived(key=one.what.key, fields=fields, reason=reason, since=one.since.isoformat())


def _file(thing: Thing, version: PublishedVersion) -> FileReceived:
    """Return what a file of the newest version showed; CKAN calls its address `url`."""
    return FileReceived(
        key=thing.key,
        id=_text(thing, "id"),
        name=file_of(thing.key, version),
        sha256=_text(thing, "content"),
        size=int(_text(thing, "size") or 0),
        address=_text(thing, "address") or _text(thing, "url"),
    )
