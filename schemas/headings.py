"""The headings of a status sheet: one place for every way departments write them.

A heading is compared in one width, without spaces, line breaks, colons and the mark `※`: see
`normalize_heading`. Brackets and dots count for nothing either. Headings of `OUT_OF_SCOPE` are known and deliberately not taken.
"""

import re
import unicodedata

from schemas.field import SheetKind
from schemas.fields import ON_SHEETS

HEADINGS: dict[str, tuple[str, ...]] = {name: column.headings for name, column in ON_SHEETS.items()}
"""Columns of a status sheet; the first spelling is the form's own."""

WEAK: frozenset[str] = frozenset(
    {"#", "No.", "No", "番号", "整理番号", "評価", "前年度", "方針", "単年度", "達成度", "目標", "実績"}
)
"""Spellings that are taken only where no other column says the same in so many words."""

OUT_OF_SCOPE: tuple[str, ...] = (
    "ページ",
    "頁",
    "掲載頁",
    "掲載ページ",
    "担当課",
    "担当所属",
    "所管課",
    "関係課",
    "記入者",
    "担当者",
    "連絡先",
    "内線",
    "備考",
    "向き",
    "指標の向き",
    "累計・単年度・期末",
    "集計の方法",
    "記入チェック",
)

REQUIRED: tuple[str, ...] = tuple(name for name, column in ON_SHEETS.items() if column.is_required)


def _of_kind(*kinds: SheetKind) -> tuple[str, ...]:
    """Return the columns that are read in one of some ways."""
    return tuple(name for name, column in ON_SHEETS.items() if column.kind in kinds)


NARRATIVE = _of_kind(SheetKind.NARRATIVE)
"""Free text that is published word for word, so it must carry no personal data."""

COMPARED: tuple[str, ...] = tuple(name for name, column in ON_SHEETS.items() if column.is_compared)
"""The texts of which it matters whether another round or year said the same."""

FIGURES = _of_kind(SheetKind.FIGURE)
"""What a department reports in figures."""

CONTEXT_FIGURES = _of_kind(SheetKind.CONTEXT_FIGURE)
"""Figures that stand on a sheet for comparison: checked against what is known, never published."""

TEXTS = _of_kind(SheetKind.NAME, SheetKind.NARRATIVE)
"""Everything that is read as text."""

FILLED_DOWN = frozenset(_of_kind(SheetKind.PLACE))
"""Columns in which a blank cell means the one above."""

REPEATED = frozenset(_of_kind(SheetKind.PLACE, SheetKind.ITEM_NO, SheetKind.NAME))
"""Columns in which a merged cell counts for all its rows, and 〃 or 同上 means the cell above."""

LABELS: dict[str, tuple[str, ...]] = {
    "department": ("部局課室名", "部局課名", "所属", "所属名", "担当課名", "課名"),
    "fiscal_year": HEADINGS["fiscal_year"],
    "round": ("照会", "照会区分", "調査区分", "報告時期"),
    "form": ("様式番号",),
}
"""Cells outside a table whose answer stands in the next cell to the right, or below."""


PERSONAL_LABELS: tuple[str, ...] = (
    "記入者",
    "記入者名",
    "記入者氏名",
    "担当者",
    "担当者名",
    "氏名",
    "電話",
    "電話番号",
    "内線",
    "内線番号",
    "連絡先",
    "メール",
    "メールアドレス",
    "E-mail",
    "作成者",
    "作成日",
    "提出日",
)
"""Labels that ask for a person or a day: known, and their answers never taken."""


def normalize_heading(text: str) -> str:
    """Return a heading as it is compared: one width, no spaces or line breaks, no `※` or colon."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"[\s※*:：()\[\]【】〔〕<>「」・/.]", "", plain).lower()


def of_year(field: str, year: int) -> str:
    """Name a column whose heading carries a fiscal year: `actual_value@2023`."""
    return f"{field}@{year}"


_FIELD_OF: dict[str, str] = {
    normalize_heading(alias): field for field, aliases in HEADINGS.items() for alias in aliases
}
_LABEL_OF: dict[str, str] = {
    normalize_heading(alias): label for label, aliases in LABELS.items() for alias in aliases
}
_PERSONAL: frozenset[str] = frozenset(map(normalize_heading, PERSONAL_LABELS))
_IGNORED: frozenset[str] = frozenset(map(normalize_heading, OUT_OF_SCOPE))


def field_of_heading(text: str) -> str | None:
    """Return the column that a heading names, or nothing."""
    return _FIELD_OF.get(normalize_heading(text))


def label_of_cell(text: str) -> str | None:
    """Return what a label cell above the table asks for, or nothing."""
    return _LABEL_OF.get(normalize_heading(text))


def is_personal_label(text: str) -> bool:
    """Tell whether a label asks for what is never taken."""
    return normalize_heading(text) in _PERSONAL


def is_out_of_scope(text: str) -> bool:
    """Tell whether a heading is known and deliberately not taken."""
    return normalize_heading(text) in _IGNORED
