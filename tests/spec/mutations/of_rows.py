"""SH3xx to SH7xx: what is done to the rows."""

from __future__ import annotations

from datetime import date, datetime

from builders import round_
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from spec.mutations.base import (
    ACTUAL,
    BASELINE,
    HOUSES,
    MARKET,
    NAME,
    NEXT,
    NIGHT,
    NO,
    OF_FIRST_YEAR,
    OF_SECOND_YEAR,
    PINES,
    PREVIOUS,
    REASON,
    RESULT,
    STATUS,
    TARGET,
    TOTAL,
    UNIT,
    VISITORS,
    Edit,
    Mutation,
    Sent,
    as_it_is,
    with_results_of_nobody,
)
from spec.mutations.of_files import below, column, each, put

from schemas.codes import TargetDirection
from shinchoku.register.plan import Plan

_CONFIRMED = {
    "rounds": [
        round_("r5-end", "年度末", 2023, "2024-04-01", "2024-05-10", folder="令和5年度/年度末"),
        round_("r6-end", "年度末", 2024, "2025-04-01", "2025-05-10", folder="令和6年度/年度末"),
        round_("r6-fix", "確定", 2024, "2025-04-15", "2025-06-10", folder="令和6年度/確定", covers="pending"),
    ]
}
"""The register with a round that asks about pending figures alone."""
_COPIED = OF_FIRST_YEAR[0][9]


def visitors(col: str, value: object) -> Edit:
    """Write a cell of No. 2."""
    return put(f"{col}{VISITORS}", value)


def pines(col: str, value: object) -> Edit:
    """Write a cell of No. 5."""
    return put(f"{col}{PINES}", value)


def houses(col: str, value: object) -> Edit:
    """Write a cell of No. 8."""
    return put(f"{col}{HOUSES}", value)


def struck(sheet: Worksheet) -> None:
    """Strike a figure through."""
    sheet[f"{ACTUAL}{VISITORS}"].font = Font(strike=True)


def shown_with_one_place(value: float) -> Edit:
    """Show a figure of No. 2 with one decimal."""

    def edit(sheet: Worksheet) -> None:
        sheet[f"{ACTUAL}{VISITORS}"].value = value
        sheet[f"{ACTUAL}{VISITORS}"].number_format = "0.0"

    return edit


def noted(sheet: Worksheet) -> None:
    """Raise the number of a note behind a figure."""
    raised = TextBlock(InlineFont(vertAlign="superscript"), "2")
    sheet[f"{ACTUAL}{VISITORS}"].value = CellRichText("125", raised)


def as_fraction(sheet: Worksheet) -> None:
    """Show a figure as a fraction."""
    sheet[f"{ACTUAL}{VISITORS}"].number_format = "# ?/?"


def missed(total: int, actual: int) -> Edit:
    """Report No. 5 as missed."""
    return each(pines(STATUS, "B"), pines(REASON, "嵐のため"), pines(TOTAL, total), pines(ACTUAL, actual))


def only(*rows: int) -> Edit:
    """Keep some rows of the sheet."""

    def edit(sheet: Worksheet) -> None:
        for row in range(MARKET, 1, -1):
            if row not in rows:
                sheet.delete_rows(row)

    return edit


def _should_fall(plan: Plan) -> Plan:
    """Return the register with No. 5 as an item that should fall; its targets rise."""
    items = []
    for one in plan.items:
        if one.no == "5" and one.indicator is not None:
            falling = one.indicator.model_copy(update={"direction": TargetDirection.DECREASE})
            one = one.model_copy(update={"indicator": falling})  # noqa: PLW2901 -- the one that is changed
        items.append(one)
    return plan.model_copy(update={"items": tuple(items)})


_SH501 = frozenset({"SH501"})

MUTATIONS: tuple[Mutation, ...] = (
    Mutation("SH301", "the item number is cleared", edit=houses(NO, None)),
    Mutation("SH302", "the item number is words", edit=houses(NO, "第8号")),
    Mutation("SH303", "the status is cleared", edit=houses(STATUS, None)),
    Mutation("SH304", "the status is on another scale", edit=houses(STATUS, "未達成")),
    Mutation("SH305", "the target is words", edit=visitors(TARGET, "多数")),
    Mutation("SH306", "the figure is words", edit=visitors(ACTUAL, "多数")),
    Mutation("SH307", "the running total is words", edit=pines(TOTAL, "多数")),
    Mutation("SH308", "the result is a dash", edit=visitors(RESULT, "－")),
    Mutation("SH309", "the reason is cleared", edit=houses(REASON, None)),
    Mutation("SH310", "pending with a figure", edit=visitors(STATUS, "C")),
    Mutation("SH311", "the item number became a date", edit=put(f"{NO}{MARKET}", date(2024, 1, 1))),
    Mutation("SH410", "an answer is the form's example", edit=visitors(NEXT, "記入例")),
    Mutation("SH411", "a figure in the row below", edit=below((None, None, None, None, None, None, 13))),
    Mutation("SH412", "the result lost its characters", edit=visitors(RESULT, "??????")),
    Mutation("SH413", "an item is marked as the example", edit=put(f"{NAME}{HOUSES}", "例")),
    Mutation("SH312", "a figure in another unit", edit=visitors(ACTUAL, "125千円")),
    Mutation("SH313", "two figures in a cell", edit=visitors(ACTUAL, "125（110）")),
    Mutation("SH314", "an approximate figure", edit=visitors(ACTUAL, "約125")),
    Mutation("SH315", "a fraction", edit=visitors(ACTUAL, "125/120")),
    Mutation("SH316", "the figure became a date", edit=visitors(ACTUAL, datetime(2025, 3, 5))),  # noqa: DTZ001 -- as Excel stores it
    Mutation("SH317", "the display was copied", edit=visitors(ACTUAL, "#####")),
    Mutation("SH318", "a dash without a legend", edit=each(visitors(STATUS, "C"), visitors(ACTUAL, "－"))),
    Mutation("SH319", "the value in the unit's cell", edit=visitors(UNIT, "125人")),
    Mutation("SH320", "a reference is lost", edit=visitors(RESULT, "#REF!")),
    Mutation(
        "SH321", "a formula that nobody computed", edit=visitors(ACTUAL, "=100+25"), also=frozenset({"SH803"})
    ),
    Mutation(
        "SH338",
        "a formula of a program that cannot compute",
        edit=visitors(ACTUAL, "=100+25"),
        rewrite=with_results_of_nobody("0"),
        also=frozenset({"SH803"}),
    ),
    Mutation(
        "SH336",
        "a figure that reaches its target by rounding",
        edit=shown_with_one_place(119.96),
        also=frozenset({"SH337"}),
    ),
    Mutation("SH337", "a figure of which a digit is hidden", edit=shown_with_one_place(125.04)),
    Mutation("SH322", "the figure is struck through", edit=struck),
    Mutation("SH324", "a ditto mark for a result", edit=houses(RESULT, "〃")),
    Mutation(
        "SH324",
        "a plan merged down over two items",
        edit=lambda sheet: sheet.merge_cells(f"{NEXT}{VISITORS}:{NEXT}{PINES}"),
        also=frozenset({"SH801"}),
    ),
    Mutation("SH343", "forty accents on one letter", edit=houses(RESULT, f"調査{chr(0x301) * 40}")),
    Mutation("SH325", "circled digits", edit=houses(RESULT, "①調査②相談")),
    Mutation("SH326", "a character of one computer", edit=houses(RESULT, "\ue000浜を調べた")),
    Mutation("SH327", "achieved, and the figure not ready", edit=visitors(ACTUAL, "集計中")),
    Mutation("SH328", "a format that hides the value", edit=as_fraction),
    Mutation("SH333", "a scale without its unit", edit=visitors(ACTUAL, "1.25千")),
    Mutation(
        "SH334",
        "the heading says thousands",
        edit=put(f"{ACTUAL}1", "実績値（千人）"),
        also=frozenset({"SH312"}),
    ),
    Mutation(
        "SH335",
        "the heading says thousands, the cell persons",
        edit=each(put(f"{ACTUAL}1", "実績値（千人）"), visitors(ACTUAL, "125人"), pines(ACTUAL, "30本")),
        also=frozenset({"SH312"}),
    ),
    Mutation("SH329", "an approximate baseline", edit=visitors(BASELINE, "約80")),
    Mutation(
        "SH330",
        "the target alone in thousands",
        edit=each(
            visitors(STATUS, "B"),
            visitors(REASON, "雨のため"),
            visitors(TARGET, "0.12千人"),
            visitors(ACTUAL, 0.11),
        ),
    ),
    Mutation(
        "SH331",
        "a second column of the year says otherwise",
        edit=column("令和6年度取組実績", "昼の催しを始めました。"),
        also=frozenset({"SH809"}),
    ),
    Mutation("SH332", "the number of a note is raised behind a figure", edit=noted),
    Mutation("SH401", "a number that is not registered", edit=below(("99", *(None,) * 7, "A", "実施"))),
    Mutation("SH402", "another department's item", edit=below(("1", *(None,) * 7, "A", "清掃した"))),
    Mutation("SH403", "an item that ended last year", edit=below(("7", *(None,) * 7, "A", "終えた"))),
    Mutation("SH404", "another unit", edit=visitors(UNIT, "千人")),
    Mutation("SH405", "another target", edit=visitors(TARGET, 90)),
    Mutation("SH406", "a figure for an item without a target", edit=houses(ACTUAL, 3)),
    Mutation("SH407", "another baseline", edit=pines(BASELINE, 80)),
    Mutation("SH408", "two names are swapped", edit=houses(NAME, "松を植える")),
    Mutation("SH409", "another name", edit=houses(NAME, "駐車場の整備")),
    Mutation("SH501", "achieved with less than the target", edit=visitors(ACTUAL, 119)),
    Mutation("SH502", "achieved without a figure", edit=visitors(ACTUAL, None)),
    Mutation("SH503", "an item twice", edit=below(OF_SECOND_YEAR[2])),
    Mutation(
        "SH504",
        "two files of one night disagree",
        more=(Sent(houses(RESULT, "相談会を二回開きました。"), "令和6年度/年度末/企画課_2.xlsx", NIGHT),),
    ),
    Mutation("SH505", "the running total fell", edit=missed(205, 20), also=frozenset({"SH508"})),
    Mutation("SH506", "a thousand times last year's", edit=visitors(ACTUAL, 125_000)),
    Mutation("SH507", "another unit than last year", edit=houses(UNIT, "件")),
    Mutation("SH508", "achieved last year, missed now", edit=missed(230, 20)),
    Mutation("SH509", "last year's text", edit=visitors(RESULT, _COPIED)),
    Mutation(
        "SH510",
        "a related department says otherwise the next night",
        more=(
            Sent(each(only(HOUSES), put(f"{RESULT}2", "一軒を直しました。")), "令和6年度/年度末/環境課.xlsx"),
        ),
    ),
    Mutation("SH511", "the register's target goes the other way", plan=_should_fall, also=_SH501),
    Mutation(
        "SH512",
        "a newer figure for the round before loses to the one of the round of confirmations",
        edit=each(visitors(STATUS, "C"), visitors(ACTUAL, None)),
        more=(
            Sent(only(VISITORS), "令和6年度/確定/企画課.xlsx"),
            Sent(each(only(VISITORS), visitors(ACTUAL, 126)), "令和6年度/年度末/企画課_2.xlsx", "2025-05-03"),
        ),
        as_of="2025-05-03",
        register=_CONFIRMED,
    ),
    Mutation(
        "SH513",
        "an item that was not pending stands in the round of confirmations",
        more=(Sent(only(HOUSES), "令和6年度/確定/企画課.xlsx"),),
        register=_CONFIRMED,
    ),
    Mutation(
        "SH601",
        "an item is missing when the round is over",
        edit=only(PINES, HOUSES, MARKET),
        as_of="2025-05-11",
    ),
    Mutation("SH602", "the next file lacks an item", more=(Sent(only(VISITORS, PINES, MARKET)),)),
    Mutation(
        "SH603",
        "the value before the last is back",
        more=(
            Sent(houses(RESULT, "相談会を二回開きました。"), on="2025-05-02"),
            Sent(as_it_is, on="2025-05-03"),
        ),
        as_of="2025-05-04",
    ),
    Mutation("SH604", "last year's value is another", edit=visitors(PREVIOUS, 108)),
    Mutation(
        "SH605",
        "last year's value is corrected here",
        edit=each(visitors(PREVIOUS, 108), column("訂正の理由", "重複して数えていたため")),
    ),
    Mutation("SH701", "a telephone number", edit=houses(RESULT, "相談は090-1234-5678へ")),
)
