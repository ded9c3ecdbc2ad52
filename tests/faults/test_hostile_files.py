"""Files that are broken on purpose or by accident: the night ends, says so, and takes the others."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from builders.packages import resealed, verified
from contract.city import HARBOUR, SHEETS, City, delimited, workbook

from shinchoku.adapters.published_workbook import foreign_workbook_faults
from shinchoku.package.build import WORKBOOK
from shinchoku.package.verify import verify_package

Maker = Callable[[], bytes]


def a_zip_bomb() -> bytes:
    """Return a workbook whose sheet unpacks to 400 MiB."""
    out = io.BytesIO(workbook("6|A|実施した"))
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("xl/media/image1.bin", "w") as part,
    ):
        for _ in range(400):
            part.write(bytes(1024 * 1024))
    return out.getvalue()


def a_bomb_of_entities() -> bytes:
    """Return a workbook whose shared strings define entities in terms of each other."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    strings = (
        f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY e0 "笑">{entities}]><sst><si><t>&e11;</t></si></sst>'
    )
    return with_part("xl/sharedStrings.xml", strings.encode())


def two_far_corners() -> bytes:
    """Return a workbook with text in the first and in the last cell that Excel has."""
    book = openpyxl.Workbook()
    book.active["A1"] = "番号"
    book.active["XFD1048576"] = "達成状況"
    return saved(book)


def thousands_of_sheets() -> bytes:
    """Return a workbook of many sheets, none of which holds a table."""
    book = openpyxl.Workbook()
    for _ in range(300):
        book.create_sheet()
    return saved(book)


def a_password_protected_workbook() -> bytes:
    """Return what Excel makes of a workbook with a password: an OLE container, encrypted."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00"
    return header.ljust(512, b"\0") + "EncryptedPackage".encode("utf-16-le") + os.urandom(4096)


def a_broken_sheet() -> bytes:
    """Return a workbook whose sheet is not XML."""
    return with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c r='A1'><v>")


def with_part(name: str, content: bytes) -> bytes:
    """Return a workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook("6|A|実施した"))) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return out.getvalue()


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


HOSTILE: dict[str, Maker] = {
    "空.xlsx": lambda: b"",
    "ごみ.xlsx": lambda: os.urandom(5000),
    "ごみ（ZIPの印）.xlsx": lambda: b"PK\x03\x04" + os.urandom(5000),
    "途中まで.xlsx": lambda: workbook("6|A|実施した")[:3000],
    "展開爆弾.xlsx": a_zip_bomb,
    "実体爆弾.xlsx": a_bomb_of_entities,
    "端から端まで.xlsx": two_far_corners,
    "シートだらけ.xlsx": thousands_of_sheets,
    "パスワード付き.xlsx": a_password_protected_workbook,
    "壊れたシート.xlsx": a_broken_sheet,
    "巨大な項目.csv": lambda: delimited(f"6|A|{'長' * 200_000}"),
    "閉じない引用符.csv": lambda: b'1,2,"3\n' * 1000,
    "ヌル文字.csv": lambda: b"\0" * 1000,
    "UTF-16の半分.csv": lambda: b"\xff\xfe1",
    "文書.pdf": lambda: b"%PDF-1.7\n",
    "名前\u202eだけ\x07変.csv": lambda: b"<script>",
    "改行\nのある名前.xlsx": lambda: b"x",
}


def test_hostile_files_stop_nobody(city: City) -> None:
    """With seventeen hostile files in the inbox the night publishes what the others say, and names each."""
    city.send_all()
    for name, make in HOSTILE.items():
        city.send(f"令和5年度/年度末/不明/{name}", make())
    report = city.night()
    assert (report.files_seen, report.released_version) == (len(HOSTILE) + 3, "2024-05-02")
    told = {str(finding["path"]).rpartition("/")[2] for finding in city.findings()}
    assert told == set(HOSTILE)
    assert {row["carried_forward"] for row in city.table("progress")} == {"false"}
    assert verified(files_of(city)) == []


def test_hostile_files_are_told_again_only_as_the_same_findings(city: City) -> None:
    """A file that takes its reader down is not read again every night, and its finding stays the same one."""
    city.send_all()
    city.send("令和5年度/年度末/不明/端から端まで.xlsx", two_far_corners())
    city.night("2024-05-01")
    before = [finding["fingerprint"] for finding in city.findings()]
    report = city.night("2024-05-02")
    assert (report.findings_new, report.findings_resolved) == (0, 0)
    assert [finding["fingerprint"] for finding in city.findings()] == before


@pytest.mark.parametrize("name", [b"\x8d\x80\x96\xda.csv", b"\xff\xfe.xlsx"])
def test_a_name_in_an_unknown_encoding_stops_nobody(city: City, name: bytes) -> None:
    """A file whose name is no UTF-8 (as old Windows archives leave) does not stop the night, and is told of."""
    city.send_all()
    folder = os.fsencode(city.inbox / "令和5年度/年度末")
    Path(os.fsdecode(folder + b"/" + name)).write_bytes(delimited(SHEETS[HARBOUR]))
    report = city.night()
    assert (report.files_seen, report.released_version) == (4, "2024-05-02")
    assert city.findings()


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1+1", "'+1+1"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("'=1", "''=1"),  # the rule can be undone: `=1` and `'=1` are not the same cell
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("表\u202eを\u2066逆に\u200bする", "表を逆にする"),
        ("鈴\x07と\x1b[31m色", "鈴と[31m色"),
        ("二行\nに\r\nわたる", "二行 に わたる"),
        ('引用符"と,コンマ', '引用符"と,コンマ'),
    ],
)
def test_hostile_text_is_published_harmless(city: City, written: str, published: str) -> None:
    """Text that a spreadsheet would run gets an apostrophe; invisible and control characters are gone."""
    city.send_all()
    city.send(HARBOUR, delimited("6|C|WORDS").replace(b"WORDS", quoted(written)))
    city.night()
    assert city.progress("6")["result_text"] == published
    (wide,) = [row for row in city.table("items_wide") if row["item_no"] == "6"]
    assert wide["result_text"] == published
    raw = (city.published / "latest" / "progress.csv").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") == raw.count(b"\r") == 9
    assert verified(files_of(city)) == []


def quoted(text: str) -> bytes:
    """Return text as one quoted CSV cell."""
    return ('"' + text.replace('"', '""') + '"').encode()


def files_of(city: City) -> dict[str, bytes]:
    """Return the files that are public."""
    return {file.name: file.read_bytes() for file in (city.published / "latest").iterdir()}


@pytest.mark.parametrize("make", [a_zip_bomb, a_bomb_of_entities, two_far_corners, a_broken_sheet, bytes])
def test_a_hostile_workbook_in_a_package_is_a_fault(city: City, make: Callable[[], bytes]) -> None:
    """Who verifies what somebody else published opens its workbook in a process that may die, and is told."""
    city.send_all()
    city.night()
    told = verify_package(resealed({**files_of(city), WORKBOOK: make()}), foreign_workbook_faults)
    assert {fault.file for fault in told} == {WORKBOOK}
