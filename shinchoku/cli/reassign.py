"""`shinchoku reassign`: move a misfiled sheet to the year, round or department that it belongs to."""

import click

from shinchoku.cli.call import Call, called
from shinchoku.cli.finding_options import departments_meant, rounds_meant
from shinchoku.cli.mistakes import MistakeError
from shinchoku.cli.options import not_blank
from shinchoku.cli.screen import print_json
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.register.entries import Department, Round
from shinchoku.register.plan import Plan
from shinchoku.usecases.sheets.take_back import reassign


@click.command("reassign", help=SHORT_HELPS["reassign"])
@click.argument("submission", metavar="PATH|SHA256")
@click.option("--fiscal-year", type=int, metavar="N", help="年度（西暦） / the fiscal year")
@click.option("--round", "asked", metavar="ID|NAME", help="照会の記号か名前 / the round")
@click.option("--department", metavar="CODE|NAME", help="所属のコードか名前 / the department")
@click.option(
    "--reason", required=True, callback=not_blank, help="理由（記録に残ります） / why: kept in the trail"
)
@click.option("--undo", is_flag=True, help="シートに書かれたとおりに戻します / back to what it says itself")
@called
def command(  # noqa: PLR0913 -- its options
    call: Call,
    submission: str,
    fiscal_year: int | None,
    asked: str | None,
    department: str | None,
    reason: str,
    *,
    undo: bool,
) -> None:
    """Move one submission, or let it say itself where it belongs.

    Raises:
        MistakeError: if it is not said where to, or several rounds or departments are meant.
    """
    if undo == bool(fiscal_year or asked or department):
        raise MistakeError(
            "--fiscal-year・--round・--department のどれか（複数可）か、--undo を指定してください。",
            "give --fiscal-year, --round or --department (or more of them), or --undo.",
            param_hint="--round",
        )
    with call.deciding() as (session, person):
        to = _round_meant(session.plan, fiscal_year, asked) if fiscal_year or asked else None
        whose = _department_meant(session.plan, department) if department else None
        done = reassign(session, person, submission, reason, round_=to, department=whose)
    composed = call.compose_anew(f"reassign {done.sha256[:12]}")
    if call.as_json:
        told = {"round": to.id if to else None, "department": whose.code if whose else None}
        print_json({"path": done.path, "sha256": done.sha256, **told})
    elif undo:
        call.say(f"シートに書かれたとおりに戻しました: {done.path}", f"moved back: {done.path}")
    else:
        names = [f"{to.fiscal_year.label} {to.name}"] if to else []
        name = " ".join([*names, *([whose.full_name] if whose else [])])
        call.say(f"移しました: {done.path} → {name}", f"moved: {done.path} → {name}")
    if not call.as_json:
        call.tell_composed(composed=composed)


def _round_meant(plan: Plan, year: int | None, asked: str | None) -> Round:
    """Return the one round that the options mean."""
    ids = rounds_meant(plan, asked) or plan.rounds_by_id.keys()
    found = [one for one in plan.rounds if one.id in ids and year in {None, one.fiscal_year.year}]
    if len(found) != 1:
        named = "、".join(f"{one.id}（{one.fiscal_year.label} {one.name}）" for one in found or plan.rounds)
        raise MistakeError(
            f"照会を一つに決められません。--round に記号を指定してください: {named}",
            f"these options mean no single round: give the id of one: {', '.join(one.id for one in found or plan.rounds)}",
            param_hint="--round",
        )
    return found[0]


def _department_meant(plan: Plan, department: str) -> Department:
    """Return the one department that the option means."""
    codes = departments_meant(plan, department) or frozenset()
    if len(codes) != 1:
        raise MistakeError(
            f"所属を一つに決められません。コードを指定してください: {'、'.join(sorted(codes))}",
            f"several departments are meant: give the code of one: {', '.join(sorted(codes))}",
            param_hint="--department",
        )
    return plan.departments_by_code[next(iter(codes))]
