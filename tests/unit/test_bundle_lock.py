"""Which libraries of a lock for every platform are carried to one."""

from __future__ import annotations

import pytest

from bundle.lock import wanted, with_hash
from bundle.platforms import PLATFORMS, named, python_release
from shinchoku.errors import ConfigurationError

LOCK = r"""
async-timeout==5.0.1 ; python_full_version < '3.11.3' \
    --hash=sha256:aa
numpy==2.4.6 ; python_full_version < '3.12' \
    --hash=sha256:bb \
    --hash=sha256:cc
numpy==2.5.5 ; python_full_version >= '3.12' \
    --hash=sha256:dd
psycopg[binary]==3.3.9 \
    --hash=sha256:ee
pycparser==3.12 ; implementation_name != 'PyPy' \
    --hash=sha256:ff
pywin32==312 ; sys_platform == 'win32' \
    --hash=sha256:00
later==1.0 ; python_full_version >= '3.11.7' \
    --hash=sha256:11
"""

COMMON = ["psycopg[binary]==3.3.9", "pycparser==3.12"]


@pytest.mark.parametrize(
    ("platform", "python", "expected"),
    [
        ("linux-x86_64", "3.11", [["async-timeout==5.0.1", "numpy==2.4.6", *COMMON], ["later==1.0"]]),
        ("linux-aarch64", "3.12", [["numpy==2.5.5", *COMMON, "later==1.0"]]),
        ("macos-arm64", "3.13", [["numpy==2.5.5", *COMMON, "later==1.0"]]),
        ("windows-x86_64", "3.12", [["numpy==2.5.5", *COMMON, "pywin32==312", "later==1.0"]]),
    ],
)
def test_conditions_are_those_of_the_platform(platform: str, python: str, expected: list[list[str]]) -> None:
    """A library is carried if the platform may need it, whichever release of its Python is there."""
    sets = wanted(LOCK, PLATFORMS[platform], python)
    assert [[locked.requirement for locked in one] for one in sets] == expected


def test_every_hash_is_kept() -> None:
    """A requirement is written in one line, without its condition and with all its hashes."""
    lines = [locked.line for one in wanted(LOCK, PLATFORMS["linux-x86_64"], "3.11") for locked in one]
    assert "numpy==2.4.6 --hash=sha256:bb --hash=sha256:cc" in lines


def test_a_wheel_built_from_source_is_added_to_its_library_alone() -> None:
    """The hash of a built wheel stands beside that of its source, and every other library stays as it is."""
    changed = with_hash(LOCK, "pycparser", "22")
    assert "    --hash=sha256:ff \\\n    --hash=sha256:22\n" in changed
    added = [line for line in changed.splitlines() if line not in LOCK.splitlines() and line[0] != "#"]
    assert added == ["    --hash=sha256:ff \\", "    --hash=sha256:22"]


def test_newer_wheels_are_looked_for_first() -> None:
    """Linux takes wheels for glibc 2.28 down to the oldest, each under the name that it has."""
    tags = PLATFORMS["linux-aarch64"].tags
    assert tags[0] == "manylinux_2_28_aarch64"
    assert {"manylinux_2_17_aarch64", "manylinux2014_aarch64", "manylinux1_aarch64"} <= set(tags)


def test_an_unknown_platform_is_told_the_names_that_there_are() -> None:
    """A name that is none is a mistake of usage, told with all names."""
    with pytest.raises(ConfigurationError, match="choose one of: linux-x86_64, linux-aarch64") as stopped:
        named("solaris")
    assert "次から選んでください: linux-x86_64" in stopped.value.message.ja


@pytest.mark.parametrize("text", ["3", "3.10", "3.11.2", "three"])
def test_a_python_that_is_none_is_refused(text: str) -> None:
    """Only releases such as 3.11 are taken, and none that is too old."""
    with pytest.raises(ConfigurationError, match="written like 3"):
        python_release(text)
