"""Between a CKAN and its readers: caches, login pages, sick storage. Nothing that is only downloaded makes us write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from builders.going_between import Cache, Downloads, GoingBetween, with_body
from builders.publications import CODES, PROGRESS
from builders.wire import Message, answer
from contract.ckan_office import Office

from shinchoku.catalogues.failures import CatalogueFailedError

LATER = {"progress": PROGRESS[:1], "codes": CODES}
LOGIN = answer("200 OK", b"<!doctype html><title>Login</title>", "text/html; charset=utf-8")

SPOILT: dict[str, Callable[[Message], Message]] = {
    "a login page": lambda _: LOGIN,
    "not found": lambda _: answer("404 Not Found", b"", "text/html"),
    "broken": lambda _: answer("500 Internal Server Error", b"", "text/html"),
    "other bytes": lambda told: with_body(told, told.body[::-1]),
}


@pytest.fixture
def between(ckan_office: Office) -> Iterator[GoingBetween]:
    """A proxy that the office publishes through, with everything that its addresses lead to."""
    with GoingBetween(*ckan_office.server.place) as proxy:
        ckan_office.http_settings = replace(ckan_office.http_settings, proxy=proxy.address)
        yield proxy


@pytest.mark.parametrize("what", SPOILT)
def test_downloads_that_are_wrong_are_a_failure_and_no_damage(
    ckan_office: Office, between: GoingBetween, what: str
) -> None:
    """Nothing is written, the message says what came; when downloads are right again, so is the catalogue."""
    ckan_office.tree.release("2026-11-23")
    ckan_office.tree.release("2026-11-24", LATER)
    ckan_office.publish()
    between.arm()
    between.answers = Downloads(SPOILT[what])
    with pytest.raises(CatalogueFailedError) as failed:
        ckan_office.publish()
    says_where = {"broken": 'layout = "datastore"'}.get(what, ckan_office.slug)
    assert says_where in failed.value.message.ja
    assert [one.line for one in between.writes] == []
    between.answers = Downloads(lambda told: told)
    assert ckan_office.publish().writes == 0


def test_a_first_publication_is_written_once_even_if_nobody_can_download_it(
    ckan_office: Office, between: GoingBetween
) -> None:
    """The next run finds everything in its place, and writes nothing."""
    ckan_office.tree.release("2026-11-23")
    between.answers = Downloads(SPOILT["other bytes"])
    with pytest.raises(CatalogueFailedError):
        ckan_office.publish()
    between.arm()
    with pytest.raises(CatalogueFailedError):
        ckan_office.publish()
    assert between.writes == ()
    between.answers = Downloads(lambda told: told)
    assert ckan_office.publish().writes == 0


def test_a_cache_that_keeps_every_answer_is_waited_for(ckan_office: Office, between: GoingBetween) -> None:
    """First publication, unchanged, changed and repaired nights all end equal, and none writes anything twice."""
    between.answers = cache = Cache(3)
    ckan_office.tree.release("2026-11-23")
    assert ckan_office.publish(pause=ckan_office.short).is_done
    assert ckan_office.publish(pause=ckan_office.short).is_done
    ckan_office.tree.release("2026-11-24", LATER)
    assert ckan_office.publish(pause=ckan_office.short).is_done
    ckan_office.server.editor.call("package_patch", id=ckan_office.name, title="別の題名")
    ckan_office.publish(pause=ckan_office.short)
    between.answers = Cache(0)
    assert ckan_office.publish().is_done
    assert ckan_office.listing()["title"] == "海辺市の計画"
    assert cache.hits
    assert ckan_office.is_as_released()
