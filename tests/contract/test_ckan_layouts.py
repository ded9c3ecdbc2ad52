"""The simpler modes for a CKAN that forbids a part: one dataset alone, or no uploads at all."""

from __future__ import annotations

import pytest
from builders.anybody import get
from builders.folder_site import folder_site
from builders.polling_reader import PollingReader
from builders.publications import CODES, PROGRESS
from contract.ckan_office import Office

from shinchoku.package.build import DESCRIPTOR

LATER = {"progress": PROGRESS[:1], "codes": CODES}


@pytest.mark.oldest_ckan
def test_one_dataset_holds_the_newest_release_and_its_stable_addresses(ckan_office: Office) -> None:
    """No second dataset is made; a reader never sees two releases, and the stable addresses stay."""
    ckan_office.with_settings(layout="single")
    ckan_office.tree.release("2026-11-23")
    assert ckan_office.publish().is_done
    assert [one["name"] for one in ckan_office.server.datasets(ckan_office.name)] == [ckan_office.name]
    stable = ckan_office.stable("progress.csv")
    before = {one["id"] for one in ckan_office.listing()["resources"] if one["url_type"] != "upload"}
    publication = ckan_office.tree.release("2026-11-24", LATER)
    brought = ckan_office.publish()
    assert brought.is_done
    after = ckan_office.listing()["resources"]
    assert {one["id"] for one in after if one["url_type"] != "upload"} == before
    assert len(after) == 10
    assert all("2026-11-23" not in one["name"] for one in after)
    assert get(stable).body == publication.content("2026-11-24", "progress.csv")
    assert ckan_office.publish().writes == 0


@pytest.mark.oldest_ckan
def test_links_lead_to_the_citys_own_site(ckan_office: Office) -> None:
    """Nothing is uploaded; the files are read back where the public finds them."""
    publication = ckan_office.tree.release("2026-11-23")
    with folder_site(ckan_office.tree.folder) as site:
        ckan_office.with_settings(layout="links", files_url=site)
        assert ckan_office.publish().is_done
        assert {one["url_type"] or "" for one in ckan_office.listing()["resources"]} == {""}
        assert get(ckan_office.stable(DESCRIPTOR)).body == publication.content("2026-11-23", DESCRIPTOR)
        publication = ckan_office.tree.release("2026-11-24", LATER)
        with PollingReader(ckan_office.server.url, ckan_office.name) as reader:
            reader.know(publication)
            assert ckan_office.publish().writes == (2 if ckan_office.server.tells_of_indexes else 3)
        assert ckan_office.publish().writes == 0
    assert reader.violations == []


@pytest.mark.parametrize("layout", ["single", "archive"])
def test_a_catalogue_may_change_to_another_layout(ckan_office: Office, layout: str) -> None:
    """The stable addresses outlive the change."""
    first, second = ("archive", "single") if layout == "single" else ("single", "archive")
    ckan_office.with_settings(layout=first)
    publication = ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    stable = ckan_office.stable("progress.csv")
    ckan_office.with_settings(layout=second)
    assert ckan_office.publish().is_done
    assert get(stable).body == publication.content("2026-11-23", "progress.csv")
    assert ckan_office.publish().writes == 0
