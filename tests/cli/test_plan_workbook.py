"""`shinchoku plan`: the register as a workbook and back, asked before anything is written."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from cli.called import Command, Options
from contract.city import City


@pytest.fixture
def exported(run: Command, city: City, tmp_path: Path) -> Path:
    """The workbook of 海辺市's register."""
    target = tmp_path / "register.xlsx"
    assert run("plan", "export", "--plan", city.plan_file, "--out", target).code == 0
    return target


def rename(workbook: Path, to: object) -> None:
    """Give item 1 another name."""
    book = openpyxl.load_workbook(workbook)
    book["取組項目"]["B5"] = to
    book.save(workbook)


def test_an_export_says_how_to_go_on(run: Command, city: City, tmp_path: Path) -> None:
    """And `--format json` where the file is."""
    target = tmp_path / "register.xlsx"
    done = run("plan", "export", "--plan", city.plan_file, "--out", target)
    assert (done.code, f"plan import {target} --plan {city.plan_file}" in done.out) == (0, True)
    again = run("plan", "export", "--plan", city.plan_file, "--out", target, "--format", "json")
    assert json.loads(again.out)["file"] == target.as_posix()


def test_a_workbook_that_is_being_edited_is_not_overwritten(run: Command, city: City, exported: Path) -> None:
    """Unless that is asked for."""
    rename(exported, "浜の美化")
    edited = exported.read_bytes()
    done = run("plan", "export", "--plan", city.plan_file, "--out", exported)
    assert (done.code, exported.read_bytes()) == (2, edited)
    assert run("plan", "export", "--plan", city.plan_file, "--out", exported, "--replace").code == 0
    assert exported.read_bytes() != edited


def test_no_edit_is_no_difference(run: Command, city: City, exported: Path) -> None:
    """Nothing is written, whatever the options."""
    before = city.plan_file.stat().st_mtime_ns
    done = run("plan", "import", exported, "--plan", city.plan_file, "--yes")
    assert (done.code, "差分はありません" in done.out) == (0, True)
    assert city.plan_file.stat().st_mtime_ns == before


def test_without_a_terminal_the_difference_is_shown_and_nothing_written(
    run: Command, city: City, exported: Path
) -> None:
    """It says so, and how to write."""
    rename(exported, "浜の美化")
    before = city.plan_file.read_bytes()
    done = run("plan", "import", exported, "--plan", city.plan_file)
    assert (done.code, city.plan_file.read_bytes()) == (0, before)
    for words in ("取組項目 5行", "浜の清掃", "浜の美化", "1件の変更", "書き込んでいません", "--yes"):
        assert words in done.out


def test_yes_writes(run: Command, city: City, exported: Path) -> None:
    """Without asking; importing once more finds no difference."""
    rename(exported, "浜の美化")
    done = run("plan", "import", exported, "--plan", city.plan_file, "--yes")
    assert (done.code, "に書き込みました" in done.out) == (0, True)
    assert '"浜の美化"' in city.plan_file.read_text(encoding="utf-8")
    assert "差分はありません" in run("plan", "import", exported, "--plan", city.plan_file).out


def test_one_document_for_machines(run: Command, city: City, exported: Path) -> None:
    """Changes field by field, figures as text; nothing is asked."""
    book = openpyxl.load_workbook(exported)
    sheet = book["取組項目"]
    columns = {cell.value: cell.column for cell in sheet[4]}
    sheet.cell(6, columns["indicator.targets.2024"]).value = 120.5
    sheet.cell(6, columns["from_fiscal_year"]).value = "令和5年度"
    book.save(exported)
    document = json.loads(run("plan", "import", exported, "--plan", city.plan_file, "--format", "json").out)
    assert document["changes"] == [
        {
            "change": "changed",
            "section": "items",
            "key": ["2"],
            "sheet": "取組項目",
            "row": 6,
            "fields": [
                {"key": "from_fiscal_year", "heading": "開始年度", "old": None, "new": 2023},
                {
                    "key": "indicator.targets.2024",
                    "heading": "目標値 令和6年度",
                    "old": "120",
                    "new": "120.5",
                },
            ],
        }
    ]
    assert (document["mistakes"], document["stale"], document["written"]) == ([], False, False)
    done = run("plan", "import", exported, "--plan", city.plan_file, "--format", "json", "--yes")
    assert json.loads(done.out)["written"]


def test_mistakes_end_with_1_and_write_nothing(run: Command, city: City, exported: Path) -> None:
    """Each at its sheet and cell, in the language asked for, also for machines."""
    rename(exported, None)
    before = city.plan_file.read_bytes()
    done = run("plan", "import", exported, "--plan", city.plan_file, "--yes")
    assert (done.code, "取組項目!B5 必須の項目がありません。" in done.out, city.plan_file.read_bytes()) == (
        1,
        True,
        before,
    )
    english = run("plan", "import", exported, "--plan", city.plan_file, "--lang", "en")
    assert "取組項目!B5 Field required." in english.out
    document = json.loads(run("plan", "import", exported, "--plan", city.plan_file, "--format", "json").out)
    assert [(one["sheet"], one["cell"]) for one in document["mistakes"]] == [("取組項目", "B5")]


def test_a_wrong_plan_file_or_a_missing_workbook_is_a_matter_of_usage(
    run: Command, at: Options, city: City, exported: Path
) -> None:
    """Both end with 2."""
    del at
    assert run("plan", "import", exported.with_name("none.xlsx"), "--plan", city.plan_file).code == 2
    city.plan_file.write_text("plan = 1", encoding="utf-8")
    assert run("plan", "import", exported, "--plan", city.plan_file).code == 2


@pytest.mark.parametrize(("answer", "written"), [("y\n", True), ("n\n", False)])
def test_at_a_terminal_a_person_decides(city: City, exported: Path, answer: str, *, written: bool) -> None:
    """After seeing the difference; no is the answer to anything but yes."""
    rename(exported, "浜の美化")
    terminal, end = pty.openpty()
    process = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from shinchoku.cli import main; main()",
            *("plan", "import", str(exported), "--plan", str(city.plan_file)),
        ],
        stdin=end,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    os.write(terminal, answer.encode())
    out, _ = process.communicate(timeout=60)
    os.close(end)
    os.close(terminal)
    assert process.returncode == 0
    assert "この内容で書き込みますか" in out.decode()
    assert ('"浜の美化"' in city.plan_file.read_text(encoding="utf-8")) == written
    assert ("書き込んでいません" in out.decode()) == (not written)
