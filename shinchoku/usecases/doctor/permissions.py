"""Whether the data directory is closed to other users where it must be, and open where it is served."""

import os
import stat
from pathlib import Path

from shinchoku.bilingual import Bilingual
from shinchoku.paths import DataPaths

_FOR_OTHERS, _THROUGH = 0o077, 0o001


def wrong_with_permissions(paths: DataPaths) -> Bilingual | None:
    """Return who can read what they should not, or cannot reach what is public; nothing where there are no modes."""
    if os.name != "posix":
        return None
    opened = [str(one) for one in (paths.state, paths.raw) if one.is_dir() and _mode(one) & _FOR_OTHERS]
    if opened:
        named = " ".join(opened)
        return Bilingual(
            f"{named} をほかの利用者も読めます。所有者で chmod 700 {named} を実行するか、次の夜間処理に任せてください。",
            f"others can read {named}: chmod 700 {named} as its owner, or leave it to the next night.",
        )
    closed = [one for one in (paths.root, paths.published) if one.is_dir() and not _mode(one) & _THROUGH]
    if closed and paths.published.is_dir():
        return Bilingual(
            f"{closed[0]} をWebサーバーが通れません。chmod o+x {closed[0]} を実行してください。",
            f"a web server cannot pass {closed[0]}: chmod o+x {closed[0]}.",
        )
    return None


def _mode(folder: Path) -> int:
    """Return the permissions of a folder."""
    return stat.S_IMODE(folder.stat().st_mode)
