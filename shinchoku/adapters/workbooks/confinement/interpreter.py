"""What the interpreter itself refuses, on every system and before the kernel is asked: its audit events.

Native code goes past it. It stays as the layer that Windows and macOS have, and for words that say what was wrong.
"""

import os
import sys
from collections.abc import Sequence

_NEVER_DONE_BY_A_READER = (
    "os.chmod",
    "os.chown",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.link",
    "os.mkdir",
    "os.posix_spawn",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.setxattr",
    "os.startfile",
    "os.symlink",
    "os.system",
    "os.truncate",
    "os.utime",
    "socket.",
    "sqlite3.connect",
    "subprocess.Popen",
)
"""How the events of the interpreter's audit begin that no reading of a file causes."""
_SIGNALS = frozenset({"os.kill", "os.killpg"})
_LOOKS = frozenset({"open", "os.listdir", "os.scandir"})
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def renounce_in_the_interpreter(paths: Sequence[str]) -> None:
    """Refuse this process, for good, network, programs, writing, and reading what lies under none of some real paths."""
    own = os.getpid()
    roots = tuple(map(os.path.normcase, paths))
    beneath = tuple(one + os.sep for one in roots)

    def is_ours(path: object) -> bool:
        if not isinstance(path, str | bytes | os.PathLike):  # a descriptor: it has been opened before
            return path is not None
        real = os.path.normcase(os.path.realpath(os.fsdecode(path)))
        return real in roots or real.startswith(beneath)

    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event in _LOOKS:
            flags = arguments[2] if event == "open" else 0
            if is_ours(arguments[0]) and not (isinstance(flags, int) and flags & _WRITES):
                return
        elif not event.startswith(_NEVER_DONE_BY_A_READER) and (event not in _SIGNALS or arguments[0] == own):
            return
        raise PermissionError(f"a reader process may not do this: {event}")

    sys.addaudithook(refuse)
