"""What becomes of catalogues, on a terminal: a plan like a difference, field by field, and what it came to."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from shinchoku.bilingual import Bilingual, Language
from shinchoku.catalogues.outbox import CatalogueStatus
from shinchoku.catalogues.things import Do
from shinchoku.cli.harmless import harmless
from shinchoku.cli.screen import err, many, out
from shinchoku.night.publishing.one_catalogue import CatalogueResult
from shinchoku.night.publishing.push import Phase
from shinchoku.night.publishing.report import CatalogueReport, StepReport, report_of

_SIGNS = {Do.CREATE: "+", Do.UPDATE: "~", Do.REMOVE: "-", Do.LEAVE: "!", Do.KEEP: " "}
_STYLES = {Do.CREATE: "green", Do.UPDATE: "yellow", Do.REMOVE: "red", Do.LEAVE: "magenta", Do.KEEP: ""}
_MOST_CHARACTERS = 70
_MOST_STEPS = 60
_WELL = {
    CatalogueStatus.PUBLISHED: "green",
    CatalogueStatus.HANDED_OVER: "yellow",
    CatalogueStatus.PENDING: "yellow",
}
_NOTHING = Bilingual("カタログに反映する公表データがまだありません。", "There is no release to publish yet.")


class Watched:
    """Tells on standard error how far each catalogue is, a line each."""

    def __init__(self, language: Language) -> None:
        """Keep the language; nothing is printed before the first catalogue is asked."""
        self._language = language
        self._console = err()

    def __call__(self, catalogue: str, phase: Phase) -> None:
        """Print what a catalogue is at."""
        name = Bilingual(phase.label_ja, phase.label_en).in_language(self._language)
        self._console.print(Text(f"{harmless(catalogue)}: {name} …"))


def print_told(told: tuple[CatalogueResult, ...], language: Language, *, dry_run: bool = False) -> None:
    """Print what became of each catalogue, or what would."""
    console = out()
    if not told:
        console.print(Text(_NOTHING.in_language(language)))
    for number, one in enumerate(told):
        if number:
            console.print()
        _print_one(console, report_of(one), language, dry_run=dry_run)


def print_outcomes(told: Sequence[CatalogueResult], language: Language) -> None:
    """Print how each catalogue stands, without what was done to it."""
    console = out()
    for one in told:
        report = report_of(one)
        name = Bilingual(f"カタログ「{report.name}」:", f"Catalogue {report.name}:").in_language(language)
        console.print(Text(name), soft_wrap=True)
        _print_standing(console, report, language, dry_run=False)


def _print_one(console: Console, report: CatalogueReport, language: Language, *, dry_run: bool) -> None:
    """Print one catalogue: its plan, then how it stands."""
    title = Bilingual(
        f"カタログ「{report.name}」（{report.kind}）", f"Catalogue {report.name} ({report.kind})"
    )
    console.print(Text(title.in_language(language), style="bold"))
    shown = report.steps[:_MOST_STEPS]
    for step in shown:
        _print_step(console, step, language)
    if len(report.steps) > len(shown):
        more = len(report.steps) - len(shown)
        console.print(Text(Bilingual(f"  … ほか{more}件", f"  … and {more} more").in_language(language)))
    if report.counts and any(report.counts.values()):
        console.print(Text(_summary(report).in_language(language)))
    for ja, en in report.notes:
        console.print(Text(f"  ▲ {harmless(Bilingual(ja, en).in_language(language))}", style="yellow"))
    for words in kept_words(report):
        console.print(Text(f"  ◆ {harmless(words.in_language(language))}", style="cyan"), soft_wrap=True)
    for key, seconds in report.lag_seconds.items():
        words = lag_words(key, seconds, is_version_last=report.is_version_last)
        console.print(Text(harmless(words.in_language(language))))
    _print_standing(console, report, language, dry_run=dry_run)


def kept_words(report: CatalogueReport) -> Iterator[Bilingual]:
    """Yield what stays as others made it, why, and since when."""
    for one in report.kept:
        fields = f"（{'、'.join(one.fields)}）" if one.fields else "（削除された状態）"
        named = f" ({', '.join(one.fields)})" if one.fields else " (as deleted)"
        yield Bilingual(
            f"維持しているもの: {one.key}{fields} {one.since}から。理由: {one.reason}",
            f"kept as others made it: {one.key}{named} since {one.since}. Why: {one.reason}",
        )


def lag_words(key: str, seconds: float, *, is_version_last: bool) -> Bilingual:
    """Say how far apart a table and the version of its dataset changed, and which of them was first."""
    if is_version_last:
        return Bilingual(
            f"  表 {key}: 表を先に更新し、{seconds:.2f}秒後に版の表示を切替え",
            f"  table {key}: changed first, the version {seconds:.2f} s after it",
        )
    return Bilingual(
        f"  表 {key}: 切替えから{seconds:.2f}秒で追随", f"  table {key}: followed after {seconds:.2f} s"
    )


def _print_step(console: Console, step: StepReport, language: Language) -> None:
    """Print one step, and for a change its fields."""
    drift = Bilingual("（カタログ側で変更されたもの）", " (changed in the catalogue)").in_language(language)
    label = step.do.label_ja if language is Language.JA else step.do.label_en
    line = f"  {_SIGNS[step.do]} {label} {harmless(step.key)}{drift if step.is_drift else ''}"
    console.print(Text(line, style=_STYLES[step.do]), soft_wrap=True)
    for one in step.fields if step.do is not Do.REMOVE else ():
        before = "" if step.do is Do.CREATE else f"{_short(one.before)} → "
        console.print(Text(f"      {harmless(one.name)}: {before}{_short(one.after)}"), soft_wrap=True)


def _short(text: str) -> str:
    """Return a value in quotation marks, cut to what a line can show."""
    plain = " ".join(harmless(text).split())
    return f"“{plain if len(plain) <= _MOST_CHARACTERS else plain[: _MOST_CHARACTERS - 1] + '…'}”"


def _summary(report: CatalogueReport) -> Bilingual:
    """Say how many things there are to each step."""
    counts = {do: report.counts[str(do)] for do in Do if report.counts[str(do)]}
    return Bilingual(
        "  計画: " + "、".join(f"{do.label_ja} {count}" for do, count in counts.items()),
        "  plan: " + ", ".join(f"{do.label_en.lower()} {count}" for do, count in counts.items()),
    )


def _print_standing(console: Console, report: CatalogueReport, language: Language, *, dry_run: bool) -> None:
    """Print how the catalogue stands, and what a person has to do."""
    if report.error is not None:
        error = harmless(Bilingual(*report.error).in_language(language))
        console.print(Text(f"  × {error}", style="bold red"), soft_wrap=True)
        return
    for words, style in _standing(report, dry_run=dry_run):
        console.print(Text(f"  {harmless(words.in_language(language))}", style=style), soft_wrap=True)


def _standing(report: CatalogueReport, *, dry_run: bool) -> Iterator[tuple[Bilingual, str]]:
    """Yield how a catalogue stands that did not fail, a line each with its style."""
    if dry_run and report.steps:
        yield Bilingual("表示だけです。何も変更していません。", "Only shown: nothing was changed."), ""
        return
    if dry_run:
        yield Bilingual("一致しています。反映するものはありません。", "Equal: there is nothing to do."), ""
        return
    label = Bilingual(report.status.label_ja, report.status.label_en)
    yield (
        Bilingual(
            f"{label.ja}: {report.version}（書き込み{report.writes}回）",
            f"{label.en}: {report.version} ({many(report.writes, 'write')})",
        ),
        _WELL.get(report.status, "bold red"),
    )
    if report.by_hand:
        yield Bilingual(f"手順書: {report.by_hand}", f"What to do: {report.by_hand}"), "bold"
    if report.reminder is not None:
        ja, en = report.reminder
        yield Bilingual(f"▲ {ja}", f"▲ {en}"), "yellow"
    for address in report.addresses:
        yield Bilingual(address, address), ""
