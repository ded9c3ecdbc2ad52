"""Words, locks and the clock: what the structure's tests do not hold yet."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from schemas.codes import PUBLISHED_CODE_LISTS
from schemas.published import TABLES
from shinchoku.checks.findings import FindingState
from shinchoku.checks.rule_list import RULES
from shinchoku.releases.decision import Outcome
from shinchoku.releases.history import Cause
from shinchoku.releases.hold import HoldReason

REPOSITORY = Path(__file__).resolve().parents[2]
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
EDGE = {"adapters", "catalogue_kinds", "city_clock.py", "cli", "night", "session.py", "usecases", "views"}
CORE = sorted(
    path
    for package in ("schemas", "shinchoku")
    for path in (REPOSITORY / package).rglob("*.py")
    if not EDGE & set(path.relative_to(REPOSITORY).parts)
)


def test_every_table_is_keyed_by_municipality_and_plan() -> None:
    """Every table begins with municipality_code, plan_id and fiscal_year."""
    for name, table in TABLES.items():
        first = list(table.columns)[:3]
        assert first == ["municipality_code", "plan_id", "fiscal_year"], name


def test_titles_are_in_their_own_language() -> None:
    """A Japanese title has Japanese in it, an English one has none, and every column says what it holds in both."""
    for table in TABLES.values():
        for name, column in table.columns.items():
            assert JAPANESE.search(column.title_ja), name
            assert not JAPANESE.search(column.title_en), name
            assert JAPANESE.search(column.description_ja), name
            assert column.about_en, name
            assert not JAPANESE.search(column.description_en), name


def test_every_code_has_one_label_in_each_language() -> None:
    """Within a code list no label is empty and no two codes share one."""
    for codes in (*PUBLISHED_CODE_LISTS.values(), Outcome, Cause, HoldReason, FindingState):
        for labels in ([code.label_ja for code in codes], [code.label_en for code in codes]):
            assert all(labels), codes
            assert len(set(labels)) == len(labels), codes


def test_a_rule_asks_for_the_same_facts_in_both_languages() -> None:
    """The English sentences of a rule hold no Japanese, and both languages name the same facts."""
    for code, rule in RULES.items():
        for words in (rule.title, rule.message, rule.remedy):
            assert not JAPANESE.search(words.en), code
        assert blanks(rule.message.en) - {"raw", "item"} == blanks(rule.message.ja) - {"raw", "item"}, code


_LOOKING = frozenset(
    {
        "endswith",
        "find",
        "findall",
        "fullmatch",
        "index",
        "match",
        "partition",
        "removeprefix",
        "removesuffix",
    }
    | {"rfind", "rpartition", "search", "split", "splitlines", "startswith"}
)
"""Methods that look for something in a text."""


def _read_as_data(path: Path) -> list[int]:
    """Return the lines of a module where words for people are compared or searched."""

    def is_words(node: ast.AST) -> bool:
        return isinstance(node, ast.Attribute) and node.attr in {"ja", "en"}

    found: list[int] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Compare(left=left, comparators=right) if any(map(is_words, (left, *right))):
                found.append(node.lineno)
            case ast.Call(func=ast.Attribute(value=value, attr=name), args=given) if name in _LOOKING:
                found += [node.lineno] if any(map(is_words, (value, *given))) else []
    return found


def test_messages_are_for_people_and_never_data() -> None:
    """Nothing decides by the words of a sentence: what it is about is said beside it."""
    found = {
        f"{path.relative_to(REPOSITORY)}:{line}"
        for package in ("flows", "schemas", "shinchoku")
        for path in (REPOSITORY / package).rglob("*.py")
        for line in _read_as_data(path)
    }
    assert found == set()
    pages = (REPOSITORY / "shinchoku").rglob("*.html")
    assert [one.name for one in pages if re.search(r"\.(ja|en)\s*(==|!=|in\b)", one.read_text("utf-8"))] == []


def test_the_core_reads_no_clock_and_no_environment() -> None:
    """Only the edge asks what time it is and where it runs: the core is told."""
    asked = [
        f"{path.relative_to(REPOSITORY)}:{node.lineno}"
        for path in CORE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow", "getenv", "environ"}
    ]
    assert asked == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_library_has_its_version_and_hashes(name: str) -> None:
    """A lock holds one exact version of each library, with hashes, and no address to fetch it from."""
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    requirements = [line for line in text.splitlines() if line and line[0] in string.ascii_letters]
    assert requirements
    assert all("==" in line for line in requirements)
    assert text.count("--hash=sha256:") >= len(requirements)
    assert "--index-url" not in text


def test_the_locks_hold_what_the_project_asks_for() -> None:
    """Every dependency of pyproject.toml stands in the lock that is installed."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8").lower()
    for wanted in project["dependencies"]:
        name = re.split(r"[\[<>=!~]", wanted.lower())[0].strip()
        assert re.search(rf"^{re.escape(name)}(\[[\w,]+\])?==", locked, re.MULTILINE), wanted


def blanks(text: str) -> set[str]:
    """Return the names of a sentence's blanks, without their language."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    return {name.removesuffix("_ja").removesuffix("_en") for name in names}


def test_a_class_has_a_name_that_nothing_else_has() -> None:
    """Whoever reads a name knows which class is meant, wherever they read it; no module's own type borrows one."""
    trees = {
        path.relative_to(REPOSITORY).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for part in ("flows", "schemas", "shinchoku")
        for path in sorted((REPOSITORY / part).rglob("*.py"))
    }
    classes: dict[str, list[str]] = defaultdict(list)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                classes[node.name].append(path)
    assert {name: paths for name, paths in classes.items() if len(paths) > 1} == {}
    borrowed = [
        f"{path}: {target.id}"
        for path, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id in classes
    ]
    assert borrowed == []


def test_every_class_in_the_glossary_is_in_the_code() -> None:
    """A word of the field leads to the one class that it is, and stands in the glossary once."""
    page = (REPOSITORY / "docs" / "explanation" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| `(\w+)` \| [^|]+ \|$", page, re.MULTILINE)
    assert (
        len(rows) == len([line for line in page.splitlines() if line.startswith("| ") and "`" in line]) > 40
    )
    written = "\n".join(
        path.read_text(encoding="utf-8")
        for part in ("schemas", "shinchoku")
        for path in (REPOSITORY / part).rglob("*.py")
    )
    defined = set(re.findall(r"^class (\w+)", written, re.MULTILINE))
    assert [name for _, _, name in rows if name not in defined] == []
    for column in zip(*rows, strict=True):
        assert len(set(column)) == len(column)
