"""The nightly flow as people start it: through Prefect, on the demonstration."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from builders.command import ROOT, Ran, run

from flows import settings
from flows.artifact import as_markdown
from shinchoku.night.report import HeadlineRow, NightReport, WaitingReport, YearReport
from shinchoku.releases.decision import Outcome

Night = tuple[Path, Ran]


def test_the_city_table_is_printed_as_published(night: Night) -> None:
    """26/25, 31/27, 33/28, 90/80 with 96.2, 87.1, 84.8, 88.9 % and the footnote of two."""
    _, done = night
    assert done.code == 0, done.err
    lines = [line.replace("│", " ").split() for line in done.out.splitlines()]
    rows = [line[-3:] for line in lines if line and line[-1].rstrip("＊").endswith("%")]
    assert rows[:4] == [
        ["26", "25", "96.2%"],
        ["31", "27", "87.1%"],
        ["33", "28", "84.8%＊"],
        ["90", "80", "88.9%＊"],
    ]
    assert "＊うち2項目は数値未確定" in done.out
    assert "実演用" in done.out


def test_the_stages_are_told_one_by_one(night: Night) -> None:
    """Progress goes to standard error, a line for each stage, and nothing else stands there."""
    lines = night[1].err.splitlines()
    assert [line[:5] for line in lines[1:]] == [f"[{n}/7]" for n in range(1, 8)]


def test_nothing_is_written_outside_the_data_directory(night: Night) -> None:
    """Archive, public tree and state are all there is."""
    assert sorted(path.name for path in night[0].iterdir()) == ["published", "raw", "state"]


def test_a_second_night_prints_one_document_and_releases_nothing(night: Night) -> None:
    """`--format json` writes one JSON document; `--fail-on-hold` exits 3 because something waits."""
    data, _ = night
    before = {p: p.read_bytes() for p in (data / "published").rglob("*") if p.is_file()}
    again = run(
        *("nightly", "--plan", "kanazawa", "--data", data, "--as-of", "2026-11-24"),
        *("--format", "json", "--fail-on-hold"),
    )
    assert (again.code, again.err) == (3, "")
    report = json.loads(again.out)
    assert (report["released_version"], report["files_new"], report["findings_new"]) == (None, 0, 0)
    assert {p: p.read_bytes() for p in (data / "published").rglob("*") if p.is_file()} == before


def test_prefect_is_told_the_same_by_its_file_and_by_the_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`prefect.toml` is read only from the working directory, so the command sets the same."""
    for name in settings._QUIET:  # noqa: SLF001 -- the very settings under test
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.delenv("PREFECT_HOME", raising=False)
    settings.configure(tmp_path)
    told = tomllib.loads((ROOT / "prefect.toml").read_text(encoding="utf-8"))
    assert told["server"]["analytics_enabled"] is False
    import os  # noqa: PLC0415 -- the environment as it is now

    assert os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert os.environ["DO_NOT_TRACK"] == "1"
    assert Path(os.environ["PREFECT_HOME"]) == tmp_path / "state" / "prefect"


def test_the_artifact_carries_no_markup_from_a_sheet() -> None:
    """A department named like a link is shown as it is written."""
    row = HeadlineRow("P1", "[x](http://example.org) <b>", 2, 1, "50.0", 1, 0, 0)
    waiting = WaitingReport("d" * 64, (("理由|", "why"),), (row,))
    year = YearReport(2023, "令和5年度（2023年度）", Outcome.HELD, (row,), waiting)
    report = NightReport(
        "p", "d", "2026-11-23", 1, 1, (), 0, 0, 0, 0, 0, (), (year,), None, "latest", illustrative=False
    )
    page = as_markdown(report)
    assert "[x](" not in page
    assert r"\[x\]" in page
    assert "<b>" not in page
