"""Write `docs/reference/` from the code, so that the reference cannot say anything else.

`python docs/generate.py` writes the pages; with `--check` it writes nothing and exits 1 if a page is stale.
"""  # noqa: INP001 -- a script, not a package

from __future__ import annotations

import ast
import inspect
import sys
import textwrap
import types
import typing
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
from annotated_types import Ge, Le, MinLen
from pydantic.fields import FieldInfo

from schemas.codes import PUBLISHED_CODE_LISTS, CodeList
from schemas.headings import FIGURES, HEADINGS, LABELS, NARRATIVE, OUT_OF_SCOPE, REQUIRED
from schemas.published import TABLES, TableContract
from shinchoku.checks.findings import FindingState, Rule
from shinchoku.checks.rules import RULES
from shinchoku.cli import shinchoku
from shinchoku.package.descriptor import table_schema
from shinchoku.register.entries import RoundCoverage
from shinchoku.register.entry import Entry
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.decision import Outcome
from shinchoku.releases.history import Cause
from shinchoku.releases.holds import HoldReason
from shinchoku.stages.progress import Stage

REFERENCE = Path(__file__).parent / "reference"
HELP_WIDTH = 100
Page = Iterator[str]


def rules() -> Page:
    """Every validation rule, from `shinchoku.checks.rules`."""
    yield "# Rules 検査の規則"
    yield ""
    yield "What the night checks on every status sheet. An error keeps the row, or the file, out of the"
    yield "figures until it is gone; a warning and a note keep nothing out. `{…}` is filled in."
    yield ""
    yield "エラーのある行やファイルは、直るまで集計に入りません。注意と参考は集計を止めません。`{…}` には具体的な値が入ります。"
    yield ""
    yield from _table(
        ("Code", "重大度 / Severity", "規則 / Rule"),
        (
            (f"[{code}](#{code.lower()})", _both(rule.severity), f"{rule.title.ja} / {rule.title.en}")
            for code, rule in RULES.items()
        ),
    )
    for rule in RULES.values():
        yield from _rule(rule)


def _rule(rule: Rule) -> Page:
    """One rule."""
    yield ""
    yield f"## {rule.code}"
    yield ""
    yield f"**{rule.title.ja}** / {rule.title.en}"
    yield ""
    yield from _table(
        ("", ""),
        (
            ("Name", f"`{rule.name}` (version {rule.version})"),
            ("重大度 / Severity", _both(rule.severity)),
            ("Message", f"{rule.message.ja}<br>{rule.message.en}"),
            ("対応 / Remedy", f"{rule.remedy.ja}<br>{rule.remedy.en}"),
            ("Waivable", "yes" if rule.waivable else "no"),
            ("Source", rule.source),
        ),
    )


def tables() -> Page:
    """Every published table, from `schemas.published`."""
    yield "# Published tables 公表する表"
    yield ""
    yield "CSV files of a package: UTF-8 with a byte order mark, CRLF line ends, the header on row 1. An empty"
    yield "cell means that there is no value, never zero. `datapackage.json` of every package says the same."
    yield ""
    yield from _table(
        ("Table", "名称", "Title", "Key"),
        (
            (
                f"[`{name}`](#{name})",
                t.title_ja,
                t.title_en,
                " ".join(f"`{k}`" for k in t.primary_key),
            )
            for name, t in TABLES.items()
        ),
    )
    for table in TABLES.values():
        yield from _published_table(table)


def _published_table(table: TableContract) -> Page:
    """One published table."""
    schema = table_schema(table)
    yield ""
    yield f"## {table.name}"
    yield ""
    yield _sentence(table.model)
    yield ""
    yield from _table(
        ("Column", "Type", "名称 / Title", "説明 / Description", "Constraints"),
        (_column(field) for field in schema["fields"]),
    )
    yield ""
    yield f"Primary key: {_codes(schema['primaryKey'])}."
    for key in schema.get("foreignKeys", ()):
        yield f"Foreign key: {_codes(key['fields'])} → `{key['reference']['resource']}`."
    for check in _row_checks(table):
        yield f"Every row: {check}"


def _column(field: dict[str, Any]) -> tuple[str, ...]:
    """One column as a row of the page."""
    said = [field["description"], field["description_en"]] if "description" in field else []
    if "code_list" in field:
        said.append(f"→ [`{field['code_list']}`](codes.md#{field['code_list']})")
    constraints = [
        "required" if name == "required" else f"{name} `{value}`"
        for name, value in field.get("constraints", {}).items()
        if name != "enum"
    ]
    return (
        f"`{field['name']}`",
        field["type"],
        f"{field['title']} / {field['title_en']}",
        "<br>".join(said),
        "<br>".join(constraints),
    )


def _row_checks(table: TableContract) -> Iterator[str]:
    """Yield what a contract asks of whole rows, in the words of its checks."""
    for check in table.model.to_schema().checks:
        yield _sentence(getattr(table.model, str(check.name)))


def codes() -> Page:
    """Every code list, from `schemas.codes`."""
    yield "# Codes コード表"
    yield ""
    yield "The closed lists behind the columns of the published tables. Every package carries them in its"
    yield "table `codes`, together with the codes of its plan: policies, measures and departments."
    for name, code_list in PUBLISHED_CODE_LISTS.items():
        yield ""
        yield f"## {name}"
        yield ""
        yield _sentence(code_list)
        yield ""
        yield from _code_table(code_list)


def headings() -> Page:
    """Every accepted heading, from `schemas.headings`."""
    yield "# Headings 様式の見出し"
    yield ""
    yield "A heading row is a row that names at least three of these columns. Headings are compared in one"
    yield "width and case, without spaces, line breaks, colons and the mark ※. A heading that is not listed"
    yield "here is a finding ([SH203](rules.md#sh203)) and its column is not read."
    yield ""
    yield "見出しは、全角・半角、空白、改行、コロン、「※」の違いを無視して比べます。"
    yield ""
    kinds = dict.fromkeys(FIGURES, "figure") | dict.fromkeys(NARRATIVE, "published text")
    yield from _table(
        ("Column", "Accepted headings 使える見出し", "Required 必須", "Kind"),
        (
            (
                f"`{name}`",
                "、".join(accepted),
                "yes" if name in REQUIRED else "",
                kinds.get(name, ""),
            )
            for name, accepted in HEADINGS.items()
        ),
    )
    yield ""
    yield "## Known and not read 読まない見出し"
    yield ""
    yield "、".join(OUT_OF_SCOPE)
    yield ""
    yield "## Labelled cells above the table 表の上の記入欄"
    yield ""
    yield "The answer stands to the right of the label, or behind its colon."
    yield ""
    yield from _table(
        ("Says", "Accepted labels 使える名前"),
        ((f"`{name}`", "、".join(accepted)) for name, accepted in LABELS.items()),
    )


def cli() -> Page:
    """Every command, from its own help."""
    yield "# Command line コマンド"
    yield ""
    yield "The help of each command, as it prints it. `PLAN` is a folder name under `plans/` or a path; with"
    yield "one plan there it may be left out. Relative paths resolve from the working directory."
    yield ""
    yield from _table(
        ("Exit code", "Meaning"),
        (
            ("0", "done: released, held, or nothing to do"),
            ("1", "`check` found errors, or `verify` failed"),
            ("2", "usage or configuration: nothing was done"),
            ("3", "something is held (`nightly --fail-on-hold` only)"),
            (
                "4",
                "a lock, disk, database or network failed, or `doctor` found something unfit: safe to run again",
            ),
        ),
    )
    yield ""
    yield from _table(
        ("Environment variable", "Meaning"),
        (
            ("`SHINCHOKU_PLAN`", "the plan, where `--plan` is not given"),
            ("`SHINCHOKU_LANG`", "the language, where `--lang` is not given"),
            ("`SHINCHOKU_DATABASE_URL`", "the state database; without it, SQLite under `data/state`"),
            ("`PREFECT_API_URL`", "a Prefect server of your own; without it, one is started for the run"),
        ),
    )
    root = click.Context(
        shinchoku, info_name="shinchoku", terminal_width=HELP_WIDTH, **shinchoku.context_settings
    )
    for name in shinchoku.list_commands(root):
        command = shinchoku.get_command(root, name)
        if command is None:
            continue
        context = click.Context(command, info_name=name, parent=root, terminal_width=HELP_WIDTH)
        yield ""
        yield f"## {name}"
        yield ""
        yield "```text"
        yield command.get_help(context)
        yield "```"


def plan_file() -> Page:
    """Every key of `plan.toml`, from the models of `shinchoku.register.entries`."""
    yield "# The plan file 計画ファイル"
    yield ""
    yield "`plans/<plan_id>/plan.toml`. A key that is not listed here is refused; every mistake is told at once"
    yield 'with its key. A fiscal year is written `2024` or `"令和6年度"`, a date as `2024-05-10`.'
    yield ""
    sections = list(_sections())
    yield from _table(
        ("Section", "Holds", "Required"),
        (
            (
                f"[`{name}`](#{name.replace('.', '')})",
                _sentence(model),
                "yes" if field is None or field.is_required() else "no",
            )
            for name, model, field in sections
        ),
    )
    for name, model, _ in sections:
        yield ""
        yield f"## {name}"
        yield ""
        yield _sentence(model)
        yield ""
        words, hints = _attribute_words(model), typing.get_type_hints(model, include_extras=True)
        yield from _table(
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
    if issubclass(hint, CodeList):
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
    value = field.get_default()
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return "" if value is None or value in ("", ()) else f"`{value}`"


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


def states() -> Page:
    """Every state and outcome, from the enumerations of the core."""
    yield "# States 状態"
    yield ""
    sections: tuple[tuple[str, str, type[CodeList]], ...] = (
        ("Stages of a night", "In this order, nowhere else.", Stage),
        (
            "Outcomes of a fiscal year",
            "What a night decides for each reported year (`shinchoku.releases.decision.decide`).",
            Outcome,
        ),
        (
            "Why a year is held",
            "A held year contributes the rows of the last release, or none, until somebody approves.",
            HoldReason,
        ),
        ("Why a version carries a year's content", "Shown by `shinchoku releases`.", Cause),
        (
            "States of a finding",
            "The night opens and resolves. The states between belong to decisions of stewards.",
            FindingState,
        ),
        ("What a round asks about", "The key `covers` of a round.", RoundCoverage),
    )
    for title, words, code_list in sections:
        yield f"## {title}"
        yield ""
        yield words
        yield ""
        yield from _code_table(code_list)
        yield ""


PAGES: dict[str, Callable[[], Page]] = {
    "rules.md": rules,
    "tables.md": tables,
    "codes.md": codes,
    "headings.md": headings,
    "cli.md": cli,
    "plan-file.md": plan_file,
    "states.md": states,
}


def _table(heads: tuple[str, ...], rows: typing.Iterable[tuple[str, ...]]) -> Page:
    """Lines of a Markdown table."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _code_table(code_list: type[CodeList]) -> Page:
    """The members of a code list."""
    yield from _table(
        ("Code", "名称", "Label"), ((f"`{code}`", code.label_ja, code.label_en) for code in code_list)
    )


def _both(code: CodeList) -> str:
    """Both labels of a code."""
    return f"{code.label_ja} / {code.label_en}"


def _codes(names: typing.Iterable[str]) -> str:
    """Return names as inline code."""
    return ", ".join(f"`{name}`" for name in names)


def _sentence(documented: object) -> str:
    """Return the first paragraph of a docstring on one line."""
    return " ".join((inspect.getdoc(documented) or "").split("\n\n")[0].split())


def page_text(name: str) -> str:
    """Return a page as it is to be written."""
    head = f"<!-- Generated by docs/generate.py ({inspect.getdoc(PAGES[name])}) Change the code, not this page. -->"
    lines = [line.rstrip() for text in PAGES[name]() for line in text.splitlines() or [""]]
    return "\n".join([head, "", *lines]).rstrip() + "\n"


def main(arguments: list[str]) -> int:
    """Write the pages, or tell which are stale."""
    if arguments not in ([], ["--check"]):
        click.echo("usage: python docs/generate.py [--check]", err=True)
        return 2
    stale: list[str] = []
    for name in PAGES:
        path, text = REFERENCE / name, page_text(name)
        if path.is_file() and path.read_bytes() == text.encode():
            continue
        stale.append(name)
        if not arguments:
            REFERENCE.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
    if arguments and stale:
        click.echo(f"stale: {', '.join(stale)} (run: make docs)", err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
