"""Hand-over: a bundle for a catalogue on the other side of a closed network, its errand there, its receipt here."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from shinchoku.adapters.catalogues.handover import open_bundle, read_receipt, write_bundle, write_receipt
from shinchoku.adapters.catalogues.opening import open_catalogue
from shinchoku.adapters.catalogues.tree import read_publication
from shinchoku.adapters.state.catalogue_lines import load_lines, save_line, save_receipt
from shinchoku.catalogues.handover import Manifest, require_same_address
from shinchoku.catalogues.outbox import after_hand_over, after_success, line_tonight
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.receipt_check import check_receipt
from shinchoku.catalogues.receipts import Receipt, Via, receipt_of
from shinchoku.catalogues.things import Policy
from shinchoku.city_clock import now, today
from shinchoku.errors import ConfigurationError
from shinchoku.night.publishing.chosen import chosen_catalogues, require_for_show
from shinchoku.night.publishing.push import Push, PushResult
from shinchoku.paths import DataPaths
from shinchoku.register.catalogues import CatalogueSettings
from shinchoku.review.people import Actor
from shinchoku.session import Session


@dataclass(frozen=True)
class CarriedOut:
    """What a bundle's errand came to for one catalogue, and where its receipt lies."""

    settings: CatalogueSettings
    push: PushResult
    receipt: Path | None


def export(session: Session, actor: Actor, names: Sequence[str], target: Path) -> Manifest:
    """Write a bundle for catalogues, and keep that it is on its way.

    Raises:
        ConfigurationError: if there is no such catalogue, nothing to hand over, or no place for it.
    """
    chosen = [
        one
        for one in chosen_catalogues(session, names or [one.name for one in session.plan.catalogues])
        if one.is_handed_over or names
    ]
    publication = read_publication(session.published.folder)
    if publication is not None:
        for one in chosen:
            require_for_show(one, publication)
    manifest = write_bundle(target, session.published.folder, chosen, session.plan.id)
    with session.change(actor, f"hand over {manifest.version}") as change:
        lines = load_lines(change.connection, session.plan.id)
        for one in chosen:
            line = line_tonight(lines.get(one.name), one.name, manifest.version, session.as_of)
            save_line(change, after_hand_over(line, manifest.version, manifest.digest, session.as_of))
    return manifest


def carry_out(folder: Path, names: Sequence[str] = ()) -> tuple[CarriedOut, ...]:
    """Bring the catalogues of a bundle to what it holds, without any state, and write their receipts into it.

    Where a catalogue lies, and with which token it is spoken to, is said on this side alone.

    Raises:
        ConfigurationError: if the bundle is not exactly what was made, or leads elsewhere than is allowed here.
        OperationalError: if a catalogue does not answer, refuses, or shows something else.
    """
    bundle = open_bundle(folder)
    chosen = [one for one in bundle.catalogues if not names or one.name in names]
    if not chosen:
        raise _not_in_bundle(names, bundle.catalogues)
    for one in chosen:
        if variable := one.address_variable:
            require_same_address(one, os.environ.get(variable))
        require_for_show(one, bundle.publication)
    return tuple(_carried_out(folder, one, bundle.publication, bundle.manifest.digest) for one in chosen)


def take_in(session: Session, actor: Actor, path: Path) -> Receipt:
    """Take a receipt in that came back: what was handed over is published.

    Raises:
        ConfigurationError: if it is no receipt of the hand-over that is out.
    """
    receipt = read_receipt(path)
    publication = read_publication(session.published.folder)
    if publication is None:
        raise ConfigurationError(
            "まだ何も公表していません。--plan と --data を確かめてください。",
            "nothing was released yet: check --plan and --data.",
        )
    with session.change(actor, f"receipt of {receipt.version}") as change:
        line = load_lines(change.connection, session.plan.id).get(receipt.catalogue)
        check_receipt(receipt, line, publication)
        if line is not None:
            save_line(change, after_success(line, receipt.version, line.told, now(), session.as_of))
        save_receipt(change, receipt)
    return receipt


def _carried_out(
    folder: Path, settings: CatalogueSettings, publication: Publication, digest: str
) -> CarriedOut:
    """Bring one catalogue to what a bundle holds."""
    catalogue = open_catalogue(settings, DataPaths(folder / "work"), today().toordinal())
    try:
        push = Push(catalogue, publication, {}, Policy.of(settings.drift)).run()
    finally:
        catalogue.close()
    if not push.is_done:
        return CarriedOut(settings, push, None)
    receipt = receipt_of(
        settings,
        publication,
        push.shown,
        via=Via.BUNDLE,
        at=now(),
        lag_seconds=push.lag_seconds,
        bundle=digest,
    )
    return CarriedOut(settings, push, write_receipt(folder, receipt))


def _not_in_bundle(names: Sequence[str], catalogues: Sequence[CatalogueSettings]) -> ConfigurationError:
    """Say which catalogues a bundle is for."""
    known = ", ".join(one.name for one in catalogues)
    return ConfigurationError(
        f"引渡しファイルにカタログ「{'、'.join(names)}」はありません（あるもの: {known}）。",
        f"the bundle is not for {', '.join(names)} (it is for: {known}).",
    )
