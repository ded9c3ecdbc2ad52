"""The input rules of the register's workbook: choices to pick from, and what a cell expects.

Only closed lists refuse what is not on them; everything else is taken here and told, with its cell,
when the workbook is imported.
"""

from collections.abc import Mapping

from openpyxl.worksheet.datavalidation import DataValidation

from shinchoku.adapters.forms.register.cell_values import NO, YES
from shinchoku.adapters.forms.register.entry_fields import KIND_OF_POLICY
from shinchoku.adapters.forms.register.fields import RegisterField, ValueKind
from shinchoku.adapters.forms.register.tables import POLICIES
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

_YEARS_BEFORE = 3
_LONGEST_LIST = 255
_EXPECTED = {
    ValueKind.YEAR: "「令和5年度」か「2023」の形で書いてください。",
    ValueKind.DAY: "「2024-05-10」の形で書いてください。",
    ValueKind.FIGURE: "数字だけを書いてください。",
    ValueKind.COUNT: "整数を書いてください。",
}


def rule_for(field: RegisterField, plan: Plan, lists: Mapping[str, str]) -> DataValidation:
    """Return the rule of a field; `lists` are the ranges of codes with their names, by section."""
    listed = _list_of(field, plan, lists)
    rule = DataValidation(
        type="list" if listed else None,
        formula1=listed or None,
        allow_blank=True,
        showInputMessage=True,
        promptTitle=field.heading.replace("\n", " ")[:32],
        prompt=(field.about or _EXPECTED.get(field.kind, "")) or None,
    )
    if field.kind in {ValueKind.KEY, ValueKind.FIGURE, ValueKind.COUNT, ValueKind.DAY}:
        rule.imeMode = "halfAlpha"
    if field.kind in {ValueKind.CHOICE, ValueKind.FLAG} or field.key == KIND_OF_POLICY:
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = "選択肢にありません", "右端の▼を押して、一覧から選んでください。"
    return rule


def _list_of(field: RegisterField, plan: Plan, lists: Mapping[str, str]) -> str:
    """Return the choices of a field as a rule spells them, or nothing."""
    if field.key == KIND_OF_POLICY:
        return _inline(list(POLICIES))
    match field.kind:
        case ValueKind.CHOICE:
            return _inline([code.label_ja for code in field.codes or ()])
        case ValueKind.FLAG:
            return _inline([YES, NO])
        case ValueKind.YEAR:
            first, last = plan.plan.first_fiscal_year.year, plan.plan.last_fiscal_year.year
            return _inline([FiscalYear(y).era_label for y in range(first - _YEARS_BEFORE, last + 2)])
        case ValueKind.REFERENCE:
            return lists.get(field.refers_to, "")
        case (
            ValueKind.TEXT
            | ValueKind.KEY
            | ValueKind.REFERENCES
            | ValueKind.DAY
            | ValueKind.FIGURE
            | ValueKind.COUNT
            | ValueKind.TEXTS
        ):
            return ""


def _inline(choices: list[str]) -> str:
    """Return choices as a list within the rule; a list that is too long for it is none."""
    joined = ",".join(choices)
    return f'"{joined}"' if len(joined) <= _LONGEST_LIST else ""
