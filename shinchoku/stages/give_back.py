"""Give back: a copy of each checked file with its findings marked, for the department that sent it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from schemas.codes import Severity
from shinchoku.adapters.durable import replace_file
from shinchoku.adapters.workbooks.returned import Order, returned_copies
from shinchoku.bilingual import Language
from shinchoku.checks.findings import Finding
from shinchoku.checks.marks import Mark, summarize
from shinchoku.stages.lint import Linted

_MARK = "_指摘"


def give_back(linted: Linted, names: Mapping[Path, str], folder: Path, language: Language) -> Iterator[Path]:
    """Write a marked copy of every file with errors or warnings into a folder, and yield where each one is.

    A copy never takes the place of another file: of two files with one name the second is numbered, and a
    copy made before is replaced only by a copy.

    Raises:
        OSError: if a copy cannot be written.
    """
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in linted.findings:
        found[finding.place.path].append(finding)
    orders = [
        _order(path, name, found[name], language)
        for path, name in names.items()
        if any(finding.rule.severity is not Severity.INFO for finding in found[name])
    ]
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for order, copy in returned_copies(orders):
        target = folder / _free_name(Path(order.summary.file_name).stem, copy.suffix, taken)
        replace_file(target, copy.content, folder, 0o644)
        yield target


def _order(path: Path, name: str, findings: list[Finding], language: Language) -> Order:
    """Return what is to be marked on the copy of one file."""
    marks = tuple(_mark(finding, language) for finding in findings)
    return Order(path, marks, summarize(marks, Path(name).name, language))


def _mark(finding: Finding, language: Language) -> Mark:
    """Return a finding as it is marked; what its words redact stays redacted."""
    place = finding.place
    return Mark(
        sheet_number=place.sheet_number,
        cell=place.cell,
        severity=finding.rule.severity,
        code=finding.rule.code,
        message=finding.message.in_language(language),
        remedy=finding.remedy.in_language(language),
        item_no=place.item_no,
    )


def _free_name(stem: str, suffix: str, taken: set[str]) -> str:
    """Return the name of a copy, numbered if another file of the same name came before."""
    base = stem.removesuffix(_MARK) + _MARK
    name, number = f"{base}{suffix}", 2
    while name in taken:
        name, number = f"{base}{number}{suffix}", number + 1
    taken.add(name)
    return name
