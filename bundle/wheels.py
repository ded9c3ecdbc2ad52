"""Wheels: those of the lock for one platform, each held to its hash, and the project's own."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from bundle.lock import SOURCE_ONLY, Locked, wanted, with_hash
from bundle.platforms import Platform
from shinchoku.errors import ConfigurationError, OperationalError

_EPOCH = "1580601600"
"""2020-02-02: wheels carry this time whenever they are built, so that the same source gives the same bytes."""

_UNREACHED = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|name resolution|timed out"
    r"|Connection (?:refused|broken|aborted|reset)|Network is unreachable"
)
"""How pip says that it did not reach its registry, which is not that a file is missing there."""


def collect(lock: str, platform: Platform, python: str, folder: Path, work: Path) -> str:
    """Put the lock's wheels into a folder, and return the lock that the bundle carries.

    Raises:
        ConfigurationError: A library has no wheel for the platform, or a file is not the one that was locked.
        OperationalError: The registry cannot be reached, or there is no pip.
    """
    pip = _pip(work)
    folder.mkdir(parents=True)
    carried = lock
    for requirements in wanted(lock, platform, python):
        ready = [locked for locked in requirements if locked.name not in SOURCE_ONLY]
        if ready:
            _download(pip, ready, platform, python, folder, work)
        for locked in requirements:
            if locked.name in SOURCE_ONLY:
                wheel = _build(pip, locked, folder, work)
                carried = with_hash(carried, locked.name, hashlib.sha256(wheel.read_bytes()).hexdigest())
    return carried


def build_own(root: Path, folder: Path) -> Path:
    """Build the project's own wheel with the locked backend, and return it; nothing is fetched.

    Raises:
        OperationalError: The backend failed.
    """
    before = set(folder.glob("*.whl"))
    _run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)], root)
    (wheel,) = set(folder.glob("*.whl")) - before
    return wheel


def _download(
    pip: Sequence[str],
    requirements: list[Locked],
    platform: Platform,
    python: str,
    folder: Path,
    work: Path,
) -> None:
    """Fetch wheels of another machine; no dependencies, for the lock has them all."""
    _run(
        [
            *pip,
            "download",
            "--quiet",
            "--require-hashes",
            "--no-deps",
            "--only-binary=:all:",
            "--implementation=cp",
            f"--python-version={python}",
            *(f"--platform={tag}" for tag in platform.tags),
            f"--dest={folder}",
            f"--requirement={_written(requirements, work)}",
        ],
        work,
    )


def _build(pip: Sequence[str], locked: Locked, folder: Path, work: Path) -> Path:
    """Build the wheel of a library from its hashed source, with the locked setuptools of this environment.

    Raises:
        ConfigurationError: The wheel fits one kind of machine only.
    """
    before = set(folder.glob("*.whl"))
    _run(
        [
            *pip,
            "wheel",
            "--quiet",
            "--require-hashes",
            "--no-deps",
            "--no-build-isolation",
            "--no-cache-dir",
            f"--no-binary={locked.name}",
            f"--wheel-dir={folder}",
            f"--requirement={_written([locked], work)}",
        ],
        work,
    )
    (wheel,) = set(folder.glob("*.whl")) - before
    if not wheel.name.endswith("-none-any.whl"):
        raise ConfigurationError(
            f"{locked.name} は、機種ごとに作る必要があるライブラリです（{wheel.name}）。wheel のある版を requirements.lock に書いてください。",
            f"{locked.name} has to be built for each kind of machine ({wheel.name}): lock a version that has wheels.",
        )
    return wheel


def _written(requirements: list[Locked], work: Path) -> Path:
    """Write requirements where pip reads them."""
    path = work / "requirements.txt"
    path.write_text("".join(f"{locked.line}\n" for locked in requirements), encoding="utf-8")
    return path


def _pip(work: Path) -> list[str]:
    """Return the start of a pip command that acts on this environment, which uv may have made without a pip."""
    if importlib.util.find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    _run([sys.executable, "-m", "venv", str(work / "pip")], work)
    python = work / "pip" / ("Scripts" if os.name == "nt" else "bin") / "python"
    return [str(python), "-m", "pip", "--python", sys.executable]


def _run(command: Sequence[str], folder: Path) -> None:
    """Run a tool.

    Raises:
        ConfigurationError: The tool refused; its own words are told.
        OperationalError: It did not reach the registry.
    """
    environment = {**os.environ, "SOURCE_DATE_EPOCH": _EPOCH, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    done = subprocess.run(  # noqa: S603 -- pip, venv and hatchling of this very environment
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return
    words = "\n".join((done.stdout + done.stderr).strip().splitlines()[-6:])
    if _UNREACHED.search(done.stdout + done.stderr):
        raise OperationalError(
            "ライブラリの配布元に接続できません。pip の設定とネットワークを確かめて、もう一度実行してください。",
            f"the package registry cannot be reached: check pip's settings and the network, and run again.\n{words}",
        )
    raise ConfigurationError(
        "ライブラリを用意できませんでした。下の説明（英語）を確かめてください。",
        f"the libraries could not be made ready; this is why:\n{words}",
    )
