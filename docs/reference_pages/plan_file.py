"""The page on the plan file, from the models of the register."""

from __future__ import annotations

import ast
import inspect
import textwrap
import types
import typing
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

from annotated_types import Ge, Gt, Le, MinLen
from pydantic.fields import FieldInfo

from reference_pages.markdown import Page, sentence_of, table_lines
from shinchoku.register.entry import Entry
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan


def plan_file() -> Page:
    """Every key of `plan.toml`, from the models of `shinchoku.register.entries`."""
    yield "# The plan file 計画ファイル"
    yield ""
    yield "`plans/<plan_id>/plan.toml`. A key that is not listed here is refused; every mistake is told at once"
    yield 'with its key. A fiscal year is written `2024` or `"令和6年度"`, a date as `2024-05-10`.'
    yield ""
    sections = list(_sections())
    yield from table_lines(
        ("Section", "Holds", "Required"),
        (
            (
                f"[`{name}`](#{name.replace('.', '')})",
                sentence_of(model),
                "yes" if field is None or field.is_required() else "no",
            )
            for name, model, field in sections
        ),
    )
    for name, model, _ in sections:
        yield ""
        yield f"## {name}"
        yield ""
        yield sentence_of(model)
        yield ""
        words, hints = _attribute_words(model), typing.get_type_hints(model, include_extras=True)
        yield from table_lines(
            ("Key", "Value", "Default", "Meaning"),
            (
                (f"`{key}`", _type_words(hints[key]), _default(field), words.get(key, ""))
                for key, field in model.model_fields.items()
            ),
        )


def _sections() -> Iterator[tuple[str, type[Entry], FieldInfo | None]]:
    """Yield every section of the file with its model, those inside a section after it."""
    hints = typing.get_type_hints(Plan, include_extras=True)
    for name, field in Plan.model_fields.items():
        model = _entry_of(hints[name])
        if model is not None:
            yield name, model, field
            yield from _sections_inside(name, model)


def _sections_inside(name: str, model: type[Entry]) -> Iterator[tuple[str, type[Entry], FieldInfo | None]]:
    hints = typing.get_type_hints(model, include_extras=True)
    for key, field in model.model_fields.items():
        inner = _entry_of(hints[key])
        if inner is not None:
            yield f"{name}.{key}", inner, field


def _entry_of(hint: Any) -> type[Entry] | None:  # noqa: ANN401 -- a type hint can be anything
    """Return the model that a type hint is about: itself, a list of it, or it or nothing."""
    if inspect.isclass(hint) and issubclass(hint, Entry):
        return hint
    found = [_entry_of(part) for part in typing.get_args(hint)]
    return next((one for one in found if one is not None), None)


def _type_words(hint: Any) -> str:  # noqa: ANN401, PLR0911 -- one line for each kind of type
    """Say in words what a key takes."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _type_words(parts[0]) + "".join(_constraint_words(parts[1:]))
    if origin in {typing.Union, types.UnionType}:
        return _type_words(next(part for part in parts if part is not type(None)))
    if origin is tuple:
        return f"list of: {_type_words(parts[0])}"
    if origin is dict:
        return f"table: {_type_words(parts[0])} → {_type_words(parts[1])}"
    if issubclass(hint, Entry):
        return "a table of its own, below"
    if issubclass(hint, StrEnum):
        return "one of " + ", ".join(f"`{code}`" for code in hint)
    names = {
        str: "text",
        int: "whole number",
        bool: "`true` or `false`",
        date: "date",
        Decimal: "number",
        FiscalYear: "fiscal year",
    }
    return names[hint]


def _constraint_words(metadata: tuple[Any, ...]) -> Iterator[str]:
    """Say in words what a value must be."""
    for one in metadata:
        for part in one.metadata if isinstance(one, FieldInfo) else ():
            match part:
                case Ge(ge=least):
                    yield f", at least {least}"
                case Gt(gt=bound):
                    yield f", more than {bound}"
                case Le(le=most):
                    yield f", at most {most}"
                case MinLen():
                    yield ", not empty"
                case _ if getattr(part, "pattern", None):
                    yield f", like `{part.pattern}`"
                case _:
                    message = f"a constraint without its words: {part!r}"
                    raise NotImplementedError(message)


def _default(field: FieldInfo) -> str:
    """Say what a key is when it is left out."""
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return "" if value is None or value in ("", (), {}) else f"`{value}`"


def _attribute_words(model: type[Entry]) -> dict[str, str]:
    """Return the docstrings that stand below a model's fields."""
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    words: dict[str, str] = {}
    statements = body.body if isinstance(body, ast.ClassDef) else []
    for field, following in pairwise(statements):
        match field, following:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                words[name] = " ".join(text.split())
            case _:
                pass
    return words
