"""A kind of catalogue is a folder: it answers what every kind is asked, and nothing elsewhere depends on which it is."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from shinchoku.adapters.catalogues.kinds import CatalogueKind, catalogue_kinds
from shinchoku.register.catalogues import RELEASE_FOLDER

ROOT = Path(__file__).resolve().parents[2]
KINDS = tuple(catalogue_kinds().values())
HOME = ROOT / "shinchoku" / "catalogue_kinds"
NOT_THE_KIND = {
    ("shinchoku/register/catalogues.py", RELEASE_FOLDER),
    ("shinchoku/adapters/inbox.py", "directory"),
    ("shinchoku/adapters/package_reader.py", "directory"),
}
"""The same word for something else: the name of the catalogue that every plan has, and what a listing calls a folder."""


def texts(path: Path) -> Iterator[str]:
    """Yield every text that a module writes out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_module_elsewhere_names_a_kind() -> None:
    """What differs by kind is asked of the kind; that nobody imports one, the contracts of imports hold."""
    names = set(catalogue_kinds())
    named = {
        (path.relative_to(ROOT).as_posix(), text)
        for part in ("flows", "shinchoku")
        for path in (ROOT / part).rglob("*.py")
        if not path.is_relative_to(HOME)
        for text in texts(path)
        if text in names
    }
    assert named == NOT_THE_KIND


def test_every_folder_is_a_kind() -> None:
    """Under its own name, so that it is found where the plan file sends a reader."""
    folders = sorted(path.parent.name for path in HOME.glob("*/__init__.py"))
    assert folders == sorted(catalogue_kinds())
    assert [kind.folder.rpartition(".")[2] for kind in KINDS] == list(catalogue_kinds())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_can_be_opened_and_examined(kind: CatalogueKind) -> None:
    """Both functions are loaded by their names, and called in one way."""
    opened = inspect.signature(kind.client.open_catalogue, eval_str=True)
    examined = inspect.signature(kind.client.examine, eval_str=True)
    assert list(opened.parameters) == ["settings", "paths", "turn", "from_block"]
    assert list(examined.parameters) == ["settings", "dataset", "seconds", "from_block"]
    assert {one.parameters["settings"].annotation for one in (opened, examined)} == {kind.settings}


def test_each_kind_has_its_own_place_among_the_others() -> None:
    """Lists and messages do not depend on how folders are walked."""
    assert len({kind.settings.rank for kind in KINDS}) == len(KINDS)
