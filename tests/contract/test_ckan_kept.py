"""What others changed in a CKAN and a person keeps: it stays through later releases, until that is ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from builders.anybody import get
from builders.publications import CODES, PROGRESS
from contract.ckan_mishaps import (
    TOGETHER,
    Mishap,
    also_on_the_oldest,
    deleted,
    hidden,
    retitled,
    with_a_file_over_the_link,
    with_another_file_in_the_archive,
    with_another_row,
    without_anything,
    without_the_archive,
)
from contract.ckan_office import Lent, Office

from shinchoku.catalogues.failures import CatalogueDiffersError, CatalogueRefusedError

LATER = {"progress": PROGRESS[:1], "codes": CODES}
Change = Callable[[Office], str]


@pytest.fixture
def published(ckan_office: Office) -> Office:
    """An office whose first release is public."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    return ckan_office


def with_more(office: Office) -> str:
    """Somebody adds a file of their own to the current dataset."""
    made = office.server.editor.call(
        "resource_create", package_id=office.name, url="https://example.com/x.pdf", name="別紙"
    )
    return f"current/{made['id']}"


@pytest.mark.parametrize(
    "changes", also_on_the_oldest([*(one for one in TOGETHER if without_anything not in one), (with_more,)])
)
def test_what_is_kept_counts_as_in_order_until_that_is_ended(lent: Lent, changes: Sequence[Mishap]) -> None:
    """No night has anything to say or to write, but that bytes are no longer ours; the next release goes beside it.

    Then the released bytes are back under the same addresses.
    """
    with lent.office() as published:
        before = published.downloads(f"{published.name}-releases-2026")
        keys = {published.keep(key) for key in [change(published) for change in changes]}
        brought = published.publish()
        fields = {change.name for step in brought.steps for change in step.changes}
        assert (brought.is_done, brought.drift, fields - {"hash", "size"}) == (True, (), set())
        if without_the_archive not in changes:  # a release would have no place: see below
            later = [f"2023,1,achieved,{len(before)},false,2024-05-10"]
            published.tree.release(next_day(published), {"progress": later, "codes": CODES})
            assert published.publish().is_done
        assert published.publish().writes == 0
        assert keys == published.keeping.keys()
        published.keeping = {}
        assert published.publish().is_done
        assert published.is_as_released()
        assert before.items() <= published.downloads(f"{published.name}-releases-2026").items()


def next_day(office: Office) -> str:
    """Return the version that comes after the newest."""
    return str(date.fromisoformat(office.tree.publication().newest.version) + timedelta(days=1))


def test_a_hidden_dataset_stays_hidden_and_gets_the_next_release(published: Office) -> None:
    """Whoever may see it sees the new version; whoever makes it public again is not heard."""
    published.keep(hidden(published))
    published.tree.release("2026-11-24", LATER)
    published.publish()
    shown = published.server.editor.get("package_show", id=published.name)
    assert (shown["private"], shown["version"]) == (True, "2026-11-24")
    published.server.editor.call("package_patch", id=published.name, private=False)
    again = published.publish()
    assert [step.key for step in again.drift] == ["current"]
    assert published.server.editor.get("package_show", id=published.name)["private"] is True


def test_a_deleted_dataset_stays_deleted(published: Office) -> None:
    """Also when somebody brings it back."""
    published.keep(deleted(published))
    published.tree.release("2026-11-24", LATER)
    assert published.publish().is_done
    published.server.editor.call("package_patch", id=published.name, state="active")
    published.publish()
    assert published.server.admin.get("package_show", id=published.name)["state"] == "deleted"


def test_a_file_that_others_put_in_place_of_ours_has_not_our_hash(published: Office) -> None:
    """What is downloaded is theirs, and nothing says any more that it is the released one."""
    published.keep(with_a_file_over_the_link(published))
    published.publish()
    resource = published.resource("codes.csv")
    ours = published.tree.publication().newest.files["codes.csv"]
    assert not resource["hash"]
    assert resource["size"] != ours.size
    assert get(published.stable("codes.csv")).body == b"code\r\n"


@pytest.mark.parametrize("change", [with_another_file_in_the_archive, with_another_row])
def test_what_is_kept_and_changed_again_waits_for_a_person(published: Office, change: Change) -> None:
    """What was kept is not ours to restore, and ours is not put in its place: a hold, until it is kept anew or ended."""
    key = published.keep(change(published))
    published.publish()
    if change is with_another_row:
        published.server.editor.call(
            "datastore_delete", resource_id=published.resource("progress.csv")["id"], force=True
        )
    else:
        published.upload_over(published.archived("progress.csv")["id"], "progress.csv", b"again\r\n")
    before = published.server.last_activity()
    with pytest.raises(CatalogueDiffersError) as held:
        published.publish()
    assert key in held.value.message.ja
    assert published.server.last_activity() == before
    published.keeping = {}
    assert published.publish().is_done
    assert published.is_as_released()


def test_one_field_is_kept_and_another_is_put_right(published: Office) -> None:
    """`current:title` is the title alone."""
    retitled(published)
    published.server.editor.call("package_patch", id=published.name, author="だれか")
    published.keep("current:title")
    published.publish()
    assert (published.listing()["title"], published.listing()["author"]) == ("別の題名", "海辺市")


def test_bytes_are_put_right_where_something_else_of_the_file_is_kept(published: Office) -> None:
    """Somebody's description stays, somebody's file does not."""
    archived = published.archived("progress.csv")
    before = get(archived["url"]).body
    published.server.editor.call("resource_patch", id=archived["id"], description="注記")
    key = published.keep(f"archive-2026/{published.tree.publication().newest.version}/progress.csv")
    published.publish()
    with_another_file_in_the_archive(published)
    assert published.publish().is_done
    assert published.publish().writes == 0
    assert (published.archived("progress.csv")["description"], get(archived["url"]).body) == ("注記", before)
    assert not published.keeping[key].holds_bytes


def test_a_replaced_file_is_kept_with_its_bytes_whatever_version_has_its_turn(published: Office) -> None:
    """Nothing says that it has our hash, and every night finds it in order."""
    published.tree.release("2026-11-24", LATER)
    published.publish()
    published.tree.release("2026-11-25", LATER)
    published.publish(turn=1)
    published.upload_over(published.archived("progress.csv")["id"], "progress.csv", b"others' own")
    published.keep("archive-2026/2026-11-23/progress.csv")
    assert [published.publish(turn=turn).is_done for turn in (0, 1, 2)] == [True] * 3
    assert not published.archived("progress.csv")["hash"]


@pytest.mark.parametrize("is_purged", [True, False])
def test_an_archive_that_stays_away_takes_no_new_version(published: Office, *, is_purged: bool) -> None:
    """Links go on leading where they led; a release that would lie there is refused with a sentence."""
    name = f"{published.name}-releases-2026"
    if is_purged:
        published.server.purge(name)
    else:
        published.server.editor.call("package_delete", id=name)
    published.keep("archive-2026")
    before = [one["url"] for one in published.listing()["resources"]]
    assert published.publish().is_done
    published.tree.release("2026-11-24", LATER)
    with pytest.raises((CatalogueRefusedError, CatalogueDiffersError)):
        published.publish()
    assert [one["url"] for one in published.listing()["resources"]] == before


def test_in_one_dataset_a_release_waits_for_what_is_kept_there(ckan_office: Office) -> None:
    """The file that a person keeps would go with the release: first somebody decides."""
    ckan_office.with_settings(layout="single")
    ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    upload = next(one for one in ckan_office.listing()["resources"] if one["url_type"] == "upload")
    ckan_office.upload_over(upload["id"], "progress.csv", b"others' own")
    name = "progress.csv"
    ckan_office.keep(f"current/2026-11-23/{name}")
    assert ckan_office.publish().is_done
    ckan_office.tree.release("2026-11-24", LATER)
    before = ckan_office.listing()
    with pytest.raises(CatalogueDiffersError):
        ckan_office.publish()
    assert ckan_office.listing() == before
