"""`shinchoku submissions`: the board of departments and rounds, and the figures still to come."""

from collections.abc import Sequence
from typing import Any

import click

from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.cli.call import Call, called
from shinchoku.cli.finding_options import departments_meant, rounds_meant
from shinchoku.cli.received_files import files_meant, print_files
from shinchoku.cli.screen import print_json, print_table
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

    def round_of(cell: BoardCell) -> str:
        asked = cell.asked
        return f"{asked.fiscal_year.label if ja else asked.fiscal_year} {asked.name}"

    print_table(
        call.language,
        cells,
        ("照会", "Round", round_of),
        ("締切", "Due", lambda one: one.asked.due),
        ("所属", "Department", lambda one: one.department.full_name),
        ("状態", "State", lambda one: one.words.in_language(call.language)),
        ("受理", "Accepted", lambda one: f"{one.standing.accepted}/{one.standing.expected}"),
        ("受領日", "Received", lambda one: one.standing.last_received_on or ""),
        ("エラー", "Errors", lambda one: one.standing.errors or ""),
        ("注意", "Warnings", lambda one: one.standing.warnings or ""),
        ("未確定", "Pending", lambda one: one.standing.pending or ""),
        right={"Accepted", "Errors", "Warnings", "Pending"},
    )


def _print_pending(call: Call, plan: Plan, pending: Sequence[PendingValue]) -> None:
    """Print the figures that are still to come."""
    if not pending:
        return
    call.say("数値の確定を待つ項目", "Figures still to come")
    overdue = "予定日を過ぎています" if call.is_japanese else "overdue"
    print_table(
        call.language,
        pending,
        ("年度", "Year", lambda one: one.fiscal_year.year),
        ("項目", "Item", lambda one: f"No.{one.item_no}"),
        ("所属", "Department", lambda one: plan.departments_by_code[one.department].full_name),
        ("確定予定", "Expected", lambda one: one.expected or "-"),
        ("状態", "State", lambda one: overdue if one.is_overdue else ""),
    )


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
