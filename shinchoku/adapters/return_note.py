"""The note, in the state, of what was written into the return folder: only that is ever replaced or removed."""

import json
from pathlib import Path

from shinchoku.adapters.durable import replace_file
from shinchoku.errors import disk_failed

Ours = dict[str, list[str]]
"""By path below the root: the sha256 of what was written there lately, or is about to be; a folder ends with `/`."""


def load_note(manifest: Path) -> Ours:
    """Return what was written before; where the note is lost, nothing is known to be ours."""
    try:
        noted = json.loads(manifest.read_text(encoding="utf-8"))
        return {str(path): [str(digest) for digest in digests] for path, digests in noted["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def save_note(manifest: Path, ours: Ours) -> None:
    """Note what is ours, if that has changed.

    Raises:
        OperationalError: if the state's own disk fails.
    """
    if load_note(manifest) == ours:
        return
    content = json.dumps({"files": ours}, ensure_ascii=False, indent=1, sort_keys=True).encode()
    try:
        manifest.parent.mkdir(parents=True, exist_ok=True)
        replace_file(manifest, content, manifest.parent, 0o600)
    except OSError as error:
        raise disk_failed(error) from error
