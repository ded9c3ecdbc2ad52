"""Where a text stands that is to be taken down: shown to two persons before anything goes."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from shinchoku.adapters.state.erasing import contents_without, received_elsewhere, words_with
from shinchoku.adapters.state.intake import load_appearances
from shinchoku.adapters.state.releases import load_history
from shinchoku.adapters.state.takedowns import TakedownRecord, load_destroyed
from shinchoku.adapters.workbooks.searching import files_with
from shinchoku.errors import ConfigurationError
from shinchoku.package.build import DESCRIPTOR
from shinchoku.package.csv_text import read_csv
from shinchoku.package.free_text import free_columns
from shinchoku.releases.removal import Removal
from shinchoku.session import Session


@dataclass(frozen=True, slots=True)
class TakedownPlace:
    """A cell of a released table, or a released document, that holds the text; the row counts from 1, 0 for a document."""

    version: str
    file: str
    row: int = 0
    column: str = ""
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """Where something stands that has to go."""

    released: tuple[TakedownPlace, ...] = ()
    state: Mapping[str, int] | None = None
    """Rows of the state that hold it, by table."""
    contents: tuple[str, ...] = ()
    """Received contents that hold it, by hash: their bytes are destroyed as a whole."""
    paths: tuple[str, ...] = ()
    """Where those contents lay when they were received; what still lies in the inbox a person has to delete there."""
    unreadable: tuple[str, ...] = ()
    """Received contents that nobody can look into."""
    names: tuple[str, ...] = ()
    """Paths in the inbox that hold it: names of files are not erased, a person renames them."""
    is_in_plan: bool = False
    """Whether the plan file holds it: then it would be published again."""
    figures: tuple[TakedownPlace, ...] = ()
    """Released figures that are the number that has to go: a figure is corrected, not taken down."""
    elsewhere: Mapping[str, str] | None = None
    """Contents that another plan of the same database received, too, with that plan."""

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
        elsewhere = session.ask(received_elsewhere, {takedown.sha256})
        paths = _paths(session, {takedown.sha256})
        return Places(contents=(takedown.sha256,), paths=paths, elsewhere=elsewhere)
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
    with session.engine.connect() as connection:
        elsewhere = received_elsewhere(connection, session.plan.id, holding)
        names = {one.path for one in load_appearances(connection, session.plan.id) if removal.is_in(one.path)}
    released = list(_released(session, removal))
    return Places(
        tuple(one for one in released if not one.is_figure),
        state,
        tuple(sorted(holding)),
        _paths(session, holding),
        tuple(sorted(by_path[path] for path in searched.unreadable)),
        tuple(sorted(names)),
        _is_in_plan(session, removal),
        tuple(one for one in released if one.is_figure),
        elsewhere,
    )


def require_erasable(session: Session, places: Places) -> None:
    """Refuse to take down what would be published again, is a figure, or is another plan's as well.

    Raises:
        ConfigurationError: with what a person has to do first.
    """
    if places.is_in_plan:
        raise ConfigurationError(
            f"計画ファイル {session.plan_file} に、削除する文が残っています。先に計画ファイルから除いてください（次の夜に再び公表されるため）。",
            f"the plan file {session.plan_file} still holds the text and would publish it again: take it out there first.",
        )
    if places.figures:
        one = places.figures[0]
        raise ConfigurationError(
            f"この番号は、公表した数値です（{one.version} の {one.file} {one.row}行目 {one.column}）。数値は削除できません。shinchoku correct で訂正してから、申請し直してください。",
            f"the number is a released figure ({one.version}, {one.file} row {one.row} {one.column}): figures are not taken down. Correct it with shinchoku correct, and ask again.",
        )
    if places.elsewhere:
        sha256, plan_id = next(iter(places.elsewhere.items()))
        raise ConfigurationError(
            f"受領したファイル {sha256[:12]} は、同じデータベースの計画「{plan_id}」にも提出されています。読み取った行を共有しているため、この計画だけからは削除できません。計画ごとにデータベースを分けてから行ってください。",
            f"the received file {sha256[:12]} was handed in for the plan {plan_id!r} of the same database, too, and what was read of it is shared: give each plan a database of its own first.",
        )


def _is_in_plan(session: Session, removal: Removal) -> bool:
    """Tell whether the plan file holds a text, in a value or beside one."""
    text = session.plan_file.read_text(encoding="utf-8")
    told = tomllib.loads(text)
    return removal.is_in(text) or removal.without_in(told) != told


def received_contents(connection: Connection, session: Session) -> list[str]:
    """Return the contents of the plan whose bytes are still kept."""
    destroyed = load_destroyed(connection, session.plan.id)
    received = {one.sha256 for one in load_appearances(connection, session.plan.id)}
    return sorted(received - destroyed.keys())


def _paths(session: Session, contents: set[str]) -> tuple[str, ...]:
    """Return where contents appeared."""
    appearances = session.ask(load_appearances)
    return tuple(sorted({one.path for one in appearances if one.sha256 in contents}))


def _released(session: Session, removal: Removal) -> Iterator[TakedownPlace]:
    """Yield every place of a release that holds a text."""
    history = session.ask(load_history)
    for release in history:
        yield from places_in(release.version, session.published.files(release.version), removal)


def places_in(version: str, files: Mapping[str, bytes], removal: Removal) -> list[TakedownPlace]:
    """Return the cells of a package's tables that hold a text, and its documents that tell it beside them."""
    found = [
        place
        for name, content in files.items()
        if name.endswith(".csv")
        for place in _cells(version, name, content, removal)
    ]
    told = json.loads(files[DESCRIPTOR])
    return [*found, *([TakedownPlace(version, DESCRIPTOR)] if removal.without_in(told) != told else [])]


def _cells(version: str, name: str, content: bytes, removal: Removal) -> Iterator[TakedownPlace]:
    """Yield the cells of one table that hold a text; of those that are no free text, the figures that are the number."""
    header, rows = read_csv(content)
    free = free_columns()
    for number, row in enumerate(rows, start=1):
        for column in header:
            if column in free and removal.is_in(row[column]):
                yield TakedownPlace(version, name, number, column)
            elif column not in free and removal.is_figure(row[column]):
                yield TakedownPlace(version, name, number, column, is_figure=True)
