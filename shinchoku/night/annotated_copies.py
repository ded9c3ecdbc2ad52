"""Give back: a copy of each checked file with its findings marked, for the department that sent it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path

from schemas.codes import Severity
from shinchoku.adapters.durable import replace_file
from shinchoku.adapters.workbooks.reader import Died
from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.adapters.workbooks.returned import Order, Returned, copy_of, list_of, returned_copies
from shinchoku.bilingual import Language
from shinchoku.checks.findings import Finding
from shinchoku.checks.marks import Mark, summarize
from shinchoku.night.archived import archived
from shinchoku.night.lint import Linted
from shinchoku.session import Session

_MARK = "_指摘"


def give_back(linted: Linted, names: Mapping[Path, str], folder: Path, language: Language) -> Iterator[Path]:
    """Write a marked copy of every file with errors or warnings into a folder, and yield where each one is.

    A copy never takes the place of another file, for that may be what the department has corrected: one
    that would is numbered, and one that is there already, byte for byte, is left as it is.

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
    for order, copy in returned_copies(orders):
        yield _written(folder, Path(order.summary.file_name).stem, copy)


def _written(folder: Path, stem: str, copy: Returned) -> Path:
    """Write a copy under the first name that is free, or return where the same copy lies already."""
    base = stem.removesuffix(_MARK) + _MARK
    for number in count(1):
        target = folder / f"{base}{number if number > 1 else ''}{copy.suffix}"
        if not target.exists():
            replace_file(target, copy.content, folder, 0o644)
            return target
        if target.is_file() and _holds(target, copy.content):
            return target
    raise AssertionError  # numbers do not end


def _holds(file: Path, content: bytes) -> bool:
    """Tell whether a file holds exactly some bytes; one of another size is not read."""
    return file.stat().st_size == len(content) and file.read_bytes() == content


def _order(path: Path, name: str, findings: list[Finding], language: Language) -> Order:
    """Return what is to be marked on the copy of one file."""
    marks = tuple(mark_of(finding, language) for finding in findings)
    return Order(path, marks, summarize(marks, Path(name).name, language))


def annotated_submission(
    session: Session,
    pool: ReaderPool,
    sha256: str,
    findings_rows: Sequence[Mapping[str, object]],
    language: Language,
) -> Returned:
    """Return the copy of a received content with the findings marked that the state holds on it.

    `findings_rows` are rows of `load_findings`; those on another content are left out. A content that was never archived, or that takes its reader down, comes back as the list of its findings alone.

    Raises:
        OperationalError: if the archive lacks the content, too many files are being read, or no reader can be started.
    """
    rows = [row for row in findings_rows if row["sha256"] == sha256]
    marks = tuple(mark_of_row(row, language) for row in rows)
    name = str(rows[0]["path"]).rpartition("/")[2] if rows else sha256[:12]
    summary = summarize(marks, name, language)
    path = archived(session, sha256)
    made = list_of(marks, summary) if path is None else pool.run(copy_of, path.read_bytes(), marks, summary)
    return list_of(marks, summary) if isinstance(made, Died) else made


def mark_of(finding: Finding, language: Language) -> Mark:
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


def mark_of_row(row: Mapping[str, object], language: Language) -> Mark:
    """Return a stored finding as it is marked."""
    return Mark(
        sheet_number=int(str(row["sheet_number"] or 0)),
        cell=str(row["cell"] or ""),
        severity=Severity.of(str(row["severity"])),
        code=str(row["rule"]),
        message=str(row[f"message_{language}"]),
        remedy=str(row[f"remedy_{language}"]),
        item_no=str(row["item_no"] or ""),
    )
