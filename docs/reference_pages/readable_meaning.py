"""Level 3 of the rules of 2026 (L3-01 … L3-09), held against published CSV files and their descriptor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reference_pages.published_package import PublishedPackage, StandardBreach
from shinchoku.bilingual import Bilingual
from shinchoku.intake.missing import is_bare_symbol

_YEAR = re.compile(r"(?:19|20|21)\d\d")
_DAY = re.compile(r"(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WITH_UNIT = ("_percent", "_percent_min", "_percent_max", "_points")
_WITH_YEAR = re.compile(r"(?:19|20)\d\d|(?:^|_)[rhs]\d{1,2}(?:_|$)")
_CODE_DIGITS = 6

Breaches = Iterator[StandardBreach]


def headings_stand_on_row_one(package: PublishedPackage) -> Breaches:
    """L3-01: the first record is the names that the descriptor lists, in their order."""
    for table in package.tables:
        if table.header != [field["name"] for field in table.fields]:
            yield _of("L3-01", table.path, 0, "1行目が見出しではありません。", "row 1 is not the header.")


def codes_have_their_table(package: PublishedPackage) -> Breaches:
    """L3-02: every code that is used is explained in the table `codes`."""
    tables = {table.name: table for table in package.tables}
    codes = tables.get("codes")
    listed = {(row.get("code_list"), row.get("code")) for _, row in codes.rows()} if codes else set()
    for table in package.tables:
        for number, field, text in table.cells():
            code_list = field.get("code_list")
            if code_list and (code_list, text) not in listed:
                yield _of(
                    "L3-02",
                    table.path,
                    number,
                    f"コード表にありません: {text}",
                    f"not in the code table: {text}",
                )


def symbols_are_words(package: PublishedPackage) -> Breaches:
    """L3-03: no lone symbol that would want a legend; why a figure is missing is a code."""
    for table in package.tables:
        for number, _, text in table.cells():
            if is_bare_symbol(text):
                yield _of(
                    "L3-03",
                    table.path,
                    number,
                    f"意味の決まっていない記号です: {text}",
                    f"an undefined symbol: {text}",
                )


def figures_have_their_unit(package: PublishedPackage) -> Breaches:
    """L3-04: a figure names its unit in its column's name or in the column `unit` of its row."""
    for table in package.tables:
        measured = [
            field["name"]
            for field in table.fields
            if field.get("type") == "number" and not str(field["name"]).endswith(_WITH_UNIT)
        ]
        for number, row in table.rows():
            if any(row.get(name) for name in measured) and not row.get("unit"):
                yield _of("L3-04", table.path, number, "単位がありません。", "the figure has no unit.")


def every_row_has_its_year(package: PublishedPackage) -> Breaches:
    """L3-05: the fiscal year stands on every row of every table."""
    for table in package.tables:
        for number, row in table.rows():
            if not row.get("fiscal_year"):
                yield _of("L3-05", table.path, number, "年度がありません。", "the row has no fiscal year.")


def every_row_has_its_place(package: PublishedPackage) -> Breaches:
    """L3-06: the six-digit code of the municipality, with its check digit, on every row."""
    for table in package.tables:
        for number, row in table.rows():
            if not _is_municipality(row.get("municipality_code", "")):
                yield _of(
                    "L3-06",
                    table.path,
                    number,
                    "市区町村コードがありません。",
                    "no municipality code on the row.",
                )


def years_and_days_are_western(package: PublishedPackage) -> Breaches:
    """L3-07: fiscal years as 2023, days as 2024-05-01."""
    for table in package.tables:
        for number, field, text in table.cells():
            name, kind = str(field.get("name", "")), field.get("type")
            wrong_year = name.endswith("fiscal_year") and not _YEAR.fullmatch(text)
            if wrong_year or (kind == "date" and not _DAY.fullmatch(text)):
                yield _of(
                    "L3-07",
                    table.path,
                    number,
                    f"西暦の年か日付ではありません: {text}",
                    f"no Western year or date: {text}",
                )


def everything_is_defined(package: PublishedPackage) -> Breaches:
    """L3-08: titles, types, the encoding, a history of changes, and names that are alphanumeric."""
    if not package.files.get("CHANGELOG.md"):
        yield _of("L3-08", "CHANGELOG.md", 0, "更新履歴がありません。", "there is no history of changes.")
    for table in package.tables:
        said = table.said
        defined = said.get("encoding") == "utf-8" and said.get("title") and said.get("description")
        if not defined or not _NAME.fullmatch(table.name):
            yield _of(
                "L3-08",
                table.path,
                0,
                "表の定義か文字コードがありません。",
                "its definition or encoding is missing.",
            )
        for field in table.fields:
            if not (field.get("title") and field.get("type") and _NAME.fullmatch(str(field.get("name", "")))):
                name = field.get("name", "")
                yield _of(
                    "L3-08",
                    table.path,
                    0,
                    f"列「{name}」の定義がありません。",
                    f"column {name!r} is not defined.",
                )


def years_are_rows(package: PublishedPackage) -> Breaches:
    """L3-09: no year in the name of a column."""
    for table in package.tables:
        wide = [name for name in table.header if _WITH_YEAR.search(name)]
        if wide:
            yield _of(
                "L3-09",
                table.path,
                0,
                f"列名に年があります: {wide}",
                f"years in the names of columns: {wide}",
            )


def _is_municipality(code: str) -> bool:
    """Tell whether a code is six digits of which the last checks the others (JIS X 0402)."""
    if not re.fullmatch(rf"\d{{{_CODE_DIGITS}}}", code):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(range(_CODE_DIGITS, 1, -1), code, strict=False))
    return int(code[-1]) == (11 - total % 11) % 10


def _of(item: str, file: str, row: int, ja: str, en: str) -> StandardBreach:
    """Make a breach."""
    return StandardBreach(item, file, row, Bilingual(ja, en))
