"""Receipts: made of what was read back, read with suspicion, and held against what was handed over."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from builders.handovers import AT, SITE, city_ckan, receipt_from, shown_by_ckan
from builders.publications import CODES, PROGRESS, Tree

from shinchoku.catalogues.kept import KeptDrift
from shinchoku.catalogues.outbox import CatalogueStatus, OutboxLine
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.receipt_check import check_receipt
from shinchoku.catalogues.receipt_parts import DatasetReceived, TableReceived
from shinchoku.catalogues.receipts import MOST_BYTES, Receipt, Via, from_json, receipt_of, to_json
from shinchoku.catalogues.things import Kept, ThingKind
from shinchoku.errors import ConfigurationError
from shinchoku.package.build import DESCRIPTOR, SUMS

OUT = "b" * 64
LINE = OutboxLine("city", "2026-11-23", date(2026, 11, 23), CatalogueStatus.HANDED_OVER, bundle=OUT)


@pytest.fixture
def published(tmp_path: Path) -> Publication:
    """One version of 海辺市's plan."""
    return Tree(tmp_path).release("2026-11-23")


def test_a_receipt_names_what_the_public_got(published: Publication) -> None:
    """Of the newest version: ids, addresses, the hash of what was downloaded, rows and lag of its tables."""
    receipt = receipt_from(published)
    assert (receipt.plan, receipt.dataset, receipt.catalogue, receipt.kind) == (
        "umibe",
        "umibe-plan",
        "city",
        "ckan",
    )
    assert (receipt.version, receipt.via, receipt.at) == (
        "2026-11-23",
        Via.DIRECT,
        "2026-11-24T01:30:00+00:00",
    )
    assert receipt.server == {"ckan_version": "2.12.0"}
    assert receipt.datasets == {"current": DatasetReceived(id="d1", name="204218-umibe-plan", address="")}
    (csv,) = [one for one in receipt.files if one.key == "current/progress.csv"]
    file = published.newest.files["progress.csv"]
    assert (csv.id, csv.name, csv.sha256, csv.size) == (
        "r-progress.csv",
        "progress.csv",
        file.sha256,
        file.size,
    )
    assert csv.address == f"{SITE}/dataset/umibe/resource/progress.csv"
    assert "archive-2026/old/progress.csv" not in {one.key for one in receipt.files}
    table = receipt.tables[0]
    assert (table.key, table.rows, table.lag_seconds) == ("current/progress.csv/rows", 2, 1.5)


def test_a_receipt_of_a_catalogue_that_says_little_is_a_receipt(published: Publication) -> None:
    """A folder has no ids, no server and no tables; several texts stand as one."""
    shown = {
        key: replace(thing, fields={"content": thing.fields["content"], "address": ("a", "b")})
        for key, thing in shown_by_ckan(published).items()
        if key.startswith("current/") and "content" in thing.fields
    }
    receipt = receipt_of(city_ckan(), published, shown, via=Via.BY_HAND, at=AT)
    assert {(one.id, one.size, one.address) for one in receipt.files} == {("", 0, "a b")}
    assert (receipt.server, receipt.datasets, receipt.tables, receipt.bundle) == ({}, {}, (), "")


def test_a_receipt_names_what_is_kept_as_others_made_it(published: Publication) -> None:
    """Which fields, why, since when; a receipt without such a thing says nothing of it."""
    hidden = Kept("current", {"private": "true"}, kind=ThingKind.DATASET)
    drift = KeptDrift(1, "city", hidden, "個人情報の\n確認中", "steward", date(2026, 11, 24))
    receipt = receipt_of(city_ckan(), published, {}, via=Via.DIRECT, at=AT, kept=(drift,))
    (kept,) = receipt.kept
    assert (kept.key, kept.fields, kept.reason, kept.since) == (
        "current",
        ("private",),
        "個人情報の 確認中",
        "2026-11-24",
    )
    assert from_json(to_json(receipt).encode(), "x") == receipt
    assert "kept" not in json.loads(to_json(receipt_from(published)))


def test_a_publication_that_lies_nowhere_is_opened_from_its_bytes(published: Publication) -> None:
    """As one that came with a bundle is."""
    with replace(published, opener=None).open("2026-11-23", DESCRIPTOR) as file:
        assert file.read() == published.content("2026-11-23", DESCRIPTOR)


def test_a_receipt_is_read_back_as_it_was_written(published: Publication) -> None:
    """Every fact of it, whichever way it came."""
    for receipt in (receipt_from(published), receipt_from(published, OUT)):
        assert from_json(to_json(receipt).encode(), "receipt-city.json") == receipt


Told = dict[str, Any]


def put(**facts: object) -> Callable[[Told], None]:
    """Return what replaces facts of a receipt."""
    return lambda told: told.update(facts)


def put_file(**facts: object) -> Callable[[Told], None]:
    """Return what replaces facts of a receipt's first file."""
    return lambda told: told["files"][0].update(facts)


HOSTILE: dict[str, tuple[Callable[[Told], object], str]] = {
    "an unknown key": (put(more=1), "more: Extra inputs"),
    "an unknown key of a file": (put_file(path="/etc"), "files.0.path: Extra inputs"),
    "a newer format": (put(format="shinchoku-receipt/2"), "format: "),
    "a missing key": (lambda told: told.pop("plan"), "plan: Field required"),
    "a number for a text": (put(plan=1), "plan: "),
    "a text for a number": (put_file(size="1"), "files.0.size: "),
    "a number below zero": (put_file(size=-1), "files.0.size: "),
    "an endless number": (put_file(size=10**400), "files.0.size: "),
    "no hash": (put_file(sha256="abc"), "files.0.sha256: "),
    "a hash and a line": (put_file(sha256="a" * 64 + "\n"), "files.0.sha256: "),
    "control characters": (put(server={"title": "\x1b]0;owned\x07"}), "server.title: control characters"),
    "control characters in a key": (put(server={"\x1b[2J": ""}), "control characters"),
    "a reversed text": (put(catalogue="city\u202e"), "catalogue: control characters"),
    "a text without end": (put(kind="k" * 3000), "kind: "),
    "no version": (put(version="2026-13-45"), "version: "),
    "a version with a path": (put(version="../../../etc"), "version: "),
    "no instant": (put(at="yesterday"), "at: "),
    "an instant without its zone": (put(at="2026-11-24T01:30:00"), "at: an instant of our time"),
    "an instant that no database keeps": (put(at="9999-12-31T23:59:59-12:00"), "at: "),
    "another way": (put(via="dove"), "via: "),
    "another bundle": (put(bundle="x"), "bundle"),
    "a list for a table": (put(files={}), "files: "),
    "too many files": (lambda told: told.update(files=told["files"] * 900), "files: "),
    "no lag": (lambda told: told["tables"][0].update(lag_seconds=-1), "tables.0.lag_seconds: "),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_receipt_that_is_not_ours_is_refused_with_its_place(published: Publication, what: str) -> None:
    """Whatever is wrong, a sentence says where, in both languages, and nothing of it reaches a terminal raw."""
    change, said = HOSTILE[what]
    told = json.loads(to_json(receipt_from(published)))
    change(told)
    with pytest.raises(ConfigurationError) as caught:
        from_json(json.dumps(told).encode(), "r.json")
    message = caught.value.message
    assert "r.json" in message.ja
    assert said in message.en
    assert all(line.isprintable() for text in (message.ja, message.en) for line in text.splitlines())
    assert len(message.ja.splitlines()) > 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe{}",
        b'{"plan": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"lag": NaN}',
        b"9" * 10_000,
    ],
)
def test_what_is_no_json_of_ours_is_refused(content: bytes) -> None:
    """Cut off, nested without end, half a character: a sentence and no traceback."""
    with pytest.raises(ConfigurationError, match=r"r\.json"):
        from_json(content, "r.json")


def test_many_mistakes_are_told_in_few_lines(published: Publication) -> None:
    """The first twenty, and how many more."""
    told = json.loads(to_json(receipt_from(published)))
    told.update({f"k{number}": "" for number in range(30)})
    with pytest.raises(ConfigurationError) as caught:
        from_json(json.dumps(told).encode(), "r.json")
    assert caught.value.message.en.splitlines()[-1] == "  10 more."
    assert caught.value.message.ja.splitlines()[-1] == "  ほかに10件あります。"


def test_a_receipt_without_end_is_not_read() -> None:
    """More than four megabytes are no receipt."""
    with pytest.raises(ConfigurationError, match="too large"):
        from_json(b" " * (MOST_BYTES + 1), "r.json")


# Held against what was handed over ---------------------------------------------------------------


def test_a_receipt_of_what_was_handed_over_is_in_order(published: Publication) -> None:
    """The derived descriptor is ours with the addresses of that CKAN."""
    check_receipt(receipt_from(published, OUT), LINE, published)


@pytest.mark.parametrize("name", [DESCRIPTOR, SUMS])
def test_a_receipt_may_show_what_is_derived_as_it_was_released(published: Publication, name: str) -> None:
    """A folder or a bucket derives nothing, and an older program's CKAN only the descriptor."""
    ours = published.newest.files[name].sha256
    receipt = receipt_from(published, OUT)
    files = tuple(
        one.model_copy(update={"sha256": ours}) if one.name == name else one for one in receipt.files
    )
    check_receipt(receipt.model_copy(update={"files": files, "tables": ()}), LINE, published)


def of_file(receipt: Receipt, of: str, /, **facts: object) -> Receipt:
    """Return a receipt with facts of one file replaced."""
    files = (one.model_copy(update=facts) if one.name == of else one for one in receipt.files)
    return receipt.model_copy(update={"files": tuple(files)})


def without(receipt: Receipt, name: str) -> Receipt:
    """Return a receipt that does not name a file."""
    return receipt.model_copy(update={"files": tuple(one for one in receipt.files if one.name != name)})


def of_table(receipt: Receipt, **facts: object) -> Receipt:
    """Return a receipt with facts of its first table replaced."""
    first, *rest = receipt.tables
    return receipt.model_copy(update={"tables": (first.model_copy(update=facts), *rest)})


def with_fact(**facts: object) -> Callable[[Receipt], Receipt]:
    """Return what replaces facts of a receipt."""
    return lambda receipt: receipt.model_copy(update=facts)


WRONG: dict[str, tuple[Callable[[Receipt], Receipt], OutboxLine | None, str]] = {
    "another plan": (with_fact(plan="kanazawa"), LINE, "of plan 'kanazawa'"),
    "another dataset": (with_fact(dataset="other"), LINE, "dataset 'other'"),
    "no line": (with_fact(), None, "nothing was ever handed over"),
    "another catalogue": (with_fact(catalogue="prefecture"), LINE, "catalogue 'prefecture'"),
    "nothing is out": (with_fact(), replace(LINE, status=CatalogueStatus.PUBLISHED), "waits for a receipt"),
    "another bundle": (with_fact(bundle="c" * 64), LINE, "another bundle (cccccccccccc)"),
    "no bundle": (with_fact(bundle=""), LINE, "another bundle (-)"),
    "not by a bundle": (with_fact(via=Via.DIRECT), LINE, "another bundle"),
    "a version that is not ours": (with_fact(version="2027-01-01"), LINE, "is not in our release folder"),
    "another version": (with_fact(), replace(LINE, version="2026-11-24"), "2026-11-24 was handed over"),
    "another content": (
        lambda one: of_file(one, "codes.csv", sha256="0" * 64),
        LINE,
        "current/codes.csv: its content differs",
    ),
    "another descriptor": (
        lambda one: of_file(one, DESCRIPTOR, sha256="0" * 64),
        LINE,
        f"{DESCRIPTOR}: its content",
    ),
    "another address": (
        lambda one: of_file(one, "codes.csv", address="https://elsewhere.example/codes.csv"),
        LINE,
        f"{DESCRIPTOR}: its content",
    ),
    "a missing file": (
        lambda one: without(one, "codes.csv"),
        LINE,
        "codes.csv: the receipt does not have it",
    ),
    "another file": (
        lambda one: of_file(one, "codes.csv", name="more.csv"),
        LINE,
        "more.csv: no file of this version",
    ),
    "fewer rows": (lambda one: of_table(one, rows=1), LINE, "its rows differ (1 rows, ours has 2)"),
    "other rows": (lambda one: of_table(one, digest="0" * 64), LINE, "its rows differ (2 rows"),
    "another table": (lambda one: of_table(one, key="current/x.csv/rows"), LINE, "x.csv/rows: no table"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_receipt_of_anything_else_confirms_nothing(published: Publication, what: str) -> None:
    """It says what differs, and that nothing was recorded."""
    change, line, said = WRONG[what]
    with pytest.raises(ConfigurationError) as caught:
        check_receipt(change(receipt_from(published, OUT)), line, published)
    assert said in caught.value.message.en
    assert "Nothing was recorded" in caught.value.message.en
    assert "「city」" in caught.value.message.ja or what == "another catalogue"


def test_many_differences_are_told_in_few_lines(tmp_path: Path) -> None:
    """The first twenty, and how many more."""
    published = Tree(tmp_path).release("2026-11-23", {"progress": PROGRESS, "codes": CODES})
    receipt = receipt_from(published, OUT)
    tables = tuple(TableReceived(key=f"t{number}", rows=0, digest="", lag_seconds=0) for number in range(25))
    with pytest.raises(ConfigurationError) as caught:
        check_receipt(receipt.model_copy(update={"tables": tables}), LINE, published)
    assert caught.value.message.en.splitlines()[-1] == "  5 more."
