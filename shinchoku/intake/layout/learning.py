"""From one sample to the layout that a city's own form has: proposed, for a person to confirm.

Pure: the sheets of a workbook in, a proposal out. A sheet with a status table is proposed as a table; one
that asks for an item number beside other labels as a form (個票), together with every sheet like it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from schemas.headings import REQUIRED
from shinchoku.errors import ConfigurationError
from shinchoku.intake.layout.answers import behind_colon
from shinchoku.intake.layout.candidates import best_candidates, find_candidates
from shinchoku.intake.layout.columns import SheetTable, tables_of
from shinchoku.intake.layout.labelled import Form, FoundLabel, is_title, labels_on
from shinchoku.intake.layout.proposal import LayoutProposal, Part, Spot
from shinchoku.intake.layout.reading import fate_of
from shinchoku.intake.look import Position
from shinchoku.intake.sheets import Sheet, cell_name
from shinchoku.register.layouts import Answer, Layout, LayoutColumn, LayoutKind, LayoutMark

_FEWEST_FIELDS = 3
_PERSON = re.compile(r"記入者|担当者|作成者|氏名|連絡先|内線|電話|メール|e-?mail|tel", re.IGNORECASE)
_LONGEST_LABEL = 20
_BESIDE_A_PERSON = 4


def propose(sheets: Sequence[Sheet], name: str) -> LayoutProposal | None:
    """Return the layout that a sample shows, or nothing if no sheet asks for what a status sheet asks for.

    `name` is what people call the form if it has no title. Examples (記入例) and hidden sheets are not
    looked at.

    Raises:
        ConfigurationError: if a sheet holds the form more than once: only one of them could be read.
    """
    readable = [sheet for sheet in sheets if fate_of(sheet) is None]
    for sheet in readable:
        table = _table_on(sheet)
        if table is not None:
            others = tuple(one.name for one in readable if one is not sheet)
            return _table_proposal(sheet, table, name, others)
    return _form_proposal(readable, name)


def _table_on(sheet: Sheet) -> SheetTable | None:
    """Return the table of a sheet that has every heading a row needs, if there is one."""
    taken, _ = best_candidates(find_candidates(sheet))
    for candidate in taken:
        for table in tables_of(sheet, candidate, len(sheet.grid)):
            if all(any(column.partition("@")[0] == name for column in table.columns) for name in REQUIRED):
                return table
    return None


def _table_proposal(sheet: Sheet, table: SheetTable, name: str, others: tuple[str, ...]) -> LayoutProposal:
    """Propose the layout of a table."""
    above = {at: found for at, found in labels_on(sheet).items() if at[0] < table.top}
    labels = [spot for spot in _spots(Form([sheet], above)) if spot.part is Part.LABEL]
    columns = list(_columns(sheet, table))
    marks, by_labels = _marks([sheet], [*labels, *columns], above, table.top)
    layout = Layout(
        name=name if by_labels else marks[0].label,
        kind=LayoutKind.TABLE,
        marks=tuple(LayoutMark(cell=mark.cell, text=mark.label) for mark in marks),
        labels={spot.name: _answer(spot) for spot in labels},
        heading_row=table.first_row,
        columns={
            spot.name: LayoutColumn(column=spot.cell.rstrip("0123456789"), heading=spot.label)
            for spot in columns
        },
    )
    spots = (*([] if by_labels else marks), *labels, *columns)
    return LayoutProposal(
        layout, spots, (sheet.number,), others, _personal(sheet), is_known_by_labels=by_labels
    )


def _columns(sheet: Sheet, table: SheetTable) -> Iterator[Spot]:
    """Yield the columns of a table: the heading as printed, and the first answer below it."""
    for name, column in sorted(table.columns.items(), key=lambda pair: pair[1]):
        heading = next(
            (r for r in range(table.first_row - 1, table.top - 1, -1) if sheet.grid[r][column]), None
        )
        if heading is None:
            continue  # it stands in the cell of another column: merged across
        texts = (row[column] for row in sheet.grid[table.first_row : table.end_row])
        yield Spot(
            Part.FIELD,
            name,
            " ".join(sheet.grid[heading][column].split()),
            cell_name(heading, column),
            cell_name(table.first_row, column),
            sample=next((text for text in texts if text.strip()), ""),
        )


def _form_proposal(readable: Sequence[Sheet], name: str) -> LayoutProposal | None:
    """Propose the layout of the form that the first sheet with an item number and other labels has."""
    labels = {sheet.number: labels_on(sheet) for sheet in readable}
    first = next((sheet for sheet in readable if _is_form(labels[sheet.number])), None)
    if first is None:
        return None
    same = [sheet for sheet in readable if _places(labels[sheet.number]) == _places(labels[first.number])]
    fullest = max(same, key=lambda sheet: sum(map(bool, chain.from_iterable(sheet.grid))))
    found = labels[first.number]
    form = Form([fullest, *(sheet for sheet in same if sheet is not fullest)], found)
    _refuse_several(form)
    spots = list(_spots(form))
    marks, by_labels = _marks(same, spots, found, min(row for row, _ in found) + 1)
    layout = Layout(
        name=name if by_labels else marks[0].label,
        kind=LayoutKind.FORM,
        marks=tuple(LayoutMark(cell=mark.cell, text=mark.label) for mark in marks),
        labels={spot.name: _answer(spot) for spot in spots if spot.part is Part.LABEL},
        fields={spot.name: _answer(spot) for spot in spots if spot.part is Part.FIELD},
    )
    return LayoutProposal(
        layout,
        (*([] if by_labels else marks), *spots),
        tuple(sheet.number for sheet in same),
        tuple(sheet.name for sheet in readable if sheet not in same),
        _personal(fullest),
        is_known_by_labels=by_labels,
    )


def _is_form(labels: Mapping[Position, FoundLabel]) -> bool:
    """Tell whether a sheet asks for an item number and enough else to be a form."""
    names = {found.name for found in labels.values() if found.part is Part.FIELD}
    return len(names) >= _FEWEST_FIELDS


def _refuse_several(form: Form) -> None:
    """Stop where a sheet holds two forms beside or below each other: only one of them could be read."""
    cells = "、".join(cell_name(*position) for position in form.asked_again())
    if not cells:
        return
    sheet = form.sheets[0].name
    raise ConfigurationError(
        f"シート「{sheet}」には項目番号の欄が複数あります（{cells}）。"
        "1枚のシートに1つの項目だけを書いた見本を指定してください。",
        f"the sheet {sheet!r} asks for an item number more than once ({cells}):"
        " give a sample with one item on each sheet.",
    )


def _places(labels: Mapping[Position, FoundLabel]) -> dict[Position, str]:
    """Return what each label asks for, by its cell: sheets that agree in it have one form."""
    return {position: found.name for position, found in labels.items()}


def _spots(form: Form) -> Iterator[Spot]:
    """Yield every label of a form with its answer, from top to bottom; each thing asked for once."""
    claims: dict[tuple[Part, str], list[tuple[tuple[bool, bool, Position], Spot]]] = {}
    for position, found in form.labels.items():
        place = form.answer_of(position)
        if place is None:
            continue
        first, last = place
        spot = Spot(
            found.part,
            found.name,
            found.text,
            cell_name(*position),
            cell_name(*first),
            cell_name(*last) if last else "",
            form.sample(first),
        )
        claims.setdefault((found.part, found.name), []).append(
            ((found.weak, not spot.sample, position), spot)
        )
    best = [min(claimed, key=lambda one: one[0]) for claimed in claims.values()]
    taken: set[str] = set()
    for _, spot in sorted(best, key=lambda one: one[0][2]):
        if spot.cell not in taken:
            taken.add(spot.cell)
            yield spot


def _answer(spot: Spot) -> Answer:
    """Return a spot as the layout declares it."""
    return Answer(
        label=spot.label, label_cell=spot.label_cell, cell=spot.cell, last_cell=spot.last_cell or None
    )


def _marks(
    sheets: Sequence[Sheet], spots: Iterable[Spot], labels: Mapping[Position, FoundLabel], above: int
) -> tuple[list[Spot], bool]:
    """Return the text that the form is known by, and whether its labels had to do.

    The title is the first text above that every sheet of the form has, that is no label, no answer and
    no remark, and that holds no year: next year's sheets have it too. Without one, all labels are marks.
    """
    known = list(spots)
    answers = {spot.cell for spot in known}
    personal = _personal(sheets[0])
    for row, texts in enumerate(sheets[0].grid[:above]):
        for column, text in enumerate(texts):
            at = (row, column)
            if at in labels or at in personal or cell_name(*at) in answers or not is_title(text):
                continue
            if all(_text(sheet, at) == text for sheet in sheets):
                cell = cell_name(*at)
                return [Spot(Part.MARK, "", text.strip(), cell, cell)], False
    return [Spot(Part.MARK, "", spot.label, spot.label_cell, spot.label_cell) for spot in known], True


def _text(sheet: Sheet, at: Position) -> str:
    """Return the text of a cell, empty outside the grid."""
    row, column = at
    return sheet.grid[row][column] if row < len(sheet.grid) and column < len(sheet.grid[row]) else ""


def _personal(sheet: Sheet) -> frozenset[Position]:
    """Return the cells that may name a person: those with such a label, and what follows them."""
    found: set[Position] = set()
    for row, texts in enumerate(sheet.grid):
        for column, text in enumerate(texts):
            head = re.split(r"[:：]", text, maxsplit=1)[0]
            if not _PERSON.search(head) or len(head) > _LONGEST_LABEL:
                continue
            if behind_colon(text):
                found.add((row, column))
            found.update((row, beside) for beside in range(column + 1, column + 1 + _BESIDE_A_PERSON))
            found.add((row + 1, column))
    return frozenset(found - labels_on(sheet).keys())
