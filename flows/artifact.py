"""The night's report as the page that Prefect shows."""

from collections.abc import Iterator

from shinchoku.night.report import HeadlineRow, NightReport


def as_markdown(report: NightReport) -> str:
    """Return the achievement tables, what waits and the findings as Markdown."""
    return "\n".join(_lines(report))


def _lines(report: NightReport) -> Iterator[str]:
    yield f"# {report.as_of}"
    yield ""
    yield f"公表 / Released: {report.released_version or '-'}"
    for year in report.years:
        yield ""
        yield f"## {year.label} — {year.standing.ja} / {year.standing.en}"
        yield ""
        yield from _table(year.headline)
        if year.waiting is not None:
            yield ""
            yield f"承認待ち / Waiting `{year.waiting.digest[:12]}`:"
            yield from (f"- {_plain(ja)} / {_plain(en)}" for ja, en in year.waiting.reasons)
            yield ""
            yield from _table(year.waiting.headline)
    yield ""
    yield f"指摘 / Findings: {report.findings_errors} errors, {report.findings_warnings} warnings"
    if report.messages_unsent:
        yield f"- 送れなかった連絡 / Messages not sent: {report.messages_unsent}"
    yield from (f"- {_plain(ja)} / {_plain(en)}" for ja, en in report.warnings)
    for one in report.catalogues:
        yield f"- カタログ / Catalogue {_plain(one.name)}: {one.status.label_ja} / {one.status.label_en} {one.version}"
        yield from (f"  - {_plain(ja)} / {_plain(en)}" for ja, en in one.alarms)
    yield ""
    yield "| 所属 / Department | エラー / Errors | 注意 / Warnings |"
    yield "|---|---:|---:|"
    yield from (f"| {_plain(d.name)} | {d.errors} | {d.warnings} |" for d in report.departments)


def _table(rows: tuple[HeadlineRow, ...]) -> Iterator[str]:
    if rows:
        yield "| 方針 / Policy | 項目数 / Items | 達成 / Achieved | 達成率 / Rate | 数値未確定 / Pending | 確認中 / In review | 未提出 / Unreported |"
        yield "|---|---:|---:|---:|---:|---:|---:|"
        for row in rows:
            counts = f"{row.pending} | {row.in_review} | {row.unreported}"
            yield f"| {_plain(row.label)} | {row.items} | {row.achieved} | {row.rate_percent}% | {counts} |"


def _plain(text: str) -> str:
    """Return text that stays within its cell and carries no markup."""
    escaped = " ".join(text.split())
    for mark in "\\`*_[]<>|#":
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped
