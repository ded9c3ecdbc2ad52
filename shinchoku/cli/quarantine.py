"""`shinchoku quarantine`: have nobody open a content that may do harm, or let it be opened again."""

import click

from shinchoku.cli.call import Call, called
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import not_blank
from shinchoku.cli.screen import print_json
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.cli.takedown import tell_asked
from shinchoku.releases.removal import TakedownKind
from shinchoku.usecases.sheets.quarantine import quarantine
from shinchoku.usecases.takedown import ask_for_content


@click.command("quarantine", help=SHORT_HELPS["quarantine"])
@click.argument("content", metavar="PATH|SHA256")
@click.option(
    "--reason", required=True, callback=not_blank, help="理由（記録に残ります） / why: kept in the trail"
)
@click.option("--undo", is_flag=True, help="隔離を解きます / let it be opened again")
@click.option(
    "--destroy",
    is_flag=True,
    help="廃棄を申請します（別の人の確認が必要） / ask for its bytes to be destroyed: a second person confirms",
)
@called
def command(call: Call, content: str, reason: str, *, undo: bool, destroy: bool) -> None:
    """Quarantine one content: its bytes and accepted rows stay, the rest counts as unreadable.

    Raises:
        MistakeError: if it is to be let go and destroyed at once.
    """
    if destroy:
        if undo:
            raise MistakeError(
                "--undo と --destroy は、どちらかだけ指定してください。", "give --undo or --destroy."
            )
        _destroy(call, content, reason)
        return
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


def _destroy(call: Call, content: str, reason: str) -> None:
    """Ask for the bytes of a content to be destroyed."""
    with call.deciding() as (session, person):
        number = ask_for_content(session, person, content, TakedownKind.PERSONAL_DATA, reason)
    tell_asked(call, number)
