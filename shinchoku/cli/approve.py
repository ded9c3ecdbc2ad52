"""`shinchoku approve`: what waits, and one candidate, named by its digest, goes out or goes back."""

import shlex
from datetime import datetime

import click

from shinchoku.bilingual import Bilingual
from shinchoku.cli.after_release import tell_released
from shinchoku.cli.call import Call, called
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import MomentType, not_blank
from shinchoku.cli.screen import own_name, print_json
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.cli.waiting_screen import SHOWN_DIGITS, plain_waiting, print_waiting
from shinchoku.review.awaiting import Awaiting
from shinchoku.review.permissions import Action, acting
from shinchoku.usecases.accounts import person_at_terminal
from shinchoku.usecases.approve import approve, release_due, return_candidate
from shinchoku.views.preview import everything_awaiting


def _not_blank_if_given(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Refuse an empty text where one was given."""
    return None if value is None else not_blank(ctx, param, value)


@click.command("approve", help=SHORT_HELPS["approve"])
@click.argument("digest", required=False)
@click.option("--reason", callback=_not_blank_if_given, help="承認の理由（公表されます） / why (published)")
@click.option("--document", default="", help="決裁文書番号 / document number")
@click.option(
    "--embargo", type=MomentType(), help="この日時より前には公表しません / not before this day and time"
)
@click.option(
    "--return",
    "message",
    metavar="MESSAGE",
    callback=_not_blank_if_given,
    help="承認せず、伝言を付けて差し戻します / return it with a message instead",
)
@click.option(
    "--due", is_flag=True, help="公表日時が来たものを公表します / release what was approved and is due"
)
@called
def command(  # noqa: PLR0913 -- an argument for each option
    call: Call,
    digest: str | None,
    reason: str | None,
    document: str,
    embargo: datetime | None,
    message: str | None,
    *,
    due: bool,
) -> None:
    """List what waits; or release exactly the rows of a candidate, at once or at the embargo; or return it.

    Raises:
        MistakeError: if a digest and --due are given together.
        MissingParameter: if there is no reason.
    """
    if due:
        if digest is not None:
            raise MistakeError(
                "--due に番号は要りません。除いてください。",
                "--due takes no digest: leave it out.",
                param_hint="--due",
            )
        _release_due(call)
    elif digest is None:
        _list(call)
    elif message is not None:
        _return(call, digest, message)
    elif reason is None:
        raise click.MissingParameter(
            ctx=click.get_current_context(), param_hint="--reason", param_type="option"
        )
    else:
        _approve(call, digest, reason, document, embargo)


def _approve(call: Call, digest: str, reason: str, document: str, embargo: datetime | None) -> None:
    """Approve a candidate."""
    with call.writing() as session:
        person = person_at_terminal(session)
        done = approve(session, digest, person, reason=reason, document=document, embargo=embargo)
        latest = session.published.latest
    if done.release is not None:
        version, actor = done.release.version, acting(person, Action.APPROVE_RELEASE)
        said = Bilingual(
            f"{done.year.label}を公表しました: {latest} → {version}",
            f"{done.year} released: {latest} → {version}",
        )
        told = {"fiscal_year": done.year.year, "digest": done.digest, "released_version": version}
        tell_released(call, actor, said, {**told, "embargo": embargo})
    elif call.as_json:
        told = {"fiscal_year": done.year.year, "digest": done.digest, "released_version": None}
        print_json({**told, "embargo": embargo, "catalogues": []})
    elif done.is_public:
        call.say(
            f"{done.year.label}は、公表中の内容のまま承認しました。新しい版は作りません。",
            f"{done.year} is approved as it is public; no new version is made.",
        )
    else:
        call.say(
            f"{done.year.label}を承認しました。{_shown(embargo)} 以後に公表します。",
            f"{done.year} approved; it goes out from {_shown(embargo)} on.",
        )


def _return(call: Call, digest: str, message: str) -> None:
    """Return a candidate with a message."""
    with call.writing() as session:
        year = return_candidate(session, digest, person_at_terminal(session), message)
    if call.as_json:
        print_json({"fiscal_year": year.year, "returned": True, "message": message})
    else:
        call.say(
            f"{year.label}の公表案を差し戻しました。内容が変わるか、承認されるまで公表しません。",
            f"the candidate of {year} was returned: nothing goes out until it changes or is approved.",
        )


def _release_due(call: Call) -> None:
    """Release whatever was approved and whose day and time has come; the night does the same."""
    with call.writing() as session:
        actor = acting(person_at_terminal(session), Action.APPROVE_RELEASE)
        made = release_due(session)
        latest = session.published.latest
    if made is not None:
        said = Bilingual(f"公表しました: {latest} → {made.version}", f"released: {latest} → {made.version}")
        tell_released(call, actor, said, {"released_version": made.version})
    elif call.as_json:
        print_json({"released_version": None, "catalogues": []})
    else:
        call.say("公表日時が来たものはありません。", "Nothing is due.")


def _list(call: Call) -> None:
    """List what waits, why, and the commands that go on from there."""
    found: tuple[Awaiting, ...] = ()
    with call.reading() as session:
        if session is not None:
            found = everything_awaiting(session)
    if call.as_json:
        print_json({"waiting": [plain_waiting(one) for one in found]})
        return
    for one in found:
        print_waiting(one, call.language, _commands(call, one))
    if not found:
        call.say("承認待ちはありません。", "Nothing waits for approval.")


def _commands(call: Call, awaiting: Awaiting) -> tuple[str, ...]:
    """Return the commands that look at a candidate, approve it and return it."""
    where = (["--plan", call.plan] if call.plan else []) + ["--data", str(call.data)]
    digits = awaiting.digest[:SHOWN_DIGITS]
    return tuple(
        shlex.join([own_name(), *words, *where]) + more
        for words, more in (
            (["diff", digits], ""),
            (["approve", digits], " --reason …"),
            (["approve", digits], " --return …"),
        )
    )


def _shown(moment: datetime | None) -> str:
    """Write a moment as it was given: the time only if it is not midnight."""
    if moment is None:
        return "-"
    return moment.strftime("%Y-%m-%d" if (moment.hour, moment.minute) == (0, 0) else "%Y-%m-%d %H:%M")
