"""A real CKAN with ckanext-xloader and a worker that carries out its jobs: our tables and files stay ours.

`tests/ckan/start 2.12.0 WORK_DIR --plugins "dcat xloader datatables_view"` starts one. It loads files by their format,
so these catalogues have CKAN's own words for formats.
"""

from __future__ import annotations

import secrets
import time
from pathlib import Path

import pytest
from builders.anybody import get
from builders.ckan import LOADS, CkanError, started_ckan
from builders.publications import CODES, PROGRESS
from contract.ckan_office import Office

TYPES = {
    "fiscal_year": "int8",
    "item_no": "text",
    "achievement_status": "text",
    "value": "numeric",
    "illustrative": "bool",
    "decided_on": "date",
}
"""The columns of `progress.csv` as we make them; xloader makes texts of all."""


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """海辺市 with a catalogue there, whose first release is public and has met the worker."""
    made = Office(started_ckan(LOADS), tmp_path)
    made.with_settings(formats="words")
    made.tree.release("2026-11-23")
    assert made.publish().is_done
    let_it_load(made)
    return made


def let_it_load(office: Office) -> None:
    """Wait until the worker has done what it has: it takes one job after another, and an editor's own link comes last.

    Done is what the worker calls complete. The hash it notes on the link comes before that, while its job still has the
    link's table in use: to drop the table in that moment can end with each waiting for the other for ever.
    """
    editor, organization = office.server.editor, office.server.organization
    home = editor.call("package_create", name=f"{office.name}-{secrets.token_hex(4)}", owner_org=organization)
    link = editor.call("resource_create", package_id=home["id"], url=office.stable("codes.csv"), format="CSV")
    until = time.monotonic() + 120
    while (state := editor.call("xloader_status", resource_id=link["id"])["status"]) != "complete":
        assert time.monotonic() < until, f"the worker's job is {state}: see log/jobs.log of the server"
        time.sleep(0.1)


def columns(office: Office) -> dict[str, str]:
    """Return the columns of a table as the DataStore has them; nothing if there is no table."""
    identifier = office.resource("progress.csv")["id"]
    try:
        found = office.server.anonymous.get("datastore_search", resource_id=identifier, limit=1)
    except CkanError:
        return {}
    return {one["id"]: one["type"] for one in found["fields"] if one["id"] != "_id"}


def loaded(office: Office) -> list[str]:
    """Return the archived files that have a table."""
    archived = office.listing(f"{office.name}-releases-2026")["resources"]
    return [one["name"] for one in archived if one["datastore_active"]]


def test_nothing_of_ours_is_loaded(office: Office) -> None:
    """Neither what links to a file nor an archived one; tables have our types, and the night after writes nothing."""
    assert (columns(office), loaded(office)) == (TYPES, [])
    brought = office.publish()
    assert (brought.is_done, brought.writes, brought.drift) == (True, 0, ())


def test_a_changed_night_is_left_alone_as_well(office: Office) -> None:
    """A link that leads elsewhere is what xloader looks out for."""
    office.tree.release("2026-11-24", {"progress": PROGRESS[:1], "codes": CODES})
    assert office.publish().is_done
    let_it_load(office)
    assert (columns(office), loaded(office)) == (TYPES, [])
    assert office.publish().writes == 0


def test_an_archived_file_that_somebody_replaced_leaves_no_rows_behind(office: Office) -> None:
    """Their file is loaded like any; the release's bytes come back, and rows that are not ours do not outlive them."""
    archived = office.listing(f"{office.name}-releases-2026")["resources"][0]
    catalogue = office.catalogue()
    sent = {f"update__resources__{archived['id']}__upload": ("progress.csv", b"name\r\nx\r\n", "text/csv")}
    catalogue._client.write("package_revise", {"match__id": archived["package_id"]}, sent)  # noqa: SLF001 -- as a browser would
    let_it_load(office)
    assert loaded(office) == [archived["name"]]
    assert office.publish().is_done
    let_it_load(office)
    assert (get(archived["url"]).body, loaded(office)) == (
        office.tree.publication().content("2026-11-23", "progress.csv"),
        [],
    )
    assert office.publish().writes == 0


def test_what_somebody_had_loaded_by_hand_is_put_right(office: Office) -> None:
    """The button "Upload to DataStore" takes our table away; the night makes it the release's again."""
    identifier = office.resource("progress.csv")["id"]
    office.server.editor.call("xloader_submit", resource_id=identifier, ignore_hash=True)
    let_it_load(office)
    assert columns(office) != TYPES
    brought = office.publish()
    assert brought.is_done
    assert "current/progress.csv/rows" in [step.key for step in brought.drift]
    assert columns(office) == TYPES
    assert office.publish().writes == 0
