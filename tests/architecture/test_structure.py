"""The shape of the project, held by tests: sizes, names, layers, words."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from schemas.published import TABLES
from shinchoku.checks.rule_files import words_of_families
from shinchoku.checks.rule_list import RULES, RULES_BY_PROBLEM
from shinchoku.intake.problem_kinds import ProblemKind

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = sorted(path for part in ("flows", "schemas", "shinchoku") for path in (ROOT / part).rglob("*.py"))
MOST_LINES, MOST_FUNCTION_LINES = 250, 45
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-z"],  # noqa: S607 -- the git on the path
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    if name
]


def test_a_module_is_read_in_one_sitting() -> None:
    """No module is longer than 250 lines, no function longer than a screen."""
    sources = {path: path.read_text(encoding="utf-8") for path in PRODUCT}
    too_long = [path for path, source in sources.items() if source.count("\n") > MOST_LINES]
    too_long += [
        f"{path}: {node.name}"
        for path, source in sources.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno > MOST_FUNCTION_LINES
        and "migrations" not in path.parts  # a migration tells a whole schema
    ]
    assert too_long == []


def test_no_module_is_named_for_nothing() -> None:
    """A name says what a module is about."""
    nothing = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base_utils"}
    assert [path for path in PRODUCT if path.stem in nothing] == []


def test_every_rule_has_its_code_its_words_and_its_source() -> None:
    """A code is used once, in its family; both languages say what is wrong and what to do."""
    codes = Counter(code for family in words_of_families() for code in family)
    assert set(codes) == set(RULES)
    assert [code for code, times in codes.items() if times > 1] == []
    for rule in RULES.values():
        words = (rule.title, rule.message, rule.remedy)
        assert all(one.ja and one.en for one in words), rule.code
        assert re.search(r"[\u3040-\u30ff]", rule.message.ja), rule.code
        assert rule.source, rule.code


def test_every_published_column_is_titled_in_both_languages() -> None:
    """A reader of the package needs no glossary."""
    for name, contract_ in TABLES.items():
        assert contract_.title_ja, name
        assert contract_.title_en, name
        for column, declared in contract_.columns.items():
            assert all(declared.title), f"{name}.{column}"
            assert re.fullmatch(r"[a-z][a-z0-9_]*", column), f"{name}.{column}"


def test_no_file_names_a_machine_or_a_registry() -> None:
    """Locks carry hashes and no address; nothing carries a path of the machine it was written on."""
    elsewhere = re.compile(r"(?<![\w.:/])/(?:root|home|Users)/[\w.]+")
    for path in TRACKED:
        if path.suffix in {".xlsx", ".csv", ".db", ".png"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not elsewhere.search(text), path
        if path.name.startswith("requirements"):
            assert "://" not in text, path
            assert "--hash=sha256:" in text, path


def test_every_suppression_gives_its_reason() -> None:
    """`noqa` and `type: ignore` say why."""
    suppression = re.compile(r"#\s*(?:noqa|type:\s*ignore|pragma: no cover)[^#\n]*(?:#[^\n]*)?")
    for path in [*PRODUCT, *(ROOT / "tests").rglob("*.py")]:
        if path == Path(__file__):
            continue
        for found in suppression.finditer(path.read_text(encoding="utf-8")):
            assert re.search(r"(?:--|#.*#)\s*\S.{7,}", found.group()), f"{path}: {found.group()}"


def test_a_reader_process_loads_no_table_library() -> None:
    """Each night starts several of them: pandas alone would double what reading costs."""
    code = "import sys, shinchoku.adapters.workbooks.isolation; print({'pandas', 'pandera', 'openpyxl'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_nothing_below_the_rules_knows_a_code() -> None:
    """Readers and parsers say what they met; which rule that breaks is said in one place."""
    below = ("schemas", "shinchoku/register", "shinchoku/intake", "shinchoku/adapters", "shinchoku/figures")
    code = re.compile(r"""["']SH\d{3}["']""")
    told = [
        path
        for path in PRODUCT
        if path.relative_to(ROOT).as_posix().startswith(below)
        and code.search(path.read_text(encoding="utf-8"))
    ]
    assert told == []


def test_every_kind_of_problem_has_its_rule() -> None:
    """But for text that is no number: the contract of a row tells of that."""
    assert set(ProblemKind) - RULES_BY_PROBLEM.keys() == {ProblemKind.NOT_A_NUMBER}
    assert len(RULES_BY_PROBLEM) == sum(rule.problem is not None for rule in RULES.values())
