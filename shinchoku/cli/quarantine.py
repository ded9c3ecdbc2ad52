"""`shinchoku quarantine`: have nobody open a content that may do harm, or let it be opened again."""

from __future__ import annotations

import click

from shinchoku.cli.call import Call, called
from shinchoku.cli.options import not_blank
from shinchoku.cli.screen import print_json


@click.command("quarantine", help="内容を隔離し、誰も開かないようにします / have nobody open a content")
@click.argument("content", metavar="PATH|SHA256")
@click.option(
    "--reason", required=True, callback=not_blank, help="理由（記録に残ります） / why: kept in the trail"
)
@click.option("--undo", is_flag=True, help="隔離を解きます / let it be opened again")
@called
def command(call: Call, content: str, reason: str, *, undo: bool) -> None:
    """Quarantine one content: its bytes and accepted rows stay, the rest counts as unreadable."""
    from shinchoku.stages.quarantine import quarantine  # noqa: PLC0415 -- slow to import

    with call.deciding() as (session, person):
        sha256 = quarantine(session, person, content, reason, undo=undo)
    composed = call.compose_anew(f"quarantine {sha256[:12]}")
    if call.as_json:
        print_json({"sha256": sha256, "quarantined": not undo})
        return
    if undo:
        call.say(
            f"隔離を解きました: {sha256[:12]}。次の夜間処理から、また開かれます。",
            f"no longer quarantined: {sha256[:12]}. The next night opens it again.",
        )
    else:
        call.say(
            f"隔離しました: {sha256[:12]}。元のファイルと、受け付け済みの行は残ります。",
            f"quarantined: {sha256[:12]}. Its bytes and its accepted rows stay.",
        )
    call.tell_composed(composed=composed)
