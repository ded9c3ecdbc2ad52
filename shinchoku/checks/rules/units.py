"""SH333 to SH335: figures whose unit is missing, contradicted, or overruled by the cell itself."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.codes import Severity
from schemas.headings import FIGURES
from shinchoku.bilingual import Bilingual
from shinchoku.checks.findings import Rule
from shinchoku.checks.rules.rows import CellCheck, RowRule, Violation
from shinchoku.intake.rows import Row
from shinchoku.intake.stated_units import overruled, stated_units, words_of
from shinchoku.register.entries import ActionItem
from shinchoku.register.plan import Plan

SCALE_WITHOUT_UNIT = Rule(
    code="SH333",
    name="scales_are_followed_by_a_unit",
    severity=Severity.ERROR,
    title=Bilingual("位取りの後に単位がありません", "A scale without a unit"),
    message=Bilingual(
        "「{raw}」の「{written}」は位取りで、単位ではありません。登録の単位は「{expected}」のため、何の{written}か決められません。",
        "{written} in {raw!r} is a scale and no unit; beside the register's {expected!r} it cannot be told of what.",
    ),
    remedy=Bilingual(
        "「{written}円」「{written}人」のように単位まで書くか、登録の単位（{expected}）に直した数字だけを書いてください。",
        "Write the unit behind the scale, or give the figure in the register's unit ({expected}), digits only.",
    ),
    reason=Bilingual(
        "千円の欄の「1.5億」は、1.5億円とも1.5億千円とも読め、10万倍の差が出ます。",
        "1.5億 in a column of thousands is 150 million yen or 150 million thousands of yen.",
    ),
    source="MIC rule 1-9, rule L3-04",
    fixed=True,
)
UNITS_DISAGREE = Rule(
    code="SH334",
    name="statements_of_a_unit_agree",
    severity=Severity.ERROR,
    title=Bilingual("単位の書き方が食い違っています", "The units that are stated disagree"),
    message=Bilingual(
        "「{raw}」の単位が、{one_ja}では「{one}」、{other_ja}では「{other}」です。",
        "The unit of {raw!r} is {one!r} in {one_en} and {other!r} in {other_en}.",
    ),
    remedy=Bilingual(
        "正しい単位を数値の後に書くか、食い違う単位の一方を直してください。",
        "Write the right unit behind the figure, or mend one of the two.",
    ),
    reason=Bilingual(
        "見出しが百万円で単位の欄が千円なら、値は1,000倍違います。どちらが正しいかは書いた人にしか分かりません。",
        "Where the heading says millions and the unit's column thousands, only the author knows which is right.",
    ),
    source="MIC rule 1-9, rule L3-04",
    fixed=True,
)
UNIT_OVERRULED = Rule(
    code="SH335",
    name="units_in_cells_are_those_around_them",
    severity=Severity.WARNING,
    title=Bilingual("セルの単位が周りと違います", "The unit in the cell differs from the one around it"),
    message=Bilingual(
        "「{raw}」は{one_ja}の単位「{one}」で読みました。{other_ja}は「{other}」です。",
        "{raw!r} was read in {one!r}, as {one_en} says; {other_en} says {other!r}.",
    ),
    remedy=Bilingual(
        "読んだ値が正しければそのままで構いません。違うときは、セルの単位や円記号（表示形式を含む）を直してください。",
        "Nothing to do if that is meant; else mend the unit or the yen sign of the cell, its number format included.",
    ),
    reason=Bilingual(
        "円記号は「円」と書くのと同じ意味です。千円の欄に付いていると、値は千分の一になります。",
        "A yen sign means the same as 円: beside a column of thousands it makes a thousandth of the figure.",
    ),
    source="MIC rules 1-3 and 1-9, rule L3-04",
)
_WORDS = {rule.code: rule for rule in (SCALE_WITHOUT_UNIT, UNITS_DISAGREE)}


def figures_have_one_unit(plan: Plan, row: Row) -> Iterator[tuple[Rule, Violation]]:
    """A scale is no unit, and of two units that are stated none is better than the other."""
    del plan
    for field in FIGURES:
        if (rule := _WORDS.get(row.reads[field].problem)) is not None:
            yield rule, Violation(field, dict(row.reads[field].words))


def units_in_cells_are_those_around_them(plan: Plan, item: ActionItem, row: Row) -> Iterator[Violation]:
    """The unit in a cell counts; that a heading, a note or, for a yen sign, the unit's column differs is told."""
    del plan
    unit = item.indicator.unit if item.indicator else ""
    for field in FIGURES:
        pair = overruled(stated_units(row.source, field, unit))
        if pair and row.reads[field].value is not None:
            yield Violation(field, words_of(pair))


CELL_CHECKS: tuple[CellCheck, ...] = (figures_have_one_unit,)
ROW_RULES: tuple[RowRule, ...] = ((UNIT_OVERRULED, units_in_cells_are_those_around_them),)
RULES: tuple[Rule, ...] = (SCALE_WITHOUT_UNIT, UNITS_DISAGREE, UNIT_OVERRULED)
