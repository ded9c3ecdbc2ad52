"""Amendments, rounds and other edits of a plan file: what is asked for is what it says, and no other line moves."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from contract.register_office import KANAZAWA, Office, a_plan, in_lines
from openpyxl import Workbook

from shinchoku.adapters.forms.register.entry_texts import typed
from shinchoku.adapters.forms.register.sentences import change_sentences
from shinchoku.adapters.forms.register.workbook import names_of
from shinchoku.adapters.plan_file import load_plan
from shinchoku.bilingual import Language
from shinchoku.errors import ConfigurationError, OperationalError
from shinchoku.register.amendments import Amendment, AmendmentKind, next_item_no
from shinchoku.register.edits import EditKind, EntryEdit, EntryValue
from shinchoku.register.entries import RoundCoverage
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.round_opening import round_edit
from shinchoku.usecases.register.edit import edit_register, propose_again, propose_amendment
from shinchoku.usecases.register.proposal import (
    RegisterProposal,
    accept,
    accept_stored,
    proposal_from_json,
    proposal_to_json,
)

FY2025 = FiscalYear(2025)
HOSTILE = {
    "quotes": 'さくら" , no = "1',
    "an entry": '灯台" }, { no = "99',
    "a table": '"""\n[[items]]\nno = "99"',
    "single quotes": "'''灯台'''",
    "a backslash": "C:\\new\\table\\u0041",
    "a comment": "灯台 # 取消",
    "a formula": '=HYPERLINK("http://example.org","灯台")',
    "markup": "<script>alert(1)</script>",
    "braces": "{ a = 1 } ]",
}  # fmt: skip


@pytest.fixture
def kanazawa(tmp_path: Path) -> Path:
    """The demonstration's own plan file, where it may be changed."""
    path = tmp_path / "kanazawa" / "plan.toml"
    path.parent.mkdir()
    path.write_bytes(KANAZAWA.read_bytes())
    return path


def amendment(kind: AmendmentKind, no: str, successor: str | None = None, **values: EntryValue) -> Amendment:
    """Return an amendment from 令和7年度; `__` in a key stands for its dot."""
    named = {key.replace("__", "."): value for key, value in values.items()}
    return Amendment(kind, no, FY2025, "議会の決定による", named, successor)


def moved(path: Path, before: str) -> tuple[list[str], list[str]]:
    """Return the lines that went and the lines that came, each in its order."""
    old, new = before.splitlines(), path.read_text(encoding="utf-8").splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def said(found: RegisterProposal, language: Language = Language.JA) -> list[str]:
    """Return the changes of a proposal in words, after holding that it has no mistakes."""
    assert found.mistakes == ()
    return change_sentences(found.changes, language)


KINDS: dict[str, tuple[Amendment, list[str], list[str], str]] = {
    # the amendment · what the line of the item lacks before and has after · what a steward reads
    "discontinued": (
        amendment(AmendmentKind.DISCONTINUE, "12"),
        ["to_fiscal_year = 2024", 'end_reason = "discontinued"'],
        ["No.12 の終了年度: なし → 令和6年度", "No.12 の終了理由: なし → 廃止"],
        '"12"',
    ),
    "merged": (
        amendment(AmendmentKind.MERGE, "12", "R6-9"),
        ["to_fiscal_year = 2024", 'end_reason = "merged"', 'successor = "R6-9"'],
        ["No.12 の終了年度: なし → 令和6年度", "No.12 の終了理由: なし → 統合", "No.12 の後継の項目: なし → R6-9"],
        '"12"',
    ),
    "completed": (
        amendment(AmendmentKind.COMPLETE, "R6-1"),
        ["to_fiscal_year = 2024", 'end_reason = "completed"'],
        ["No.R6-1 の終了年度: なし → 令和6年度", "No.R6-1 の終了理由: なし → 完了"],
        '"R6-1"',
    ),
    "renamed and moved": (
        amendment(AmendmentKind.CHANGE, "12", name="基幹業務システムの標準化", department="D03"),
        ['name = "基幹業務システムの標準化"', 'department = "D03"'],
        [
            "No.12 の取組項目: 基幹業務システムの標準化への対応 → 基幹業務システムの標準化",
            "No.12 の担当所属: D02 → D03",
        ],
        '"12"',
    ),
    "with other targets": (
        amendment(
            AmendmentKind.CHANGE, "25", indicator__targets__2025=Decimal("72.5"), indicator__targets__2026=None
        ),
        ["2025 = 72.5 }"],
        ["No.25 の目標値（令和7年度）: 70.0 → 72.5", "No.25 の目標値（令和8年度）: 80.0 → なし"],
        '"25"',
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", KINDS)
def test_an_amendment_changes_the_one_line_of_its_item(kanazawa: Path, case: str) -> None:
    """Every comment and every other line of the city's own plan file stays as it was."""
    asked, written, sentences, no = KINDS[case]
    before = kanazawa.read_text(encoding="utf-8")
    found = propose_amendment(kanazawa, asked)
    assert said(found) == sentences
    accept(found)
    gone, come = moved(kanazawa, before)
    assert (len(gone), len(come)) == (1, 1)
    assert f"no = {no}" in gone[0]
    assert all(one in come[0] and one not in gone[0] for one in written)
    item = load_plan(kanazawa).items_by_no[asked.item_no]
    assert item.in_force(FY2025) == (asked.kind is AmendmentKind.CHANGE)
    assert item.in_force(FiscalYear(2024))


def test_a_new_item_stands_behind_the_last_one_before_it(kanazawa: Path) -> None:
    """With its numeric target, from the fiscal year that it holds from."""
    before = kanazawa.read_text(encoding="utf-8")
    no = next_item_no(load_plan(kanazawa), FY2025)
    asked = amendment(
        AmendmentKind.ADD, no, name="海辺の灯台", policy_measure="P1-2", department="D02",
        indicator__name="点灯", indicator__unit="日", indicator__direction="increase",
        indicator__accumulation="annual", indicator__targets__2025=Decimal(300), illustrative=True,
    )  # fmt: skip
    found = propose_amendment(kanazawa, asked)
    (sentence,) = said(found)
    assert sentence == (
        "No.R7-1 を追加（取組項目 海辺の灯台、施策 P1-2、担当所属 D02、開始年度 令和7年度、例示 はい、指標 点灯、"
        "単位 日、向き 上がると良い、累計・単年度・期末 単年度、目標値（令和7年度） 300）"
    )
    accept(found)
    gone, come = moved(kanazawa, before)
    assert (gone, len(come)) == ([], 1)
    after = kanazawa.read_text(encoding="utf-8").splitlines()
    assert 'no = "R6-34"' in after[after.index(come[0]) - 1]
    item = load_plan(kanazawa).items_by_no["R7-1"]
    assert (item.name, item.from_fiscal_year) == ("海辺の灯台", FY2025)
    assert item.indicator is not None
    assert item.indicator.targets == {FY2025: Decimal(300)}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_name_is_only_a_name(kanazawa: Path, case: str) -> None:
    """Quotation marks, tables and formulas come back as the text they are, and add no entry."""
    name, before = HOSTILE[case], load_plan(kanazawa)
    found = propose_amendment(kanazawa, amendment(AmendmentKind.CHANGE, "12", name=name))
    if "\n" in name:
        assert [(one.cell, one.field) for one in found.mistakes] == [("12 取組項目", "name")]
        assert found.after == b""
        return
    accept(found)
    after = load_plan(kanazawa)
    assert after.items_by_no["12"].name == name
    assert [one.no for one in after.items] == [one.no for one in before.items]


@pytest.mark.parametrize("name", ["海\u202e辺", "海\x00辺", "海\x1b[2J", "海\ud800辺", "㈱海辺", "海\ue000"])
def test_a_name_that_cannot_be_published_is_told_at_its_field(by_lines: Office, name: str) -> None:
    """Signs that nobody sees, half of a pair, machine-dependent characters; the message shows none of them."""
    found = edit_register(by_lines.plan_file, [EntryEdit(EditKind.CHANGE, "items", ("1",), {"name": name})])
    (mistake,) = found.mistakes
    assert (mistake.sheet, mistake.cell, mistake.entry, mistake.field) == (
        "取組項目", "1 取組項目", ("1",), "name",
    )  # fmt: skip
    assert not {"\u202e", "\x00", "\x1b", "\ud800"} & {*mistake.message.ja, *mistake.message.en}


def test_a_wrong_edit_is_told_at_its_field_by_the_rules_of_the_register(by_lines: Office) -> None:
    """What the plan file's own loader would refuse, each in words at the entry and the field."""
    edits = [
        EntryEdit(EditKind.CHANGE, "items", ("2",), {"department": "nobody"}),
        EntryEdit(EditKind.CHANGE, "items", ("3",), {"indicator.unit": "  "}),
        EntryEdit(EditKind.CHANGE, "items", ("404",), {"name": "ない"}),
        EntryEdit(EditKind.CHANGE, "items", ("5",), {"colour": "青"}),
        EntryEdit(EditKind.ADD, "items", (), {"no": "1", "name": "浜"}),
        EntryEdit(EditKind.ADD, "departments", (), {"code": "zaisei"}),
    ]
    found = edit_register(by_lines.plan_file, edits)
    assert {(one.sheet, one.entry, one.field, one.message.ja) for one in found.mistakes} == {
        ("取組項目", ("404",), "no", "登録されていません。"),
        ("取組項目", ("5",), "colour", "「colour」という欄はありません。"),
        ("取組項目", ("1",), "no", "既に登録されています。"),
        ("取組項目", ("2",), "department", "「nobody」は登録されていません。"),
        ("取組項目", ("3",), "indicator.unit", "数値目標に単位がありません。"),
        ("所属", ("zaisei",), "name", "必須の項目がありません。"),
    }
    assert (found.changes, found.after) == ((), b"")


def test_an_edit_of_no_section_is_a_broken_program(by_lines: Office) -> None:
    """No page can ask for it."""
    with pytest.raises(KeyError, match="no section of the register"):
        edit_register(by_lines.plan_file, [EntryEdit(EditKind.REMOVE, "layouts", ("1",))])


def test_an_amendment_that_cannot_be_is_told_before_anything_is_made(kanazawa: Path) -> None:
    """A year that the public has figures of, an item that is not there."""
    asked = amendment(AmendmentKind.DISCONTINUE, "404")
    found = propose_amendment(kanazawa, asked, released_years={FY2025})
    assert [(one.field, one.cell, one.message.en) for one in found.mistakes] == [
        ("fiscal_year", "404", "FY2025 is already released: let it hold from the fiscal year after it."),
        ("item_no", "404", "'404' is not in the register."),
    ]


def a_round(office: Office, **more: object) -> EntryEdit:
    """Return the edit that opens 年度末 of 令和7年度."""
    values = {"opens": date(2026, 4, 1), "due": date(2026, 5, 8), **more}
    return round_edit(office.plan, fiscal_year=FY2025, name="年度末", feeds_rate=True, **values)  # type: ignore[arg-type]  # each test gives what it is about


def test_a_round_is_opened_without_touching_the_file_by_hand(office: Office) -> None:
    """Its key is spelled like last year's, its folder follows from its year and name."""
    found = edit_register(office.plan_file, [a_round(office, committee=date(2026, 7, 1))])
    (sentence,) = said(found, Language.EN)
    assert sentence == (
        "Added: round “r7-end” (name: 年度末; fiscal year: FY2025; opens: 2026-04-01; due: 2026-05-08;"
        " committee: 2026-07-01; feeds rate: yes; folder: 令和7年度/年度末)"
    )
    accept(found)
    one = office.plan.rounds[-1]
    assert (one.id, one.folder, one.covers) == ("r7-end", "令和7年度/年度末", RoundCoverage.ALL)
    later = EntryEdit(EditKind.CHANGE, "rounds", ("r7-end",), {"due": date(2026, 5, 15)})
    assert said(edit_register(office.plan_file, [later])) == [
        "照会「r7-end」の提出期限: 2026-05-08 → 2026-05-15"
    ]


def test_a_round_that_cannot_be_is_told_at_its_fields(by_lines: Office) -> None:
    """Before the year begins, due before it opens, in a folder outside the inbox."""
    wrong = a_round(by_lines, opens=date(2025, 3, 31), due=date(2025, 3, 1), folder="../令和7年度")
    found = edit_register(by_lines.plan_file, [wrong])
    assert {(one.cell, one.field) for one in found.mistakes} == {
        ("r7-end 開始日", "opens"),
        ("r7-end 受付フォルダー", "folder"),
        ("r7-end 提出期限", "due"),
    }
    moved_ = EntryEdit(EditKind.CHANGE, "rounds", ("r6-end",), {"opens": date(2024, 3, 1)})
    assert (
        "r6-end 開始日",
        "令和6年度（2024年度）が始まる前の日です。対象年度か開始日を直してください。",
    ) in [(one.cell, one.message.ja) for one in edit_register(by_lines.plan_file, [moved_]).mistakes]


def test_main_results_are_chosen_and_taken_back(office: Office) -> None:
    """They stand with those of their report, before its additions."""
    edits = [
        EntryEdit(EditKind.ADD, "highlights", (), {"report_year": FiscalYear(2023), "kind": "main_result", "item": "3"}),
        EntryEdit(EditKind.REMOVE, "highlights", ("2023", "main_result", "1")),
    ]  # fmt: skip
    found = edit_register(office.plan_file, edits)
    assert said(found) == [
        "主な取組「令和5年度 主な取組結果 No.3」を追加",
        "主な取組「令和5年度 主な取組結果 No.1」を削除",
    ]
    accept(found)
    assert [one.item for one in office.plan.highlights] == ["3", "R6-1"]


def test_an_edit_that_changes_nothing_has_nothing_to_write(by_lines: Office) -> None:
    """And nothing to approve."""
    same = [EntryEdit(EditKind.CHANGE, "items", ("1",), {"name": " 浜の清掃 "})]
    found = edit_register(by_lines.plan_file, same)
    assert (found.mistakes, found.changes, found.after) == ((), (), b"")
    with pytest.raises(ConfigurationError, match="nothing would change"):
        proposal_to_json(found)


def test_codes_are_read_with_their_names(by_lines: Office) -> None:
    """A steward knows departments by name."""
    moved_ = [
        EntryEdit(
            EditKind.CHANGE, "items", ("1",), {"department": "suisan", "related_departments": ("kikaku",)}
        )
    ]
    found = edit_register(by_lines.plan_file, moved_)
    assert change_sentences(found.changes, Language.JA, names_of(by_lines.plan)) == [
        "No.1 の担当所属: kankyo 市民部 環境課 → suisan 産業部 水産課",
        "No.1 の関係課: なし → kikaku 総務部 企画課",
    ]


def test_what_is_typed_is_read_like_the_cells_of_the_workbook(by_lines: Office) -> None:
    """Labels, eras, thousands; what cannot be read is told at its field."""
    texts = {
        "name": "灯台", "from_fiscal_year": "令和７年度", "indicator.direction": "上がると良い", "page": "",
        "indicator.targets.2025": "1,200", "department": "suisan 産業部 水産課", "illustrative": "はい",
        "indicator.baseline_value": "約三十", "colour": "青",
    }  # fmt: skip
    found = typed(by_lines.plan, "items", texts)
    assert found.values == {
        "name": "灯台", "from_fiscal_year": FY2025, "indicator.direction": "increase", "page": None,
        "indicator.targets.2025": Decimal(1200), "department": "suisan", "illustrative": True,
    }  # fmt: skip
    assert [(one.field, one.cell) for one in found.mistakes] == [
        ("indicator.baseline_value", "基準値"),
        ("colour", "colour"),
    ]
    with pytest.raises(KeyError):
        typed(by_lines.plan, "layouts", {})


# -- Waiting for an approval -----------------------------------------------------------------------------------


def set_setting(book: Workbook, key: str, text: str) -> None:
    """Write a setting into the register's workbook."""
    sheet = book["計画"]
    row = next(cells for cells in sheet.iter_rows() if key in {cell.value for cell in cells})
    row[1].value = text


def waiting(plan_file: Path) -> str:
    """Return a proposal as it waits."""
    return proposal_to_json(propose_amendment(plan_file, amendment(AmendmentKind.COMPLETE, "12")))


def test_a_proposal_waits_as_text_and_is_written_when_it_is_approved(kanazawa: Path) -> None:
    """It names no path; approving it twice, or after a crash, is approving it once."""
    before = kanazawa.read_bytes()
    text = waiting(kanazawa)
    assert str(kanazawa.parent) not in text
    stored = proposal_from_json(text)
    assert stored.before_sha256 == hashlib.sha256(before).hexdigest()
    assert stored.sentences[Language.JA][0] == "No.12 の終了年度: なし → 令和6年度"
    assert stored.sentences[Language.EN][1] == "No. 12, end reason: none → Completed"
    for _ in range(2):
        accept_stored(kanazawa, stored.before_sha256, stored.after)
    assert kanazawa.read_text(encoding="utf-8") == stored.after
    assert not load_plan(kanazawa).items_by_no["12"].in_force(FY2025)


def test_a_proposal_is_refused_if_the_plan_file_has_changed_since(kanazawa: Path) -> None:
    """Even by a comment: it must be proposed again, which its edits allow."""
    stored = proposal_from_json(waiting(kanazawa))
    changed = kanazawa.read_bytes() + b"# agreed in another room\n"
    kanazawa.write_bytes(changed)
    with pytest.raises(ConfigurationError, match="propose it again") as refused:
        accept_stored(kanazawa, stored.before_sha256, stored.after)
    assert "起案し直してください" in refused.value.message.ja
    assert kanazawa.read_bytes() == changed


def test_a_proposal_is_refused_if_it_breaks_the_rules_by_now(kanazawa: Path) -> None:
    """Whatever has been done to it in the database."""
    stored = proposal_from_json(waiting(kanazawa))
    with pytest.raises(ConfigurationError, match="breaks a rule of the register"):
        accept_stored(
            kanazawa, stored.before_sha256, stored.after.replace('department = "D02"', 'department = "D99"')
        )
    assert kanazawa.read_bytes() == KANAZAWA.read_bytes()


def test_a_proposal_with_mistakes_is_not_put_up_for_approval(kanazawa: Path) -> None:
    """Its mistakes are said instead."""
    found = propose_amendment(kanazawa, amendment(AmendmentKind.COMPLETE, "404"))
    with pytest.raises(ConfigurationError, match="'404' is not in the register"):
        proposal_to_json(found)


def test_what_waits_is_proposed_again_on_the_register_of_today(by_lines: Office) -> None:
    """Figures, days, years, lists and flags come back as they were; what others changed meanwhile stays."""
    edits = [
        a_round(by_lines, publication=date(2026, 8, 1)),
        EntryEdit(EditKind.CHANGE, "items", ("8",), {"related_departments": ("kikaku", "suisan"), "page": 12}),
        EntryEdit(EditKind.CHANGE, "items", ("5",), {"indicator.baseline_value": Decimal("81.50"), "page": None}),
        EntryEdit(EditKind.CHANGE, "items", ("R6-1",), {"to_fiscal_year": FY2025, "end_reason": "completed"}),
        EntryEdit(EditKind.REMOVE, "highlights", ("2023", "main_result", "1")),
    ]  # fmt: skip
    first = edit_register(by_lines.plan_file, edits)
    stored = proposal_from_json(proposal_to_json(first))
    accept(
        edit_register(by_lines.plan_file, [EntryEdit(EditKind.CHANGE, "items", ("8",), {"name": "空き家"})])
    )
    again = propose_again(by_lines.plan_file, stored)
    assert said(again) == said(first)
    accept(again)
    item = by_lines.plan.items_by_no["8"]
    assert (item.name, item.page, item.related_departments) == ("空き家", 12, ("kikaku", "suisan"))


def test_what_changes_the_settings_is_imported_again(by_lines: Office) -> None:
    """Only the register's workbook changes them; it waits like anything else."""
    found = by_lines.edit(lambda book: set_setting(book, "plan.title", "海辺市の計画"))
    stored = proposal_from_json(proposal_to_json(found))
    assert stored.sentences[Language.JA] == ("計画の名称: 海辺市まちづくり計画 → 海辺市の計画",)
    with pytest.raises(ConfigurationError, match="export the register anew"):
        propose_again(by_lines.plan_file, stored)
    accept_stored(by_lines.plan_file, stored.before_sha256, stored.after)
    assert by_lines.plan.plan.title == "海辺市の計画"


def test_what_no_edit_holds_is_a_broken_store(kanazawa: Path) -> None:
    """Nobody wrote it with this program."""
    raw = json.loads(waiting(kanazawa))
    raw["edits"][0]["values"]["page"] = {"unknown": 1}
    with pytest.raises(OperationalError, match="no value of an edit"):
        proposal_from_json(json.dumps(raw))


def test_a_plan_file_with_an_entry_a_line_keeps_its_comments(by_lines: Office) -> None:
    """Those above and those behind, though an entry comes between."""
    before = in_lines(a_plan())
    accept(edit_register(by_lines.plan_file, [a_round(by_lines)]))
    gone, come = moved(by_lines.plan_file, before)
    assert (gone, len(come)) == ([], 1)
