"""What became of a catalogue, as plain data: for the night's report, for a terminal, for programs."""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from shinchoku.catalogues.outbox import CatalogueStatus, reminder
from shinchoku.catalogues.things import UNKNOWN, CatalogueStep, Do, Value
from shinchoku.night.publishing.one_catalogue import CatalogueResult

_MOST_STEPS = 2_000


@dataclass(frozen=True, slots=True)
class FieldReport:
    """A field that differs: what is there, and what should be."""

    name: str
    before: str
    after: str
    is_drift: bool


@dataclass(frozen=True, slots=True)
class StepReport:
    """What is done to one thing."""

    do: Do
    kind: str
    key: str
    is_drift: bool
    fields: tuple[FieldReport, ...]


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A thing that stays as others made it, because a person decided so."""

    key: str
    fields: tuple[str, ...]
    """Which of its fields; none if it is kept as not being there."""
    reason: str
    role: str
    since: str


@dataclass(frozen=True, slots=True)
class CatalogueReport:
    """What became of one catalogue."""

    name: str
    kind: str
    status: CatalogueStatus
    version: str
    is_looked_at: bool
    counts: dict[str, int]
    """How many things there are to each step."""
    steps: tuple[StepReport, ...]
    """The steps but for what stays as it is."""
    writes: int
    lag_seconds: dict[str, float]
    """How long each table followed after the switch; where tables go first, how long the version followed after each."""
    is_version_last: bool
    """Whether the tables go first there, and the dataset's version follows."""
    addresses: tuple[str, ...]
    """Where the public finds the datasets."""
    error: tuple[str, str] | None
    notes: tuple[tuple[str, str], ...]
    reminder: tuple[str, str] | None
    by_hand: str
    kept: tuple[KeptReport, ...] = ()
    """What persons keep there as others made it; it counts as in order."""

    @property
    def is_well(self) -> bool:
        """Whether nobody has to do anything about it."""
        return self.error is None and self.reminder is None

    @property
    def alarms(self) -> tuple[tuple[str, str], ...]:
        """What stewards are told of it, too."""
        return tuple(one for one in (self.error, self.reminder) if one is not None)

    @property
    def drifted(self) -> tuple[StepReport, ...]:
        """What somebody else changed in the catalogue."""
        return tuple(step for step in self.steps if step.is_drift)

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(self)


def report_of(result: CatalogueResult) -> CatalogueReport:
    """Put together what became of a catalogue."""
    push, line = result.push, result.line
    counted = Counter(str(step.do) for step in push.steps)
    remind = None if result.error else reminder(line, result.as_of)
    return CatalogueReport(
        name=result.settings.name,
        kind=result.settings.kind,
        status=line.status,
        version=line.version,
        is_looked_at=result.is_looked_at,
        counts={str(do): counted[str(do)] for do in Do},
        steps=tuple(_step(step) for step in push.steps if step.differs)[:_MOST_STEPS],
        writes=push.writes,
        lag_seconds={key: round(seconds, 3) for key, seconds in push.lag_seconds.items()},
        is_version_last=result.settings.is_version_last,
        addresses=_addresses(result),
        error=(result.error.ja, result.error.en) if result.error else None,
        notes=tuple((one.ja, one.en) for one in push.notes),
        reminder=(remind.ja, remind.en) if remind else None,
        by_hand=push.by_hand,
        kept=tuple(
            KeptReport(
                one.what.key, tuple(sorted(one.what.fields)), one.reason, one.role, one.since.isoformat()
            )
            for one in result.kept
        ),
    )


def _step(step: CatalogueStep) -> StepReport:
    """Return a step as plain data."""
    fields = tuple(
        FieldReport(one.name, text_of(one.before), text_of(one.after), one.is_drift) for one in step.changes
    )
    return StepReport(step.do, step.kind, step.key, step.is_drift, fields)


def text_of(value: Value) -> str:
    """Return a field's value on one line."""
    text = value if isinstance(value, str) else "、".join(value)
    return "" if text == UNKNOWN else text


def _addresses(result: CatalogueResult) -> tuple[str, ...]:
    """Return the addresses of the datasets, where the catalogue has some."""
    found = (thing.fields.get("address", "") for thing in result.push.shown.values())
    return tuple(
        sorted(
            {
                one
                for one in found
                if isinstance(one, str) and one.startswith("http") and "/download/" not in one
            }
        )
    )
