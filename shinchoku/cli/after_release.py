"""After a release at the terminal: the catalogues are told at once, and how each stands is said beside the release."""

from collections.abc import Mapping
from typing import Any

import click

from shinchoku.bilingual import Bilingual
from shinchoku.cli.call import Call
from shinchoku.cli.options import database_address
from shinchoku.cli.publish import blocks_of
from shinchoku.cli.publish_screen import Watched, print_outcomes
from shinchoku.cli.screen import print_json
from shinchoku.errors import StoppedError
from shinchoku.night.publishing.one_catalogue import CatalogueResult
from shinchoku.night.publishing.outside import Outside
from shinchoku.night.publishing.publish import publish_after_release
from shinchoku.night.publishing.report import report_of
from shinchoku.register.catalogues import RELEASE_FOLDER
from shinchoku.review.people import Actor
from shinchoku.session import deciding

_NOT_DONE = 4


def tell_released(call: Call, actor: Actor, said: Bilingual, plain: Mapping[str, Any]) -> None:
    """Say that something was released, tell the catalogues, and say how each stands.

    `plain` is what a program is told of the release. The command ends with 4 if a catalogue does not have it.

    Raises:
        Exit: if one has not; the release is public all the same.
    """
    if not call.as_json:
        call.say(said.ja, said.en)
    told, failure = _tell(call, actor)
    if call.as_json:
        print_json({**plain, "catalogues": [report_of(one).to_json() for one in told]})
    else:
        _show(call, told)
    if failure is not None:
        words = Bilingual(
            f"公表は済みましたが、カタログには反映していません: {failure.message.ja} 次の夜間処理で反映します。",
            f"it is released, and no catalogue was told: {failure.message.en} The next night does it.",
        )
        click.echo(words.in_language(call.language), err=True)
    if failure is not None or any(one.error is not None for one in told):
        raise click.exceptions.Exit(_NOT_DONE)


def _tell(call: Call, actor: Actor) -> tuple[tuple[CatalogueResult, ...], StoppedError | None]:
    """Tell the catalogues without the run lock, for it takes a while; return also why none was told, if so."""
    blocks = blocks_of(call.data)
    outside = Outside(blocks) if call.as_json else Outside(blocks, Watched(call.language))
    try:
        with deciding(call.plan, call.data, database_address(), call.day) as session:
            return publish_after_release(session, actor, outside), None
    except StoppedError as error:
        return (), error


def _show(call: Call, told: tuple[CatalogueResult, ...]) -> None:
    """Print how each of the plan's catalogues stands, and the release folder if it is not as it should be."""
    print_outcomes([one for one in told if one.error or one.settings.name != RELEASE_FOLDER], call.language)
