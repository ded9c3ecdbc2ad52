"""The bill of materials: it names what the lock names, and comes with the wheel."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from bundle.sbom import SBOM, bill, bill_of_lock, component_of_wheel
from bundle.wheels import build_own

ROOT = Path(__file__).resolve().parents[2]
ENTRY = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)((?:.*\\\n)*.*)", re.MULTILINE)


def written() -> dict[str, Any]:
    """Return the bill as it stands in the repository."""
    found: dict[str, Any] = json.loads(SBOM.read_text(encoding="utf-8"))
    return found


def listed(document: dict[str, Any]) -> list[tuple[str, str, set[str]]]:
    """Return the name, the version and the hashes of every library, in order."""
    return sorted(
        (one["name"], one["version"], {each["content"] for each in one["hashes"]})
        for one in document["components"]
    )


def test_the_bill_names_exactly_what_is_locked() -> None:
    """Every library with its version and the hash of each of its files, no other; `make sbom` writes it anew."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = sorted(
        (name.lower(), pinned, set(re.findall(r"--hash=sha256:(\w+)", rest)))
        for name, pinned, rest in ENTRY.findall(lock)
    )
    assert len(locked) > 100
    assert listed(written()) == locked


def test_all_else_of_the_bill_is_as_it_would_be_written_now() -> None:
    """Conditions, what is asked for directly, and what stands in the package: only licences depend on who looks."""

    def _without_licences(document: dict[str, Any]) -> dict[str, Any]:
        for one in document["components"]:
            one.pop("licenses", None)
        return document

    assert _without_licences(written()) == _without_licences(json.loads(bill_of_lock()))


def test_the_bill_is_valid() -> None:
    """CycloneDX's own schema, strictly; neither a number of its own, nor a time, nor an address to fetch from."""
    text = SBOM.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert {"serialNumber", "timestamp"} & {*written(), *written()["metadata"]} == set()
    assert re.findall(r"\w+://[^\"]+", text) == ["http://cyclonedx.org/schema/bom-1.6.schema.json"]


def test_licences_are_told_where_they_are_known() -> None:
    """Every library that is installed here and states a licence has it in the bill."""
    untold = [one["name"] for one in written()["components"] if "licenses" not in one]

    def _is_here(name: str) -> bool:
        try:
            return bool(version(name))
        except PackageNotFoundError:
            return False

    assert set(filter(_is_here, untold)) <= {"numpy", "whenever"}  # another version of it; it states none


def test_what_stands_in_the_package_is_in_the_bill() -> None:
    """The script of the console, which no lock has, with the hash of its file."""
    (htmx,) = written()["metadata"]["component"]["components"]
    script = (ROOT / "shinchoku/console/static/htmx.min.js").read_bytes()
    assert (htmx["name"], htmx["licenses"]) == ("htmx.org", [{"expression": "0BSD"}])
    assert htmx["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(script).hexdigest()}]
    assert htmx["version"].encode() in script


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own wheel."""
    return build_own(ROOT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_carries_the_bill(wheel: Path) -> None:
    """Where PEP 770 has it looked for, byte for byte."""
    with zipfile.ZipFile(wheel) as opened:
        (name,) = (one for one in opened.namelist() if "/sboms/" in one)
        assert re.fullmatch(r"shinchoku-[^/]+\.dist-info/sboms/shinchoku\.cdx\.json", name)
        assert opened.read(name) == SBOM.read_bytes()


def test_a_wheel_is_told_by_its_own_hash(wheel: Path) -> None:
    """In a bundle each library is the one file that is carried; the bill of it is valid, too."""
    found = component_of_wheel(wheel)
    assert (found.name, found.licence) == ("shinchoku", {"expression": "MIT"})
    assert found.sha256 == (hashlib.sha256(wheel.read_bytes()).hexdigest(),)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill([], found)) is None
