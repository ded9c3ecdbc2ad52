"""`shinchoku withdraw`: take back a sheet that should not have come, or let it count again."""

import click

from shinchoku.cli.call import Call, called
from shinchoku.cli.options import not_blank
from shinchoku.cli.screen import print_json
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.usecases.sheets.take_back import withdraw


@click.command("withdraw", help=SHORT_HELPS["withdraw"])
@click.argument("submission", metavar="PATH|SHA256")
@click.option(
    "--reason", required=True, callback=not_blank, help="理由（記録に残ります） / why: kept in the trail"
)
@click.option("--undo", is_flag=True, help="取下げをやめます / let it count again")
@called
def command(call: Call, submission: str, reason: str, *, undo: bool) -> None:
    """Take back one submission: what came before it counts again."""
    with call.deciding() as (session, person):
        done = withdraw(session, person, submission, reason, undo=undo)
    composed = call.compose_anew(f"withdraw {done.sha256[:12]}")
    if call.as_json:
        print_json({"path": done.path, "sha256": done.sha256, "withdrawn": not undo})
    elif undo:
        call.say(f"取下げをやめました: {done.path}", f"counts again: {done.path}")
    else:
        call.say(
            f"取り下げました: {done.path}。前の内容があれば、それが使われます。",
            f"taken back: {done.path}. What came before it counts again.",
        )
    if not call.as_json:
        call.tell_composed(composed=composed)
