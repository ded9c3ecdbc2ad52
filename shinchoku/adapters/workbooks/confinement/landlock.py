"""Landlock: the kernel refuses this process every file but some that it may read, TCP, and signals to others.

The calls have the same numbers on every architecture, and no function in the C library. What each version
of the kernel can refuse is in <linux/landlock.h>; everything that the one at hand can is refused.
"""

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_WHICH_VERSION = 1
_BENEATH_A_PATH = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_OF_FILES = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many rights over files there are from which version on; of each, one bit."""
_OF_TCP = {4: 2}
"""Bind and connect."""
_SCOPES = {6: 2}
"""Abstract sockets and signals outside."""


class _Ruleset(ctypes.Structure):
    """struct landlock_ruleset_attr."""

    _fields_: ClassVar = [
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    ]


class _Beneath(ctypes.Structure):
    """struct landlock_path_beneath_attr."""

    _pack_ = 1
    _fields_: ClassVar = [("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32)]


def landlock_abi() -> int:
    """Return the version of Landlock that this kernel has switched on; zero if none."""
    return max(_call(_CREATE_RULESET, None, 0, _WHICH_VERSION), 0)


def renounce_files(readable: Sequence[str]) -> int:
    """Refuse this process everything but reading beneath some paths, and return by which version of Landlock.

    Its privileges must have been frozen before (no_new_privs).

    Raises:
        OSError: if Landlock is there and does not take hold of the whole process.
    """
    abi = landlock_abi()
    if not abi:
        return 0
    if sum(1 for _ in Path("/proc/self/task").iterdir()) != 1:
        raise OSError("another thread would stay free of Landlock")
    ruleset = _made(_call(_CREATE_RULESET, ctypes.byref(_everything(abi)), ctypes.sizeof(_Ruleset), 0))
    try:
        for path in readable:
            _allow_reading(ruleset, path)
        _made(_call(_RESTRICT_SELF, ruleset, 0))
    finally:
        os.close(ruleset)
    return abi


def _everything(abi: int) -> _Ruleset:
    """Return all rights that a version can refuse."""
    bits = ((1 << _known(table, abi)) - 1 for table in (_OF_FILES, _OF_TCP, _SCOPES))
    return _Ruleset(*bits)


def _known(table: dict[int, int], abi: int) -> int:
    """Return how many bits of a kind a version knows."""
    return max((count for since, count in table.items() if since <= abi), default=0)


def _allow_reading(ruleset: int, path: str) -> None:
    """Let a file, or everything in a folder, be read."""
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = _READ_FILE | (_READ_FOLDER if Path(path).is_dir() else 0)
        rule = _Beneath(rights, descriptor)
        _made(_call(_ADD_RULE, ruleset, _BENEATH_A_PATH, ctypes.byref(rule), 0))
    finally:
        os.close(descriptor)


def _call(number: int, *arguments: object) -> int:
    """Ask the kernel; a negative answer is a refusal."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    as_long = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    return int(libc.syscall(ctypes.c_long(number), *as_long))


def _made(answer: int) -> int:
    """Return an answer of the kernel that is no refusal."""
    if answer < 0:
        raise OSError(ctypes.get_errno(), "landlock")
    return answer
