"""Embargoes: what was approved for a moment goes out when the moment comes, not with the next night."""

from dataclasses import dataclass
from pathlib import Path

from shinchoku.adapters.state.approvals import is_due
from shinchoku.city_clock import today
from shinchoku.night.publishing.one_catalogue import CatalogueResult
from shinchoku.night.publishing.outside import Outside
from shinchoku.night.publishing.publish import publish_after_release
from shinchoku.review.people import NIGHTLY
from shinchoku.session import Session, deciding, reading, writing
from shinchoku.usecases.approve import release_due


@dataclass(frozen=True)
class Ended:
    """What the end of embargoes came to: the version that is public since, and what became of each catalogue."""

    version: str
    told: tuple[CatalogueResult, ...]


def is_anything_due(session: Session) -> bool:
    """Tell whether something that was approved for a moment waits, and its moment has come; one query."""
    return session.ask(is_due, session.moment)


def end_embargoes(plan: str | None, data: Path, database: str | None, outside: Outside) -> Ended | None:
    """Release what is due now and tell the catalogues of it; nothing, if nothing is due.

    Until something is, this only asks the database; a machine that slept through the moment does it on waking.

    Raises:
        StoppedError: if a run is going, which does the same, or the next minute does; or if something is wrong.
    """
    with reading(plan, data, database, today()) as session:
        if session is None or not is_anything_due(session):
            return None
    with writing(plan, data, database, today()) as session:
        made = release_due(session)
    if made is None:
        return None
    with deciding(plan, data, database, today()) as session:
        return Ended(made.version, publish_after_release(session, NIGHTLY, outside))
