"""The machines that a bundle can be made for: which wheels run there, and what the lock's conditions come to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shinchoku.errors import ConfigurationError

_GLIBC = ("2_28", "2_27", "2_26", "2_24", "2_17", "2014", "2_12", "2010", "2_5", "1")
"""Releases of manylinux from newest to oldest; glibc 2.28 is RHEL 8, Debian 10 and Ubuntu 20.04."""

_LOWEST_PYTHON = (3, 11)
_MICROS = (0, 99)
"""A machine's Python may be any 3.11.x, and a condition may ask for the x: the first and the last decide."""


@dataclass(frozen=True, slots=True)
class Platform:
    """One kind of machine: the tags of its wheels, and its names as Python and `uname` tell them."""

    name: str
    tags: tuple[str, ...]
    os_name: str
    sys_platform: str
    system: str
    machine: str

    def conditions(self, python: str) -> list[dict[str, str]]:
        """Return what a requirement's marker is held against, once for each release of a Python that may be there."""
        return [
            {
                "os_name": self.os_name,
                "sys_platform": self.sys_platform,
                "platform_system": self.system,
                "platform_machine": self.machine,
                "platform_release": "",
                "platform_version": "",
                "platform_python_implementation": "CPython",
                "implementation_name": "cpython",
                "implementation_version": f"{python}.{micro}",
                "python_version": python,
                "python_full_version": f"{python}.{micro}",
            }
            for micro in _MICROS
        ]


def _manylinux(machine: str) -> tuple[str, ...]:
    """Return the tags of a Linux with glibc 2.28 or newer."""
    return tuple(
        f"manylinux_{release}_{machine}" if "_" in release else f"manylinux{release}_{machine}"
        for release in _GLIBC
    )


PLATFORMS = {
    platform.name: platform
    for platform in (
        Platform("linux-x86_64", _manylinux("x86_64"), "posix", "linux", "Linux", "x86_64"),
        Platform("linux-aarch64", _manylinux("aarch64"), "posix", "linux", "Linux", "aarch64"),
        Platform("macos-arm64", ("macosx_14_0_arm64",), "posix", "darwin", "Darwin", "arm64"),
        Platform("windows-x86_64", ("win_amd64",), "nt", "win32", "Windows", "AMD64"),
    )
}
"""On Windows and macOS only `check`, `template` and `verify` are promised; the night runs on Linux."""


def named(name: str) -> Platform:
    """Return the platform of a name.

    Raises:
        ConfigurationError: There is none.
    """
    if name not in PLATFORMS:
        names = ", ".join(PLATFORMS)
        raise ConfigurationError(
            f"PLATFORM={name} は用意できません。次から選んでください: {names}",
            f"there is no bundle for PLATFORM={name}; choose one of: {names}",
        )
    return PLATFORMS[name]


def python_release(text: str) -> str:
    """Return a Python release such as `3.11`.

    Raises:
        ConfigurationError: It is written otherwise, or is too old for the project.
    """
    found = re.fullmatch(r"(\d+)\.(\d+)", text)
    if found is None or (int(found[1]), int(found[2])) < _LOWEST_PYTHON:
        raise ConfigurationError(
            f"PYTHON_VERSION={text} は使えません。3.11 以上を 3.11 のように指定してください。",
            f"PYTHON_VERSION={text} cannot be used: give 3.11 or newer, written like 3.11",
        )
    return text
