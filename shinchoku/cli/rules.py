"""`shinchoku rules`: what sheets are held to, and one rule in full with its examples."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

import click
from rich.text import Text

from shinchoku.bilingual import Bilingual, Language
from shinchoku.checks.examples import EXAMPLES, Example
from shinchoku.checks.rule_list import FAMILIES, RULES, family_of
from shinchoku.checks.rule_words import readable
from shinchoku.checks.standards import official_items
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import format_option, language_option
from shinchoku.cli.screen import out, print_json, print_table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.spelling import display_width


@click.command("rules", help=SHORT_HELPS["rules"])
@click.argument("code", required=False, metavar="[CODE]")
@format_option
@language_option
def command(code: str | None, output: str, lang: str) -> None:
    """Show all rules, those of a family (SH2), or one rule (SH203) in full.

    Raises:
        MistakeError: if there is no such rule.
    """
    language = Language(lang)
    wanted = unicodedata.normalize("NFKC", code or "").upper()
    chosen = [one for one in RULES if one.startswith(wanted)]
    if not chosen:
        raise MistakeError(
            f"「{code}」という規則はありません。shinchoku rules で一覧を確かめてください。",
            f"there is no rule {code!r}: `shinchoku rules` lists all.",
            param_hint="CODE",
        )
    if output == "json":
        print_json({"rules": [_plain(one) for one in chosen]})
    elif wanted in RULES:
        for line in _page(wanted, language):
            out().print(Text(line), soft_wrap=True)
    else:
        _print_table(chosen, language)


def _plain(code: str) -> dict[str, Any]:
    """Return one rule as plain values, with its examples as rows of cells."""

    def both(words: Bilingual | None) -> dict[str, str] | None:
        return None if words is None else {"ja": words.ja, "en": words.en}

    def example(example: Example) -> list[dict[str, Any]]:
        return [
            {
                "file": file.path,
                "received": file.on,
                "shows": both(file.shows),
                "sheets": [
                    {"name": s.name, "hidden": s.hidden, "cells": s.grid, "shows": both(s.shows)}
                    for s in file.sheets
                ],
            }
            for file in example.files
        ]

    rule = RULES[code]
    return {
        "code": code,
        "name": rule.name,
        "family": both(FAMILIES[family_of(code)]),
        "severity": str(rule.severity),
        "waivable": rule.waivable,
        "fixed": rule.fixed,
        "version": rule.version,
        **{name: both(getattr(rule, name)) for name in ("title", "message", "remedy", "reason")},
        "source": rule.source,
        "official_items": [f"{item.rule_set} {item.id}" for item in official_items(code)],
        "bad_example": example(EXAMPLES[code].bad),
        "good_example": example(EXAMPLES[code].good),
    }


def _print_table(codes: list[str], language: Language) -> None:
    """Print a line for each rule."""
    is_ja = language is Language.JA
    yes, no = ("できる", "－") if is_ja else ("yes", "no")
    print_table(
        language,
        [RULES[code] for code in codes],
        ("コード", "Code", lambda rule: rule.code),
        ("重大度", "Severity", lambda rule: rule.severity.label_ja if is_ja else rule.severity.label_en),
        ("規則", "Rule", lambda rule: rule.title.in_language(language)),
        ("理由付き確認", "Waivable", lambda rule: yes if rule.waivable else no),
        ("計画で弱められる", "Plan may weaken", lambda rule: no if rule.fixed else yes),
    )


def _page(code: str, language: Language) -> Iterator[str]:
    """Yield the lines of one rule in full."""
    yield from _about(code, language)
    bad, good = ("悪い例", "良い例") if language is Language.JA else ("Bad", "Good")
    yield from _example_lines(bad, EXAMPLES[code].bad, language)
    yield from _example_lines(good, EXAMPLES[code].good, language)


def _about(code: str, language: Language) -> Iterator[str]:
    """Yield what a rule says, why, and who asks for it."""
    rule = RULES[code]
    label = Bilingual(rule.severity.label_ja, rule.severity.label_en)
    yield f"{code} {rule.title.in_language(language)} [{label.in_language(language)}]"
    yield f"  {rule.name}"
    yield ""
    for names, words in (
        (Bilingual("指摘", "Says"), readable(rule.message)),
        (Bilingual("対応", "To do"), readable(rule.remedy)),
        (Bilingual("理由", "Why"), rule.reason),
        (Bilingual("出典", "Source"), Bilingual(rule.source, rule.source)),
    ):
        yield f"  {names.in_language(language)}: {words.in_language(language)}"
    for item in official_items(code):
        yield f"  {item.rule_set} {item.id}: {item.title.in_language(language)}"
    if rule.fixed:
        yield Bilingual("  計画の設定で弱めることはできません。", "  No plan may weaken it.").in_language(
            language
        )
    if rule.waivable:
        yield Bilingual("  理由を付けて確認できます。", "  It can be waived with a reason.").in_language(
            language
        )


def _example_lines(name: str, example: Example, language: Language) -> Iterator[str]:
    """Yield the files of an example."""
    yield ""
    yield f"  {name} ({example.as_of}):"
    if not example.files:
        yield Bilingual("    提出されたファイルはありません。", "    No file was received.").in_language(
            language
        )
    for file in example.files:
        yield f"    {file.path} ({file.on})"
        for shows in (file.shows, *(sheet.shows for sheet in file.sheets)):
            if shows is not None:
                yield f"    {shows.in_language(language)}"
        for sheet in file.sheets:
            hidden = Bilingual(" 非表示", " hidden").in_language(language) if sheet.hidden else ""
            yield f"      [{sheet.name}]{hidden}"
            yield from _grid_lines(sheet.grid)


def _grid_lines(grid: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a sheet as text, its columns below each other."""
    widths = [max(display_width(row[column]) for row in grid) for column in range(len(grid[0]))]
    for row in grid:
        cells = (
            f"{_one_line(text)}{' ' * (width - display_width(text))}"
            for text, width in zip(row, widths, strict=True)
        )
        yield f"      | {' | '.join(cells)} |"


def _one_line(text: str) -> str:
    """Return a cell's text on one line, with what no terminal shows made visible."""
    return "".join(
        "⏎" if c == "\n" else "〓" if unicodedata.category(c) in {"Co", "Cn", "Cc"} else c for c in text
    )
