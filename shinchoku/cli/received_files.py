"""The files that were received, as `shinchoku submissions --files` prints them: what `withdraw` and `reassign` take."""

from collections.abc import Collection, Sequence

from shinchoku.cli.call import Call
from shinchoku.cli.screen import out, print_json, rows, table
from shinchoku.register.plan import Plan
from shinchoku.session import Session
from shinchoku.views.received_files import ReceivedFile, files_of


def files_meant(
    session: Session, rounds: Collection[str] | None, departments: Collection[str] | None
) -> list[ReceivedFile]:
    """Return the received files of some rounds and departments, the newest first; `None` does not narrow."""
    return [
        one
        for one in files_of(session)
        if (rounds is None or (one.round.id if one.round else "") in rounds)
        and (departments is None or one.department in departments)
    ]


def print_files(call: Call, plan: Plan, files: Sequence[ReceivedFile]) -> None:
    """Print a line for each received content."""
    if call.as_json:
        print_json({"files": [_plain(one) for one in files]})
        return
    if not files:
        call.say("該当するファイルはありません。", "There is nothing to show.")
        return
    ja = call.is_japanese
    heads = (
        ("受領日", "ファイル", "SHA-256", "照会", "所属", "状態")
        if ja
        else ("Received", "File", "SHA-256", "Round", "Department", "State")
    )
    moved = "（照会・所属を変更）" if ja else " (moved)"
    lines = [
        (
            one.received_on,
            one.path,
            one.sha256[:12],
            f"{one.round.fiscal_year.label if ja else one.round.fiscal_year} {one.round.name}"
            if one.round
            else "",
            plan.departments_by_code[one.department].full_name if one.department else "",
            (one.state.label_ja if ja else one.state.label_en) + (moved if one.is_reassigned else ""),
        )
        for one in files
    ]
    out().print(rows(table(*((head, "left") for head in heads)), lines))


def _plain(file: ReceivedFile) -> dict[str, object]:
    """Return a received file as plain values."""
    return {
        "path": file.path,
        "sha256": file.sha256,
        "received_on": file.received_on,
        "round_id": file.round.id if file.round else None,
        "department": file.department or None,
        "state": str(file.state),
        "reassigned": file.is_reassigned,
        "by_console": file.by_console,
        "errors": file.errors,
        "warnings": file.warnings,
    }
