"""Collect: from the inbox into the archive, each content once."""

from dataclasses import dataclass, field

from shinchoku.adapters.inbox import Inbox, archive_suffix, deferred
from shinchoku.adapters.state.intake import InboxSighting, record_received
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Problem
from shinchoku.session import Session


@dataclass(frozen=True, slots=True)
class Collected:
    """What the inbox held: files seen, contents new at their path, files that waited or were refused."""

    seen: int
    new: int
    refused: dict[str, Problem] = field(default_factory=dict)


def collect(session: Session, inbox: Inbox) -> Collected:
    """Archive every content of the inbox and record where it appeared.

    Raises:
        OperationalError: if the inbox cannot be reached; nothing is recorded then.
    """
    listing = inbox.list()
    refused = dict(listing.refused)
    received: dict[str, InboxSighting] = {}
    raw = session.raw
    for entry in listing.entries:
        content = inbox.read(entry)
        if isinstance(content, Problem):
            refused[entry.path] = content
            continue
        suffix = archive_suffix(entry.path)
        sha256 = raw.keep(content, suffix)
        received[entry.path] = InboxSighting(entry.path, sha256, suffix, len(content), inbox.url)
    for path in inbox.settle(listing.entries):
        if received.pop(path, None):
            refused[path] = deferred("まだ書き込みの途中の", "it is still being written")
    waiting = {path for path, problem in refused.items() if problem.kind is ProblemKind.FILE_IN_USE}
    with session.change_by_itself() as change:
        new = record_received(change, received.values(), waiting, session.as_of)
    return Collected(len(listing.entries) + len(listing.refused), new, refused)
