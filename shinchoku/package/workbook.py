"""The tables of a package as the sheets of one workbook: what stands in every cell, for who opens it in Excel.

The first sheet says what the data is, the second what each column means; then comes a sheet for each table, its
columns under their Japanese titles. Text is text whatever it looks like, and figures are numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from schemas.field import ColumnType
from schemas.published import TABLES
from schemas.typed import column_types
from shinchoku.bilingual import Language
from shinchoku.figures.tables import Table
from shinchoku.package.facts import PackageFacts
from shinchoku.package.told_changes import year_of
from shinchoku.package.year_words import ToldYear, day_words, denominator_in

CellValue = str | int | float | bool | None
"""What stands in a cell; nothing for an empty one."""

ABOUT, COLUMNS = "はじめに", "列の説明"
_FIRST = ("items_wide", "achievement", "progress", "indicators")
"""What most people look for; the rest follows as the package has it."""
_TYPES = {
    ColumnType.STRING: "文字",
    ColumnType.INTEGER: "整数",
    ColumnType.NUMBER: "数値",
    ColumnType.BOOLEAN: "TRUE／FALSE",
    ColumnType.DATE: "日付（文字）",
}


@dataclass(frozen=True, slots=True)
class PublishedSheet:
    """One sheet: its name, its headings on row 1, its rows, and the type of each column."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    types: tuple[ColumnType, ...]
    columns: tuple[str, ...] = ()
    """What the columns of a table are called in the CSV; nothing of the sheets before the tables."""


def workbook_sheets(facts: PackageFacts, tables: Mapping[str, Table]) -> tuple[PublishedSheet, ...]:
    """Return every sheet of a package's workbook, in their order.

    Raises:
        KeyError: if a row that must be there is missing.
        ValueError: if a value is not of its column's type.
    """
    order = (*_FIRST, *(name for name in tables if name not in _FIRST))
    sheets = tuple(_sheet(name, tables[name]) for name in order)
    return (_about(facts, tables, sheets), _columns(order), *sheets)


def _sheet(name: str, rows: Table) -> PublishedSheet:
    """Return the sheet of a table."""
    contract = TABLES[name]
    types = column_types(contract)
    return PublishedSheet(
        contract.title_ja,
        tuple(column.title_ja for column in contract.columns.values()),
        tuple(tuple(_value(row[key], kind) for key, kind in types.items()) for row in rows),
        tuple(types.values()),
        tuple(types),
    )


def _value(text: str, kind: ColumnType) -> CellValue:
    """Return what a value is in a cell; a figure that a spreadsheet cannot hold exactly stays text."""
    if not text:
        return None
    match kind:
        case ColumnType.INTEGER | ColumnType.NUMBER:
            number = int(text) if kind is ColumnType.INTEGER else float(text)
            return number if Decimal(repr(float(number))) == Decimal(text) else text
        case ColumnType.BOOLEAN:
            return text == "true"
        case _:
            return text


def _about(
    facts: PackageFacts, tables: Mapping[str, Table], sheets: Sequence[PublishedSheet]
) -> PublishedSheet:
    """Return the first sheet: what the data is, its figures in words, its terms, and which sheets follow."""
    rows = tuple(_lines(facts, tables, sheets))
    return PublishedSheet(ABOUT, (facts.about.title, ""), rows, (ColumnType.STRING, ColumnType.STRING))


def _lines(
    facts: PackageFacts, tables: Mapping[str, Table], sheets: Sequence[PublishedSheet]
) -> Iterator[tuple[str, str]]:
    """Yield the lines of the first sheet: what is told, and what is said of it."""
    about = facts.about
    yield "説明", about.description
    if about.illustrative:
        yield "例示", "「例示」の列が TRUE の行は、出典に書かれていない例示の内容を含みます。"
    yield "版", f"{facts.release}（{day_words(facts.day, Language.JA)}）"
    for year in facts.years:
        told = ToldYear(year.year, year_of(tables, str(year.year.year)), denominator_in(year.rule))
        for number, sentence in enumerate(told.sentences(Language.JA, str)):
            yield "" if number else year.year.label, sentence
    for licence in about.licenses:
        yield "ライセンス", f"{licence['title']} {licence['path']}"
    yield "出典の表示", about.attribution
    yield "問い合わせ先", f"{about.publisher} {about.contact}"
    yield "English", f"{about.title_en}. {about.description_en}"
    yield "シート", "行数と内容"
    yield COLUMNS, "すべての列の列名・型・意味です。What every column means, in Japanese and English."
    by_title = {contract.title_ja: contract for contract in TABLES.values()}
    for sheet in sheets:
        contract = by_title[sheet.name]
        yield sheet.name, f"{len(sheet.rows)}行（{contract.name}.csv）。{contract.description_ja}"


def _columns(order: Sequence[str]) -> PublishedSheet:
    """Return the second sheet: every column of every table, with its name in the CSV, its type and its meaning."""
    rows = tuple(
        (
            TABLES[table].title_ja,
            column.title_ja,
            f"{table}.csv",
            name,
            _TYPES[column.type],
            column.description_ja,
            column.title_en,
            column.description_en,
        )
        for table in order
        for name, column in TABLES[table].columns.items()
    )
    headings = ("シート", "列の見出し", "CSVファイル", "列名", "型", "意味", "English", "Meaning")
    return PublishedSheet(COLUMNS, headings, rows, (ColumnType.STRING,) * len(headings))
