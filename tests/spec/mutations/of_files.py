"""SH1xx, SH201 to SH221, SH8xx: what is done to the file and to its layout."""

from __future__ import annotations

from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet
from spec.mutations.base import (
    ACTUAL,
    HOUSES,
    NEXT,
    PINES,
    RESULT,
    STATUS,
    VISITORS,
    Edit,
    Mutation,
    after,
    as_csv,
    part,
    related,
    with_stored_values,
)

_NOT_FIRST = frozenset({"SH805"})
_BESIDE = "M"
"""The first column after the table."""


def put(cell: str, value: object) -> Edit:
    """Write a cell."""
    return lambda sheet: sheet.__setitem__(cell, value)


def each(*edits: Edit) -> Edit:
    """Do several edits."""

    def edit(sheet: Worksheet) -> None:
        for one in edits:
            one(sheet)

    return edit


def column(heading: str, *values: object) -> Edit:
    """Add a column behind the table."""
    return each(*(put(f"{_BESIDE}{row}", value) for row, value in enumerate((heading, *values), start=1)))


def above(*cells: object) -> Edit:
    """Add a row above everything."""

    def edit(sheet: Worksheet) -> None:
        sheet.insert_rows(1)
        for number, value in enumerate(cells, start=1):
            sheet.cell(1, number, value)

    return edit


def below(*rows: tuple[object, ...]) -> Edit:
    """Add rows below everything."""

    def edit(sheet: Worksheet) -> None:
        for row in rows:
            sheet.append(row)

    return edit


def another_sheet(title: str, text: str, state: str = "visible") -> Edit:
    """Add a sheet to the workbook."""

    def edit(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        new = sheet.parent.create_sheet(title)
        new["A1"] = text
        new.sheet_state = state

    return edit


def sheet_of(title: str, *rows: tuple[object, ...]) -> Edit:
    """Add a sheet of several rows."""

    def edit(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        new = sheet.parent.create_sheet(title)
        for row in rows:
            new.append(row)

    return edit


def authored(sheet: Worksheet) -> None:
    """Leave a name in the document's properties."""
    assert sheet.parent is not None
    sheet.parent.properties.creator = "山田 太郎"


def commented(sheet: Worksheet) -> None:
    """Leave a comment."""
    sheet[f"{ACTUAL}{VISITORS}"].comment = Comment("速報値です", "企画課")


def charted(sheet: Worksheet) -> None:
    """Draw a chart over the table."""
    sheet.add_chart(BarChart(), "B8")


def cleared(sheet: Worksheet) -> None:
    """Leave the form as it was handed out: items and targets, and no answer."""
    for row in sheet.iter_rows(min_row=2, min_col=7):
        for cell in row:
            cell.value = None


def tinted(sheet: Worksheet) -> None:
    """Paint one cell of a column."""
    sheet[f"{RESULT}{PINES}"].fill = PatternFill("solid", fgColor="FFFF0000")


_FORM = {
    "name": "第1号様式",
    "kind": "table",
    "marks": [{"cell": "A1", "text": "番号"}],
    "heading_row": 1,
    "columns": {
        "item_no": {"column": "A", "heading": "番号"},
        "achievement_status": {"column": STATUS, "heading": "達成状況"},
        "result_text": {"column": RESULT, "heading": "取組結果"},
    },
}
_HEADINGS_AGAIN = (None, None, None, None, None, None, None, None, "達成状況", "取組実績")

MUTATIONS: tuple[Mutation, ...] = (
    Mutation("SH101", "the second half is missing", rewrite=lambda content: content[: len(content) // 2]),
    Mutation("SH101", "no byte is left", rewrite=lambda _: b""),
    Mutation("SH102", "it is a PDF", rewrite=lambda _: b"%PDF-1.7\n"),
    Mutation(
        "SH105",
        "a project of macros lies in it",
        rewrite=after(part("xl/vbaProject.bin", lambda _: "macros"), related("vbaProject", "vbaProject.bin")),
    ),
    Mutation("SH106", "a byte of the CSV is no text", rewrite=as_csv(spoil=b"\r\n9,\xff\x81,A\r\n")),
    Mutation("SH107", "its properties are damaged", rewrite=part("docProps/core.xml", lambda _: "<")),
    Mutation(
        "SH342",
        "its styles cannot be read safely",
        rewrite=part("xl/styles.xml", lambda xml: xml.replace("<styleSheet", "<!DOCTYPE s><styleSheet")),
    ),
    Mutation(
        "SH108",
        "it refers to another workbook",
        rewrite=after(
            part("xl/externalLinks/externalLink1.xml", lambda _: "<externalLink/>"),
            related("externalLink", "externalLinks/externalLink1.xml"),
        ),
    ),
    Mutation("SH109", "its properties name the author", edit=authored),
    Mutation("SH115", "forty accents in a remark", edit=column("備考", f"注{chr(0x301) * 40}")),
    Mutation("SH201", "the headings are gone", edit=lambda sheet: sheet.delete_rows(1)),
    Mutation("SH202", "one heading is renamed", edit=put(f"{RESULT}1", "備考")),
    Mutation("SH203", "a column of its own is added", edit=column("予算額", 300)),
    Mutation("SH204", "nothing names the department", path="令和6年度/年度末/進捗.xlsx"),
    Mutation("SH205", "a second column of figures", edit=column("当年度実績値", 90)),
    Mutation("SH206", "a memo on a second sheet", edit=another_sheet("メモ", "写真は別に送ります")),
    Mutation("SH207", "a hidden second sheet", edit=another_sheet("前年度", "8", "hidden")),
    Mutation(
        "SH208", "the cell of the year says last year", edit=above("年度", "令和5年度"), also=_NOT_FIRST
    ),
    Mutation("SH209", "in no round's folder", path="企画課.xlsx"),
    Mutation(
        "SH210", "the cell of the department says another", edit=above("所属", "環境課"), also=_NOT_FIRST
    ),
    Mutation(
        "SH211",
        "one row is hidden",
        edit=lambda sheet: setattr(sheet.row_dimensions[HOUSES], "hidden", True),
    ),
    Mutation(
        "SH212",
        "one column is hidden",
        edit=lambda sheet: setattr(sheet.column_dimensions[NEXT], "hidden", True),
    ),
    Mutation("SH214", "a comment on a figure", edit=commented),
    Mutation("SH215", "a chart over the table", edit=charted),
    Mutation("SH216", "nobody has filled it in", edit=cleared),
    Mutation("SH217", "a column with a shorter heading", edit=column("実績", 90)),
    Mutation("SH218", "the declared form has another heading", register={"layouts": [_FORM]}),
    Mutation(
        "SH219",
        "a small table without item numbers below",
        edit=below((None,), (None, "担当", "件数"), (None, "企画", "3件")),
    ),
    Mutation(
        "SH220",
        "a change of the register is proposed",
        edit=sheet_of("新規・変更・廃止", ("区分", "提案の内容"), ("変更", "名称を改める")),
    ),
    Mutation(
        "SH221",
        "last year's sheet was kept",
        edit=sheet_of("令和4年度", ("番号", "達成状況", "取組実績"), (8, "A", "昨年の内容")),
    ),
    Mutation(
        "SH228",
        "the title is last year's",
        edit=above("令和5年度 海辺市の進捗状況", "年度", "令和6年度"),
        also=_NOT_FIRST,
    ),
    Mutation("SH229", "one row says last year", edit=column("年度", "令和5年度", "令和6年度")),
    Mutation("SH323", "one cell is painted", edit=tinted),
    Mutation("SH801", "two names are merged", edit=lambda sheet: sheet.merge_cells("B2:B3")),
    Mutation("SH802", "a line break in a heading", edit=put(f"{STATUS}1", "達成\n状況")),
    Mutation(
        "SH803",
        "a figure is a formula",
        edit=put(f"{ACTUAL}{VISITORS}", "=100+25"),
        rewrite=with_stored_values("125"),
    ),
    Mutation("SH804", "a title above", edit=above("海辺市まちづくり計画"), also=_NOT_FIRST),
    Mutation("SH805", "the department's label above", edit=above("所属", "企画課")),
    Mutation(
        "SH806",
        "a second table below",
        edit=each(
            lambda sheet: sheet.delete_rows(5),
            below((None,), ("番号", *_HEADINGS_AGAIN[1:]), ("R6-1", *(None,) * 7, "C", "準備中")),
        ),
    ),
    Mutation("SH807", "a column without a heading", edit=column("", "確認済"), also=frozenset({"SH222"})),
    Mutation("SH808", "a line break in a text", edit=put(f"{RESULT}{VISITORS}", "催しを増やし\n道を直した")),
    Mutation("SH809", "the year stands in a heading", edit=put(f"{ACTUAL}1", "令和6年度実績値")),
    Mutation("SH810", "a total below", edit=below(("合計", *(None,) * 5, 332))),
)
