"""What `shinchoku check` prints for people: findings by rule, a summary, and how each sheet was read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from rich.console import Console
from rich.text import Text

from schemas.codes import Severity
from schemas.headings import HEADINGS
from shinchoku.bilingual import Bilingual, Language
from shinchoku.checks.findings import Finding
from shinchoku.checks.marks import SIGNS
from shinchoku.checks.personal_data import shown
from shinchoku.cli.check_document import status_of
from shinchoku.cli.harmless import harmless
from shinchoku.cli.screen import many, out, print_table
from shinchoku.cli.value_screen import value_lines
from shinchoku.intake.account import SheetAccount, TableAccount
from shinchoku.intake.sheets import Reading
from shinchoku.night.lint import Linted

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}
_ORDER = tuple(Severity)


def print_findings(linted: Linted, language: Language, most: int | None) -> None:
    """Print the findings by rule, at most so many of each (all if `None`), and what they add up to."""
    console = out()
    ordered = sorted(linted.findings, key=lambda one: (_ORDER.index(one.rule.severity), one.rule.code))
    for _, found in groupby(ordered, key=lambda one: one.rule.code):
        of_rule = list(found)
        _print_rule(console, of_rule[:most], len(of_rule), language)
    if ordered:
        _print_summary(ordered, language)
    counts = Counter(one.rule.severity for one in ordered)
    errors, warnings, notes = (counts[severity] for severity in _ORDER)
    files = len(linted.readings)
    words = Bilingual(
        f"{files}ファイル: エラー{errors}件、注意{warnings}件、参考{notes}件",
        f"{many(files, 'file')}: {many(errors, 'error')}, {many(warnings, 'warning')}, {many(notes, 'note')}",
    )
    console.print(Text(words.in_language(language)))


def print_accounts(linted: Linted, language: Language) -> None:
    """Print for each file what it is, what became of each sheet and column, and every value that was taken."""
    console = out()
    for name, reading in linted.readings.items():
        for line in (
            *_account_lines(name, reading, language),
            *value_lines(linted.values[name], language),
        ):
            console.print(Text(harmless(line)), soft_wrap=True)


def _print_rule(console: Console, findings: Sequence[Finding], count: int, language: Language) -> None:
    """Print the findings of one rule; a remedy that the next line shares is told once."""
    for finding, following in pairwise([*findings, None]):
        if finding is None:
            continue
        line = Text(harmless(f"{_where(finding)} "))
        line.append(_weight(finding, language), style=_STYLES[finding.rule.severity])
        line.append(f" {harmless(finding.message.in_language(language))}")
        console.print(line, soft_wrap=True)
        if following is None or following.remedy != finding.remedy:
            console.print(Text(f"    → {harmless(finding.remedy.in_language(language))}"), soft_wrap=True)
    if count > len(findings):
        more = count - len(findings)
        words = Bilingual(f"    ほか{more}件（--all で全件）", f"    and {more} more (--all shows them)")
        console.print(Text(words.in_language(language)))


def _print_summary(findings: Sequence[Finding], language: Language) -> None:
    """Print how often each rule is broken."""
    counted = Counter(finding.rule.code for finding in findings)
    rules = {finding.rule.code: finding.rule for finding in findings}
    print_table(
        language,
        [rules[code] for code in counted],
        ("規則", "Rule", lambda one: one.code),
        ("重大度", "Severity", lambda one: _severity(one.severity, language)),
        ("内容", "What", lambda one: one.title.in_language(language)),
        ("件数", "Count", lambda one: counted[one.code]),
        right={"Count"},
    )


def _where(finding: Finding) -> str:
    """Name a place as `file:sheet!cell`."""
    place = finding.place
    sheet = f"{place.sheet_name}!{place.cell}" if place.cell else place.sheet_name
    return f"{place.path}:{sheet}" if sheet else place.path or "—"


def _weight(finding: Finding, language: Language) -> str:
    """Name a rule and its severity in sign and word, so that nobody depends on colours."""
    return f"{finding.rule.code} {_severity(finding.rule.severity, language)}"


def _severity(severity: Severity, language: Language) -> str:
    """Return the sign and the word of a severity."""
    return f"{SIGNS[severity]}{Bilingual(severity.label_ja, severity.label_en).in_language(language)}"


def _account_lines(name: str, reading: Reading, language: Language) -> Iterator[str]:
    """Tell how one file was read."""
    account, status = reading.account, status_of(reading)
    is_ja = language is Language.JA
    yield f"{name}: {status.label_ja if is_ja else status.label_en}"
    why = account.why_encoding[0 if is_ja else 1]
    encoding = f"{account.encoding}（{why}）" if is_ja else f"{account.encoding} ({why})"
    parts = [account.file_format or "?", encoding if account.encoding else ""]
    if account.second_look:
        parts.append("非表示・コメントなども確認" if is_ja else "hidden parts and comments looked at too")
    yield f"  {' · '.join(filter(None, parts))}"
    for sheet in account.sheets:
        yield from _sheet_lines(sheet, is_ja=is_ja)


def _sheet_lines(sheet: SheetAccount, *, is_ja: bool) -> Iterator[str]:
    """Tell how one sheet was read."""
    layout = f" [{sheet.layout}]" if sheet.layout else ""
    yield f"  {sheet.number}. {shown(sheet.name)}: {sheet.fate.label_ja if is_ja else sheet.fate.label_en}{layout}"
    for one in sheet.tables:
        yield from _table_lines(one, is_ja=is_ja)
    if sheet.runner_up:
        yield f"     {'次の候補' if is_ja else 'runner-up'}: {shown(sheet.runner_up)}"


def _table_lines(one: TableAccount, *, is_ja: bool) -> Iterator[str]:
    """Tell where one table's headings stand, what each column is, and which rows were left out."""
    first, last = one.header_rows
    span = f"{first}" if first == last else f"{first}-{last}"
    yield (
        f"     見出し {span}行目（得点 {one.score:g}）、データ {one.rows}行"
        if is_ja
        else f"     headings on row {span} (score {one.score:g}), {one.rows} rows of data"
    )
    nothing = "読まない" if is_ja else "not read"
    for letter, heading, name in one.columns:
        read_as = f"{HEADINGS[name][0]} [{name}]" if is_ja and name in HEADINGS else name
        yield f"       {letter}: {shown(heading)} → {read_as or nothing}"
    skipped = ", ".join(f"{row} ({fate.label_ja if is_ja else fate.label_en})" for row, fate in one.skipped)
    if skipped:
        yield f"     {'読まない行' if is_ja else 'rows not read'}: {skipped}"
