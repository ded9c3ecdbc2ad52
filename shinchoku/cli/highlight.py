"""`shinchoku highlight`: the 主な取組 of each policy measure in a year's report."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import click

from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.cli.call import Call, called
from shinchoku.cli.options import FiscalYearType, not_blank
from shinchoku.cli.screen import print_json, print_table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.errors import ConfigurationError
from shinchoku.figures.highlights import HighlightChoice, measures_without_highlight
from shinchoku.register.entries import PolicyMeasure
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.item_no import normalize_item_no
from shinchoku.review.people import Role
from shinchoku.usecases import highlight
from shinchoku.views.highlights import choices_of
from shinchoku.views.progress import progress_now

_year_option = click.option(
    "--fiscal-year", "year", type=FiscalYearType(), required=True, help="報告の年度 / year of the report"
)
_measure_option = click.option(
    "--measure", metavar="KEY", required=True, help="施策（P1-1 など） / policy measure"
)
_reason_option = click.option(
    "--reason", required=True, callback=not_blank, help="理由（記録に残ります） / why (recorded)"
)


@click.group("highlight", help=SHORT_HELPS["highlight"])
def command() -> None:
    """Hold the commands together."""


@command.command("list", help="選んだ主な取組と、まだない施策 / what was chosen, and what still lacks one")
@_year_option
@called
def list_(call: Call, year: FiscalYear) -> None:
    """List the choices of a year, those to look at again, and the measures without any."""
    plan = load_plan(find_plan(call.plan))
    choices, outdated = call.read(partial(choices_of, year=year), ((), ()))
    missing = measures_without_highlight(plan, year, choices)
    if call.as_json:
        print_json(
            {
                "choices": [_plain(one, is_outdated=one in outdated) for one in choices],
                "without": [one.key for one in missing],
            }
        )
        return
    _print(call, choices, outdated, missing)


def _print(
    call: Call,
    choices: Sequence[HighlightChoice],
    outdated: tuple[HighlightChoice, ...],
    missing: tuple[PolicyMeasure, ...],
) -> None:
    """Print the choices as a table, and the measures that lack one."""
    again = "実績の文が変わりました" if call.is_japanese else "look again"
    if choices:
        print_table(
            call.language,
            choices,
            ("施策", "Measure", lambda one: one.policy_measure),
            ("項目", "Item", lambda one: f"No.{one.item_no}"),
            ("文", "Sentence", lambda one: one.text),
            ("状態", "State", lambda one: again if one in outdated else ""),
        )
    else:
        call.say(
            "選んだ主な取組はありません。登録簿のものを使います。",
            "Nothing was chosen: the register's count.",
        )
    for one in missing:
        call.say(f"主な取組がありません: {one.key} {one.name}", f"no highlight: {one.key} {one.name}")


@command.command("choose", help="主な取組を選びます / choose an item, and its sentence")
@_year_option
@_measure_option
@click.option("--item", metavar="NO", required=True, help="項目番号 / item number")
@click.option(
    "--text", metavar="TEXT", help="文（既定: 取組実績のまま） / sentence (default: the department's own)"
)
@_reason_option
@called
def choose(call: Call, year: FiscalYear, measure: str, item: str, text: str | None, reason: str) -> None:
    """Choose an item for a measure; both texts are kept.

    Raises:
        ConfigurationError: if the item has no text yet, or anything else stands against it.
    """
    number = normalize_item_no(item)
    with call.deciding() as (session, person):
        own = next(
            (
                one.row.texts["result_text"]
                for one in progress_now(session, year)
                if one.item.no == number and one.row
            ),
            "",
        )
        if not own and text is None:
            raise ConfigurationError(
                f"No.{number} には取組実績の文がまだありません。提出を待つか、別の項目を選んでください。",
                f"item {number} has no result text yet: wait for its report or choose another.",
            )
        choice = HighlightChoice(year, measure, number, own, own if text is None else text, Role.STEWARD)
        highlight.choose(session, person, choice, reason)
    composed = call.compose_anew(f"highlight of {measure}")
    if call.as_json:
        print_json({"choice": _plain(choice, is_outdated=False), "composed": composed})
        return
    call.say(
        f"{measure} の主な取組を No.{number} にしました。", f"{measure}: the highlight is item {number}."
    )
    call.tell_composed(composed=composed)


@command.command("forget", help="選択をやめます / take a choice back: the register's counts again")
@_year_option
@_measure_option
@_reason_option
@called
def forget(call: Call, year: FiscalYear, measure: str, reason: str) -> None:
    """Take a choice back."""
    with call.deciding() as (session, person):
        highlight.forget(session, person, year, measure, reason)
    composed = call.compose_anew(f"highlight of {measure}")
    if call.as_json:
        print_json({"policy_measure": measure, "forgotten": True, "composed": composed})
        return
    call.say(f"{measure} の選択をやめました。", f"{measure}: the choice was taken back.")
    call.tell_composed(composed=composed)


def _plain(one: HighlightChoice, *, is_outdated: bool) -> dict[str, Any]:
    """Return a choice as plain values."""
    return {
        "fiscal_year": one.report_year.year,
        "policy_measure": one.policy_measure,
        "item_no": one.item_no,
        "text": one.text,
        "original_text": one.original_text,
        "outdated": is_outdated,
    }
