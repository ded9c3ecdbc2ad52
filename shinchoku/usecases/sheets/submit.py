"""Submit: a sheet that a department hands in at the console becomes a submission like any other.

It needs no run lock: the archive takes a content whole or not at all, and the record is one change.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from shinchoku.adapters.inbox import archive_suffix
from shinchoku.adapters.state.intake import (
    CONSOLE,
    InboxSighting,
    inbox_was_seen,
    load_appearances,
    record_seen,
    record_submitted,
)
from shinchoku.checks.personal_data import suspected_personal_data
from shinchoku.errors import ConfigurationError
from shinchoku.intake.counter import counter_folder, department_at_counter
from shinchoku.intake.sheets import Appearance
from shinchoku.night.check import submissions_read
from shinchoku.register.entries import Department, Round
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting
from shinchoku.session import Session
from shinchoku.usecases.sheets.file_names import uploaded_name
from shinchoku.usecases.sheets.inbox_now import look_into_inbox

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Submitted:
    """A content that was received: its path and hash, when, and whether it was new there."""

    path: str
    sha256: str
    is_new: bool
    at: datetime


def submit(  # noqa: PLR0913 -- who hands in what, under which name, for which department and round
    session: Session,
    person: Person,
    content: bytes,
    name: str,
    department: Department,
    round_: Round,
    *,
    in_place_of: str = "",
) -> Submitted:
    """Archive a sheet and record that it was received today, for a department and a round.

    A second file of the same name takes the first one's place, as in a folder; `in_place_of` is the path
    of an earlier file of the department and the round, from the counter or from the inbox, whose place a file of another name
    takes. What lies unread in the inbox is recorded first: it is older.

    Raises:
        NotPermittedError: if the person may not submit for the department.
        ConfigurationError: if the round is not open, the file is empty or too large, its name seems to hold
            personal data, or there is no such earlier file.
    """
    actor = acting(person, Action.SUBMIT, department.code)
    require_acceptable(session, content, name, round_)
    file_name = uploaded_name(name)
    suffix = archive_suffix(file_name)
    path, replaced = f"{counter_folder(session.plan, round_, department)}/{file_name}", ""
    if in_place_of and in_place_of != path:
        _require_replaceable(session, in_place_of, round_, department)
        if department_at_counter(session.plan, in_place_of) == department:
            path = in_place_of
        else:
            replaced = in_place_of
    before = look_into_inbox(session, department)
    sha256 = session.raw.keep(content, suffix)
    received = InboxSighting(path, sha256, suffix, len(content), CONSOLE)
    with session.change(actor, f"提出 {round_.fiscal_year.era_label} {round_.name}") as change:
        record_seen(change, before.lying_there, session.as_of)
        if before.is_complete:
            inbox_was_seen(change, lambda path: department_at_counter(session.plan, path) == department)
        is_new = record_submitted(
            change, received, session.as_of, in_place_of=replaced, inbox_unseen=not before.is_complete
        )
        at = change.at
    return Submitted(path, sha256, is_new, at)


def replaceable(
    connection: Connection, session: Session, round_: Round, department: Department
) -> dict[str, Appearance]:
    """Return the newest content at each place whose place a department's sheet for a round may take, the latest last.

    Those are the files that it handed in for the round, and the files of the inbox that were read as its own.
    """
    folder = counter_folder(session.plan, round_, department)
    own = {
        one.appearance.path
        for one in submissions_read(session, connection)
        if (one.placement.round, one.placement.department) == (round_, department)
    }
    found = {
        one.slot: one
        for one in sorted(load_appearances(connection, session.plan.id))
        if not one.is_withdrawn and (one.path.rpartition("/")[0] == folder or one.path in own)
    }
    still = sorted(one for one in found.values() if one.present)
    return {one.path: one for one in still}


def require_acceptable(session: Session, content: bytes, name: str, round_: Round) -> None:
    """Refuse what could not be taken from an inbox either, and a name that should not be kept.

    Raises:
        ConfigurationError: if the file, its name or the round is not acceptable.
    """
    most = session.plan.inbox.max_file_mib
    if not content:
        raise ConfigurationError(
            "空のファイルです。保存し直してから、もう一度選んでください。",
            "the file is empty: save it again and choose it again.",
        )
    if len(content) > most * _MIB:
        raise ConfigurationError(
            f"ファイルが大きすぎます（上限 {most} MiB）。写真などは別のファイルに分けてください。",
            f"the file is too large (at most {most} MiB): keep pictures and the like in a file of their own.",
        )
    if suspected_personal_data(uploaded_name(name)) is not None:
        raise ConfigurationError(
            "ファイル名に個人情報（電話番号、メールアドレスなど）らしい文字があります。名前を変えてください。",
            "the name of the file seems to hold personal data: rename it.",
        )
    if not round_.is_open(session.as_of):
        raise ConfigurationError(
            f"{round_.fiscal_year.label} {round_.name}の照会はまだ始まっていません（{round_.opens}から）。",
            f"the round {round_.id} has not been opened yet (it opens on {round_.opens}).",
        )


def _require_replaceable(session: Session, path: str, round_: Round, department: Department) -> None:
    """Refuse to take the place of what the department did not send for the round."""
    with session.engine.connect() as connection:
        if path in replaceable(connection, session, round_, department):
            return
    raise ConfigurationError(
        "差し替えようとしたファイルが見つかりません。画面を開き直してください。",
        "the file to be replaced is not there: reload the page.",
    )
