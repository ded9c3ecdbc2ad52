"""Submit effect: what handing in a checked sheet would do, by the night's own check without it and with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shinchoku.adapters.state.intake import load_appearances
from shinchoku.adapters.state.uploads import Upload
from shinchoku.adapters.workbooks.reader import Died
from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.adapters.workbooks.reading import read_content
from shinchoku.errors import OperationalError
from shinchoku.intake.counter import counter_folder, department_at_counter
from shinchoku.intake.sheets import Appearance
from shinchoku.night.check import checked_so_far
from shinchoku.register.entries import Department, Round
from shinchoku.review.submit_effect import ItemEffect, submit_effects
from shinchoku.session import Session
from shinchoku.usecases.sheets.submit import replaceable
from shinchoku.usecases.sheets.upload import uploads_at


@dataclass(frozen=True, slots=True)
class Offer:
    """What handing in an upload does: whose place it may take, and what becomes of each item."""

    others: tuple[str, ...] = ()
    """The paths of earlier files of other names whose place it may take, the latest first."""
    same_name: date | None = None
    """Since when a file of the same name lies there, whose place it takes."""
    same_content: date | None = None
    """Since when this very content lies there: handing it in does nothing."""
    effects: tuple[ItemEffect, ...] | None = ()
    """Nothing where it cannot be told now, because too many files are being read."""


def offer_of(
    session: Session, pool: ReaderPool, upload: Upload, round_: Round, department: Department
) -> Offer:
    """Return what handing in an upload does; of earlier files, it takes the place of the latest one.

    Raises:
        OperationalError: if the bytes are gone.
    """
    with session.engine.connect() as connection:
        found = replaceable(connection, session, round_, department)
        received = load_appearances(connection, session.plan.id)
    path = f"{counter_folder(session.plan, round_, department)}/{upload.name}"
    own = found.get(path)
    others = () if own else tuple(reversed(found))
    handed_in = _appearance(session, upload, path, others[:1], received)
    return Offer(
        others,
        own.as_of if own else None,
        own.as_of if own and own.sha256 == upload.sha256 else None,
        _effects(session, pool, upload, (round_, department), handed_in),
    )


def _appearance(
    session: Session, upload: Upload, path: str, replaced: Sequence[str], received: Sequence[Appearance]
) -> Appearance:
    """Return the upload as it would be recorded: after everything that came, in the place of what it replaces."""
    at_counter = [one for one in replaced if department_at_counter(session.plan, one) is not None]
    path = next(iter(at_counter), path)
    there = [one for one in received if one.path == path]
    return Appearance(
        arrival=max((one.arrival for one in received), default=0) + 1,
        path=path,
        sequence=max((one.sequence for one in there), default=0) + 1,
        sha256=upload.sha256,
        as_of=session.as_of,
        in_place_of=next((one for one in replaced if one != path), there[-1].in_place_of if there else ""),
    )


def _effects(
    session: Session,
    pool: ReaderPool,
    upload: Upload,
    answers: tuple[Round, Department],
    handed_in: Appearance,
) -> tuple[ItemEffect, ...] | None:
    """Return what an upload does to each item, if it can be read now."""
    content = uploads_at(session).content(upload)
    try:
        reading = pool.run(read_content, content, session.plan.layouts)
    except OperationalError:
        return None
    if isinstance(reading, Died):
        return None
    sides = checked_so_far(session), checked_so_far(session, [(handed_in, reading)])
    return submit_effects(session.plan, *answers, handed_in, sides)
