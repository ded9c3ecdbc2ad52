"""The system-call filter: the kernel answers all calls but those of computing and reading as if it had never heard of them.

What is not on the list is refused, so that a call of a later kernel is, too; "not implemented" is the answer
that every library has a second way for. The numbers are libseccomp's business.
"""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyseccomp
else:
    try:
        import pyseccomp  # asks the linker's cache for libseccomp, in a process of its own
    except (ImportError, RuntimeError, OSError, AttributeError):  # no library, or one that is too old
        pyseccomp = None

# fmt: off
_COMPUTING = frozenset({
    "brk", "clock_getres", "clock_gettime", "clock_nanosleep", "close", "close_range", "exit",
    "exit_group", "futex", "getcpu", "getcwd", "getegid", "geteuid", "getgid", "getitimer", "getpid",
    "getppid", "getrandom", "getrlimit", "getrusage", "gettid", "gettimeofday", "getuid", "lseek",
    "membarrier", "mmap", "mprotect", "mremap", "munmap", "nanosleep", "poll", "ppoll", "pread64",
    "pselect6", "read", "readv", "restart_syscall", "rseq", "rt_sigaction", "rt_sigpending",
    "rt_sigprocmask", "rt_sigreturn", "sched_getaffinity", "sched_yield", "select", "set_robust_list",
    "setitimer", "sigaltstack", "sysinfo", "time", "times", "uname", "write", "writev",
})
# fmt: on
"""Calls that reach nothing but this process and what it has open."""
# fmt: off
_LOOKING = frozenset({
    "access", "faccessat", "faccessat2", "fstat", "getdents64", "lstat", "newfstatat", "readlink",
    "readlinkat", "stat", "statx",
})
# fmt: on
"""Calls that look at names; which contents may be read is Landlock's to say."""
_OPEN_FLAGS = (
    os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | getattr(os, "O_ASYNC", 0o20000)
)
_THREAD = 0x10000
_APART = 0x7E020080 | 0x1000
"""CLONE_THREAD; and the flags of clone(2) for namespaces and another process's place, which no thread has."""
_ADVICE_FROM_32 = 0xFFFFFFE0
"""The advices of madvise(2) that take memory from the whole machine, where a reader runs as root."""
_KIND_OF_TERMINAL, _CLOSE_ON_EXEC, _KEEP_ON_EXEC = 0x5401, 0x5451, 0x5450
_NAME_A_THREAD, _NAME_MEMORY = 15, 0x53564D41
_OF_DESCRIPTORS = (fcntl.F_DUPFD, fcntl.F_GETFD, fcntl.F_SETFD, fcntl.F_GETFL, fcntl.F_DUPFD_CLOEXEC)
"""What fcntl(2) may do; its F_SETOWN and F_SETSIG would have the kernel send a signal to anybody."""

_NOT_FOR_US = frozenset({errno.EINVAL, errno.ENOSYS, errno.EPERM})
"""What a kernel that was built without filters answers, and a container that lets nobody have one."""


def renounce_system_calls() -> bool:
    """Refuse this process, all its threads, most of the kernel; tell whether the filter holds.

    A call in the numbers of another architecture ends the process.

    Raises:
        OSError: if there is a filter, and it does not take hold.
    """
    if pyseccomp is None or pyseccomp.system_arch() not in _architectures():
        return False
    calls = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.ENOSYS))
    calls.set_attr(pyseccomp.Attr.ACT_BADARCH, pyseccomp.KILL_PROCESS)
    calls.set_attr(pyseccomp.Attr.CTL_TSYNC, 1)
    for name in _COMPUTING | _LOOKING:
        _allow(calls, name)
    for name, conditions in _conditional():
        _allow(calls, name, conditions)
    with suppress(OSError):  # a libseccomp before 2.5 tells no reasons
        calls.set_attr(pyseccomp.Attr.API_SYSRAWRC, 1)
    try:
        calls.load()
    except OSError as error:
        if error.errno in _NOT_FOR_US:
            return False
        raise
    return True


def _architectures() -> frozenset[int]:
    """Return those whose calls have their arguments in the order that the conditions below are written for."""
    arch = pyseccomp.Arch
    return frozenset({arch.X86_64, arch.AARCH64, arch.RISCV64})


def _conditional() -> Iterator[tuple[str, Mapping[int, tuple[int, int] | int]]]:
    """Yield calls that may be made with some arguments: the number of each with its value, or mask and value."""
    own = os.getpid()
    yield "open", {1: (_OPEN_FLAGS, 0)}
    yield "openat", {2: (_OPEN_FLAGS, 0)}
    yield "madvise", {2: (_ADVICE_FROM_32, 0)}
    yield "clone", {0: (_THREAD | _APART, _THREAD)}
    yield "kill", {0: own}
    yield "tgkill", {0: own}
    yield "prlimit64", {0: 0, 2: 0}
    for request in (_KIND_OF_TERMINAL, _CLOSE_ON_EXEC, _KEEP_ON_EXEC):
        yield "ioctl", {1: request}
    for option in (_NAME_A_THREAD, _NAME_MEMORY):
        yield "prctl", {0: option}
    for command in _OF_DESCRIPTORS:
        yield "fcntl", {1: command}


def _allow(
    calls: pyseccomp.SyscallFilter, name: str, conditions: Mapping[int, tuple[int, int] | int] | None = None
) -> None:
    """Allow a call; one that this architecture or this libseccomp does not know stays refused."""
    number = pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name)
    if number < 0:
        return
    arguments = [
        pyseccomp.Arg(at, pyseccomp.MASKED_EQ, *value)
        if isinstance(value, tuple)
        else pyseccomp.Arg(at, pyseccomp.EQ, value)
        for at, value in (conditions or {}).items()
    ]
    calls.add_rule(pyseccomp.ALLOW, number, *arguments)
