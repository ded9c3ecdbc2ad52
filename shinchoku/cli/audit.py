"""`shinchoku audit`: who did what, when and why; and the proof that nobody rewrote it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import click

from shinchoku.city_clock import city_moment
from shinchoku.cli.call import Call, called
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import DayType
from shinchoku.cli.screen import print_json, print_table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.cli.trail_screen import plain_entry, plain_proof, when
from shinchoku.paths import DataPaths
from shinchoku.review.acts import act_words
from shinchoku.views.audit_proof import TrailProof, prove
from shinchoku.views.trail import FEWEST_DIGITS, AuditEntry, TrailFilter, TrailPage, find_noted, list_trail

_BROKEN = 1
_MOST = 100


@click.command("audit", help=SHORT_HELPS["audit"])
@click.option(
    "--verify",
    is_flag=True,
    help="改ざんがないか、外部の控えや承認・版と食い違わないか確かめます / prove the trail: its chain, heads noted outside, every decision",
)
@click.option(
    "--anchor", metavar="HASH", help="控えておいたハッシュが今もあるか確かめます / prove a hash noted earlier"
)
@click.option("--subject", default="", metavar="TEXT", help="対象にこの文字を含むもの / only such subjects")
@click.option("--since", type=DayType(), help="この日以後 / from this day on")
@click.option("--actor", default="", metavar="NAME", help="実行者にこの文字を含むもの / only by such actors")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=_MOST,
    show_default=True,
    metavar="N",
    help="新しいものから何件 / so many, the newest",
)
@called
def command(  # noqa: PLR0913 -- an argument for each option
    call: Call, anchor: str | None, subject: str, since: date | None, actor: str, limit: int, *, verify: bool
) -> None:
    """Print the trail, or walk it."""
    if verify or anchor is not None:
        _verify(call, anchor)
        return
    wanted = TrailFilter(subject, actor, city_moment(since) if since else None)
    page = call.read(partial(list_trail, wanted=wanted, most=limit), TrailPage())
    found, count = page.entries, page.count
    if call.as_json:
        print_json({"count": count, "entries": [plain_entry(one) for one in found]})
        return
    if not found:
        call.say("記録はありません。", "There are no entries.")
        return
    _print(call, found)
    if count > len(found):
        call.say(
            f"全{count}件のうち新しい{len(found)}件です（--limit で変えられます）。",
            f"the newest {len(found)} of {count} entries (see --limit).",
        )


def _print(call: Call, found: Sequence[AuditEntry]) -> None:
    """Print entries as a table, the oldest first."""
    print_table(
        call.language,
        found,
        ("番号", "No.", lambda one: one.number),
        ("日時", "When", when),
        ("実行者", "Who", lambda one: one.actor),
        ("役割", "Role", lambda one: one.role),
        ("内容", "What", lambda one: act_words(one.action).in_language(call.language)),
        ("対象", "Subject", lambda one: one.subject),
        ("理由", "Why", lambda one: one.reason),
    )


def _verify(call: Call, anchor: str | None) -> None:
    """Prove the trail, and find the noted hash in it; exit 1 if anything is wrong or it is not there."""
    if anchor is not None and len(anchor.strip()) < FEWEST_DIGITS:
        raise MistakeError(
            f"控えたハッシュを{FEWEST_DIGITS}桁以上で指定してください。",
            f"give at least {FEWEST_DIGITS} digits of the noted hash.",
            param_hint="--anchor",
        )
    anchored = None
    with call.reading() as session:
        proof = prove(session.engine if session else None, DataPaths(call.data))
        if session is not None and anchor is not None:
            anchored = find_noted(session, anchor)
    lost = anchor is not None and anchored is None
    if call.as_json:
        told = {**plain_proof(proof), "anchor": anchor and {"hash": anchor, "entry": anchored}}
        print_json(told)
    else:
        _tell(call, proof)
        _tell_anchor(call, anchored, lost=lost)
    if not proof.is_whole or lost:
        raise click.exceptions.Exit(_BROKEN)


def _tell(call: Call, proof: TrailProof) -> None:
    """Say whether the trail is whole, and what to note down."""
    for fault in proof.faults:
        call.say(fault.ja, fault.en)
    if not proof.is_whole:
        return
    if proof.last is None:
        call.say("記録はまだありません。", "There are no entries yet.")
        return
    call.say(
        f"監査記録{proof.last.number}件に改ざんはありません（外部の控え{proof.heads}件と一致。承認・理由付き確認・アカウント・公表した版も、すべて記録どおりです）。\n"
        f"控えておくハッシュ: {proof.last.hash}",
        f"the trail of {proof.last.number} entries is whole: it agrees with {proof.heads} heads noted outside of it, and"
        f" explains every approval, waiver, account and release.\nHash to note down: {proof.last.hash}",
    )


def _tell_anchor(call: Call, anchored: int | None, *, lost: bool) -> None:
    """Say whether the hash that somebody noted is still there."""
    if lost:
        call.say(
            "控えたハッシュは記録にありません: 記録が途中から作り直されています。",
            "the noted hash is not in the trail: it was made anew from somewhere on.",
        )
    elif anchored is not None:
        call.say(
            f"控えたハッシュは{anchored}番として残っています。",
            f"the noted hash still stands as entry {anchored}.",
        )
