"""`shinchoku trace`: a published value back to the cell it came from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from shinchoku.bilingual import Language
from shinchoku.cli.options import (
    DATABASE_URL_VARIABLE,
    data_option,
    database_address,
    format_option,
    language_option,
)
from shinchoku.cli.screen import out, print_json, say

if TYPE_CHECKING:
    from shinchoku.register.fiscal_year import FiscalYear


@click.command(
    "trace",
    help="公表した値の出どころを、受け取ったセルまでたどります / follow a published value to its cell",
)
@click.argument("plan")
@click.argument("year", metavar="FY")
@click.argument("item")
@click.argument("field")
@data_option
@click.option(
    "--database",
    metavar="URL",
    help="状態データベース（既定: 環境変数かデータフォルダーの中） / state database",
)
@format_option
@language_option
def command(  # noqa: PLR0913 -- an argument for each option
    plan: str, year: str, item: str, field: str, data: Path, database: str | None, output: str, lang: str
) -> None:
    """Print file, sheet, cell, raw text, every step, the value, and the releases it went into.

    FY is 2023, R5 or 令和5年度; FIELD a published column (`achievement_status`) or its heading (達成状況).
    """
    from shinchoku.cli.trace_json import plain_trace  # noqa: PLC0415 -- only when called
    from shinchoku.cli.trace_screen import tree_of  # noqa: PLC0415 -- as above
    from shinchoku.stages.session import reading, today  # noqa: PLC0415 -- SQLAlchemy is slow to import
    from shinchoku.stages.trace import trace_value  # noqa: PLC0415 -- pandas is slow to import

    language = Language(lang)
    wanted = _year(year)
    _require_no_password(database)
    with reading(plan, data, database or database_address(), today()) as session:
        if session is None:
            if output == "json":
                print_json({"standing": None})
            else:
                say(language, "まだ一度も処理していません。", "Nothing has been received yet.")
            return
        found = trace_value(session, wanted, item, field)
    if output == "json":
        print_json(plain_trace(found))
    else:
        out().print(tree_of(found, language))


def _year(text: str) -> FiscalYear:
    """Read a fiscal year by era or by Western year.

    Raises:
        click.BadParameter: if it is none.
    """
    from shinchoku.register.fiscal_year import FiscalYear  # noqa: PLC0415 -- only when called

    try:
        return FiscalYear.from_label(text)
    except ValueError as error:
        words = f"年度は 2023、R5、令和5年度 の形で指定してください / a fiscal year like 2023 or R5: {text}"
        raise click.BadParameter(words, param_hint="FY") from error


def _require_no_password(address: str | None) -> None:
    """Refuse a password among the arguments: everybody on the machine can list them.

    Raises:
        click.BadParameter: if the address has one.
    """
    if address and urlsplit(address).password is not None:
        words = (
            f"パスワードを含むアドレスは、環境変数 {DATABASE_URL_VARIABLE} で指定してください"
            f" / give an address with a password in {DATABASE_URL_VARIABLE}"
        )
        raise click.BadParameter(words, param_hint="--database")
