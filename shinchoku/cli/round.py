"""`shinchoku round`: the rounds of the plan, and opening a new one."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import click
from rich.text import Text

from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.cli.call import Call, called
from shinchoku.cli.harmless import harmless
from shinchoku.cli.options import DayType, FiscalYearType, not_blank
from shinchoku.cli.screen import out, print_json, print_table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.register.entries import Round, RoundCoverage
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.register.round_opening import round_edit
from shinchoku.register.year_opening import YearOpening, year_opening
from shinchoku.usecases.accounts import person_at_terminal
from shinchoku.usecases.register.open_round import open_round
from shinchoku.views.rounds import ListedRound, list_rounds


@click.group("round", help=SHORT_HELPS["round"])
def command() -> None:
    """Hold the commands together."""


@command.command(
    "list", help="照会の一覧。年度を指定すると準備の状況も / rounds; with a year, what is prepared"
)
@click.option("--fiscal-year", "year", type=FiscalYearType(), help="この年度だけ / only this fiscal year")
@called
def list_(call: Call, year: FiscalYear | None) -> None:
    """List the rounds of the plan, and what a year still lacks."""
    plan = load_plan(find_plan(call.plan))
    found = list_rounds(plan, call.day, year)
    opening = year_opening(plan, year) if year is not None else None
    if call.as_json:
        told: dict[str, Any] = {"rounds": [_plain(one.asked, call.day) for one in found]}
        print_json(told if opening is None else {**told, "opening": _plain_opening(opening)})
        return
    _print(call, found)
    if opening is not None:
        _print_opening(call, opening)


@command.command("open", help="照会を加えます（計画ファイルに書きます） / add a round to the plan's file")
@click.option(
    "--fiscal-year", "year", type=FiscalYearType(), required=True, help="対象の年度 / year asked about"
)
@click.option("--name", required=True, metavar="NAME", help="名前（中間・年度末・確定など） / its name")
@click.option("--opens", type=DayType(), required=True, help="開始日 / first day")
@click.option("--due", type=DayType(), required=True, help="締切 / last day")
@click.option("--committee", type=DayType(), help="委員会の日 / when the committee looks at it")
@click.option("--publication", type=DayType(), help="公表予定日 / when it is to be published")
@click.option("--no-rate", is_flag=True, help="達成率に使いません / its rows do not count for the rate")
@click.option("--pending-only", is_flag=True, help="数値未確定の項目だけ / only items with a pending figure")
@click.option("--folder", default="", help="受付フォルダーの中の場所 / its folder in the inbox")
@click.option("--reason", required=True, callback=not_blank, help="理由（記録に残ります） / why (recorded)")
@called
def open_(  # noqa: PLR0913 -- an argument for each option
    call: Call,
    year: FiscalYear,
    name: str,
    opens: date,
    due: date,
    committee: date | None,
    publication: date | None,
    folder: str,
    reason: str,
    *,
    no_rate: bool,
    pending_only: bool,
) -> None:
    """Write a round into the plan's file, and say what the year still lacks."""
    with call.writing() as session:
        before = session.plan
        edit = round_edit(
            before,
            fiscal_year=year,
            name=name,
            opens=opens,
            due=due,
            committee=committee,
            publication=publication,
            feeds_rate=not no_rate,
            covers=RoundCoverage.PENDING if pending_only else RoundCoverage.ALL,
            folder=folder,
        )
        open_round(session, person_at_terminal(session), [edit], reason)
    _tell_opened(call, load_plan(find_plan(call.plan)), year, before)


def _tell_opened(call: Call, after: Plan, year: FiscalYear, before: Plan) -> None:
    """Say which round is new, and what its year still lacks."""
    (made,) = (one for one in after.rounds if one.id not in before.rounds_by_id)
    opening = year_opening(after, year)
    if call.as_json:
        print_json({"round": _plain(made, call.day), "opening": _plain_opening(opening)})
        return
    call.say(
        f"{year.label} {made.name}の照会（{made.id}）を加えました。{made.opens} から、フォルダー {made.folder} で受け付けます。",
        f"the round {made.id} was added; from {made.opens} on sheets are taken in the folder {made.folder}.",
    )
    _print_opening(call, opening)


def _print(call: Call, found: Sequence[ListedRound]) -> None:
    """Print a line for each round."""
    if not found:
        call.say("照会はありません。", "There are no rounds.")
        return
    ja = call.is_japanese
    print_table(
        call.language,
        found,
        ("記号", "ID", lambda one: one.asked.id),
        ("年度", "Year", lambda one: one.asked.fiscal_year.year),
        ("名前", "Name", lambda one: one.asked.name),
        ("開始", "Opens", lambda one: one.asked.opens),
        ("締切", "Due", lambda one: one.asked.due),
        ("委員会", "Committee", lambda one: one.asked.committee or ""),
        ("公表", "Publication", lambda one: one.asked.publication or ""),
        ("対象", "Covers", lambda one: one.asked.covers.label_ja if ja else one.asked.covers.label_en),
        ("達成率", "Rate", lambda one: ("使う" if ja else "yes") if one.asked.feeds_rate else ""),
        ("状態", "State", lambda one: one.state.label_ja if ja else one.state.label_en.lower()),
        ("フォルダー", "Folder", lambda one: one.asked.folder),
    )


def _print_opening(call: Call, opening: YearOpening) -> None:
    """Print what of a year is prepared, and what is left."""
    year = opening.fiscal_year
    call.say(f"{year.label}の準備", f"Preparing {year}")
    for step in opening.steps:
        mark = ("済" if step.is_done else "未") if call.is_japanese else ("done" if step.is_done else "left")
        task = step.task.label_ja if call.is_japanese else step.task.label_en
        line = f"  [{mark}] {task}: {step.message.in_language(call.language)}"
        out().print(Text(harmless(line)), soft_wrap=True)


def _plain(round_: Round, day: date) -> dict[str, Any]:
    """Return a round as plain values."""
    return {
        "id": round_.id,
        "fiscal_year": round_.fiscal_year.year,
        "name": round_.name,
        "opens": round_.opens,
        "due": round_.due,
        "committee": round_.committee,
        "publication": round_.publication,
        "covers": str(round_.covers),
        "feeds_rate": round_.feeds_rate,
        "folder": round_.folder,
        "is_open": round_.is_open(day),
    }


def _plain_opening(opening: YearOpening) -> dict[str, Any]:
    """Return what of a year is prepared as plain values."""
    return {
        "fiscal_year": opening.fiscal_year.year,
        "is_ready": opening.is_ready,
        "steps": [
            {
                "task": str(step.task),
                "done": step.is_done,
                "required": step.is_required,
                "message": {"ja": step.message.ja, "en": step.message.en},
                "items": [item.no for item in step.items],
                "policy_measures": [measure.key for measure in step.measures],
            }
            for step in opening.steps
        ],
    }
