"""The pages on rules: the index, a page for each rule with its examples, and the official rule sets."""

from __future__ import annotations

import unicodedata

from reference_pages.markdown import Page, both_labels, table_lines
from reference_pages.readability import BY_CONSTRUCTION, CHECKS
from shinchoku.bilingual import Bilingual
from shinchoku.checks.examples import EXAMPLES, Example, ExampleSheet
from shinchoku.checks.findings import Rule
from shinchoku.checks.rule_list import FAMILIES, RULES, family_of
from shinchoku.checks.rule_words import readable
from shinchoku.checks.standards import STANDARDS, RuleSet, official_items

_SETS = {
    RuleSet.MIC_2020: "総務省 統計表における機械判読可能なデータの表記方法の統一ルール（2020-12-18、15項目）",
    RuleSet.RULES_2026: "行政データにおける機械可読性に関するルール（2026-03-31、30項目）",
}


def rules() -> Page:
    """Every validation rule, from `shinchoku/checks/rules/`."""
    yield "# Rules 検査の規則"
    yield ""
    yield "What the night checks on every status sheet. An error keeps the row, or the file, out of the"
    yield "figures until it is gone; a warning and a note keep nothing out. `shinchoku rules CODE` prints the same."
    yield ""
    yield "エラーのある行やファイルは、直るまで集計に入りません。注意と参考は集計を止めません。"
    yield ""
    yield "A plan chooses its rules in [`checks`](plan-file.md#checks): single rules or whole families can be"
    yield "switched off, and weigh more or less. The rules marked ● are fixed: without them a row has no usable"
    yield "value, so no plan may weaken them."
    for family, words in FAMILIES.items():
        yield ""
        yield f"## {family} {words.ja} {words.en}"
        yield ""
        yield from table_lines(
            ("Code", "重大度 / Severity", "固定 / Fixed", "規則 / Rule"),
            (
                (
                    f'<a id="{code.lower()}"></a>[{code}](rules/{code}.md)',
                    both_labels(rule.severity),
                    "●" if rule.fixed else "",
                    _both(rule.title),
                )
                for code, rule in RULES.items()
                if family_of(code) == family
            ),
        )


def rule_page(code: str) -> Page:
    """One validation rule and its examples, from `shinchoku.checks`."""
    rule = RULES[code]
    yield f"# {code} {rule.title.ja}"
    yield ""
    yield f"{rule.title.en} · `{rule.name}`"
    yield ""
    yield from table_lines(("", "日本語", "English"), _words(rule))
    yield ""
    yield from table_lines(("", ""), _facts(rule))
    examples = EXAMPLES[code]
    yield ""
    yield "## 悪い例 Bad"
    yield ""
    also = "、".join(f"[{other}]({other}.md)" for other in sorted(examples.bad.also))
    yield f"The tests hold that this breaks {code}{' and ' + also if also else ''}, and nothing else."
    yield from _example(examples.bad)
    yield ""
    yield "## 良い例 Good"
    yield ""
    yield "The tests hold that this breaks no rule."
    yield from _example(examples.good)
    yield ""
    yield "[すべての規則 All rules](../rules.md)"


def standards() -> Page:
    """The official rule sets, from `shinchoku.checks.standards` and `docs/reference_pages/readability.py`."""
    yield "# Official rule sets 公的なルールとの対応"
    yield ""
    yield "Which rules name a breach of each official item on the sheets that come in. A breach is told and, where"
    yield "it is unambiguous, put right on reading; the original text is kept. What goes out breaks none of the 30"
    yield "items of 2026: the last column says which function of `docs/reference_pages/readability.py` the tests hold every package"
    yield "to, or why it holds by construction."
    for rule_set, title in _SETS.items():
        yield ""
        yield f"## {title}"
        yield ""
        items = [item for item in STANDARDS if item.rule_set is rule_set]
        yield from table_lines(
            (
                "Item",
                "項目 / Title",
                "Fatal",
                "提出されたシート / Sheets that come in",
                "公表する表 / Tables that go out",
            ),
            (
                (
                    item.id,
                    _both(item.title),
                    "●" if item.is_fatal else "",
                    " ".join(f"[{code}](rules/{code}.md)" for code in item.rules),
                    _held(item.id) if rule_set is RuleSet.RULES_2026 else "",
                )
                for item in items
            ),
        )


def _words(rule: Rule) -> list[tuple[str, str, str]]:
    """What people read of a rule."""
    told = (
        ("指摘 Says", readable(rule.message)),
        ("対応 To do", readable(rule.remedy)),
        ("理由 Why", rule.reason),
    )
    return [(name, words.ja, words.en) for name, words in told]


def _facts(rule: Rule) -> list[tuple[str, str]]:
    """What a rule weighs and who asks for it."""
    official = "<br>".join(
        f"{item.rule_set} {item.id} {_both(item.title)}" for item in official_items(rule.code)
    )
    return [
        ("重大度 Severity", both_labels(rule.severity)),
        ("計画で弱められる Plan may weaken it", "いいえ no" if rule.fixed else "はい yes"),
        ("理由付き確認 Waivable", "はい yes" if rule.waivable else "いいえ no"),
        ("出典 Source", rule.source),
        ("公的な項目 Official items", official or "—"),
        ("版 Version", str(rule.version)),
    ]


def _example(example: Example) -> Page:
    """The files of an example, as tables."""
    yield ""
    yield f"検査日 {example.as_of}" + (
        "" if example.files else "。提出されたファイルはありません。No file was received."
    )
    for file in example.files:
        yield ""
        yield f"**{file.path}** ({file.on})"
        if file.shows is not None:
            yield f"<br>{_both(file.shows)}"
        for sheet in file.sheets:
            yield from _sheet(sheet)


def _sheet(sheet: ExampleSheet) -> Page:
    """One sheet as a table with its letters and row numbers."""
    grid = sheet.grid
    yield ""
    yield f"シート「{sheet.name}」{'（非表示 hidden）' if sheet.hidden else ''}"
    if sheet.shows is not None:
        yield f"<br>{_both(sheet.shows)}"
    yield ""
    letters = tuple(chr(ord("A") + n) for n in range(len(grid[0])))
    rows = ((str(n), *(_cell(text) for text in row)) for n, row in enumerate(grid, start=1))
    yield from table_lines(("", *letters), rows)


def _cell(text: str) -> str:
    """A cell's text with line breaks and characters that no reader can show made visible."""
    shown = "".join("〓" if unicodedata.category(c) == "Co" else c for c in text)
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace("*", "\\*").replace("#", "\\#")
    return escaped.replace("\n", "<br>")


def _held(item: str) -> str:
    """How our own output is held to an official item."""
    if item in CHECKS:
        return f"`{CHECKS[item].__name__}`"
    return _both(BY_CONSTRUCTION[item])


def _both(words: Bilingual) -> str:
    """Both languages on one line."""
    return f"{words.ja} / {words.en}"
