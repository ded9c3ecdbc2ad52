"""A catalogue that serves no files, as the city's own seems to be: a real CKAN behind a proxy that refuses `/download/`.

Its DataStore works, so the tables are published there and nowhere else (`layout = "datastore"`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders.anybody import get
from builders.ckan import Ckan
from builders.fault_proxy import FaultProxy
from builders.folder_site import folder_site
from builders.publications import CODES, FIELDS, PROGRESS
from builders.rows_reader import RowsReader
from contract.ckan_mishaps import Mishap, also_on_the_oldest, deleted, hidden, renamed, retitled
from contract.ckan_office import QUICK, Lent, Office

from shinchoku.catalogue_kinds.ckan.wanted.names import stable_id
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.things import Do, Policy

LATER = (PROGRESS[0], "2023,R6-7,achieved,1.50,true,2024-06-01", "2024,1,pending,,false,")
LEFT_OUT = "datapackage.json、CHANGELOG.md、SHA256SUMS"


@pytest.fixture
def office(ckan: Ckan, tmp_path: Path) -> Iterator[Office]:
    """海辺市 with a catalogue whose every download fails."""
    made = Office(ckan, tmp_path)
    with FaultProxy(*ckan.place, refused="/download") as proxy:
        made.http_settings = replace(QUICK, proxy=proxy.address)
        made.with_settings(layout="datastore")
        yield made


def identifier(office: Office, file: str) -> str:
    """Return the resource of a file, which is always the same."""
    return stable_id(office.tree.publication(), office.slug, file)


def dumped(office: Office, file: str) -> list[list[str]]:
    """Return the lines that anybody downloads of a table, without the DataStore's own numbers."""
    got = get(f"{office.server.url}/datastore/dump/{identifier(office, file)}")
    assert got.status == 200, got
    return [line[1:] for line in csv.reader(io.StringIO(got.body.decode("utf-8-sig"), newline=""))]


def listed(office: Office) -> list[dict[str, Any]]:
    """Return the resources as anybody sees them."""
    found: list[dict[str, Any]] = office.listing()["resources"]
    return found


@pytest.mark.oldest_ckan
def test_a_first_publication_lists_tables_and_names_what_it_leaves_out(office: Office) -> None:
    """Each resource leads to the dump of its own table, and claims no hash or size of a file that nobody serves."""
    office.tree.release("2026-11-23")
    brought = office.publish()
    assert brought.is_done
    assert LEFT_OUT in "".join(note.ja for note in brought.notes)
    assert [one["id"] for one in listed(office)] == [
        identifier(office, name) for name in ("progress.csv", "codes.csv")
    ]
    table = listed(office)[0]
    assert get(table["url"]).body.startswith("\ufeff_id,fiscal_year,item_no,".encode())
    assert (table["hash"], table["size"], table["format"], table["version"]) == (
        "",
        None,
        "CSV",
        "2026-11-23",
    )
    assert table["url"] in table["description"]
    assert "/download/" not in table["description"]
    assert dumped(office, "progress.csv") == [
        [name for name, _, _ in FIELDS["progress"]],
        ["2023", "1", "achieved", "84.8", "f", "2024-05-10"],
        ["2023", "R6-7", "pending", "", "t", ""],
    ]
    assert {thing.fields["rows"] for key, thing in brought.shown.items() if key.endswith("/rows")} == {"2"}


@pytest.mark.oldest_ckan
def test_the_page_of_a_table_has_a_button_that_works(office: Office) -> None:
    """It leads where the rows are, on every CKAN."""
    office.tree.release("2026-11-23")
    office.publish()
    table = listed(office)[0]
    page = get(f"{office.server.url}/dataset/{office.name}/resource/{table['id']}").body.decode()
    assert f'href="{table["url"]}"' in page
    assert get(table["url"]).status == 200


@pytest.mark.oldest_ckan
def test_an_unchanged_night_writes_nothing(office: Office) -> None:
    """CKAN's own activity stream and access log know of no write."""
    office.tree.release("2026-11-23")
    office.publish()
    before = office.writes()
    brought = office.publish()
    assert (brought.is_done, brought.writes) == (True, 0)
    assert LEFT_OUT in "".join(note.ja for note in brought.notes)
    assert office.writes() == before


@pytest.mark.oldest_ckan
def test_a_changed_night_is_one_write_a_table_and_one_for_the_version(office: Office) -> None:
    """Resource ids stay, and how long the version lagged behind the rows is measured."""
    office.tree.release("2026-11-23")
    office.publish()
    before = [one["id"] for one in listed(office)]
    office.tree.release("2026-11-24", {"progress": LATER, "codes": CODES})
    brought = office.publish()
    assert (brought.is_done, brought.writes) == (True, 2 if office.server.tells_of_indexes else 3)
    assert [one["id"] for one in listed(office)] == before
    assert {one["version"] for one in listed(office)} == {office.listing()["version"]} == {"2026-11-24"}
    assert [line[1] for line in dumped(office, "progress.csv")[1:]] == ["1", "R6-7", "1"]
    assert [key for key, seconds in brought.lag_seconds.items() if seconds > 0] == [
        "current/progress.csv/rows"
    ]
    assert office.publish().writes == 0


def test_a_row_may_vanish_and_a_table_may_come_and_go(office: Office) -> None:
    """A vanished row is one more write; a table that goes cannot be asked for any more."""
    office.tree.release("2026-11-23")
    office.publish()
    gone = identifier(office, "codes.csv")
    office.tree.release("2026-11-24", {"progress": PROGRESS[:1], "quality": ["2023,SH203,3"]})
    brought = office.publish()
    assert brought.is_done
    assert len(dumped(office, "progress.csv")) == 2
    assert dumped(office, "quality.csv")[1:] == [["2023", "SH203", "3"]]
    assert get(f"{office.server.url}/api/3/action/datastore_search?resource_id={gone}").status in {403, 404}
    assert [one["name"] for one in listed(office)] == ["進捗状況", "データ品質"]
    assert office.publish().writes == 0


@pytest.mark.oldest_ckan
def test_other_columns_make_a_table_anew_and_that_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The resource stays; readers are told of the seconds in which the table is away."""
    office.tree.release("2026-11-23")
    office.publish()
    columns = (*FIELDS["codes"], ("label_en", "string", False))
    monkeypatch.setitem(FIELDS, "codes", columns)  # type: ignore[arg-type] # it is a dict
    rows = [f"{row},x" for row in CODES]
    office.tree.release("2026-11-24", {"progress": PROGRESS, "codes": rows})
    brought = office.publish()
    assert brought.is_done
    assert any("「codes.csv」は列か型が変わるため、作り直します" in note.ja for note in brought.notes)
    assert dumped(office, "codes.csv")[0] == ["code_list", "code", "label", "label_en"]
    assert office.publish().writes == 0


def test_files_that_are_no_table_are_links_where_the_plan_says_where_they_lie(office: Office) -> None:
    """They are read back there, byte for byte; without an address they are left out again."""
    publication = office.tree.release("2026-11-23")
    with folder_site(office.tree.folder) as site:
        office.http_settings = QUICK  # the site is not behind the catalogue's proxy
        office.with_settings(layout="datastore", files_url=site)
        brought = office.publish()
        assert brought.is_done
        assert not any(LEFT_OUT in note.ja for note in brought.notes)
        links = [one for one in listed(office) if "/datastore/dump/" not in one["url"]]
        assert [get(one["url"]).sha256 for one in links] == [one["hash"] for one in links]
        assert links[0]["url"] == f"{site}/releases/2026-11-23/datapackage.json"
        assert {one["hash"] for one in links} <= {one.sha256 for one in publication.newest.files.values()}
        assert office.publish().writes == 0
    office.with_settings(layout="datastore")
    assert office.publish().is_done
    assert len(listed(office)) == 2


def test_a_renamed_dataset_keeps_its_tables_and_their_addresses(office: Office) -> None:
    """The dataset is found by its tables, whatever it is called."""
    office.tree.release("2026-11-23")
    office.publish()
    old = office.listing()["id"]
    office.with_settings(layout="datastore", dataset=f"{office.name}-renamed")
    assert office.publish().is_done
    assert office.listing(f"{office.name}-renamed")["id"] == old
    assert len(dumped(office, "progress.csv")) == 3


def test_what_is_taken_down_leaves_the_rows(office: Office) -> None:
    """No new version is needed, and a second run writes nothing."""
    office.tree.release("2026-11-23", {"progress": (*PROGRESS, "2024,2,田中太郎,,false,"), "codes": CODES})
    office.publish()
    office.tree.take_down("2026-11-23", {"progress": (*PROGRESS, "2024,2,［削除］,,false,"), "codes": CODES})
    assert office.publish().is_done
    assert "田中太郎" not in str(dumped(office, "progress.csv"))
    assert office.publish().writes == 0


@pytest.mark.parametrize("layout", ["archive", "single"])
def test_a_catalogue_may_change_from_files_to_tables(ckan: Ckan, tmp_path: Path, layout: str) -> None:
    """Tables keep their resources; files that nobody can download any more leave the list."""
    office = Office(ckan, tmp_path)
    office.with_settings(layout=layout)
    office.tree.release("2026-11-23")
    office.publish()
    before = [one["id"] for one in listed(office)][:2]
    office.with_settings(layout="datastore")
    assert office.publish().is_done
    assert [(one["id"], one["hash"], one["size"]) for one in listed(office)] == [
        (one, "", None) for one in before
    ]
    assert office.publish().writes == 0


def test_a_server_without_a_datastore_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do; nothing is written."""
    office.tree.release("2026-11-23")
    monkeypatch.setattr(
        "shinchoku.catalogue_kinds.ckan.wanted.server.Server.has_datastore", property(lambda _: False)
    )
    with pytest.raises(CatalogueRefusedError, match="DataStore"):
        office.publish()
    assert office.server.datasets(office.name) == []


def with_another_version(office: Office) -> str:
    """Somebody writes an older version into the dataset."""
    office.server.editor.call("package_patch", id=office.name, version="2026-11-01")
    return "current"


def without_a_resource(office: Office) -> str:
    """Somebody deletes a resource, and its table with it."""
    office.server.editor.call("resource_delete", id=identifier(office, "codes.csv"))
    return "current/codes.csv"


def with_a_link_elsewhere(office: Office) -> str:
    """Somebody leads a table's resource to a file of theirs."""
    office.server.editor.call(
        "resource_patch", id=identifier(office, "codes.csv"), url="https://example.com/codes.csv"
    )
    return "current/codes.csv"


def with_another_row(office: Office) -> str:
    """Somebody changes a row."""
    record = {"fiscal_year": 2023, "item_no": "1", "achievement_status": "not_achieved"}
    office.server.editor.call(
        "datastore_upsert", resource_id=identifier(office, "progress.csv"), force=True, records=[record]
    )
    return "current/progress.csv/rows"


def without_a_table(office: Office) -> str:
    """Somebody drops a table."""
    office.server.editor.call("datastore_delete", resource_id=identifier(office, "progress.csv"), force=True)
    return "current/progress.csv/rows"


def with_a_table_of_text(office: Office) -> str:
    """Something loads the table again, every column as text."""
    at = identifier(office, "codes.csv")
    office.server.editor.call("datastore_delete", resource_id=at, force=True)
    fields = [{"id": name, "type": "text"} for name in ("code_list", "code")]
    office.server.editor.call("datastore_create", resource_id=at, force=True, fields=fields)
    return "current/codes.csv/rows"


TOGETHER = (
    (retitled,),
    (hidden,),
    (deleted,),
    (renamed,),
    (without_a_resource, with_another_row),
    (with_a_link_elsewhere, without_a_table),
    (with_another_version, with_a_table_of_text),
)
"""As those of files are."""


@pytest.fixture(scope="module")
def lent_tables(ckan: Ckan, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lent]:
    """An office whose first release is public there, which tests use one after the other."""
    with FaultProxy(*ckan.place, refused="/download") as proxy:
        http_settings = replace(QUICK, proxy=proxy.address)
        yield Lent(ckan, tmp_path_factory.mktemp("lent"), http_settings, layout="datastore")


@pytest.mark.parametrize("mishaps", also_on_the_oldest(TOGETHER))
def test_drift_is_named_and_left_or_put_right_as_the_plan_says(
    lent_tables: Lent, mishaps: Sequence[Mishap]
) -> None:
    """Every night says which things were changed: one writes nothing, one brings rows and list back, and then none has more to do."""
    with lent_tables.office() as office:
        before = {name: sorted(dumped(office, name)) for name in ("progress.csv", "codes.csv")}
        keys = {mishap(office) for mishap in mishaps}
        left = office.publish(policy=Policy.LEAVE)
        assert (left.writes, keys - {step.key for step in left.drift}) == (0, set())
        assert {step.do for step in left.steps} <= {Do.KEEP, Do.LEAVE}
        brought = office.publish()
        assert brought.is_done
        assert keys <= {step.key for step in brought.drift}
        assert {name: sorted(dumped(office, name)) for name in before} == before
        assert office.listing()["title"] == "海辺市の計画"
        assert office.publish().writes == 0


@pytest.mark.oldest_ckan
def test_rows_come_from_searches_where_dumps_are_refused(ckan: Ckan, tmp_path: Path) -> None:
    """What a search shows anybody is compared just as well."""
    office = Office(ckan, tmp_path)
    with FaultProxy(*ckan.place, refused="/datastore/dump") as proxy:
        office.http_settings = replace(QUICK, attempts=1, proxy=proxy.address)
        office.with_settings(layout="datastore")
        office.tree.release("2026-11-23")
        assert office.publish().is_done
        assert office.publish().writes == 0


def test_no_reader_sees_a_version_before_its_rows(office: Office) -> None:
    """Asked while night after night is published: no table is older than the version, or half of one and half of another."""
    nights = [
        (f"2026-11-{number:02}", f"2023,1,pending,{number},true,2024-06-{number:02}")
        for number in range(1, 6)
    ]
    (begun, row), *later = nights
    table = stable_id(office.tree.release(begun, {"progress": [row]}), office.slug, "progress.csv")
    with RowsReader(office.server.url, office.name, {"progress.csv": table}) as reader:
        for version, row in nights:
            reader.know_rows(version, {"progress.csv": [tuple(row.replace(",true,", ",t,").split(","))]})
            if (version, row) in later:
                office.tree.release(version, {"progress": [row]})
            assert office.publish().is_done
    assert (reader.violations, reader.listings > len(nights)) == ([], True)
