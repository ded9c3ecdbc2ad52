"""The changelog of the data: what changed since the last release, row by row, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from schemas.codes import AchievementLevel
from schemas.published import TABLES
from shinchoku.figures.tables import YearContent
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.changes import RowChange, compare
from shinchoku.releases.history import Release

_EMPTY = ("（空）", "(empty)")


def write_changelog(
    plan: Plan, history: Sequence[Release], content_of: Callable[[str], YearContent]
) -> bytes:
    """Tell in Japanese, then in English, what the newest release changed."""
    newest, before = history[-1], history[-2] if len(history) > 1 else None
    lines = [f"# {plan.publication.title}", "", f"## {newest.version}", ""]
    if before is None:
        lines += ["はじめての公表です。 / First release.", ""]
    else:
        lines += [f"前の版 / Previous release: {before.version}", ""]
    for year, entry in sorted(newest.years.items()):
        old = before.years.get(year) if before else None
        lines += [f"### {year.label} / {year}", "", f"{entry.cause.label_ja} / {entry.cause.label_en}"]
        if entry.reason:
            lines.append(f"理由 / Reason: {one_line(entry.reason)}")
        lines.append("")
        content = content_of(entry.digest)
        if old is None:
            lines += [*_headline(year, content), ""]
        elif old.digest != entry.digest:
            lines += [*_headline(year, content), ""]
            lines += [
                line for change in compare(content_of(old.digest), content) for line in in_words(change)
            ] + [""]
    for year in sorted(before.years.keys() - newest.years.keys() if before else ()):
        lines += [
            f"### {year.label} / {year}",
            "",
            "この年度を取り下げました。 / This year was withdrawn.",
            "",
        ]
    return "\n".join(lines).encode()


def _headline(year: FiscalYear, content: YearContent) -> Iterator[str]:
    """Yield a year's headline figures as a table."""
    del year
    yield "| 区分 / Level | 項目数 / Items | 達成 / Achieved | 達成率 / Rate | 数値未確定 / Pending | 確認中 / In review | 未提出 / Unreported |"
    yield "|---|---:|---:|---:|---:|---:|---:|"
    for row in content.table("achievement"):
        if row["level"] in {AchievementLevel.BASIC_POLICY, AchievementLevel.PLAN}:
            rate = f"{row['rate_percent']}%" if row["rate_percent"] else "-"
            counts = (row["pending"], row.get("in_review", "0"), row["unreported"])
            cells = (row["label"], row["items"], row["achieved"], rate, *counts)
            yield f"| {' | '.join(map(one_line, cells))} |"


def in_words(change: RowChange) -> Iterator[str]:
    """Yield the sentences, Japanese and English, that tell one change."""
    table = TABLES[change.table]
    key = "/".join(change.key)
    what_ja, what_en = f"{table.title_ja} {key}", f"{table.title_en} {key}"
    if change.old is None:
        yield f"- {what_ja}: 追加しました。 / {what_en}: added."
    elif change.new is None:
        yield f"- {what_ja}: なくなりました。 / {what_en}: removed."
    else:
        titles = table.model.to_schema().columns
        for field in change.fields:
            old, new = one_line(field.old), one_line(field.new)
            title = titles[field.field].title
            yield (
                f"- {what_ja} {title}: 「{old or _EMPTY[0]}」を「{new or _EMPTY[0]}」に変更しました。"
                f" / {what_en} {field.field}: {old or _EMPTY[1]} → {new or _EMPTY[1]}."
            )


def one_line(text: str) -> str:
    """Return text that cannot break out of a line of Markdown."""
    plain = " ".join(text.split())
    for mark in "\\`*_[]<>|#":
        plain = plain.replace(mark, f"\\{mark}")
    return plain
