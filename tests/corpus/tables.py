"""A status table on a canvas: its headings, its rows, and everything that stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random

from corpus.answers import Answer
from corpus.canvas import Canvas
from corpus.city import Facts
from corpus.files import letters
from corpus.headings_written import Column
from corpus.rows import Answers, Setting, write_row


@dataclass
class Told:
    """An item on a sheet: what each column says, and where."""

    item_no: str
    sheet_number: int
    row: int
    answers: Answers
    cells: dict[str, str] = field(default_factory=dict)
    """Name of the cell by column."""
    headings: dict[str, frozenset[str]] = field(default_factory=dict)
    """Names of the heading cells by column."""
    expected_loss: tuple[str, ...] = ()
    """Rules one of which says that the row was not read, where it must not be read."""

    @property
    def cells_of_row(self) -> frozenset[str]:
        """Names of all its cells."""
        return frozenset(self.cells.values())


BETWEEN = (
    "nothing",
    "section rows",
    "merged section rows",
    "subtotals",
    "blank rows",
    "repeated headings",
    "an example row",
    "remarks between",
    "hidden rows",
    "text goes on below",
)


@dataclass
class Pen:
    """Where a table is written, and how."""

    canvas: Canvas
    sheet_number: int
    top: int
    left: int
    setting: Setting
    random: Random
    unmerged: str = "top"
    """Where the only text of a column stands under several rows of headings that are not merged."""
    gaps: bool = False
    """Whether an empty column stands between some columns."""


def write_table(
    pen: Pen, columns: Sequence[Column], items: Sequence[Facts], between: str
) -> tuple[list[Told], int]:
    """Write a table; return what it tells and the first row below it."""
    places = _places(pen, columns)
    row = write_headings(pen, columns, places)
    depth = row - pen.top
    told: list[Told] = []
    ditto: dict[str, str] = {}
    if between == "an example row":
        row = _example(pen, columns, places, row)
    for n, facts in enumerate(items):
        if n and n % 2 == 0 and between == "repeated headings":
            ditto.clear()  # nobody writes 〃 for what stands above a heading
        if n and n % 2 == 0:
            row = _between(pen, columns, places, row, between)
        answers = write_row(facts, [column.field for column in columns], pen.setting, pen.random)
        one = Told(facts.no, pen.sheet_number, row, answers)
        for column, place in zip(columns, places, strict=True):
            answer = answers[column.field]
            one.cells[column.field] = f"{letters(place)}{row + 1}"
            one.headings[column.field] = frozenset(
                f"{letters(place)}{pen.top + up + 1}" for up in range(depth)
            )
            _put(pen, column, answer, (row, place), ditto)
        if between == "hidden rows" and pen.setting.is_book and pen.random.random() < 0.4:
            pen.canvas.hidden_rows.add(row)
            one.expected_loss = ("SH211",)
        told.append(one)
        row += 1
        if between == "text goes on below" and pen.random.random() < 0.4:
            row = _goes_on(pen, columns, places, one, row)
    return told, row


def write_headings(pen: Pen, columns: Sequence[Column], places: Sequence[int]) -> int:
    """Write the headings of a table; return the row below them."""
    depth = max(len(column.headings) for column in columns)
    merging = pen.setting.is_book
    covered: set[tuple[int, int]] = set()
    for n, (column, place) in enumerate(zip(columns, places, strict=True)):
        stack = column.headings
        last = len(stack) - 1
        if last == 0 and depth > 1 and not merging and pen.unmerged == "bottom":
            pen.canvas.put(pen.top + depth - 1, place, stack[0])
            continue
        for level, text in enumerate(stack):
            if (level, n) in covered:
                continue
            same = n
            while (
                level < last
                and same + 1 < len(columns)
                and columns[same + 1].headings[: level + 1] == stack[: level + 1]
                and len(columns[same + 1].headings) > level + 1
            ):
                same += 1
                covered.add((level, same))
            pen.canvas.put(pen.top + level, place, text)
            bottom = depth - 1 if level == last else level
            if merging:
                pen.canvas.merge(pen.top + level, place, pen.top + bottom, places[same])
    return pen.top + depth


def _places(pen: Pen, columns: Sequence[Column]) -> list[int]:
    """Return the column of the sheet for each column of the table."""
    places, place = [], pen.left
    for n, column in enumerate(columns):
        group = n and len(column.headings) > 1 and columns[n - 1].headings[0] == column.headings[0]
        if pen.gaps and n and not group and pen.random.random() < 0.2:
            place += 1
        places.append(place)
        place += 1
    return places


def _put(pen: Pen, column: Column, answer: Answer, at: tuple[int, int], above: dict[str, str]) -> None:
    """Write one answer; a unit that repeats the one above it may be written 〃."""
    text = answer.written.text
    if column.field == "unit" and answer.documented and text:
        if above.get("unit") == text and pen.random.random() < 0.6:
            pen.canvas.put(
                *at, pen.random.choice(("〃", "同上", "″")) if pen.setting.codec != "cp932" else "〃"
            )
            return
        above["unit"] = text
    elif column.field == "unit":
        above.clear()
    if column.field in {"basic_policy", "policy_measure"}:
        if above.get(column.field):
            return
        above[column.field] = text
        pen.canvas.put(*at, "海と暮らす")
        return
    pen.canvas.put(*at, answer.written)


def _example(pen: Pen, columns: Sequence[Column], places: Sequence[int], row: int) -> int:
    """Write an example below the headings."""
    words = {
        "item_no": pen.random.choice(("例", "記入例", "（例）", "【記入例】")),
        "item_name": "浜の清掃",
        "achievement_status": "達成",
        "result_text": "清掃を実施した",
        "actual_value": "120",
        "target_value": "100",
    }
    for column, place in zip(columns, places, strict=True):
        pen.canvas.put(row, place, words.get(column.field, ""))
    return row + 1


_MORE = ("・説明会を3回開き、86人が参加した。", "続けて夜間にも開いた。", "→ 参加者に好評だった。")


def _goes_on(pen: Pen, columns: Sequence[Column], places: Sequence[int], one: Told, row: int) -> int:
    """Let the result of an item go on in a row without a number; return the next free row."""
    answer = one.answers["result_text"]
    if not isinstance(answer.truth, str) or not answer.documented or not answer.truth:
        return row
    more = pen.random.choice(_MORE)
    place = next(
        place for column, place in zip(columns, places, strict=True) if column.field == "result_text"
    )
    pen.canvas.put(row, place, more)
    one.answers["result_text"] = replace(answer, truth=f"{answer.truth} {more}")
    return row + 1


_SECTIONS = ("基本方針2　港を育てる", "【施策(2)】みなとの整備", "■港を育てる取組")
_REMARKS = ("※ここから水産課分", "（注）速報値を含む", "・以下は継続の取組")


def _between(pen: Pen, columns: Sequence[Column], places: Sequence[int], row: int, between: str) -> int:
    """Write what stands between two rows; return the next free row."""
    keys = {"basic_policy", "policy_measure", "item_no", "item_name"}
    first = next(place for column, place in zip(columns, places, strict=True) if column.field in keys)
    match between:
        case "section rows":
            pen.canvas.put(row, first, pen.random.choice(_SECTIONS))
        case "merged section rows":
            pen.canvas.put(row, first, "港を育てる")
            pen.canvas.merge(row, first, row, places[-1])
        case "subtotals":
            _subtotal(pen, columns, places, row)
        case "blank rows":
            return row + pen.random.randint(1, 3)
        case "repeated headings":
            top, pen.top = pen.top, row
            below = write_headings(pen, columns, places)
            pen.top = top
            return below
        case "remarks between":
            pen.canvas.put(row, first, pen.random.choice(_REMARKS))
        case _:
            return row
    return row + 1


def _subtotal(pen: Pen, columns: Sequence[Column], places: Sequence[int], row: int) -> None:
    """Write a row that sums up; its figure belongs to no item."""
    where = {column.field: place for column, place in zip(columns, places, strict=True)}
    named = where[pen.random.choice(("item_no", "item_name"))]
    pen.canvas.put(row, named, pen.random.choice(("小計", "合計", "計")))
    pen.canvas.put(row, where["actual_value"], "1,234")
    if pen.random.random() < 0.5:
        pen.canvas.put(row, where["achievement_status"], "50%")
