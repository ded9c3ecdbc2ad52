"""Received files: every content that came, whose it is, what became of it, and what is decided about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from schemas.codes import CodeList, Severity
from shinchoku.adapters.state.contents import load_content
from shinchoku.adapters.state.intake import load_appearances, path_key
from shinchoku.adapters.state.quarantine import load_quarantined
from shinchoku.adapters.state.queue import FindingFilter, queue_counts
from shinchoku.adapters.state.releases import load_history
from shinchoku.adapters.state.trail import history_of
from shinchoku.intake.counter import department_at_counter, rounds_at_counter
from shinchoku.intake.placement import Placement
from shinchoku.intake.sheets import Appearance
from shinchoku.intake.submissions import placed
from shinchoku.night.readings import readings_now
from shinchoku.register.entries import Round
from shinchoku.register.plan import Plan
from shinchoku.review.taking_back import Handed
from shinchoku.session import Session

_DIGITS = 16


class FileState(CodeList):
    """What has become of a content that was received."""

    TO_BE_READ = "to_be_read", "読み取り待ち", "To be read"
    STANDING = "standing", "有効", "Stands"
    REPLACED = "replaced", "差し替え済み", "Replaced"
    REMOVED = "removed", "受付フォルダーにありません", "No longer in the inbox"
    WITHDRAWN = "withdrawn", "取下げ", "Taken back"


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One content that came to a place: whose it is, when, for which round, and what is said of it today."""

    appearance: Appearance
    round: Round | None
    department: str
    """The code of whose it is; empty where nobody knows."""
    state: FileState
    by_console: bool
    is_read: bool = True
    """Whether it has been read and checked yet."""
    errors: int = 0
    warnings: int = 0

    @property
    def path(self) -> str:
        """Where it lies, or lay: in the inbox or at the counter."""
        return self.appearance.path

    @property
    def sha256(self) -> str:
        """The digest of its content."""
        return self.appearance.sha256

    @property
    def received_on(self) -> date:
        """The date on which it came."""
        return self.appearance.as_of

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rpartition("/")[2]

    @property
    def is_latest(self) -> bool:
        """Whether it is the newest content at its place, and still there."""
        return self.state in {FileState.STANDING, FileState.TO_BE_READ}

    @property
    def is_reassigned(self) -> bool:
        """Whether somebody moved it to another round or department."""
        return bool(self.appearance.assigned_round or self.appearance.assigned_department)


def files_of(session: Session, code: str | None = None) -> tuple[ReceivedFile, ...]:
    """Return every content that was received from a department, or from anybody, the newest first."""
    with session.engine.connect() as connection:
        return files_within(session, connection, code)


def files_within(
    session: Session, connection: Connection, code: str | None = None
) -> tuple[ReceivedFile, ...]:
    """Return the same as a change that is under way sees it."""
    plan = session.plan
    readings = readings_now(session, connection)
    every = sorted(load_appearances(connection, plan.id))
    newest = {one.slot: one for one in every if not one.is_withdrawn}
    errors, warnings = (
        _counts(session, connection, code, weight) for weight in (Severity.ERROR, Severity.WARNING)
    )
    found: list[ReceivedFile] = []
    for one in reversed(every):
        reading = readings.get(one.sha256)
        placement = placed(plan, one, reading, session.as_of) if reading else None
        sender = _sender(plan, one, placement)
        if code not in {None, sender}:
            continue
        state = _state(one, newest, is_read=placement is not None)
        is_standing = state is FileState.STANDING
        found.append(
            ReceivedFile(
                appearance=one,
                round=_round(plan, one, placement),
                department=sender,
                state=state,
                by_console=department_at_counter(plan, one.path) is not None,
                is_read=placement is not None,
                errors=errors.get(one.sha256, 0) if is_standing else 0,
                warnings=warnings.get(one.sha256, 0) if is_standing else 0,
            )
        )
    return tuple(found)


def is_received_from(session: Session, code: str, sha256: str) -> bool:
    """Tell whether a department sent a content."""
    return any(one.sha256 == sha256 for one in files_of(session, code))


def file_of(session: Session, connection: Connection, appearance: Appearance) -> ReceivedFile:
    """Return what became of one content at its place, as `files_of` tells it."""
    return next(one for one in files_within(session, connection) if one.appearance == appearance)


def handed_of(session: Session, connection: Connection, one: ReceivedFile) -> Handed:
    """Return what decides who may take a submission back."""
    plan_id = session.plan.id
    return Handed(
        one.department,
        by_console=one.by_console,
        is_public=one.sha256 in _public_contents(connection, plan_id),
        taken_back_by=_taken_back_by(connection, plan_id, one.appearance),
    )


def _public_contents(connection: Connection, plan_id: str) -> frozenset[str]:
    """Return the digests of the contents of which anything is in the newest release."""
    history = load_history(connection, plan_id)
    years = history[-1].years.values() if history else ()
    contents = (load_content(connection, plan_id, one.digest) for one in years)
    return frozenset(row["sha256"] for content in contents for row in content.table("provenance"))


def place_of(file: ReceivedFile) -> str:
    """Return a short text that means one content at one path: the part of an address."""
    return f"{path_key(file.path)[:_DIGITS]}-{file.appearance.sequence}"


def is_quarantined(session: Session, sha256: str) -> bool:
    """Tell whether nobody opens a content."""
    return sha256 in session.ask(load_quarantined)


def _taken_back_by(connection: Connection, plan_id: str, appearance: Appearance) -> str:
    """Return the role of whoever took a content back; empty while it stands."""
    if not appearance.is_withdrawn:
        return ""
    acts = (
        act
        for act in reversed(history_of(connection, plan_id, appearance.path))
        if act.action == "withdraw" and act.detail.get("sha256") == appearance.sha256
    )
    return next((act.role for act in acts), "")


def _sender(plan: Plan, appearance: Appearance, placement: Placement | None) -> str:
    """Return whose a content is: whom somebody moved it to, who handed it in, else who it says itself."""
    moved_to = plan.departments_by_code.get(appearance.assigned_department)
    sender = (
        moved_to
        or department_at_counter(plan, appearance.path)
        or (placement.department if placement else None)
    )
    return sender.code if sender else ""


def _round(plan: Plan, appearance: Appearance, placement: Placement | None) -> Round | None:
    """Return the round of a content: the one it was moved to or handed in for, else the one it says itself."""
    moved_into = plan.rounds_by_id.get(appearance.assigned_round)
    declared = next(iter(rounds_at_counter(plan.rounds, appearance.path)), None)
    return moved_into or declared or (placement.round if placement else None)


def _state(appearance: Appearance, newest: Mapping[str, Appearance], *, is_read: bool) -> FileState:
    """Return what has become of an appearance."""
    if appearance.is_withdrawn:
        return FileState.WITHDRAWN
    if newest[appearance.slot] != appearance:
        return FileState.REPLACED
    if not appearance.present:
        return FileState.REMOVED
    return FileState.STANDING if is_read else FileState.TO_BE_READ


def _counts(
    session: Session, connection: Connection, code: str | None, weight: Severity
) -> Mapping[str, int]:
    """Count the open findings of a weight by content, a department's or everybody's."""
    wanted = FindingFilter(departments=None if code is None else (code,), severities=(weight,))
    counts = queue_counts(connection, session.plan.id, wanted, "sha256")
    return {one.value: one.count for one in counts}
