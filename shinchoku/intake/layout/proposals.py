"""The sheet 新規・変更・廃止 of our own form: what a department proposes to change in the register.

Proposals are no results: they are kept as the department's own words for whoever keeps the register,
counted and reported, so that nobody overlooks them, and never read as rows.
"""

from collections.abc import Iterator, Mapping, Sequence

from schemas.headings import normalize_heading
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem, ProposedAmendment, Sheet, cell_name
from shinchoku.register.item_no import normalize_item_no

_SHEET = "新規・変更・廃止"
_KIND, _ITEM, _CONTENT, _REASON, _FROM = map(
    normalize_heading, ("区分", "対象の項目番号", "提案の内容", "提案の理由", "いつから")
)
_KNOWN = frozenset({_KIND, _ITEM, _CONTENT, _REASON, _FROM})
_NEEDED = frozenset({_KIND, _CONTENT})


def proposals_in(sheet: Sheet) -> Iterator[ProposedAmendment]:
    """Yield the proposals of a sheet, one for each row that holds anything; none of any other sheet."""
    if not sheet.visible or normalize_heading(sheet.name) != normalize_heading(_SHEET):
        return
    names = [[normalize_heading(text) for text in row] for row in sheet.grid]
    first = next((n for n, row in enumerate(names) if _NEEDED.issubset(row)), None)
    if first is None:
        return
    columns = {name: column for column, name in enumerate(names[first]) if name in _KNOWN}
    for number in range(first + 1, len(sheet.grid)):
        if any(map(str.strip, sheet.grid[number])):
            yield _proposal(sheet, number, columns)


def proposal_problems(proposals: Sequence[ProposedAmendment]) -> Iterator[Problem]:
    """Yield one problem that counts the proposals of a sheet; none if it was left empty."""
    if proposals:
        one = proposals[0]
        yield Problem(
            ProblemKind.PROPOSALS_FOR_REGISTER,
            one.sheet_number,
            one.sheet_name,
            one.cell,
            values={"count": str(len(proposals))},
        )


def _proposal(sheet: Sheet, number: int, columns: Mapping[str, int]) -> ProposedAmendment:
    """Read one row."""
    row = [text.strip() for text in sheet.grid[number]]
    said = {name: row[column] for name, column in columns.items()}
    taken = set(columns.values())
    filled = [column for column, text in enumerate(row) if text]
    return ProposedAmendment(
        kind_text=said[_KIND],
        item_no=normalize_item_no(said.get(_ITEM, "")),
        content=said[_CONTENT],
        reason=said.get(_REASON, ""),
        from_year_text=said.get(_FROM, ""),
        sheet_number=sheet.number,
        sheet_name=sheet.name,
        cell=cell_name(number, filled[0]),
        beside=" ".join(row[column] for column in filled if column not in taken),
        is_struck=any((number, column) in sheet.look.struck for column in filled),
    )
