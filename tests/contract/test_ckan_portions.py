"""A version that is more than one write carries: divided, and never linked to before all of it is there."""

from __future__ import annotations

from itertools import count

import pytest
from builders.anybody import get
from builders.fault_proxy import FaultProxy, Request
from builders.publications import CODES, PROGRESS
from contract.ckan_office import Office

from shinchoku.catalogue_kinds.ckan.api import writing
from shinchoku.catalogues.failures import CatalogueFailedError
from shinchoku.catalogues.planning import plan_steps
from shinchoku.catalogues.publication import Publication

LONG = [*CODES, *(f"list,{number},{'x' * 100}" for number in range(600))]
QUALITY = [f"2023,SH{number},{number}" for number in range(3000)]


def everything_is_there(office: Office, publication: Publication) -> bool:
    """Tell whether anybody gets every file of the newest version, byte for byte, at its stable address."""
    version = publication.newest.version
    names = [name for name in publication.newest.files if name.endswith((".csv", ".md"))]
    return all(get(office.stable(name)).body == publication.content(version, name) for name in names)


def revisions(proxy: FaultProxy) -> list[Request]:
    """Return the writes that carried files."""
    return [one for one in proxy.writes if one.path.endswith("/package_revise") and one.received > 5_000]


@pytest.mark.oldest_ckan
def test_a_version_goes_in_portions(ckan_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """No write carries more than it should, but for a file that is larger alone; the files are in their order."""
    monkeypatch.setattr(writing, "_MOST_BYTES", 50_000)
    publication = ckan_office.tree.release(
        "2026-11-23", {"progress": PROGRESS, "codes": LONG, "quality": QUALITY}
    )
    with FaultProxy(*ckan_office.server.place) as proxy:
        ckan_office.with_settings(url=proxy.address)
        assert ckan_office.publish().is_done
        sizes = [one.received for one in revisions(proxy)]
        assert everything_is_there(ckan_office, publication)
        assert ckan_office.publish().writes == 0
    assert len(sizes) >= 3
    assert sum(size > 60_000 for size in sizes) == 1


def test_a_version_that_broke_off_in_between_is_not_linked_to(
    ckan_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The version before stays what readers get; the next run brings the rest, and nothing is there twice."""
    monkeypatch.setattr(writing, "_MOST_BYTES", 50_000)
    before = ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    after = ckan_office.tree.release("2026-11-24", {"progress": PROGRESS[:1], "codes": LONG})
    catalogue = ckan_office.catalogue()
    described = catalogue.describe(after)
    steps = plan_steps(described.wanted, described.present, ckan_office.told)
    sent = count(1)
    revised = writing._revise  # noqa: SLF001 -- what is to break off
    monkeypatch.setattr(writing, "_revise", lambda *told: revised(*told) if next(sent) == 1 else fail())
    with pytest.raises(CatalogueFailedError):
        catalogue.apply(after, steps)
    monkeypatch.setattr(writing, "_revise", revised)
    archive = f"{ckan_office.name}-releases-2026"
    assert 5 < len(ckan_office.listing(archive)["resources"]) < 10
    assert everything_is_there(ckan_office, before)
    assert ckan_office.publish().is_done
    assert everything_is_there(ckan_office, after)
    ids = [one["id"] for one in ckan_office.listing(archive)["resources"]]
    assert len(ids) == len(set(ids)) == 10


def fail() -> None:
    """Break off."""
    raise CatalogueFailedError("切れました", "broken off")
