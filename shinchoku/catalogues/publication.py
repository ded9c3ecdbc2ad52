"""A publication: every version of one dataset, as the release folder holds it. Catalogues are told of this.

Everything a catalogue needs stands in the packages themselves, so that a publication can be carried to
another machine, which knows neither plan nor state.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from io import BytesIO
from typing import Any, BinaryIO

from shinchoku.releases.history import version_order

JsonObject = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One file of a version: its name, the sha256 of its bytes, and how many they are."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class PublishedVersion:
    """One version: its date, whether it was withdrawn, its files by name, and its descriptor."""

    version: str
    as_of: date
    withdrawn: bool
    files: Mapping[str, PublishedFile]
    descriptor: JsonObject

    @property
    def order(self) -> tuple[date, int]:
        """What versions are sorted by: their date, then the number of the day."""
        return version_order(self.version)

    @cached_property
    def resources(self) -> Mapping[str, JsonObject]:
        """The tables that the descriptor declares, by file name."""
        return {str(one["path"]): one for one in self.descriptor["resources"]}


@dataclass(frozen=True)
class Publication:
    """Every public version, oldest first, and how to read one of their files."""

    dataset: str
    versions: tuple[PublishedVersion, ...]
    content: Callable[[str, str], bytes]
    """Returns the bytes of a version's file: `content(version, name)`. Whoever needs no whole bytes takes `open`."""
    opener: Callable[[str, str], BinaryIO] | None = None
    """Opens a version's file where it lies, if it lies anywhere."""

    def open(self, version: str, name: str) -> BinaryIO:
        """Open a version's file to read it piece by piece: it may be larger than memory.

        Raises:
            OperationalError: if it is not what was released.
        """
        return BytesIO(self.content(version, name)) if self.opener is None else self.opener(version, name)

    @property
    def newest(self) -> PublishedVersion:
        """The version that is current."""
        return self.versions[-1]

    @property
    def about(self) -> JsonObject:
        """What the newest version says of the dataset."""
        return self.newest.descriptor

    @property
    def municipality_code(self) -> str:
        """The six-digit code of the city."""
        return str(self.about["spatial"]["local_government_code"])

    @property
    def plan_id(self) -> str:
        """The plan's identifier."""
        return str(self.about["plan"]["id"])

    @property
    def is_illustrative(self) -> bool:
        """Whether any version holds what no source states: never for a catalogue that is not a test's."""
        return any(bool(one.descriptor.get("illustrative", True)) for one in self.versions)

    def version(self, name: str) -> PublishedVersion | None:
        """Return a version by its name."""
        return next((one for one in self.versions if one.version == name), None)
