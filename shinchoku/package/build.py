"""All files of a release, as bytes: the same input makes the same bytes on every machine."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence

from schemas.published import TABLES
from schemas.typed import column_types
from shinchoku.figures.counting_rule import counting_rule_of
from shinchoku.figures.tables import YearContent
from shinchoku.package.changelog import write_changelog
from shinchoku.package.compose import compose_tables
from shinchoku.package.csv_text import write_csv
from shinchoku.package.descriptor import describe
from shinchoku.register.plan import Plan
from shinchoku.releases.history import Release
from shinchoku.releases.revisions import newest_with_revisions

DESCRIPTOR, SUMS, CHANGELOG = "datapackage.json", "SHA256SUMS", "CHANGELOG.md"


def build_package(
    plan: Plan, history: Sequence[Release], content_of: Callable[[str], YearContent]
) -> dict[str, bytes]:
    """Return the files of the newest release of `history` by name, SHA256SUMS last."""
    newest, revisions = newest_with_revisions(history, content_of)
    tables = compose_tables(newest.years, revisions)
    csvs = {name: write_csv(rows, column_types(TABLES[name])) for name, rows in tables.items()}
    rules = {year: counting_rule_of(content) for year, content in newest.years.items()}
    descriptor = describe(plan, history[-1], csvs, rules)
    files = {
        DESCRIPTOR: (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode(),
        **{f"{name}.csv": content for name, content in csvs.items()},
        CHANGELOG: write_changelog(plan, newest),
    }
    return {**files, SUMS: checksums(files)}


def checksums(files: dict[str, bytes]) -> bytes:
    """Return the lines of SHA256SUMS, as `sha256sum --check` reads them."""
    return "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files)).encode()
