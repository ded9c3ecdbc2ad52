"""`shinchoku correct`: what is right, why and by what evidence; a second person lets it out (訂正)."""

from typing import Any

import click

from schemas.published import CORRECTABLE
from shinchoku.bilingual import Bilingual
from shinchoku.cli.call import Call, called
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import FiscalYearType, not_blank
from shinchoku.cli.screen import print_json, print_table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.usecases.correct import NewValue, record, withdraw_correction
from shinchoku.views.corrections import ListedCorrection, list_corrections


@click.command("correct", help=SHORT_HELPS["correct"])
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.option("--fiscal-year", "year", type=FiscalYearType(), help="年度 / fiscal year")
@click.option("--item", metavar="NO", help="項目番号 / item number")
@click.option(
    "--field",
    "fields",
    type=click.Choice(tuple(CORRECTABLE)),
    multiple=True,
    help="列（複数可） / column, or several",
)
@click.option(
    "--value", "values", multiple=True, help="正しい値（--field と同じ順） / what is right, in the same order"
)
@click.option("--reason", metavar="TEXT", default="", help="理由（公表されます） / why (published)")
@click.option(
    "--evidence", metavar="TEXT", default="", help="根拠（公表されます） / what shows it (published)"
)
@click.option("--list", "listing", is_flag=True, help="訂正の一覧 / every correction")
@click.option(
    "--withdraw", is_flag=True, help="番号の訂正を取り下げます / take the correction of a number back"
)
@called
def command(  # noqa: PLR0913 -- an argument for each option
    call: Call,
    number: int | None,
    year: FiscalYear | None,
    item: str | None,
    fields: tuple[str, ...],
    values: tuple[str, ...],
    reason: str,
    evidence: str,
    *,
    listing: bool,
    withdraw: bool,
) -> None:
    """Record corrections of one item, list them, or take one back.

    Raises:
        MistakeError: if something is missing that it needs.
    """
    if listing:
        _list(call)
    elif withdraw or number is not None:
        if number is None or not withdraw:
            raise MistakeError.of(_WITHDRAWING, param_hint="--withdraw")
        _withdraw(call, number, not_blank(click.get_current_context(), _parameter("reason"), reason))
    elif year is None or item is None or not fields or len(fields) != len(values) or not evidence.strip():
        raise MistakeError.of(_RECORDING, param_hint="--field")
    else:
        said = not_blank(click.get_current_context(), _parameter("reason"), reason)
        _record(call, year, item, tuple(zip(fields, values, strict=True)), said, evidence)


_WITHDRAWING = Bilingual(
    "取り下げるには、訂正の番号と --withdraw を合わせて指定してください。",
    "to take a correction back, give its number and --withdraw.",
)
_RECORDING = Bilingual(
    "--fiscal-year・--item・--field・--value・--reason・--evidence をすべて指定してください。"
    "--field と --value は同じ数だけ指定します。",
    "give --fiscal-year, --item, --field, --value, --reason and --evidence; as many values as fields.",
)


def _parameter(name: str) -> click.Parameter:
    """Return a parameter of the command that runs."""
    return next(one for one in click.get_current_context().command.params if one.name == name)


def _record(
    call: Call,
    year: FiscalYear,
    item: str,
    values: tuple[tuple[str, str], ...],
    reason: str,
    evidence: str,
) -> None:
    """Record corrections that belong together."""
    wanted = [NewValue(item, field, value) for field, value in values]
    with call.deciding() as (session, person):
        numbers = record(session, person, year, wanted, reason, evidence)
    composed = call.compose_anew(f"corrections {', '.join(map(str, numbers))}")
    if call.as_json:
        print_json({"numbers": numbers, "composed": composed})
        return
    told = "・".join(map(str, numbers))
    call.say(
        f"訂正{told}を記録しました。別の人が公表を承認するまで、公表データは変わりません。",
        f"recorded as correction {', '.join(map(str, numbers))}; nothing public changes before another person approves.",
    )
    call.tell_composed(composed=composed)


def _withdraw(call: Call, number: int, reason: str) -> None:
    """Take a correction back."""
    with call.deciding() as (session, person):
        withdraw_correction(session, person, number, reason)
    composed = call.compose_anew(f"correction {number} withdrawn")
    if call.as_json:
        print_json({"number": number, "withdrawn": True, "composed": composed})
        return
    call.say(f"訂正{number}を取り下げました。", f"correction {number} was taken back.")
    call.tell_composed(composed=composed)


def _list(call: Call) -> None:
    """List every correction, the oldest first."""
    found = call.read(list_corrections, ())
    if call.as_json:
        print_json({"corrections": [_plain(one) for one in found]})
        return
    if not found:
        call.say("訂正はありません。", "There are no corrections.")
        return
    ja = call.is_japanese
    print_table(
        call.language,
        found,
        ("番号", "No.", lambda one: one.correction.number),
        ("年度", "Year", lambda one: one.correction.fiscal_year.year),
        ("項目", "Item", lambda one: one.correction.item_no),
        ("列", "Column", lambda one: one.correction.title.in_language(call.language)),
        ("シートの値", "Sheet", lambda one: one.correction.old_value),
        ("正しい値", "Right", lambda one: one.correction.new_value),
        ("理由", "Reason", lambda one: one.correction.reason),
        ("根拠", "Evidence", lambda one: one.correction.evidence),
        ("記録者", "By", lambda one: one.correction.recorded_by),
        ("状態", "State", lambda one: one.status.label_ja if ja else one.status.label_en),
    )


def _plain(one: ListedCorrection) -> dict[str, Any]:
    """Return a correction as plain values."""
    correction = one.correction
    return {
        "number": correction.number,
        "fiscal_year": correction.fiscal_year.year,
        "item_no": correction.item_no,
        "field": correction.field,
        "old_value": correction.old_value,
        "new_value": correction.new_value,
        "reason": correction.reason,
        "evidence": correction.evidence,
        "recorded_by": correction.recorded_by,
        "recorded_by_role": correction.recorded_by_role,
        "recorded_on": correction.recorded_on,
        "status": str(one.status),
        "ended_on": one.ended_on,
    }
