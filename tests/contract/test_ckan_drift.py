"""What somebody changed in the CKAN itself is seen, told, and put right or left, as the plan says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from builders.anybody import get
from builders.going_between import Downloads, GoingBetween, with_body
from builders.publications import CODES, PROGRESS
from contract.ckan_mishaps import TOGETHER, Mishap, also_on_the_oldest, without_anything
from contract.ckan_office import Lent, Office

from shinchoku.catalogues.failures import CatalogueUnreadError
from shinchoku.catalogues.things import Do, Policy, noted


@pytest.fixture
def published(ckan_office: Office) -> Office:
    """An office whose first release is public."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    return ckan_office


@pytest.mark.parametrize("mishaps", also_on_the_oldest(TOGETHER))
def test_drift_is_named_and_left_or_put_right_as_the_plan_says(lent: Lent, mishaps: Sequence[Mishap]) -> None:
    """Every night says which things were changed: one writes nothing, one brings the same bytes back under the same addresses, once."""
    with lent.office() as published:
        before = published.downloads()
        keys = {mishap(published) for mishap in mishaps}
        if without_anything not in mishaps:
            left = published.publish(policy=Policy.LEAVE)
            assert (left.writes, keys - {step.key for step in left.drift}) == (0, set())
            assert {step.do for step in left.steps} <= {Do.KEEP, Do.LEAVE}
        brought = published.publish()
        assert brought.is_done
        assert keys <= {step.key for step in brought.drift}
        assert published.publish().writes == 0
        if without_anything not in mishaps:  # what is purged comes back under a new identifier of the dataset
            assert published.downloads() == before
        assert published.is_as_released()
        assert published.listing()["title"] == "海辺市の計画"


def test_the_stable_address_comes_back_with_a_dataset_that_was_deleted(published: Office) -> None:
    """It is the same dataset under the same identifiers: programs that know its address find it again."""
    stable = published.stable("progress.csv")
    published.server.editor.call("package_delete", id=published.name)
    assert get(stable).status in {403, 404}
    published.publish()
    assert get(stable).status == 200


def test_bytes_that_somebody_replaced_are_put_back_where_they_were(published: Office) -> None:
    """An archived file whose bytes are not the release's is found by reading it, not by what is said of it."""
    archived = published.listing(f"{published.name}-releases-2026")["resources"][1]
    spoilt = published.catalogue()
    said = {f"update__resources__{archived['id']}__upload": ("codes.csv", b"code\r\n", "text/csv")}
    spoilt._client.write("package_revise", {"match__id": archived["package_id"]}, said)  # noqa: SLF001 -- as a browser would
    assert get(archived["url"]).body == b"code\r\n"
    assert published.publish().is_done
    content = published.tree.publication().content("2026-11-23", "codes.csv")
    assert get(archived["url"]).body == content


def test_an_older_version_is_read_back_when_its_turn_comes(published: Office) -> None:
    """Every night one of the older versions is downloaded whole; damage there is found, and mended."""
    published.tree.release("2026-11-24", {"progress": PROGRESS[:1], "codes": CODES})
    published.publish()
    archived = published.listing(f"{published.name}-releases-2026")["resources"][0]
    spoilt = published.catalogue()
    said = {f"update__resources__{archived['id']}__upload": ("progress.csv", b"x\r\n", "text/csv")}
    spoilt._client.write("package_revise", {"match__id": archived["package_id"]}, said)  # noqa: SLF001 -- as above
    brought = published.publish(turn=7)
    assert brought.writes == 1
    assert get(archived["url"]).body == published.tree.publication().content("2026-11-23", "progress.csv")


def test_somebody_elses_extra_fields_stay(published: Office) -> None:
    """Fields that we never wrote belong to others: a harvester's, another office's."""
    extras = [*published.listing()["extras"], {"key": "harvest_id", "value": "42"}]
    published.server.editor.call("package_patch", id=published.name, extras=extras)
    published.tree.release("2026-11-24", {"progress": PROGRESS[:1], "codes": CODES})
    published.publish()
    assert {"key": "harvest_id", "value": "42"} in published.listing()["extras"]


def test_a_file_that_somebody_added_to_the_current_dataset_goes(published: Office) -> None:
    """The current dataset lists the files of one release and nothing else."""
    published.server.editor.call(
        "resource_create", package_id=published.name, url="https://example.com/x.pdf"
    )
    brought = published.publish()
    assert [step.do for step in brought.drift] == [Do.REMOVE]
    assert len(published.listing()["resources"]) == 5


@pytest.mark.parametrize("layout", ["archive", "single"])
def test_a_release_is_no_drift(ckan_office: Office, layout: str) -> None:
    """What goes with a new release is ours, also where the plan leaves what others changed."""
    ckan_office.with_settings(layout=layout)
    for day in ("2026-11-23", "2026-11-24"):
        ckan_office.tree.release(day, {"progress": PROGRESS[: int(day[-1]) - 2], "codes": CODES})
        brought = ckan_office.publish(policy=Policy.LEAVE)
        assert (brought.is_done, brought.drift) == (True, ())
    assert len(ckan_office.listing()["resources"]) == (10 if layout == "single" else 5)


def test_a_purged_archive_that_is_left_so_takes_no_link_with_it(published: Office) -> None:
    """Nobody knows its addresses any more: the links stay as they are."""
    before = [one["url"] for one in published.listing()["resources"]]
    published.server.purge(f"{published.name}-releases-2026")
    brought = published.publish(policy=Policy.LEAVE)
    assert (brought.writes, [step.key for step in brought.drift][:1]) == (0, ["archive-2026"])
    assert [one["url"] for one in published.listing()["resources"]] == before


def test_a_file_that_came_wrong_is_looked_at_every_night(published: Office) -> None:
    """Not only when its version has its turn again."""
    for day in ("2026-11-24", "2026-11-25"):
        published.tree.release(day, {"progress": PROGRESS[: int(day[-1]) - 3], "codes": CODES})
        published.publish()
    address, key = published.archived("progress.csv")["url"], "archive-2026/2026-11-23/progress.csv"
    spoilt = Downloads(lambda told: with_body(told, told.body[::-1]), of=urlsplit(address).path)
    with GoingBetween(*published.server.place) as proxy:
        published.http_settings = replace(published.http_settings, proxy=proxy.address)
        proxy.answers = spoilt
        turn = next(one for one in (0, 1) if not _is_well(published, turn=one))
        published.told = noted(published.told, {key})
        assert not _is_well(published, turn=turn + 1)
        proxy.answers = Downloads(lambda told: told)
        assert _is_well(published, turn=turn + 1)
        proxy.answers = spoilt
        assert _is_well(published, turn=turn + 1)


def _is_well(office: Office, turn: int) -> bool:
    """Tell whether a night finds everything as it was released."""
    try:
        return office.publish(turn=turn).is_done
    except CatalogueUnreadError:
        return False
