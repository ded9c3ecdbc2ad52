"""Makes the demonstration inbox: the status sheets that the departments of a city might send.

Run `python examples/kanazawa/generate.py [OUT]`. The same register and the same truth give the same
bytes. `README.md` says what is in the inbox and which mistakes are deliberate.
"""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from files import csv_bytes, unicode_text_bytes, workbook_bytes
from habits import Habit, load_habits
from layout import Sheet
from mistakes import EMPTY_FILE_OF, MISTAKEN_ROUND, with_mistakes
from reports import Report, load_reports
from shinchoku.adapters.plan_file import load_plan
from shinchoku.register.plan import Plan
from tables import build_table
from writing import as_written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shinchoku.register.plan import Round

_HERE = Path(__file__).resolve().parent
_REGISTER = _HERE.parents[1] / "plans" / "kanazawa" / "plan.toml"
_THUMBNAILS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0")
"""What Windows leaves behind in a shared folder; only the signature matters here."""
_WRITERS = {"xlsx": workbook_bytes, "csv": csv_bytes, "txt": unicode_text_bytes}
"""How a file is written, by the end of its name."""


def main(arguments: list[str]) -> None:
    """Write the inbox into the folder named, or into `inbox` beside this file."""
    target = Path(arguments[0]) if arguments else _HERE / "inbox"
    plan = load_plan(_REGISTER)
    if target.exists():
        shutil.rmtree(target)
    count = 0
    for path, content in inbox_files(plan, load_habits()):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(content)
        count += 1
    print(f"{count} files in {target}")


def inbox_files(plan: Plan, habits: dict[str, Habit]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of every file of the inbox."""
    for asked in plan.rounds:
        by_department = _by_department(plan, asked)
        for code, habit in habits.items():
            names = habit.files.get(asked.id, [])
            for name, reports in _shared_out(names, by_department[code]):
                table = build_table(plan, asked, habit.headings, reports)
                sent = with_mistakes(table, plan, asked, code)
                written = as_written(sent, habit)
                sheet = Sheet(plan.departments_by_code[code], asked, habit, written)
                yield f"{asked.folder}/{name}", _content(name, sheet)
        if asked.id == MISTAKEN_ROUND:
            yield f"{asked.folder}/Thumbs.db", _THUMBNAILS


def _by_department(plan: Plan, asked: Round) -> defaultdict[str, dict[str, Report]]:
    """Return the reports of a round under the code of who fills in the sheet."""
    found: defaultdict[str, dict[str, Report]] = defaultdict(dict)
    for item_no, report in load_reports(asked.id).items():
        department = plan.reporting_department(plan.items_by_no[item_no], asked)
        found[department.code][item_no] = report
    return found


def _shared_out(names: list[str], reports: dict[str, Report]) -> Iterator[tuple[str, dict[str, Report]]]:
    """Share a department's items out over its files, in order."""
    if not names:
        return
    items = list(reports.items())
    size = -(-len(items) // len(names))
    for position, name in enumerate(names):
        yield name, dict(items[position * size : (position + 1) * size])


def _content(name: str, sheet: Sheet) -> bytes:
    """Return the bytes of one file; one of them arrives without any."""
    if (sheet.asked.id, sheet.department.code) == (MISTAKEN_ROUND, EMPTY_FILE_OF):
        return b""
    write = _WRITERS[name.rpartition(".")[2]]
    return write(sheet)


if __name__ == "__main__":
    main(sys.argv[1:])
