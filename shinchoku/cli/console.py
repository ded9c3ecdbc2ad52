"""`shinchoku console`: the stewards' web console, served until it is stopped."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shinchoku.bilingual import Language
from shinchoku.cli.options import data_option, database_address, language_option, plan_option
from shinchoku.cli.screen import say

if TYPE_CHECKING:
    from sqlalchemy import Engine

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_ANYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 -- what is warned of


@click.command("console", help="確認担当のウェブ画面を起動します / serve the stewards' web console")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="待ち受けるアドレス / address to listen on"
)
@click.option(
    "--port", default=8321, show_default=True, type=click.IntRange(0, 65535), help="待ち受けるポート / port"
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
    help="信頼する中継サーバーがログイン名を入れるヘッダー / header in which a trusted proxy names who is logged in",
)
@plan_option
@data_option
@language_option
def command(  # noqa: PLR0913 -- an argument for each option
    host: str,
    port: int,
    names: tuple[str, ...],
    behind_proxy_header: str,
    plan: str | None,
    data: Path,
    lang: str,
) -> None:
    """Serve the console until it is interrupted."""
    from shinchoku.adapters.plan_file import find_plan  # noqa: PLC0415 -- only when called
    from shinchoku.console.app import make_app  # noqa: PLC0415 -- as above
    from shinchoku.console.desk import Desk  # noqa: PLC0415 -- as above
    from shinchoku.console.server import listen, server_of  # noqa: PLC0415 -- as above
    from shinchoku.console.settings import settings_from  # noqa: PLC0415 -- as above

    language = Language(lang)
    own = () if host in _ANYWHERE else (host,)
    settings = settings_from(os.environ, (*own, *names), behind_proxy_header)
    desk = Desk(find_plan(plan), data, database_address(), settings=settings)
    title = desk.plan.plan
    desk.database.prepare(desk.paths)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    listening = listen(host, port)
    shown = f"[{host}]:" if ":" in host else f"{host}:"
    shown += str(listening.getsockname()[1])
    say(
        language,
        f"{title.title}: http://{shown}/ で待ち受けます。終了は Ctrl+C です。",
        f"{title.title_en}: listening on http://{shown}/. Stop with Ctrl+C.",
    )
    if host not in _LOOPBACK:
        say(
            language,
            "警告: この画面は暗号化（TLS）をしません。ほかの端末から使うときは、TLS を終端する中継サーバーを前に置いてください。",
            "Warning: this does no TLS itself. For use from other machines put a reverse proxy with TLS before it.",
        )
    if not _has_accounts(desk.engine):
        say(
            language,
            "アカウントがまだありません。別の端末画面で最初の管理者を登録してください: shinchoku user add NAME --role administrator",
            "There is no account yet. Make the first administrator: shinchoku user add NAME --role administrator",
        )
    server_of(make_app(desk), host, port).run(sockets=[listening])


def _has_accounts(engine: Engine) -> bool:
    """Tell whether anybody could log in."""
    from shinchoku.adapters.state.accounts import count_accounts  # noqa: PLC0415 -- only when called

    with engine.connect() as connection:
        return count_accounts(connection) > 0
