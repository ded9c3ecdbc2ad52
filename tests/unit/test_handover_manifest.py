"""The manifest of a hand-over bundle: what it carries, what it never carries, and what none of ours would say."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from builders.handovers import SITE, city_ckan
from builders.publications import Tree

from shinchoku.adapters.catalogues.kinds import settings_of_kinds
from shinchoku.catalogue_kinds.bucket.settings import BucketSettings
from shinchoku.catalogue_kinds.directory.settings import DirectorySettings
from shinchoku.catalogue_kinds.manual.settings import ManualSettings
from shinchoku.catalogues.handover import (
    README,
    ListedFile,
    Manifest,
    canonical,
    checksums_of,
    manifest_from,
    manifest_of,
    receipt_name,
    require_same_address,
)
from shinchoku.errors import ConfigurationError
from shinchoku.register.catalogues import CatalogueSettings

SHA = "0" * 64
PLACES = (
    README,
    "dataset/releases.json",
    "dataset/releases/2026-11-23/SHA256SUMS",
    "dataset/releases/2026-11-23/progress.csv",
)
FORM = ManualSettings(
    kind="manual",
    name="form",
    form_url="https://form.example.jp/new",
    file_url="https://form.example.jp/files/{file}",
    fields={"題名": "title", "あ": "description"},
)


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    """The manifest of a small bundle."""
    files = [ListedFile(path=path, sha256=SHA, size=10) for path in PLACES]
    published = Tree(tmp_path).release("2026-11-23")
    return manifest_of(published, [city_ckan(), FORM], "umibe", files)


def test_a_manifest_is_read_back_as_it_was_written(manifest: Manifest) -> None:
    """Its digest is the sha256 of its text; the order of a form's fields is kept."""
    text = canonical(manifest)
    read = manifest_from(text, settings_of_kinds())
    assert read == manifest
    assert manifest.digest == read.digest == hashlib.sha256(text).hexdigest()
    assert list(read.catalogues[1].fields) == ["題名", "あ"]  # type: ignore[union-attr]  # the form
    assert (manifest.size, manifest.version, manifest.dataset) == (40, "2026-11-23", "umibe-plan")
    assert manifest.sums_of("2026-11-23") == {"SHA256SUMS": SHA, "progress.csv": SHA}


def test_no_secret_and_no_name_of_one_is_carried(manifest: Manifest) -> None:
    """Neither where the token lies here, nor the proxy with its password, nor a file of certificates."""
    text = canonical(manifest).decode()
    for word in ("UMIBE_TOKEN", "secrets", "pass", "token", "proxy", "ca_file"):
        assert word not in text
    assert f'"url": "{SITE}"' in text


def test_the_sums_are_of_every_file_and_of_the_manifest(manifest: Manifest) -> None:
    """In the order of their names, as `sha256sum` writes them."""
    lines = checksums_of(manifest).decode().splitlines()
    assert lines[0] == f"{manifest.digest}  bundle.json"
    assert [line[66:] for line in lines[1:]] == sorted(PLACES)


def test_without_a_catalogue_there_is_nothing_to_hand_over(tmp_path: Path) -> None:
    """The message says where to write one."""
    with pytest.raises(ConfigurationError, match="no catalogue to hand over to"):
        manifest_of(Tree(tmp_path).release("2026-11-23"), [], "umibe", [])


def test_an_address_with_a_password_is_not_carried(tmp_path: Path) -> None:
    """Whoever carries the bundle could read it."""
    bucket = BucketSettings(kind="bucket", name="share", url="ftp://user:pass@share.example.jp/open")
    with pytest.raises(ConfigurationError, match="holds a user name or a password") as caught:
        manifest_of(Tree(tmp_path).release("2026-11-23"), [bucket], "umibe", [])
    assert "pass@" not in caught.value.message.en + caught.value.message.ja


Told = dict[str, Any]


def more(path: str) -> Callable[[Told], object]:
    """Return what lists one more file."""
    return lambda told: told["files"].append({"path": path, "sha256": SHA, "size": 1})


def of_ckan(setting: str, value: str) -> Callable[[Told], object]:
    """Return what changes a setting of the CKAN."""
    return lambda told: told["catalogues"][0].update({setting: value})


HOSTILE: dict[str, tuple[Callable[[Told], object], str]] = {
    "a path upwards": (more("../up"), "'../up'"),
    "a path upwards inside": (more("dataset/releases/2026-11-23/../../../up"), "/up'"),
    "an absolute path": (more("/etc/passwd"), "'/etc/passwd'"),
    "a drive": (more("C:/x"), "'C:/x'"),
    "backslashes": (more("dataset\\releases\\x"), "lies where a bundle may not"),
    "a NUL": (more("dataset/releases/2026-11-23/a\0b"), "a\\x00b"),
    "a line": (more("dataset/releases/2026-11-23/a\nb"), "a\\nb"),
    "a hidden file": (more("dataset/releases/2026-11-23/.htaccess"), ".htaccess"),
    "a file in no version": (more("dataset/releases/x.csv"), "x.csv"),
    "a program beside it": (more("run.sh"), "run.sh"),
    "no path": (more(""), "''"),
    "a file twice": (more("dataset/releases.json"), "is there twice"),
    "a file in two spellings": (more("dataset/releases/2026-11-23/PROGRESS.csv"), "is there twice"),
    "a missing list": (lambda told: told["files"].pop(0), "dataset/releases.json is missing"),
    "a missing version": (lambda told: told.update(version="2026-11-24"), "2026-11-24/SHA256SUMS is missing"),
    "a dataset with a path": (lambda told: told.update(dataset="../x"), "dataset: "),
    "no catalogue": (lambda told: told.update(catalogues=[]), "catalogues: "),
    "a catalogue twice": (
        lambda told: told["catalogues"].append(told["catalogues"][0]),
        "'city' is there twice",
    ),
    "a catalogue of no kind": (of_ckan("kind", "mail"), "catalogues.0: "),
    "a name with a path": (of_ckan("name", "../x"), "catalogues.0.ckan.name: "),
    "a name without end": (of_ckan("name", "n" * 101), "name is too long"),
    "a variable to send": (of_ckan("token_env", "AWS_SECRET_ACCESS_KEY"), "says token_env"),
    "a file to send": (of_ckan("token_file", "/etc/shadow"), "says token_file"),
    "a proxy to send it through": (of_ckan("proxy", "http://evil.example"), "says proxy"),
    "certificates to trust": (of_ckan("ca_file", "evil.pem"), "says ca_file"),
    "an unknown setting": (of_ckan("run", "rm"), "catalogues.0.ckan.run: "),
    "an unknown key": (lambda told: told.update(note="x"), "note: "),
    "a newer format": (lambda told: told.update(format="shinchoku-bundle/2"), "format: "),
    "no hash": (lambda told: told["files"][0].update(sha256=""), "files.0.sha256: "),
    "a size below zero": (lambda told: told["files"][0].update(size=-1), "files.0.size: "),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_manifest_that_none_of_ours_is_is_refused(manifest: Manifest, what: str) -> None:
    """A sentence names the key or the file; nothing of it reaches a terminal raw."""
    change, said = HOSTILE[what]
    told = json.loads(canonical(manifest))
    change(told)
    content = (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    with pytest.raises(ConfigurationError) as caught:
        manifest_from(content, settings_of_kinds())
    message = caught.value.message
    assert said in message.en
    assert "何も反映していません" in message.ja
    assert all(line.isprintable() for text in (message.ja, message.en) for line in text.splitlines())


def test_a_manifest_in_another_spelling_was_edited(manifest: Manifest) -> None:
    """The same facts on one line have another digest, so they are not taken."""
    content = json.dumps(json.loads(canonical(manifest)), ensure_ascii=False).encode()
    with pytest.raises(ConfigurationError, match="not spelled as this program spells it"):
        manifest_from(content, settings_of_kinds())


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"{", b"[" * 100_000, b"\xff"])
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    """A sentence and no traceback."""
    with pytest.raises(ConfigurationError, match=r"bundle\.json of the bundle cannot be used"):
        manifest_from(content, settings_of_kinds())


@pytest.mark.parametrize(
    ("catalogue", "address"),
    [
        (city_ckan(), SITE),
        (BucketSettings(kind="bucket", name="b", url="s3://open"), "s3://open"),
        (DirectorySettings(kind="directory", name="d", path="/srv/open"), "/srv/open"),
        (FORM, "https://form.example.jp/new"),
    ],
    ids=lambda one: getattr(one, "kind", ""),
)
def test_every_catalogue_has_an_address(catalogue: CatalogueSettings, address: str) -> None:
    """Where its settings say that it lies."""
    assert catalogue.address == address


@pytest.mark.parametrize("allowed", [SITE, f"{SITE}/", f" {SITE} "])
def test_the_address_that_this_side_says_is_taken(allowed: str) -> None:
    """A last slash makes no difference."""
    require_same_address(city_ckan(), allowed)


@pytest.mark.parametrize(
    ("allowed", "said"),
    [
        (None, "set SHINCHOKU_CKAN_URL"),
        (" ", "set SHINCHOKU_CKAN_URL"),
        (f"{SITE}.evil.example", "is not the address in SHINCHOKU_CKAN_URL"),
        (SITE.replace("https", "http"), "is not the address"),
        (f"{SITE}/ckan", "is not the address"),
    ],
)
def test_a_bundle_does_not_choose_where_a_token_goes(allowed: str | None, said: str) -> None:
    """Neither where nothing is said here, nor where something else is."""
    with pytest.raises(ConfigurationError, match=said) as caught:
        require_same_address(city_ckan(), allowed)
    assert "No token was sent" in caught.value.message.en


def test_a_receipt_is_named_for_its_catalogue() -> None:
    """The name that the readme tells to send back."""
    assert receipt_name("city") == "receipt-city.json"
