"""`shinchoku trace`: a published value back to the cell it came from."""

from pathlib import Path
from urllib.parse import urlsplit

import click

from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.bilingual import Language
from shinchoku.city_clock import today
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import (
    DATABASE_URL_VARIABLE,
    FiscalYearType,
    data_option,
    database_address,
    format_option,
    language_option,
)
from shinchoku.cli.screen import out, print_json, say
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.cli.trace_json import plain_trace
from shinchoku.cli.trace_screen import tree_of
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.session import reading
from shinchoku.views.trace import find_field, find_item, trace_value


@click.command(
    "trace",
    help=f"""{SHORT_HELPS["trace"]}

    \b
    PLAN   計画名かパス / name under plans/, or a path: kanazawa
    FY     年度 / fiscal year: 2023, R5, 令和5年度
    ITEM   項目番号 / item number: 78, R6-7
    FIELD  公表した列、またはシートの見出し
           a published column or a heading of the sheet: achievement_status, 達成状況

    例 / for example: shinchoku trace kanazawa R5 78 達成状況
    """,
)
@click.argument("plan")
@click.argument("year", type=FiscalYearType(), metavar="FY")
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
def command(  # noqa: PLR0913 -- one parameter for each argument and option
    plan: str,
    year: FiscalYear,
    item: str,
    field: str,
    data: Path,
    database: str | None,
    output: str,
    lang: str,
) -> None:
    """Print file, sheet, cell, raw text, every step, the value, and the releases it went into."""
    language = Language(lang)
    _require_no_password(database)
    find_field(find_item(load_plan(find_plan(plan)), year, item), field)
    with reading(plan, data, database or database_address(), today()) as session:
        if session is None:
            if output == "json":
                print_json({"standing": None})
            else:
                say(language, "まだ一度も処理していません。", "Nothing has been received yet.")
            return
        found = trace_value(session, year, item, field)
    if output == "json":
        print_json(plain_trace(found))
    else:
        out().print(tree_of(found, language))


def _require_no_password(address: str | None) -> None:
    """Refuse a password among the arguments: everybody on the machine can list them."""
    if address and urlsplit(address).password is not None:
        raise MistakeError(
            f"パスワードを含むアドレスは、環境変数 {DATABASE_URL_VARIABLE} で指定してください。",
            f"give an address with a password in {DATABASE_URL_VARIABLE}.",
            param_hint="--database",
        )
