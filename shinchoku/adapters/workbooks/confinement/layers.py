"""Which layers of the kernel hold a reader: what it says of itself before any file has touched it."""

import struct
from dataclasses import dataclass
from typing import Self

_FORM = struct.Struct("!5sH?")
_READY = b"ready"


@dataclass(frozen=True, slots=True)
class Layers:
    """What holds a process besides its own interpreter."""

    landlock_abi: int
    """The version of Landlock that refuses files, signals and TCP; zero where there is none."""
    system_calls: bool
    """Whether all system calls but a few are refused."""

    def as_readiness(self) -> bytes:
        """Return what a reader says once it has warmed up."""
        return _FORM.pack(_READY, self.landlock_abi, self.system_calls)

    @classmethod
    def of_readiness(cls, said: bytes) -> Self | None:
        """Return the layers of a reader that says it is ready; nothing if it says anything else."""
        if len(said) != _FORM.size:
            return None
        ready, abi, is_filtered = _FORM.unpack(said)
        return cls(abi, is_filtered) if ready == _READY else None


MOST_READINESS_BYTES = 65_536
"""Also for the words of a reader that cannot be made ready."""
