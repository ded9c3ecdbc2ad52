"""What the cells of one item contradict while they are being filled in, as conditions of the workbook.

The same questions are asked again when the sheet comes in (SH303, SH308, SH309, SH310, SH501, SH502): here they only
show it to whoever is writing. One list serves both the coloured cells and the words beside them.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from schemas.codes import AchievementStatus, TargetDirection
from shinchoku.adapters.forms.status.form import FormRow
from shinchoku.register.entries import Indicator

TO_CHECK, COMPLETE = "要確認: ", "記入済"
_SMALLEST_PERCENT_TARGET = 5
_LONGEST_PIECE = 250
Labels = Mapping[AchievementStatus, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A condition in the workbook's own formulas, what to do about it, and the columns it shows at."""

    condition: str
    words: str
    columns: tuple[str, ...]


def contradictions_of(row: FormRow, cells: Mapping[str, str], labels: Labels) -> tuple[Contradiction, ...]:
    """Return everything that the cells of one item can contradict; `cells` are their addresses by column."""
    status, result = cells["achievement_status"], cells["result_text"]
    known = _is_any(status, [label for many in labels.values() for label in many])
    missed = _is(status, labels, AchievementStatus.NOT_ACHIEVED)
    return (
        Contradiction(_empty(status), "達成状況を選んでください。", ("achievement_status",)),
        Contradiction(
            f"AND({_filled(status)},NOT({known}))", "達成状況が選択肢にありません。", ("achievement_status",)
        ),
        Contradiction(f"AND({_filled(status)},{_empty(result)})", "取組実績が空欄です。", ("result_text",)),
        Contradiction(
            f"AND({missed},{_empty(cells['reason_not_achieved'])})",
            "未達成の理由が空欄です。",
            ("reason_not_achieved",),
        ),
        *_of_figures(row, cells, labels),
    )


def check_formula(contradictions: tuple[Contradiction, ...], entered: str) -> str:
    """Return the formula of the check column: nothing, what to check, or that the row is complete.

    It stands in a column that no reader takes, and an untouched row gives an empty text.
    """
    words = "&".join(f"IF({one.condition},{_quoted(one.words)},{_quoted('')})" for one in contradictions)
    wrong = ",".join(one.condition for one in contradictions)
    return f'=IF(COUNTA({entered})=0,"",IF(OR({wrong}),{_quoted(TO_CHECK)}&{words},{_quoted(COMPLETE)}))'


def _of_figures(row: FormRow, cells: Mapping[str, str], labels: Labels) -> Iterator[Contradiction]:
    """Yield what the figures of an item with a numeric target can contradict."""
    indicator, status = row.item.indicator, cells["achievement_status"]
    if indicator is None:
        return
    figure, called = cells[row.compared], "累計" if row.is_cumulative else "実績値"
    columns = (row.compared, "achievement_status")
    achieved = _is(status, labels, AchievementStatus.ACHIEVED)
    missed = _is(status, labels, AchievementStatus.NOT_ACHIEVED)
    pending = _is(status, labels, AchievementStatus.PENDING)
    early = _is(status, labels, AchievementStatus.NOT_DUE)
    written = [cells["actual_value"], *([figure] if row.is_cumulative else [])]
    any_written = f"OR({','.join(map(_filled, written))})"
    no_numbers = ",".join(f"AND({_filled(one)},NOT(ISNUMBER({one})))" for one in written)
    yield Contradiction(f"OR({no_numbers})", "数字以外が入っています。", (row.compared,))
    yield Contradiction(
        f"AND(OR({achieved},{missed}),{_empty(figure)})",
        f"{called}が空欄です。",
        (row.compared,),
    )
    yield Contradiction(f"AND({pending},{any_written})", "未確定なのに数値があります。", columns)
    yield Contradiction(f"AND({early},{any_written})", "評価時期前なのに数値があります。", columns)
    if row.target is None:
        return
    reached = _reached(indicator, figure, cells["target_value"])
    yield Contradiction(
        f"AND({achieved},ISNUMBER({figure}),NOT({reached}))",
        f"{called}が目標に届いていません。",
        columns,
    )
    yield Contradiction(
        f"AND({missed},ISNUMBER({figure}),{reached})",
        f"{called}は目標に届いています。",
        columns,
    )
    if _is_percent(indicator) and abs(row.target) >= _SMALLEST_PERCENT_TARGET:
        yield Contradiction(
            f"AND(ISNUMBER({figure}),{figure}<>0,ABS({figure})<=1)",
            "％は98.5のように入力します。",
            (row.compared,),
        )


def _reached(indicator: Indicator, figure: str, target: str) -> str:
    """Return the condition that a figure reaches its target (`checks.rules.consistency.target_reached`)."""
    match indicator.direction:
        case TargetDirection.INCREASE:
            return f"{figure}>={target}"
        case TargetDirection.DECREASE:
            return f"{figure}<={target}"
        case TargetDirection.MAINTAIN:
            # Rounded, because the difference of two stored fractions is not exact.
            return f"ROUND(ABS({figure}-{target}),9)<={indicator.tolerance:f}"
        case _:
            assert_never(indicator.direction)


def _is(status: str, labels: Labels, wanted: AchievementStatus) -> str:
    """Return the condition that a status is declared by one of its labels."""
    return _is_any(status, labels.get(wanted, ()))


def _is_any(cell: str, texts: tuple[str, ...] | list[str]) -> str:
    """Return the condition that a cell holds one of some texts; none of them never holds."""
    return f"OR({','.join(f'{cell}={_quoted(text)}' for text in texts)})" if texts else "FALSE"


def _filled(cell: str) -> str:
    """Return the condition that a cell holds something."""
    return f"LEN(TRIM({cell}))>0"


def _empty(cell: str) -> str:
    """Return the condition that a cell holds nothing."""
    return f"LEN(TRIM({cell}))=0"


def _quoted(text: str) -> str:
    """Return text as a formula spells it, in pieces: a formula takes no longer piece of text than 255."""
    pieces = [text[n : n + _LONGEST_PIECE] for n in range(0, len(text), _LONGEST_PIECE)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def _is_percent(indicator: Indicator) -> bool:
    """Tell whether an indicator is measured in per cent."""
    return unicodedata.normalize("NFKC", indicator.unit).strip() == "%"
