"""Nights on a real CKAN, with an editor's token: the first, unchanged, changed, rolled back, renamed ones."""

from __future__ import annotations

import json

import pytest
from builders.anybody import get
from builders.polling_reader import PollingReader
from builders.publications import CODES, PROGRESS
from contract.ckan_office import Office

from shinchoku.catalogues.derived import original_descriptor
from shinchoku.catalogues.things import Do
from shinchoku.package.build import DESCRIPTOR

LATER = (PROGRESS[0], "2023,R6-7,achieved,1.50,true,2024-06-01", "2024,1,pending,,false,")


def rows(ckan_office: Office, file: str) -> list[dict[str, object]]:
    """Return a table's rows as the DataStore gives them to anybody."""
    found = ckan_office.server.anonymous.get(
        "datastore_search", resource_id=ckan_office.resource(file)["id"], sort="_id"
    )
    return [{name: value for name, value in row.items() if name != "_id"} for row in found["records"]]


@pytest.mark.oldest_ckan
def test_a_first_publication_is_there_as_a_whole_or_not_at_all(ckan_office: Office) -> None:
    """Nobody sees a dataset before its files and tables are complete; then everything is equal."""
    publication = ckan_office.tree.release("2026-11-23")
    with PollingReader(ckan_office.server.url, ckan_office.name) as reader:
        reader.know(publication)
        brought = ckan_office.publish()
    assert brought.is_done
    assert reader.violations == []
    listing = ckan_office.listing()
    assert [one["url"].rpartition("/")[2] for one in listing["resources"]] == [
        "progress.csv",
        "codes.csv",
        "datapackage.json",
        "changelog.md",
        "sha256sums",
    ]
    assert get(ckan_office.stable("progress.csv")).body == publication.content("2026-11-23", "progress.csv")
    assert rows(ckan_office, "progress.csv")[0] == {
        "fiscal_year": 2023,
        "item_no": "1",
        "achievement_status": "achieved",
        "value": 84.8,
        "illustrative": False,
        "decided_on": "2024-05-10",
    }


@pytest.mark.oldest_ckan
def test_metadata_say_everything_that_a_reader_of_the_page_needs(ckan_office: Office) -> None:
    """Licence with its version, attribution, period, area, identifier, tags as CKAN takes them, sizes and hashes."""
    publication = ckan_office.tree.release("2026-11-23")
    brought = ckan_office.publish()
    listing = ckan_office.listing()
    extras = {one["key"]: one["value"] for one in listing["extras"]}
    file = publication.newest.files["progress.csv"]
    resource = ckan_office.resource("progress.csv")
    assert listing["license_id"] == "cc-by"
    assert "CC-BY-4.0" in listing["notes"]
    assert "海辺市「海辺市の計画」" in listing["notes"]
    assert extras["管理ID"] == "204218-umibe"
    assert extras["対象期間"] == "2023-04-01/2024-03-31"
    assert [tag["name"] for tag in listing["tags"]] == ["KPI 指標", "行政経営プラン"]
    assert [note.ja for note in brought.notes if "市" in note.ja]
    assert (resource["hash"], resource["size"], resource["mimetype"]) == (file.sha256, file.size, "text/csv")
    assert resource["name"] == "進捗状況"


@pytest.mark.oldest_ckan
def test_an_unchanged_night_writes_nothing(ckan_office: Office) -> None:
    """CKAN's own activity stream and access log know of no write."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    before = ckan_office.writes()
    brought = ckan_office.publish()
    assert (brought.is_done, brought.writes) == (True, 0)
    assert ckan_office.writes() == before


@pytest.mark.oldest_ckan
def test_a_changed_night_moves_every_file_in_one_write(ckan_office: Office) -> None:
    """One write for the archive, one for the switch, one for the rows that changed; addresses stay.

    A server that tells of no indexes is told the table's key once more before rows are sent.
    """
    ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    before, stable = ckan_office.listing(), ckan_office.stable("progress.csv")
    publication = ckan_office.tree.release("2026-11-24", {"progress": LATER, "codes": CODES})
    with PollingReader(ckan_office.server.url, ckan_office.name) as reader:
        reader.know(publication)
        brought = ckan_office.publish()
    assert (brought.writes, reader.violations) == (3 if ckan_office.server.tells_of_indexes else 4, [])
    assert get(stable).body == publication.content("2026-11-24", "progress.csv")
    assert [one["id"] for one in ckan_office.listing()["resources"]] == [
        one["id"] for one in before["resources"]
    ]
    assert [row["item_no"] for row in rows(ckan_office, "progress.csv")] == ["1", "R6-7", "1"]
    assert list(brought.lag_seconds) == ["current/progress.csv/rows"]


def test_every_version_stays_at_its_own_address(ckan_office: Office) -> None:
    """The archive has both versions, each file byte for byte; withdrawn ones say so."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    publication = ckan_office.tree.release("2026-11-24", {"progress": LATER}, withdraws="2026-11-23")
    ckan_office.publish()
    archived = {
        (one["name"], one["url"]): get(one["url"]).body
        for one in ckan_office.listing(f"{ckan_office.name}-releases-2026")["resources"]
    }
    by_name = {name: body for (name, _), body in archived.items()}
    assert by_name["【取下げ】進捗状況（2026-11-23）"] == publication.content("2026-11-23", "progress.csv")
    assert by_name["進捗状況（2026-11-24）"] == publication.content("2026-11-24", "progress.csv")


@pytest.mark.oldest_ckan
def test_what_is_taken_down_leaves_every_version_and_every_row(ckan_office: Office) -> None:
    """Archive, current dataset and DataStore follow without a new version; addresses stay, and a second run writes nothing."""
    named = (*PROGRESS, "2024,2,田中太郎,,false,")
    cleaned = (*PROGRESS, "2024,2,［削除］,,false,")
    for version in ("2026-11-23", "2026-11-24"):
        ckan_office.tree.release(version, {"progress": named, "codes": CODES})
        ckan_office.publish()
    addresses = [one["url"] for one in archived(ckan_office)]
    assert any("田中太郎".encode() in get(url).body for url in addresses)
    for version in ("2026-11-23", "2026-11-24"):
        ckan_office.tree.take_down(version, {"progress": cleaned, "codes": CODES})
    assert ckan_office.publish().is_done
    everything = [*archived(ckan_office), *ckan_office.listing()["resources"]]
    assert [one["name"] for one in everything if "田中太郎".encode() in get(one["url"]).body] == []
    assert not any("田中太郎" in str(row) for row in rows(ckan_office, "progress.csv"))
    assert all(get(url).status == 200 for url in addresses)
    assert ckan_office.publish().writes == 0


def archived(office: Office) -> list[dict[str, object]]:
    """Return the files of every version."""
    found: list[dict[str, object]] = office.listing(f"{office.name}-releases-2026")["resources"]
    return found


@pytest.mark.oldest_ckan
def test_a_table_may_come_and_another_go(ckan_office: Office) -> None:
    """What is no longer published leaves the listing, and its rows can no longer be asked for."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    gone = ckan_office.resource("codes.csv")["id"]
    ckan_office.tree.release("2026-11-24", {"progress": PROGRESS, "quality": ["2023,SH203,3"]})
    brought = ckan_office.publish()
    assert brought.is_done
    assert rows(ckan_office, "quality.csv") == [{"fiscal_year": 2023, "rule": "SH203", "count": 3}]
    assert get(f"{ckan_office.server.url}/api/3/action/datastore_search?resource_id={gone}").status in {
        403,
        404,
    }


@pytest.mark.oldest_ckan
def test_a_column_may_be_renamed_for_people_while_its_rows_change(ckan_office: Office) -> None:
    """The field dictionary follows, together with the row that changed."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    ckan_office.tree.label = "の欄"
    ckan_office.tree.release("2026-11-24", {"progress": LATER, "codes": CODES})
    assert ckan_office.publish().is_done
    identifier = ckan_office.resource("progress.csv")["id"]
    fields = ckan_office.server.anonymous.get("datastore_search", resource_id=identifier)["fields"]
    assert [one["info"]["label"] for one in fields if one["id"] == "item_no"] == ["item_noの欄 / item_no"]
    assert len(rows(ckan_office, "progress.csv")) == 3


def test_a_turn_of_the_year_begins_a_new_archive(ckan_office: Office) -> None:
    """The old year's archive is not touched, and the stable addresses lead into the new one."""
    ckan_office.tree.release("2026-12-31")
    ckan_office.publish()
    old = ckan_office.listing(f"{ckan_office.name}-releases-2026")
    ckan_office.tree.release("2027-01-01", {"progress": LATER, "codes": CODES})
    assert ckan_office.publish().is_done
    assert ckan_office.listing(f"{ckan_office.name}-releases-2026") == old
    new = ckan_office.listing(f"{ckan_office.name}-releases-2027")
    assert new["id"] in ckan_office.resource("progress.csv")["url"]


@pytest.mark.oldest_ckan
def test_a_renamed_slug_renames_the_datasets_and_moves_no_address(ckan_office: Office) -> None:
    """The dataset keeps its identifier; programs that use the stable address notice nothing."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    stable, old = ckan_office.stable("progress.csv"), ckan_office.listing()
    ckan_office.with_settings(dataset=f"{ckan_office.name}-renamed")
    brought = ckan_office.publish()
    new = ckan_office.listing(f"{ckan_office.name}-renamed")
    assert brought.is_done
    assert new["id"] == old["id"]
    assert get(stable).status == 200
    assert ckan_office.listing(f"{ckan_office.name}-renamed-releases-2026")["num_resources"] == 5


def test_fifty_releases_in_a_row_all_stay_and_the_newest_is_current(ckan_office: Office) -> None:
    """Versions that were never told before are archived all at once, in their order."""
    for number in range(50):
        ckan_office.tree.release(
            f"2026-{1 + number // 28:02}-{1 + number % 28:02}", {"codes": [f"a,{number},x"]}
        )
    brought = ckan_office.publish()
    assert brought.is_done
    archive = ckan_office.listing(f"{ckan_office.name}-releases-2026")
    assert len(archive["resources"]) == 200
    assert [one["name"] for one in archive["resources"]][::4] == [
        f"コード表（{one.version}）" for one in ckan_office.tree.publication().versions
    ]
    assert ckan_office.publish().writes == 0


def test_the_descriptor_is_derived_and_everything_else_is_equal(ckan_office: Office) -> None:
    """Its addresses lead to the archive; the release's own bytes can be made of it again."""
    publication = ckan_office.tree.release("2026-11-23")
    ckan_office.publish()
    derived = json.loads(get(ckan_office.stable(DESCRIPTOR)).body)
    archive = ckan_office.listing(f"{ckan_office.name}-releases-2026")["id"]
    assert all(f"/dataset/{archive}/resource/" in one["path"] for one in derived["resources"])
    assert original_descriptor(derived) == publication.content("2026-11-23", DESCRIPTOR)


def test_a_look_alone_changes_nothing_and_tells_field_by_field(ckan_office: Office) -> None:
    """`--dry-run`: what would be made, what would change from what to what."""
    ckan_office.tree.release("2026-11-23")
    first = ckan_office.publish(may_write=False)
    assert {step.do for step in first.steps} == {Do.CREATE}
    assert ckan_office.server.datasets(ckan_office.name) == []
    ckan_office.publish()
    ckan_office.tree.release("2026-11-24", {"progress": LATER, "codes": CODES})
    second = ckan_office.publish(may_write=False)
    changes = {(step.key, one.name): (one.before, one.after) for step in second.steps for one in step.changes}
    assert changes["current", "version"] == ("2026-11-23", "2026-11-24")
    assert changes["current/progress.csv/rows", "rows"] == ("2", "3")
