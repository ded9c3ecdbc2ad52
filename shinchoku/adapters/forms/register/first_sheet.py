"""The sheet はじめに: what the workbook is, how to work with it, and which register it was made of."""

from __future__ import annotations

from typing import cast

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from shinchoku.adapters.forms import ink, paper
from shinchoku.adapters.forms.text_size import lines_of, row_height
from shinchoku.register.plan import Plan

FIRST_SHEET = "はじめに"
STAMP = "書き出した登録簿"
"""The label beside which the digest of the exported `plan.toml` stands."""
PLAN_ID = "計画ID"
_WIDTHS = (26.0, 86.0)
_FIRST_ROW = 3

_HOW_TO: tuple[tuple[str, str], ...] = (
    (
        "この表について",
        "「{title}」の登録簿（計画・取組項目・所属・照会など）を1つの表にしたものです。",
    ),
    ("直し方", "白い欄を直します。行を加えるときは、表のすぐ下の空の行に書きます。並べ替えても構いません。"),
    (
        "消すとき",
        "行を空にするか、行ごと消します。公表した年度のある項目は消さずに、終了年度と終了理由を書きます。",
    ),
    (
        "番号とコード",
        "取組項目の番号、所属のコード、各キーは変えないでください。変えると、別のものとして扱われます。",
    ),
    ("年度", "「令和5年度」でも「2023」でも構いません。"),
    ("日付", "「2024-05-10」のように書くか、日付として入力します。"),
    ("数値", "数字だけを書きます。単位は「単位」の欄に書きます。％は 88.9 のように書きます。"),
    ("はい・いいえ", "空欄は「いいえ」です。"),
    (
        "見出し",
        "見出しの下の小さな英字は登録簿のキーです。消したり変えたりしないでください。列の順は変えて構いません。※は必須の欄です。",
    ),
    ("取り込み", "保存してから次を実行します。shinchoku plan import このファイル --plan {plan}"),
    (
        "取り込みの前に",
        "誤りはシート名とセルを添えてすべて表示します。誤りがなければ、変わる点を1つずつ示し、確かめてから書き込みます。",
    ),
    (
        "この表で直せないもの",
        "計画ID、データセット名、受付フォルダー、分母と達成状況の選択肢などは、plan.toml を直接直します。",
    ),
)


def title_of(plan: Plan) -> str:
    """Return what the workbook is called, on its first sheet and on every printed page."""
    demonstration = "【実演用】" if plan.plan.illustrative_reports else ""
    return f"{demonstration}{plan.plan.title}　登録簿"


def draw_first(sheet: Worksheet, plan: Plan, digest: str) -> None:
    """Draw the sheet; `digest` names the plan file that the workbook was made of."""
    for letter, width in zip("AB", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    title = cast("Cell", sheet["A1"])
    ink.write(title, title_of(plan))
    title.font, title.alignment = ink.font(16, bold=True, colour=ink.DARK), ink.ONE_LINE
    sheet.row_dimensions[1].height = 34
    told = [(head, text.format(title=plan.plan.title, plan=plan.id)) for head, text in _HOW_TO]
    lines = [*told, (PLAN_ID, plan.id), (STAMP, digest)]
    for row, line in enumerate(lines, start=_FIRST_ROW):
        _draw_line(sheet, row, line)
    paper.set_up(
        sheet,
        paper.Paper(header_left=title_of(plan), header_right=FIRST_SHEET),
        area=f"A1:B{len(lines) + _FIRST_ROW - 1}",
    )


def _draw_line(sheet: Worksheet, row: int, line: tuple[str, str]) -> None:
    """Draw one line: what it is about, and what it says."""
    for column, words in enumerate(line, start=1):
        cell = cast("Cell", sheet.cell(row, column))
        ink.write(cell, words)
        cell.font, cell.border = ink.font(bold=column == 1), ink.BOX
        cell.fill = ink.GIVEN if column == 1 else ink.PAPER
        cell.alignment, cell.number_format = ink.INDENTED, "@"
    sheet.row_dimensions[row].height = row_height(lines_of(line[1], _WIDTHS[1] - 2))
