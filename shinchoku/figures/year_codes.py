"""The codes of a year with their labels: the closed lists, and what the register called things when it was measured."""

from collections.abc import Iterable, Iterator

from schemas.codes import PUBLISHED_CODE_LISTS, AchievementLevel
from shinchoku.figures.tables import Table, TextRow, YearContent, boolean, key_columns
from shinchoku.register.entries import BasicPolicy, Department, PolicyMeasure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan

CODES_OF_QUALITY = "codes_of_quality"
"""Departments that only the table `quality` of a year names: they travel with it and make no release."""

UNASSIGNED = "unassigned"
"""Department code of findings on files whose department could not be told."""
_UNASSIGNED_LABEL = "所属不明"

REGISTERED_LEVELS = {
    AchievementLevel.PLAN,
    AchievementLevel.BASIC_POLICY,
    AchievementLevel.POLICY_MEASURE,
    AchievementLevel.DEPARTMENT,
}
"""The levels whose keys are codes of the register, each in the code list of the same name."""


def registered_codes(plan: Plan, year: FiscalYear, achievement: Iterable[TextRow]) -> Table:
    """Return the codes of the register that a year's figures are grouped by, with the labels they have there.

    What today's plan no longer knows keeps its label; whether it was made up is what the plan says of its reports.
    """
    return tuple(
        _row(plan, year, (row["level"], row["key"], row["label"]))
        for row in achievement
        if row["level"] in REGISTERED_LEVELS
    )


def quality_codes(plan: Plan, year: FiscalYear, codes: Table, quality: Table) -> Table:
    """Return the departments that have findings and no item, in the order of the register, an unknown one last."""
    known = {row["code"] for row in codes if row["code_list"] == AchievementLevel.DEPARTMENT}
    found = {row["department_code"] for row in quality} - known
    named = {one.code: one.full_name for one in plan.departments} | {UNASSIGNED: _UNASSIGNED_LABEL}
    return tuple(
        _row(plan, year, (AchievementLevel.DEPARTMENT, code, label))
        for code, label in named.items()
        if code in found
    )


def all_codes(content: YearContent) -> Table:
    """Return every code that a year's tables use: the closed lists, then those of its register."""
    registered = content.table("codes")
    return (*closed_codes(registered[0]), *registered, *content.table(CODES_OF_QUALITY))


def closed_codes(of_year: TextRow) -> Iterator[TextRow]:
    """Yield the closed code lists of the program for the fiscal year that a row is of."""
    key = {name: of_year[name] for name in ("municipality_code", "plan_id", "fiscal_year")}
    for name, codes in PUBLISHED_CODE_LISTS.items():
        for code in codes:
            yield {
                **key,
                "code_list": name,
                "code": code,
                "label_ja": code.label_ja,
                "label_en": code.label_en,
                "description_ja": code.description_ja,
                "description_en": code.description_en,
                "illustrative": "false",
            }


def _row(plan: Plan, year: FiscalYear, code: tuple[str, str, str]) -> TextRow:
    """Return one code of the register: its list, itself and its label."""
    code_list, key, label = code
    return {
        **key_columns(plan, year),
        "code_list": code_list,
        "code": key,
        "label_ja": label,
        "label_en": plan.plan.title_en if code_list == AchievementLevel.PLAN else "",
        "illustrative": boolean(_is_illustrative(plan, code_list, key)),
    }


def _is_illustrative(plan: Plan, code_list: str, key: str) -> bool:
    """Tell whether the register made a code up."""
    if code_list == AchievementLevel.PLAN:
        return False
    entries: dict[str, BasicPolicy | PolicyMeasure | Department] = {
        **{f"{AchievementLevel.BASIC_POLICY}/{one.key}": one for one in plan.basic_policies},
        **{f"{AchievementLevel.POLICY_MEASURE}/{one.key}": one for one in plan.policy_measures},
        **{f"{AchievementLevel.DEPARTMENT}/{one.code}": one for one in plan.departments},
    }
    entry = entries.get(f"{code_list}/{key}")
    return plan.plan.illustrative_reports if entry is None else entry.illustrative
