"""A real CKAN with a form of its own (ckanext-scheming) and with ckanext-dcat: facts where readers of each look.

`tests/ckan/start 2.12.0 WORK_DIR --plugins "scheming_datasets dcat"` starts one.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.ckan import FORMS, started_ckan
from contract.ckan_office import QUICK, Office
from pydantic import SecretStr

from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.api.server import examine
from shinchoku.catalogue_kinds.ckan.wanted.forms import Holds
from shinchoku.catalogues.things import Do

EU = "http://publications.europa.eu/resource/authority"
ANNUAL, JAPANESE = f"{EU}/frequency/ANNUAL", f"{EU}/language/JPN"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """海辺市 with a catalogue there."""
    return Office(started_ckan(FORMS), tmp_path)


def test_facts_stand_in_the_form_s_own_fields(office: Office) -> None:
    """Items, texts and dates as the form has them, none of them an extra field as well; also in the archive."""
    office.tree.release("2026-11-23")
    assert office.publish().is_done
    current, archive = office.listing(), office.listing(f"{office.name}-releases-2026")
    for listing in (current, archive):
        assert listing["publisher"] == [{"name": "海辺市"}]
        assert listing["contact"] == [{"name": "海辺市", "email": "opendata@umibe.example.jp"}]
        assert listing["temporal_coverage"] == [{"start": "2023-04-01", "end": "2024-03-31"}]
        assert listing["spatial_coverage"] == [{"text": "海辺市"}]
        assert (listing["language"], listing["frequency"]) == ([JAPANESE], ANNUAL)
        assert (listing["issued"], listing["modified"]) == ("2026-11-23", "2026-11-23")
        assert not listing.keys() & {one["key"] for one in listing["extras"]}
    assert (current["identifier"], archive["identifier"]) == ("204218-umibe", "204218-umibe-2026")


def test_an_unchanged_night_writes_nothing(office: Office) -> None:
    """Every value was sent as the server shows it."""
    office.tree.release("2026-11-23")
    office.publish()
    before = office.server.last_activity()
    brought = office.publish()
    assert (brought.is_done, brought.writes) == (True, 0)
    assert office.server.last_activity() == before


def test_lists_are_replaced_and_not_merged(office: Office) -> None:
    """CKAN merges lists item by item: what is no longer wanted would stay."""
    office.tree.release("2026-11-23")
    chosen = {
        "theme": "=econ;gove;soci",
        "resources.conforms_to": "=a;b",
        "contact.url": "=https://a.example.jp",
    }
    office.with_settings(fields=chosen)
    assert office.publish().is_done
    assert office.listing()["theme"] == ["econ", "gove", "soci"]
    office.with_settings(fields={"theme": "=soci", "resources.conforms_to": "=b", "contact.email": ""})
    assert office.publish().is_done
    assert office.listing()["theme"] == ["soci"]
    assert office.listing()["contact"] == [{"name": "海辺市"}]
    archived = office.listing(f"{office.name}-releases-2026")["resources"]
    assert [one["conforms_to"] for one in (*archived, office.resource("progress.csv"))] == [["b"]] * 6
    assert office.publish().writes == 0


def test_what_somebody_changed_in_the_form_is_put_right(office: Office) -> None:
    """It is told field by field, and the item is the old one again."""
    office.tree.release("2026-11-23")
    office.publish()
    changed = [{"name": "somebody"}, {"name": "else"}]
    office.server.editor.call("package_patch", id=office.listing()["id"], contact=changed)
    brought = office.publish()
    assert brought.is_done
    (step,) = [one for one in brought.drift if one.do is Do.UPDATE]
    assert [change.name for change in step.changes] == ["contact"]
    assert office.listing()["contact"] == [{"name": "海辺市", "email": "opendata@umibe.example.jp"}]


def test_the_server_is_asked_for_its_form(office: Office) -> None:
    """No field is assumed: the form says what each one holds."""
    client = CkanClient(office.server.url, SecretStr(office.server.editor.token), QUICK)
    form = examine(client, office.server.organization).dataset_form
    client.close()
    kinds = {name: form[name].holds for name in ("contact", "language", "frequency")}
    assert kinds == {"contact": Holds.ITEMS, "language": Holds.TEXTS, "frequency": Holds.TEXT}
