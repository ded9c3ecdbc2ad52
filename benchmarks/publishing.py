"""Publishing the demonstration to a real CKAN, beside the way most publishers do it.

    SHINCHOKU_TEST_CKAN=…/ckan.env python benchmarks/publishing.py [RUNS]

The floor is a script that deletes nothing, checks nothing and reads nothing back: one dataset, one
`resource_create` with an upload for each file, one `datastore_create` for each table. It leaves readers with a
listing that grows file by file, and cannot be run twice.
"""

from __future__ import annotations

import io
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import ckanapi
from pydantic import SecretStr

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from builders.ckan import Ckan as Server
from builders.ckan import started_ckan
from golden.demonstration import INBOX, PLAN

from flows.nightly import run_night
from shinchoku.adapters.catalogues.http_session import HttpSettings
from shinchoku.adapters.catalogues.tree import read_publication
from shinchoku.adapters.inbox import Inbox
from shinchoku.catalogue_kinds.ckan.api.catalogue import Ckan
from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.settings import CkanSettings
from shinchoku.catalogue_kinds.ckan.wanted.stored import StoredRows, new_rows
from shinchoku.catalogue_kinds.ckan.wanted.tables import as_declared, columns_of
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.table_rows import published_rows
from shinchoku.catalogues.things import Policy
from shinchoku.night.publishing.push import Push, PushResult
from shinchoku.session import writing


def released(folder: Path) -> Publication:
    """Release the demonstration once, and return it."""
    from datetime import date  # noqa: PLC0415 -- used here alone

    with writing(str(PLAN), folder, None, date(2026, 11, 23)) as session:
        run_night(session, Inbox(str(INBOX), 50, sleep=lambda _: None))
        found = read_publication(session.published.folder)
    assert found is not None  # noqa: S101 -- the demonstration always releases
    return found


def published(server: Server, name: str, publication: Publication) -> PushResult:
    """Publish as the night does, without its pace."""
    settings = CkanSettings(
        name=name, kind="ckan", url=server.url, organization=server.organization, dataset=name, test=True
    )
    client = CkanClient(server.url, SecretStr(server.editor.token), HttpSettings(per_second=1000))
    return Push(Ckan(settings, client), publication, {}, Policy.REPAIR).run()


def floor(server: Server, name: str, publication: Publication) -> None:
    """Publish as most scripts do."""
    site, newest = ckanapi.RemoteCKAN(server.url, server.editor.token), publication.newest
    site.action.package_create(name=name, owner_org=server.organization)
    for file in newest.files:
        content = publication.content(newest.version, file)
        files = {"upload": (file, io.BytesIO(content))}
        made = site.call_action("resource_create", {"package_id": name, "name": file}, files=files)
        if file in newest.resources:
            columns = columns_of(newest.resources[file])
            rows = published_rows(columns, content)
            records = list(new_rows(rows, StoredRows()))
            fields = [as_declared(column) for column in columns]
            site.action.datastore_create(resource_id=made["id"], force=True, fields=fields, records=records)


def seconds(work: Callable[[], object]) -> float:
    """Return how long something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main(runs: int) -> None:
    """Print the medians and their ratio to the floor."""
    server = started_ckan()
    with tempfile.TemporaryDirectory() as folder:
        publication = released(Path(folder))
        taken: dict[str, list[float]] = {"floor": [], "first": [], "unchanged": []}
        for _ in range(runs):
            plain, name = (f"bench-{kind}-{secrets.token_hex(4)}" for kind in ("floor", "ours"))
            taken["floor"].append(seconds(lambda plain=plain: floor(server, plain, publication)))
            taken["first"].append(seconds(lambda name=name: published(server, name, publication)))
            taken["unchanged"].append(seconds(lambda name=name: published(server, name, publication)))
    server.tidy()
    base = statistics.median(taken["floor"])
    print(f"{'':12}{'median s':>10}{'min':>8}{'max':>8}{'ratio to floor':>16}")
    for what, times in taken.items():
        middle = statistics.median(times)
        print(f"{what:12}{middle:10.2f}{min(times):8.2f}{max(times):8.2f}{middle / base:16.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
