"""Columns that share one heading: which of them is the answer, and when that cannot be told.

A heading may reach over several columns: merged, or with blank cells on its right, with sub-headings below
it or without. One of the columns is read only where the sub-headings say which; else none is, so that
nobody's figure is the leftmost one by chance and no filled column disappears.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.headings import CONTEXT_FIGURES, FIGURES, NARRATIVE
from shinchoku.intake.layout.headed_columns import HeadedColumns, Owner
from shinchoku.intake.layout.heading_words import ANSWERS
from shinchoku.intake.layout.marks import is_matrix
from shinchoku.intake.layout.noted_headings import noted_heading
from shinchoku.intake.layout.sub_headings import Share, is_month_number, is_status_word, share_of
from shinchoku.intake.units import is_unit
from shinchoku.register.item_no import is_item_no_text

_FEWEST_CHOICES = 2
_STATUS = "achievement_status"
_EXPECTED = frozenset({_STATUS, "actual_value", "cumulative_value", "result_text", "reason_not_achieved"})
"""Answers whose absence is an error of its own."""
Choices = tuple[tuple[int, str], ...]
"""Columns that offer one choice each: a mark below the heading 未達成 means 未達成."""


@dataclass(slots=True)
class Sharing:
    """What became of the columns of a table that share a heading with another, or have none."""

    undecided: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """By name: filled columns of which nothing says which one is the answer."""
    choices: dict[str, Choices] = field(default_factory=dict)
    apart: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """By the column that was taken for the whole: those of its parts and of other times."""
    dropped: set[str] = field(default_factory=set)
    """Names that are only compared with: not read, and no reason to refuse a row."""
    unheaded: set[int] = field(default_factory=set)
    """Filled columns without a heading of their own that belong to no answer."""
    noted: set[int] = field(default_factory=set)
    """Filled columns whose heading would name an answer but for the words that stand with it."""
    doubted_numbers: tuple[int, ...] = ()
    """Columns below one heading that all hold item numbers."""

    @property
    def explained(self) -> frozenset[int]:
        """Columns of which it is said elsewhere why they are not read, or how."""
        several = (*self.undecided.values(), *self.apart.values())
        chosen = (column for options in self.choices.values() for column, _ in options)
        return frozenset({*(column for columns in several for column in columns), *chosen})


def shared_columns(columns: HeadedColumns) -> Sharing:
    """Decide on every filled column of a table that was not taken and has no heading of its own."""
    sharing = Sharing()
    groups: dict[Owner, list[int]] = defaultdict(list)
    for column in sorted(columns.texts):
        is_headed = not columns.is_bare(column)
        if column in columns.taken.values() or (is_headed and columns.is_told(column)):
            continue
        owner = columns.owner(column)
        if owner is not None and owner.heading.field in ANSWERS:
            groups[owner].append(column)
        elif not is_headed:
            if owner is not None and owner.heading.field == "item_no" and _are_numbers(columns, column):
                sharing.doubted_numbers = (*sharing.doubted_numbers, column)
            else:
                sharing.unheaded.add(column)
    for owner, found in groups.items():
        _decide(columns, owner, found, sharing)
    _choose_without_a_group(columns, sharing)
    _doubt_noted(columns, sharing)
    undecided = {column for several in sharing.undecided.values() for column in several}
    sharing.apart = {whole: parts for whole, parts in sharing.apart.items() if whole not in undecided}
    return sharing


def _decide(columns: HeadedColumns, owner: Owner, found: Sequence[int], sharing: Sharing) -> None:
    """Decide on the filled columns below one heading that are not understood by themselves."""
    takers = {name: column for name, column in columns.taken.items() if _shares(columns, name, column, owner)}
    name = owner.heading.column
    left = [column for column in found if not _is_understood(columns, owner, column, takers)]
    if not left:
        return
    if not takers and any(_base(one) == owner.heading.field for one in columns.taken):
        return  # it is taken elsewhere: what is below this heading is reported as unknown
    shares = [_share(columns.below(column, owner)) for column in left]
    whole = next((c for c in takers.values() if _is_whole(columns, owner, c)), None)
    if whole is not None and all(share in {Share.PART, Share.EARLIER} for share in shares):
        sharing.apart[whole] = tuple(left)
    elif not takers and (options := _options(columns, owner)):
        sharing.choices[_STATUS] = options
    elif not takers and len(left) == 1 and not columns.is_bare(left[0]):
        return  # another column, which is reported with the words that make it one
    elif owner.heading.field in CONTEXT_FIGURES:
        sharing.dropped.update(takers or {name})
        sharing.unheaded.update(column for column in left if columns.is_bare(column))
    else:
        for one in takers or {name: left[0]}:
            before = sharing.undecided.get(one, ())
            sharing.undecided[one] = tuple(sorted({*before, *takers.values(), *left}))


def _shares(columns: HeadedColumns, name: str, column: int, owner: Owner) -> bool:
    """Tell whether a column that was taken is the answer to a heading, or one of those below it."""
    return _base(name) == owner.heading.field and columns.paths(column)[: len(owner.path)] == owner.path


def _is_understood(columns: HeadedColumns, owner: Owner, column: int, takers: Mapping[str, int]) -> bool:
    """Tell whether a column changes nothing of the answer: its unit, or something that is told of it."""
    if columns.is_bare(column):
        is_figure = owner.heading.field in {*FIGURES, *CONTEXT_FIGURES}
        return is_figure and column - 1 in takers.values() and all(map(is_unit, columns.texts[column]))
    about = _share(columns.below(column, owner)) is Share.ABOUT
    return about and bool(takers) and owner.heading.field not in NARRATIVE


def _share(below: Sequence[str]) -> Share | None:
    """Return what the sub-headings of a column say together; nothing where one is not understood."""
    shares = [Share.PART if is_month_number(text) else share_of(text) for text in below]
    if not shares or None in shares:
        return None
    return next((one for one in (Share.ABOUT, Share.EARLIER, Share.PART) if one in shares), Share.WHOLE)


def _is_whole(columns: HeadedColumns, owner: Owner, column: int) -> bool:
    """Tell whether a sub-heading says that its column is the year's: 計, 今回, 令和5年度."""
    below = columns.below(column, owner)
    year = columns.candidate.headings[column].year
    return bool(below) and (_share(below) is Share.WHOLE or year is not None)


def _options(columns: HeadedColumns, owner: Owner) -> Choices:
    """Return the choices below a heading for the status, if each column has its own and marks below it."""
    if owner.heading.field != _STATUS:
        return ()
    options = [
        (column, columns.paths(column)[-1])
        for column in sorted(columns.candidate.paths)
        if columns.below(column, owner)
        and not columns.is_bare(column)
        and column not in columns.candidate.headings
        and columns.paths(column)[: len(owner.path)] == owner.path
    ]
    if any(share_of(text) is not None for _, text in options):
        return ()
    return _marked(columns, options)


def _choose_without_a_group(columns: HeadedColumns, sharing: Sharing) -> None:
    """Let 達成 and 未達成 beside each other be the status, each a column of marks, if nothing else is."""
    if any(_base(name) == _STATUS for name in (*columns.taken, *sharing.undecided, *sharing.choices)):
        return
    words = [
        (column, columns.paths(column)[-1])
        for column in columns.candidate.unknown
        if columns.paths(column) and is_status_word(columns.paths(column)[-1])
    ]
    if options := _marked(columns, words):
        sharing.choices[_STATUS] = options


def _doubt_noted(columns: HeadedColumns, sharing: Sharing) -> None:
    """Let an answer of which there is only 実績値（上半期のみ） be one that was not read, not an empty one."""
    said = {_base(name) for name in (*columns.taken, *sharing.undecided, *sharing.choices)}
    for column in columns.candidate.unknown:
        noted = noted_heading(columns.paths(column)) if column in columns.texts else None
        if noted is not None and noted.field in _EXPECTED - said:
            before = sharing.undecided.get(noted.field, ())
            sharing.undecided[noted.field] = (*before, column)
            sharing.noted.add(column)


def _marked(columns: HeadedColumns, options: Sequence[tuple[int, str]]) -> Choices:
    """Return choices if there are several and marks stand below them."""
    texts = [text for column, _ in options for text in columns.texts.get(column, ())]
    return tuple(options) if len(options) >= _FEWEST_CHOICES and is_matrix(texts) else ()


def _are_numbers(columns: HeadedColumns, column: int) -> bool:
    """Tell whether a column could be the one of the item numbers."""
    return any(map(is_item_no_text, columns.texts[column]))


def _base(name: str) -> str:
    """Return a column's name without its year."""
    return name.partition("@")[0]
