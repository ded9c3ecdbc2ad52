"""Where no network is: the bundle of `make bundle` installs there and a night passes, and a changed bundle is refused.

A namespace without any interface but loopback, on which Prefect's temporary server listens, stands for the closed network.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from builders.command import ROOT
from builders.shared import made_once
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from golden.demonstration import DATASET, DAY

PYTHON = "{}.{}".format(*sys.version_info)
GOLDEN = ROOT / "tests" / "golden" / f"kanazawa-{DAY}"
NAMESPACE = ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--net"]
REGISTRY_NOT_REACHED = 4

pytestmark = pytest.mark.skipif(platform.system() != "Linux", reason="only Linux has network namespaces")


def in_closed_network(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command where there is no network, with nothing of this environment but the base Python."""
    return subprocess.run(
        [*NAMESPACE, "sh", "-c", 'ip link set lo up && exec "$@"', "sh", *command],
        cwd=folder,
        env={"HOME": str(folder), "LANG": "C.UTF-8", "PATH": f"{sys.base_prefix}/bin:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a bundle for this very machine, as `make bundle` writes it; not to be written to."""
    return made_once(tmp_path_factory, "bundle", pack)


def pack(out: Path) -> None:
    """Make the bundle, or skip where the package registry is not reached."""
    made = subprocess.run(
        [
            *(sys.executable, "-m", "bundle", "--platform", f"linux-{platform.machine()}"),
            *("--python", PYTHON, "--out", os.path.relpath(out, ROOT)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode == REGISTRY_NOT_REACHED:
        pytest.skip(f"a bundle is made from the package registry: {made.stderr.splitlines()[-1]}")
    assert made.returncode == 0, made.stderr


@pytest.fixture
def carried(packed: Path, tmp_path: Path) -> Path:
    """Return a copy of the bundle that nothing was installed from."""
    return shutil.copytree(packed, tmp_path / "bundle", copy_function=os.link)


def replace(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Give a file other bytes, and leave the packed one that it is linked to as it is."""
    content = change(path.read_bytes())
    path.unlink()
    path.write_bytes(content)


def flipped(content: bytes) -> bytes:
    """Return the bytes with one bit changed in the middle."""
    changed = bytearray(content)
    changed[len(changed) // 2] ^= 1
    return bytes(changed)


def test_there_is_no_network_in_the_closed_network(tmp_path: Path) -> None:
    """Loopback is the only interface, no address outside can be reached, and no name is found."""
    asked = """
import socket
print(*[name for _, name in socket.if_nameindex()])
try:
    socket.create_connection(("192.0.2.1", 443), timeout=5)
except OSError as error:
    print(error.errno)
try:
    socket.getaddrinfo("example.org", 443)
except socket.gaierror:
    print("no name")
"""
    done = in_closed_network(tmp_path, sys.executable, "-c", asked)
    assert done.stdout.splitlines() == ["lo", str(errno.ENETUNREACH), "no name"], done.stderr


def test_a_night_passes_without_a_network(packed: Path, tmp_path: Path) -> None:
    """What was carried in installs, publishes the demonstration byte for byte as elsewhere, and verifies it.

    A second `install` succeeds, also after the plan was changed, and leaves the plan alone.
    """
    installed = shutil.copytree(packed, tmp_path / "庁内 LAN")
    done = in_closed_network(installed, "sh", "install")
    assert done.returncode == 0, done.stderr
    shinchoku = installed / ".venv" / "bin" / "shinchoku"
    night = in_closed_network(installed, shinchoku, "nightly", "--plan", "kanazawa", "--as-of", DAY)
    assert night.returncode == 0, night.stderr
    latest = installed / "data" / "published" / DATASET / "latest"
    published = {file.name: file.read_bytes() for file in latest.iterdir()}
    golden = {file.name: file.read_bytes() for file in GOLDEN.iterdir() if file.name != "releases.json"}
    assert published == golden
    verified = in_closed_network(installed, shinchoku, "verify", latest)
    assert verified.returncode == 0, verified.stdout
    assert "88.9%" in verified.stdout
    plan = installed / "plans" / "kanazawa" / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8") + "# ours\n", encoding="utf-8")
    again = in_closed_network(installed, "sh", "install")
    assert again.returncode == 0, again.stderr
    assert plan.read_text(encoding="utf-8").endswith("# ours\n")


def test_what_is_no_bundle_is_not_replaced(carried: Path, tmp_path: Path) -> None:
    """`make bundle` into a folder that is in use, or that holds something else, is refused and touches nothing."""
    (carried / ".venv").mkdir()
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("ours")
    for folder in (tmp_path / "letters", carried):
        before = sorted(folder.iterdir())
        done = subprocess.run(
            [sys.executable, "-m", "bundle", "--out", folder],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 2
        assert "holds something else" in done.stderr
        assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("wheels/pandas-*.whl", flipped),
        ("wheels/shinchoku-*.whl", flipped),
        ("requirements.lock", flipped),
        ("plans/kanazawa/plan.toml", flipped),
        ("docs/README.md", flipped),
    ],
)
def test_a_changed_byte_is_refused(carried: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """One bit changed in any file stops `install` before anything is installed, and the file is named."""
    (path,) = carried.glob(name)
    replace(path, change)
    assert refused(carried).endswith(
        f"({path.relative_to(carried)}); nothing was installed: copy the whole folder again."
    )


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(flipped, id="one bit"),
        pytest.param(lambda sums: sums.replace(b"  ", b" *", 1), id="the sign between hash and name"),
        pytest.param(lambda sums: sums[:64].upper() + sums[64:], id="capital letters"),
        pytest.param(lambda sums: sums[: sums.rindex(b"\n", 0, -1) + 1], id="a line less"),
        pytest.param(lambda _: b"", id="emptied"),
    ],
)
def test_changed_checksums_are_refused(carried: Path, change: Callable[[bytes], bytes]) -> None:
    """A list of checksums that is not the one that was written stops `install`, however small the change."""
    replace(carried / "SHA256SUMS", change)
    assert "nothing was installed" in refused(carried)


def test_a_wheel_put_in_is_refused(carried: Path) -> None:
    """A wheel that the checksums do not list is not installed, even one that pip would prefer."""
    (own,) = carried.glob("wheels/shinchoku-*.whl")
    shutil.copyfile(own, own.with_name(own.name.replace("-py3", "-1-py3")))
    assert "-1-py3-none-any.whl" in refused(carried)


def test_another_python_is_refused(carried: Path) -> None:
    """Without the Python that the wheels are for, `install` says which one is needed and how to name it."""
    replace(carried / "install", lambda script: script.replace(PYTHON.encode(), b"3.99"))
    assert "there is no Python 3.99: install it" in refused(carried)


def test_another_machine_is_refused(carried: Path) -> None:
    """On another kind of machine `install` says which one the bundle is for."""
    replace(carried / "install", lambda script: script.replace(b'"Linux ', b'"Plan9 '))
    assert f"this folder is for linux-{platform.machine()}" in refused(carried)


def test_the_checksums_are_those_of_every_file(carried: Path) -> None:
    """`sha256sum --check` finds every file as listed, and no file is missing from the list."""
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],  # noqa: S607 -- as people type it
        cwd=carried,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    listed = [line[66:] for line in (carried / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    files = {path.relative_to(carried).as_posix() for path in carried.rglob("*") if path.is_file()}
    assert listed == sorted(files - {"SHA256SUMS"})


def test_the_bill_of_materials_is_that_of_the_wheels(packed: Path) -> None:
    """`sbom.cdx.json` names every wheel that is carried by its own hash, each with a licence if it states one."""
    bill = json.loads((packed / "sbom.cdx.json").read_text(encoding="utf-8"))
    (own,) = packed.glob("wheels/shinchoku-*.whl")
    carried = {
        hashlib.sha256(wheel.read_bytes()).hexdigest()
        for wheel in packed.glob("wheels/*.whl")
        if wheel != own
    }
    named = [each["content"] for one in bill["components"] for each in one["hashes"]]
    assert (len(named), set(named)) == (len(carried), carried)
    (of_own,) = bill["metadata"]["component"]["hashes"]
    assert of_own["content"] == hashlib.sha256(own.read_bytes()).hexdigest()
    assert [one["name"] for one in bill["components"] if "licenses" not in one] in ([], ["whenever"])
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None


def test_the_wheel_holds_every_file_of_the_project(packed: Path) -> None:
    """Templates, styles, scripts and migrations travel with the code."""
    (own,) = packed.glob("wheels/shinchoku-*.whl")
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "flows", "schemas", "shinchoku"],  # noqa: S607 -- the git on the path
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    assert {name for name in tracked if (ROOT / name).is_file()} <= set(zipfile.ZipFile(own).namelist())


def refused(carried: Path) -> str:
    """Run `install`, which must refuse and leave nothing behind, and return its last line."""
    done = in_closed_network(carried, "sh", "install")
    assert done.returncode == 2, done.stdout + done.stderr
    assert not (carried / ".venv").exists()
    japanese, english = done.stderr.strip().split("\n\n")
    assert japanese.startswith("エラー: ")
    assert english.startswith("Error: ")
    return english
