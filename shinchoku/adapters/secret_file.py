"""Files that hold a secret: read only if nobody else on this machine may read them."""

import os
import stat
from pathlib import Path

_MOST_BYTES = 1024 * 1024
"""More than any secret or list of addresses has: a device that never ends is no file of ours."""


class OpenToOthersError(Exception):
    """A file with a secret may be read by everybody on this machine."""


def read_secret_file(path: Path) -> bytes:
    """Return what stands in a file with a secret.

    What is asked for its rights is what was opened: nobody can put another file into its place in between, and
    of a link the target counts. On Windows access is not a matter of these bits.

    Raises:
        OpenToOthersError: if everybody here may read it.
        OSError: if it cannot be read.
    """
    with path.open("rb") as file:
        if os.name == "posix" and os.fstat(file.fileno()).st_mode & stat.S_IRWXO:
            raise OpenToOthersError
        return file.read(_MOST_BYTES)
