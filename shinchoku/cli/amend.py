"""`shinchoku amend`: changes of the register, proposed by one person and approved by another."""

from functools import partial
from pathlib import Path

import click

from shinchoku.cli.amend_item import item
from shinchoku.cli.amendment_screen import (
    found_amendment,
    plain_amendment,
    print_amendment,
    tell_proposed,
)
from shinchoku.cli.call import Call, called
from shinchoku.cli.options import FiscalYearType, not_blank
from shinchoku.cli.screen import print_json
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.usecases.accounts import person_at_terminal
from shinchoku.usecases.register.amend import decide, propose_anew, propose_from_workbook, withdraw_amendment
from shinchoku.views.amendments import AmendmentStatus, list_amendments

_reason_option = click.option(
    "--reason", required=True, callback=not_blank, help="理由（記録に残ります） / why (recorded)"
)
_number_argument = click.argument("number", type=click.IntRange(min=1))


@click.group("amend", help=SHORT_HELPS["amend"])
def command() -> None:
    """Hold the commands together."""


command.add_command(item)


@command.command("list", help="承認を待つ変更の一覧 / what waits for approval")
@click.option("--all", "everything", is_flag=True, help="決まったものも / those that were decided, too")
@called
def list_(call: Call, *, everything: bool) -> None:
    """List amendments, the newest first, each with what it changes."""
    status = None if everything else AmendmentStatus.PROPOSED
    found = call.read(partial(list_amendments, status=status), ())
    if call.as_json:
        print_json({"amendments": [plain_amendment(one) for one in found]})
        return
    for one in found:
        print_amendment(one, call.language)
    if not found:
        call.say("承認を待つ変更はありません。", "Nothing waits for approval.")


@command.command(
    "propose", help="直した登録簿のExcelを起案します / propose what an edited workbook would change"
)
@click.argument("workbook", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--fiscal-year",
    "year",
    type=FiscalYearType(),
    required=True,
    help="適用する年度 / from this fiscal year on",
)
@_reason_option
@called
def propose(call: Call, workbook: Path, year: FiscalYear, reason: str) -> None:
    """Put what a workbook changes up for approval."""
    with call.deciding() as (session, person):
        number = propose_from_workbook(session, person, workbook, reason, year)
    tell_proposed(call, number)


@command.command(
    "again",
    help="登録簿が先に変わった起案を、起案し直します / propose anew what a change has overtaken",
)
@_number_argument
@_reason_option
@called
def again(call: Call, number: int, reason: str) -> None:
    """Put the same change up on the register as it is now."""
    with call.deciding() as (session, person):
        made = propose_anew(session, person, number, reason)
    tell_proposed(call, made)


@command.command(
    "approve", help="承認して計画ファイルに書きます / approve, and write it into the plan's file"
)
@_number_argument
@_reason_option
@called
def approve(call: Call, number: int, reason: str) -> None:
    """Approve an amendment."""
    _decide(call, number, reason, approve=True)


@command.command("decline", help="認めません / decline")
@_number_argument
@_reason_option
@called
def decline(call: Call, number: int, reason: str) -> None:
    """Decline an amendment."""
    _decide(call, number, reason, approve=False)


@command.command("withdraw", help="起案を取り下げます / take a proposal back")
@_number_argument
@_reason_option
@called
def withdraw(call: Call, number: int, reason: str) -> None:
    """Take a proposal back."""
    with call.deciding() as (session, person):
        withdraw_amendment(session, person, number, reason)
    _tell(call, number, f"登録の変更{number}を取り下げました。", f"amendment {number} was taken back.")


def _decide(call: Call, number: int, reason: str, *, approve: bool) -> None:
    """Approve or decline, alone on the data: the plan's file is written."""
    with call.writing() as session:
        decide(session, person_at_terminal(session), number, reason, approve=approve)
        plan_file = session.plan_file
    if approve:
        ja, en = f"を承認し、{plan_file} に書きました。", f"was approved and written to {plan_file}."
    else:
        ja, en = "を認めませんでした。", "was declined."
    _tell(call, number, f"登録の変更{number}{ja}", f"amendment {number} {en}")


def _tell(call: Call, number: int, ja: str, en: str) -> None:
    """Say what became of an amendment, or print it."""
    if call.as_json:
        print_json({"amendment": plain_amendment(found_amendment(call, number))})
    else:
        call.say(ja, en)
