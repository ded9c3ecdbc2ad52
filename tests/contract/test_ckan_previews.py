"""Previews: CKAN's pages show the tables, by the catalogue's own settings or the best plugin that it has."""

from __future__ import annotations

from typing import Any

import pytest
from contract.ckan_office import Office

from shinchoku.catalogue_kinds.ckan.api.server import examine
from shinchoku.catalogues.things import Policy

TABLES = ("progress.csv", "codes.csv")


@pytest.fixture
def office(ckan_office: Office) -> Office:
    """A published office on a server that can show tables."""
    kinds = table_views(ckan_office)
    if not kinds:
        pytest.skip("the CKAN has no plugin that shows tables")
    ckan_office.tree.release("2026-11-23")
    assert ckan_office.publish().is_done
    return ckan_office


def table_views(office: Office) -> tuple[str, ...]:
    """Return the kinds of views that the server has for tables."""
    catalogue = office.catalogue()
    kinds = examine(catalogue._client, office.server.organization).table_views  # noqa: SLF001 -- as the night asks it
    catalogue.close()
    return kinds


def views(office: Office, file: str) -> list[dict[str, Any]]:
    """Return a file's views as anybody is shown them."""
    found = office.server.anonymous.get("resource_view_list", id=office.resource(file)["id"])
    return [dict(one) for one in found]


@pytest.mark.oldest_ckan
def test_the_page_of_every_table_shows_its_rows(office: Office) -> None:
    """One view each, of files alone that have rows; the night after has nothing to do."""
    kinds = table_views(office)
    assert [[one["view_type"] for one in views(office, file)] for file in TABLES] == [[kinds[0]]] * 2
    assert views(office, "datapackage.json") == []
    assert office.publish().writes == 0


@pytest.mark.oldest_ckan
def test_a_preview_that_somebody_deleted_comes_back(office: Office) -> None:
    """It is named as changed, and made anew; a second one of somebody's own stays, and is enough."""
    (view,) = views(office, "codes.csv")
    office.server.editor.call("resource_view_delete", id=view["id"])
    brought = office.publish()
    assert (brought.is_done, [step.key for step in brought.drift]) == (True, ["current/codes.csv/rows"])
    (again,) = views(office, "codes.csv")
    office.server.editor.call(
        "resource_view_create", resource_id=again["resource_id"], view_type=again["view_type"], title="私の表"
    )
    office.server.editor.call("resource_view_delete", id=again["id"])
    assert office.publish().writes == 0
    assert [one["title"] for one in views(office, "codes.csv")] == ["私の表"]


def test_a_preview_that_somebody_deleted_stays_away_where_the_plan_says_so(office: Office) -> None:
    """Every night says so and writes nothing; rows that change later follow without it."""
    (view,) = views(office, "progress.csv")
    office.server.editor.call("resource_view_delete", id=view["id"])
    assert office.publish(policy=Policy.LEAVE).writes == 0
    office.tree.release("2026-11-24", {"progress": ["2023,1,achieved,1,false,2024-05-10"], "codes": []})
    assert office.publish(policy=Policy.LEAVE).writes
    assert views(office, "progress.csv") == []


def test_a_table_that_somebody_dropped_is_shown_again(office: Office) -> None:
    """The view was still there: no second one is made."""
    identifier = office.resource("progress.csv")["id"]
    office.server.editor.call("datastore_delete", resource_id=identifier, force=True)
    assert office.publish().is_done
    assert len(views(office, "progress.csv")) == 1
