"""How every catalogue stands, by what the state keeps. No catalogue is asked, and nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from shinchoku.adapters.catalogues.sheet_folder import SHEET
from shinchoku.adapters.state.catalogue_lines import load_lines
from shinchoku.adapters.state.catalogue_receipts import list_receipts
from shinchoku.adapters.state.nights import load_nights
from shinchoku.adapters.state.releases import load_history
from shinchoku.bilingual import Bilingual
from shinchoku.catalogues.presence import Presence, presence_of
from shinchoku.catalogues.standing import Line, Standing, reminder
from shinchoku.catalogues.things import Do
from shinchoku.register.catalogues import Catalogue as Settings
from shinchoku.register.catalogues import ManualCatalogue
from shinchoku.stages.publish_to import catalogues_of
from shinchoku.stages.session import Session

_NIGHTS = 5
"""How many nights are looked back for one that was finished."""
_NOT_WELL = frozenset({Standing.FAILED, Standing.HELD, Standing.REFUSED})


@dataclass(frozen=True, slots=True)
class Drifted:
    """Something that others changed in a catalogue, as a night found it; `is_left` if it stays so."""

    key: str
    fields: tuple[str, ...]
    is_left: bool


@dataclass(frozen=True, slots=True)
class KnownCatalogue:
    """One catalogue: what the plan says of it, where it stands, and what somebody has to do."""

    name: str
    settings: Settings | None
    """Nothing if the plan does not have it any more."""
    line: Line | None
    """Nothing if it was never told."""
    to_do: Bilingual | None

    @property
    def is_well(self) -> bool:
        """Whether nobody has to do anything about it; what the plan dropped is nobody's any more."""
        if self.settings is None or self.line is None:
            return True
        return self.line.status not in _NOT_WELL and self.to_do is None


def known_catalogues(session: Session, connection: Connection) -> tuple[KnownCatalogue, ...]:
    """Return the release folder itself, the plan's catalogues, and those that the plan once had."""
    lines = load_lines(connection, session.plan.id)
    history = load_history(connection, session.plan.id)
    newest = history[-1].version if history else ""
    settings = {one.name: one for one in catalogues_of(session)}
    dropped = [name for name in lines if name not in settings]
    return tuple(
        KnownCatalogue(
            name, settings.get(name), lines.get(name), _to_do(session, settings.get(name), lines.get(name), newest)
        )
        for name in (*settings, *dropped)
    )  # fmt: skip


def drifted_last_night(session: Session, connection: Connection) -> tuple[date, dict[str, list[Drifted]]]:
    """Return the newest finished night, and what it found changed by others, by catalogue."""
    nights = load_nights(connection, session.plan.id, _NIGHTS)
    night = next((one for one in nights if one["finished_at"] is not None), None)
    if night is None:
        return session.as_of, {}
    told: list[Mapping[str, Any]] = night["outcome"].get("catalogues", [])
    found = {str(one["name"]): [_drifted(step) for step in one["steps"] if step["is_drift"]] for one in told}
    return night["as_of"], {name: steps for name, steps in found.items() if steps}


def presences(session: Session, connection: Connection) -> dict[str, dict[str, Presence]]:
    """Return which catalogues have or had each version, by version and then by catalogue."""
    lines = load_lines(connection, session.plan.id)
    received: dict[str, list[str]] = {}
    for one in list_receipts(connection, session.plan.id):
        received.setdefault(one.catalogue, []).append(one.version)
    found: dict[str, dict[str, Presence]] = {}
    for release in load_history(connection, session.plan.id):
        for name in sorted({*lines, *received}):
            versions = received.get(name, [""])
            there = presence_of(release.version, lines.get(name), versions, versions[0])
            if there is not None:
                found.setdefault(release.version, {})[name] = there
    return found


def _to_do(session: Session, settings: Settings | None, line: Line | None, newest: str) -> Bilingual | None:
    """Return what a person has to do about a catalogue: what its line reminds of, or a sheet that waits."""
    if settings is None or line is None:
        return None
    if isinstance(settings, ManualCatalogue) and line.status is Standing.HANDED_OVER and not line.bundle:
        sheet = session.paths.handover / settings.name / SHEET
        return Bilingual(
            f"手順書 {sheet} に沿って登録し、終わったら「shinchoku publish --catalogue {settings.name}」で確かめてください。",
            f"post what the sheet {sheet} says, then verify it with “shinchoku publish --catalogue {settings.name}”.",
        )
    return reminder(line, session.as_of, newest)


def _drifted(step: Mapping[str, Any]) -> Drifted:
    """Read a step of a night's report back."""
    fields = tuple(str(one["name"]) for one in step["fields"] if one["is_drift"])
    return Drifted(str(step["key"]), fields, is_left=step["do"] == Do.LEAVE)
