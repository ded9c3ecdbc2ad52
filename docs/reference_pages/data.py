"""The pages on published tables, codes and headings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reference_pages.markdown import Page, as_codes, code_lines, sentence_of, table_lines
from schemas.codes import PUBLISHED_CODE_LISTS
from schemas.contract import TableContract
from schemas.headings import FIGURES, HEADINGS, LABELS, NARRATIVE, OUT_OF_SCOPE, REQUIRED
from schemas.published import TABLES
from shinchoku.package.descriptor import table_schema


def tables() -> Page:
    """Every published table, from `schemas.published`."""
    yield "# Published tables 公表する表"
    yield ""
    yield "CSV files of a package: UTF-8 without a byte order mark, CRLF line ends, the header on row 1. An empty"
    yield "cell means that there is no value, never zero. `datapackage.json` of every package says the same."
    yield ""
    yield from table_lines(
        ("Table", "名称", "Title", "Key"),
        (
            (
                f"[`{name}`](#{name})",
                t.title_ja,
                t.title_en,
                " ".join(f"`{k}`" for k in t.primary_key),
            )
            for name, t in TABLES.items()
        ),
    )
    for table in TABLES.values():
        yield from _published_table(table)


def _published_table(table: TableContract) -> Page:
    """One published table."""
    schema = table_schema(table)
    yield ""
    yield f"## {table.name}"
    yield ""
    yield table.description_ja
    yield ""
    yield table.description_en
    yield ""
    yield from table_lines(
        ("Column", "Type", "名称 / Title", "説明 / Description", "Constraints"),
        (_column(field) for field in schema["fields"]),
    )
    yield ""
    yield f"Primary key: {as_codes(schema['primaryKey'])}."
    for key in schema.get("foreignKeys", ()):
        yield f"Foreign key: {as_codes(key['fields'])} → `{key['reference']['resource']}`."
    for check in _row_checks(table):
        yield f"Every row: {check}"


def _column(field: dict[str, Any]) -> tuple[str, ...]:
    """One column as a row of the page."""
    said = [field["description"], field["description_en"]]
    if "code_list" in field:
        said.append(f"→ [`{field['code_list']}`](codes.md#{field['code_list']})")
    constraints = [
        "required" if name == "required" else f"{name} `{value}`"
        for name, value in field.get("constraints", {}).items()
        if name != "enum"
    ]
    return (
        f"`{field['name']}`",
        field["type"],
        f"{field['title']} / {field['title_en']}",
        "<br>".join(said),
        "<br>".join(constraints),
    )


def _row_checks(table: TableContract) -> Iterator[str]:
    """Yield what a contract asks of whole rows, in the words of its checks."""
    for check in table.checks:
        yield sentence_of(check)


def codes() -> Page:
    """Every code list, from `schemas.codes`."""
    yield "# Codes コード表"
    yield ""
    yield "The closed lists behind the columns of the published tables. Every package carries them in its"
    yield "table `codes`, together with the codes of its plan: policies, measures and departments."
    for name, code_list in PUBLISHED_CODE_LISTS.items():
        yield ""
        yield f"## {name}"
        yield ""
        yield sentence_of(code_list)
        yield ""
        yield from code_lines(code_list)


def headings() -> Page:
    """Every accepted heading, from `schemas.headings`."""
    yield "# Headings 様式の見出し"
    yield ""
    yield "A heading row is a row that names at least three of these columns. Headings are compared in one"
    yield "width and case, without spaces, line breaks, colons and the mark ※. A heading that is not listed"
    yield "here is a finding ([SH203](rules/SH203.md)) and its column is not read."
    yield ""
    yield "見出しは、全角・半角、空白、改行、コロン、「※」の違いを無視して比べます。"
    yield ""
    kinds = dict.fromkeys(FIGURES, "figure") | dict.fromkeys(NARRATIVE, "published text")
    yield from table_lines(
        ("Column", "Accepted headings 使える見出し", "Required 必須", "Kind"),
        (
            (
                f"`{name}`",
                "、".join(accepted),
                "yes" if name in REQUIRED else "",
                kinds.get(name, ""),
            )
            for name, accepted in HEADINGS.items()
        ),
    )
    yield ""
    yield "## Known and not read 読まない見出し"
    yield ""
    yield "、".join(OUT_OF_SCOPE)
    yield ""
    yield "## Labelled cells above the table 表の上の記入欄"
    yield ""
    yield "The answer stands to the right of the label, or behind its colon."
    yield ""
    yield from table_lines(
        ("Says", "Accepted labels 使える名前"),
        ((f"`{name}`", "、".join(accepted)) for name, accepted in LABELS.items()),
    )
