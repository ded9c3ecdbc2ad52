"""What a CKAN refuses, and what we refuse to do to one: each is told in a sentence, and nothing is half done."""

from __future__ import annotations

import threading

import pytest
from builders.publications import PROGRESS, Tree
from contract.ckan_office import Office

from shinchoku.catalogues.failures import CatalogueFailedError, CatalogueRefusedError
from shinchoku.catalogues.publication import Publication
from shinchoku.night.publishing.push import PushResult


def refused(office: Office, **more: str) -> str:
    """Return what a person is told when publishing is refused."""
    with pytest.raises(CatalogueRefusedError) as stopped:
        office.publish(**more)
    return stopped.value.message.ja


@pytest.mark.oldest_ckan
def test_a_revoked_token_is_told_and_nothing_is_taken_for_missing(ckan_office: Office) -> None:
    """A stranger sees no private datasets; a token that is nobody's must not look like an empty catalogue."""
    ckan_office.tree.release("2026-11-23")
    token = ckan_office.server.new_token()
    ckan_office.publish(token=token)
    ckan_office.server.revoke(token)
    told = refused(ckan_office, token=token)
    assert "APIトークンが無効か" in told
    assert token not in told
    assert ckan_office.publish().writes == 0


@pytest.mark.oldest_ckan
def test_a_missing_organisation_is_named(ckan_office: Office) -> None:
    """The sentence says which organisation, and where to mend it."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.with_settings(organization="no-such-office")
    assert "組織「no-such-office」がありません" in refused(ckan_office)


@pytest.mark.oldest_ckan
def test_a_missing_group_is_named(ckan_office: Office) -> None:
    """The sentence says which group."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.with_settings(groups=["no-such-group"])
    assert "グループ「no-such-group」がありません" in refused(ckan_office)


@pytest.mark.oldest_ckan
def test_a_file_that_is_too_large_leaves_the_version_before_whole(ckan_office: Office) -> None:
    """The limit of the server is told; what was public stays public, equal byte for byte."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    before = ckan_office.listing()
    long = [f"list,{number},{'x' * 1000}" for number in range(11_000)]
    ckan_office.tree.release("2026-11-24", {"progress": PROGRESS, "codes": long})
    assert "大きさを超える" in refused(ckan_office)
    assert ckan_office.listing() == before
    assert ckan_office.listing(f"{ckan_office.name}-releases-2026")["num_resources"] == 5


def test_a_name_that_is_taken_is_left_alone(ckan_office: Office) -> None:
    """A dataset that we did not make is not touched, unless the plan says that it may be taken over."""
    ckan_office.tree.release("2026-11-23")
    theirs = ckan_office.server.editor.call(
        "package_create", name=ckan_office.name, title="よその", owner_org=ckan_office.server.organization
    )
    assert "このシステムが作ったものではありません" in refused(ckan_office)
    assert ckan_office.listing()["title"] == "よその"
    ckan_office.with_settings(adopt=True)
    assert ckan_office.publish().is_done
    assert ckan_office.listing()["id"] == theirs["id"]


def test_an_older_publication_never_takes_a_newer_one_back(
    ckan_office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A machine with an old backup is told so, and changes nothing."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.tree.release("2026-11-24", {"progress": PROGRESS[:1]})
    ckan_office.publish()
    before = ckan_office.listing()
    ckan_office.tree = Tree(tmp_path_factory.mktemp("backup"), ckan_office.slug)
    ckan_office.tree.release("2026-11-23")
    assert "2026-11-24" in refused(ckan_office)
    assert ckan_office.listing() == before


def at_once(office: Office, publication: Publication) -> list[PushResult | CatalogueFailedError]:
    """Publish from two places at the same time, and return how both ended."""
    ended: list[PushResult | CatalogueFailedError] = []

    def publish() -> None:
        try:
            ended.append(office.publish(publication))
        except CatalogueFailedError as error:
            ended.append(error)

    threads = [threading.Thread(target=publish) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return ended


def test_two_publishers_at_once_end_in_one_publication(ckan_office: Office) -> None:
    """One is first; the other looks again and has nothing left to do, or says that it will try again."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    for number in range(1, 4):
        rows = {"progress": [f"2023,{number},pending,,true,"]}
        ended = at_once(ckan_office, ckan_office.tree.release(f"2026-12-{number:02}", rows))
        assert any(isinstance(one, PushResult) and one.is_done for one in ended)
        assert ckan_office.publish().writes == 0
        archive = ckan_office.listing(f"{ckan_office.name}-releases-2026")["resources"]
        assert len({one["id"] for one in archive}) == len(archive)


@pytest.mark.oldest_ckan
def test_two_publishers_may_both_be_the_first(ckan_office: Office) -> None:
    """Both find nothing there; CKAN lets one make the dataset, and in the end all is there once."""
    at_once(ckan_office, ckan_office.tree.release("2026-11-23"))
    assert ckan_office.publish().is_done
    assert ckan_office.publish().writes == 0
    assert len(ckan_office.server.datasets(ckan_office.name)) == 2
