"""A Unix socket to listen on: nobody but its owner may replace it, and its group may open it, nobody else."""

import errno
import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError, OperationalError

_OWNER_AND_GROUP = 0o660
_BACKLOG = 1024
_PATIENCE_SECONDS = 1.0
_ROOT = 0


@contextmanager
def listening_at(path: Path) -> Iterator[socket.socket]:
    """Listen on a socket file until the end, then take the file away; a dead console's file is replaced.

    Raises:
        ConfigurationError: if others could replace the file, or something else has its name.
        OperationalError: if somebody listens there already, or it cannot be made.
    """
    file = path.parent.resolve() / path.name
    _require_own_folder(file.parent)
    _make_room(file)
    made = _bound(file)
    own = file.lstat()
    try:
        made.listen(_BACKLOG)
        yield made
    finally:
        made.close()
        with suppress(FileNotFoundError):
            if os.path.samestat(own, file.lstat()):
                file.unlink()


def _require_own_folder(folder: Path) -> None:
    """Refuse a folder in which somebody else could put another file into the socket's place.

    Above it, folders that everybody may write will do if they let nobody rename what is another's (the sticky bit).
    """
    for one in (folder, *folder.parents):
        try:
            status = one.stat()
        except OSError as error:
            raise _unfit(folder, Bilingual(f"{error.strerror}", f"{error.strerror}")) from error
        if status.st_uid not in {_ROOT, os.geteuid()}:
            raise _unfit(
                folder, Bilingual(f"{one} の所有者が別の利用者です", f"{one} belongs to another user")
            )
        is_shared = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if is_shared and (one == folder or not status.st_mode & stat.S_ISVTX):
            raise _unfit(folder, Bilingual(f"{one} にほかの利用者が書き込めます", f"others may write {one}"))


def _make_room(file: Path) -> None:
    """Take away what a dead console left."""
    try:
        status = file.lstat()
    except FileNotFoundError:
        return
    if not stat.S_ISSOCK(status.st_mode):
        raise ConfigurationError(
            f"{file} はソケットではないため、置き換えません。別の名前を --socket に指定してください。",
            f"{file} is no socket, and is not replaced: give --socket another name.",
        )
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asking:
        asking.settimeout(_PATIENCE_SECONDS)
        with suppress(OSError):  # no answer in time, another kind of socket: somebody has it
            if asking.connect_ex(str(file)) == errno.ECONNREFUSED:
                file.unlink(missing_ok=True)
                return
    raise OperationalError(
        f"{file} では、別のプログラム（別の画面のサーバーなど）がすでに待ち受けています。それを止めるか、別の名前を --socket に指定してください。",
        f"somebody listens on {file} already, perhaps another console: stop it, or give --socket another name.",
    )


def _bound(file: Path) -> socket.socket:
    """Return a socket with its file, which nobody but owner and group may open.

    Its rights are set before it listens: until then the kernel lets nobody in, whatever they are. The process's
    mask could not do that, for a folder with default access lists overrides it.
    """
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        made.bind(str(file))
        file.chmod(_OWNER_AND_GROUP)
    except OSError as error:
        made.close()
        why = error.strerror or str(error)
        raise OperationalError(
            f"ソケット {file} を作れません（{why}）。フォルダーの権限と、名前の長さ（100字まで）を確かめてください。",
            f"the socket {file} cannot be made ({why}): check the folder's rights, and that its name has at most 100 characters.",
        ) from error
    return made


def _unfit(folder: Path, why: Bilingual) -> ConfigurationError:
    """Say that a folder is no place for a socket, and which one is."""
    return ConfigurationError(
        f"{folder} にはソケットを置けません（{why.ja}）。このプログラムの利用者か root だけが書き込めるフォルダー（例: systemd の RuntimeDirectory）にしてください。",
        f"{folder} is no place for a socket ({why.en}): take a folder that only this program's user or root may write, such as systemd's RuntimeDirectory.",
    )
