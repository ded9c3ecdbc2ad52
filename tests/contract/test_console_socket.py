"""The console's socket file: made closed, replaced by nobody, taken away at the end."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builders.console import services_at, serving
from contract.city import City

from shinchoku.console.settings import settings_from
from shinchoku.console.unix_socket import listening_at
from shinchoku.errors import ConfigurationError, OperationalError

OTHER_UID = 65_534
IS_ROOT = os.geteuid() == 0


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A socket file that is yet to be made, in a folder that only we may write."""
    folder = tmp_path / "run"
    folder.mkdir(mode=0o755)
    return folder / "s"


@contextmanager
def with_umask(mask: int) -> Iterator[None]:
    """Make files as a process does whose mask is another."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def ask(file: Path, uid: int) -> str:
    """Connect in a process of another user, and return what became of it."""
    program = (
        "import os, socket, sys\n"
        f"os.setgroups([]); os.setgid({uid}); os.setuid({uid})\n"
        "try: socket.socket(socket.AF_UNIX).connect(sys.argv[1])\n"
        "except OSError as error: print(type(error).__name__)\n"
        "else: print('in')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_owner_and_group_may_open_it_and_nobody_else(file: Path, mask: int) -> None:
    """It is 0660 whatever the process's mask is, which is the same afterwards; at the end it is gone."""
    with with_umask(mask):
        with listening_at(file):
            assert stat.S_IMODE(file.stat().st_mode) == 0o660
        assert os.umask(mask) == mask
    assert list(file.parent.iterdir()) == []


def test_nobody_gets_in_before_its_rights_are_set(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the moment when the file appears and the one when it is closed to others it lets in nobody at all."""
    tried = []

    def _try_first(path: Path, mode: int) -> None:
        with socket.socket(socket.AF_UNIX) as asking:
            tried.append(asking.connect_ex(str(path)))
        os.chmod(path, mode)  # noqa: PTH101 -- what the method does

    monkeypatch.setattr(Path, "chmod", _try_first)
    with listening_at(file):
        assert tried == [errno.ECONNREFUSED]


@pytest.mark.skipif(not IS_ROOT, reason="only root becomes another user")
def test_another_user_of_the_machine_does_not_get_in(city: City) -> None:
    """The socket of a console that is served refuses whoever is not of its group, before a byte is sent."""
    with socket_folder() as folder:
        settings = settings_from({"SHINCHOKU_CONSOLE_SOCKET": str(folder / "s")})
        with serving(services_at(city.data, city.plan_file, settings=settings)) as served:
            assert served.browser().get("/health").status_code == 200
            assert ask(folder / "s", OTHER_UID) == "PermissionError"
            os.chown(folder / "s", -1, OTHER_UID)
            assert ask(folder / "s", OTHER_UID) == "in"


@contextmanager
def socket_folder() -> Iterator[Path]:
    """Make a folder that other users may enter, as systemd does; pytest's own are closed to them."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    try:
        yield made
    finally:
        shutil.rmtree(made)


def test_what_a_dead_console_left_is_replaced(file: Path) -> None:
    """A socket that nobody listens on is in nobody's way."""
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(file))
    with listening_at(file), socket.socket(socket.AF_UNIX) as asking:
        asking.connect(str(file))
    assert not file.exists()


def test_a_console_that_answers_is_left_alone(file: Path) -> None:
    """A second one on the same file is refused, and takes nothing away."""
    with listening_at(file):
        with pytest.raises(OperationalError, match="listens"), listening_at(file):
            pass
        assert stat.S_ISSOCK(file.lstat().st_mode)


def test_another_kind_of_socket_is_left_alone(file: Path) -> None:
    """Somebody else's program that speaks otherwise is somebody, too."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as other:
        other.bind(str(file))
        with pytest.raises(OperationalError), listening_at(file):
            pass
    assert file.exists()


def test_a_file_that_took_its_place_stays(file: Path) -> None:
    """At the end only what was made is taken away."""
    with listening_at(file):
        file.unlink()
        file.write_text("another's", encoding="ascii")
    assert file.read_text(encoding="ascii") == "another's"


def test_what_is_no_socket_is_not_replaced(file: Path) -> None:
    """A file, a folder and a link, dead or alive, are refused and stay."""
    target = file.parent / "target"
    target.write_text("x", encoding="ascii")
    for make in (
        lambda: file.write_text("x", encoding="ascii"),
        file.mkdir,
        lambda: file.symlink_to(target),
        lambda: file.symlink_to("nowhere"),
    ):
        make()
        with pytest.raises(ConfigurationError, match="no socket"), listening_at(file):
            pass
        if file.is_dir() and not file.is_symlink():
            file.rmdir()
        else:
            file.unlink()
    assert target.read_text(encoding="ascii") == "x"


@pytest.mark.parametrize("mode", [0o777, 0o1777, 0o775, 0o757])
def test_a_folder_in_which_others_could_replace_it_is_refused(file: Path, mode: int) -> None:
    """Whoever may write the folder could wait there for the proxy, with the passwords that it forwards."""
    file.parent.chmod(mode)
    with pytest.raises(ConfigurationError, match="others may write"), listening_at(file):
        pass
    assert not file.exists()


def test_a_folder_above_it_that_others_could_rename_is_refused(file: Path) -> None:
    """One that everybody writes will do only if it lets nobody rename what is another's."""
    file.parent.parent.chmod(0o777)
    with pytest.raises(ConfigurationError, match="others may write"), listening_at(file):
        pass
    file.parent.parent.chmod(0o1777)
    with listening_at(file):
        assert file.exists()


@pytest.mark.skipif(not IS_ROOT, reason="only root gives a folder away")
def test_a_folder_of_another_user_is_refused(file: Path) -> None:
    """Its owner could put another socket there."""
    os.chown(file.parent, OTHER_UID, OTHER_UID)
    with pytest.raises(ConfigurationError, match="another user"), listening_at(file):
        pass


def test_a_link_to_a_folder_is_followed_before_it_is_judged(file: Path, tmp_path: Path) -> None:
    """What counts is where the socket comes to lie."""
    link = tmp_path / "link"
    link.symlink_to(file.parent)
    with listening_at(link / "s"):
        assert file.exists()
    file.parent.chmod(0o777)
    with pytest.raises(ConfigurationError), listening_at(link / "s"):
        pass


def test_a_place_that_is_not_there_and_a_name_that_is_too_long_are_told(file: Path) -> None:
    """Both end in a sentence."""
    with pytest.raises(ConfigurationError, match="No such file"), listening_at(file.parent / "nowhere" / "s"):
        pass
    with pytest.raises(OperationalError, match="100 characters"), listening_at(file.parent / ("s" * 120)):
        pass
