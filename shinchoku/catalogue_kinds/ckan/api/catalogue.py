"""A CKAN as a catalogue: described, brought to the newest version in one switch, and read back by anybody's eyes."""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from shinchoku.adapters.catalogues.port import Applied, Described
from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.api.public import PublicView
from shinchoku.catalogue_kinds.ckan.api.reading import Stored, find_packages, read_tables
from shinchoku.catalogue_kinds.ckan.api.rows_first import RowsFirst
from shinchoku.catalogue_kinds.ckan.api.server import examine
from shinchoku.catalogue_kinds.ckan.api.steps import (
    require_no_link_to,
    stays_deleted,
    tables_to_go,
    tables_to_write,
)
from shinchoku.catalogue_kinds.ckan.api.tables import follow, read_previews, show, without_tables
from shinchoku.catalogue_kinds.ckan.api.writing import (
    create_dataset,
    delete_dataset,
    revise_archive,
    revise_current,
    unveil,
)
from shinchoku.catalogue_kinds.ckan.settings import CkanLayout, CkanSettings
from shinchoku.catalogue_kinds.ckan.wanted.datasets import loaded_uploads, present_datasets, wanted_datasets
from shinchoku.catalogue_kinds.ckan.wanted.rows_only import require_datastore
from shinchoku.catalogue_kinds.ckan.wanted.server import Server
from shinchoku.catalogue_kinds.ckan.wanted.shape import CURRENT, Shape
from shinchoku.catalogue_kinds.ckan.wanted.stored import ROWS, files_to_show, table_thing
from shinchoku.catalogue_kinds.ckan.wanted.tables import columns_of
from shinchoku.catalogues.publication import Publication
from shinchoku.catalogues.table_rows import published_rows
from shinchoku.catalogues.things import CatalogueStep, Do, Picture, Thing, ThingKind


class Ckan:
    """One CKAN of a plan; making it opens no connection.

    `turn` is any number that grows by one a night: it chooses the older version that is read back in full,
    so that each has its turn.
    """

    def __init__(self, settings: CkanSettings, client: CkanClient, turn: int = 0) -> None:
        """Keep the settings and the client."""
        self._settings = settings
        self._client = client
        self._turn = turn
        self._server: Server | None = None
        self._packages: dict[str, Mapping[str, Any]] = {}
        self._tables: dict[str, Stored] = {}
        self._rows_first = RowsFirst(client) if settings.layout is CkanLayout.DATASTORE else None

    @property
    def name(self) -> str:
        """Its name in the plan."""
        return self._settings.name

    def describe(self, publication: Publication) -> Described:
        """Return what should stand there and what does, tables included."""
        self._server = self._server or examine(
            self._client, self._settings.organization, self._settings.groups
        )
        require_datastore(self._server, self._settings, self._client.host)
        nowhere = Shape(publication, self._settings, self._server, {})
        self._packages = find_packages(self._client, nowhere)
        shape = self._shape(publication)
        wanted, warnings = wanted_datasets(shape)
        present = dict(present_datasets(shape, self._packages))
        self._tables = read_tables(self._client, shape) if CURRENT in self._packages else {}
        previews = read_previews(self._client, shape, self._tables)
        stored = [one.thing(file, has_preview=file in previews) for file, one in self._tables.items()]
        present |= {thing.key: thing for thing in stored}
        wanted |= {thing.key: thing for thing in (_table(shape, file) for file in shape.tables())}
        notes = [*warnings, *_notes(self._server, self._settings)]
        if self._rows_first is not None:
            notes += self._rows_first.notes(shape, self._packages.get(CURRENT), self._tables)
        return Described(wanted, present, tuple((one.ja, one.en) for one in notes))

    def apply(self, publication: Publication, steps: Sequence[CatalogueStep]) -> Applied:
        """Carry out the steps: archives first, then the switch, then the tables.

        Datasets that are missing are only made, hidden and empty: what the rest is depends on the
        identifiers that they get, so it has to be described again.
        """
        before, shape = self._client.writes, self._shape(publication)
        missing = [
            step for step in steps if step.kind is ThingKind.DATASET and step.do is Do.CREATE and step.goal
        ]
        for step in missing:
            if step.goal is not None:
                create_dataset(self._client, shape, step.goal.fields)
        if missing:
            return Applied(self._client.writes - before, written=frozenset(step.key for step in missing))
        lag: Mapping[str, float] = {}
        for part in shape.parts:
            own = [step for step in steps if step.key.partition("/")[0] == part]
            if stays_deleted(own):
                require_no_link_to(self._client.host, shape, part, steps)
                self._delete_again(part, own)
            elif part != CURRENT:
                self._archive(shape, part, own)
            elif self._rows_first is None:
                lag = self._switch(shape, own)
            else:
                lag = self._rows_first.bring(shape, self._packages[CURRENT], own, self._tables)
        written = frozenset(step.key for step in steps if step.is_write)
        return Applied(self._client.writes - before, lag, written=written)

    def read_back(self, publication: Publication, goals: Picture, told: Picture) -> Described:
        """Return what anybody gets at the stable addresses, of one older version after the other, and of what others replaced."""
        shape = self._shape(publication)
        if self._rows_first is not None:
            return self._rows_first.read_back(shape, self._packages.get(CURRENT), self._tables)
        return PublicView(self._client, shape, goals, told, self._turn).described()

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()
        if self._rows_first is not None:
            self._rows_first.close()

    def _shape(self, publication: Publication) -> Shape:
        """Return how the publication lies there, as far as it was seen."""
        if self._server is None:
            raise RuntimeError("a catalogue is described before anything else is asked of it")
        return Shape(publication, self._settings, self._server, self._packages)

    def _archive(self, shape: Shape, part: str, steps: Sequence[CatalogueStep]) -> None:
        """Bring one archive to what the steps say."""
        if any(step.is_write for step in steps):
            package = without_tables(self._client, self._packages[part], loaded_uploads(steps))
            revise_archive(self._client, shape, package, steps)

    def _delete_again(self, part: str, steps: Sequence[CatalogueStep]) -> None:
        """Take a dataset away that others brought back, where a person wants it to stay deleted."""
        if any(step.is_write and step.kind is ThingKind.DATASET for step in steps):
            delete_dataset(self._client, self._packages[part])

    def _switch(self, shape: Shape, steps: Sequence[CatalogueStep]) -> Mapping[str, float]:
        """Switch the current dataset, and have the tables follow; a hidden one is shown when all is there."""
        package = self._packages[CURRENT]
        datasets = [step for step in steps if step.kind is not ThingKind.TABLE]
        tables = tables_to_write(steps)
        goal = next(step.goal for step in datasets if step.key == CURRENT)
        is_shown_later = (
            bool(package.get("private")) and goal is not None and goal.fields["private"] == "false"
        )
        switched = time.monotonic()
        gone = [*tables_to_go(shape, package, datasets), *loaded_uploads(steps)]
        package = without_tables(self._client, package, gone)
        if any(step.is_write for step in datasets):
            has_tables_to_come = is_shown_later and bool(tables)
            package = revise_current(self._client, shape, package, datasets, is_hidden=has_tables_to_come)
            switched = time.monotonic()
        follows = follow(self._client, shape, tables, self._tables, switched)
        lag = {f"{CURRENT}/{file}{ROWS}": seconds for file, seconds in follows.items()}
        for file in files_to_show(steps):
            show(self._client, shape, file)
        if is_shown_later and package.get("private"):
            unveil(self._client, self._client.read("package_show", id=str(package["id"])))
        return lag


def _table(shape: Shape, file: str) -> Thing:
    """Return a table as it should be."""
    newest = shape.publication.newest
    columns = columns_of(newest.resources[file])
    rows = published_rows(columns, shape.publication.content(newest.version, file))
    return table_thing(file, columns, rows, has_preview=bool(shape.server.table_views))


def _notes(server: Server, settings: CkanSettings) -> list[Bilingual]:
    """Say what this server lacks."""
    notes = []
    if settings.datastore and not server.has_datastore:
        notes.append(
            Bilingual(
                "このカタログにはDataStoreがないため、表の検索APIは使えません（ファイルは公開されます）。",
                "this catalogue has no DataStore: the files are published, tables cannot be queried.",
            )
        )
    return notes
