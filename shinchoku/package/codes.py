"""The code table: every code of the other tables with its official labels."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.codes import PUBLISHED_CODE_LISTS
from shinchoku.figures.tables import Table, boolean
from shinchoku.register.plan import Plan


def code_rows(plan: Plan) -> Table:
    """Return the closed code lists, then the codes of the register, sorted by list as declared."""
    key = {"municipality_code": plan.plan.municipality_code, "plan_id": plan.id}
    return tuple(
        {
            **key,
            "code_list": code_list,
            "code": code,
            "label_ja": ja,
            "label_en": en,
            "illustrative": boolean(illustrative),
        }
        for code_list, code, ja, en, illustrative in (*_closed(), *_registered(plan))
    )


def _closed() -> Iterator[tuple[str, str, str, str, bool]]:
    for name, codes in PUBLISHED_CODE_LISTS.items():
        for code in codes:
            yield name, code, code.label_ja, code.label_en, False


def _registered(plan: Plan) -> Iterator[tuple[str, str, str, str, bool]]:
    yield "plan", plan.id, plan.plan.title, plan.plan.title_en, False
    for policy in plan.basic_policies:
        yield "basic_policy", policy.key, policy.name, "", policy.illustrative
    for measure in plan.policy_measures:
        yield "policy_measure", measure.key, measure.name, "", measure.illustrative
    for department in plan.departments:
        yield "department", department.code, department.full_name, "", department.illustrative
