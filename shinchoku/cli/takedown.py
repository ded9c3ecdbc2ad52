"""`shinchoku takedown`: have a text that should never have been published go from everywhere; two people decide."""

from typing import IO

import click

from shinchoku.bilingual import Bilingual
from shinchoku.cli.call import Call, called
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.publish import blocks_of
from shinchoku.cli.screen import print_json
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.cli.takedown_screen import (
    plain_gone,
    plain_places,
    plain_takedown,
    print_gone,
    print_places,
    print_takedowns,
)
from shinchoku.night.publishing.outside import Outside
from shinchoku.night.publishing.publish import publish_now
from shinchoku.night.publishing.report import report_of
from shinchoku.night.takedowns.carry_out import Gone, carry_out
from shinchoku.night.takedowns.places import Places, places_of
from shinchoku.releases.removal import TakedownKind
from shinchoku.review.permissions import Action, acting
from shinchoku.session import Session
from shinchoku.usecases.accounts import operating, person_at_terminal
from shinchoku.usecases.takedown import ask_for_text, confirm, refuse, takedown_of
from shinchoku.views.takedowns import TakedownRecord, TakedownStatus, list_takedowns

_REASON_NEEDED = Bilingual(
    "理由を --reason に書いてください（記録に残ります。削除する文そのものは書かないでください）。",
    "give a --reason: it is kept. Do not write the text itself into it.",
)
_WHICH = Bilingual(
    "申請するときは --text-file、申請を見る・決めるときは番号を指定してください。",
    "give --text-file to ask for a takedown, or the number of one to look at it or to decide.",
)
_MOST_CHARACTERS = 2000


@click.command("takedown", help=SHORT_HELPS["takedown"])
@click.argument("number", metavar="NUMBER", type=click.IntRange(min=1), required=False)
@click.option(
    "--text-file",
    type=click.File("r", encoding="utf-8"),
    metavar="FILE",
    help="削除する文のファイル（- は標準入力） / the text, in a file or on standard input (-), never an argument",
)
@click.option(
    "--kind",
    type=click.Choice([str(one) for one in TakedownKind]),
    default=str(TakedownKind.PERSONAL_DATA),
    show_default=True,
    help="理由の種類（公表されます） / kind of reason (published)",
)
@click.option("--reason", default="", help="理由（記録に残ります） / why: kept in the trail")
@click.option(
    "--confirm", "move", flag_value="confirm", help="申請を認め、削除します / let it through: it goes"
)
@click.option("--refuse", "move", flag_value="refuse", help="申請を認めません・取り下げます / refuse it")
@called
def command(
    call: Call, number: int | None, text_file: IO[str] | None, kind: str, reason: str, move: str | None
) -> None:
    """Ask for a takedown, look where it reaches, let it through or not, or list them all.

    Raises:
        MistakeError: if what the move needs was not given, or what it does not take was.
    """
    if (number is None and move is not None) or (number is not None and text_file is not None):
        raise MistakeError.of(_WHICH)
    if (text_file is not None or move is not None) and not reason.strip():
        raise MistakeError.of(_REASON_NEEDED, param_hint="--reason")
    if text_file is not None:
        _ask(call, _text_in(text_file), TakedownKind.of(kind), reason)
    elif number is None:
        _list(call)
    elif move == "confirm":
        _confirm(call, number, reason)
    elif move == "refuse":
        _refuse(call, number, reason)
    else:
        _show(call, number)


def tell_asked(call: Call, number: int) -> None:
    """Say that a takedown was asked for, and what comes next."""
    if call.as_json:
        print_json({"takedown": number, "status": "asked"})
        return
    call.say(
        f"削除を申請しました（{number}番）。まだ何も削除していません。申請した人とは別の承認者が shinchoku takedown {number} で対象を確かめ、shinchoku takedown {number} --confirm --reason 理由 で削除します。",
        f"takedown {number} was asked for; nothing is gone yet. Another approver looks at it with shinchoku takedown {number}, and lets it through with shinchoku takedown {number} --confirm --reason WHY.",
    )


def _text_in(file: IO[str]) -> str:
    """Return what a file says, bounded."""
    try:
        text = file.read(_MOST_CHARACTERS + 1)
    except UnicodeDecodeError as error:
        raise MistakeError(
            "UTF-8の文字ではありません。", "it is no UTF-8 text.", param_hint="--text-file"
        ) from error
    if len(text) > _MOST_CHARACTERS or len(text.strip().splitlines()) > 1:
        raise MistakeError(
            f"1行、{_MOST_CHARACTERS}文字までにしてください。複数の文は、1つずつ申請します。",
            f"give one line of at most {_MOST_CHARACTERS} characters; ask for several texts one by one.",
            param_hint="--text-file",
        )
    return text


def _ask(call: Call, text: str, kind: TakedownKind, reason: str) -> None:
    """Ask for a text to be taken down."""
    with call.deciding() as (session, person):
        number = ask_for_text(session, person, text, kind, reason)
    tell_asked(call, number)


def _list(call: Call) -> None:
    """List all takedowns."""
    found = call.read(list_takedowns, ())
    if call.as_json:
        print_json({"takedowns": [plain_takedown(one) for one in found]})
    elif found:
        print_takedowns(call, found)
    else:
        call.say("削除の申請はありません。", "No takedown was asked for.")


def _show(call: Call, number: int) -> None:
    """Show one takedown, and where it reaches while it waits."""
    with call.deciding() as (session, person):
        acting(person, Action.ASK_TAKEDOWN)  # what is shown tells where the text stands
        with session.engine.connect() as connection:
            found = takedown_of(connection, session, number)
        places = _places(call, session, found) if found.status is TakedownStatus.ASKED else None
    if call.as_json:
        print_json({**plain_takedown(found), **({"places": plain_places(places)} if places else {})})
        return
    print_takedowns(call, [found])
    if places is not None:
        print_places(call, found, places)


def _refuse(call: Call, number: int, reason: str) -> None:
    """Refuse a takedown, or take it back."""
    with call.deciding() as (session, person):
        refuse(session, person, number, reason)
    if call.as_json:
        print_json({"takedown": number, "status": "refused"})
        return
    call.say(f"{number}番の削除は行いません。", f"takedown {number} was refused.")


def _confirm(call: Call, number: int, reason: str) -> None:
    """Let a takedown through and carry it out, then bring the catalogues to what is left."""
    with call.writing() as session:
        person = person_at_terminal(session)
        actor = acting(person, Action.CONFIRM_TAKEDOWN)
        with session.engine.connect() as connection:
            found = takedown_of(connection, session, number)
        places = _places(call, session, found)
        if found.status is not TakedownStatus.CONFIRMED:  # else a run was killed: it goes on
            found = confirm(session, person, number, reason, places)
        gone = carry_out(session, found, actor)
    _tell_gone(call, number, gone, places)


def _places(call: Call, session: Session, takedown: TakedownRecord) -> Places:
    """Look everywhere for what a takedown is of; that may take a while."""
    if not call.as_json:
        click.echo(
            "公表した版・保存している内容・受領したファイルを調べています…"
            if call.is_japanese
            else "looking through releases, state and received files …",
            err=True,
        )
    return places_of(session, takedown)


def _tell_gone(call: Call, number: int, gone: Gone, places: Places) -> None:
    """Say what is gone, what a person has to do, and bring the catalogues to what is left."""
    composed = call.compose_anew(f"takedown {number}")
    with call.deciding() as (session, person):
        told = (
            publish_now(session, operating(person), (), Outside(blocks_of(call.data)))
            if gone.versions
            else ()
        )
    if call.as_json:
        catalogues = [report_of(one).to_json() for one in told]
        print_json({"takedown": number, **plain_gone(gone, places), "catalogues": catalogues})
    else:
        print_gone(call, number, gone, places, told)
        call.tell_composed(composed=composed)
    if any(one.error is not None for one in told):
        raise click.exceptions.Exit(4)
