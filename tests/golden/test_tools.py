"""What the public opens the package with: the standard's own tool, pandas, DuckDB, LibreOffice."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import pytest
from golden.demonstration import Demonstration

from shinchoku.package.csv_text import read_csv

TABLES = [
    "action_items",
    "progress",
    "indicators",
    "achievement",
    "achievement_items",
    "official_figures",
    "highlights",
    "revisions",
    "quality",
    "waivers",
    "provenance",
    "codes",
    "items_wide",
]


@pytest.fixture(scope="module")
def package(first_night: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with both years, so that it holds `R6-7`; not to be written to."""
    data = tmp_path_factory.mktemp("tools") / "data"
    shutil.copytree(first_night, data, symlinks=True)
    demonstration = Demonstration(data)
    demonstration.approve(2024)
    return demonstration.latest


def test_the_standards_own_command_accepts_it(package: Path) -> None:
    """`frictionless validate` finds nothing to say about the published descriptor and its tables."""
    command = Path(sys.executable).parent / "frictionless"
    done = subprocess.run(
        [str(command), "validate", str(package / "datapackage.json"), "--json"],
        capture_output=True,
        timeout=100,
        check=False,
    )
    report = json.loads(done.stdout)
    assert (done.returncode, report["valid"]) == (0, True)
    assert {task["name"] for task in report["tasks"]} == set(TABLES)


def test_pandas_keeps_the_added_items(package: Path) -> None:
    """`R6-7` is an item number, not a date and not a difference, in the order of the register."""
    frame = pd.read_csv(package / "progress.csv", dtype={"item_no": "string"})
    numbers = list(frame[frame["fiscal_year"] == 2024]["item_no"])
    assert numbers == [*map(str, range(1, 91)), *(f"R6-{n}" for n in range(1, 35))]


def test_duckdb_computes_the_published_rate_from_the_items(package: Path) -> None:
    """One query over progress and action items gives the counts that the achievement table states."""
    folder = str(package)
    (row,) = duckdb.sql(
        f"""
        SELECT count(*), count(*) FILTER (p.achievement_status = 'achieved')
        FROM read_csv('{folder}/progress.csv') p
        JOIN read_csv('{folder}/action_items.csv') i USING (fiscal_year, item_no)
        WHERE p.fiscal_year = 2023 AND i.basic_policy = 'P3'
        """  # noqa: S608 -- a path of ours
    ).fetchall()
    assert row == (33, 28)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_opens_every_table(package: Path, tmp_path: Path) -> None:
    """LibreOffice opens every table with its proposed settings: clean headings, no mojibake, no cell made a date."""
    opened = convert(package, tmp_path / "xlsx", "xlsx", tmp_path)
    for name in TABLES:
        header, rows = read_csv((package / f"{name}.csv").read_bytes())
        sheet = list(openpyxl.load_workbook(opened / f"{name}.xlsx").active.iter_rows(values_only=True))
        assert list(sheet[0]) == header, name
        shown = [["" if cell is None else as_shown(cell) for cell in line] for line in sheet[1:]]
        assert [line[0] for line in shown] == ["172014"] * len(rows)
        if "item_no" in header:
            at = header.index("item_no")
            assert [line[at] for line in shown] == [row["item_no"] for row in rows]
        for column in ("name", "label", "label_ja", "result_text"):
            if column in header:
                at = header.index(column)
                assert [line[at] for line in shown] == [row[column] for row in rows], (name, column)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_saves_back_what_it_opened(package: Path, tmp_path: Path) -> None:
    """Opened and saved as CSV by LibreOffice, the achievement table still says the same in every cell."""
    saved = convert(package, tmp_path / "csv", "csv:Text - txt - csv (StarCalc):44,34,76,1", tmp_path)
    again = list(csv.reader(io.StringIO((saved / "achievement.csv").read_text("utf-8-sig"), newline="")))
    header, rows = read_csv((package / "achievement.csv").read_bytes())
    figures = [header.index(name) for name in ("items", "achieved", "pending", "rate_percent")]
    assert again[0] == header
    assert [[float(line[n] or 0) for n in figures] for line in again[1:]] == [
        [float(list(row.values())[n] or 0) for n in figures] for row in rows
    ]
    assert [line[:6] for line in again[1:]] == [list(row.values())[:6] for row in rows]


def convert(package: Path, out: Path, kind: str, scratch: Path) -> Path:
    """Open every table in LibreOffice and save it in another format."""
    profile = (scratch / "profile").as_uri()
    files = [str(package / f"{name}.csv") for name in TABLES]
    subprocess.run(
        [  # noqa: S607 -- found on the path
            "soffice",
            f"-env:UserInstallation={profile}",
            "--headless",
            "--infilter=CSV:44,34,76,1",  # comma, double quote, UTF-8, as its dialogue proposes
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            *files,
        ],
        check=True,
        capture_output=True,
        timeout=200,
    )
    return out


def as_shown(cell: object) -> str:
    """Return a cell's value as text; a whole number without a fraction."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
