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

from reference_pages.markdown import Page, code_lines, sentence_of, table_lines
from shinchoku.adapters.catalogues.kinds import catalogue_kinds
from shinchoku.catalogue_kinds.ckan.settings import CkanLayout
from shinchoku.catalogues.facts import Fact
from shinchoku.register.catalogues import CatalogueSettings, Drift
from shinchoku.register.entry import Entry
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

Models = list[type[Entry]]
_SEVERAL = "Entries of several kinds, told apart by the key `kind`."


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
                f"[`{name}`](#{_anchor(name)})",
                sentence_of(models[0]) if len(models) == 1 else _SEVERAL,
                "yes" if field is None or field.is_required() else "no",
            )
            for name, models, field in sections
        ),
    )
    for name, models, _ in sections:
        yield ""
        yield f"## {name}"
        yield ""
        if len(models) == 1:
            yield from _keys(models[0])
        else:
            yield from _kinds(name, models)
    yield from _codes_of_catalogues()


def _kinds(name: str, models: Models) -> Page:
    """Yield a section whose entries are of several kinds, each with its own keys."""
    yield _SEVERAL
    yield ""
    headings = {model: f"{name} of kind {_kind_of(model)}" for model in models}
    yield from table_lines(
        ("Kind", "What it is"),
        (
            (f"[`{_kind_of(model)}`](#{_anchor(heading)})", sentence_of(model))
            for model, heading in headings.items()
        ),
    )
    for model, heading in headings.items():
        yield ""
        yield f"### {heading}"
        yield ""
        yield from _keys(model, "kind")


def _keys(model: type[Entry], first: str = "") -> Page:
    """Yield what a model is and every key that it takes, `first` before the others."""
    yield sentence_of(model)
    yield ""
    words, hints = _attribute_words(model), typing.get_type_hints(model, include_extras=True)
    yield from table_lines(
        ("Key", "Value", "Default", "Meaning"),
        (
            (f"`{key}`", _type_words(hints[key]), _default(field), words.get(key, ""))
            for key, field in sorted(model.model_fields.items(), key=lambda one: one[0] != first)
        ),
    )


def _codes_of_catalogues() -> Page:
    """Yield what the codes in the sections of catalogues mean."""
    for title, words, code_list in (
        ("Facts of a dataset", "What the key `fields` of a catalogue can fill a field with.", Fact),
        ("Layouts in CKAN", "The key `layout` of a catalogue of kind `ckan`.", CkanLayout),
        ("What becomes of drift", "The key `drift` of a catalogue.", Drift),
    ):
        yield ""
        yield f"## {title}"
        yield ""
        yield words
        yield ""
        yield from code_lines(code_list)


def _anchor(section: str) -> str:
    """Return where a section's heading leads: small letters, blanks as hyphens, no other signs."""
    return "".join(c for c in section.lower().replace(" ", "-") if c.isalnum() or c in "-_")


def _sections() -> Iterator[tuple[str, Models, FieldInfo | None]]:
    """Yield every section of the file with its models, those inside a section after it."""
    hints = typing.get_type_hints(Plan, include_extras=True)
    for name, field in Plan.model_fields.items():
        models = _entries_of(hints[name])
        if models:
            yield name, models, field
        for model in models:
            yield from _sections_inside(name, model)


def _sections_inside(name: str, model: type[Entry]) -> Iterator[tuple[str, Models, FieldInfo | None]]:
    """Yield the sections inside a section."""
    hints = typing.get_type_hints(model, include_extras=True)
    for key, field in model.model_fields.items():
        inner = _entries_of(hints[key])
        if inner:
            yield f"{name}.{key}", inner, field


def _entries_of(hint: Any) -> Models:  # noqa: ANN401 -- a type hint can be anything
    """Return the models that a type hint is about: itself, a list of it, it or nothing, or any of several."""
    if hint is CatalogueSettings:
        return [kind.settings for kind in catalogue_kinds().values()]
    if inspect.isclass(hint) and issubclass(hint, Entry):
        return [hint]
    return [model for part in typing.get_args(hint) for model in _entries_of(part)]


def _kind_of(model: type[Entry]) -> str:
    """Return the text that tells the entries of a model from those of another kind."""
    (kind,) = typing.get_args(typing.get_type_hints(model)["kind"])
    return str(kind)


def _type_words(hint: Any) -> str:  # noqa: ANN401, PLR0911 -- one line for each kind of type
    """Say in words what a key takes."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _type_words(parts[0]) + "".join(_constraint_words(parts[1:]))
    if origin in {typing.Union, types.UnionType}:
        return _type_words(next(part for part in parts if part is not type(None)))
    if origin is typing.Literal:
        return " or ".join(f"`{one}`" for one in parts)
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
    """Return the docstrings that stand below a model's fields, its own and those that it inherits."""
    base = model.__bases__[0]
    words = _attribute_words(base) if base is not Entry else {}
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
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
