"""Under any locale a Japanese path works."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from builders.command import ROOT, SHINCHOKU
from contract.city import delimited


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
        {"LC_ALL": "ja_JP.eucJP", "LANG": "ja_JP.eucJP"},
        {"LC_ALL": "ja_JP.SJIS"},
    ],
)
def test_a_japanese_path_is_read_under_a_locale_without_it(tmp_path: Path, locale: dict[str, str]) -> None:
    """The name comes back as it is, and nothing ends in a traceback."""
    sheet = tmp_path / "令和5年度" / "進捗（企画課）.csv"
    sheet.parent.mkdir()
    sheet.write_bytes(delimited("2|A|来訪者を迎えた||110"))
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG", "PYTHONUTF8"))
    }
    done = subprocess.run(
        [SHINCHOKU, "check", str(sheet).encode(), "--plan", "kanazawa", "--as-of", "2024-05-02", "--format", "json"],
        cwd=ROOT, env={**plain, **locale}, capture_output=True, check=False, timeout=240,
    )  # fmt: skip
    assert b"Traceback" not in done.stderr
    (file,) = json.loads(done.stdout)["files"]
    assert file["file"].endswith("進捗（企画課）.csv")
