"""How a published column is declared: its type, its rule and its words, in one line of a table."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import pandera.pandas as pa

from schemas.code_list import CodeList

ESCAPED_JA = "CSVでは、式と見なされる文の先頭に ' を付けています（README.mdを参照）。"
ESCAPED_EN = "In the CSV, text that looks like a formula has a leading ' (see README.md)."


class ColumnType(StrEnum):
    """The type of a published column, in the words of Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


def text(
    ja: str, en: str, *, about: tuple[str, str] = ("", ""), optional: bool = False, pattern: str = ""
) -> Any:  # noqa: ANN401 -- pandera types a field as Any
    """Declare a column of codes or names."""
    checks: dict[str, Any] = {"str_matches": pattern} if pattern else {}
    return _column(ColumnType.STRING, ja, en, about, optional, **checks)


def prose(ja: str, en: str, *, about: tuple[str, str] = ("", ""), optional: bool = False) -> Any:  # noqa: ANN401 -- pandera types a field as Any
    """Declare a column of free text, which may have been escaped against formula injection."""
    about_escape = (f"{about[0]}{ESCAPED_JA}", f"{about[1]} {ESCAPED_EN}".strip())
    return _column(ColumnType.STRING, ja, en, about_escape, optional, escaped=True)


def coded(
    ja: str,
    en: str,
    codes: type[CodeList],
    code_list: str,
    *,
    about: tuple[str, str] = ("", ""),
    optional: bool = False,
) -> Any:  # noqa: ANN401 -- pandera types a field as Any
    """Declare a column whose values are the codes of a published code list."""
    return _column(
        ColumnType.STRING, ja, en, about, optional, isin=[*map(str, codes)], codes=codes, code_list=code_list
    )


def whole(
    ja: str, en: str, *, about: tuple[str, str] = ("", ""), optional: bool = False, at_least: int = 0
) -> Any:  # noqa: ANN401 -- pandera types a field as Any
    """Declare a column of whole numbers."""
    return _column(ColumnType.INTEGER, ja, en, about, optional, ge=at_least)


def number(
    ja: str,
    en: str,
    *,
    about: tuple[str, str] = ("", ""),
    between: tuple[float, float] | None = None,
    at_least: float | None = None,
) -> Any:  # noqa: ANN401 -- pandera types a field as Any
    """Declare a column of figures; an empty cell means that there is none, never zero."""
    bounds: dict[str, Any] = {"ge": between[0], "le": between[1]} if between else {}
    if at_least is not None:
        bounds["ge"] = at_least
    return _column(ColumnType.NUMBER, ja, en, about, optional=True, **bounds)


def flag(ja: str, en: str, *, about: tuple[str, str] = ("", "")) -> Any:  # noqa: ANN401 -- pandera types a field as Any
    """Declare a column of `true` and `false`."""
    return _column(ColumnType.BOOLEAN, ja, en, about, optional=False)


def day(ja: str, en: str, *, about: tuple[str, str] = ("", ""), optional: bool = False) -> Any:  # noqa: ANN401 -- pandera types a field as Any
    """Declare a column of ISO 8601 dates (GIF)."""
    pattern = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
    return _column(ColumnType.DATE, ja, en, about, optional, str_matches=pattern)


def _column(  # noqa: PLR0913 -- one argument for each part of a column's declaration
    column_type: ColumnType,
    ja: str,
    en: str,
    about: tuple[str, str],
    optional: bool,  # noqa: FBT001 -- named by every caller above
    *,
    codes: type[CodeList] | None = None,
    code_list: str = "",
    escaped: bool = False,
    **checks: Any,  # noqa: ANN401 -- whatever checks pandera has
) -> Any:  # noqa: ANN401 -- pandera types a field as Any
    """Return a pandera field that carries its type and words as metadata."""
    return pa.Field(
        nullable=optional,
        title=ja,
        description=about[0] or None,
        metadata={
            "type": column_type,
            "title_en": en,
            "description_en": about[1],
            "codes": codes,
            "code_list": code_list,
            "escaped": escaped,
        },
        **checks,
    )
