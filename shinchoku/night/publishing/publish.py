"""Publish: every catalogue is told of the newest release, each with its own line in the outbox.

The release is public before the first catalogue hears of it, and none of them holds it, or another
catalogue, back. What a catalogue refuses or garbles is told to people, and is tried again by the next
night, or by `shinchoku publish`.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.adapters.catalogues.tree import read_publication
from shinchoku.adapters.locking import push_turn
from shinchoku.adapters.state.catalogue_lines import load_lines, save_line, save_receipt
from shinchoku.adapters.state.catalogue_tries import keep_tries
from shinchoku.adapters.state.kept_drifts import load_kept
from shinchoku.catalogues.outbox import (
    CatalogueStatus,
    OutboxLine,
    due_tonight,
    is_news,
    line_tonight,
    reminder,
    taken_up,
)
from shinchoku.catalogues.publication import Publication
from shinchoku.night.publishing.chosen import catalogues_of, chosen_catalogues
from shinchoku.night.publishing.one_catalogue import (
    CatalogueResult,
    CatalogueTask,
    last_try_of,
    receipt_of_result,
    tell_one,
)
from shinchoku.night.publishing.outside import ALONE, Outside, read_blocks
from shinchoku.night.publishing.report import CatalogueReport, report_of
from shinchoku.register.catalogues import CatalogueSettings
from shinchoku.review.people import NIGHTLY, Actor
from shinchoku.session import Session

_AT_ONCE = 8
_TURN_SECONDS = 600.0
"""How long a push waits for another one of the plan: by then that one hangs, and holds nobody up any longer."""


def publish_tonight(session: Session, from_block: FromBlock | None = None) -> tuple[CatalogueReport, ...]:
    """Tell the catalogues of the night, look at those that must not be written to, and return what became of each.

    `from_block` reads a token where the orchestrator keeps it.
    """
    results = publish_after_release(session, NIGHTLY, Outside(from_block))
    return tuple(report_of(one) for one in results)


def publish_after_release(
    session: Session, actor: Actor, outside: Outside = ALONE
) -> tuple[CatalogueResult, ...]:
    """Tell the catalogues of the night by day, as soon as something was released; `actor` is whose release it was.

    It is done as the night does it: what is held stays so, and what fails is tried again by the next night.
    """
    chosen = [one for one in catalogues_of(session) if one.nightly]
    return tuple(_as_night_found(one) for one in _publish(session, chosen, actor, outside, _tonight))


def _as_night_found(told: CatalogueResult) -> CatalogueResult:
    """Return a catalogue that the night must not write to and that is not well as what it is: an alarm, every night."""
    is_over = told.error is not None or told.push.is_done
    if is_over or told.line.status is not CatalogueStatus.HELD:
        return told
    return replace(told, error=reminder(told.line, told.as_of))


def publish_now(
    session: Session, actor: Actor, names: Sequence[str] = (), outside: Outside = ALONE
) -> tuple[CatalogueResult, ...]:
    """Tell catalogues because a person asks for it; a hold ends with that.

    Raises:
        ConfigurationError: if the plan has no catalogue of that name.
    """
    return _publish(session, chosen_catalogues(session, names), actor, outside, _by_a_person)


def look(
    session: Session, names: Sequence[str] = (), outside: Outside = ALONE
) -> tuple[CatalogueResult, ...]:
    """Say what `publish_now` would do, and write nothing anywhere.

    Raises:
        ConfigurationError: if the plan has no catalogue of that name.
    """
    chosen, publication = chosen_catalogues(session, names), read_publication(session.published.folder)
    return () if publication is None else _asked(session, publication, chosen, outside, _only_looked_at)


Prepare = Callable[[OutboxLine, str, date], tuple[OutboxLine, bool]]
"""Returns the line a catalogue is taken up with, from what tonight finds and the newest version, and whether it may be written to."""


def _tonight(line: OutboxLine, newest: str, as_of: date) -> tuple[OutboxLine, bool]:
    """Take a line up as the night does."""
    del as_of
    return line, due_tonight(line, newest)


def _by_a_person(line: OutboxLine, newest: str, as_of: date) -> tuple[OutboxLine, bool]:
    """Take a line up as a person does."""
    return taken_up(line, newest, as_of), True


def _only_looked_at(line: OutboxLine, newest: str, as_of: date) -> tuple[OutboxLine, bool]:
    """Take a line up without a change."""
    del newest, as_of
    return line, False


def _publish(
    session: Session,
    chosen: Sequence[CatalogueSettings],
    actor: Actor,
    outside: Outside,
    prepare: Prepare,
) -> tuple[CatalogueResult, ...]:
    """Tell catalogues, and keep how each stands; what did not change leaves no record."""
    with push_turn(session.paths, session.plan.id, _TURN_SECONDS):
        publication = read_publication(session.published.folder)
        if publication is None or not chosen:
            return ()
        before = session.ask(load_lines)
        told = _asked(session, publication, chosen, outside, prepare)
        keep_tries(session.engine, session.plan.id, [last_try_of(one) for one in told if one.is_looked_at])
        news = [one for one in told if is_news(before.get(one.settings.name), one.line)]
        if news:
            with session.change(actor, f"publish {publication.newest.version}") as change:
                for one in news:
                    save_line(change, one.line)
                    if one.line.status is CatalogueStatus.PUBLISHED:
                        save_receipt(change, receipt_of_result(one, publication))
    return told


def _asked(
    session: Session,
    publication: Publication,
    chosen: Sequence[CatalogueSettings],
    outside: Outside,
    prepare: Prepare,
) -> tuple[CatalogueResult, ...]:
    """Ask catalogues side by side: one that is slow or down holds no other back."""
    with session.engine.connect() as connection:
        lines = load_lines(connection, session.plan.id)
        kept = load_kept(connection, session.plan.id)
    newest, as_of = publication.newest.version, session.as_of
    found = {one.name: line_tonight(lines.get(one.name), one.name, newest, as_of) for one in chosen}
    tasks = [
        CatalogueTask(one, *prepare(found[one.name], newest, as_of), kept.get(one.name, ())) for one in chosen
    ]
    ready = replace(outside, from_block=read_blocks(chosen, outside.from_block))
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        return tuple(threads.map(lambda one: tell_one(session, publication, one, ready), tasks))
