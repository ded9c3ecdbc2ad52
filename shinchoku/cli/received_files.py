"""The files that were received, as `shinchoku submissions --files` prints them: what `withdraw` and `reassign` take."""

from collections.abc import Collection, Sequence

from shinchoku.cli.call import Call
from shinchoku.cli.screen import print_json, print_table
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
    moved = "（照会・所属を変更）" if ja else " (moved)"

    def round_of(file: ReceivedFile) -> str:
        of = file.round
        return f"{of.fiscal_year.label if ja else of.fiscal_year} {of.name}" if of else ""

    def state_of(file: ReceivedFile) -> str:
        return (file.state.label_ja if ja else file.state.label_en) + (moved if file.is_reassigned else "")

    print_table(
        call.language,
        files,
        ("受領日", "Received", lambda one: one.received_on),
        ("ファイル", "File", lambda one: one.path),
        ("SHA-256", "SHA-256", lambda one: one.sha256[:12]),
        ("照会", "Round", round_of),
        (
            "所属",
            "Department",
            lambda one: plan.departments_by_code[one.department].full_name if one.department else "",
        ),
        ("状態", "State", state_of),
    )


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
