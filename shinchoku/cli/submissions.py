"""`shinchoku submissions`: the board of departments and rounds, and the figures still to come."""

from collections.abc import Sequence
from typing import Any

import click

from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.cli.call import Call, called
from shinchoku.cli.finding_options import departments_meant, rounds_meant
from shinchoku.cli.received_files import files_meant, print_files
from shinchoku.cli.screen import out, print_json, rows, table
from shinchoku.cli.short_helps import SHORT_HELPS
from shinchoku.register.plan import Plan
from shinchoku.review.board import PendingValue
from shinchoku.views.board import Board, BoardCell, BoardFilter, board_of


@click.command("submissions", help=SHORT_HELPS["submissions"])
@click.option("--round", "asked", metavar="ID|NAME", help="照会の記号か名前 / only this round")
@click.option("--department", metavar="CODE|NAME", help="所属のコードか名前 / only this department")
@click.option("--files", is_flag=True, help="受け取ったファイルの一覧 / every file that was received")
@click.option("--late", is_flag=True, help="締切を過ぎたものだけ / only what is late")
@called
def command(call: Call, asked: str | None, department: str | None, *, files: bool, late: bool) -> None:
    """Print where every department stands, and which figures were announced for when."""
    plan = load_plan(find_plan(call.plan))
    rounds, departments = rounds_meant(plan, asked), departments_meant(plan, department)
    if files:
        print_files(call, plan, call.read(lambda session: files_meant(session, rounds, departments), ()))
        return
    wanted = BoardFilter(rounds, departments, late=late)
    board = call.read(lambda session: board_of(session, wanted), Board((), ()))
    if call.as_json:
        print_json(
            {
                "submissions": [_plain(one) for one in board.cells],
                "pending_values": [_plain_pending(one) for one in board.pending],
            }
        )
        return
    _print_board(call, board.cells)
    _print_pending(call, plan, board.pending)


def _print_board(call: Call, cells: Sequence[BoardCell]) -> None:
    """Print a line for each department of each round."""
    if not cells:
        call.say("該当する提出状況はありません。", "There is nothing to show.")
        return
    ja = call.is_japanese
    heads: tuple[tuple[str, Any], ...] = tuple(
        (words[0] if ja else words[1], words[2])
        for words in (
            ("照会", "Round", "left"),
            ("締切", "Due", "left"),
            ("所属", "Department", "left"),
            ("状態", "State", "left"),
            ("受理", "Accepted", "right"),
            ("受領日", "Received", "left"),
            ("エラー", "Errors", "right"),
            ("注意", "Warnings", "right"),
            ("未確定", "Pending", "right"),
        )
    )
    lines: list[tuple[Any, ...]] = []
    for cell in cells:
        one, asked = cell.standing, cell.asked
        year = asked.fiscal_year.label if ja else str(asked.fiscal_year)
        lines.append(
            (
                f"{year} {asked.name}",
                asked.due,
                cell.department.full_name,
                cell.words.in_language(call.language),
                f"{one.accepted}/{one.expected}",
                one.last_received_on or "",
                one.errors or "",
                one.warnings or "",
                one.pending or "",
            )
        )
    out().print(rows(table(*heads), lines))


def _print_pending(call: Call, plan: Plan, pending: Sequence[PendingValue]) -> None:
    """Print the figures that are still to come."""
    if not pending:
        return
    call.say("数値の確定を待つ項目", "Figures still to come")
    heads = (
        ("年度", "項目", "所属", "確定予定", "状態")
        if call.is_japanese
        else ("Year", "Item", "Department", "Expected", "State")
    )
    overdue = "予定日を過ぎています" if call.is_japanese else "overdue"
    lines: list[tuple[Any, ...]] = [
        (
            one.fiscal_year.year,
            f"No.{one.item_no}",
            plan.departments_by_code[one.department].full_name,
            one.expected or "-",
            overdue if one.is_overdue else "",
        )
        for one in pending
    ]
    out().print(rows(table(*((head, "left") for head in heads)), lines))


def _plain(cell: BoardCell) -> dict[str, Any]:
    """Return a line of the board as plain values."""
    standing, asked = cell.standing, cell.asked
    return {
        "round_id": asked.id,
        "round_name": asked.name,
        "fiscal_year": asked.fiscal_year.year,
        "due": asked.due,
        "department": standing.department,
        "state": str(cell.state),
        "days_late": cell.days_late,
        "expected_items": standing.expected,
        "accepted_items": standing.accepted,
        "pending_items": standing.pending,
        "errors": standing.errors,
        "warnings": standing.warnings,
        "received_on": standing.received_on,
        "last_received_on": standing.last_received_on,
    }


def _plain_pending(one: PendingValue) -> dict[str, Any]:
    """Return a figure that is still to come as plain values."""
    return {
        "fiscal_year": one.fiscal_year.year,
        "item_no": one.item_no,
        "department": one.department,
        "expected": one.expected,
        "expected_on": one.expected_on,
        "overdue": one.is_overdue,
    }
