"""Received files as pages show them: a line each, the address of each, and what was done to it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shinchoku.city_clock import city_time
from shinchoku.console.names import ActorNames, role_words
from shinchoku.console.request_context import RequestContext
from shinchoku.register.plan import Plan
from shinchoku.review.acts import act_words
from shinchoku.spelling import spelled
from shinchoku.views.received_files import FileState, ReceivedFile, place_of
from shinchoku.views.trail import list_history

_DIGITS, _MOST_DIGITS = 16, 7


@dataclass(frozen=True, slots=True)
class FileLine:
    """A received file as a list shows it."""

    file: ReceivedFile
    place: str
    """The part of its address."""
    name: str
    path: str
    department: str
    items: int
    """For how many items it counts now."""


def first_wanted(text: str) -> int:
    """Return at which file of a list a page begins, counted from zero."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0


def file_line(plan: Plan, file: ReceivedFile, counting: Mapping[str, int]) -> FileLine:
    """Return a file as it is listed; `counting` says by content for how many items it counts."""
    department = plan.departments_by_code.get(file.department)
    return FileLine(
        file=file,
        place=place_of(file),
        name=spelled(file.name),
        path=spelled(file.path),
        department=department.full_name if department else "",
        items=counting.get(file.sha256, 0) if file.is_latest else 0,
    )


def earlier_line(plan: Plan, files: Sequence[ReceivedFile], file: ReceivedFile) -> FileLine | None:
    """Return the content that would count again at the place of one that is taken back; `files`, newest first."""
    before = (
        other
        for other in files
        if other.appearance.slot == file.appearance.slot
        and other.appearance < file.appearance
        and other.state is not FileState.WITHDRAWN
    )
    found = next(before, None)
    return file_line(plan, found, {}) if found else None


def acts_on(context: RequestContext, file: ReceivedFile) -> list[dict[str, str]]:
    """Return what was decided about a file, the newest first: departments see the role, not the account."""
    names = ActorNames(context)
    acts = [
        act
        for act in list_history(context.session, file.path, file.sha256)
        if act.subject != file.path or act.detail.get("sha256", file.sha256) == file.sha256
    ]
    return [
        {
            "when": city_time(act.at).strftime("%Y-%m-%d %H:%M"),
            "datetime": act.at.isoformat(timespec="seconds"),
            "who": names.of(act.actor) or role_words(context, act.role),
            "what": act_words(act.action).in_language(context.language),
            "note": spelled(act.reason),
        }
        for act in sorted(acts, key=lambda act: act.number, reverse=True)
    ]


def decided_digest(file: ReceivedFile, *, is_quarantined: bool) -> str:
    """Return what is decided about a file now, in a short text: two people do not undo each other unseen."""
    about = file.appearance
    said = (about.is_withdrawn, about.assigned_round, about.assigned_department, is_quarantined, file.sha256)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:_DIGITS]
