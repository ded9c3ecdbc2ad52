"""LibreOffice, where it is installed: workbooks saved again by another program than ours."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def saved_again(files: Mapping[str, bytes], suffix: str, folder: Path) -> dict[str, bytes]:
    """Return workbooks by name as LibreOffice saves them in a format (`xlsx`, `ods`), all in one go."""
    source, target = folder / "source", folder / suffix
    source.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (source / f"{name}.xlsx").write_bytes(content)
    subprocess.run(
        [
            str(SOFFICE),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            suffix,
            "--outdir",
            str(target),
            *(str(source / f"{name}.xlsx") for name in files),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: (target / f"{name}.{suffix}").read_bytes() for name in files}
