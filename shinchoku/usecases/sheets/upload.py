"""Upload: a sheet is checked before it is submitted, kept for a day, and handed in exactly as it was checked."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shinchoku.adapters.inbox import archive_suffix
from shinchoku.adapters.state.uploads import KEPT_FOR, Upload, Uploads
from shinchoku.adapters.workbooks.reader import Died
from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.adapters.workbooks.returned import Returned, copy_of, list_of
from shinchoku.adapters.workbooks.sheet_cache import SheetCache
from shinchoku.bilingual import Language
from shinchoku.checks.findings import Finding
from shinchoku.checks.marks import summarize
from shinchoku.city_clock import now
from shinchoku.errors import ConfigurationError
from shinchoku.figures.taken_values import TakenValue
from shinchoku.intake.account import SheetAccount, TableAccount
from shinchoku.intake.counter import counter_folder
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.night.annotated_copies import mark_of_row
from shinchoku.register.entries import Department, Round
from shinchoku.review.excerpt import Excerpt
from shinchoku.review.people import Person
from shinchoku.review.permissions import Action, acting, may
from shinchoku.session import Session
from shinchoku.spelling import spelled
from shinchoku.usecases.sheets.file_names import uploaded_name
from shinchoku.usecases.sheets.precheck import Prechecked, precheck
from shinchoku.usecases.sheets.submit import Submitted, require_acceptable, submit
from shinchoku.views.excerpt import drawing_of

__all__ = [
    "Upload",
    "annotated_upload",
    "check_upload",
    "hand_in",
    "piece_of",
    "upload_of",
    "uploads_at",
]

_NO_SHEET = frozenset({ProblemKind.NOT_A_TABLE, ProblemKind.FILE_TOO_LARGE, ProblemKind.UNDECODABLE_TEXT})
"""What is no status sheet at all: it is refused where it was chosen."""
_MOST_FINDINGS = 500
_MOST_VALUES, _LONGEST_VALUE = 2_000, 120


def uploads_at(session: Session) -> Uploads:
    """Return the uploads of a session's plan."""
    return Uploads(session.engine, session.paths, session.plan.id)


def check_upload(  # noqa: PLR0913 -- who checks what, under which name, for which department and round
    session: Session,
    pool: ReaderPool,
    person: Person,
    name: str,
    content: bytes,
    department: Department,
    round_: Round,
) -> Upload:
    """Check a sheet as if it were handed in, and keep it with what was found.

    Raises:
        NotPermittedError: if the person may not check for the department.
        ConfigurationError: if it could not be handed in, is no sheet, or too much is kept already.
        OperationalError: if too many files are being read, or the disk fails.
    """
    acting(person, Action.CHECK_FILE, department.code)
    require_acceptable(session, content, name, round_)
    placed = counter_folder(session.plan, round_, department)
    found = precheck(session.plan, pool, name, content, session.as_of, placed=placed)
    refused = next((one for one in found.findings if one.rule.problem in _NO_SHEET), None)
    if refused is not None:
        message, remedy = refused.message, refused.remedy
        raise ConfigurationError(
            f"{message.ja}{remedy.ja}",
            f"{message.en} {remedy.en}",
        )
    upload = Upload(
        token="",
        account=person.account,
        name=found.name,
        department=department.code,
        round_id=round_.id,
        sha256=found.sha256,
        suffix=archive_suffix(found.name),
        size=len(content),
        at=now(),
        found=_plain(found),
    )
    return uploads_at(session).keep(upload, content)


def upload_of(session: Session, person: Person, token: str) -> Upload | None:
    """Return an upload of the person's own, unless it is a day old or no longer theirs to see."""
    found = uploads_at(session).of_token(token, person.account, now() - KEPT_FOR)
    return found if found and may(person, Action.CHECK_FILE, found.department) else None


def hand_in(session: Session, person: Person, upload: Upload, in_place_of: str = "") -> Submitted:
    """Submit the very bytes that were checked, and keep them no longer.

    Raises:
        NotPermittedError: if the person may not submit for the department.
        ConfigurationError: if department or round are no longer there, or see `submit`.
        OperationalError: if the bytes are gone.
    """
    uploads = uploads_at(session)
    content = uploads.content(upload)
    plan = session.plan
    asked, department = (
        plan.rounds_by_id.get(upload.round_id),
        plan.departments_by_code.get(upload.department),
    )
    if asked is None or department is None:
        raise ConfigurationError(
            "この所属または照会は、登録からなくなりました。もう一度確認してください。",
            "this department or round is no longer registered: check the file again.",
        )
    done = submit(session, person, content, upload.name, department, asked, in_place_of=in_place_of)
    uploads.drop([upload])
    return done


def annotated_upload(session: Session, pool: ReaderPool, upload: Upload, language: Language) -> Returned:
    """Return the copy of an upload with its findings marked; at the least a list of them.

    Raises:
        OperationalError: if the bytes are gone, or too many files are being read.
    """
    content = uploads_at(session).content(upload)
    marks = tuple(mark_of_row(row, language) for row in upload.found["findings"])
    summary = summarize(marks, uploaded_name(upload.name), language)
    made = pool.run(copy_of, content, marks, summary)
    return list_of(marks, summary) if isinstance(made, Died) else made


def piece_of(
    session: Session, sheets: SheetCache, upload: Upload, sheet_number: int, cell: str
) -> Excerpt | None:
    """Return the piece of an upload around a cell; nothing where it cannot be shown.

    Raises:
        OperationalError: if too many files are being read.
    """
    tables = tuple(
        TableAccount((first, last), 0.0, tuple((letters, "", name) for letters, name in columns))
        for number, first, last, columns in upload.found["tables"]
        if number == sheet_number
    )
    path = Path(uploads_at(session).path(upload))
    if not path.is_file():
        return None
    return sheets.draw(upload.sha256, path, sheet_number, drawing_of(tables, cell))


def _plain(prechecked: Prechecked) -> Mapping[str, Any]:
    """Return what a check found as plain values, as much of it as a page shows."""
    return {
        "findings": [_finding(one) for one in prechecked.findings[:_MOST_FINDINGS]],
        "counts": {str(severity): count for severity, count in prechecked.counts.items()},
        "department": prechecked.department.code if prechecked.department else "",
        "round": prechecked.round.id if prechecked.round else "",
        "items": prechecked.items,
        "account": [[words.ja, words.en] for words in prechecked.account],
        "values": [_value(one) for one in prechecked.values[:_MOST_VALUES]],
        "more_values": max(len(prechecked.values) - _MOST_VALUES, 0),
        "tables": [one for sheet in prechecked.sheets for one in _tables(sheet)],
    }


def _finding(finding: Finding) -> dict[str, object]:
    """Return a finding as `load_findings` would, as far as it is known before submitting."""
    place = finding.place
    return {
        "rule": finding.rule.code,
        "severity": str(finding.rule.severity),
        "sheet_number": place.sheet_number,
        "sheet_name": place.sheet_name,
        "cell": place.cell,
        "item_no": place.item_no,
        "field": place.field,
        "raw": finding.shown_raw,
        "message_ja": finding.message.ja,
        "message_en": finding.message.en,
        "remedy_ja": finding.remedy.ja,
        "remedy_en": finding.remedy.en,
    }


def _value(value: TakenValue) -> dict[str, object]:
    """Return a value as it may be shown in a table."""
    return {
        "item_no": _told(value.item_no),
        "name": [value.name.ja, value.name.en],
        "value": [_told(value.words.ja), _told(value.words.en)],
        "raw": _told(value.raw),
        "sheet": _told(value.sheet),
        "cell": value.cell,
        "steps": [[step.kind.label_ja, step.kind.label_en] for step in value.steps],
        "accepted": value.accepted,
    }


def _told(text: str) -> str:
    """Return a text as it may be shown in a table: bounded, its unseen characters spelled out."""
    plain = " ".join(text.split())
    return spelled(plain if len(plain) <= _LONGEST_VALUE else f"{plain[:_LONGEST_VALUE]}…")


def _tables(sheet: SheetAccount) -> list[tuple[int, int, int, list[tuple[str, str]]]]:
    """Return where the tables of a sheet stand, and which column is what."""
    return [
        (sheet.number, *one.header_rows, [(letters, name) for letters, _, name in one.columns if name])
        for one in sheet.tables
    ]
