"""`shinchoku trace`: a published value back to the cell it came from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from shinchoku.bilingual import Bilingual, Language
from shinchoku.cli.holds import hold_sentences
from shinchoku.cli.mistakes import MistakeError
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
    from shinchoku.stages.session import Session


@click.command(
    "trace",
    help="""公表した値の出どころを、受け取ったセルまでたどります / follow a published value to its cell

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
def command(  # noqa: PLR0913 -- one parameter for each argument and option
    plan: str, year: str, item: str, field: str, data: Path, database: str | None, output: str, lang: str
) -> None:
    """Print file, sheet, cell, raw text, every step, the value, and the releases it went into."""
    from shinchoku.adapters.plan_file import find_plan, load_plan  # noqa: PLC0415 -- only when called
    from shinchoku.cli.trace_json import plain_trace  # noqa: PLC0415 -- as above
    from shinchoku.cli.trace_screen import tree_of  # noqa: PLC0415 -- as above
    from shinchoku.stages.session import reading, today  # noqa: PLC0415 -- SQLAlchemy is slow to import
    from shinchoku.stages.trace import find_field, find_item, trace_value  # noqa: PLC0415 -- pandas is slow to import

    language = Language(lang)
    wanted = _year(year)
    _require_no_password(database)
    find_field(find_item(load_plan(find_plan(plan)), wanted, item), field)
    with reading(plan, data, database or database_address(), today()) as session:
        if session is None:
            if output == "json":
                print_json({"standing": None})
            else:
                say(language, "まだ一度も処理していません。", "Nothing has been received yet.")
            return
        found = trace_value(session, wanted, item, field)
        holds = _holds(session, wanted)
    if output == "json":
        print_json(plain_trace(found))
    else:
        out().print(tree_of(replace(found, holds=holds), language))


def _holds(session: Session, year: FiscalYear) -> tuple[Bilingual, ...]:
    """Return why a year waits, each reason with its kind."""
    from shinchoku.adapters.state.approvals import load_waiting  # noqa: PLC0415 -- only when called

    with session.engine.connect() as connection:
        waiting: list[dict[str, Any]] = load_waiting(connection, session.plan.id)
    holds = [hold for one in waiting if one["fiscal_year"] == year.year for hold in one["holds"]]
    return hold_sentences(holds)


def _year(text: str) -> FiscalYear:
    """Read a fiscal year by era or by Western year.

    Raises:
        MistakeError: if it is none.
    """
    from shinchoku.register.fiscal_year import FiscalYear  # noqa: PLC0415 -- only when called

    try:
        return FiscalYear.from_label(text)
    except ValueError as error:
        words = Bilingual(
            f"「{text}」は年度ではありません。2023、R5、令和5年度 の形で指定してください。",
            f"{text!r} is no fiscal year: give one like 2023 or R5.",
        )
        raise MistakeError(words, param_hint="FY") from error


def _require_no_password(address: str | None) -> None:
    """Refuse a password among the arguments: everybody on the machine can list them.

    Raises:
        MistakeError: if the address has one.
    """
    if address and urlsplit(address).password is not None:
        words = Bilingual(
            f"パスワードを含むアドレスは、環境変数 {DATABASE_URL_VARIABLE} で指定してください。",
            f"give an address with a password in {DATABASE_URL_VARIABLE}.",
        )
        raise MistakeError(words, param_hint="--database")
