"""A hand-over bundle is hostile until its hashes hold, and even then it may not choose where a token goes."""

from __future__ import annotations

import hashlib
import json
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from builders.publications import Tree

from shinchoku.adapters.catalogues.handover import open_bundle, read_receipt, write_bundle
from shinchoku.catalogue_kinds.ckan.settings import CkanSettings
from shinchoku.errors import StoppedError
from shinchoku.usecases.hand_over import carry_out


def bundle_for(tmp_path: Path, url: str = "https://ckan.umibe.example.jp") -> Path:
    """Write a bundle with one release for a CKAN."""
    tree = Tree(tmp_path / "published")
    tree.release("2026-11-23")
    said = {"name": "city", "kind": "ckan", "url": url, "organization": "umibe"}
    settings = CkanSettings.model_validate({**said, "token_env": "HOME", "token_file": "/etc/hostname"})
    write_bundle(tmp_path / "bundle", tree.folder, [settings], "umibe")
    return tmp_path / "bundle"


def resealed(bundle: Path, change: Callable[[dict[str, object]], None]) -> None:
    """Change the manifest, and make SHA256SUMS say so, as a forger would."""
    manifest = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))
    change(manifest)
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (bundle / "bundle.json").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    sums = (bundle / "SHA256SUMS").read_text().splitlines()
    kept = [line for line in sums if not line.endswith("  bundle.json")]
    (bundle / "SHA256SUMS").write_text(
        "".join(f"{line}\n" for line in sorted([*kept, f"{digest}  bundle.json"]))
    )


def data_file(bundle: Path) -> Path:
    """Return a table of the bundle."""
    return next(bundle.glob("dataset/releases/*/progress.csv"))


TAMPERINGS: dict[str, Callable[[Path], object]] = {
    "a byte changed": lambda b: data_file(b).write_bytes(data_file(b).read_bytes() + b"x"),
    "a file missing": lambda b: data_file(b).unlink(),
    "a file too many": lambda b: (b / "dataset" / "extra.txt").write_text("x"),
    "a file too many beside": lambda b: (b / "run.sh").write_text("x"),
    "a link": lambda b: (b / "dataset" / "link").symlink_to("/etc/passwd"),
    "a link for a file": lambda b: (data_file(b).unlink(), data_file_link(b)),
    "sums changed": lambda b: (b / "SHA256SUMS").write_text("0" * 64 + "  bundle.json\n"),
    "no manifest": lambda b: (b / "bundle.json").unlink(),
    "a manifest that is none": lambda b: (b / "bundle.json").write_text("[" * 100_000),
    "a huge manifest": lambda b: (b / "bundle.json").write_bytes(b" " * (40 * 1024 * 1024)),
}


def data_file_link(bundle: Path) -> None:
    """Put a link to another file where a table was."""
    home = next(bundle.glob("dataset/releases/*"))
    (home / "progress.csv").symlink_to(home / "codes.csv")


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_a_bundle_that_was_changed_is_refused(tmp_path: Path, tampering: str) -> None:
    """Whatever was changed, a person is told in a sentence."""
    bundle = bundle_for(tmp_path)
    open_bundle(bundle)
    TAMPERINGS[tampering](bundle)
    with pytest.raises(StoppedError):
        open_bundle(bundle)


@pytest.mark.parametrize(
    "path", ["../../etc/cron.d/x", "/etc/passwd", "dataset\\x", "dataset/\0x", "dataset/releases/../x"]
)
def test_a_forged_manifest_leads_nowhere_outside(tmp_path: Path, path: str) -> None:
    """Hashes that hold are not enough: a place is one that we would write."""
    bundle = bundle_for(tmp_path)

    def lead_outside(manifest: dict[str, object]) -> None:
        files = manifest["files"]
        assert isinstance(files, list)
        files[0]["path"] = path

    resealed(bundle, lead_outside)
    with pytest.raises(StoppedError):
        open_bundle(bundle)


def test_a_bundle_never_sends_a_token_where_it_wants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another address than this side allows: refused before a connection is made."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        bundle = bundle_for(tmp_path, f"http://127.0.0.1:{listening.getsockname()[1]}")
        monkeypatch.setenv("SHINCHOKU_CKAN_TOKEN", "s3cret-t0ken")
        monkeypatch.setenv("SHINCHOKU_CKAN_URL", "https://ckan.umibe.example.jp")
        with pytest.raises(StoppedError) as stopped:
            carry_out(bundle)
        with pytest.raises(TimeoutError):
            listening.accept()
    assert "s3cret-t0ken" not in f"{stopped.value.message}"


def test_a_bundle_names_no_variable_and_no_file_of_its_makers(tmp_path: Path) -> None:
    """What it is carried out with is the usual variable of this side, whatever the maker's plan said."""
    bundle = bundle_for(tmp_path)
    (carried,) = open_bundle(bundle).catalogues
    assert isinstance(carried, CkanSettings)
    assert (carried.token_env, carried.token_file, carried.token_block) == ("SHINCHOKU_CKAN_TOKEN", "", "")

    def name_another(manifest: dict[str, object]) -> None:
        catalogues = manifest["catalogues"]
        assert isinstance(catalogues, list)
        catalogues[0] |= {"token_env": "HOME"}

    resealed(bundle, name_another)
    with pytest.raises(StoppedError):
        open_bundle(bundle)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 200_000,
        b'{"format": "shinchoku-receipt/1"}',
        b" " * (8 * 1024 * 1024),
        b'{"plan": "\\u001b[2J"}',
        "{}".encode("utf-16"),
    ],
    ids=["empty", "broken", "deep", "poor", "huge", "escapes", "utf-16"],
)
def test_a_receipt_that_is_none_is_told_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    """It comes from outside; nothing of it moves a cursor."""
    path = tmp_path / "receipt-city.json"
    path.write_bytes(content)
    with pytest.raises(StoppedError) as stopped:
        read_receipt(path)
    assert "\x1b" not in stopped.value.message.ja
