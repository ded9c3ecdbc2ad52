"""The night on a terminal: progress by stage, the city's own table, what was released or held."""

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.text import Text

from shinchoku.bilingual import Bilingual, Language
from shinchoku.catalogues.things import Do
from shinchoku.cli.harmless import harmless
from shinchoku.cli.publish_screen import kept_words
from shinchoku.cli.screen import ColumnHead, err, many, out, rows, table
from shinchoku.night.publishing.report import CatalogueReport
from shinchoku.night.report import HeadlineRow, NightReport, WaitingReport, YearReport
from shinchoku.night.stage_watch import Stage
from shinchoku.releases.decision import Outcome

_DID = {
    Stage.COLLECT: Bilingual("{}ファイル、新しい内容{}件", "files: {}, new contents: {}"),
    Stage.READ: Bilingual("新しく読んだ内容 {}件", "contents read: {}"),
    Stage.CHECK: Bilingual("新しい指摘 {}件", "new findings: {}"),
    Stage.MEASURE: Bilingual("{}年度を集計", "fiscal years measured: {}"),
    Stage.RELEASE: Bilingual("公表した版: {}", "version released: {}"),
    Stage.PUBLISH: Bilingual("反映したカタログ{}、要確認{}", "catalogues up to date: {}, to look at: {}"),
    Stage.TELL: Bilingual(
        "所属への書類{}件、送った連絡{}件", "files written for departments: {}, messages sent: {}"
    ),
}

_MOST_KEYS = 5


@dataclass(frozen=True, slots=True)
class Invoked:
    """How the command was called, so that the commands it suggests work as they stand."""

    program: str
    plan: str
    data: Path

    def command(self, *words: str) -> str:
        """Return a command on this plan and data directory, as a shell takes it."""
        place = () if self.data == Path("data") else ("--data", str(self.data))
        return shlex.join([self.program, *words, "--plan", self.plan, *place])


class Progress:
    """Tells on standard error which stage the night is at, a line each."""

    def __init__(self, language: Language) -> None:
        """Keep the language; nothing is printed before the first stage."""
        self._language = language
        self._console = err()

    def __call__(self, stage: Stage, did: str) -> None:
        """Print the end of a stage; on a terminal its beginning too."""
        name = Bilingual(stage.label_ja, stage.label_en).in_language(self._language)
        number = list(Stage).index(stage) + 1
        if did:
            words = _DID[stage].in_language(self._language).format(*did.split())
            self._console.print(Text(f"[{number}/{len(Stage)}] {name}: {words}"))

    def starting(self) -> None:
        """Say that the orchestrator is being started, which takes some seconds."""
        words = Bilingual(
            "夜間処理を始めます（準備に十数秒かかります）…", "starting (this takes some seconds) …"
        )
        self._console.print(Text(words.in_language(self._language)))


def print_report(report: NightReport, language: Language, invoked: Invoked) -> None:
    """Print what the night did, for a person."""
    console = out()
    if report.illustrative:
        banner = Bilingual(
            "※ 実演用の計画です。出典に書かれていない内容は例示です。",
            "* A demonstration plan: what the source does not state is illustrative.",
        )
        console.print(Text(banner.in_language(language), style="bold"))
    for year in report.years:
        _print_year(console, year, language)
    _print_findings(console, report, language)
    _print_told(console, report, language)
    _print_catalogues(console, report, language)
    _print_next(console, report, language, invoked)


def _print_told(console: Console, report: NightReport, language: Language) -> None:
    """Print what somebody should look at although the night is done: messages and folders."""
    if report.messages_unsent:
        words = Bilingual(
            f"送れなかった連絡 {report.messages_unsent}件（自動で送り直します）",
            f"{many(report.messages_unsent, 'message')} not sent (tried again automatically)",
        )
        console.print(Text(f"▲ {words.in_language(language)}", style="yellow"))
    for ja, en in report.warnings:
        console.print(Text(f"▲ {harmless(Bilingual(ja, en).in_language(language))}", style="yellow"))


def _print_catalogues(console: Console, report: NightReport, language: Language) -> None:
    """Print a line for each catalogue, and what somebody changed there or has to do."""
    for one in report.catalogues:
        status = Bilingual(one.status.label_ja, one.status.label_en).in_language(language)
        words = Bilingual(
            f"カタログ「{one.name}」: {status} {one.version}", f"Catalogue {one.name}: {status} {one.version}"
        )
        console.print(Text(("  " if one.is_well else "× ") + harmless(words.in_language(language))))
        said = (Bilingual(*told) for told in (*filter(None, (one.error, one.reminder)), *_drift(one)))
        for sign, told in (*(("◆", kept) for kept in kept_words(one)), *(("▲", alarm) for alarm in said)):
            line = f"  {sign} {harmless(told.in_language(language))}"
            console.print(Text(line, style="yellow" if sign == "▲" else ""), soft_wrap=True)


def _drift(one: CatalogueReport) -> Iterator[tuple[str, str]]:
    """Yield what was changed in a catalogue by others, and what became of it."""
    if one.drifted:
        keys = [step.key for step in one.drifted]
        more = f" +{len(keys) - _MOST_KEYS}" if len(keys) > _MOST_KEYS else ""
        left = any(step.do is Do.LEAVE for step in one.drifted)
        yield (
            f"カタログ側で変更されていたもの: {'、'.join(keys[:_MOST_KEYS])}{more}（{'そのままにしています' if left else '元に戻します'}）",
            f"changed in the catalogue by others: {', '.join(keys[:_MOST_KEYS])}{more} ({'left as it is' if left else 'put right'})",
        )


def _print_year(console: Console, year: YearReport, language: Language) -> None:
    """Print a year's table, and what waits behind it."""
    outcome = year.standing.in_language(language)
    name = year.label if language is Language.JA else f"FY{year.fiscal_year}"
    console.print()
    if year.headline:
        _print_headline(console, year.headline, f"{name}  {outcome}", language)
    if year.waiting is not None:
        _print_waiting(console, year, year.waiting, name, language)


def _print_headline(
    console: Console, headline: tuple[HeadlineRow, ...], title: str, language: Language
) -> None:
    """Print the city's own table: policy, items, achieved, rate, and the footnote of unconfirmed figures."""
    headings: tuple[ColumnHead, ...] = (
        (("方針", "left"), ("項目数", "right"), ("達成", "right"), ("達成率", "right"))
        if language is Language.JA
        else (("Policy", "left"), ("Items", "right"), ("Achieved", "right"), ("Rate", "right"))
    )
    console.print(Text(title, style="bold"))
    made = table(*headings)  # ＊ and not ※: a mark whose width every terminal agrees on
    *policies, total = headline
    for n, row in enumerate(policies, start=1):
        note = "＊" if row.pending else ""
        label = f"{n} {harmless(row.label)}"
        made.add_row(Text(label), str(row.items), str(row.achieved), f"{row.rate_percent}%{note}")
    made.add_section()
    whole = Bilingual("計", "Total").in_language(language)
    note = "＊" if total.pending else ""
    made.add_row(Text(whole), str(total.items), str(total.achieved), f"{total.rate_percent}%{note}")
    console.print(made)
    if total.pending:
        words = Bilingual(
            f"＊うち{total.pending}項目は数値未確定（項目数に含み、達成に含みません）",
            f"＊{total.pending} of them with a figure not yet confirmed (counted as items, not as achieved)",
        )
        console.print(Text(words.in_language(language)))
    if total.in_review:
        words = Bilingual(
            f"確認中 {total.in_review}項目（提出されましたが、受理していません）",
            f"{many(total.in_review, 'item')} in review: submitted, not accepted yet",
        )
        console.print(Text(words.in_language(language)))
    if total.unreported:
        words = Bilingual(f"未提出 {total.unreported}項目", f"{many(total.unreported, 'item')} unreported")
        console.print(Text(words.in_language(language)))


def _print_waiting(
    console: Console, year: YearReport, waiting: WaitingReport, name: str, language: Language
) -> None:
    """Print a candidate that waits: its figures, the reasons, and how to approve it."""
    is_revision = year.outcome in {Outcome.RELEASED, Outcome.UNCHANGED} or bool(year.headline)
    what = Bilingual("変更案", "revision") if is_revision else Bilingual("公表案", "release")
    held = Bilingual(
        f"{name}の{what.ja}を保留しています（承認待ち {waiting.digest[:12]}）",
        f"{name}: the {what.en} waits for approval ({waiting.digest[:12]})",
    )
    if not is_revision:
        _print_headline(console, waiting.headline, held.in_language(language), language)
    else:
        console.print(Text(held.in_language(language), style="bold"))
    for ja, en in waiting.reasons:
        console.print(Text(f"  - {harmless(Bilingual(ja, en).in_language(language))}"))
    if not waiting.reasons:
        words = Bilingual("次の夜に公表します。", "It goes out on the next night.")
        console.print(Text(f"  - {words.in_language(language)}"))


def _print_findings(console: Console, report: NightReport, language: Language) -> None:
    """Print the findings by department; notes are counted only."""
    console.print()
    if not report.departments:
        console.print(Text(Bilingual("指摘はありません。", "No findings.").in_language(language)))
        return
    title = Bilingual(
        f"指摘  エラー{report.findings_errors}件・注意{report.findings_warnings}件・参考{report.findings_infos}件"
        f"（新規{report.findings_new}件、解消{report.findings_resolved}件）",
        f"Findings: {many(report.findings_errors, 'error')}, {many(report.findings_warnings, 'warning')},"
        f" {many(report.findings_infos, 'note')} ({report.findings_new} new, {report.findings_resolved} resolved)",
    )
    headings: tuple[ColumnHead, ...] = (
        (("所属", "left"), ("エラー", "right"), ("注意", "right"))
        if language is Language.JA
        else (("Department", "left"), ("Errors", "right"), ("Warnings", "right"))
    )
    console.print(Text(title.in_language(language), style="bold"))
    made = table(*headings)
    lines = [(d.name, d.errors or "", d.warnings or "") for d in report.departments if d.errors or d.warnings]
    console.print(rows(made, lines))


def _print_next(console: Console, report: NightReport, language: Language, invoked: Invoked) -> None:
    """Print what became of the release and where to look next."""
    console.print()
    done = (
        Bilingual(
            f"公表しました: {report.latest} → {report.released_version}",
            f"Released: {report.released_version}",
        )
        if report.released_version
        else Bilingual(
            "公表はありません: 前回の公表から変わった内容がないか、保留中です。",
            "Nothing released: nothing changed since the last release, or it is held.",
        )
    )
    console.print(Text(done.in_language(language), style="bold"), soft_wrap=True)
    verify = shlex.join([invoked.program, "verify", report.latest])
    follow = [
        (invoked.command("findings"), Bilingual("指摘の一覧", "every finding")),
        (verify, Bilingual("公表データの検証", "verify what is public")),
    ]
    for year in report.years:
        if year.waiting is not None:
            digest = year.waiting.digest[:12]
            what = Bilingual(f"{year.fiscal_year}年度の保留中の変更", f"what waits of FY{year.fiscal_year}")
            follow.append((invoked.command("diff", digest), what))
    for command, words in follow:
        console.print(Text(f"  {command}    # {words.in_language(language)}"), soft_wrap=True)
