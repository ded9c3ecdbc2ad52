"""What reading a sheet costs beside calamine's own time for the same files, in one process.

    .venv/bin/python benchmarks/reading.py [ROUNDS]

Three sets: the demonstration's workbooks, forms of 20 rows and lists of 100 rows, 18 columns each, made
here. For each: calamine alone (bytes to cells), our grids (cells as text, merged areas, and the decision
whether a second look is needed, with the look where it is), and the whole reading (tables found, rows with
their cells). openpyxl stands beside them as the other reader that sees hidden rows and comments.
Every round reads every file once; the figures are the rounds' medians, in milliseconds a file.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from python_calamine import CalamineWorkbook

from shinchoku.adapters.ooxml import look
from shinchoku.adapters.workbooks import read_content
from shinchoku.adapters.workbooks.spreadsheet import read_spreadsheet

ROOT = Path(__file__).resolve().parents[1]
FILES = 30
TARGET = 300
HEADINGS = (
    "基本方針", "施策", "No.", "取組項目", "指標", "単位", "基準値", "前年度実績値", "目標値", "実績値", "累計",
    "達成状況", "取組実績", "未達成の理由", "今後の取組", "確定予定時期", "訂正の理由", "備考",
)  # fmt: skip


def main() -> None:
    """Measure every set and print a line each."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    inbox = (path.read_bytes() for path in sorted((ROOT / "examples/kanazawa/inbox").rglob("*.xlsx")))
    sets: dict[str, list[bytes]] = {
        "the demonstration's workbooks": [content for content in inbox if content],
        "forms of 20 rows": [_made(20, seed) for seed in range(FILES)],
        "lists of 100 rows": [_made(100, seed) for seed in range(FILES)],
        "lists of 100 rows, one cell struck through": [_made(100, n, struck=True) for n in range(FILES)],
    }
    print(
        "| files | second look | calamine ms | grids ms | ratio | whole reading ms | ratio | openpyxl ms | ratio |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, files in sets.items():
        print(_line(name, files, rounds))


def _line(name: str, files: Sequence[bytes], rounds: int) -> str:
    """Measure one set: the four readers in turn within each round, so that all meet the same machine."""
    readers: tuple[Callable[[bytes], object], ...] = (_calamine, _grids, read_content, _openpyxl)
    taken: list[list[float]] = [[] for _ in readers]
    for _ in range(rounds):
        for reader, times in zip(readers, taken, strict=True):
            times.append(_milliseconds(reader, files))
    floor, grids, whole, other = map(statistics.median, taken)
    looked = sum(1 for content in files if (seen := look(content)) and seen.sheets)
    return (
        f"| {len(files)}: {name} | {looked} | {floor:.2f} | {grids:.2f} | {grids / floor:.1f} "
        f"| {whole:.2f} | {whole / floor:.1f} | {other:.1f} | {other / floor:.0f} |"
    )


def _milliseconds(reader: Callable[[bytes], object], files: Sequence[bytes]) -> float:
    """Return the time a file takes, on average over a set."""
    began = time.perf_counter()
    for content in files:
        reader(content)
    return (time.perf_counter() - began) / len(files) * 1000


def _calamine(content: bytes) -> object:
    """Read every cell with calamine and nothing else."""
    workbook = CalamineWorkbook.from_filelike(BytesIO(content))
    return [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]


def _grids(content: bytes) -> object:
    """Read the grids of text, with the second look where the raw parts ask for it."""
    return read_spreadsheet(content)


def _openpyxl(content: bytes) -> object:
    """Read every cell with openpyxl."""
    return [list(sheet.values) for sheet in load_workbook(BytesIO(content)).worksheets]


def _made(rows: int, seed: int, *, struck: bool = False) -> bytes:
    """Make a status sheet of some rows; every seed makes other texts and figures."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for line in (
        ("令和5年度 進捗状況シート",),
        ("部局課室名：", "総務局 人事課"),
        ("年度：", "令和5年度"),
        HEADINGS,
    ):
        sheet.append(line)
    for n in range(1, rows + 1):
        figure = (n * 37 + seed * 101) % 500
        text = f"{n}回の説明会を開き、延べ{figure}人が参加しました（{seed}）。"
        policy = f"P{n % 3 + 1}"
        sheet.append(
            [policy, f"{policy}-1", n, f"取組{n}-{seed}の推進", "参加者数", "人", 100, figure + 0.5, TARGET, figure, None,
             "達成" if figure > TARGET else "未達成", text * 3, "参加が少なかったため" * 2, "引き続き進めます。", None, None, None]
        )  # fmt: skip
    if struck:
        sheet["M6"].font = Font(strike=True)
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


if __name__ == "__main__":
    main()
