"""Catalogues as pages show them: where each stands, where the public finds it, what a receipt holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.kept import KeptDrift
from shinchoku.catalogues.last_try import Drifted
from shinchoku.catalogues.outbox import CatalogueStatus, VersionPresence
from shinchoku.catalogues.receipts import Receipt
from shinchoku.city_clock import city_time
from shinchoku.console.request_context import RequestContext
from shinchoku.night.publishing.chosen import catalogues_of
from shinchoku.night.publishing.push import Phase
from shinchoku.package.build import DESCRIPTOR
from shinchoku.register.catalogues import CatalogueSettings
from shinchoku.views.catalogues import (
    KeptReceipt,
    KnownCatalogue,
    kind_words,
    list_kept_receipts,
    presences,
)

_WEB = ("https://", "http://")
_MOST_DRIFTED = 20
_MARKS = {
    CatalogueStatus.PENDING: ("◇", "wait"),
    CatalogueStatus.PUBLISHED: ("✓", "ok"),
    CatalogueStatus.FAILED: ("▲", "warning"),
    CatalogueStatus.HELD: ("■", "error"),
    CatalogueStatus.HANDED_OVER: ("→", "wait"),
    CatalogueStatus.REFUSED: ("✖", "error"),
}
_PRESENT = {
    VersionPresence.NEWEST: ("✓", "ok"),
    VersionPresence.KEPT: ("✓", ""),
    VersionPresence.RECEIVED: ("・", ""),
}
_UNTOLD = Bilingual("まだ反映していません", "Not told yet")
_DROPPED = Bilingual("計画ファイルにありません", "No longer in the plan file")
_ITS_TURN = Bilingual("順番を待っています", "waiting for its turn")


@dataclass(frozen=True, slots=True)
class StateMark:
    """A state in words, with its sign and tone."""

    words: Bilingual
    sign: str
    tone: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address: what is there, its text, and whether a browser may be led there."""

    label: Bilingual
    text: str

    @property
    def href(self) -> str:
        """Where a link may lead: to the web, and to nothing else that a receipt could name."""
        return self.text if is_web(self.text) else ""


@dataclass(frozen=True, slots=True)
class CatalogueCard:
    """One catalogue as the list shows it."""

    known: KnownCatalogue
    kind: Bilingual
    mark: StateMark
    is_going: bool
    """Whether it is being told just now."""
    tried_at: str
    addresses: tuple[Address, ...]
    looked_at: str
    """When the look was that told what others had changed."""
    drifted: tuple[Drifted, ...]
    left_drifted: int
    kept: tuple[KeptDrift, ...]
    """What persons keep there as others made it."""
    receipts: tuple[KeptReceipt, ...]
    older: str
    """Where older receipts are listed, if there are some."""


@dataclass(frozen=True, slots=True)
class VersionIn:
    """How one catalogue has a version."""

    name: str
    mark: StateMark | None
    """Nothing if it has not."""
    receipts: tuple[KeptReceipt, ...]


def is_web(address: str) -> bool:
    """Tell whether an address is one of the web: a receipt comes from outside and may name anything."""
    return address.startswith(_WEB) and address.isprintable() and not set(address) & set(" \"'<>\\")


def mark_of(known: KnownCatalogue) -> StateMark:
    """Return where a catalogue stands."""
    if known.settings is None:
        return StateMark(_DROPPED, "－", "")
    if known.line is None:
        return StateMark(_UNTOLD, "◇", "wait")
    status = known.line.status
    return StateMark(Bilingual(status.label_ja, status.label_en), *_MARKS[status])


def catalogues_with(context: RequestContext, version: str) -> list[VersionIn]:
    """Return how each catalogue has a version: those of the plan, and those that once were told of it."""
    session = context.session
    there = presences(session).get(version, {})
    receipts = list_kept_receipts(session, version=version)
    declared, going = [one.name for one in catalogues_of(session)], context.services.pushing.going
    newest = session.published.current_version()

    def mark(name: str) -> StateMark | None:
        if name in going and version == newest:
            return going_mark(going[name])
        return _presence_mark(there[name]) if name in there else None

    return [
        VersionIn(name, mark(name), tuple(one for one in receipts if one.catalogue == name))
        for name in (*declared, *(name for name in there if name not in declared))
    ]


def moment(at: datetime | None) -> str:
    """Return an instant as the city's clocks show it."""
    return city_time(at).strftime("%Y-%m-%d %H:%M") if at else ""


def addresses_of(
    settings: CatalogueSettings | None, dataset: str, receipt: Receipt | None
) -> tuple[Address, ...]:
    """Return where the public finds a catalogue's datasets, as its settings and its last receipt tell."""
    declared = settings.public_addresses(dataset) if settings else {}
    found = [
        *(Address(words, address) for address, words in declared.items()),
        *(_of_receipt(receipt) if receipt else ()),
    ]
    return tuple({one.text: one for one in found if one.text}.values())


def going_mark(phase: Phase | None) -> StateMark:
    """Return what is being done with a catalogue that is being told."""
    at = phase or _ITS_TURN
    ja, en = (at.ja, at.en) if isinstance(at, Bilingual) else (at.label_ja, at.label_en)
    return StateMark(Bilingual(f"反映中：{ja}", f"Being told: {en}"), "◐", "wait")


def card_of(
    context: RequestContext,
    known: KnownCatalogue,
    receipt: Receipt | None,
    receipts: Sequence[KeptReceipt],
    kept: tuple[KeptDrift, ...],
    older: str,
) -> CatalogueCard:
    """Return a catalogue as the list shows it."""
    going, last = context.services.pushing.going, known.last_try
    drifted = last.drifted if last else ()
    return CatalogueCard(
        known=known,
        kind=kind_words(known, receipt),
        mark=going_mark(going[known.name]) if known.name in going else mark_of(known),
        is_going=known.name in going,
        tried_at=moment(last.at if last else known.line.tried_at if known.line else None),
        addresses=addresses_of(known.settings, context.services.plan.dataset, receipt),
        looked_at=moment(last.looked_at) if last else "",
        drifted=drifted[:_MOST_DRIFTED],
        left_drifted=max(0, len(drifted) - _MOST_DRIFTED),
        kept=kept,
        receipts=tuple(receipts),
        older=older,
    )


def _presence_mark(presence: VersionPresence) -> StateMark:
    """Return how a version is in a catalogue."""
    return StateMark(Bilingual(presence.label_ja, presence.label_en), *_PRESENT[presence])


def _of_receipt(receipt: Receipt) -> Iterator[Address]:
    """Yield the addresses that a catalogue gave: of its datasets, and the one that stays the newest package's."""
    current = receipt.datasets.get("current")
    package = next((one for one in receipt.files if one.key == f"current/{DESCRIPTOR}"), None)
    if current is not None:
        yield Address(Bilingual("データセット", "Dataset"), current.address)
    if current is not None and package is not None and current.id and package.id:
        site = current.address.rpartition("/dataset/")[0]
        home = f"{site}/dataset/{current.id}/resource/{package.id}/download/{DESCRIPTOR}"
        yield Address(Bilingual("データパッケージ（つねに最新版）", "Data package, always the newest"), home)
    for key, one in sorted(receipt.datasets.items(), reverse=True):
        if key != "current":
            label = Bilingual(f"以前の版（{one.name}）", f"Earlier versions ({one.name})")
            yield Address(label, one.address)
