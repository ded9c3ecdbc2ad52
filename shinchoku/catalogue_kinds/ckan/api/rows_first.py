"""Publishing where a catalogue holds tables alone: the rows first, the dataset's version last.

CKAN has no transaction over two tables, so readers see them change one after the other. Each changes in one
request, as far as it can; the dataset names the new version when every table has its rows, and what is read
back is what anybody gets (ADR 0044).
"""

import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from shinchoku.adapters.catalogues.port import Described
from shinchoku.bilingual import Bilingual
from shinchoku.catalogue_kinds.ckan.api.client import CkanClient
from shinchoku.catalogue_kinds.ckan.api.public_rows import PublicRows
from shinchoku.catalogue_kinds.ckan.api.reading import Stored
from shinchoku.catalogue_kinds.ckan.api.steps import tables_to_go, tables_to_write
from shinchoku.catalogue_kinds.ckan.api.tables import ROWS_AT_ONCE, bring_table, drop, show
from shinchoku.catalogue_kinds.ckan.api.troubles import changed_meanwhile
from shinchoku.catalogue_kinds.ckan.api.writing import list_resources, revise_current, unveil
from shinchoku.catalogue_kinds.ckan.wanted.rows_only import divided_words, left_out_words, rebuilt_words
from shinchoku.catalogue_kinds.ckan.wanted.shape import CURRENT, Shape
from shinchoku.catalogue_kinds.ckan.wanted.stored import ROWS, files_to_show, new_rows
from shinchoku.catalogue_kinds.ckan.wanted.tables import columns_of
from shinchoku.catalogues.table_rows import published_rows
from shinchoku.catalogues.things import CatalogueStep, ThingKind, Value

JsonObject = Mapping[str, Any]
_MARKS = frozenset({"metadata_modified", "last_modified", "datastore_active"})
"""What CKAN itself changes in a dataset's list when a table is made or dropped."""
_COUNTED = frozenset({"metadata_modified", "organization", "tracking_summary"})
"""What moves in a dataset without anybody's change of it."""


class RowsFirst:
    """What is done otherwise in a catalogue of tables alone; making it opens no connection."""

    def __init__(self, client: CkanClient) -> None:
        """Keep the client that writes, and read as anybody beside it."""
        self._client = client
        self._public = PublicRows(client)

    def notes(
        self, shape: Shape, package: JsonObject | None, stored: Mapping[str, Stored]
    ) -> list[Bilingual]:
        """Say what is left out, and which tables readers see in two states while they change."""
        is_seen = package is not None and not _is_unseen(package)
        return [*left_out_words(shape), *(_seen_changing(shape, stored) if is_seen else ())]

    def bring(
        self, shape: Shape, package: JsonObject, steps: Sequence[CatalogueStep], stored: Mapping[str, Stored]
    ) -> Mapping[str, float]:
        """Bring the tables to the newest version, then the dataset that names it.

        Returns:
            How many seconds after each table's rows the dataset named their version, by the table's key.

        Raises:
            CatalogueFailedError: if somebody changed the dataset meanwhile.
        """
        datasets, tables = [one for one in steps if one.kind is not ThingKind.TABLE], tables_to_write(steps)
        goal = next(step.goal for step in datasets if step.key == CURRENT)
        is_shown_later = _is_unseen(package) and goal is not None and goal.fields["private"] == "false"
        if is_shown_later:
            package = revise_current(self._client, shape, package, datasets, is_hidden=True)
        else:
            package = list_resources(self._client, shape, package, _without_version(shape, datasets, tables))
        written: dict[str, float] = {}
        for file in (one for one in shape.tables() if one in tables):
            bring_table(self._client, shape, file, stored.get(file), has_rows=tables[file])
            written[f"{CURRENT}/{file}{ROWS}"] = time.monotonic()
        for file in files_to_show(steps):
            show(self._client, shape, file)
        if is_shown_later:
            unveil(self._client, self._again(package))
        elif any(step.is_write for step in datasets):
            for identifier in tables_to_go(shape, package, datasets):
                drop(self._client, identifier)
            revise_current(self._client, shape, self._again(package), datasets, is_hidden=False)
        else:
            return {}
        named = time.monotonic()
        return {key: named - then for key, then in written.items()}

    def read_back(self, shape: Shape, package: JsonObject | None, stored: Mapping[str, Stored]) -> Described:
        """Return every table and every linked file as it should be, and as anybody gets it; nothing of what is hidden."""
        if package is None or _is_unseen(package):
            return Described({}, {})
        return self._public.read_back(shape, package, stored)

    def close(self) -> None:
        """Give the connections back."""
        self._public.close()

    def _again(self, before: JsonObject) -> JsonObject:
        """Return the dataset as it is now: a table made or dropped marks its resource, and moves the guard."""
        package: JsonObject = self._client.read("package_show", id=str(before["id"]))
        if _unmarked(package) != _unmarked(before):
            raise changed_meanwhile(self._client.host, "package_revise")
        return package


def _is_unseen(package: JsonObject) -> bool:
    """Tell whether the public sees nothing of a dataset."""
    return bool(package.get("private")) or package.get("state", "active") != "active"


def _unmarked(package: JsonObject) -> JsonObject:
    """Return what somebody may have changed in a dataset, without what our own writes to its tables change."""
    resources = [
        {name: value for name, value in one.items() if name not in _MARKS}
        for one in package.get("resources", ())
    ]
    return {
        **{name: value for name, value in package.items() if name not in _COUNTED},
        "resources": resources,
    }


def _without_version(
    shape: Shape, steps: Sequence[CatalogueStep], tables: Collection[str]
) -> Iterator[Mapping[str, Value]]:
    """Yield the resources that hold tables to be written; they name a version when the dataset does."""
    goals = {step.key: step.goal for step in steps}
    for file in (one for one in shape.tables() if one in tables):
        goal = goals.get(f"{CURRENT}/{file}")
        if goal is not None:
            yield {**goal.fields, "version": ""}


def _seen_changing(shape: Shape, stored: Mapping[str, Stored]) -> Iterator[Bilingual]:
    """Yield which tables will be seen in two states, or in none, while they change."""
    newest = shape.publication.newest
    for file, there in stored.items():
        if not there.is_comparable:
            yield rebuilt_words(file)
            continue
        columns = columns_of(newest.resources[file])
        wanted = published_rows(columns, shape.publication.content(newest.version, file))
        changed = sum(1 for _ in new_rows(wanted, there.rows))
        if changed > ROWS_AT_ONCE:
            yield divided_words(file, changed, ROWS_AT_ONCE)
