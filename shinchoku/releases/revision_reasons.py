"""Why a published value was revised: what was decided, what the sheet says, else what the change itself shows."""

from dataclasses import dataclass

from schemas.codes import RevisionKind, ValueStatus
from schemas.published import TABLES
from shinchoku.bilingual import Language
from shinchoku.figures.tables import TextRow, YearContent
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.changes import RowChange
from shinchoku.releases.history import YearEntry
from shinchoku.releases.published_labels import value_words

REGISTER = "計画の登録内容の変更"
RECOUNTED = "項目の値の変更に伴う再集計"
CHOICE = "主な取組の選定または文の変更"
DROPPED = "この年度の公表の取下げ"

_FROM_SHEETS = {
    table: frozenset(
        name for name, column in TABLES[table].columns.items() if column.is_reported or column.follows_reports
    )
    for table in ("progress", "indicators")
}
"""The columns that departments report; everything else of an item is the register's."""
_DERIVED = "rate_change_points"
_NOT_COUNTED = frozenset({"label", "illustrative", _DERIVED})


@dataclass(frozen=True, slots=True)
class RevisedYear:
    """A year in two versions that follow each other, as published; nothing where a version did not have it.

    `entry` is the decision behind its own content, `before` the one behind the year before it; nothing where
    that content did not change.
    """

    year: FiscalYear
    old: YearContent | None
    new: YearContent | None
    entry: YearEntry | None
    before: YearEntry | None

    @property
    def role(self) -> str:
        """The role that approved, if somebody had to."""
        decided = self.entry or self.before
        return decided.role if decided else ""


class Reasons:
    """The reasons of one revised year."""

    def __init__(self, revised: RevisedYear) -> None:
        """Index the reports of both sides by item."""
        self._revised = revised
        self._old = _by_item(revised.old)
        self._new = _by_item(revised.new)

    def of(self, change: RowChange, field: str) -> str:
        """Say why one value of a row came, went or changed."""
        entry = self._revised.entry
        if entry is None:
            return self._year_before()
        return entry.reason or self._told_by(change, field)

    def _told_by(self, change: RowChange, field: str) -> str:
        """Say what the change itself shows."""
        if self._revised.new is None:
            return DROPPED
        match change.table:
            case "achievement":
                return self._of_figure(change, field)
            case "highlights":
                return self._of_highlight(change, field)
            case _ if change.kind is RevisionKind.CHANGED and field in _FROM_SHEETS.get(change.table, ()):
                return self._of_report(change.item_no)
            case _:
                return REGISTER

    def _year_before(self) -> str:
        """Say that the year before changed, and what was decided of it."""
        label = FiscalYear(self._revised.year.year - 1).label
        said = self._revised.before.reason if self._revised.before else ""
        return f"{label}の値の変更に伴う再計算" + (f"（{said}）" if said else "")

    def _of_figure(self, change: RowChange, field: str) -> str:
        """Say why a count, a rate or a label moved."""
        moved = {one.field for one in change.fields}
        if change.kind is not RevisionKind.CHANGED or field in _NOT_COUNTED - {_DERIVED}:
            return REGISTER
        if field == _DERIVED and moved <= _NOT_COUNTED and self._revised.before is not None:
            return self._year_before()
        return RECOUNTED

    def _of_highlight(self, change: RowChange, field: str) -> str:
        """Say why a highlight differs: its choice, the department's text, or the register."""
        if change.kind is not RevisionKind.CHANGED or field in {"display_order", "original_text_ja"}:
            return CHOICE
        if field != "text_ja":
            return REGISTER
        no = change.item_no
        texts = [rows.get(no, {}).get("result_text", "") for rows in (self._old, self._new)]
        shown = [row.get("text_ja", "") for row in (change.old or {}, change.new or {})]
        return self._of_report(no) if texts == shown else CHOICE

    def _of_report(self, item_no: str) -> str:
        """Say why a reported value differs: the sheet's own reason, or what became of the report."""
        old, new = self._old.get(item_no, {}), self._new.get(item_no, {})
        return new.get("revision_reason") or _shown_by(old, new)


def _by_item(content: YearContent | None) -> dict[str, TextRow]:
    """Return the reports of a year by item."""
    return {row["item_no"]: row for row in (content.table("progress") if content else ())}


def _shown_by(old: TextRow, new: TextRow) -> str:
    """Say why a report differs where nobody said it: what the change itself shows."""
    was, is_ = old.get("value_status", ""), new.get("value_status", "")
    if not is_:
        status = value_words("progress", "achievement_status", new.get("achievement_status", ""), Language.JA)
        return f"達成状況が「{status}」になったことによる変更"
    if new.get("carried_forward") == "true" and old.get("carried_forward") != "true":
        return "最新の提出に誤りがあるため、前回受理した内容を掲載"
    if not was:
        return "提出による追加"
    if was == ValueStatus.PROVISIONAL and is_ != ValueStatus.PROVISIONAL:
        return "数値の確定"
    return "提出内容の更新"
