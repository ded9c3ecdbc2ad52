"""Runs snippets inside readers as native code would act there, in a program whose environment holds a secret.

Started as a program of its own: standard input is a literal (`snippets`, `names`, `plan`, `data`), standard output is JSON,
the answers of a night's reader and of a console's.
"""

from __future__ import annotations

import ast
import json
import os
import sys
from pathlib import Path

_WRAPPED = "(lambda names: (exec({code!r}, names), names['found'])[1])({names!r})"
_PRELUDE = """
import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)
def answer(returned):
    return returned if returned != -1 else errno.errorcode[ctypes.get_errno()]
def call(name, *arguments):
    ctypes.set_errno(0)
    return answer(getattr(libc, name)(*arguments))
def system(name, *arguments):
    ctypes.set_errno(0)
    libc.syscall.restype = ctypes.c_long
    return answer(libc.syscall(ctypes.c_long(calls[name]), *arguments))
def each(*answers):
    return answers[0] if len(set(answers)) == 1 else answers
def long(number):
    return ctypes.c_long(number)
def in_32_bits():
    import mmap
    memory = mmap.mmap(-1, 4096, prot=7)
    memory.write(bytes.fromhex("b814000000cd80c3"))  # getpid by the gate of 32 bits
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))()
def is_mapped(address):
    ctypes.set_errno(0)
    libc.access(ctypes.c_void_p(address), 0)
    return ctypes.get_errno() != errno.EFAULT
def stack():
    address = ctypes.c_void_p.in_dll(ctypes.CDLL(None), "__libc_stack_end").value & -4096
    while is_mapped(address):
        yield address
        address += 4096
def heap():
    import gc
    libc.sbrk.restype = ctypes.c_long
    address = (libc.sbrk(long(0)) - 1) & -4096
    while is_mapped(address):
        yield address
        address -= 4096
    for block in {id(one) >> 20 for one in gc.get_objects()}:
        yield from filter(is_mapped, range(block << 20, (block + 1) << 20, 4096))
def holds(pages, first, second):
    for address in pages:
        page = ctypes.string_at(address, 4096)
        at = page.find(first)
        while at != -1:
            if page[at + len(first):].startswith(second):
                return True
            at = page.find(first, at + 1)
    return False
"""

_TRIED = """
try:
    found = {}
except Exception as error:
    found = repr(error)
"""


def main() -> None:
    """Ask both readers everything, and print what came back; no answer: the reader died of it."""
    from multiprocessing import forkserver  # noqa: PLC0415 -- readers load this module, too, and need none of it

    from shinchoku.adapters.workbooks.isolation import confined  # noqa: PLC0415 -- as above
    from shinchoku.adapters.workbooks.reader import Died  # noqa: PLC0415 -- as above
    from shinchoku.console.services import ConsoleServices  # noqa: PLC0415 -- as above

    asked = ast.literal_eval(sys.stdin.read())
    services = ConsoleServices(Path(asked["plan"]), Path(asked["data"]))
    services.pool.__enter__()  # both readers
    readers = [reader._process.pid for reader in services.pool._readers if reader._process]  # noqa: SLF001 -- to be attacked
    names = asked["names"] | {
        "parent": os.getpid(),
        "server": forkserver._forkserver._forkserver_pid,  # type: ignore[attr-defined]  # noqa: SLF001 -- as above
        "siblings": readers,
    }
    sources = {
        key: _WRAPPED.format(code=_PRELUDE + _TRIED.format(code), names=names)
        for key, code in asked["snippets"].items()
    }
    night = confined(eval, list(sources.values()), str)
    console = {source: services.pool.run(eval, source) for source in sources.values()}
    answers = {
        key: [night.get(source, "died"), "died" if isinstance(console[source], Died) else console[source]]
        for key, source in sources.items()
    }
    services.close()
    print(json.dumps(answers))  # noqa: T201 -- what it is for


if __name__ == "__main__":
    main()
