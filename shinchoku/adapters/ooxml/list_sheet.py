"""The first sheet of an annotated copy: 指摘一覧, a table of all findings with links to their cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from schemas.codes import Severity
from shinchoku.adapters.ooxml.edition import MAIN
from shinchoku.adapters.ooxml.list_styles import (
    CENTRED,
    FILE,
    HEADING,
    LINK,
    NOTE,
    NUMBER,
    TEXT,
    TITLE,
    Looks,
    placed,
    severity_looks,
)
from shinchoku.adapters.ooxml.mark_styles import MarkStyles, tag
from shinchoku.adapters.ooxml.wording import cell_text, lines_of
from shinchoku.adapters.ooxml.xml import new_element
from shinchoku.bilingual import Bilingual
from shinchoku.checks.marks import Mark, Summary, severity_words
from shinchoku.intake.sheets import cell_name

_COLUMNS: tuple[tuple[Bilingual, float], ...] = (
    (Bilingual("番号", "No."), 6),
    (Bilingual("重大度", "Severity"), 15),
    (Bilingual("シート", "Sheet"), 20),
    (Bilingual("セル", "Cell"), 13),
    (Bilingual("項目", "Item"), 9),
    (Bilingual("規則コード", "Rule"), 11),
    (Bilingual("内容", "What is wrong"), 52),
    (Bilingual("直し方", "What to do"), 52),
)
_GUIDE = Bilingual(
    "セルの番号を押すと、そのセルへ移ります。これは控えです。元のファイルの同じセルを直して、元のファイルをもう一度ご提出ください。",
    "Click a cell's name to go there. This is a copy: correct the same cells in your own file, and submit that again.",
)
_COUNTED = Bilingual("{severity} {count}件", "{severity}: {count}")
_FILE = Bilingual("ファイル: {name}", "File: {name}")
_WHOLE_FILE = Bilingual("（ファイル全体）", "(whole file)")
_WHOLE_SHEET = Bilingual("シート全体", "Sheet")
_NONE = Bilingual("指摘はありません。", "Nothing was found.")
_OMITTED = Bilingual(
    "このほかに{count}件の指摘があります。", "There are {count} more findings than fit into this list."
)
HEADING_ROW = 6
_MOST_LISTED = 60_000  # Excel: 65,530 links on a sheet
_LINE_POINTS, _PADDING_POINTS, _MOST_LINES = 17, 6, 23
LAST_COLUMN = cell_name(0, len(_COLUMNS) - 1)[:-1]


@dataclass(slots=True)
class _List:
    """The sheet as it is put together."""

    styles: MarkStyles
    summary: Summary
    sheets: Mapping[int, str]
    """The names of the sheets that a link can lead to, by number as received."""
    data: Element = field(default_factory=lambda: new_element(MAIN, "sheetData"))
    links: Element = field(default_factory=lambda: new_element(MAIN, "hyperlinks"))
    _placed: dict[Looks, str] = field(default_factory=dict)

    def say(self, words: Bilingual) -> str:
        """Return words in the list's language."""
        return words.in_language(self.summary.language)

    def row(self, number: int, cells: Mapping[int, tuple[str, Looks]], points: int = 0) -> None:
        """Add a row of texts, as high as its longest text needs unless it is told how high.

        Not all programs fit rows to their text when they open a file.
        """
        lines = max((lines_of(text, _COLUMNS[column][1]) for column, (text, _) in cells.items()), default=1)
        height = points or _PADDING_POINTS + _LINE_POINTS * min(lines, _MOST_LINES)
        row = etree.SubElement(self.data, tag("row"), r=str(number), ht=str(height))
        for column, (text, looks) in cells.items():
            if looks not in self._placed:
                self._placed[looks] = str(placed(self.styles, looks))
            name = cell_name(number - 1, column)
            cell = etree.SubElement(row, tag("c"), r=name, s=self._placed[looks])
            if text and looks is NUMBER:
                etree.SubElement(cell, tag("v")).text = text
            elif text:
                cell.set("t", "inlineStr")
                said = etree.SubElement(etree.SubElement(cell, tag("is")), tag("t"))
                said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                said.text = cell_text(text)

    def link(self, row: int, column: int, sheet: str, cell: str) -> None:
        """Make a cell of the list lead to a cell of a sheet."""
        location = "'{}'!{}".format(sheet.replace("'", "''"), cell)
        etree.SubElement(self.links, tag("hyperlink"), ref=cell_name(row - 1, column), location=location)

    def finding(self, row: int, number: int, mark: Mark) -> None:
        """Add the row of one finding."""
        sheet = self.sheets.get(mark.sheet_number, "")
        is_linked = bool(sheet)
        where = mark.cell if mark.position else self.say(_WHOLE_SHEET) if sheet else mark.cell
        self.row(
            row,
            {
                0: (str(number), NUMBER),
                1: (severity_words(mark.severity, self.summary.language), severity_looks(mark.severity)),
                2: (sheet or self.say(_WHOLE_FILE), TEXT),
                3: (where, LINK if is_linked else CENTRED),
                4: (mark.item_no, CENTRED),
                5: (mark.code, CENTRED),
                6: (mark.message, TEXT),
                7: (mark.remedy, TEXT),
            },
        )
        if is_linked:
            self.link(row, 3, sheet, mark.cell if mark.position else "A1")


def list_sheet(
    styles: MarkStyles, marks: Sequence[Mark], summary: Summary, sheets: Mapping[int, str]
) -> tuple[Element, int]:
    """Return the sheet that lists marks, and the number of its last row.

    `sheets` are the names of the workbook's worksheets by number as received; a mark on no such sheet
    is listed without a link.
    """
    made = _List(styles, summary, sheets)
    made.row(1, {0: (summary.title, TITLE)}, points=30)
    made.row(2, {0: (_FILE.filled(name=summary.file_name).in_language(summary.language), FILE)}, points=20)
    counts = {
        column: (_count(summary, severity), severity_looks(severity, is_framed=False))
        for column, severity in zip((1, 2, 3), Severity, strict=True)
    }
    made.row(3, counts, points=20)
    made.row(4, {0: (made.say(_GUIDE), NOTE)}, points=20)
    made.row(HEADING_ROW, {n: (made.say(words), HEADING) for n, (words, _) in enumerate(_COLUMNS)}, points=24)
    last = HEADING_ROW
    for number, mark in enumerate(marks[:_MOST_LISTED], start=1):
        last = HEADING_ROW + number
        made.finding(last, number, mark)
    if not marks:
        last = HEADING_ROW + 1
        made.row(last, {0: (made.say(_NONE), NOTE)}, points=20)
    elif len(marks) > _MOST_LISTED:
        omitted = _OMITTED.filled(count=len(marks) - _MOST_LISTED)
        made.row(last + 2, {0: (made.say(omitted), NOTE)}, points=20)
    return _sheet(made, last), last


def _count(summary: Summary, severity: Severity) -> str:
    """Return how many marks of a severity there are, in words."""
    words = severity_words(severity, summary.language)
    count = summary.counts.get(severity, 0)
    return _COUNTED.filled(severity=words, count=count).in_language(summary.language)


def _sheet(made: _List, last: int) -> Element:
    """Return the sheet around its data: frozen headings, widths, filter, A4 landscape."""
    first = HEADING_ROW + 1
    root = etree.fromstring(
        f"""<worksheet xmlns="{MAIN}"><sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>
<dimension ref="A1:{LAST_COLUMN}{last}"/>
<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">
<pane ySplit="{HEADING_ROW}" topLeftCell="A{first}" activePane="bottomLeft" state="frozen"/>
<selection pane="bottomLeft" activeCell="A{first}" sqref="A{first}"/></sheetView></sheetViews>
<sheetFormatPr defaultRowHeight="18.75"/><cols/><autoFilter ref="A{HEADING_ROW}:{LAST_COLUMN}{last}"/>
<printOptions horizontalCentered="1"/>
<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>
<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>
<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>
<ignoredErrors><ignoredError sqref="A1:{LAST_COLUMN}{last}" numberStoredAsText="1"/></ignoredErrors>
</worksheet>""".replace("\n", "")
    )
    columns = next(root.iter(tag("cols")))
    for number, (_, width) in enumerate(_COLUMNS, start=1):
        at = str(number)
        etree.SubElement(columns, tag("col"), min=at, max=at, width=f"{width:g}", customWidth="1")
    columns.addnext(made.data)
    if len(made.links):
        next(root.iter(tag("printOptions"))).addprevious(made.links)
    return root
