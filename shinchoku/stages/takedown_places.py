"""Where a text stands that is to be taken down: shown to two persons before anything goes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from shinchoku.adapters.state.erasing import contents_without, words_with
from shinchoku.adapters.state.intake import load_appearances
from shinchoku.adapters.state.releases import load_history
from shinchoku.adapters.state.takedowns import TakedownRecord, load_destroyed
from shinchoku.adapters.workbooks.searching import files_with
from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError
from shinchoku.package.build import DESCRIPTOR
from shinchoku.package.csv_text import read_csv
from shinchoku.package.free_text import free_columns
from shinchoku.releases.removal import Removal
from shinchoku.stages.session import Session


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a released table, or a released document, that holds the text; the row counts from 1, 0 for a document."""

    version: str
    file: str
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Where something stands that has to go."""

    released: tuple[Place, ...] = ()
    state: Mapping[str, int] | None = None
    """Rows of the state that hold it, by table."""
    contents: tuple[str, ...] = ()
    """Received contents that hold it, by hash: their bytes are destroyed as a whole."""
    paths: tuple[str, ...] = ()
    """Where those contents lay when they were received; what still lies in the inbox a person has to delete there."""
    unreadable: tuple[str, ...] = ()
    """Received contents that nobody can look into."""
    is_in_plan: bool = False
    """Whether the plan file holds it: then it would be published again."""

    @property
    def versions(self) -> tuple[str, ...]:
        """The releases that hold it."""
        return tuple(dict.fromkeys(place.version for place in self.released))


def places_of(session: Session, takedown: TakedownRecord) -> Places:
    """Look everywhere for what a takedown is of; nothing is changed.

    Raises:
        OperationalError: if the archive lacks a content, or no reader process can be started.
    """
    if takedown.sha256:
        return Places(contents=(takedown.sha256,), paths=_paths(session, {takedown.sha256}))
    if not takedown.wanted:  # decided: what was sought is forgotten
        return Places()
    removal = Removal(takedown.wanted)
    with session.engine.connect() as connection:
        state = words_with(connection, session.plan.id, removal)
        if changed := contents_without(connection, session.plan.id, removal):
            state = {"contents": len(changed), **state}
        received = received_contents(connection, session)
    raw = session.raw
    by_path = {raw.path(sha256): sha256 for sha256 in received}
    searched = files_with(list(by_path), removal)
    holding = {by_path[path] for path in searched.holding}
    return Places(
        tuple(_released(session, removal)),
        state,
        tuple(sorted(holding)),
        _paths(session, holding),
        tuple(sorted(by_path[path] for path in searched.unreadable)),
        removal.is_in(session.plan_file.read_text(encoding="utf-8")),
    )


def require_gone_from_plan(session: Session, places: Places) -> None:
    """Refuse to take down what the plan file would publish again.

    Raises:
        ConfigurationError: if it holds the text.
    """
    if places.is_in_plan:
        raise ConfigurationError(
            Bilingual(
                f"計画ファイル {session.plan_file} に、削除する文が残っています。先に計画ファイルから除いてください（次の夜に再び公表されるため）。",
                f"the plan file {session.plan_file} still holds the text and would publish it again: take it out there first.",
            )
        )


def received_contents(connection: Connection, session: Session) -> list[str]:
    """Return the contents of the plan whose bytes are still kept."""
    destroyed = load_destroyed(connection, session.plan.id)
    received = {one.sha256 for one in load_appearances(connection, session.plan.id)}
    return sorted(received - destroyed.keys())


def _paths(session: Session, contents: set[str]) -> tuple[str, ...]:
    """Return where contents appeared."""
    with session.engine.connect() as connection:
        appearances = load_appearances(connection, session.plan.id)
    return tuple(sorted({one.path for one in appearances if one.sha256 in contents}))


def _released(session: Session, removal: Removal) -> Iterator[Place]:
    """Yield every cell of a released table that holds a text, and every descriptor that does."""
    with session.engine.connect() as connection:
        history = load_history(connection, session.plan.id)
    for release in history:
        files = session.published.files(release.version)
        for name, content in files.items():
            if name.endswith(".csv"):
                yield from _cells(release.version, name, content, removal)
        told = json.loads(files[DESCRIPTOR])
        if removal.without_in(told) != told:
            yield Place(release.version, DESCRIPTOR)


def _cells(version: str, name: str, content: bytes, removal: Removal) -> Iterator[Place]:
    """Yield the cells of one table that hold a text."""
    header, rows = read_csv(content)
    free = [column for column in header if column in free_columns()]
    for number, row in enumerate(rows, start=1):
        for column in free:
            if removal.is_in(row[column]):
                yield Place(version, name, number, column)
