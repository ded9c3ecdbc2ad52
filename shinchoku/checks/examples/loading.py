"""The examples of the data files as typed values.

A file writes an example as briefly as it can: of one file with one sheet its text alone. What it leaves out is what most examples
share: the path, the day, and a good example without a mistake. Cells are named as people name them, `D2`.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from shinchoku.checks.examples.example import GOOD, Examples
from shinchoku.checks.rule_files import Told, examples_of_families
from shinchoku.intake.sheets import position_of

_OF_EXAMPLES = {"as_of", "also", "register"}
_OF_FILES = {"path", "on", "what", "reported", "read_on", "values"}


def load_examples() -> dict[str, Examples]:
    """Return every rule's examples by its code, in the order of codes.

    Raises:
        pydantic.ValidationError: if an example lacks something, or holds something unknown: a broken program.
        KeyError: if it names a register that its file does not have.
    """
    found: Told = {}
    for family in examples_of_families():
        registers = family.pop("registers", {})
        for code, pair in family.items():
            found[code] = {"good": GOOD} | {kind: _example(one, registers) for kind, one in pair.items()}
    return TypeAdapter(dict[str, Examples]).validate_python(dict(sorted(found.items())))


def _example(told: Told, registers: Mapping[str, object]) -> Told:
    """Return an example as it is typed: files, and the register that it names."""
    about: Told = {name: told.pop(name) for name in _OF_EXAMPLES & told.keys()}
    if "register" in about:
        about["register"] = registers[about["register"]]
    return {**about, "files": [_file(one) for one in told.pop("files", [told])]}


def _file(told: Told) -> Told:
    """Return a file as it is typed: its sheets, and what a reader reports of it."""
    own: Told = {name: told.pop(name) for name in _OF_FILES & told.keys()}
    about: Told = {name: own[name] for name in ("path", "on") if name in own}
    if "reported" in own:
        stops = not own.get("read_on", False)
        problem = {"kind": own["reported"], "stops_reading": stops, "values": own.get("values", {})}
        about |= {"shows": own["what"], "problems": [problem]}
    return {**about, "sheets": [_sheet(one) for one in told.get("sheets", [told] if told else [])]}


def _sheet(told: Told) -> Told:
    """Return a sheet as it is typed: its merged areas and what the eye sees by zero-based rows and columns."""
    look = {name: _seen(name, value) for name, value in told.get("look", {}).items()}
    return told | {"merged": [_area(one) for one in told.get("merged", ())], "look": look}


def _seen(name: str, value: Any) -> object:  # noqa: ANN401 -- what TOML holds
    """Return what a sheet shows besides its text: rows by number, columns by letters, cells by name."""
    match name:
        case "hidden_rows":
            return [row - 1 for row in value]
        case "hidden_columns":
            return [_position(f"{letters}1")[1] for letters in value]
        case "objects":
            return value
        case _ if isinstance(value, Mapping):
            return {_position(cell): said for cell, said in value.items()}
        case _:
            return [_position(cell) for cell in value]


def _area(name: str) -> Told:
    """Return the area `C1:D2`."""
    first, _, last = name.partition(":")
    (top, left), (bottom, right) = _position(first), _position(last)
    return {"top": top, "left": left, "bottom": bottom, "right": right}


def _position(cell: str) -> tuple[int, int]:
    """Return the zero-based row and column of a cell."""
    if (found := position_of(cell)) is None:
        raise KeyError(cell)
    return found
