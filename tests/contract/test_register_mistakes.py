"""Mistakes in the workbook of a register: every one at its cell, and nothing written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from builders import item, umibe
from contract.city import as_toml
from contract.register_office import Office, append, column_of, put, row_of
from openpyxl import Workbook

from shinchoku.adapters.plan_file import PlanFileError, load_plan
from shinchoku.errors import OperationalError
from shinchoku.usecases.register.workbook import accept

MISTAKES: Mapping[str, tuple[Callable[[Workbook], None], list[tuple[str, str, str]]]] = {
    "a unit is missing": (
        put("取組項目", "2", indicator__unit=None),
        [("取組項目", "M6", "単位がありません")],
    ),
    "no such department": (
        put("取組項目", "2", department="D99"),
        [("取組項目", "D6", "「D99」は登録されていません")],
    ),
    "the code and the name disagree": (
        put("取組項目", "2", department="kankyo 総務部 企画課"),
        [("取組項目", "D6", "コードと名称が合いません")],
    ),
    "no number": (
        put("取組項目", "2", indicator__targets__2023="約100", page="二"),
        [("取組項目", "F6", "整数"), ("取組項目", "R6", "数字だけ")],
    ),
    "no date, no year, no choice": (
        put("照会", "r5-end", due="5月頃", fiscal_year="来年", covers="半分", feeds_rate="たぶん"),
        [
            ("照会", "C5", "年度として"),
            ("照会", "E5", "日付として"),
            ("照会", "H5", "「はい」か"),
            ("照会", "I5", "選択肢に"),
        ],
    ),
    "a required cell is empty": (put("取組項目", "2", name=None), [("取組項目", "B6", "必須")]),
    "an item number twice": (
        append("取組項目", no="2", name="二つめ", policy_measure="U1-1", department="kikaku"),
        [("取組項目", "A6", "「2」が重複"), ("取組項目", "A14", "「2」が重複")],
    ),
    "a highlight twice": (
        append("主な取組", report_year=2023, kind="主な取組結果", item="1"),
        [("主な取組", "A5", "重複"), ("主な取組", "A7", "重複")],
    ),
    "a rate that does not add up": (
        put("公表値", "令和5年度", rate_percent=88),
        [("公表値", "G5", "85.7％")],
    ),
    "an indicator without targets": (
        append(
            "取組項目",
            no="9",
            name="灯台",
            policy_measure="U1-1",
            department="kikaku",
            indicator__name="数",
            indicator__unit="基",
            indicator__direction="上がると良い",
            indicator__accumulation="期末",
        ),
        [("取組項目", "R14", "目標値がありません")],
    ),
    "neither policy nor measure": (
        put("基本方針・施策", "U1-1", section="目標"),
        [("基本方針・施策", "A6", "区分は")],
    ),
    "a policy that belongs to a policy": (
        put("基本方針・施策", "U1", basic_policy="U1"),
        [("基本方針・施策", "E5", "基本方針の行には書けません")],
    ),
    "a setting": (
        lambda book: book["計画"].__setitem__("B9", "来年"),
        [("計画", "B9", "年度として")],
    ),
    "a required setting": (
        lambda book: book["計画"].__setitem__("B4", None),
        [("計画", "B4", "必須")],
    ),
    "a sheet is gone": (lambda book: book.remove(book["照会"]), [("照会", "", "がないか、非表示")]),
    "a hidden sheet": (
        lambda book: setattr(book["照会"], "sheet_state", "hidden"),
        [("照会", "", "がないか、非表示")],
    ),
    "a column is gone": (
        lambda book: book["照会"].delete_cols(4),
        [("照会", "A4", "「opens」の列がありません")],
    ),
    "an unknown column": (
        lambda book: book["照会"].__setitem__("M4", "budget"),
        [("照会", "M4", "「budget」は登録簿にありません")],
    ),
    "the keys are gone": (lambda book: book["照会"].delete_rows(4), [("照会", "", "キーの行")]),
    "another plan's workbook": (
        lambda book: setattr(book["はじめに"].cell(15, 2), "value", "kanazawa"),
        [("はじめに", "", "計画「kanazawa」のもの")],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_is_told_at_its_cell(by_lines: Office, name: str) -> None:
    """Those of single cells and those of the register they would make; nothing can be written then."""
    change, expected = MISTAKES[name]
    found = by_lines.edit(change)
    told = {(one.sheet, one.cell): one.message for one in found.mistakes}
    for sheet, cell, words in expected:
        assert words in told[sheet, cell].ja
        assert told[sheet, cell].en
    assert (found.changes, found.after) == ((), b"")


def test_all_mistakes_are_told_at_once(by_lines: Office) -> None:
    """On several sheets, each cell once."""

    def change(book: Workbook) -> None:
        for name in ("a unit is missing", "no number", "a setting", "a policy that belongs to a policy"):
            MISTAKES[name][0](book)

    found = by_lines.edit(change).mistakes
    assert [(one.sheet, one.cell) for one in found] == [
        ("計画", "B9"),
        ("基本方針・施策", "E5"),
        ("取組項目", "F6"),
        ("取組項目", "R6"),
        ("取組項目", "M6"),
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"a,b\n1,2\n"])
def test_a_file_that_is_no_workbook_is_a_mistake(by_lines: Office, content: bytes) -> None:
    """Never an exception."""
    by_lines.workbook.write_bytes(content)
    assert "読み込めません" in by_lines.proposal().mistakes[0].message.ja


def test_nothing_is_written_where_nothing_may_be(by_lines: Office) -> None:
    """A proposal without changes, or with mistakes, leaves the plan file alone."""
    before = by_lines.plan_file.read_bytes()
    accept(by_lines.proposal())
    accept(by_lines.edit(put("取組項目", "2", name=None)))
    assert by_lines.plan_file.read_bytes() == before


def test_a_plan_file_that_changed_after_the_export_is_told(by_lines: Office) -> None:
    """The workbook would undo what it lacks."""
    with by_lines.plan_file.open("a", encoding="utf-8") as file:
        file.write("\n# a remark\n")
    assert by_lines.proposal().is_stale


def test_a_plan_file_that_changes_while_somebody_decides_is_not_overwritten(by_lines: Office) -> None:
    """The proposal was made for other bytes."""
    found = by_lines.edit(put("取組項目", "2", name="別の名前"))
    with by_lines.plan_file.open("a", encoding="utf-8") as file:
        file.write("\n# a remark\n")
    with pytest.raises(OperationalError):
        accept(found)
    assert "# a remark" in by_lines.plan_file.read_text(encoding="utf-8")


def test_a_formula_whose_result_is_not_stored_is_a_mistake(by_lines: Office) -> None:
    """Read as it is it would empty its cell, and take a target away."""

    def change(book: Workbook) -> None:
        sheet = book["取組項目"]
        sheet.cell(row_of(sheet, "2"), column_of(sheet, "indicator.targets.2023")).value = "=700+80"

    found = by_lines.edit(change)
    assert [mistake.sheet for mistake in found.mistakes] == ["取組項目"]
    assert "計算式" in found.mistakes[0].message.ja
    assert not found.changes


def test_mistakes_between_entries_are_counted_as_the_file_counts(tmp_path: Path) -> None:
    """Though an entry before them is wrong in itself, and is left out while they are held against each other."""
    file = tmp_path / "plan.toml"
    text = as_toml(umibe(items=[item("1"), item("2"), item("3", by="kanko")], highlights=[]))
    file.write_text(text.replace('"1"', "[]", 1), encoding="utf-8")
    with pytest.raises(PlanFileError) as raised:
        load_plan(file)
    assert [one.key for one in raised.value.mistakes][-1] == "items[2]（No.3）.department"
