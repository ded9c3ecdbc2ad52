"""Real public-sector workbooks: what is said of each of them is true.

The files are not part of the project (their licences allow it, their size does not); the folder is
named by SHINCHOKU_REALSHEETS, or stands beside a developer's checkout. Without it these tests are
skipped. The expected accounts were established by reading the raw parts of the files.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from builders import code_of

from shinchoku.adapters.workbooks import read_content
from shinchoku.intake.account import SheetFate
from shinchoku.intake.sheets import Reading

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("SHINCHOKU_REALSHEETS", REPOSITORY.parent / "shared" / "realsheets"))

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real sheets are not on this machine")


def read(name: str) -> Reading:
    """Read one of the files."""
    return read_content((FOLDER / name).read_bytes())


def told(reading: Reading) -> dict[str, list[tuple[int, str]]]:
    """Return what was reported, by rule: sheet and cell."""
    found: dict[str, list[tuple[int, str]]] = {}
    for problem in reading.problems:
        found.setdefault(code_of(problem), []).append((problem.sheet_number, problem.cell))
    return found


def fates(reading: Reading) -> list[tuple[str, SheetFate, str]]:
    """Return what became of each sheet, and the row that came nearest to being headings."""
    return [(sheet.name, sheet.fate, sheet.runner_up) for sheet in reading.account.sheets]


def facts(reading: Reading, number: int) -> dict[str, int]:
    """Return what was counted on a sheet."""
    return dict(reading.account.sheets[number - 1].facts)


def test_an_empty_file_is_refused_as_empty() -> None:
    """0097.xlsx of 高松市 has zero bytes."""
    reading = read("takamatsu_0097_zero_bytes.xlsx")
    assert told(reading) == {"SH101": [(0, "")]}
    assert reading.problems[0].values["why_ja"] == "空のファイル（0バイト）です"


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("yaizu_nouen_cp932.csv", ""), ("yaizu_yohairyosya_cp932.csv", "1: №、所管課")],
)
def test_lists_of_facilities_are_decoded_and_refused(name: str, nearest: str) -> None:
    """CP932 that strict Shift_JIS refuses; no status table, and the words that are known are named."""
    reading = read(name)
    assert (reading.account.file_format, reading.account.encoding) == ("CSV", "CP932")
    assert told(reading) == {"SH201": [(0, "")]}
    assert fates(reading) == [("CSV", SheetFate.NO_TABLE, nearest)]


def test_an_assessment_sheet_is_refused_with_the_row_that_came_nearest() -> None:
    """465-4: headings on row 7, a second table below, 8 merged areas, no status of any item."""
    reading = read("gif_465-4.xlsx")
    assert told(reading) == {"SH201": [(0, "")]}
    assert fates(reading) == [
        ("回答マニュアル", SheetFate.EXAMPLE, ""),
        ("データ管理の高度化に係る調査票", SheetFate.NO_TABLE, "7: #"),
    ]
    assert facts(reading, 2) == {"merged_areas": 8}


def test_worksheets_with_formulas_are_counted_truly() -> None:
    """465-3: 943 formulas, of which 114 read as empty; a shape on sheet 2, text boxes on sheet 5."""
    reading = read("gif_465-3.xlsx")
    assert told(reading) == {"SH201": [(0, "")], "SH215": [(2, ""), (5, "")]}
    counted = [facts(reading, number) for number in range(2, 6)]
    assert sum(one.get("formulas", 0) for one in counted) == 943
    assert sum(one.get("formulas_read_as_empty", 0) for one in counted) == 114
    assert [one.get("merged_areas", 0) for one in counted] == [2, 9, 68, 27]


def test_a_hidden_column_and_pictures_are_reported() -> None:
    """465-6: columns P to AI are hidden, 425 merged areas, four objects on the third sheet."""
    reading = read("gif_465-6.xlsx")
    assert set(told(reading)) == {"SH201", "SH212", "SH215"}
    hidden = next(problem for problem in reading.problems if code_of(problem) == "SH212")
    assert (hidden.sheet_number, hidden.values["columns"]) == (2, "P-AI")
    assert facts(reading, 2) == {"merged_areas": 425, "hidden_columns": 20}


def test_the_command_ends_each_file_as_read_or_refused() -> None:
    """`check … --format json` on all of them: one document, a status each, exit 1 for the refusals."""
    files = sorted(path for path in FOLDER.iterdir() if path.suffix in {".xlsx", ".csv"})
    command = [Path(sys.executable).parent / "shinchoku", "check", *map(str, files), "--format", "json"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    accounts = json.loads(done.stdout)["files"]
    assert [one["status"] for one in accounts] == ["refused"] * len(files)
