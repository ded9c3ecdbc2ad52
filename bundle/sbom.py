"""The bill of materials (CycloneDX): every library that an installation gets, with version, hashes and licence.

`python -m bundle.sbom` writes the one of the lock, for every platform; a bundle carries one of its own wheels, as well. They
have neither a number of their own nor a time: the same lock gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

from bundle.lock import locked_requirements

_ROOT = Path(__file__).resolve().parents[1]
SBOM = _ROOT / "sboms" / "shinchoku.cdx.json"
"""The bill of the lock. The wheel has it in `.dist-info/sboms` (PEP 770)."""
_MOST_OF_A_NAME = 100
"""Characters of a licence's name; where more is written, it is the licence itself."""
_UNSAID = {"", "UNKNOWN"}
_STATED = _ROOT / "shinchoku" / "console" / "static" / "VENDORED.md"
_VENDORED = re.compile(r"^\| `htmx\.min\.js` \| npm `(\S+)`.*? \| (\S+) \| (\S+) \|", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Component:
    """One library: the files that it may be, the condition under which it is installed, what its maker says of its licence."""

    name: str
    version: str
    sha256: tuple[str, ...]
    condition: str = ""
    licence: Mapping[str, object] | None = None

    @property
    def reference(self) -> str:
        """The name under which other bills and lists of weaknesses know it."""
        return f"pkg:pypi/{self.name}@{self.version}"

    def as_json(self) -> dict[str, object]:
        """Return it as CycloneDX has it."""
        made: dict[str, object] = {
            "type": "library",
            "bom-ref": self.reference,
            "name": self.name,
            "version": self.version,
            "purl": self.reference,
            "hashes": [{"alg": "SHA-256", "content": one} for one in self.sha256],
        }
        if self.licence:
            made["licenses"] = [self.licence]
        if self.condition:
            made["properties"] = [{"name": "shinchoku:installed-where", "value": self.condition}]
        return made


def components_of_lock(lock: str) -> list[Component]:
    """Return the libraries of a lock; licences are those of this environment, where it has the very version."""
    made = []
    for requirement, sha256 in locked_requirements(lock):
        name, (pinned,) = canonicalize_name(requirement.name), requirement.specifier
        condition = str(requirement.marker) if requirement.marker else ""
        made.append(Component(name, pinned.version, sha256, condition, _licence_here(name, pinned.version)))
    return made


def component_of_wheel(wheel: Path) -> Component:
    """Return what a wheel is, with its own hash and the licence that it states."""
    name, version, *_ = parse_wheel_filename(wheel.name)
    with ZipFile(wheel) as opened:
        (inside,) = (
            one for one in opened.namelist() if one.endswith(".dist-info/METADATA") and one.count("/") == 1
        )
        stated = Parser().parsestr(opened.read(inside).decode(), headersonly=True)
    return Component(
        name, str(version), (hashlib.sha256(wheel.read_bytes()).hexdigest(),), "", _licence(stated)
    )


def bill(components: Iterable[Component], own: Component) -> str:
    """Return the bill of an installation of `own`, which depends on the libraries that it asks for itself."""
    listed = sorted(components, key=lambda one: (one.name, one.version))
    asked = {canonicalize_name(Requirement(one).name) for one in _project()["dependencies"]}
    application = {
        "type": "application",
        "bom-ref": own.name,
        "name": own.name,
        "version": own.version,
        "hashes": [{"alg": "SHA-256", "content": one} for one in own.sha256],
        "licenses": [own.licence],
        "components": [_htmx()],
    }
    document = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": application},
        "components": [one.as_json() for one in listed],
        "dependencies": [
            {"ref": own.name, "dependsOn": [one.reference for one in listed if one.name in asked]}
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def bill_of_lock() -> str:
    """Return the bill of the lock, as it has to stand in `SBOM`."""
    project = _project()
    own = Component("shinchoku", project["version"], (), "", {"expression": project["license"]})
    return bill(components_of_lock((_ROOT / "requirements.lock").read_text(encoding="utf-8")), own)


def _htmx() -> dict[str, object]:
    """Return the one library of another language, which stands in the package itself, as its page there states it."""
    name, version, licence = _VENDORED.findall(_STATED.read_text(encoding="utf-8"))[0]
    sha256 = hashlib.sha256((_STATED.parent / "htmx.min.js").read_bytes()).hexdigest()
    return {
        "type": "library",
        "bom-ref": f"pkg:npm/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:npm/{name}@{version}",
        "hashes": [{"alg": "SHA-256", "content": sha256}],
        "licenses": [{"expression": licence}],
    }


def _project() -> Mapping[str, Any]:
    """Return what the project says of itself."""
    content = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project: Mapping[str, Any] = content["project"]
    return project


def _licence_here(name: str, version: str) -> Mapping[str, object] | None:
    """Return the licence of a library that is installed here in that version."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    if found.version != version:
        return None
    return _licence(Parser().parsestr(found.read_text("METADATA") or "", headersonly=True))


def _licence(stated: Message) -> Mapping[str, object] | None:
    """Return a licence as its maker states it: the expression, else a short name, else what it is classified as."""
    expression, name = str(stated.get("License-Expression", "")), str(stated.get("License", "")).strip()
    if expression:
        return {"expression": expression}
    if name not in _UNSAID and len(name.splitlines()) == 1 and len(name) <= _MOST_OF_A_NAME:
        return {"license": {"name": name}}
    classified = [one for one in stated.get_all("Classifier", []) if one.startswith("License :: ")]
    return {"license": {"name": classified[0].rpartition(" :: ")[2]}} if classified else None


if __name__ == "__main__":
    SBOM.parent.mkdir(exist_ok=True)
    SBOM.write_text(bill_of_lock(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{SBOM}\n")
