"""One catalogue told of the newest release: taken up with its line, told or only looked at, and what became of it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from shinchoku.adapters.catalogues.opening import open_catalogue
from shinchoku.adapters.catalogues.unforeseen import unforeseen_failure
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.failures import (
    CatalogueDiffersError,
    CatalogueRefusedError,
    CatalogueUnreadError,
)
from shinchoku.catalogues.kept import KeptDrift, keeping_of
from shinchoku.catalogues.last_try import LastTry, drifted_in
from shinchoku.catalogues.outbox import (
    CatalogueStatus,
    OutboxLine,
    after_failure,
    after_hand_over,
    after_mismatch,
    after_refusal,
    after_success,
)
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.receipts import Receipt, Via, receipt_of
from shinchoku.catalogues.things import Policy, noted
from shinchoku.city_clock import now
from shinchoku.errors import ConfigurationError, StoppedError
from shinchoku.night.publishing.chosen import require_for_show
from shinchoku.night.publishing.outside import Outside
from shinchoku.night.publishing.push import Push, PushResult
from shinchoku.register.catalogues import CatalogueSettings
from shinchoku.session import Session


@dataclass(frozen=True)
class CatalogueResult:
    """What became of one catalogue."""

    settings: CatalogueSettings
    line: OutboxLine
    as_of: date
    push: PushResult = field(default_factory=PushResult)
    error: Bilingual | None = None
    is_looked_at: bool = True
    """Whether it was asked at all; one that waits for a receipt is not."""
    kept: tuple[KeptDrift, ...] = ()
    """What persons keep there as others made it."""

    @property
    def is_well(self) -> bool:
        """Whether nobody has to do anything about it."""
        return self.error is None and self.line.status in {
            CatalogueStatus.PUBLISHED,
            CatalogueStatus.HANDED_OVER,
        }


@dataclass(frozen=True, slots=True)
class CatalogueTask:
    """A catalogue, the line that it is taken up with, whether it may be written to, and what is kept there."""

    settings: CatalogueSettings
    line: OutboxLine
    may_write: bool
    kept: tuple[KeptDrift, ...]


def last_try_of(result: CatalogueResult) -> LastTry:
    """Return what a try came to."""
    push = result.push
    drifted = None if result.error else drifted_in(push.steps, is_done=push.is_done)
    return LastTry(result.settings.name, now(), push.writes, drifted)


def tell_one(
    session: Session, publication: Publication, task: CatalogueTask, outside: Outside
) -> CatalogueResult:
    """Tell one catalogue; whatever stops it is part of what is returned."""
    settings, line, may_write = task.settings, task.line, task.may_write
    if line.status is CatalogueStatus.HANDED_OVER and not may_write and not settings.instructions:
        return CatalogueResult(settings, line, session.as_of, is_looked_at=False)
    at, as_of = now(), session.as_of
    try:
        require_for_show(settings, publication)
        catalogue = open_catalogue(settings, session.paths, as_of.toordinal(), outside.from_block)
        try:
            push = Push(
                catalogue,
                publication,
                line.told,
                Policy.of(settings.drift),
                keeping_of(task.kept),
                outside.pause,
                outside.watch,
            ).run(may_write=may_write)
        finally:
            catalogue.close()
    except Exception as error:  # noqa: BLE001 -- whatever it is, it stops neither another catalogue nor the night
        after, why = _after(error, line, settings.name, at, as_of)
        return CatalogueResult(settings, after, as_of, error=why, kept=task.kept)
    if push.is_done:
        line = after_success(line, publication.newest.version, push.told, at, as_of)
    elif push.by_hand:
        line = after_hand_over(line, publication.newest.version, "", as_of)
    return CatalogueResult(settings, line, as_of, push, kept=task.kept)


def _after(
    error: Exception, line: OutboxLine, name: str, at: datetime, as_of: date
) -> tuple[OutboxLine, Bilingual]:
    """Return a line after what stopped it, and why that was."""
    match error:
        case CatalogueDiffersError():
            return after_mismatch(line, error.message, at, as_of), error.message
        case CatalogueRefusedError() | ConfigurationError():
            return after_refusal(line, error.message, at, as_of), error.message
        case CatalogueUnreadError():
            told = noted(line.told, error.keys)
            return after_failure(replace(line, told=told), error.message, at, as_of), error.message
        case StoppedError():
            return after_failure(line, error.message, at, as_of), error.message
        case _:
            why = unforeseen_failure(name, error)
            return after_failure(line, why, at, as_of), why


def receipt_of_result(result: CatalogueResult, publication: Publication) -> Receipt:
    """Return the receipt of a catalogue that reads back equal."""
    via = Via.BY_HAND if result.settings.instructions else Via.DIRECT
    push = result.push
    return receipt_of(
        result.settings,
        publication,
        push.shown,
        via=via,
        at=now(),
        lag_seconds=push.lag_seconds,
        kept=result.kept,
    )
