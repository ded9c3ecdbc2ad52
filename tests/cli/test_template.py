"""`shinchoku template`: the files it makes, and what it says."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

from cli.called import Command, Options
from contract.city import City


def test_a_form_for_each_department_and_round(run: Command, at: Options, tmp_path: Path) -> None:
    """In the folder of the round, with the name of the department; no database is needed."""
    done = run(
        "template", *at("--fiscal-year", "2023", "--round", "r5-end", "--out", str(tmp_path / "forms"))
    )
    assert (done.code, done.err) == (0, "")
    made = sorted(path.relative_to(tmp_path / "forms").as_posix() for path in tmp_path.rglob("*.xlsx"))
    assert made == [
        "令和5年度/年度末/企画課_進捗状況シート_R5年度末.xlsx",
        "令和5年度/年度末/水産課_進捗状況シート_R5年度末.xlsx",
        "令和5年度/年度末/環境課_進捗状況シート_R5年度末.xlsx",
    ]
    assert "3ファイル" in done.out


def test_json_names_the_files_made(run: Command, at: Options, tmp_path: Path) -> None:
    """One document: path, form number, round, department and items of each; a year may be given by era."""
    options = (
        "--fiscal-year",
        "R5",
        "--department",
        "kankyo",
        "--out",
        str(tmp_path / "forms"),
        "--format",
        "json",
    )
    document = json.loads(run("template", *at(*options)).out)
    assert [one["form"] for one in document["files"]] == ["umibe/r5-end/kankyo/v1", "umibe/r5-fix/kankyo/v1"]
    assert all(Path(one["path"]).is_file() for one in document["files"])
    assert document["files"][0]["items"] == ["1", "3", "4"]
    assert "確定" in document["notes"][0]["ja"]


def test_last_years_figures_come_from_the_state(
    run: Command, at: Options, city: City, tmp_path: Path
) -> None:
    """Where the data directory has one."""
    city.send_all()
    city.night()
    run("template", *at("--fiscal-year", "2024", "--round", "r6-end", "--out", str(tmp_path / "forms")))
    from openpyxl import load_workbook  # noqa: PLC0415 -- only this test looks into a workbook

    sheet = load_workbook(next(tmp_path.rglob("環境課*.xlsx")))["進捗状況"]
    columns = {cell.value: cell.column for cell in sheet[8]}
    assert [sheet.cell(row, columns["前年度実績値"]).value for row in (9, 10, 11)] == [None, 48, 7.2]


def test_a_form_that_may_be_filled_in_is_not_overwritten(run: Command, at: Options, tmp_path: Path) -> None:
    """The same form again is no harm; another file in its place stays, and nothing else is written."""
    options = at("--fiscal-year", "2023", "--round", "r5-end", "--out", str(tmp_path / "forms"))
    run("template", *options)
    assert run("template", *options).code == 0
    mine = tmp_path / "forms/令和5年度/年度末/環境課_進捗状況シート_R5年度末.xlsx"
    mine.write_bytes(b"filled in")
    (tmp_path / "forms/令和5年度/年度末/企画課_進捗状況シート_R5年度末.xlsx").unlink()
    done = run("template", *options)
    assert (done.code, mine.read_bytes()) == (2, b"filled in")
    assert "環境課_進捗状況シート_R5年度末.xlsx" in done.err
    assert len(list(tmp_path.rglob("*.xlsx"))) == 2
    assert run("template", *options, "--replace").code == 0
    assert mine.read_bytes() != b"filled in"


def test_what_is_not_there_is_told(run: Command, at: Options, tmp_path: Path) -> None:
    """Usage and configuration end with 2, in the language asked for; nothing is written."""
    out = ("--out", str(tmp_path / "forms"))
    assert run("template", *at("--fiscal-year", "R99年", *out)).code == 2
    done = run("template", *at("--fiscal-year", "2023", "--department", "zaisei", "--lang", "en", *out))
    assert (done.code, "there is no department 'zaisei'" in done.err) == (2, True)
    assert not (tmp_path / "forms").exists()


def test_the_same_register_gives_the_same_bytes(city: City, tmp_path: Path) -> None:
    """In processes whose sets and mappings are ordered differently."""
    digests = set()
    for seed in ("1", "2"):
        out = tmp_path / seed
        subprocess.run(
            [
                sys.executable,
                "-c",
                "from shinchoku.cli import main; main()",
                "template",
                *("--plan", str(city.plan_file), "--data", str(city.data), "--out", str(out)),
                *("--fiscal-year", "2023", "--round", "r5-end"),
            ],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        )
        files = sorted(out.rglob("*.xlsx"))
        digests.add(tuple(hashlib.sha256(path.read_bytes()).hexdigest() for path in files))
    assert [len(one) for one in digests] == [3]
