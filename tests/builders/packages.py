"""Packages as the night makes them, and verified as it verifies them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence

from schemas.published import TABLES
from schemas.typed import column_types
from shinchoku.adapters.published_workbook import own_workbook_faults
from shinchoku.figures.tables import YearContent
from shinchoku.night.release import drawn_workbook
from shinchoku.package.build import DESCRIPTOR, SUMS, build_package, checksums
from shinchoku.package.csv_text import plain_text, read_csv
from shinchoku.package.verify import Fault, verify_package
from shinchoku.register.plan import Plan
from shinchoku.releases.history import Release


def packaged(
    plan: Plan, history: Sequence[Release], content_of: Callable[[str], YearContent]
) -> dict[str, bytes]:
    """Return the files of the newest release of a history."""
    return build_package(plan, history, content_of, drawn_workbook)


def verified(files: Mapping[str, bytes], folder: str = "") -> list[Fault]:
    """Return what does not hold of a package."""
    return verify_package(files, own_workbook_faults, folder)


def table_of(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """Return what the cells of a table say."""
    types = column_types(TABLES[name])
    return [
        {key: plain_text(row[key], kind) for key, kind in types.items()}
        for row in read_csv(files[f"{name}.csv"])[1]
    ]


def resealed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files whose every hash fits again: those of the descriptor, then SHA256SUMS."""
    descriptor = json.loads(files[DESCRIPTOR])
    for resource in descriptor["resources"]:
        content = files[resource["path"]]
        resource["bytes"] = len(content)
        resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    told = (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
    rest = {name: content for name, content in files.items() if name != SUMS} | {DESCRIPTOR: told}
    return {**rest, SUMS: checksums(rest)}
