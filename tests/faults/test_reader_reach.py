"""What native code in a reader reaches: nothing. Each line of the table is tried inside a night's reader and a console's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from ast import literal_eval
from collections.abc import Mapping
from pathlib import Path

import pytest
from contract.city import City

pyseccomp = pytest.importorskip("pyseccomp", exc_type=RuntimeError)

from shinchoku.adapters.workbooks.confinement.landlock import landlock_abi  # noqa: E402 -- only where there is a filter

pytestmark = pytest.mark.skipif(landlock_abi() < 6, reason="a kernel without what is tried here")

SECRET = "planted", "-in-the-environment"
"""In two halves, so that whoever looks for it does not find the question."""
NO_ACCESS, NO_SUCH_CALL = "EACCES", "ENOSYS"
"""Landlock's answer and the filter's."""
KILLED = "died"
CALLS = [
    "accept",
    "add_key",
    "bpf",
    "capset",
    "chmod",
    "chown",
    "chroot",
    "clone",
    "clone3",
    "connect",
    "copy_file_range",
    "creat",
    "delete_module",
    "epoll_create1",
    "eventfd2",
    "execve",
    "execveat",
    "fallocate",
    "fanotify_init",
    "fchmod",
    "fchmodat",
    "fchmodat2",
    "fchown",
    "finit_module",
    "fork",
    "fsconfig",
    "fsetxattr",
    "fsmount",
    "fsopen",
    "fspick",
    "ftruncate",
    "futimesat",
    "getxattr",
    "init_module",
    "inotify_init1",
    "io_setup",
    "io_submit",
    "io_uring_enter",
    "io_uring_register",
    "io_uring_setup",
    "ioperm",
    "iopl",
    "ioprio_set",
    "kcmp",
    "kexec_file_load",
    "kexec_load",
    "keyctl",
    "kill",
    "landlock_add_rule",
    "landlock_create_ruleset",
    "landlock_restrict_self",
    "lchown",
    "link",
    "linkat",
    "listxattr",
    "lsetxattr",
    "memfd_create",
    "memfd_secret",
    "migrate_pages",
    "mkdir",
    "mkdirat",
    "mknod",
    "mknodat",
    "mount",
    "mount_setattr",
    "move_mount",
    "move_pages",
    "mq_open",
    "mq_unlink",
    "msgget",
    "name_to_handle_at",
    "open_by_handle_at",
    "open_tree",
    "openat2",
    "perf_event_open",
    "personality",
    "pidfd_getfd",
    "pidfd_open",
    "pidfd_send_signal",
    "pipe",
    "pipe2",
    "pivot_root",
    "process_madvise",
    "process_mrelease",
    "process_vm_readv",
    "process_vm_writev",
    "ptrace",
    "pwrite64",
    "pwritev",
    "quotactl",
    "reboot",
    "recvfrom",
    "recvmsg",
    "removexattr",
    "rename",
    "renameat",
    "renameat2",
    "request_key",
    "rmdir",
    "rt_sigqueueinfo",
    "rt_tgsigqueueinfo",
    "sched_setaffinity",
    "sched_setattr",
    "sched_setscheduler",
    "seccomp",
    "semget",
    "sendfile",
    "sendmmsg",
    "sendmsg",
    "sendto",
    "set_mempolicy",
    "setdomainname",
    "setfsuid",
    "setgid",
    "sethostname",
    "setns",
    "setpgid",
    "setpriority",
    "setrlimit",
    "setsid",
    "setsockopt",
    "setuid",
    "setxattr",
    "shmat",
    "shmget",
    "signalfd4",
    "socket",
    "socketpair",
    "splice",
    "statfs",
    "swapon",
    "symlink",
    "symlinkat",
    "sync",
    "syncfs",
    "syslog",
    "tee",
    "timer_create",
    "timerfd_create",
    "tkill",
    "truncate",
    "umask",
    "umount2",
    "unlink",
    "unlinkat",
    "unshare",
    "userfaultfd",
    "utimensat",
    "utimes",
    "vfork",
    "vhangup",
    "vmsplice",
    "wait4",
]
MAY_MEAN_ITSELF = ("tgkill", "prlimit64")
SPECIFICATION = """
network     | TCP                               | call("socket", 2, 1, 0)                                           | ENOSYS
network     | UDP                               | call("socket", 2, 2, 0)                                           | ENOSYS
network     | IPv6                              | call("socket", 10, 1, 0)                                          | ENOSYS
network     | a socket of this machine          | call("socket", 1, 1, 0)                                           | ENOSYS
network     | netlink                           | call("socket", 16, 3, 0)                                          | ENOSYS
network     | vsock                             | call("socket", 40, 1, 0)                                          | ENOSYS
network     | raw packets                       | call("socket", 17, 3, 0)                                          | ENOSYS
network     | a pair of sockets                 | call("socketpair", 1, 1, 0, (ctypes.c_int * 2)())                 | ENOSYS
network     | a name                            | bool(libc.getaddrinfo(b"localhost.localdomain.", b"53", None, ctypes.byref(ctypes.c_void_p()))) | true
network     | io_uring                          | system("io_uring_setup", 8, (ctypes.c_char * 120)())              | ENOSYS
network     | a descriptor over the connection  | each(*(call("sendmsg", number, (ctypes.c_char * 56)(), 0) for number in range(64))) | ENOSYS
read        | accounts                          | call("open", b"/etc/passwd", 0)                                   | EACCES
read        | the plan                          | call("open", plan.encode(), 0)                                    | EACCES
read        | the folder of the plan            | call("open", os.path.dirname(plan).encode(), 0o200000)            | EACCES
read        | the state                         | call("open", database.encode(), 0)                                | EACCES
read        | a received sheet                  | call("open", victim.encode(), 0)                                  | EACCES
read        | the project's own root            | call("open", project.encode(), 0o200000)                          | EACCES
read        | the root of all                   | call("open", b"/", 0o200000)                                      | EACCES
read        | home                              | call("open", home.encode(), 0o200000)                             | EACCES
read        | its own environment               | call("open", b"/proc/self/environ", 0)                            | EACCES
read        | its own memory                    | call("open", b"/proc/self/mem", 0)                                | EACCES
read        | its own map                       | call("open", b"/proc/self/maps", 0)                               | EACCES
read        | what the parent was started with  | call("open", f"/proc/{parent}/environ".encode(), 0)               | EACCES
read        | the parent's memory               | call("open", f"/proc/{parent}/mem".encode(), 0)                   | EACCES
read        | the server's environment          | call("open", f"/proc/{server}/environ".encode(), 0)               | EACCES
read        | the first process                 | call("open", b"/proc/1/environ", 0)                               | EACCES
read        | what the parent has open          | call("readlink", f"/proc/{parent}/fd/0".encode(), (ctypes.c_char * 64)(), 64) | EACCES
read        | around the roots                  | call("open", (os.path.dirname(os.__file__) + "/../../../../../../../../../../etc/passwd").encode(), 0) | EACCES
read        | shared memory                     | call("open", b"/dev/shm", 0o200000)                               | EACCES
read        | a terminal                        | call("open", b"/dev/tty", 0)                                      | EACCES
write       | a new file                        | call("open", f"{folder}/new".encode(), 0o101, 0o600)              | ENOSYS
write       | a new file in /tmp                | call("open", b"/tmp/new", 0o101, 0o600)                           | ENOSYS
write       | a nameless file                   | call("open", folder.encode(), 0o20200002, 0o600)                  | ENOSYS
write       | at the end of a file              | call("open", victim.encode(), 0o2001)                             | ENOSYS
write       | over a file                       | call("open", victim.encode(), 0o2)                                | ENOSYS
write       | a file emptied as it is read      | call("open", victim.encode(), 0o1000)                             | ENOSYS
write       | its own code                      | call("open", os.__file__.encode(), 0o1)                           | ENOSYS
write       | to /dev/null anew                 | call("open", b"/dev/null", 0o1)                                   | ENOSYS
write       | a length                          | call("truncate", victim.encode(), long(0))                        | ENOSYS
write       | a name                            | call("rename", victim.encode(), f"{folder}/other".encode())       | ENOSYS
write       | no more                           | call("unlink", victim.encode())                                   | ENOSYS
write       | a folder                          | call("mkdir", f"{folder}/new".encode(), 0o700)                    | ENOSYS
write       | a link                            | call("symlink", b"/etc/passwd", f"{folder}/new".encode())         | ENOSYS
write       | another name                      | call("link", victim.encode(), f"{folder}/new".encode())           | ENOSYS
write       | rights                            | call("chmod", victim.encode(), 0o777)                             | ENOSYS
write       | an owner                          | call("chown", victim.encode(), os.getuid(), os.getgid())          | ENOSYS
write       | a time                            | call("utimensat", -100, victim.encode(), None, 0)                 | ENOSYS
write       | an attribute                      | call("setxattr", victim.encode(), b"user.a", b"b", long(1), 0)    | ENOSYS
write       | a semaphore of the system         | libc.sem_open(b"/reach", 0o100, 0o600, 1)                         | 0
write       | shared memory                     | call("shm_open", b"/reach", 0o102, 0o600)                         | ENOSYS
write       | memory that runs                  | call("memfd_create", b"a", 0)                                     | ENOSYS
write       | to what is open                   | [number for number in range(3, 1024) if libc.fcntl(number, 1) != -1 and libc.fcntl(number, 3) & 3 == 1] | []
write       | more descriptors than the one     | sum(libc.fcntl(number, 1) != -1 for number in range(3, 4096))     | 1
environment | Python's                          | dict(os.environ)                                                  | {}
environment | the C library's                   | [libc.getenv(b"SHINCHOKU_CKAN_TOKEN"), libc.getenv(b"PATH")]      | [0, 0]
environment | where the kernel laid it          | [holds(stack(), b"multiprocessing.fork", b"server"), holds(stack(), *secret)] | [true, false]
environment | what was freed                    | [holds(heap(), b"shin", b"choku"), holds(heap(), *secret)]        | [true, false]
processes   | fork                              | system("fork")                                                    | ENOSYS
processes   | vfork                             | system("vfork")                                                   | ENOSYS
processes   | fork of the C library             | call("fork")                                                      | ENOSYS
processes   | clone                             | system("clone", long(17), None, None, None, long(0))              | ENOSYS
processes   | clone of a namespace              | system("clone", long(0x10010f00), None, None, None, long(0))      | ENOSYS
processes   | clone3                            | system("clone3", (ctypes.c_char * 88)(), long(88))                | ENOSYS
processes   | posix_spawn                       | bool(libc.posix_spawn(ctypes.byref(ctypes.c_int()), b"/bin/true", None, None, (ctypes.c_char_p * 2)(b"true"), None)) | true
processes   | a program in its place            | call("execv", b"/bin/true", (ctypes.c_char_p * 2)(b"true"))       | ENOSYS
processes   | a shell                           | libc.system(b"true") != 0                                         | true
processes   | the end of the parent             | call("kill", parent, 9)                                           | ENOSYS
processes   | the end of the server             | call("kill", server, 9)                                           | ENOSYS
processes   | the end of a sibling              | each(*(call("kill", one, 9) for one in siblings if one != os.getpid())) | ENOSYS
processes   | the end of all                    | each(call("kill", -1, 9), call("kill", 0, 9))                     | ENOSYS
processes   | a thread of the parent            | system("tgkill", parent, parent, 9)                               | ENOSYS
processes   | a signal by the connection        | each(*(call("fcntl", n, 8, parent) for n in range(3, 64)), *(call("fcntl", n, 10, 9) for n in range(3, 64))) | ENOSYS
processes   | a signal by the connection's flag | each(*(call("fcntl", n, 4, 0o20000) for n in range(3, 64)), *(call("ioctl", n, 0x8901, ctypes.byref(ctypes.c_int(parent))) for n in range(3, 64))) | ENOSYS
processes   | a look into the parent            | call("ptrace", 16, parent, None, None)                            | ENOSYS
processes   | the parent's memory               | system("process_vm_readv", parent, (ctypes.c_char * 16)(), long(1), (ctypes.c_char * 16)(), long(1), long(0)) | ENOSYS
processes   | a handle of the parent            | system("pidfd_open", parent, 0)                                   | ENOSYS
processes   | the parent's bounds               | system("prlimit64", parent, 7, None, (ctypes.c_char * 16)())      | ENOSYS
processes   | more memory for itself            | system("prlimit64", 0, 9, (ctypes.c_char * 16)(*b"\\xff" * 16), None) | ENOSYS
processes   | outliving its parent              | call("prctl", 1, long(0), 0, 0, 0)                                | ENOSYS
processes   | its memory opened to others       | call("prctl", 4, long(1), 0, 0, 0)                                | ENOSYS
processes   | memory of the whole machine       | [call("madvise", long(id(0) & -4096), long(4096), advice) for advice in (100, 101)] | ["ENOSYS", "ENOSYS"]
processes   | calls of 32 bits                  | in_32_bits()                                                      | died
processes   | calls of x32                      | libc.syscall(long(0x40000000 + 41), 2, 1, 0)                      | died
"""


def rows() -> dict[str, tuple[str, object]]:
    """Return what is tried, by its name, and what comes back."""
    found: dict[str, tuple[str, object]] = {}
    for line in SPECIFICATION.strip().splitlines():
        group, what, code, expected = (part.strip() for part in line.split("|"))
        value: object = expected if expected in {NO_ACCESS, NO_SUCH_CALL, KILLED} else json.loads(expected)
        found[f"{group}: {what}"] = (code, value)
    return found


TABLE = rows()
EVERY_CALL = "every other call that reaches out"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[object]]:
    """What a night's reader and a console's answer to each line, in a program that has a secret in its environment."""
    city = City(tmp_path_factory.mktemp("reach") / "umibe")
    city.send_all()
    city.night()
    victim = next(path for path in (city.data / "raw").rglob("*") if path.is_file())
    before = {path: path.read_bytes() for path in city.root.rglob("*") if path.is_file()}
    numbers = {
        name: pyseccomp.resolve_syscall(pyseccomp.Arch.NATIVE, name) for name in (*CALLS, *MAY_MEAN_ITSELF)
    }
    snippets = {key: code for key, (code, _) in TABLE.items()}
    snippets[EVERY_CALL] = (
        f"{{name: system(name, *[long(0)] * 6) for name in calls if name not in {MAY_MEAN_ITSELF}}}"
    )
    names = {
        "plan": str(city.plan_file),
        "database": str(city.data / "state" / "shinchoku.db"),
        "victim": str(victim),
        "folder": str(tmp_path_factory.mktemp("open")),
        "project": str(Path(__file__).parents[2]),
        "home": str(Path.home()),
        "secret": [half.encode() for half in SECRET],
        "calls": {name: number for name, number in numbers.items() if number >= 0},
    }
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("reach.py")],
        input=repr({"snippets": snippets, "plan": names["plan"], "data": str(city.data), "names": names}),
        env=os.environ | {"SHINCHOKU_CKAN_TOKEN": "".join(SECRET)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {path: path.read_bytes() for path in before} == before
    assert not list(Path(names["folder"]).iterdir())
    found: Mapping[str, list[object]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("what", TABLE)
def test_native_code_in_a_reader_reaches_nothing(answers: Mapping[str, list[object]], what: str) -> None:
    """Whatever is tried is refused, at night and in the console alike."""
    if what.endswith(("32 bits", "x32")) and os.uname().machine != "x86_64":
        pytest.skip("another architecture has no such calls")
    _, expected = TABLE[what]
    assert answers[what] == [expected, expected]


def test_no_call_that_reaches_out_is_known_to_a_reader(answers: Mapping[str, list[object]]) -> None:
    """Every call for network, processes, writing, privileges and other kernels' doors is answered as if there were none."""
    for found in answers[EVERY_CALL]:
        assert isinstance(found, dict)
        assert len(found) > 100
        assert {name: answer for name, answer in found.items() if answer != NO_SUCH_CALL} == {}


CONFINED = """
import ctypes, os, sys
from shinchoku.adapters.workbooks import confinement
from shinchoku.adapters.workbooks.confinement import landlock
answers = int(sys.argv[1])
{missing}
layers = confinement.confine(answers)
libc = ctypes.CDLL(None)
def is_refused(work):
    try:
        work()
    except PermissionError:
        return True
python = [is_refused(lambda: open("/etc/passwd")), is_refused(lambda: os.mkdir("/tmp/new")), is_refused(os.fork)]
native = [libc.open(b"/etc/passwd", 0) < 0, libc.socket(2, 1, 0) < 0]
import csv, sqlite3
os.write(answers, repr([layers.landlock_abi > 0, layers.system_calls, python, native]).encode())
"""


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("", [True, True, [True] * 3, [True, True]]),
        ("landlock.landlock_abi = lambda: 0", [False, True, [True] * 3, [False, True]]),
        ("sys.modules['pyseccomp'] = None", [True, False, [True] * 3, [True, False]]),
    ],
)
def test_where_a_layer_is_missing_the_others_hold(missing: str, expected: list[object]) -> None:
    """Without Landlock or libseccomp a reader starts all the same, and the interpreter refuses what the kernel does not."""
    reading, writing = os.pipe()
    code = CONFINED.format(missing=missing)
    subprocess.run([sys.executable, "-c", code, str(writing)], pass_fds=[writing], check=True)
    os.close(writing)
    with open(reading, "rb") as answers:  # noqa: PTH123 -- a descriptor
        assert literal_eval(answers.read().decode()) == expected
