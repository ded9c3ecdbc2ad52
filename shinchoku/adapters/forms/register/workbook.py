"""The register as a workbook: one sheet a section, headings in Japanese over the keys of `plan.toml`."""

from collections.abc import Iterator

from openpyxl import Workbook

from shinchoku.adapters.forms import ink
from shinchoku.adapters.forms.register.cell_values import Names
from shinchoku.adapters.forms.register.entry_fields import KIND_OF_POLICY
from shinchoku.adapters.forms.register.fields import FlatEntry, flat
from shinchoku.adapters.forms.register.first_sheet import FIRST_SHEET, draw_first, title_of
from shinchoku.adapters.forms.register.settings_sheet import draw_settings
from shinchoku.adapters.forms.register.table_sheet import RegisterSheet
from shinchoku.adapters.forms.register.tables import POLICIES, RegisterTable, tables_of
from shinchoku.adapters.forms.saving import workbook_bytes
from shinchoku.register.plan import Plan


def register_bytes(plan: Plan, digest: str) -> bytes:
    """Return the register as an xlsx file; the same register, the same bytes.

    `digest` names the file it was taken from, so that a later import can tell that it has changed.
    """
    book = Workbook()
    ink.set_normal_font(book)
    book.remove(book.worksheets[0])
    draw_first(book.create_sheet(FIRST_SHEET), plan, digest)
    names = names_of(plan)
    draw_settings(book, plan, names)
    drawn = [
        RegisterSheet(table, tuple(entries_of(plan, table)), names).draw(book, plan)
        for table in tables_of(plan)
    ]
    day = plan.plan.first_fiscal_year.first_day
    return workbook_bytes(book, title_of(plan), day, dict(drawn))


def entries_of(plan: Plan, table: RegisterTable) -> Iterator[FlatEntry]:
    """Yield the entries of a sheet in the register's order, each measure below its basic policy."""
    if table.sections == tuple(POLICIES.values()):
        words = {section: word for word, section in POLICIES.items()}
        for policy in plan.basic_policies:
            yield {
                KIND_OF_POLICY: words["basic_policies"],
                **flat(policy, table.fields_of("basic_policies")),
            }
            for measure in plan.policy_measures:
                if measure.basic_policy == policy.key:
                    yield {
                        KIND_OF_POLICY: words["policy_measures"],
                        **flat(measure, table.fields_of("policy_measures")),
                    }
        return
    (section,) = table.sections
    for entry in getattr(plan, section):
        yield flat(entry, table.fields_of(section))


def names_of(plan: Plan) -> Names:
    """Return the codes of the register with the names that people know them by."""
    return {
        "basic_policies": {one.key: one.name for one in plan.basic_policies},
        "policy_measures": {one.key: one.name for one in plan.policy_measures},
        "departments": {one.code: one.full_name for one in plan.departments},
        "items": {one.no: one.name for one in plan.items},
    }
