"""Where things lie under the data directory."""

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
        """Files on their way to `published`, on the same file system."""
        return self.state / "staging"

    @property
    def receiving(self) -> Path:
        """Contents on their way into `raw`; a night removes those of processes that died, and no others: the console receives by day."""
        return self.state / "receiving"

    @property
    def uploads(self) -> Path:
        """Sheets that were checked in the console and are not submitted yet; kept for a day at most."""
        return self.state / "uploads"

    @property
    def handover(self) -> Path:
        """What a person has to carry into a catalogue by hand: instructions and files, by catalogue."""
        return self.state / "handover"

    @property
    def audit_heads(self) -> Path:
        """What the audit trail ended with after each night, one line each; only ever added to."""
        return self.state / "audit-heads.jsonl"

    @property
    def lock(self) -> Path:
        """The lock that one run at a time holds."""
        return self.state / "nightly.lock"

    def push_lock(self, plan_id: str) -> Path:
        """The lock that whoever tells a plan's catalogues holds, one after the other."""
        return self.state / f"push-{plan_id}.lock"
