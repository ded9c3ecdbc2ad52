"""Catalogues, what they show when they are read back, and receipts, in few lines."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from shinchoku.catalogue_kinds.ckan.settings import CkanSettings
from shinchoku.catalogue_kinds.ckan.wanted.tables import columns_of
from shinchoku.catalogues.derived import derived_descriptor, derived_sums
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.receipts import Receipt, Via, receipt_of
from shinchoku.catalogues.table_rows import published_rows
from shinchoku.catalogues.things import Thing, ThingKind
from shinchoku.package.build import DESCRIPTOR, SUMS

AT = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)
SITE = "https://ckan.umibe.example.jp"


def city_ckan(name: str = "city", **more: object) -> CkanSettings:
    """Return the settings of a CKAN; its token lies where no bundle says."""
    settings = {
        "kind": "ckan",
        "name": name,
        "url": SITE,
        "organization": "umibe",
        "token_env": "UMIBE_TOKEN",
        "token_file": "/run/secrets/umibe",
        "proxy": "http://user:pass@proxy.example.jp:8080",
        **more,
    }
    return CkanSettings.model_validate(settings)


def shown_by_ckan(publication: Publication) -> dict[str, Thing]:
    """Return what a CKAN shows that has the newest version exactly, its descriptor derived."""
    newest = publication.newest
    home = f"{SITE}/dataset/umibe/resource"
    addresses = {name: f"{home}/{name.lower()}" for name in newest.files if name != DESCRIPTOR}
    descriptor = derived_descriptor(newest.descriptor, addresses)
    sums = derived_sums({name: one.sha256 for name, one in newest.files.items()}, descriptor, addresses)
    derived = {DESCRIPTOR: descriptor, SUMS: sums}
    things = [
        Thing(
            ThingKind.DATASET, "current", {"id": "d1", "name": "204218-umibe-plan", "tags": ("市", "計画")}
        ),
        Thing(ThingKind.FILE, "archive-2026/old/progress.csv", {"id": "r0", "hash": "0" * 64}),
    ]
    for name, file in newest.files.items():
        fields = {
            "id": f"r-{name}",
            "size": str(file.size),
            "url": f"{home}/{name.lower()}",
            "content": hashlib.sha256(derived[name]).hexdigest() if name in derived else file.sha256,
        }
        things += [
            Thing(ThingKind.FILE, key, fields)
            for key in (f"archive-2026/{newest.version}/{name}", f"current/{name}")
        ]
    for name, resource in newest.resources.items():
        rows = published_rows(columns_of(resource), publication.content(newest.version, name))
        told = {"rows": str(len(rows.rows)), "digest": rows.digest}
        things.append(Thing(ThingKind.TABLE, f"current/{name}/rows", told))
    return {thing.key: thing for thing in things}


def receipt_from(publication: Publication, bundle: str = "", **more: object) -> Receipt:
    """Return the receipt of a CKAN that shows exactly what is published, with some of its facts replaced."""
    made = receipt_of(
        city_ckan(),
        publication,
        shown_by_ckan(publication),
        via=Via.BUNDLE if bundle else Via.DIRECT,
        at=AT,
        server={"ckan_version": "2.12.0"},
        lag_seconds={"current/progress.csv/rows": 1.5},
        bundle=bundle,
    )
    return made.model_copy(update=more)
