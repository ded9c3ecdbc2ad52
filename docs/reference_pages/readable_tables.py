"""Levels 1 and 2 of the rules of 2026 (L1-01 … L2-06), held against published CSV files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from reference_pages.published_package import PublishedPackage, StandardBreach
from shinchoku.bilingual import Bilingual
from shinchoku.intake.characters import machine_dependent, unreadable

_NUMERIC = {"integer": re.compile(r"-?\d+"), "number": re.compile(r"-?\d+(?:\.\d+)?")}
_SINGLE = {
    **_NUMERIC,
    "date": re.compile(r"\d{4}-\d{2}-\d{2}"),
    "boolean": re.compile(r"true|false"),
}
_RUNS = ("=", "+", "-", "@")
_DITTO = re.compile(r"[〃々″]|同上|同左|\"")
_OTHER = re.compile(r"その他\s*[(（:：].+")

Breaches = Iterator[StandardBreach]


def files_are_csv(package: PublishedPackage) -> Breaches:
    """L1-01: every table is a CSV file that can be read."""
    for table in package.tables:
        if not table.path.endswith(".csv") or table.fault or not table.records:
            why = table.fault or "no CSV"
            yield _of(
                "L1-01", table.path, 0, f"CSVとして読めません（{why}）。", f"not readable as CSV ({why})."
            )


def a_file_holds_one_table(package: PublishedPackage) -> Breaches:
    """L1-02: no blank record, behind which another table would begin."""
    for table in package.tables:
        for number, record in enumerate(table.records[1:], start=1):
            if not any(record):
                yield _of("L1-02", table.path, number, "空の行があります。", "the record is blank.")


def a_table_lies_in_one_file(package: PublishedPackage) -> Breaches:
    """L1-03: every table is one file, and every CSV file is declared as one table."""
    declared = Counter(table.path for table in package.tables)
    for name in sorted({*declared, *(file for file in package.files if file.endswith(".csv"))}):
        if declared[name] != 1 or name not in package.files:
            yield _of(
                "L1-03", name, 0, "表とファイルが1対1ではありません。", "it is not one table in one file."
            )


def nothing_stands_beside_the_records(package: PublishedPackage) -> Breaches:
    """L1-04: every record has exactly the cells of the header."""
    for table in package.tables:
        for number, record in enumerate(table.records[1:], start=1):
            if record and len(record) != len(table.header):
                yield _of(
                    "L1-04",
                    table.path,
                    number,
                    "列の数が見出しと違います。",
                    "its cells are not the header's.",
                )


def every_column_is_headed(package: PublishedPackage) -> Breaches:
    """L1-05: no column without a name."""
    for table in package.tables:
        if not all(name.strip() for name in table.header):
            yield _of("L1-05", table.path, 0, "見出しのない列があります。", "a column has no name.")


def text_has_no_layout(package: PublishedPackage) -> Breaches:
    """L1-06: no line breaks, no tabs, no spaces around a text, none in a name."""
    for table in package.tables:
        if any(re.search(r"\s", name) for name in table.header):
            yield _of("L1-06", table.path, 0, "見出しに空白があります。", "a name holds white space.")
        for number, _, text in table.cells():
            if text != text.strip() or re.search(r"[\n\r\t]", text):
                yield _of(
                    "L1-06", table.path, number, "改行か余分な空白があります。", "a cell holds layout spaces."
                )


def a_cell_holds_one_datum(package: PublishedPackage) -> Breaches:
    """L1-07: a number, a date or a truth value stands alone in its cell."""
    for table in package.tables:
        for number, field, text in table.cells():
            form = _SINGLE.get(str(field.get("type")))
            if form is not None and form.search(text) and not form.fullmatch(text):
                yield _of(
                    "L1-07",
                    table.path,
                    number,
                    f"値のほかに何かあります: {text}",
                    f"more than one datum: {text}",
                )


def characters_are_everybodys(package: PublishedPackage) -> Breaches:
    """L1-08: no machine-dependent characters."""
    for table in package.tables:
        for number, _, text in table.cells():
            if found := machine_dependent(text) or unreadable(text):
                yield _of(
                    "L1-08",
                    table.path,
                    number,
                    f"機種依存文字があります: {found}",
                    f"machine-dependent: {found}",
                )


def blank_is_not_zero(package: PublishedPackage) -> Breaches:
    """L1-09: an empty cell is the only missing value, and where a reason has its column it is given."""
    for table in package.tables:
        if table.said.get("schema", {}).get("missingValues") != [""]:
            yield _of(
                "L1-09", table.path, 0, "欠測値は空欄だけです。", "only the empty cell may mean missing."
            )
        reasons = [name for name in table.header if name.endswith("_missing")]
        for number, row in table.rows():
            for name in reasons:
                if bool(row.get(name)) == bool(row.get(name.removesuffix("_missing"))):
                    yield _of(
                        "L1-09",
                        table.path,
                        number,
                        "空欄の理由がありません。",
                        f"no reason for a blank ({name}).",
                    )


def a_record_stands_on_one_line(package: PublishedPackage) -> Breaches:
    """L1-14: as many lines as records."""
    for table in package.tables:
        if not table.fault and table.content.count(b"\n") != len(table.records):
            yield _of(
                "L1-14", table.path, 0, "1行に1レコードではありません。", "a record spans several lines."
            )


def lines_and_quotes_are_csvs(package: PublishedPackage) -> Breaches:
    """L1-15: CRLF line ends, and quotes as RFC 4180 has them."""
    for table in package.tables:
        ends = table.content.count(b"\r\n")
        if table.fault or ends != table.content.count(b"\n") or not table.content.endswith(b"\r\n"):
            yield _of(
                "L1-15",
                table.path,
                0,
                "行末か引用符がRFC 4180と違います。",
                "line ends or quotes are not RFC 4180's.",
            )


def numbers_are_numeric(package: PublishedPackage) -> Breaches:
    """L2-01: nothing but digits, a point and a minus in a numeric column."""
    for table in package.tables:
        for number, field, text in table.cells():
            form = _NUMERIC.get(str(field.get("type")))
            if form is not None and not form.fullmatch(text):
                yield _of("L2-01", table.path, number, f"数値ではありません: {text}", f"not a number: {text}")


def nothing_is_omitted(package: PublishedPackage) -> Breaches:
    """L2-02: no ditto marks, and no blank in a column that is always filled."""
    for table in package.tables:
        required = [f["name"] for f in table.fields if f.get("constraints", {}).get("required")]
        for number, row in table.rows():
            omitted = [name for name in required if not row.get(name)]
            omitted += [name for name, text in row.items() if _DITTO.fullmatch(text)]
            if omitted:
                names = ", ".join(omitted)
                yield _of("L2-02", table.path, number, f"省略されています: {names}", f"omitted: {names}")


def names_are_unique(package: PublishedPackage) -> Breaches:
    """L2-03: no two columns of one name."""
    for table in package.tables:
        doubled = [name for name, times in Counter(table.header).items() if times > 1]
        if doubled:
            yield _of(
                "L2-03", table.path, 0, f"同じ見出しがあります: {doubled}", f"names used twice: {doubled}"
            )


def choices_are_the_listed_ones(package: PublishedPackage) -> Breaches:
    """L2-04: a column of choices holds nothing else."""
    for table in package.tables:
        for number, field, text in table.cells():
            choices = {one["value"] for one in field.get("categories", ())}
            if choices and text not in choices:
                yield _of(
                    "L2-04",
                    table.path,
                    number,
                    f"選択肢にありません: {text}",
                    f"not one of the choices: {text}",
                )


def other_stands_apart(package: PublishedPackage) -> Breaches:
    """L2-05: what その他 means stands in a column of its own."""
    for table in package.tables:
        for number, _, text in table.cells():
            if _OTHER.fullmatch(text):
                yield _of(
                    "L2-05",
                    table.path,
                    number,
                    "「その他」の内容が同じ欄にあります。",
                    "other and its text share a cell.",
                )


def no_cell_is_a_formula(package: PublishedPackage) -> Breaches:
    """L2-06: no text that a spreadsheet would run."""
    for table in package.tables:
        for number, field, text in table.cells():
            if text.startswith(_RUNS) and field.get("type") not in _NUMERIC:
                yield _of(
                    "L2-06",
                    table.path,
                    number,
                    "数式として動く文字列です。",
                    "a spreadsheet would run the text.",
                )


def _of(item: str, file: str, row: int, ja: str, en: str) -> StandardBreach:
    """Make a breach."""
    return StandardBreach(item, file, row, Bilingual(ja, en))
