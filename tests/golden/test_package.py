"""The demonstration night against the committed package, byte for byte.

After a deliberate change of what is published: `SHINCHOKU_UPDATE_GOLDEN=1 pytest tests/golden`, and read
the difference before committing it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from contract.city import tree
from golden.demonstration import DATASET, DAY, INBOX, PLAN, REPOSITORY, Demonstration

GOLDEN = Path(__file__).parent / f"kanazawa-{DAY}"

NIGHT_ELSEWHERE = """
import os, sys
from datetime import date
from pathlib import Path
os.umask(0o077)
from shinchoku.adapters.inbox import Inbox
from flows.nightly import run_night
from shinchoku.session import writing
plan, inbox, data = sys.argv[1:]
with writing(plan, Path(data), None, date(2026, 11, 23)) as session:
    run_night(session, Inbox(inbox, 50))
"""


def test_the_demonstration_publishes_the_committed_package(first_night: Path) -> None:
    """The demonstration night publishes the golden package and index, byte for byte."""
    dataset = first_night / "published" / DATASET
    if os.environ.get("SHINCHOKU_UPDATE_GOLDEN"):
        shutil.rmtree(GOLDEN, ignore_errors=True)
        GOLDEN.mkdir()
        for name, content in package_and_index(dataset).items():
            (GOLDEN / name).write_bytes(content)
    published = package_and_index(dataset)
    golden = {file.name: file.read_bytes() for file in GOLDEN.iterdir()}
    assert published.keys() == golden.keys()
    assert [name for name in golden if published[name] != golden[name]] == []


def test_the_figures_are_those_of_the_city(demonstration: Demonstration) -> None:
    """FY2023 is published as 25/26, 27/31, 28/33 and 80/90, with both pending items under policy 3."""
    columns = ("level", "key", "items", "achieved", "pending", "unreported", "rate_percent")
    rows = [tuple(row[c] for c in columns) for row in demonstration.table("achievement")]
    assert [row for row in rows if row[0] in {"plan", "basic_policy"}] == [
        ("plan", "kanazawa", "90", "80", "2", "0", "88.9"),
        ("basic_policy", "P1", "26", "25", "0", "0", "96.2"),
        ("basic_policy", "P2", "31", "27", "0", "0", "87.1"),
        ("basic_policy", "P3", "33", "28", "2", "0", "84.8"),
    ]


def test_every_rate_comes_with_its_bounds(demonstration: Demonstration) -> None:
    """Two pending items leave policy 3 between 28/33 and 30/33, and the plan between 80/90 and 82/90."""
    bounds = {
        row["key"]: (row["rate_percent_min"], row["rate_percent_max"])
        for row in demonstration.table("achievement")
    }
    assert (bounds["P3"], bounds["kanazawa"]) == (("84.8", "90.9"), ("88.9", "91.1"))


def test_only_the_reported_year_is_public(demonstration: Demonstration) -> None:
    """FY2024 waits for approval, so no published row speaks of it."""
    years = {
        (name, row["fiscal_year"])
        for name in ("action_items", "progress", "indicators", "achievement", "provenance", "quality")
        for row in demonstration.table(name)
    }
    assert {year for _, year in years} == {"2023"}


def test_the_same_input_makes_the_same_bytes_anywhere(tmp_path: Path, first_night: Path) -> None:
    """Data directory, working directory, time zone, locale, hash seed and umask leave no trace."""
    elsewhere = {
        **os.environ,
        "TZ": "America/Anchorage",
        "LANG": "C",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "4242",
    }
    data = tmp_path / "ほか の場所" / "data"
    subprocess.run(
        [sys.executable, "-c", NIGHT_ELSEWHERE, str(PLAN), str(INBOX), str(data)],
        env=elsewhere,
        cwd=tmp_path,
        check=True,
        timeout=100,
    )
    assert tree(data / "published") == tree(first_night / "published")


def test_a_night_without_news_changes_nothing(demonstration: Demonstration) -> None:
    """The second night releases nothing: no byte and no modification time of the published tree moves."""
    before = tree(demonstration.folder), stamps(demonstration.folder)
    report = demonstration.night("2026-11-24")
    assert report.released_version is None
    assert (tree(demonstration.folder), stamps(demonstration.folder)) == before


def test_the_generator_makes_the_committed_inbox(tmp_path: Path) -> None:
    """`examples/kanazawa/generate.py` makes the committed inbox, byte for byte."""
    generator = REPOSITORY / "examples" / "kanazawa" / "generate.py"
    subprocess.run(
        [sys.executable, "-B", str(generator), str(tmp_path / "inbox")],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=tmp_path,
        timeout=100,
    )
    assert tree(tmp_path / "inbox") == tree(INBOX)


@pytest.mark.parametrize("name", ["datapackage.json", "CHANGELOG.md", "provenance.csv", "quality.csv"])
def test_nothing_published_names_a_file_a_sheet_or_a_place(demonstration: Demonstration, name: str) -> None:
    """No file name, sheet name, folder or login of this machine stands in the package."""
    text = demonstration.files()[name].decode()
    told = [".xlsx", "進捗状況シート_", "その1", "Sheet1", str(demonstration.data), "user:", "令和5年度/"]
    assert [one for one in told if one in text] == []


def package_and_index(dataset: Path) -> dict[str, bytes]:
    """Return the files of a dataset's newest package, and its index."""
    files = (*(dataset / "latest").iterdir(), dataset / "releases.json")
    return {file.name: file.read_bytes() for file in files}


def stamps(folder: Path) -> dict[str, int]:
    """Return the modification time of everything under a folder."""
    return {str(path): path.lstat().st_mtime_ns for path in (folder, *folder.rglob("*"))}
