"""Text without end and checks without end: one file never stops the night, and is told as what it is."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from builders import code_of, umibe
from contract.city import ENVIRONMENT, HARBOUR, HEADING, PLANNING, SHEETS, City, delimited
from faults.slow_trial import BROKEN, ENDLESS, hang_or_break, hang_unheard

from shinchoku.adapters.workbooks import isolation, read_all
from shinchoku.adapters.workbooks.reading import read_content
from shinchoku.checks.rehearsal import rehearse
from shinchoku.intake.bounds import MOST_IN_A_CELL, MOST_IN_A_NAME, MOST_MARKS, bounded_sheet
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import CellText, Label, Problem, Reading, Sheet, SheetRow
from shinchoku.night import read

REPEATED = (
    "a", "あ", "漢", "1", "１", "0", " ", "\u3000", ".", "-", "a@", "a@a.", "1,", "(", "（", "【", "①", "㈱", "ｶﾞ", "\n",
    "#", "〃", "○", "億", "1万", "1 ", "担当者 山田", "090-1234-", "住所", "2024-", "令和", "千円", "/", "か\u3099", "\ue000",
)  # fmt: skip
FIELDS = (
    "item_no", "item_name", "achievement_status", "actual_value", "cumulative_value", "target_value", "previous_value",
    "unit", "indicator_name", "result_text", "reason_not_achieved", "next_action", "confirmation_expected",
    "revision_reason",
)  # fmt: skip


def a_row(**texts: str) -> SheetRow:
    """Return a row of item 2 that says nothing but what is given."""
    written = {"item_no": "2", **texts}
    return SheetRow(1, "進捗", 2, {name: CellText("A2", text) for name, text in written.items()})


def grows_too_fast(work: Callable[[int], object], most: int) -> bool:
    """Tell whether sixteen times the text takes much more than sixteen times as long, three times in a row."""
    return all(_grows(work, most) for _ in range(3))


def _grows(work: Callable[[int], object], most: int) -> bool:
    long, short = _seconds(work, most, 1), max(_seconds(work, most // 16, 3), 1e-4)
    return math.log(long / short, 16) > 1.6


def _seconds(work: Callable[[int], object], size: int, times: int) -> float:
    taken: list[float] = []
    for _ in range(times):
        begun = time.thread_time()
        work(size)
        taken.append(time.thread_time() - begun)
    return min(taken)


@pytest.mark.parametrize("field", FIELDS)
def test_judging_a_row_takes_time_in_proportion_to_its_text(field: str) -> None:
    """Whatever fills a cell to the limit, every rule that looks at it is done in time."""
    plan = umibe()

    def judged(unit: str, size: int) -> None:
        rehearse(plan, Reading((a_row(**{field: (unit * size)[:size]}),)))

    assert [unit for unit in REPEATED if grows_too_fast(partial(judged, unit), MOST_IN_A_CELL)] == []


@pytest.mark.parametrize("name", ["fiscal_year", "department", "round"])
def test_placing_a_file_takes_time_in_proportion_to_its_labels(name: str) -> None:
    """An answer above the table, a sheet's name or what a reader quotes is text of a stranger, too."""
    plan = umibe()

    def placed(unit: str, size: int) -> None:
        text = (unit * size)[:size]
        problem = Problem(
            ProblemKind.UNDECODABLE_TEXT, 1, text[:MOST_IN_A_NAME], "A1", text, values={"lines": text}
        )
        rehearse(plan, Reading((), (Label(name, 1, "進捗", CellText("A1", text)),), (problem,)))

    assert [unit for unit in REPEATED if grows_too_fast(partial(placed, unit), MOST_IN_A_CELL)] == []


@pytest.mark.parametrize(
    ("letter", "letters"), [("a", MOST_IN_A_CELL + 1), ("a", 2_000_000), ("\u0301", 2_000_000)]
)
def test_a_cell_without_end_costs_its_row_and_nothing_else(city: City, letter: str, letters: int) -> None:
    """The row of the cell is not accepted, says why, and every other row of the file is."""
    city.send_all()
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", letter * letters))
    city.night()
    (finding,) = city.findings("SH343")
    assert (finding["item_no"], finding["field"]) == ("2", "result_text")
    assert len(str(finding["raw"])) < MOST_IN_A_CELL
    city.send(PLANNING, SHEETS[PLANNING])
    city.night("2024-05-03")
    assert city.codes() == []


def test_a_run_of_marks_is_cut_where_no_writing_has_one() -> None:
    """Composing marks takes the square of their number; thirty in a row are kept (UAX #15), the text around them stays."""
    marks = "\u0301\u0323" * 5_000
    reading = read_content(delimited(f"2|A|実{marks}施||110"))
    (row,) = reading.rows
    cell = row.cells["result_text"]
    assert cell.raw == f"実{marks[:MOST_MARKS]}施"
    assert ProblemKind.TEXT_CUT_OFF in cell.marks


def test_a_text_of_few_marks_or_many_signs_is_left_as_it_is() -> None:
    """Voiced kana of a Macintosh, and a line of dashes, are ordinary writing."""
    text = "か\u3099" * 40 + "―" * 60 + " " * 60
    (row,) = read_content(delimited(f"2|A|{text}以上||110")).rows
    assert row.cells["result_text"] == CellText(row.cells["result_text"].cell, f"{text}以上")


def test_a_cell_outside_the_table_that_has_no_end_is_told_and_costs_no_row() -> None:
    """A remark above the table is cut, and the table is read."""
    content = f"連絡,{'あ' * 40_000}\n{HEADING.replace('|', ',')}\n2,A,迎えた,,110,,\n".encode()
    reading = read_content(content)
    assert [row.text("item_no") for row in reading.rows] == ["2"]
    assert [(code_of(one), one.cell) for one in reading.problems if code_of(one).startswith("SH1")] == [
        ("SH115", "B1")
    ]
    assert max(len(one.raw) for one in reading.problems) < MOST_IN_A_CELL


def test_a_name_of_a_sheet_is_cut_too() -> None:
    """Other programs than Excel write names of any length."""
    sheet = bounded_sheet(Sheet("進" * 4_000, 1, (("番号",),)))
    assert len(sheet.name) == MOST_IN_A_NAME


def test_a_file_of_more_text_than_any_sheet_is_refused_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand cells that are each full are no status sheet; the night carries none of it."""
    monkeypatch.setattr("shinchoku.intake.bounds.MOST_IN_A_FILE", 1_000)
    reading = read_content(delimited(f"2|A|{'あ' * 1_000}||110"))
    assert [(code_of(one), one.stops_reading) for one in reading.problems] == [("SH114", True)]
    assert reading.rows == ()


def test_text_that_is_filled_down_counts_on_every_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that stands once and is read on every row is as long as all of them together."""
    monkeypatch.setattr("shinchoku.intake.bounds.MOST_ROWS", 2)
    reading = read_content(delimited("2|A|迎えた||110\n5|A|植えた||20|210\n7|A|統合した"))
    assert [code_of(one) for one in reading.problems] == ["SH114"]


def test_a_check_that_does_not_end_costs_its_file_and_no_other(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is set aside and named, its items count as under an unreadable file, the rest goes on, and once is enough."""
    monkeypatch.setattr(read, "rehearse", hang_or_break)
    city.send_all()
    city.night()
    before = city.table("progress")
    city.send(HARBOUR, "6|A|終わらない点検")
    city.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("浜を清掃した", "浜を清掃し終えた"))
    city.night("2024-05-03")
    (finding,) = city.findings("SH116")
    assert finding["path"] == HARBOUR
    assert "時間内に終わらなかった" in str(finding["message_ja"])
    assert city.progress("1")["result_text"] == "浜を清掃し終えた"
    assert city.progress("6")["result_text"] == next(r for r in before if r["item_no"] == "6")["result_text"]
    read_again: list[Sequence[Path]] = []
    monkeypatch.setattr(read, "read_all", lambda paths, *_: read_again.append(paths) or {})
    city.night("2024-05-04")
    assert read_again == [[]]
    assert [one["path"] for one in city.findings("SH116")] == [HARBOUR]


def test_a_check_that_fails_on_a_file_costs_that_file(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of the program that one content brings to light is told with the file, and the night goes on."""
    monkeypatch.setattr(read, "rehearse", hang_or_break)
    city.send_all()
    city.send(HARBOUR, f"6|A|{BROKEN}")
    city.night()
    (finding,) = city.findings("SH116")
    assert finding["path"] == HARBOUR
    assert "異常終了" in str(finding["message_ja"])


def test_a_check_that_does_not_even_hear_the_alarm_is_ended_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code that no signal reaches is killed with its process; alone and without the check the file can be read."""
    monkeypatch.setattr(isolation, "_MOST_SECONDS", 6.0)
    endless, good = tmp_path / "endless.csv", tmp_path / "good.csv"
    endless.write_bytes(delimited(f"6|A|{ENDLESS}"))
    good.write_bytes(delimited("2|A|迎えた||110"))
    found = read_all([endless, good], trial=hang_unheard)
    assert [code_of(one) for one in found[endless].problems] == ["SH116"]
    assert found[good].rows
