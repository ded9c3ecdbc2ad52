"""`shinchoku waive`: a finding that shall hold nothing back until a date; two people decide."""

from datetime import date
from functools import partial
from typing import Any

import click

from shinchoku.bilingual import Bilingual
from shinchoku.cli.call import Call, called
from shinchoku.cli.finding_moves import plain_waiver
from shinchoku.cli.finding_words import SHOWN_DIGITS
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import DayType
from shinchoku.cli.screen import print_json, print_table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.review.people import Person
from shinchoku.session import Session
from shinchoku.usecases import decide
from shinchoku.views.findings import WaiverStatus, find_by_prefix, finding_in_full, list_waivers

_NEEDED = {
    "FINGERPRINT": Bilingual(
        "指摘の番号を指定してください（shinchoku findings の左端、または shinchoku waive --list）。",
        "give the finding's fingerprint (see shinchoku findings, or shinchoku waive --list).",
    ),
    "--reason": Bilingual("理由を書いてください。公表されます。", "give a reason: it is published."),
    "--until": Bilingual(
        "申請には期限（YYYY-MM-DD、1年以内）が必要です。承認・不承認・取下げには付けません。",
        "a request needs an end date (YYYY-MM-DD, within a year); a decision on one takes none.",
    ),
}
"""What has to be given, or not."""


@click.command("waive", help=SHORT_HELPS["waive"])
@click.argument("fingerprint", required=False)
@click.option("--reason", default="", help="理由（公表されます） / why (published)")
@click.option("--until", type=DayType(), help="期限（1年以内） / end date, within a year")
@click.option("--approve", "move", flag_value="approve", help="申請を認めます / approve what was asked for")
@click.option("--decline", "move", flag_value="decline", help="申請を認めません / decline it")
@click.option(
    "--withdraw", "move", flag_value="withdraw", help="差戻し・申請・確認を取り下げます / take it back"
)
@click.option(
    "--list", "move", flag_value="list", help="承認を待つ申請の一覧 / what waits for a second person"
)
@called
def command(call: Call, fingerprint: str | None, reason: str, until: date | None, move: str | None) -> None:
    """Ask for a waiver of a finding, decide on it, take it back, or list what waits.

    Raises:
        MistakeError: if what the move needs was not given.
    """
    if move == "list":
        _list(call)
        return
    if fingerprint is None:
        raise MistakeError.of(_NEEDED["FINGERPRINT"], param_hint="FINGERPRINT")
    if not reason.strip():
        raise MistakeError.of(_NEEDED["--reason"], param_hint="--reason")
    if (until is None) == (move is None):
        raise MistakeError.of(_NEEDED["--until"], param_hint="--until")
    with call.deciding() as (session, person):
        whole = _move(session, person, fingerprint, reason, until, move)
    composed = move not in {"approve", "withdraw"} or call.compose_anew(f"waiver of {whole['fingerprint']}")
    if call.as_json:
        print_json({**whole, "composed": composed})
        return
    digits = whole["fingerprint"][:SHOWN_DIGITS]
    done = {
        None: (
            f"{digits} の理由付き確認を申請しました（{until} まで）。別の人の承認を待ちます。",
            f"a waiver of {digits} until {until} was asked for; it waits for a second person.",
        ),
        "approve": (f"{digits} の理由付き確認を認めました。", f"the waiver of {digits} was approved."),
        "decline": (f"{digits} の理由付き確認を認めませんでした。", f"the waiver of {digits} was declined."),
        "withdraw": (
            f"{digits} を取り下げました。未対応に戻ります。",
            f"{digits} was taken back: it is open again.",
        ),
    }
    call.say(*done[move])
    call.tell_composed(composed=composed)


def _move(
    session: Session, person: Person, fingerprint: str, reason: str, until: date | None, move: str | None
) -> dict[str, Any]:
    """Make the move, and return where the finding and its newest waiver stand."""
    full = str(find_by_prefix(session, fingerprint)["fingerprint"])
    if until is not None:
        decide.request_waiver(session, full, person, reason, until)
    elif move == "withdraw":
        decide.withdraw(session, full, person, reason)
    else:
        decide.decide_waiver(session, full, person, reason, approve=move == "approve")
    found = finding_in_full(session, full)
    return {
        "fingerprint": full,
        "state": found.finding["state"],
        "waiver": plain_waiver(found.waivers[-1]) if found.waivers else None,
    }


def _list(call: Call) -> None:
    """List the waivers that wait for a second person."""
    found = call.read(partial(list_waivers, statuses=[WaiverStatus.REQUESTED]), ())
    if call.as_json:
        print_json({"waivers": [plain_waiver(one) for one in found]})
        return
    if not found:
        call.say("承認を待つ申請はありません。", "Nothing waits for a second person.")
        return
    print_table(
        call.language,
        found,
        ("番号", "Finding", lambda one: one.waiver.fingerprint[:SHOWN_DIGITS]),
        ("規則", "Rule", lambda one: one.waiver.rule),
        ("年度", "Year", lambda one: one.waiver.fiscal_year.year if one.waiver.fiscal_year else ""),
        ("項目", "Item", lambda one: one.waiver.item_no),
        ("理由", "Reason", lambda one: one.waiver.reason),
        ("期限", "Until", lambda one: one.waiver.ends_on),
        ("申請者", "Asked by", lambda one: one.waiver.requested_by),
        ("申請日", "On", lambda one: one.requested_on),
    )
