"""Send back: for every department with something to correct, its folder with a letter and the marked copies."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from shinchoku.adapters.return_folder import ReturnedFile, Written, return_root, write_returns
from shinchoku.adapters.safe_names import safe_folders, safe_name
from shinchoku.adapters.state.findings import first_seen_dates
from shinchoku.adapters.workbooks.returned import Order, Returned, returned_copies
from shinchoku.checks.findings import Finding
from shinchoku.checks.marks import summarize
from shinchoku.night.annotated_copies import mark_of
from shinchoku.night.archived import archived
from shinchoku.register.entries import Department
from shinchoku.review.letters import LETTER_NAME, letter, needs_letter
from shinchoku.review.to_correct import Asked, ToCorrect
from shinchoku.session import Session

_MARK = "_指摘"
ByRound = dict[str, tuple[ToCorrect, ...]]
"""What one department has to look at, by round."""


def send_back(session: Session, to_correct: Mapping[Asked, tuple[ToCorrect, ...]], inbox_url: str) -> Written:
    """Make the return folder hold what is to be corrected today, and nothing that has been answered.

    Without the setting `inbox.return_dir` nothing goes back.

    Raises:
        ConfigurationError: if the setting means no folder.
        OperationalError: if the folder is missing, full or unreachable.
    """
    plan = session.plan
    root = return_root(inbox_url, plan.inbox.return_dir)
    if root is None:
        return Written()
    by_department: defaultdict[str, ByRound] = defaultdict(dict)
    for (round_id, code), ones in to_correct.items():
        by_department[code][round_id] = ones
    writing = {
        code: rounds
        for code, rounds in by_department.items()
        if code in plan.departments_by_code
        and needs_letter([one for ones in rounds.values() for one in ones])
    }
    copies = _copies(session, writing)
    with session.engine.connect() as connection:
        seen = first_seen_dates(connection, plan.id)
    folders = safe_folders({code: plan.departments_by_code[code].full_name for code in writing})
    wanted = {
        folders[code]: _files(session, plan.departments_by_code[code], rounds, copies, seen)
        for code, rounds in writing.items()
    }
    return write_returns(root, wanted, session.paths.state / f"returns-{plan.id}.json")


def _files(
    session: Session,
    department: Department,
    rounds: ByRound,
    copies: Mapping[str, Returned],
    seen: Mapping[str, date],
) -> list[ReturnedFile]:
    """Return the letter to a department and the marked copies that it speaks of."""
    plan = session.plan
    findings = [one.finding for ones in rounds.values() for one in ones]
    paths = sorted({one.place.path for one in findings} & copies.keys())
    names = _names(paths, copies)
    dated = max((seen.get(one.fingerprint, session.as_of) for one in findings), default=session.as_of)
    shown = {path: names[path] for path in paths}
    text = letter(plan, department, rounds, shown, dated)
    name = LETTER_NAME.in_language(plan.notify.language)
    return [ReturnedFile(name, text), *(ReturnedFile(names[path], copies[path].content) for path in paths)]


def _names(paths: Sequence[str], copies: Mapping[str, Returned]) -> dict[str, str]:
    """Return a name of its own for the copy of every file of a department."""
    named: dict[str, str] = {}
    for path in paths:
        stem = PurePosixPath(path).stem.removesuffix(_MARK) + _MARK
        name, number = safe_name(f"{stem}{copies[path].suffix}"), 1
        while name.casefold() in {taken.casefold() for taken in named.values()}:
            number += 1
            name = safe_name(f"{stem}{number}{copies[path].suffix}")
        named[path] = name
    return named


def _copies(session: Session, writing: Mapping[str, ByRound]) -> dict[str, Returned]:
    """Return the marked copy of every file that is sent back, by its path in the inbox."""
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for rounds in writing.values():
        for ones in rounds.values():
            for one in ones:
                found[one.finding.place.path].append(one.finding)
    orders = dict(_orders(session, found))
    made = dict(returned_copies(list(orders)))
    return {path: made[order] for order, path in orders.items()}


def _orders(session: Session, found: Mapping[str, Sequence[Finding]]) -> Iterator[tuple[Order, str]]:
    """Yield what is to be marked on the copy of each file that the archive has, and its path."""
    language = session.plan.notify.language
    for path, findings in sorted(found.items()):
        content = archived(session, findings[0].place.sha256)
        if content is not None:
            marks = tuple(mark_of(finding, language) for finding in findings)
            yield Order(content, marks, summarize(marks, PurePosixPath(path).name, language)), path
