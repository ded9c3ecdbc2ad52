"""`shinchoku console`: the stewards' web console, served until it is stopped."""

import logging
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine

from shinchoku.adapters.plan_file import find_plan
from shinchoku.bilingual import Language
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import data_option, database_address, language_option, plan_option
from shinchoku.cli.publish import blocks_of
from shinchoku.cli.screen import say
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.console.app import make_app
from shinchoku.console.server import listen, serve
from shinchoku.console.services import ConsoleServices
from shinchoku.console.settings import settings_from
from shinchoku.console.unix_socket import listening_at
from shinchoku.usecases.accounts import has_accounts

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_ANYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 -- what is warned of


@click.command("console", help=SHORT_HELPS["console"])
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="待ち受けるアドレス / address to listen on"
)
@click.option(
    "--port", default=8321, show_default=True, type=click.IntRange(0, 65535), help="待ち受けるポート / port"
)
@click.option(
    "--socket",
    "socket_file",
    default="",
    metavar="PATH",
    help="アドレスの代わりに待ち受ける Unix ソケット（既定: SHINCHOKU_CONSOLE_SOCKET） / Unix socket to listen on instead",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="利用者がURLに使うホスト名（何度でも） / host name that people call it by (repeatable)",
)
@click.option(
    "--behind-proxy-header",
    default="",
    metavar="NAME",
    help="中継サーバーがログイン名を入れるヘッダー（ソケットか合い言葉が必要）"
    " / header in which the proxy names who is logged in (needs the socket or a secret)",
)
@plan_option
@data_option
@language_option
@click.pass_context
def command(  # noqa: PLR0913 -- an argument for each option
    ctx: click.Context,
    host: str,
    port: int,
    socket_file: str,
    names: tuple[str, ...],
    behind_proxy_header: str,
    plan: str | None,
    data: Path,
    lang: str,
) -> None:
    """Serve the console until it is interrupted."""
    language = Language(lang)
    own = () if host in _ANYWHERE else (host,)
    settings = settings_from(os.environ, (*own, *names), behind_proxy_header, socket_file)
    if settings.proxy.socket is not None:
        _require_no_address(ctx)
    services = ConsoleServices(
        find_plan(plan), data, database_address(), settings=settings, from_block=blocks_of(data)
    )
    title = services.plan.plan
    services.database.prepare(services.paths)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    with _listening(settings.proxy.socket, host, port) as (listening, shown):
        say(
            language,
            f"{title.title}: {shown} で待ち受けます。終了は Ctrl+C です。",
            f"{title.title_en}: listening on {shown}. Stop with Ctrl+C.",
        )
        if settings.proxy.socket is None and host not in _LOOPBACK:
            _warn_of_plain_text(language)
        _tell_of_accounts(language, services.engine)
        serve(make_app(services), listening)


def _require_no_address(ctx: click.Context) -> None:
    """Refuse an address beside a socket: no port is opened, and whoever asks for one should know."""
    for name in ("host", "port"):
        if ctx.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE:
            raise MistakeError(
                f"Unix ソケットで待ち受けるときは --{name} を指定できません。どちらかを除いてください。",
                f"with a Unix socket there is no --{name}: leave one of them out.",
                ctx=ctx,
            )


@contextmanager
def _listening(path: Path | None, host: str, port: int) -> Iterator[tuple[socket.socket, str]]:
    """Listen on a socket file, or on an address, and say where."""
    if path is not None:
        with listening_at(path) as made:
            yield made, str(made.getsockname())
        return
    with listen(host, port) as made:
        shown = f"[{host}]:" if ":" in host else f"{host}:"
        yield made, f"http://{shown}{made.getsockname()[1]}/"


def _warn_of_plain_text(language: Language) -> None:
    """Say that other machines would talk to it unencrypted."""
    say(
        language,
        "警告: この画面は暗号化（TLS）をしません。ほかの端末から使うときは、TLS を終端する中継サーバーを前に置いてください。",
        "Warning: this does no TLS itself. For use from other machines put a reverse proxy with TLS before it.",
    )


def _tell_of_accounts(language: Language, engine: Engine) -> None:
    """Say how the first account is made, while nobody could log in."""
    if has_accounts(engine):
        return
    say(
        language,
        "アカウントがまだありません。別の端末画面で最初の管理者を登録してください: shinchoku user add NAME --role administrator",
        "There is no account yet. Make the first administrator: shinchoku user add NAME --role administrator",
    )
