"""What a form holds that is not read: hidden rows, and sentences beside its declared answers."""

import re
import unicodedata
from collections.abc import Iterator

from schemas.headings import FIGURES, is_out_of_scope, is_personal_label
from shinchoku.intake.layout.answers import cells_of, is_hidden, place_of
from shinchoku.intake.layout.labelled import labels_on
from shinchoku.intake.layout.marks import is_mark
from shinchoku.intake.layout.merges import Merges
from shinchoku.intake.layout.sub_headings import is_status_word
from shinchoku.intake.look import Position
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, Sheet, cell_name, ranges_of
from shinchoku.register.layouts import Layout

_BESIDE_A_LABEL = 4
"""Cells beside a label that is known and not taken (備考, 記入者) in which its answer may stand."""
_SHORTEST = 6
_LONGEST_PRINTED = 23
_SENTENCE = re.compile(r"。|[^\d\s:]{2}:\s*\S|[たるすう]$")
_PRINTED = re.compile(
    r"^(?:[※*・→(\[【〈<]|注|(?:提出|締切|期限|問合せ|問い合わせ|連絡|宛先|様式)[^:]*:)"
    r"|ください|下さい|願います|記入(?:する|して|例|欄)|(?:する|の)こと[。)]?$|場合は"
)
"""How a form speaks to whoever fills it in: remarks, instructions, where to hand it in."""
_NUMBER = re.compile(r"[-−▲△]?\d[\d,.]*[%％]?")
_IN_BRACKETS = re.compile(r"\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]")


def hidden_rows_problem(sheet: Sheet, above: int) -> Iterator[Problem]:
    """Yield one problem for the hidden rows above a row that hold anything."""
    rows = [row for row, texts in enumerate(sheet.grid[:above]) if row in sheet.look.hidden_rows]
    lost = [row for row in rows if any(text.strip() for text in sheet.grid[row])]
    if lost:
        values = {"rows": ranges_of(lost)}
        yield Problem(ProblemKind.HIDDEN_ROWS, sheet.number, sheet.name, cell_name(lost[0], 0), values=values)


def written_beside(sheet: Sheet, layout: Layout, merges: Merges) -> Iterator[Problem]:
    """Yield one problem for the rows of a form that hold a sentence which is neither label nor answer.

    A layout does not keep what is printed on the form, so only what reads like somebody's sentence
    counts, from the first field down: no remark, no instruction, no heading.
    """
    first = min(place_of(one.label_cell)[0] for one in layout.fields.values())
    taken = _taken(sheet, layout, merges)
    found = [
        (row, column)
        for row, texts in enumerate(sheet.grid)
        for column, text in enumerate(texts)
        if row >= first and (row, column) not in taken
        if _is_sentence(text)
    ]
    seen = [at for at in found if not is_hidden(sheet, at)]
    if seen:
        values = {"rows": ranges_of(sorted({row for row, _ in seen}))}
        yield Problem(
            ProblemKind.ROWS_OUTSIDE_TABLE, sheet.number, sheet.name, cell_name(*seen[0]), values=values
        )


def _taken(sheet: Sheet, layout: Layout, merges: Merges) -> frozenset[Position]:
    """Return the cells that the layout or a known label speaks for."""
    answers = (*layout.fields.values(), *layout.labels.values())
    declared = [cell for one in answers for cell in (one.label_cell, *cells_of(one))]
    places = [place_of(cell) for cell in (*declared, *(mark.cell for mark in layout.marks))]
    labels = labels_on(sheet).keys()
    taken = {merges.anchor(*at) or at for at in places} | labels
    for row, texts in enumerate(sheet.grid):
        for column, text in enumerate(texts):
            head = re.split("[:：]", text, maxsplit=1)[0]
            if not is_personal_label(head) and not is_out_of_scope(head):
                continue
            after = column + merges.width(row, column)
            taken |= {(row, beside) for beside in range(column, after + _BESIDE_A_LABEL)}
            if not any(map(str.strip, texts[after : after + _BESIDE_A_LABEL])):
                taken.add((row + 1, column))
    return frozenset(taken)


def second_answer(sheet: Sheet, layout: Layout, merges: Merges, name: str) -> Position | None:
    """Return the cell on the right of an answer that holds another one: a second figure, 未達成 beside 達成."""
    answer, base = layout.fields[name], name.partition("@")[0]
    row, column = place_of(answer.last_cell or answer.cell)
    at = (row, column + merges.width(row, column))
    if row >= len(sheet.grid) or at[1] >= len(sheet.grid[row]) or is_hidden(sheet, at):
        return None
    text = sheet.grid[row][at[1]].strip()
    is_another = (base in FIGURES and _NUMBER.fullmatch(text)) or (
        base == "achievement_status" and (is_status_word(text) or is_mark(text))
    )
    return at if is_another and at not in _taken(sheet, layout, merges) else None


def _is_sentence(text: str) -> bool:
    """Tell whether a text reads like what somebody wrote rather than what is printed on a form."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) < _SHORTEST or plain.endswith(":") or _PRINTED.search(plain):
        return False
    return bool(_SENTENCE.search(plain)) or len(_IN_BRACKETS.sub("", plain)) > _LONGEST_PRINTED
