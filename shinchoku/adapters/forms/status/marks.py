"""Colours that appear while the form is filled in, and the words that say the same beside them."""

from openpyxl.formatting.rule import Rule
from openpyxl.worksheet.worksheet import Worksheet

from shinchoku.adapters.forms import ink
from shinchoku.adapters.forms.status.columns import (
    CHECK,
    FIRST_ENTERED,
    LAST_ENTERED,
    letters_of,
    may_be_entered,
    number_format,
    rows_of,
)
from shinchoku.adapters.forms.status.contradictions import (
    COMPLETE,
    TO_CHECK,
    check_formula,
    contradictions_of,
)
from shinchoku.adapters.forms.status.form import FormRow, StatusForm


def add_marks(sheet: Worksheet, form: StatusForm) -> None:
    """Write the check column, colour it by what it says, and colour the cells that it speaks of."""
    letters, rows = letters_of(form), rows_of(form)
    for number, row in zip(rows, form.rows, strict=True):
        cells = {name: f"${letter}{number}" for name, letter in letters.items()}
        found = contradictions_of(row, cells, form.labels)
        entered = f"{cells[FIRST_ENTERED]}:{cells[LAST_ENTERED]}"
        sheet[f"{letters[CHECK]}{number}"] = check_formula(found, entered)
        for name in letters:
            wrong = [one.condition for one in found if name in one.columns]
            condition = f"AND(COUNTA({entered})>0,OR({','.join(wrong)}))" if wrong else ""
            _mark_cell(sheet, f"{letters[name]}{number}", condition, _with_separators(row, name, cells[name]))
    first, checked = rows[0], letters[CHECK]
    area = f"{checked}{first}:{checked}{rows[-1]}"
    begins = f"LEFT(${checked}{first},{len(TO_CHECK) - 1})"
    sheet.conditional_formatting.add(
        area,
        Rule(
            type="expression", dxf=ink.mark(ink.WARNING, ink.ALARM), formula=[f'{begins}="{TO_CHECK[:-1]}"']
        ),
    )
    sheet.conditional_formatting.add(
        area,
        Rule(
            type="expression", dxf=ink.mark(ink.FINE, ink.DONE), formula=[f'${checked}{first}="{COMPLETE}"']
        ),
    )


def _with_separators(row: FormRow, name: str, cell: str) -> tuple[str, str]:
    """Return when a figure has no more decimals than the register writes, and the format it is shown in then.

    The cell's own format hides no digit: what the readers take is what is shown, in every program (ADR 0027).
    """
    if name not in {"actual_value", "cumulative_value"} or not may_be_entered(row, name):
        return "", ""
    return f"AND(ISNUMBER({cell}),ROUND({cell},{row.decimals})={cell})", number_format(row)


def _mark_cell(sheet: Worksheet, cell: str, wrong: str, separators: tuple[str, str]) -> None:
    """Colour a cell while a condition holds, and show the separators of a figure that they suit.

    Some programs apply only the first condition that holds, so both together come first.
    """
    fits, shown = separators
    rules = (
        (f"AND({wrong},{fits})" if wrong and fits else "", ink.mark(ink.WARNING, ink.ALARM, shown)),
        (wrong, ink.mark(ink.WARNING, ink.ALARM)),
        (fits, ink.shown_as(shown) if shown else None),
    )
    for condition, look in rules:
        if condition:
            sheet.conditional_formatting.add(
                cell, Rule(type="expression", dxf=look, formula=[condition], stopIfTrue=True)
            )
