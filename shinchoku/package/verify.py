"""A published package recomputed from its own tables: no plan, no state, no network.

Hashes, contracts, keys, every count, percentage, label and document: what holds for the publisher must hold for
anybody who downloads the package. Who changes a table and makes all hashes fit is found by what follows from it.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from schemas.codes import AchievementStatus
from schemas.published import TABLES
from schemas.typed import column_types, find_breaches
from shinchoku.bilingual import Bilingual
from shinchoku.figures.tables import Table
from shinchoku.package.build import DESCRIPTOR, FILES, SUMS
from shinchoku.package.consistency import consistency_faults
from shinchoku.package.csv_text import plain_text, read_csv, write_csv
from shinchoku.package.earlier_states import earlier_faults
from shinchoku.package.facts import SCHEMA_VERSION, PackageFacts, facts_in, schema_version_of
from shinchoku.package.recompute import recomputed_faults
from shinchoku.package.rederive import WorkbookFaults, document_faults, workbook_differences
from shinchoku.package.references import FaultParts, reference_faults
from shinchoku.package.revised_values import revision_faults
from shinchoku.package.statements import statement_faults
from shinchoku.package.year_words import denominator_in

_RELEASE = re.compile(r"\d{4}-\d{2}-\d{2}(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: the file, its data row (from 1; 0 for the file), and what."""

    file: str
    row: int
    message: Bilingual

    def __str__(self) -> str:
        """Return the fault on one line, in English, for a log."""
        return f"{self.file}{f' row {self.row}' if self.row else ''}: {self.message.en}"


def verify_package(
    files: Mapping[str, bytes], workbook_faults: WorkbookFaults, folder: str = ""
) -> list[Fault]:
    """Check everything a package claims, from its files alone; return every fault found.

    `folder` is the name of the folder it was found in, where that is known: one that bears the name of a release
    must hold that release.
    """
    facts, faults = _facts(files)
    faults += _sums(files)
    if facts is None:
        return faults
    faults += _other_files(files)
    faults += _folder(folder, facts)
    tables: dict[str, Table] = {}
    for name in TABLES:
        rows, wrong = _table(name, files)
        faults += wrong
        if rows is not None:
            tables[name] = rows
    if len(tables) == len(TABLES) and files.keys() >= FILES:
        faults += [Fault(*found) for found in reference_faults(tables)]
        faults += _derived(facts, tables, files, workbook_faults)
    return faults


def _derived(
    facts: PackageFacts,
    tables: Mapping[str, Table],
    files: Mapping[str, bytes],
    workbook_faults: WorkbookFaults,
) -> Iterator[Fault]:
    """Yield whatever does not follow from the tables and what the package states."""
    yield from _recomputed("achievement.csv", lambda: recomputed_faults(tables, _denominators(facts)))
    yield from _recomputed("revisions.csv", lambda: revision_faults(tables))
    yield from _recomputed("revisions.csv", lambda: earlier_faults(tables, facts.about.plan_id))
    yield from _recomputed(DESCRIPTOR, lambda: statement_faults(facts, tables))
    yield from _recomputed(DESCRIPTOR, lambda: consistency_faults(facts, tables))
    yield from _recomputed(DESCRIPTOR, lambda: document_faults(files, facts, tables))
    yield from _recomputed(DESCRIPTOR, lambda: workbook_differences(files, facts, tables, workbook_faults))


def _denominators(facts: PackageFacts) -> dict[str, tuple[AchievementStatus, ...]]:
    """Return the statuses that the rates of each fiscal year count."""
    return {str(one.year.year): denominator_in(one.rule) for one in facts.years}


def _facts(files: Mapping[str, bytes]) -> tuple[PackageFacts | None, list[Fault]]:
    """Read what the descriptor states, or say why it states nothing."""
    try:
        descriptor = json.loads(files[DESCRIPTOR])
        found = schema_version_of(descriptor)
        if found != SCHEMA_VERSION:
            words = Bilingual(
                f"この版のデータパッケージの形（{found}）は、このプログラム（{SCHEMA_VERSION}）では検証できません。公表された時期の shinchoku で検証してください。",
                f"this package is of shape {found}, this program verifies {SCHEMA_VERSION}: use a shinchoku of the time it was published.",
            )
            return None, [Fault(DESCRIPTOR, 0, words)]
        return facts_in(descriptor), []
    except KeyError as error:
        missing = error.args[0]
        words = Bilingual(f"{missing} がありません。", f"{missing} is missing.")
        return None, [Fault(DESCRIPTOR, 0, words)]
    except (ValueError, TypeError, AttributeError, IndexError, ArithmeticError, RecursionError) as error:
        return None, [
            Fault(DESCRIPTOR, 0, Bilingual(f"読み取れません（{error}）。", f"cannot be read ({error})."))
        ]


def _other_files(files: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield files that no package has, and those that every package has and this one lacks."""
    for name in sorted(files.keys() ^ FILES):
        if name in files:
            yield Fault(
                name,
                0,
                Bilingual("データパッケージのファイルではありません。", "no package has such a file."),
            )
        else:
            yield Fault(name, 0, Bilingual("ファイルがありません。", "the file is missing."))


def _folder(folder: str, facts: PackageFacts) -> Iterator[Fault]:
    """Compare the release with the name of the folder it lies in, if that is one's."""
    if _RELEASE.fullmatch(folder) and folder != facts.release:
        words = Bilingual(
            f"{facts.release} の版ですが、{folder} のフォルダーにあります。",
            f"it is release {facts.release}, but lies in the folder {folder}.",
        )
        yield Fault(DESCRIPTOR, 0, words)


def _sums(files: Mapping[str, bytes]) -> Iterator[Fault]:
    """Compare every file with SHA256SUMS, both ways."""
    if SUMS not in files:
        yield Fault(SUMS, 0, Bilingual("ファイルがありません。", "the file is missing."))
        return
    said = {
        name: digest
        for digest, _, name in (
            line.partition("  ") for line in files[SUMS].decode(errors="replace").splitlines()
        )
    }
    is_ = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != SUMS}
    for name in sorted(said.keys() | is_.keys()):
        if name not in is_:
            yield Fault(
                name,
                0,
                Bilingual("SHA256SUMSにあるファイルがありません。", "listed in SHA256SUMS, but missing."),
            )
        elif name not in said:
            yield Fault(name, 0, Bilingual("SHA256SUMSにないファイルです。", "not listed in SHA256SUMS."))
        elif said[name] != is_[name]:
            yield Fault(
                name,
                0,
                Bilingual(
                    "内容がSHA256SUMSのハッシュと一致しません。", "the content does not match SHA256SUMS."
                ),
            )


def _table(name: str, files: Mapping[str, bytes]) -> tuple[Table | None, list[Fault]]:
    """Read one table, or say why it cannot be read; every breach of its contract is a fault.

    What is returned is what the cells say, without the apostrophes that keep spreadsheets from running them.
    """
    file, contract = f"{name}.csv", TABLES[name]
    types = column_types(contract)
    if file not in files:
        return None, []
    try:
        header, cells = read_csv(files[file])
    except ValueError as error:
        words = Bilingual(f"CSVとして読めません（{error}）。", f"it cannot be read as CSV ({error}).")
        return None, [Fault(file, 0, words)]
    if header != list(types):
        words = Bilingual("見出しが定義と違います。", "the header is not the contract's.")
        return None, [Fault(file, 0, words)]
    rows = tuple({key: plain_text(row[key], kind) for key, kind in types.items()} for row in cells)
    faults = [
        Fault(
            file,
            breach.row,
            Bilingual(
                f"列「{breach.column}」が約束（{breach.rule}）を守っていません: {breach.value or '空'}",
                f"column {breach.column!r} breaks its contract ({breach.rule}): {breach.value or 'empty'}",
            ),
        )
        for breach in find_breaches(contract, rows)
    ]
    if write_csv(rows, types) != files[file]:
        words = Bilingual(
            "書き方が、公表する表の決まり（UTF-8・BOMなし・CRLF・式として実行される文の ' ）と違います。",
            "it is not written as published tables are (UTF-8 without a mark, CRLF, an apostrophe before what would run).",
        )
        faults.append(Fault(file, 0, words))
    return rows, faults


def _recomputed(file: str, faults: Callable[[], Iterator[FaultParts]]) -> list[Fault]:
    """Recompute what follows from the tables, unless they are too broken to compute from."""
    try:
        return [Fault(*found) for found in faults()]
    except (KeyError, ValueError, ArithmeticError, RecursionError) as error:
        words = Bilingual(
            f"表から再計算できません（{error}）。", f"the figures cannot be recomputed ({error})."
        )
        return [Fault(file, 0, words)]
