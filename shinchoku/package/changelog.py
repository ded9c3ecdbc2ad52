"""The changelog of the data: what changed since the last release, as readers have it, row by row, in words."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.codes import AchievementLevel
from schemas.published import TABLES
from shinchoku.figures.tables import YearContent
from shinchoku.package.change_words import in_words, names_in, one_line
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.as_published import VersionAsPublished
from shinchoku.releases.changes import RowChange, compare
from shinchoku.releases.history import Cause, YearEntry

_UNCHANGED = "変更なし / Unchanged"
_FOLLOWS = "前年度の変更に伴う更新 / Follows from the year before"
_TAKEN_BACK = "この年度を取り下げました。 / This year was withdrawn."
_RESHAPED = (
    "表の列を増やしました。達成率（achievement）に「確認中」の列が、コード表（codes）に年度の列があります。このことによる値の変更はありません。"
    " / The tables have more columns: in_review in achievement, fiscal_year in codes. No value changed for that."
)


def write_changelog(plan: Plan, version: VersionAsPublished) -> bytes:
    """Tell in Japanese, then in English, what a version changed of the one before it."""
    newest, before = version.release, version.before
    lines = [f"# {plan.publication.title}", "", f"## {newest.version}", ""]
    if before is None:
        lines += ["はじめての公表です。 / First release.", ""]
    else:
        lines += [f"前の版 / Previous release: {before.version}", ""]
    for year, entry in sorted(newest.years.items()):
        lines += [f"### {year.label} / {year}", "", *_year(version, year, entry)]
    for year in sorted(version.years_before.keys() - version.years.keys()):
        lines += [f"### {year.label} / {year}", "", _TAKEN_BACK, *_reason(newest.dropped.get(year)), ""]
    return "\n".join(lines).encode()


def _year(version: VersionAsPublished, year: FiscalYear, entry: YearEntry) -> Iterator[str]:
    """Yield what became of a year that the version carries."""
    old, new = version.years_before.get(year), version.years[year]
    changes = compare(old, new) if year in version.moved and old else []
    if entry.cause is Cause.KEPT:
        yield _FOLLOWS if changes else _UNCHANGED
    else:
        yield f"{entry.cause.label_ja} / {entry.cause.label_en}"
    yield from _reason(entry)
    yield ""
    if year in version.reshaped:
        yield _RESHAPED
        yield ""
    if old is None or changes:
        yield from _headline(new)
        yield ""
    if changes:
        yield from _tables(changes, old, new)


def _reason(entry: YearEntry | None) -> Iterator[str]:
    """Yield what was said of the decision, if somebody said anything."""
    if entry is not None and entry.reason:
        yield f"理由 / Reason: {one_line(entry.reason)}"


def _headline(content: YearContent) -> Iterator[str]:
    """Yield a year's headline figures as a table."""
    yield "| 区分 / Level | 項目数 / Items | 達成 / Achieved | 達成率 / Rate | 数値未確定 / Pending | 確認中 / In review | 未提出 / Unreported |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for row in content.table("achievement"):
        if row["level"] in {AchievementLevel.BASIC_POLICY, AchievementLevel.PLAN}:
            rate = f"{row['rate_percent']}%" if row["rate_percent"] else "-"
            counts = (row["pending"], row["in_review"], row["unreported"])
            cells = (row["label"], row["items"], row["achieved"], rate, *counts)
            yield f"| {' | '.join(map(one_line, cells))} |"


def _tables(changes: list[RowChange], *sides: YearContent | None) -> Iterator[str]:
    """Yield every change under the title of its table."""
    names = names_in(*sides)
    for table in dict.fromkeys(change.table for change in changes):
        contract = TABLES[table]
        yield f"#### {contract.title_ja} / {contract.title_en}"
        yield ""
        for change in sorted((one for one in changes if one.table == table), key=_widest_first):
            yield from in_words(change, names)
        yield ""


def _widest_first(change: RowChange) -> int:
    """Sort the whole plan before its parts; rows of other tables keep their order."""
    levels = list(AchievementLevel)
    return levels.index(AchievementLevel.of(change.key[0])) if change.table == "achievement" else 0
