"""What the console does with files through warm readers: check an upload, mark it, draw a piece of it."""

from __future__ import annotations

import io
import threading
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from builders import umibe
from contract.city import PLANNING, City, delimited, workbook

from schemas.codes import Severity
from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.adapters.workbooks.sheet_cache import SheetCache
from shinchoku.bilingual import Language
from shinchoku.checks.personal_data import REDACTED
from shinchoku.errors import OperationalError
from shinchoku.night.annotated_copies import annotated_submission
from shinchoku.review.excerpt import excerpt
from shinchoku.usecases.sheets.file_names import uploaded_name
from shinchoku.usecases.sheets.precheck import Prechecked, open_pool, precheck
from shinchoku.views.excerpt import excerpt_of

DAY = date(2024, 5, 2)
PLAN = umibe()
FOLDER = "令和5年度/年度末"
WRONG = "2|A|実施|||約110|"
XLSX = "令和5年度/年度末/企画課.xlsx"


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    """Two warm readers."""
    with open_pool(2) as made:
        yield made


def codes(found: Prechecked) -> list[str]:
    """Return the rules of the errors."""
    return [one.rule.code for one in found.findings if one.is_error]


def test_an_upload_is_checked_as_if_it_lay_in_its_folder(pool: ReaderPool) -> None:
    """Round and department come from where the file was placed; what is wrong is told by its own name."""
    asked, planning = PLAN.rounds[0], PLAN.departments[0]
    placed = f"{FOLDER}/{planning.full_name}"
    found = precheck(PLAN, pool, "進捗.xlsx", workbook(WRONG), DAY, placed=placed)
    assert (found.name, found.round, found.department, found.items) == ("進捗.xlsx", asked, planning, 1)
    assert found.fiscal_year is not None
    assert found.fiscal_year.year == 2023
    assert {one.place.path for one in found.findings} == {"進捗.xlsx"}
    assert found.counts[Severity.ERROR] == len(codes(found)) > 0
    assert [words.ja for words in found.account] == ["シート「Sheet」: 読みました（1行）"]


def test_a_clean_upload_has_no_errors(pool: ReaderPool) -> None:
    """A sheet without a mistake comes back without an error."""
    found = precheck(PLAN, pool, "企画課.csv", delimited("2|A|来訪者を迎えた||110"), DAY, placed=FOLDER)
    assert codes(found) == []


def test_an_upload_without_a_place_is_placed_by_what_it_says(pool: ReaderPool) -> None:
    """Without a chosen round the file's own name counts, as in the inbox."""
    found = precheck(PLAN, pool, "R5_企画課.csv", delimited("2|A|来訪者を迎えた||110"), DAY)
    assert (found.round, found.department) == (PLAN.rounds[0], PLAN.departments[0])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("文書.pdf", b"%PDF-1.7\n", "SH102"),
        ("写真.xlsx", b"\x89PNG\r\n\x1a\n", "SH102"),
        ("プログラム.exe", b"MZ\x90\x00\x03\x00\x00\x00", "SH106"),
        ("空.xlsx", b"", "SH101"),
        ("途中.xlsx", workbook(WRONG)[:3000], "SH101"),
        ("大きい.csv", b"1," * (1024 * 1024), "SH104"),
    ],
)
def test_what_is_no_table_is_told_in_words(pool: ReaderPool, name: str, content: bytes, code: str) -> None:
    """A file of another format, a damaged one and one too large are findings, never exceptions."""
    small = umibe(inbox={"max_file_mib": 1})
    assert codes(precheck(small, pool, name, content, DAY, placed=f"{FOLDER}/企画課")) == [code]


def test_twenty_uploads_at_once_are_all_checked(pool: ReaderPool) -> None:
    """Twenty people who upload at the same moment share two readers; how long they wait is `benchmarks/console.py`'s to say."""
    content = workbook("\n".join(f"{n}|A|来訪者を迎えた||110" for n in range(1, 9)))
    found: list[Prechecked] = []

    def upload() -> None:
        found.append(precheck(PLAN, pool, "企画課.xlsx", content, DAY, placed=FOLDER))

    threads = [threading.Thread(target=upload) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({tuple(one.fingerprint for one in each.findings) for each in found}) == 1
    assert len(found) == 20


def test_a_received_content_goes_back_with_the_findings_of_the_state(city: City, pool: ReaderPool) -> None:
    """The copy of what lies in the archive carries the findings that the night recorded on it, in either language."""
    city.send(XLSX, WRONG)
    city.night()
    rows = city.findings()
    (sha256,) = city.received()
    with city.session() as session:
        copy = annotated_submission(session, pool, sha256, rows, Language.EN)
        never_archived = annotated_submission(session, pool, "../*", rows, Language.JA)
    book = openpyxl.load_workbook(io.BytesIO(copy.content))
    told = [str(cell.value) for row in book["指摘一覧"].iter_rows() for cell in row if cell.value]
    here = [row for row in rows if row["sha256"] == sha256]
    assert here
    assert all(any(str(row["message_en"]) in text for text in told) for row in here)
    assert openpyxl.load_workbook(io.BytesIO(never_archived.content)).sheetnames[0] == "指摘一覧"


def test_a_piece_of_a_received_sheet_is_drawn(city: City, pool: ReaderPool) -> None:
    """Around a finding's cell stand its row's item and its column's heading; a person's name does not."""
    city.send(PLANNING, f"{WRONG}\n8|B|空き家を調べた|嵐のため\n||電話076-220-0000")
    city.night()
    (sha256,) = city.received()
    sheets = SheetCache(pool, most=1)
    with city.session() as session:
        piece = excerpt_of(session, sheets, sha256, 1, "F2")
        far = excerpt_of(session, sheets, sha256, 1, "C4")
        whole = excerpt_of(session, sheets, sha256, 1, "")
        nowhere = [
            excerpt_of(session, sheets, sha256, 2, "A1"),
            excerpt_of(session, sheets, "../*", 1, "A1"),
        ]
    assert nowhere == [None, None]
    assert piece is not None
    assert far is not None
    assert whole is not None
    (marked,) = [cell for row in piece.rows for cell in row.cells if cell.marked]
    assert marked.text == "約110"
    assert [(row.number, row.is_heading) for row in piece.rows][:2] == [(1, True), (2, False)]
    assert piece.columns[0] == "A"
    assert [cell.text for row in far.rows for cell in row.cells if cell.marked] == [REDACTED]
    assert [row.number for row in whole.rows] == [1, 2, 3, 4]


def test_a_content_on_the_shelf_is_not_read_again(tmp_path: Path, pool: ReaderPool) -> None:
    """The last contents stay at hand; one that made room is read again, and by then it may be gone."""
    files = [tmp_path / name for name in ("a.csv", "b.csv")]
    for file in files:
        file.write_bytes(delimited(WRONG))
    sheets = SheetCache(pool, most=1)
    top = partial(excerpt, cell="")
    assert sheets.draw("a", files[0], 1, top) == sheets.draw("a", tmp_path / "gone", 1, top)
    sheets.draw("b", files[1], 1, top)
    with pytest.raises(OperationalError, match="gone"):
        sheets.draw("a", tmp_path / "gone", 1, top)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("企画課_進捗状況.xlsx", "企画課_進捗状況.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\企画課.XLSX", "企画課.XLSX"),
        ("a/b/../企画課.csv/", "企画課.csv"),
        ("..", "名称未設定"),
        ("", "名称未設定"),
        (".xlsx", "xlsx"),
        (".htaccess", "htaccess"),
        ("~$企画課.xlsx", "企画課.xlsx"),
        ("名前\u202eslx.exe", "名前slx.exe"),
        ("改行\r\nSet-Cookie: a.csv", "改行Set-Cookie_ a.csv"),
        ("零\x00.xlsx", "零.xlsx"),
        ("か\x00\u3099.xlsx", "が.xlsx"),
        ("CON.xlsx", "_CON.xlsx"),
        ("nul", "_nul"),
        ("com1.tar.gz", "_com1.tar.gz"),
        ("企画課.xlsx. . ", "企画課.xlsx"),
        ("企画課.xlsx::$DATA", "企画課.xlsx__$DATA"),
        ('"><script>.csv', "___script_.csv"),
        (unicodedata.normalize("NFD", "がぎぐ課.xlsx"), "がぎぐ課.xlsx"),
        ("長" * 300 + ".xlsx", "長" * 58 + ".xlsx"),
        ("a" * 300, "a" * 180),
        ("\udc8d\udc80.csv", "__.csv"),
        ("企画課.xlsx\ud800", "企画課.xlsx_"),
        ("%2e%2e%2fetc", "%2e%2e%2fetc"),
    ],
)
def test_names_of_uploads_are_made_safe(name: str, safe: str) -> None:
    """A hostile name becomes one plain part of a path; a name that is safe already stays, and safe names are fixed points."""
    assert uploaded_name(name) == safe
    assert uploaded_name(safe) == safe
    assert len(safe.encode()) <= 181


def test_a_closed_pool_turns_uploads_away() -> None:
    """When the server goes down, who comes is told so."""
    pool = open_pool(1)
    pool.close()
    pool.close()
    with pytest.raises(OperationalError, match="going down"):
        precheck(PLAN, pool, "企画課.csv", b"1,2", DAY)
