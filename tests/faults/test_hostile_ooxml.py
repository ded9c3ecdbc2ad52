"""Workbooks made to do harm: looked at and annotated without an exception, and within a bound of time."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from builders.workbook_parts import MAIN, OFFICE, book, parts_of, relations, sheet, unzipped, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.codes import Severity
from shinchoku.adapters.ooxml import annotate, look
from shinchoku.checks.marks import Mark, summarize

MARKS = [
    Mark(number, cell, Severity.ERROR, "SH203", "数値として読み取れません。", "直してください。", "6")
    for number in (0, 1, 2)
    for cell in ("", "A1", "C7", "XFD1048576")
]
SUMMARY = summarize(MARKS, "進捗.xlsx")
SHEET, STYLES, WORKBOOK = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"
RELS = "xl/worksheets/_rels/sheet1.xml.rels"
ERROR_ROW = '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>'
"""Generous, for slow machines: what is quadratic takes hours."""

_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS = f'<!DOCTYPE w [<!ENTITY e0 "笑">{_ENTITIES}]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def laughing(document_type: str) -> bytes:
    """Return a workbook whose sheet has a document type, and whose errors are beside the point."""
    row = '<row r="1" hidden="1"><c r="A1" t="str"><v>&e11;&x;</v></c></row>'
    return book(**{SHEET: f'<?xml version="1.0"?>{document_type}{sheet(row)}'})


def a_million_column_ranges() -> bytes:
    """Return a sheet that hides every column a million times."""
    cols = '<col min="1" max="16384" hidden="1"/>' * 1_000_000
    return book('<row r="1"><c r="B1"><v>1</v></c></row>', before=f"<cols>{cols}</cols>")


def rows_and_cells_that_cannot_be() -> bytes:
    """Return a sheet whose rows and cells lie where Excel has none."""
    nines = "9" * 5000
    names = ("A0", "AAAA1", "A1048577", f"A{nines}", "１", "-1", "A1:B2", "", "XFE1", "ZZZZZZZZ")
    cells = "".join(f'<c r="{name}" t="e" s="{nines}"><f/><v>#N/A</v></c>' for name in names)
    numbers = ("0", "-5", nines, "1e5", "x", "1048577")
    rows = "".join(f'<row r="{number}" hidden="1" ht="{nines}e9">{cells}</row>' for number in numbers)
    return book(rows, before=f'<cols><col min="{nines}" max="-1" hidden="1" width="inf"/></cols>')


def a_merge_of_everything() -> bytes:
    """Return a sheet whose merged areas cover all cells there can be, again and again."""
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 10_000
    return book(ERROR_ROW, after=f"<mergeCells>{merges}</mergeCells>")


def unfinished_tags(start: str) -> Callable[[], bytes]:
    """Return a maker of sheets that begin something a hundred thousand times and never end it."""
    return lambda: book(**{SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{start * 100_000}'})


def a_legacy_drawing_of_beginnings() -> bytes:
    """Return a legacy drawing in which shapes begin and never end."""
    comments = (
        f'<comments xmlns="{MAIN}"><authors/><commentList><comment ref="A1"><text><t>【進捗</t></text></comment>'
        "</commentList></comments>"
    )
    return book(
        ERROR_ROW,
        after='<legacyDrawing r:id="rId_vmlDrawing"/>',
        **{
            RELS: relations(vmlDrawing="/v.vml", comments="/c.xml"),
            "v.vml": "<xml>" + '<v:shape id="_x0000_s99999999999"><br' * 100_000 + "</xml>",
            "c.xml": comments,
        },
    )


def styles_that_refer_to_nothing() -> bytes:
    """Return styles whose references are huge, negative or no numbers, and a format of brackets."""
    xfs = "".join(
        f'<xf numFmtId="{n}" fontId="{n}" fillId="{n}"/>' for n in ("-1", "99999999", "x", "9" * 6000, "176")
    )
    code = "[" * 200_000
    return book(
        '<row r="1">' + "".join(f'<c r="A1" s="{n}"><v>1</v></c>' for n in range(7)) + "</row>",
        **{
            STYLES: f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="176" formatCode="{code}"/></numFmts>'
            f"<cellXfs>{xfs}</cellXfs></styleSheet>"
        },
    )


def relations_that_go_round() -> bytes:
    """Return a workbook whose sheets are its own workbook part, its styles, and nothing."""
    parts = parts_of({"甲": sheet(ERROR_ROW), "乙": sheet(""), "丙": sheet("")})
    rels = str(parts["xl/_rels/workbook.xml.rels"])
    for part, target in (("1", "workbook.xml"), ("2", "styles.xml"), ("3", "../../../../etc/passwd")):
        rels = rels.replace(f"worksheets/sheet{part}.xml", target)
    return zipped(parts | {"xl/_rels/workbook.xml.rels": rels})


def deep_nesting() -> bytes:
    """Return a sheet of a hundred thousand elements, each inside the other."""
    return book("<row><c><v>" * 100_000)


def twins() -> bytes:
    """Return a container with two parts of one name."""
    out = BytesIO(book(ERROR_ROW))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, sheet(""))
    return out.getvalue()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "laughs": lambda: laughing(LAUGHS),
    "an outside entity": lambda: laughing(OUTSIDE),
    "laughs in UTF-16": lambda: book(**{SHEET: f"{LAUGHS}{sheet(ERROR_ROW)}".encode("utf-16")}),
    "laughs in UTF-7": lambda: book(
        **{SHEET: b'<?xml version="1.0" encoding="utf-7"?>' + f"{LAUGHS}{sheet('')}".encode("utf-7")}
    ),
    "a million column ranges": a_million_column_ranges,
    "rows and cells that cannot be": rows_and_cells_that_cannot_be,
    "a merge of everything": a_merge_of_everything,
    "unfinished cells": unfinished_tags("<c "),
    "unfinished rows": unfinished_tags('<row r="1" '),
    "unfinished styles": unfinished_tags('s="1'),
    "a legacy drawing of beginnings": a_legacy_drawing_of_beginnings,
    "styles that refer to nothing": styles_that_refer_to_nothing,
    "relations that go round": relations_that_go_round,
    "deep nesting": deep_nesting,
    "twins": twins,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_workbooks_neither_stop_nor_stall(name: str) -> None:
    """Whatever it holds, a workbook is looked at and annotated in seconds, or it is said that it cannot be."""
    content = HOSTILE[name]()
    look(content)
    annotate(content, MARKS, SUMMARY)


@pytest.mark.parametrize("document_type", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
def test_a_part_with_a_document_type_is_not_read(document_type: str) -> None:
    """No part of a workbook has one: it is named as uninspected, and no copy is made of the file."""
    content = laughing(document_type)
    seen = look(content)
    assert seen is not None
    assert (dict(seen.sheets), seen.uninspected) == ({}, (SHEET,))
    assert annotate(content, MARKS, SUMMARY) is None


def test_a_document_type_in_the_workbook_itself_ends_the_look() -> None:
    """Without its own part a workbook has no sheets to look at."""
    part = f'<!DOCTYPE w><workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"/>'
    assert look(book(**{WORKBOOK: part})) is None


def test_hidden_columns_of_a_million_ranges_are_those_in_use() -> None:
    """Ranges are never spelled out."""
    seen = look(a_million_column_ranges())
    assert seen is not None
    assert seen.sheets[1].hidden_columns == {1}


def test_a_bomb_is_not_unpacked() -> None:
    """A part that would unpack to more than any status sheet: no look and no copy."""
    out = BytesIO(book(ERROR_ROW))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/media/image1.bin", "w") as part,
    ):
        for _ in range(400):
            part.write(bytes(1024 * 1024))
    content = out.getvalue()
    assert look(content) is None
    assert annotate(content, MARKS, SUMMARY) is None


WHOLE = annotate(book(ERROR_ROW + '<row r="7"><c r="C7" s="7"><v>1</v></c></row>'), MARKS, SUMMARY) or b""
NAMES = sorted(name for name in unzipped(WHOLE) if name.endswith((".xml", ".rels", ".vml")))


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    places=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(0, 255)), min_size=1, max_size=12)
)
def test_no_changed_byte_raises(places: list[tuple[int, int]]) -> None:
    """Damage anywhere in the container: an answer or none, never an exception."""
    content = bytearray(WHOLE)
    for place, value in places:
        content[place] = value
    look(bytes(content))
    annotate(bytes(content), MARKS, SUMMARY)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    name=st.sampled_from(NAMES),
    start=st.floats(0, 1, exclude_max=True),
    length=st.integers(0, 200),
    put=st.sampled_from(
        [b"", b"<", b">", b'"', b"-1", b"99999999999", b"<x/>", b"&amp;", "９".encode(), b"/"]
    ),
)
def test_no_changed_part_raises(name: str, start: float, length: int, put: bytes) -> None:
    """Damage inside a part, behind the container's checksum: as above."""
    parts = unzipped(WHOLE)
    place = int(start * len(parts[name]))
    parts[name] = parts[name][:place] + put + parts[name][place + length :]
    content = zipped(parts)
    look(content)
    made = annotate(content, MARKS, SUMMARY)
    assert made is None or look(made) is not None
