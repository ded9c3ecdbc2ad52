"""Two years of real workbooks of 企画課 without a mistake, and how a mutation changes the second.

Workbooks are written by openpyxl, read by the project's own readers from their bytes, and held to the rules
as a night does: nothing stands in for anything.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import openpyxl
from builders import codes_of, day, indicator, item, round_, umibe
from openpyxl.worksheet.worksheet import Worksheet

from shinchoku.adapters.workbooks import read_content
from shinchoku.checks.checking import check
from shinchoku.intake.sheets import Appearance
from shinchoku.intake.submissions import submissions_of
from shinchoku.register.plan import Plan

FIRST_YEAR, SECOND_YEAR = "令和5年度/年度末/企画課.xlsx", "令和6年度/年度末/企画課.xlsx"
BEFORE, NIGHT, NEXT_NIGHT = "2024-05-01", "2025-05-01", "2025-05-02"

HEADINGS = (
    "番号",
    "取組項目",
    "単位",
    "基準値",
    "前年度実績値",
    "目標値",
    "実績値",
    "累計",
    "達成状況",
    "取組実績",
    "未達成の理由",
    "今後の取組",
)
NO, NAME, UNIT, BASELINE, PREVIOUS, TARGET, ACTUAL, TOTAL, STATUS, RESULT, REASON, NEXT = "ABCDEFGHIJKL"
VISITORS, PINES, HOUSES, MARKET = 2, 3, 4, 5
"""The rows of the second year's sheet: No. 2 (annual), 5 (running total), 8 (no target) and R6-1."""

Cells = Sequence[Sequence[object]]
OF_FIRST_YEAR: Cells = (
    (
        "2",
        "来訪者を増やす",
        "人",
        None,
        None,
        100,
        110,
        None,
        "A",
        "浜の催しを三回開き、多くの家族連れを迎えました。",
        None,
        None,
    ),
    ("5", "松を植える", "本", 80.5, None, 200, 20, 210, "A", "松を植えました。", None, None),
    ("7", "窓口の統合", None, None, None, None, None, None, "A", "窓口を一つにしました。", None, None),
    ("8", "空き家の活用", "軒", None, None, None, None, None, "A", "空き家を調べました。", None, None),
)
OF_SECOND_YEAR: Cells = (
    (
        "2",
        "来訪者を増やす",
        "人",
        None,
        110,
        120,
        125,
        None,
        "A",
        "夜の催しを始めました。",
        None,
        "続けます。",
    ),
    ("5", "松を植える", "本", 80.5, 210, 400, 195, 405, "A", "松林を広げました。", None, "続けます。"),
    (
        "8",
        "空き家の活用",
        "軒",
        None,
        None,
        None,
        None,
        None,
        "B",
        "相談会を開きました。",
        "嵐のため",
        "続けます。",
    ),
    ("R6-1", "魚市場を開く", "回", None, None, 10, 12, None, "A", "市場を開きました。", None, "続けます。"),
)

Edit = Callable[[Worksheet], None]
"""Changes the second year's sheet before it is saved."""


def as_it_is(_sheet: Worksheet) -> None:
    """Change nothing."""


Rewrite = Callable[[bytes], bytes]
"""Changes the bytes of the second year's file."""


@dataclass(frozen=True)
class Sent:
    """One more file: its path, the night that sees it first, and how its sheet differs from the second year's."""

    edit: Edit
    path: str = SECOND_YEAR
    on: str = NEXT_NIGHT


@dataclass(frozen=True)
class Mutation:
    """One thing that is done to the second year's file, the rule it must break, and what it cannot but break too."""

    rule: str
    about: str
    edit: Edit = as_it_is
    rewrite: Rewrite = lambda content: content
    also: frozenset[str] = frozenset()
    path: str = SECOND_YEAR
    more: tuple[Sent, ...] = ()
    as_of: str = NEXT_NIGHT
    register: Mapping[str, object] = field(default_factory=dict)
    plan: Callable[[Plan], Plan] = lambda plan: plan

    def broken(self) -> set[str]:
        """Return the rules that the nights tell."""
        files = [
            (FIRST_YEAR, BEFORE, workbook(OF_FIRST_YEAR)),
            (self.path, NIGHT, self.rewrite(workbook(OF_SECOND_YEAR, self.edit))),
            *((sent.path, sent.on, workbook(OF_SECOND_YEAR, sent.edit)) for sent in self.more),
        ]
        return broken(files, self.plan(register(**self.register)), self.as_of)


def register(**sections: object) -> Plan:
    """Return the register: four items of 企画課, two yearly rounds, and one item that is 環境課's."""
    entries: dict[str, object] = {
        "items": [
            item("1", "浜の清掃", "kankyo", from_fiscal_year=2024),
            item("2", "来訪者を増やす", indicator=indicator("人", {2023: 100, 2024: 120})),
            item(
                "5",
                "松を植える",
                indicator=indicator(
                    "本",
                    {2023: 200, 2024: 400},
                    accumulation="cumulative",
                    baseline_fiscal_year=2022,
                    baseline_value=80.5,
                ),
            ),
            item("7", "窓口の統合", to_fiscal_year=2023, end_reason="merged", successor="8"),
            item("8", "空き家の活用", related_departments=["kankyo"]),
            item("R6-1", "魚市場を開く", from_fiscal_year=2024, indicator=indicator("回", {2024: 10})),
        ],
        "rounds": [
            round_("r5-end", "年度末", 2023, "2024-04-01", "2024-05-10", folder="令和5年度/年度末"),
            round_("r6-end", "年度末", 2024, "2025-04-01", "2025-05-10", folder="令和6年度/年度末"),
        ],
    }
    return umibe(**{**entries, **sections})


def workbook(rows: Cells, edit: Edit = as_it_is) -> bytes:
    """Return a workbook with one sheet: headings on its first row, an item a row, and one edit."""
    book = openpyxl.Workbook()
    book.properties.creator = ""
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "進捗状況"
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    edit(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def broken(files: Sequence[tuple[str, str, bytes]], plan: Plan, as_of: str) -> set[str]:
    """Return the rules that some files (path, night, bytes) break."""
    received = [
        (
            Appearance(day(on).toordinal(), path, number, hashlib.sha256(content).hexdigest(), day(on)),
            read_content(content, plan.layouts),
        )
        for number, (path, on, content) in enumerate(files, start=1)
    ]
    return set(codes_of(check(plan, submissions_of(plan, received, day(as_of)), day(as_of)).findings))


def part(name: str, change: Callable[[str], str]) -> Rewrite:
    """Return the change of one part of the container; a part that is not there is added."""

    def rewrite(content: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(content)) as old:
            parts = {one: old.read(one) for one in old.namelist()}
        parts[name] = change(parts.get(name, b"").decode()).encode()
        return zipped(parts)

    return rewrite


def after(*rewrites: Rewrite) -> Rewrite:
    """Return several changes, one after the other."""

    def rewrite(content: bytes) -> bytes:
        for one in rewrites:
            content = one(content)
        return content

    return rewrite


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Return a container of some parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def related(kind: str, target: str) -> Rewrite:
    """Return the change that gives the workbook one more related part."""
    relation = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kind}" Target="{target}"/></Relationships>'
    )
    return part("xl/_rels/workbook.xml.rels", lambda xml: xml.replace("</Relationships>", relation))


def with_stored_values(value: str) -> Rewrite:
    """Return the change that stores a result beside every formula, as Excel does when it has computed them."""
    computed = part("xl/workbook.xml", lambda xml: xml.replace(' fullCalcOnLoad="1"', ""))
    return after(with_results_of_nobody(value), computed)


def with_results_of_nobody(value: str) -> Rewrite:
    """Return the change that stores a result beside every formula and leaves the computing to the next program."""
    return part(
        "xl/worksheets/sheet1.xml",
        lambda xml: re.sub(r"</f><v\s*/?>(?:</v>)?", f"</f><v>{value}</v>", xml),
    )


def as_csv(*, encoding: str = "utf-8", spoil: bytes = b"") -> Rewrite:
    """Return the change that saves the first sheet as CSV, with some bytes that are no text."""

    def rewrite(content: bytes) -> bytes:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        assert isinstance(sheet, Worksheet)
        lines = (",".join("" if v is None else str(v) for v in row) for row in sheet.values)
        return "\r\n".join(lines).encode(encoding) + spoil

    return rewrite
