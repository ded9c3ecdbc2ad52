"""How the parts of a workbook refer to each other."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from shinchoku.adapters.ooxml.container import Container
from shinchoku.adapters.ooxml.xml import parse


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: its id, what it is (`worksheet`, `comments`) and the part it leads to.

    `kind` is the last word of the type's address, which Strict and Transitional files share.
    """

    id: str
    kind: str
    target: str
    is_external: bool = False


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet as the workbook lists it: its number from 1, and the part that holds it ('' if none)."""

    number: int
    name: str
    part: str
    kind: str


def relations_part(part: str) -> str:
    """Return the name of the part that holds a part's relationships; of the package itself for ''."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_of(container: Container, part: str) -> tuple[Relation, ...]:
    """Return a part's relationships; none where the part that holds them is absent or damaged."""
    name = relations_part(part)
    data = container.read(name)
    if data is None:
        return ()
    root = parse(data)
    if root is None:
        container.doubt(name)
        return ()
    return tuple(
        Relation(
            id=element.get("Id", ""),
            kind=element.get("Type", "").rpartition("/")[2],
            target=resolve(part, element.get("Target", "")),
            is_external=element.get("TargetMode") == "External",
        )
        for element in root
    )


def resolve(part: str, target: str) -> str:
    """Return the part that a target names, seen from a part: absolute from the package, or relative."""
    path = target.replace("\\", "/").partition("#")[0]
    if not path.startswith("/"):
        path = posixpath.join(posixpath.dirname(part), path)
    return posixpath.normpath(path).lstrip("/") if path else ""


def workbook_part(container: Container) -> str:
    """Return the name of the workbook's own part; empty if the container is no OOXML workbook."""
    for relation in relations_of(container, ""):
        if relation.kind == "officeDocument" and relation.target.lower().endswith(".xml"):
            return relation.target if container.has(relation.target) else ""
    return "xl/workbook.xml" if container.has("xl/workbook.xml") else ""


def first_target(relations: Sequence[Relation], kind: str) -> str:
    """Return the part of the first relationship of a kind; empty if there is none."""
    return next((r.target for r in relations if r.kind == kind and not r.is_external), "")
