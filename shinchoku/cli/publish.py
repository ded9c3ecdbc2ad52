"""`shinchoku publish`: bring the catalogues to the newest release, or say what that would take."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from flows.settings import configure
from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.bilingual import Language
from shinchoku.city_clock import today
from shinchoku.cli import hand_over
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import (
    as_of_option,
    data_option,
    database_address,
    format_option,
    language_option,
    plan_option,
)
from shinchoku.cli.publish_screen import Watched, print_told
from shinchoku.cli.screen import print_json
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.night.publishing.one_catalogue import CatalogueResult
from shinchoku.night.publishing.outside import Outside
from shinchoku.night.publishing.publish import look, publish_now
from shinchoku.night.publishing.report import report_of
from shinchoku.session import deciding
from shinchoku.usecases.accounts import operating, person_at_terminal
from shinchoku.usecases.keep_drift import KeepChoice, end_keeping, keep

_NOT_DONE = 4


@click.command("publish", help=SHORT_HELPS["publish"])
@plan_option
@click.option(
    "--catalogue", "names", metavar="NAME", multiple=True, help="カタログの名前（複数可） / which catalogues"
)
@click.option("--dry-run", is_flag=True, help="何が変わるかを表示するだけ / only show what would change")
@click.option(
    "--export",
    "export",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="閉域網の向こうへ渡すフォルダーを作ります / write a hand-over bundle",
)
@click.option(
    "--bundle",
    "bundle",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="渡されたフォルダーの内容を公開します / carry out a hand-over bundle",
)
@click.option(
    "--receipt",
    "receipt",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="戻ってきた受領書を取り込みます / take a receipt in",
)
@click.option(
    "--keep",
    "thing",
    metavar="THING",
    help="カタログ側で変更されたものを理由付きで維持します / keep what others changed there",
)
@click.option("--reason", metavar="TEXT", help="理由（記録に残ります） / why: kept in the trail")
@click.option("--undo", is_flag=True, help="維持をやめて元に戻します / end that, and put it right")
@data_option
@as_of_option
@format_option
@language_option
def command(  # noqa: PLR0913 -- an argument for each option
    plan: str | None,
    names: tuple[str, ...],
    *,
    dry_run: bool,
    export: Path | None,
    bundle: Path | None,
    receipt: Path | None,
    thing: str | None,
    reason: str | None,
    undo: bool,
    data: Path,
    as_of: date | None,
    output: str,
    lang: str,
) -> None:
    """Tell the catalogues, or carry a hand-over a step further."""
    language = Language(lang)
    if sum(one is not None for one in (export, bundle, receipt, thing)) + dry_run > 1:
        raise MistakeError(
            "--dry-run、--export、--bundle、--receipt、--keep は、どれか1つだけ指定してください。",
            "give only one of --dry-run, --export, --bundle, --receipt and --keep.",
        )
    decision = _decision(names, thing, reason, undo=undo)
    as_json = output == "json"
    if bundle is not None:
        if not hand_over.carry_out(bundle, names, language, as_json=as_json):
            raise click.exceptions.Exit(_NOT_DONE)
    elif export is not None:
        hand_over.write(plan, data, as_of, export, names, language, as_json=as_json)
    elif receipt is not None:
        hand_over.take_in(plan, data, as_of, receipt, language, as_json=as_json)
    else:
        watched = None if as_json else language
        told = _tell(plan, data, as_of, names, watched, decision, dry_run=dry_run)
        show(told, language, as_json=as_json, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class _Decision:
    """What is to be kept of a catalogue, or no longer, and why."""

    catalogue: str
    thing: str
    reason: str
    is_end: bool


def _decision(
    names: tuple[str, ...], thing: str | None, reason: str | None, *, undo: bool
) -> _Decision | None:
    """Return what a person decides with --keep."""
    if thing is None:
        if reason is not None or undo:
            raise MistakeError(
                "--reason と --undo は、--keep と一緒に指定してください。",
                "--reason and --undo go with --keep.",
            )
        return None
    if len(names) != 1 or not (reason or "").strip():
        raise MistakeError(
            "--keep には、--catalogue をちょうど1つと、--reason（理由）が必要です。"
            "例: shinchoku publish --catalogue city --keep current --reason 個人情報の確認中",
            "--keep needs exactly one --catalogue, and a --reason:"
            ' shinchoku publish --catalogue city --keep current --reason "under review"',
        )
    return _Decision(names[0], thing, str(reason), undo)


def _tell(  # noqa: PLR0913 -- as above
    plan: str | None,
    data: Path,
    as_of: date | None,
    names: tuple[str, ...],
    watched: Language | None,
    decision: _Decision | None,
    *,
    dry_run: bool,
) -> tuple[CatalogueResult, ...]:
    """Tell the catalogues, or only look at them; `watched` is the language of whoever waits for it."""
    blocks = blocks_of(data)
    outside = Outside(blocks, Watched(watched)) if watched else Outside(blocks)
    with deciding(plan, data, database_address(), as_of or today()) as session:
        if dry_run:
            return look(session, names, outside)
        person = person_at_terminal(session)
        if decision is not None and decision.is_end:
            end_keeping(session, person, decision.catalogue, decision.thing, decision.reason)
        elif decision is not None:
            keep(session, person, decision.catalogue, KeepChoice(decision.thing), decision.reason, outside)
        return publish_now(session, operating(person), names, outside)


def blocks_of(data: Path) -> FromBlock:
    """Return what reads Prefect Secret blocks as the night of a data directory does.

    Prefect is imported only where a plan names one.
    """

    def from_block(name: str) -> str:
        configure(data)
        from flows.secret import secret_from_block  # noqa: PLC0415 -- Prefect reads its settings when it is imported

        return secret_from_block(name)

    return from_block


def show(
    told: tuple[CatalogueResult, ...], language: Language, *, as_json: bool, dry_run: bool = False
) -> None:
    """Print what became of each catalogue; one that is not as it should be ends the command with 4."""
    if as_json:
        print_json({"catalogues": [report_of(one).to_json() for one in told]})
    else:
        print_told(told, language, dry_run=dry_run)
    if any(one.error is not None for one in told):
        raise click.exceptions.Exit(_NOT_DONE)
