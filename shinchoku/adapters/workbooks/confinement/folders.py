"""What a reader may still read: the program's own code and what it links to, so that it can import, and no data."""

import mimetypes
import os
import site
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

_OURS = ("schemas", "shinchoku")
"""Our packages, by their own folders: what lies beside them may be data."""
_OF_LIBRARIES = ("site-packages", "dist-packages")
"""What folders of libraries are called, wherever a path to them was set by hand."""
_OF_THE_SYSTEM = (
    "/lib",
    "/lib32",
    "/lib64",
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/local/lib64",
    "/usr/share/zoneinfo",
    "/etc/ld.so.cache",
    "/etc/localtime",
    os.devnull,
    "/dev/urandom",
)


def readable() -> tuple[str, ...]:
    """Return the folders and files that a reader may read, as far as there are any: real paths, sorted."""
    return tuple(sorted({os.path.realpath(path) for path in _named() if path and os.access(path, os.R_OK)}))


def _named() -> Iterator[str | None]:
    """Yield them as they are called, there or not."""
    yield from map(sysconfig.get_path, ("stdlib", "platstdlib", "purelib", "platlib"))
    yield sysconfig.get_config_var("LIBDIR")
    yield from site.getsitepackages()
    if site.ENABLE_USER_SITE:
        yield site.getusersitepackages()
    yield from (entry for entry in sys.path if Path(entry).name in _OF_LIBRARIES)
    for prefix in (sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix):
        for name in ("lib", "lib64", "DLLs"):
            yield str(Path(prefix, name))
    for name in _OURS:
        file = sys.modules[name].__file__ if name in sys.modules else None
        yield str(Path(file).parent) if file else None
    yield from _OF_THE_SYSTEM
    yield from map(str, mimetypes.knownfiles)  # openpyxl has them read when it is imported
