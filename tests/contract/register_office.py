"""A plan file, the workbook made of it, and edits of it as an officer makes them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
from builders import official, umibe
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from shinchoku.adapters.forms.register.tables import tables_of
from shinchoku.adapters.plan_file import load_plan
from shinchoku.register.plan import Plan
from shinchoku.usecases.register.workbook import RegisterProposal, export_register, propose

KANAZAWA = Path(__file__).resolve().parents[2] / "plans" / "kanazawa" / "plan.toml"
LISTS = (
    "catalogues",
    "basic_policies",
    "policy_measures",
    "departments",
    "items",
    "rounds",
    "official_figures",
    "highlights",
)


def a_plan() -> Plan:
    """Return 海辺市 with something in every section, and text that a spreadsheet would like to compute."""
    return umibe(
        plan={"principle": "=1+1"},
        publication={"keywords": ["海", "=浜"], "title": "海辺市の進捗 "},
        official_figures=[official(7, 6, 1, "85.7").model_dump(mode="json") | {"fiscal_year": 2023}],
        highlights=[
            {"report_year": 2023, "kind": "main_result", "item": "1"},
            {"report_year": 2023, "kind": "addition", "item": "R6-1"},
        ],
    )


def plain(value: object) -> object:
    """Return a dumped register with its fiscal years as plain numbers."""
    match value:
        case {"year": int(year)} if len(value) == 1:
            return year
        case dict():
            return {key.removeprefix("FY"): plain(one) for key, one in value.items()}
        case list():
            return [plain(one) for one in value]
        case _:
            return value


def toml(value: object) -> str:
    """Write a value in TOML; figures, which a dump holds as text, as they are."""
    match value:
        case dict():
            return "{ " + ", ".join(f"{json.dumps(key)} = {toml(one)}" for key, one in value.items()) + " }"
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)


def in_lines(plan: Plan) -> str:
    """Write a plan file with an entry a line, with comments above and behind."""
    sections = plain(plan.model_dump(mode="json", exclude_none=True, exclude={"layouts", "checks"}))
    lines = ["# The register of 海辺市."]
    for name, value in sections.items():
        lines += ["", f"# -- {name} --"]
        if name not in LISTS:
            lines += [f"{name}.{key} = {toml(one)}  # {key}" for key, one in value.items()]
            continue
        lines.append(f"{name} = [")
        for number, entry in enumerate(value):
            lines += [f"    # the entry {number} of {name}"] if number % 2 else []
            lines.append(f"    {toml(entry)},{' # behind it' if number % 3 == 2 else ''}")
        lines.append("]")
    return "\n".join(lines) + "\n"


def in_tables(plan: Plan) -> str:
    """Write a plan file as tables over several lines."""
    sections = plain(plan.model_dump(mode="json", exclude_none=True, exclude={"layouts", "checks"}))
    lines: list[str] = []
    for name, value in sections.items():
        for entry in value if name in LISTS else [value]:
            head = f"[[{name}]]" if name in LISTS else f"[{name}]"
            lines += [
                head,
                *(f"{key} = {toml(one)}" for key, one in entry.items() if not isinstance(one, dict)),
            ]
            for key, inner in entry.items():
                if isinstance(inner, dict):
                    lines += [f"[{name}.{key}]", *(f"{json.dumps(k)} = {toml(v)}" for k, v in inner.items())]
            lines.append("")
    return "\n".join(lines)


WRITINGS: Mapping[str, Callable[[Plan], str]] = {"lines": in_lines, "tables": in_tables}


_EXPORTED: dict[str, bytes] = {}
"""The workbooks of plan files that this process has exported."""


class Office:
    """A plan file, the workbook made of it, and what becomes of an edit."""

    def __init__(self, folder: Path, text: str) -> None:
        """Write the plan file and export it."""
        self.plan_file = folder / "plan.toml"
        self.workbook = folder / "register.xlsx"
        folder.mkdir(parents=True, exist_ok=True)
        self.plan_file.write_bytes(text.encode())
        if text not in _EXPORTED:
            export_register(self.plan_file, self.workbook, replace=True)
            _EXPORTED[text] = self.workbook.read_bytes()
        self.workbook.write_bytes(_EXPORTED[text])

    @property
    def plan(self) -> Plan:
        """The register as the plan file says it now."""
        return load_plan(self.plan_file)

    def edit(self, change: Callable[[Workbook], None]) -> RegisterProposal:
        """Change the workbook and return what it proposes."""
        book = openpyxl.load_workbook(self.workbook)
        change(book)
        book.save(self.workbook)
        return self.proposal()

    def proposal(self) -> RegisterProposal:
        """Return what the workbook proposes."""
        return propose(self.plan_file, self.workbook)


def row_of(sheet: Worksheet, code: str, column: int = 1) -> int:
    """Return the row of an entry."""
    return next(row for row in range(5, sheet.max_row + 1) if str(sheet.cell(row, column).value) == code)


def column_of(sheet: Worksheet, key: str) -> int:
    """Return the column of a key."""
    return next(cell.column for cell in sheet[4] if cell.value == key)


def write(sheet: Worksheet, row: int, cells: Mapping[str, object]) -> None:
    """Write into a row as a person does, text as text."""
    for key, value in cells.items():
        cell = sheet.cell(row, column_of(sheet, key.replace("__", ".")))
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"


def put(sheet_name: str, code: str, **cells: object) -> Callable[[Workbook], None]:
    """Return the edit that writes into an entry's row; `__` in a key stands for its dot."""

    def change(book: Workbook) -> None:
        sheet = book[sheet_name]
        row = row_of(sheet, code, 2 if sheet_name == "基本方針・施策" else 1)
        write(sheet, row, cells)

    return change


def append(sheet_name: str, **cells: object) -> Callable[[Workbook], None]:
    """Return the edit that writes an entry into the first empty row."""

    def change(book: Workbook) -> None:
        sheet = book[sheet_name]
        write(sheet, next(row for row in range(5, sheet.max_row + 1) if not sheet.cell(row, 1).value), cells)

    return change


def remove(sheet_name: str, code: str) -> Callable[[Workbook], None]:
    """Return the edit that deletes a row."""
    return lambda book: book[sheet_name].delete_rows(row_of(book[sheet_name], code))


def keys_of(section: str) -> set[str]:
    """Return the keys of a section's columns."""
    return {one.key for table in tables_of(a_plan()) if section in table.sections for one in table.fields}
