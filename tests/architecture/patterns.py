"""Every regular expression of the code base, what it is called with, and texts that would make it slow."""

from __future__ import annotations

import ast
import importlib
import math
import pkgutil
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined] -- the only description of a compiled pattern
from re import _parser  # type: ignore[attr-defined] -- as above
from types import ModuleType
from typing import Any

_SEARCHES = ("search", "match", "fullmatch", "findall", "finditer", "sub", "split")
_PACKAGES = ("schemas", "shinchoku", "flows")
MOST = 8_192
"""The longest text that is tried: enough to tell a square from a line."""
_SLOW_SECONDS = 0.01
_NOISE_SECONDS = 0.004
_SIZES = (4, 6, 8, 12, 16, 24, 64, 256, 1_024, 4_096, MOST)
_TIMES_SHORTER = 16
_QUADRATIC = 1.6
"""Above this exponent of growth a search is not linear: a square has two, a loop with a logarithm 1.1."""


@dataclass(frozen=True)
class Used:
    """A pattern, one way in which it is called, and where it stands."""

    where: str
    pattern: re.Pattern[Any]
    method: str

    def run(self, text: str) -> None:
        """Call the pattern on a text as the code does, to the end."""
        subject: Any = text if isinstance(self.pattern.pattern, str) else text.encode("utf-8", "replace")
        empty: Any = "" if isinstance(subject, str) else b""
        match self.method:
            case "sub":
                self.pattern.sub(empty, subject)
            case "finditer":
                for _ in self.pattern.finditer(subject):
                    pass
            case name:
                getattr(self.pattern, name)(subject)


@cache
def patterns_used() -> list[Used]:
    """Return every pattern of the code base with every way in which it is called."""
    modules = list(_modules())
    trees = {module: ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")) for module in modules}
    everywhere = _methods_by_name(trees.values())
    found: dict[tuple[object, int, str], Used] = {}
    for module, tree in trees.items():
        called = _methods_by_name([tree])
        for where, pattern, methods in _in_module(module, tree, called, everywhere):
            for method in methods:
                found.setdefault((pattern.pattern, pattern.flags, method), Used(where, pattern, method))
    return list(found.values())


def _modules() -> Iterator[ModuleType]:
    """Import every module of the code base."""
    for name in _PACKAGES:
        package = importlib.import_module(name)
        yield package
        for one in pkgutil.walk_packages(package.__path__, f"{name}."):
            if ".migrations" not in one.name and not one.name.endswith("__main__"):
                yield importlib.import_module(one.name)


def _methods_by_name(trees: Iterable[ast.Module]) -> dict[str, set[str]]:
    """Return by the name of a variable which searches are called on it."""
    called: dict[str, set[str]] = defaultdict(set)
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in _SEARCHES:
                match node.value:
                    case ast.Name(id=name) | ast.Attribute(attr=name):
                        called[name].add(node.attr)
    return called


def _in_module(
    module: ModuleType, tree: ast.Module, called: dict[str, set[str]], everywhere: dict[str, set[str]]
) -> Iterator[tuple[str, re.Pattern[Any], set[str]]]:
    """Yield the patterns of a module: those of its variables, and those written where they are used."""
    looped = (methods for name, methods in called.items() if name.islower() and not name.startswith("_"))
    in_a_loop = {"search", "match", "fullmatch"} & set[str]().union(*looped)
    for name, value in vars(module).items():
        calls = called if name.startswith("_") else everywhere
        for pattern in _patterns_in(value):
            yield (
                f"{module.__name__}.{name}",
                pattern,
                calls.get(name) or in_a_loop or {"search", "fullmatch"},
            )
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=method), args=[written, *_]) if (
                method in _SEARCHES
            ):
                yield f"{module.__name__}:{node.lineno}", _written(module, written, node), {method}


def _patterns_in(value: object) -> Iterator[re.Pattern[Any]]:
    """Yield the compiled patterns in a variable of a module."""
    match value:
        case re.Pattern():
            yield value
        case tuple() | list() | set() | frozenset():
            for one in value:
                yield from _patterns_in(one)
        case dict():
            for one in value.values():
                yield from _patterns_in(one)


def _written(module: ModuleType, written: ast.expr, call: ast.Call) -> re.Pattern[Any]:
    """Compile the pattern that a call writes out; names of its function stand for a plain word."""
    names = {node.id: "a" for node in ast.walk(written) if isinstance(node, ast.Name)} | vars(module)
    flags = next((keyword.value for keyword in call.keywords if keyword.arg == "flags"), None)
    flags = flags or (call.args[-1] if _is_flag(call.args[-1]) else None)
    value = eval(compile(ast.Expression(written), "pattern", "eval"), names)  # noqa: S307 -- our own source
    number = eval(compile(ast.Expression(flags), "flags", "eval"), {"re": re}) if flags else 0  # noqa: S307 -- as above
    return re.compile(value, number)


def _is_flag(node: ast.expr) -> bool:
    """Tell whether an argument is a flag: `re.DOTALL`."""
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "re"


GENERAL = (
    "a",
    "1",
    " ",
    ".",
    "-",
    "a@",
    "1,",
    "漢",
    "あ ",
    "(",
    "（1",
    "\u0301",
    "a\u0301\u0323",
    "０",
    "\n",
    "/",
    "○",
)
"""What repeats in the texts that every pattern meets."""


def texts_for(pattern: re.Pattern[Any]) -> set[tuple[str, str, str]]:
    """Return beginnings, repeats and ends made of what a pattern itself looks for."""
    atoms = _atoms(_parser.parse(pattern.pattern, pattern.flags & ~re.LOCALE))[:24]
    attacks = {("", unit, end) for unit in GENERAL for end in ("", "\x01")}
    for first in range(len(atoms)):
        before = "".join(atoms[:first])
        for length in (1, 2, 3):
            unit = "".join(atoms[first : first + length])
            attacks |= {(before, unit, "\x01"), ("", unit, "\x01")}
    attacks |= {("", "".join(atoms[:size]), "") for size in range(2, len(atoms) + 1, 2)}
    return {attack for attack in attacks if attack[1]}


def _atoms(parsed: Any) -> list[str]:  # noqa: ANN401 -- untyped in the standard library
    """Return, in order, a character that each part of a pattern takes."""
    found: list[str] = []
    for op, argument in parsed:
        if op is sre.LITERAL:
            found.append(chr(argument))
        elif op in (sre.ANY, sre.NOT_LITERAL):
            found.append("x")
        elif op is sre.IN:
            found += _sample(argument)
        elif op in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            found += _atoms(argument[2])
        elif op is sre.SUBPATTERN:
            found += _atoms(argument[3])
        elif op is sre.ATOMIC_GROUP:
            found += _atoms(argument)
        elif op is sre.BRANCH:
            for one in argument[1][:6]:
                found += _atoms(one)
    return found


def _sample(members: Any) -> list[str]:  # noqa: ANN401 -- untyped in the standard library
    """Return a character of a set, or two of different kinds."""
    categories = {"DIGIT": "1", "SPACE": " ", "WORD": "a"}
    if members and members[0][0] is sre.NEGATE:
        taken = (
            re.compile("[" + "".join(re.escape(chr(a)) for op, a in members[1:] if op is sre.LITERAL) + "]")
            if any(op is sre.LITERAL for op, _ in members)
            else None
        )
        return [next(one for one in "xあ1 -\x02" if taken is None or not taken.match(one))]
    found: list[str] = []
    for op, argument in members[:40]:
        if op is sre.LITERAL:
            found.append(chr(argument))
        elif op is sre.RANGE:
            found.append(chr(argument[0]))
        elif op is sre.CATEGORY:
            found.append(next((c for n, c in categories.items() if str(argument).endswith("_" + n)), "!"))
    return list(dict.fromkeys((*found[:1], *found[-1:])))


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the least time that some work takes."""
    least = float("inf")
    for _ in range(times):
        begun = time.thread_time()
        work()
        least = min(least, time.thread_time() - begun)
    return least


def is_superlinear(run: Callable[[str], object], attack: tuple[str, str, str]) -> bool:
    """Tell whether a run takes much more than twice the time for twice the text; what takes next to none is fine."""
    before, unit, after = attack

    def text(size: int) -> str:
        return f"{before}{unit * max(size // len(unit), 1)}{after}"[:MOST]

    for size in _SIZES:
        whole = text(size)
        if seconds(lambda whole=whole: run(whole)) < _SLOW_SECONDS and size < MOST:
            continue
        return all(_grows(run, text, size) for _ in range(3))
    return False


def _grows(run: Callable[[str], object], text: Callable[[int], str], size: int) -> bool:
    """Compare the time for a text with that for one far shorter."""
    times = _TIMES_SHORTER if size > _TIMES_SHORTER**2 else 4
    larger = seconds(lambda: run(text(size)), 2)
    if larger < _NOISE_SECONDS:
        return False
    smaller = max(seconds(lambda: run(text(max(size // times, 1))), 5), 1e-6)
    return math.log(larger / smaller, times) > _QUADRATIC
