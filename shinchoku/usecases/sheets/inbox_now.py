"""What lies in the inbox now that no night has collected: it is older than what is submitted now."""

from collections.abc import Iterator
from dataclasses import dataclass

from shinchoku.adapters.inbox import Inbox, InboxEntry, archive_suffix
from shinchoku.adapters.state.intake import InboxSighting, last_inbox
from shinchoku.errors import OperationalError
from shinchoku.intake.placement import department_in_path
from shinchoku.intake.sheets import Problem
from shinchoku.register.entries import Department
from shinchoku.session import Session


@dataclass(frozen=True, slots=True)
class InboxNow:
    """Files of the inbox that a department may have sent, archived; and whether all of them could be taken."""

    lying_there: tuple[InboxSighting, ...] = ()
    is_complete: bool = False


def look_into_inbox(session: Session, department: Department) -> InboxNow:
    """Archive what lies in the inbox and names no other department.

    What cannot be listed or read may be there nevertheless: then the look is not complete.
    """
    inbox = _inbox(session)
    try:
        listing = inbox.list()
        entries = tuple(one for one in listing.entries if _may_be_of(session, department, one.path))
        waiting = any(_may_be_of(session, department, path) for path in listing.refused)
        unsettled = inbox.settle(entries)
    except OperationalError:
        return InboxNow()
    taken = tuple(_taken(session, inbox, [one for one in entries if one.path not in unsettled]))
    is_complete = not waiting and not unsettled and len(taken) == len(entries)
    return InboxNow(taken, is_complete)


def _inbox(session: Session) -> Inbox:
    """Return the inbox that the nights collect from, else the one of the plan."""
    settings = session.plan.inbox
    url = session.ask(last_inbox) or settings.url
    return Inbox(url, settings.max_file_mib, return_dir=settings.return_dir)


def _taken(session: Session, inbox: Inbox, entries: list[InboxEntry]) -> Iterator[InboxSighting]:
    """Archive files of the inbox; what cannot be read is left out."""
    raw = session.raw
    for entry in entries:
        content = inbox.read(entry)
        if not isinstance(content, Problem):
            suffix = archive_suffix(entry.path)
            sha256 = raw.keep(content, suffix)
            yield InboxSighting(entry.path, sha256, suffix, len(content), inbox.url)


def _may_be_of(session: Session, department: Department, path: str) -> bool:
    """Tell whether a path names a department, or none."""
    named = department_in_path(session.plan, path)
    return named is None or named.code == department.code
