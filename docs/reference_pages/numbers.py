"""The pages on what is read in a cell: figures, reasons for none, and characters that are replaced."""

from __future__ import annotations

from reference_pages.figure_forms import MISSING, NOT_READ, READ
from reference_pages.markdown import Page, table_lines
from shinchoku.checks.rule_list import RULES_BY_PROBLEM
from shinchoku.intake import numbers as grammar
from shinchoku.intake.characters import MACHINE_DEPENDENT
from shinchoku.intake.problem_kinds import ProblemKind


def numbers() -> Page:
    """How figures may be written, from `docs/reference_pages/figure_forms.py`, which the tests hold the reader to."""
    yield "# Numbers 数値の書き方"
    yield ""
    yield "One grammar reads every figure. A unit is converted into the register's only where that is exact;"
    yield "everything else is a finding. Of a number that a format shows with fewer digits, those that are shown count ([ADR 0027](../adr/0027-what-the-sheet-shows-counts.md)); nothing is guessed."
    yield ""
    yield "数値は次の書き方を読み取ります。単位は、正確に換算できるときだけ登録簿の単位に直します。読み方が1つに決まらないものは指摘になります。"
    yield ""
    yield "```"
    yield from _indented(str(grammar.__doc__))
    yield "```"
    yield ""
    yield "## Read and converted 読み取るもの"
    yield ""
    yield from table_lines(
        ("As written 書き方", "Register's unit 登録簿の単位", "Value 値"),
        ((_shown(raw), unit or "–", value) for raw, unit, value in READ),
    )
    yield ""
    yield "## No figure, for a reason 値のない理由"
    yield ""
    yield "A dash means what the plan's legend says (`reporting.symbols`); here － is 該当なし. Without a legend"
    yield "it is a finding ([SH318](rules/SH318.md))."
    yield ""
    yield from table_lines(
        ("As written 書き方", "Reason 理由", "Code"),
        ((_shown(raw), reason.label_ja, f"`{reason}`") for raw, reason in MISSING),
    )
    yield ""
    yield "## Refused 読み取らないもの"
    yield ""
    yield "In a cell for a figure in 件."
    yield ""
    yield from table_lines(
        ("As written 書き方", "規則 / Rule"), ((_shown(raw), _rule(kind)) for raw, kind in NOT_READ)
    )


def characters() -> Page:
    """Characters that are replaced in published text, from `shinchoku.intake.characters`."""
    yield "# Characters 機種依存文字"
    yield ""
    yield "What each character becomes in published text; the original stays in the archive and in the steps that"
    yield "`shinchoku trace` prints. Half-width kana become full-width, variation selectors (IVS) go, and a kana"
    yield "that carries its mark separately is composed. Kanji of names (髙 﨑) stay. Characters that mean nothing"
    yield "elsewhere (外字) are never replaced: they are a finding ([SH326](rules/SH326.md))."
    yield ""
    yield from table_lines(
        ("Character 文字", "Code", "Becomes 置き換え"),
        ((one, f"U+{ord(one):04X}", becomes) for one, becomes in sorted(MACHINE_DEPENDENT.items())),
    )


def _indented(text: str) -> Page:
    """The grammar itself: the indented lines of the module's docstring."""
    yield from (line.strip() for line in text.splitlines() if line.startswith("    "))


def _shown(raw: str) -> str:
    """A form as code, its spaces and line breaks visible."""
    visible = raw.replace("\n", "⏎").replace("\u3000", "□").replace("|", "\\|")
    return f"`{visible.replace(' ', '␣')}`" if visible else "（空）"


def _rule(kind: ProblemKind) -> str:
    """A rule by its code and title; what no rule names is the contract's."""
    if kind is ProblemKind.NOT_A_NUMBER:
        return "[SH305](rules/SH305.md)–[SH307](rules/SH307.md) 数値ではありません"
    rule = RULES_BY_PROBLEM[kind]
    return f"[{rule.code}](rules/{rule.code}.md) {rule.title.ja}"
