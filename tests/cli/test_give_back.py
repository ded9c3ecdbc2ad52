"""`check --annotate` and the files that `check` is given: no copy is lost, no file is passed over."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from cli.called import Command
from contract.city import PLANNING, City, tree

WRONG = "2|A|実施|||約110|"
WORKBOOK = "令和5年度/年度末/企画課_進捗.xlsx"


@pytest.fixture
def check(run: Command, city: City) -> Command:
    """Check files of 海辺市 on 2 May 2024."""
    return lambda *more: run("check", *more, "--plan", city.plan_file, "--as-of", "2024-05-02")


def test_the_same_copy_is_written_once(check: Command, city: City) -> None:
    """Asked twice, the second time leaves the first copy as it is and tells its path again."""
    file, folder = city.send(WORKBOOK, WRONG), city.root / "返却"
    first = check(file, "--annotate", folder)
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    second = check(file, "--annotate", folder)
    assert first.out == second.out
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert [path.name for path in before] == ["企画課_進捗_指摘.xlsx"]


def test_a_copy_never_replaces_another_file(check: Command, city: City) -> None:
    """What a department has begun to correct stays; the new copy is numbered and its path is told."""
    file, folder = city.send(WORKBOOK, WRONG), city.root / "返却"
    check(file, "--annotate", folder)
    target = folder / "企画課_進捗_指摘.xlsx"
    workbook = openpyxl.load_workbook(target)
    workbook.worksheets[-1]["Z9"] = "直しました"
    workbook.save(target)
    corrected = target.read_bytes()
    told = check(file, "--annotate", folder).out
    assert target.read_bytes() == corrected
    assert sorted(path.name for path in folder.iterdir()) == [
        "企画課_進捗_指摘.xlsx",
        "企画課_進捗_指摘2.xlsx",
    ]
    assert "企画課_進捗_指摘2.xlsx" in told


def test_two_files_of_one_name_get_a_copy_each(check: Command, city: City) -> None:
    """Files of one name from two folders do not overwrite each other's copy."""
    one = city.send(WORKBOOK, WRONG)
    other = city.send("令和5年度/年度末/別/企画課_進捗.xlsx", WRONG.replace("110", "90"))
    folder = city.root / "返却"
    told = json.loads(check(one, other, "--annotate", folder, "--format", "json").out)
    assert len(set(told["copies"])) == 2
    assert len(tree(folder)) == 2


def test_two_files_of_the_same_content_are_both_told(check: Command, city: City) -> None:
    """A file is checked for what it says, even if another one says the same."""
    files = [city.send(PLANNING, WRONG), city.send("令和5年度/年度末/写し_企画課.csv", WRONG)]
    assert files[0].read_bytes() == files[1].read_bytes()
    done = check(*files, "--format", "json")
    told = json.loads(done.out)
    assert [one["file"] for one in told["files"]] == [file.as_posix() for file in files]
    assert {one["file"] for one in told["findings"] if one["rule"] == "SH314"} == {
        file.as_posix() for file in files
    }


def test_names_that_look_alike_are_both_listed(check: Command, city: City) -> None:
    """A name in composed and in decomposed form is two files: the second is numbered."""
    folder = city.root / "受付"
    folder.mkdir()
    files = [folder / unicodedata.normalize(form, "企画課（ガ）.csv") for form in ("NFC", "NFD")]
    for file in files:
        file.write_bytes(city.send(PLANNING, WRONG).read_bytes())
    if len(list(folder.iterdir())) == 1:
        pytest.skip("this file system takes both forms for one name")
    listed = [one["file"] for one in json.loads(check(*files, "--format", "json").out)["files"]]
    composed = files[0].as_posix()
    assert listed == [composed, f"{composed} (2)"]


@pytest.mark.parametrize("output", ["text", "json"])
@pytest.mark.parametrize("character", ["\x1b", "\u202e"])
def test_a_name_moves_no_cursor(check: Command, city: City, character: str, output: str) -> None:
    """Control and direction characters of a file name reach neither the screen nor the document as such."""
    name = city.inbox / f"企画課{character}[2J.csv"
    name.write_bytes(city.send(PLANNING, WRONG).read_bytes())
    done = check(name, "--format", output)
    assert character not in done.out + done.err
    missing = check(city.inbox / f"ない{character}.csv", "--format", output)
    assert (missing.code, character in missing.out + missing.err) == (2, False)


def test_the_document_still_names_the_file_exactly(check: Command, city: City) -> None:
    """What is spelled out in the document is the same name when it is read back, but for control characters."""
    name = city.inbox / "企画課\u202e.csv"
    name.write_bytes(city.send(PLANNING, WRONG).read_bytes())
    (file,) = json.loads(check(name, "--format", "json").out)["files"]
    assert Path(file["file"]).parent == city.inbox


COMMANDS = (
    ("check", "{file}", "--explain", "--plan", "{plan}"),
    ("findings", "--plan", "{plan}", "--data", "{data}", "--all"),
    ("trace", "{plan}", "R5", "2", "実績値", "--data", "{data}"),
    ("diff", "--plan", "{plan}", "--data", "{data}"),
    ("rules", "SH309"),
    ("approve",),
)
ONE_AFTER_THE_OTHER = """
import json, sys
from shinchoku.cli import main
for arguments in json.loads(sys.argv[1]):
    sys.argv = ["shinchoku", *arguments]
    try:
        main()
    except SystemExit as stop:
        assert stop.code in {0, 1, 2}, arguments
"""


def test_a_terminal_that_lacks_a_sign_ends_no_command(run: Command, city: City) -> None:
    """On a Windows terminal (CP932) a sign that it has not is shown as `?`; nothing ends in a traceback."""
    city.send_all()
    file = city.send("令和5年度/年度末/企画課_2.csv", WRONG)
    places = {"plan": city.plan_file, "data": city.data, "file": file}
    night = ("--plan", city.plan_file, "--data", city.data, "--inbox", city.inbox, "--as-of", "2024-05-02")
    run("nightly", *night)
    commands = [[word.format(**places) for word in arguments] for arguments in COMMANDS]
    done = subprocess.run(
        [sys.executable, "-c", ONE_AFTER_THE_OTHER, json.dumps(commands)],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONIOENCODING": "cp932"},
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 0
    assert (done.stdout + done.stderr).decode("cp932")
