"""The account of a file: what it is, how each of its sheets was read, and why.

`shinchoku check --explain` prints it. Rows are numbered from 1, as a person sees them.
"""

from dataclasses import dataclass, field

from schemas.codes import CodeList


class SheetFate(CodeList):
    """What became of a sheet."""

    READ = "read", "読みました", "Read"
    DECLARED = "declared", "宣言された様式として読みました", "Read by a declared layout"
    REFUSED = "refused", "読めませんでした", "Refused"
    EXAMPLE = "example", "記入例・説明のため読みません", "Example or instructions: not read"
    HIDDEN = "hidden", "非表示のため読みません", "Hidden: not read"
    NO_TABLE = "no_table", "進捗状況の表がありません", "No status table"
    EMPTY = "empty", "空のシートです", "Empty"


class RowFate(CodeList):
    """Why a row under a table's headings is no row of data."""

    REMARK = "remark", "注記", "Remark"
    TOTAL = "total", "合計・小計", "Total"
    SECTION = "section", "区切りの見出し", "Section heading"
    HEADING = "heading", "見出しの一部", "Part of the headings"
    EXAMPLE = "example", "記入例", "Example"
    HIDDEN = "hidden", "非表示の行", "Hidden row"
    CONTINUED = "continued", "上の行の続き", "Continues the row above"
    OTHER = "other", "表の外の記載", "Text beside the table"


@dataclass(frozen=True, slots=True)
class TableAccount:
    """How one table was read: where its headings stand and what each column is."""

    header_rows: tuple[int, int]
    score: float
    columns: tuple[tuple[str, str, str], ...]
    """Column letter, heading as written, and the name it was read as (empty if it was not taken)."""
    rows: int = 0
    skipped: tuple[tuple[int, RowFate], ...] = ()


@dataclass(frozen=True, slots=True)
class SheetAccount:
    """How one sheet was read."""

    number: int
    name: str
    fate: SheetFate
    tables: tuple[TableAccount, ...] = ()
    runner_up: str = ""
    """The best candidate that was not taken, with its score; or, where none was, the nearest to one."""
    layout: str = ""
    """The declared layout it was read by."""
    facts: tuple[tuple[str, int], ...] = ()
    """What else stands on it, counted: merged areas, hidden rows and columns, formulas, comments …"""


@dataclass(frozen=True, slots=True)
class ReadingAccount:
    """How one file was read."""

    file_format: str = ""
    encoding: str = ""
    why_encoding: tuple[str, str] = ("", "")
    """Why this encoding, in Japanese and in English."""
    second_look: bool = False
    """Whether the raw parts of the workbook were looked at a second time."""
    sheets: tuple[SheetAccount, ...] = field(default_factory=tuple)


NO_ACCOUNT = ReadingAccount()
