"""Where things lie under the data directory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataPaths:
    """The folders of one data directory: what was received, what is public, and the state."""

    root: Path

    @property
    def raw(self) -> Path:
        """Received contents, by plan."""
        return self.root / "raw"

    @property
    def published(self) -> Path:
        """What a web server serves as it is."""
        return self.root / "published"

    @property
    def state(self) -> Path:
        """The embedded database, staging and the lock."""
        return self.root / "state"

    @property
    def staging(self) -> Path:
        """Files on their way to `raw` or `published`, on the same file system."""
        return self.state / "staging"

    @property
    def lock(self) -> Path:
        """The lock that one run at a time holds."""
        return self.state / "nightly.lock"
