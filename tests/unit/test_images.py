"""The images of compose.yaml: the very ones that were looked at, and the same in the guides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
GUIDES = [
    ROOT / "docs/how-to/install-in-a-closed-network.md",
    ROOT / "docs/how-to/ja/閉域網への導入.md",
]
PINNED = re.compile(r"[a-z0-9./-]+:[A-Za-z0-9._-]+@sha256:[0-9a-f]{64}")
DEMANDED = re.compile(r"\$\{[A-Z_]+:\?[^}]+\}")
NAMED = re.compile(r"\b(?:ckan/ckan-[a-z]+|postgres|redis|solr|nginx):[0-9][A-Za-z0-9._-]*")


def images() -> list[str]:
    """Return what every service is started from."""
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    return [service["image"] for service in services.values()]


def test_every_image_is_held_to_a_digest() -> None:
    """A tag that is moved changes nothing here: the digest stands in the file, or is demanded from a variable."""
    assert len(images()) == 4
    assert [one for one in images() if not PINNED.fullmatch(one) and not DEMANDED.fullmatch(one)] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_the_guides_name_the_images_that_are_started(guide: Path) -> None:
    """Each image by name and tag, and no other."""
    tagged = {one.partition("@")[0] for one in images()}
    asked_for = {"ckan/ckan-base:2.12"}  # the example of another version
    assert set(NAMED.findall(guide.read_text(encoding="utf-8"))) - asked_for == tagged


def test_no_other_page_names_an_image_without_its_digest() -> None:
    """What any other page would have somebody start is held to a digest, too."""
    pages = [page for page in sorted((ROOT / "docs/how-to").rglob("*.md")) if page not in GUIDES]
    loose = re.compile(f"{NAMED.pattern}(?!@sha256:)(?![A-Za-z0-9._-])")
    found = {page.name: loose.findall(page.read_text(encoding="utf-8")) for page in pages}
    assert {name: images for name, images in found.items() if images} == {}
