"""A published package recomputed from its own tables: no plan, no state, no network.

Hashes, contracts, keys, every count and every percentage: what holds for the publisher must hold for
anybody who downloads the package.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.codes import AchievementStatus
from schemas.published import TABLES
from schemas.typed import find_breaches
from shinchoku.bilingual import Bilingual
from shinchoku.figures.tables import Table
from shinchoku.package.build import DESCRIPTOR, SUMS
from shinchoku.package.csv_text import read_csv
from shinchoku.package.recompute import recomputed_faults
from shinchoku.package.references import FaultParts, reference_faults
from shinchoku.package.revised_values import revision_faults


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: the file, its data row (from 1; 0 for the file), and what."""

    file: str
    row: int
    message: Bilingual

    def __str__(self) -> str:
        """Return the fault on one line, in English, for a log."""
        return f"{self.file}{f' row {self.row}' if self.row else ''}: {self.message.en}"


def verify_package(files: Mapping[str, bytes]) -> list[Fault]:
    """Check everything a package claims, from its files alone; return every fault found."""
    descriptor, faults = _descriptor(files)
    if descriptor is None:
        return faults
    faults += _sums(files)
    faults += _hashes(files, descriptor)
    tables: dict[str, Table] = {}
    for name in TABLES:
        file = f"{name}.csv"
        if str(descriptor["resources"].get(name, {}).get("path")) != file:
            words = Bilingual(f"表 {name} が宣言されていません。", f"the table {name} is not declared.")
            faults.append(Fault(DESCRIPTOR, 0, words))
        if file not in files:
            faults.append(Fault(file, 0, Bilingual("ファイルがありません。", "the file is missing.")))
            continue
        rows, unreadable = _table(file, files[file])
        if unreadable is not None:
            faults.append(unreadable)
            continue
        breaches = find_breaches(TABLES[name], rows)
        faults += [
            Fault(
                file,
                breach.row,
                Bilingual(
                    f"列「{breach.column}」が約束（{breach.rule}）を守っていません: {breach.value or '空'}",
                    f"column {breach.column!r} breaks its contract ({breach.rule}): {breach.value or 'empty'}",
                ),
            )
            for breach in breaches
        ]
        tables[name] = rows
    if len(tables) == len(TABLES):
        faults += [Fault(*found) for found in reference_faults(tables)]
        faults += _recomputed(
            "achievement.csv", lambda: recomputed_faults(tables, descriptor["denominators"])
        )
        faults += _recomputed("revisions.csv", lambda: revision_faults(tables))
    return faults


def _descriptor(files: Mapping[str, bytes]) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Read the descriptor, or say that there is none."""
    try:
        descriptor = json.loads(files[DESCRIPTOR])
        resources = {resource["name"]: resource for resource in descriptor["resources"]}
        denominators = {
            str(year["fiscal_year"]): [
                AchievementStatus.of(s) for s in year["achievement_rule"]["denominator"]
            ]
            for year in descriptor["fiscal_years"]
        }
    except KeyError as error:
        missing = error.args[0]
        words = Bilingual(f"{missing} がありません。", f"{missing} is missing.")
        return None, [Fault(DESCRIPTOR, 0, words)]
    except (ValueError, TypeError, RecursionError) as error:
        return None, [
            Fault(DESCRIPTOR, 0, Bilingual(f"読み取れません（{error}）。", f"cannot be read ({error})."))
        ]
    return {"resources": resources, "denominators": denominators}, []


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


def _hashes(files: Mapping[str, bytes], descriptor: Mapping[str, Any]) -> Iterator[Fault]:
    """Compare every resource with the hash and the size that the descriptor tells."""
    for resource in descriptor["resources"].values():
        name = str(resource.get("path", ""))
        content = files.get(name, b"")
        told = (resource.get("bytes"), resource.get("hash"))
        if told != (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}"):
            words = Bilingual(
                "内容がdatapackage.jsonのバイト数・ハッシュと一致しません。",
                "the content does not match bytes and hash in datapackage.json.",
            )
            yield Fault(name, 0, words)


def _table(file: str, content: bytes) -> tuple[Table, Fault | None]:
    """Read one table, or say why it cannot be read."""
    try:
        header, rows = read_csv(content)
    except ValueError as error:
        return (), Fault(
            file, 0, Bilingual(f"CSVとして読めません（{error}）。", f"it cannot be read as CSV ({error}).")
        )
    expected = list(TABLES[file.removesuffix(".csv")].model.to_schema().columns)
    if header != expected:
        words = Bilingual("見出しが定義と違います。", "the header is not the contract's.")
        return (), Fault(file, 0, words)
    return tuple(rows), None


def _recomputed(file: str, faults: Callable[[], Iterator[FaultParts]]) -> list[Fault]:
    """Recompute what follows from the tables, unless they are too broken to compute from."""
    try:
        return [Fault(*found) for found in faults()]
    except (KeyError, ValueError) as error:
        words = Bilingual(
            f"表から再計算できません（{error}）。", f"the figures cannot be recomputed ({error})."
        )
        return [Fault(file, 0, words)]
