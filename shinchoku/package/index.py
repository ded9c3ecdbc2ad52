"""The list of versions beside the releases, `releases.json`: what each one is, and what was withdrawn or taken down."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shinchoku.package.build import DESCRIPTOR
from shinchoku.package.tombstones import TAKEN_DOWN


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """What the list says of one version; `descriptor` is the version's own."""

    version: str
    as_of: date
    fiscal_years: Sequence[int]
    withdrawn: bool
    descriptor_sha256: str
    descriptor: Mapping[str, Any]

    def told(self) -> dict[str, Any]:
        """Return the entry as the list has it."""
        taken_down = self.descriptor.get(TAKEN_DOWN)
        return {
            "version": self.version,
            "as_of": self.as_of.isoformat(),
            "path": f"releases/{self.version}/{DESCRIPTOR}",
            "sha256": self.descriptor_sha256,
            "fiscal_years": list(self.fiscal_years),
            "withdrawn": self.withdrawn,
            **({TAKEN_DOWN: taken_down} if taken_down else {}),
        }


def write_releases(dataset: str, entries: Iterable[IndexEntry]) -> bytes:
    """Return the list, the newest version first; `entries` come oldest first."""
    told = [one.told() for one in entries][::-1]
    index = {"dataset": dataset, "latest": told[0]["version"], "releases": told}
    return (json.dumps(index, ensure_ascii=False, indent=2) + "\n").encode()
