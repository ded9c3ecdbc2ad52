"""The options that commands share, declared once."""

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from shinchoku.bilingual import Language
from shinchoku.city_clock import city_moment, require_reached
from shinchoku.cli.mistakes import MistakeError
from shinchoku.errors import ConfigurationError
from shinchoku.register.fiscal_year import FiscalYear

DATABASE_URL_VARIABLE = "SHINCHOKU_DATABASE_URL"

F = TypeVar("F", bound=Callable[..., Any])


class FiscalYearType(click.ParamType[FiscalYear]):
    """A fiscal year by Western year or by era: 2023, R5, 令和5年度."""

    name = "YEAR"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> FiscalYear:
        """Read the year.

        Raises:
            MistakeError: if it is none.
        """
        try:
            return FiscalYear.from_label(str(value))
        except ValueError as error:
            raise MistakeError(
                f"「{value}」は年度ではありません。2023、R5、令和5年度 の形で指定してください。",
                f"{value!r} is no fiscal year: give one like 2023 or R5.",
                ctx=ctx,
                param=param,
            ) from error


class DayType(click.ParamType[date]):
    """A date as ISO 8601 writes it."""

    name = "YYYY-MM-DD"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date.

        Raises:
            MistakeError: if it is none.
        """
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError as error:
            raise MistakeError(
                f"「{value}」は日付ではありません。2026-11-23 の形で指定してください。",
                f"{value!r} is no date: give one like 2026-11-23.",
                ctx=ctx,
                param=param,
            ) from error


class MomentType(click.ParamType[datetime]):
    """A day, or a day and a time, in the city: 2026-12-01, 2026-12-01T15:00."""

    name = "YYYY-MM-DD[THH:MM]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Read the moment; a day alone is its beginning.

        Raises:
            MistakeError: if it is none.
        """
        try:
            said = datetime.fromisoformat(str(value))
        except ValueError as error:
            raise MistakeError(
                f"「{value}」は日時ではありません。2026-12-01 か 2026-12-01T15:00 の形で指定してください。",
                f"{value!r} is no date and time: give one like 2026-12-01 or 2026-12-01T15:00.",
                ctx=ctx,
                param=param,
            ) from error
        return said if said.tzinfo else city_moment(said.date(), said.time())


def not_blank(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Refuse an empty reason: it is published.

    Raises:
        MistakeError: if there is nothing in it.
    """
    if not value.strip():
        raise MistakeError(
            "理由を書いてください。公表されます。", "give a reason: it is published.", ctx=ctx, param=param
        )
    return value.strip()


def not_ahead(ctx: click.Context, param: click.Parameter, value: date | None) -> date | None:
    """Refuse a run's date after today in the city, before anything is opened.

    Raises:
        MistakeError: if the day is still to come.
    """
    if value is None:
        return None
    try:
        return require_reached(value)
    except ConfigurationError as error:
        raise MistakeError.of(error.message, ctx=ctx, param=param) from error


plan_option = click.option(
    "--plan",
    metavar="PLAN",
    envvar="SHINCHOKU_PLAN",
    help="plans/ の中の計画名、またはパス / name under plans/, or a path",
)
data_option = click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("data"),
    show_default=True,
    help="raw・published・state を置くフォルダー / folder with raw, published and state",
)
as_of_option = click.option(
    "--as-of",
    type=DayType(),
    callback=not_ahead,
    help="処理日（既定: 東京の今日） / the run's date (default: today in Tokyo)",
)
language_option = click.option(
    "--lang",
    type=click.Choice([language.value for language in Language]),
    envvar="SHINCHOKU_LANG",
    default=Language.JA.value,
    show_default=True,
    help="表示の言語 / language of messages",
)
format_option = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json は標準出力にJSON文書を1つだけ書きます / one JSON document on standard output",
)


def database_address() -> str | None:
    """Return the configured database, which never stands in an argument list."""
    return os.environ.get(DATABASE_URL_VARIABLE)


def chosen_language(arguments: Sequence[str]) -> Language:
    """Return the language that an argument list or the environment asks for, Japanese if none does."""
    for one, following in zip(arguments, [*arguments[1:], ""], strict=True):
        said = one.removeprefix("--lang=") if one.startswith("--lang=") else following
        if one.split("=")[0] == "--lang" and said in set(Language):
            return Language(said)
    said = os.environ.get("SHINCHOKU_LANG", "")
    return Language(said) if said in set(Language) else Language.JA
