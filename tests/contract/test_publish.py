"""Nights that publish: every catalogue has its own line, and none holds back another, or the release."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from builders.folder_site import folder_site
from contract.city import City

from shinchoku.adapters.state.catalogue_lines import load_lines, load_receipts
from shinchoku.catalogue_kinds.bucket.object_store import ObjectStore
from shinchoku.catalogues.outbox import CatalogueStatus, OutboxLine
from shinchoku.errors import ConfigurationError
from shinchoku.night.publishing.outside import Outside
from shinchoku.night.publishing.publish import look, publish_now
from shinchoku.review.people import Actor
from shinchoku.usecases.hand_over import carry_out, export, take_in

OPERATOR = Actor("login:operator", "operator")
AT_ONCE = Outside(pause=lambda _: None)


def bucket(name: str, folder: Path, **more: object) -> dict[str, object]:
    """Return the settings of a bucket on this disk, which has to be there: it may be a share that is not mounted."""
    if not folder.parent.is_file():
        folder.mkdir(exist_ok=True)
    return {"name": name, "kind": "bucket", "url": folder.as_uri(), "test": True, **more}


def lines(city: City) -> dict[str, OutboxLine]:
    """Return how every catalogue stands."""
    with city.session("2099-12-31") as session, session.engine.connect() as connection:
        return load_lines(connection, session.plan.id)


def standings(city: City) -> dict[str, CatalogueStatus]:
    """Return how every catalogue stands, by name."""
    return {name: line.status for name, line in lines(city).items()}


@pytest.fixture
def city(tmp_path: Path) -> City:
    """海辺市, whose departments have all reported."""
    made = City(tmp_path / "umibe")
    made.send_all()
    return made


def test_every_plan_has_its_release_folder_checked(city: City) -> None:
    """Without a word in the plan, the night compares what is public with what was released, byte for byte."""
    report = city.night()
    assert [(one.name, one.status, one.writes) for one in report.catalogues] == [
        ("directory", CatalogueStatus.PUBLISHED, 0)
    ]
    assert report.has_every_catalogue


def test_a_published_file_that_somebody_changed_is_an_alarm(city: City) -> None:
    """The night says which file, tells no catalogue anything, and ends as one that was not published."""
    city.night()
    file = city.published / "releases" / "2024-05-02" / "progress.csv"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes().replace(b"achieved", b"pending", 1))
    report = city.night("2024-05-03")
    assert not report.has_every_catalogue
    assert "progress.csv" in str(report.catalogues[0].error)


def test_a_catalogue_that_is_down_holds_back_no_other(city: City, tmp_path: Path) -> None:
    """The release is public, the other catalogue has it; the one that was down follows when it is there again."""
    blocked = tmp_path / "blocked"
    blocked.write_text("no folder")
    city.register(catalogues=[bucket("down", blocked / "inside"), bucket("up", tmp_path / "up")])
    report = city.night()
    assert report.released_version == "2024-05-02"
    assert not report.has_every_catalogue
    assert standings(city) == {
        "directory": CatalogueStatus.PUBLISHED,
        "down": CatalogueStatus.FAILED,
        "up": CatalogueStatus.PUBLISHED,
    }
    blocked.unlink()
    (blocked / "inside").mkdir(parents=True)
    report = city.night("2024-05-03")
    assert standings(city)["down"] is CatalogueStatus.PUBLISHED
    assert report.has_every_catalogue


def test_an_unchanged_night_leaves_no_record(city: City, tmp_path: Path) -> None:
    """Nothing is written to a catalogue, and the outbox does not move."""
    city.register(catalogues=[bucket("city", tmp_path / "city")])
    city.night()
    before = lines(city)
    report = city.night("2024-05-03")
    assert [one.writes for one in report.catalogues] == [0, 0]
    assert lines(city) == before


def test_a_demonstration_is_refused_by_a_catalogue_that_is_no_tests(city: City, tmp_path: Path) -> None:
    """The sentence says what to write if it is one; nothing was written there."""
    plan = {**city.plan.plan.model_dump(mode="json"), "first_fiscal_year": 2023, "last_fiscal_year": 2026}
    city.register(
        plan={**plan, "illustrative_reports": True},
        catalogues=[bucket("real", tmp_path / "real", test=False)],
    )
    report = city.night()
    assert standings(city)["real"] is CatalogueStatus.REFUSED
    assert "test = true" in str(report.catalogues[1].error)
    assert list((tmp_path / "real").iterdir()) == []


def test_a_catalogue_that_shows_something_else_is_held_until_a_person_looks(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every night only looks, says so, and is not done; `publish` takes it up again, and then all is well."""
    put = ObjectStore.put
    city.register(catalogues=[bucket("city", tmp_path / "city")])
    with monkeypatch.context() as sick:
        sick.setattr(ObjectStore, "put", lambda self, key, content: put(self, key, content[::-1]))
        assert not city.night().has_every_catalogue
    assert standings(city)["city"] is CatalogueStatus.HELD
    for day in ("2024-05-03", "2024-05-04", "2024-05-05"):
        report = city.night(day)
        assert (report.catalogues[1].writes, report.has_every_catalogue) == (0, False)
        assert "2024-05-02から" in str(report.catalogues[1].error)
    with city.session("2024-05-05") as session:
        (told,) = publish_now(session, OPERATOR, ["city"])
    assert told.line.status is CatalogueStatus.PUBLISHED
    assert city.night("2024-05-06").has_every_catalogue


def test_a_public_site_that_serves_something_else_is_a_failure_until_it_serves_the_release(
    city: City, tmp_path: Path
) -> None:
    """The folder that was written is right, so nothing is written again; every try says what came instead."""
    site = tmp_path / "other"
    site.mkdir()
    city.night()
    with folder_site(site) as address:
        city.register(catalogues=[bucket("city", tmp_path / "city", public_url=address)])
        with city.session() as session:
            (first,) = publish_now(session, OPERATOR, ["city"], AT_ONCE)
            (again,) = publish_now(session, OPERATOR, ["city"], AT_ONCE)
            assert [one.line.status for one in (first, again)] == [
                CatalogueStatus.FAILED,
                CatalogueStatus.FAILED,
            ]
            assert "ダウンロードすると公表した内容と違います" in str(first.error)
            assert again.push.writes == 0
            shutil.copytree(tmp_path / "city", site, dirs_exist_ok=True)
            (told,) = publish_now(session, OPERATOR, ["city"], AT_ONCE)
    assert (told.line.status, told.push.writes) == (CatalogueStatus.PUBLISHED, 0)


def test_a_look_writes_nothing_anywhere(city: City, tmp_path: Path) -> None:
    """`--dry-run` says what would be done; folder and outbox stay as they are."""
    city.night()
    city.register(catalogues=[bucket("city", tmp_path / "city")])
    before = lines(city)
    with city.session() as session:
        (told,) = look(session, ["city"])
    assert {str(step.do) for step in told.push.steps} == {"create"}
    assert list((tmp_path / "city").iterdir()) == []
    assert lines(city) == before


def test_a_receipt_names_every_file_and_what_a_reader_got(city: City, tmp_path: Path) -> None:
    """It stays in the state: ids, hashes, sizes, when and how."""
    city.register(catalogues=[bucket("city", tmp_path / "city")])
    city.night()
    with city.session() as session, session.engine.connect() as connection:
        receipts = {one.catalogue: one for one in load_receipts(connection, session.plan.id)}
    sums = (city.published / "latest" / "SHA256SUMS").read_text().splitlines()
    told = {one.name: one.sha256 for one in receipts["city"].files}
    assert {
        name: digest for digest, _, name in (line.partition("  ") for line in sums)
    }.items() <= told.items()


def test_a_hand_over_is_unconfirmed_until_its_receipt_is_back(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Out with a bundle, carried out on a side that has no state, back with the receipt."""
    there = tmp_path / "there"
    city.register(catalogues=[bucket("far", there, nightly=False)])
    city.night()
    with city.session() as session:
        export(session, OPERATOR, ["far"], tmp_path / "bundle")
    assert standings(city)["far"] is CatalogueStatus.HANDED_OVER
    with pytest.raises(ConfigurationError, match="SHINCHOKU_BUCKET_URL"):
        carry_out(tmp_path / "bundle")
    monkeypatch.setenv("SHINCHOKU_BUCKET_URL", there.as_uri())
    (done,) = carry_out(tmp_path / "bundle")
    assert done.push.is_done
    assert done.receipt is not None
    with city.session("2024-05-20") as session:
        take_in(session, OPERATOR, done.receipt)
    assert standings(city)["far"] is CatalogueStatus.PUBLISHED
    assert json.loads((there / city.plan.dataset / "releases.json").read_text())["latest"] == "2024-05-02"


def test_a_hand_over_reminds_after_a_week(city: City, tmp_path: Path) -> None:
    """Every night from then on, until the receipt is here."""
    city.register(catalogues=[bucket("far", tmp_path / "there")])
    city.night()
    with city.session() as session:
        export(session, OPERATOR, ["far"], tmp_path / "bundle")
    early, late = city.night("2024-05-05"), city.night("2024-05-20")
    assert early.catalogues[1].reminder is None
    assert late.catalogues[1].reminder is not None
    assert not late.catalogues[1].is_looked_at


def test_a_name_that_the_plan_does_not_have_is_told(city: City) -> None:
    """With the names that it has."""
    city.night()
    with city.session() as session, pytest.raises(ConfigurationError, match="directory"):
        publish_now(session, OPERATOR, ["nowhere"])


def test_no_secret_of_the_environment_is_in_a_bundle(
    city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The names of variables and files with tokens stay behind, too."""
    monkeypatch.setenv("SHINCHOKU_CKAN_TOKEN", "s3cret-t0ken")
    far = {"name": "far", "kind": "ckan", "url": "https://ckan.example.jp", "organization": "o", "test": True}
    city.register(catalogues=[{**far, "token_file": "/etc/secret-place", "nightly": False}])
    city.night()
    with city.session() as session:
        export(session, OPERATOR, [], tmp_path / "bundle")
    everything = b"".join(
        (Path(place) / name).read_bytes()
        for place, _, names in os.walk(tmp_path / "bundle")
        for name in names
    )
    assert b"s3cret-t0ken" not in everything
    assert b"secret-place" not in everything
