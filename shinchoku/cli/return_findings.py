"""`shinchoku return`: findings go back to their departments, one by one or as a group with one message."""

import sys
from collections import Counter
from typing import Any

import click

from shinchoku.cli.call import Call, called
from shinchoku.cli.finding_options import FindingOptions, Found, finding_options
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import not_blank
from shinchoku.cli.screen import many, out, print_json, rows, table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.review.permissions import Action, acting
from shinchoku.review.transitions import FindingMove
from shinchoku.session import Session
from shinchoku.usecases.decide import return_findings
from shinchoku.views.findings import find_by_prefix, moves_of


@click.command("return", help=SHORT_HELPS["return"])
@click.argument("fingerprints", nargs=-1, metavar="[FINGERPRINT]…")
@click.option("--message", required=True, callback=not_blank, help="所属への伝言 / what the department reads")
@finding_options
@click.option("--yes", is_flag=True, help="件数を確かめずに差し戻します / without asking how many")
@called
def command(call: Call, fingerprints: tuple[str, ...], message: str, *, yes: bool, **narrow: Any) -> None:  # noqa: ANN401 -- the options that narrow
    """Return findings by their fingerprints, or every open one that the options mean.

    Raises:
        MistakeError: if both or neither are given.
    """
    wanted = FindingOptions(**narrow)
    if bool(fingerprints) != wanted.is_empty:
        raise MistakeError(
            "指摘の番号か、絞り込み（--department など）の、どちらか一方を指定してください。",
            "give fingerprints, or options like --department: one or the other.",
            param_hint="FINGERPRINT",
        )
    with call.deciding() as (session, person):
        acting(person, Action.RETURN_FINDING)
        if fingerprints:
            found = [find_by_prefix(session, one) for one in fingerprints]
        else:
            found = _group(session, wanted)
        sure = bool(fingerprints) or (bool(found) and (yes or _agreed(call, found)))
        whole = [str(one["fingerprint"]) for one in found]
        done = return_findings(session, whole, person, message) if sure else 0
    if call.as_json:
        print_json({"returned": done, "meant": len(whole), "fingerprints": whole if sure else []})
    elif done:
        call.say(f"{done}件を差し戻しました。", f"{many(done, 'finding')} returned.")
    elif found:
        call.say(
            f"{len(found)}件あります。差し戻していません。差し戻すには --yes を付けてください。",
            f"{many(len(found), 'finding')} meant; nothing was returned. Add --yes to return them.",
        )
    else:
        call.say("差し戻せる指摘はありません。", "There is nothing to return.")


def _group(session: Session, wanted: FindingOptions) -> list[Found]:
    """Return the findings of a group that can be returned in their state."""
    found = wanted.findings(session)
    return [one for one in found if FindingMove.RETURN in moves_of(session.plan, one)]


def _agreed(call: Call, found: list[Found]) -> bool:
    """Show how many findings are meant, by rule, and ask; where nobody can answer, the answer is no."""
    if call.as_json:
        return False
    counted = Counter((str(one["rule"]), str(one["department"])) for one in found)
    heads = ("規則", "所属", "件数") if call.is_japanese else ("Rule", "Department", "Findings")
    made = table((heads[0], "left"), (heads[1], "left"), (heads[2], "right"))
    out().print(rows(made, [(*key, count) for key, count in sorted(counted.items())]))
    if not sys.stdin.isatty():
        return False
    ja = f"この{len(found)}件を差し戻しますか"
    return click.confirm(ja if call.is_japanese else f"Return {many(len(found), 'finding')}?", default=False)
