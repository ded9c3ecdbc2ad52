"""What the steps about a dataset ask for: whether it stays deleted, what is told, which tables go."""

from collections.abc import Mapping, Sequence
from typing import Any

from shinchoku.catalogue_kinds.ckan.wanted.shape import CURRENT, Shape
from shinchoku.catalogue_kinds.ckan.wanted.stored import ROWS
from shinchoku.catalogues.failures import CatalogueRefusedError
from shinchoku.catalogues.things import CatalogueStep, Do, ThingKind


def stays_deleted(steps: Sequence[CatalogueStep]) -> bool:
    """Tell whether somebody deleted the dataset, and the plan's settings or a person leave it so."""
    dataset = next((step for step in steps if step.kind is ThingKind.DATASET), None)
    return dataset is None or dataset.goal is None or dataset.goal.fields["state"] != "active"


def tables_to_write(steps: Sequence[CatalogueStep]) -> Mapping[str, bool]:
    """Return the files whose tables are to be made or changed, each with whether its rows are among that.

    A preview alone changes no table; rows that a person keeps, or the plan leaves, are not ours to write.
    """
    found: dict[str, bool] = {}
    for step in steps:
        if step.kind is not ThingKind.TABLE or not step.is_write or step.keeps_bytes or step.do is Do.REMOVE:
            continue
        changed = {change.name for change in step.changes if not change.is_left}
        if step.do is Do.CREATE or not changed.isdisjoint(_OF_TABLE):
            has_rows = step.do is Do.CREATE or not any(
                change.is_left for change in step.changes if change.name in _OF_ROWS
            )
            found[step.key.removeprefix(f"{CURRENT}/").removesuffix(ROWS)] = has_rows
    return found


_OF_ROWS = frozenset({"rows", "digest"})
_OF_TABLE = frozenset({"columns", "key", *_OF_ROWS})


def tables_to_go(shape: Shape, package: Mapping[str, Any], steps: Sequence[CatalogueStep]) -> list[str]:
    """Return the resources to be removed that have a table: it would stay readable for ever without them."""
    gone = {step.key.removeprefix(f"{CURRENT}/") for step in steps if step.do is Do.REMOVE}
    ids = {shape.stable_id(name) for name in gone} | gone
    return [
        str(one["id"])
        for one in package.get("resources", ())
        if one["id"] in ids and one.get("datastore_active")
    ]


def require_no_link_to(host: str, shape: Shape, part: str, steps: Sequence[CatalogueStep]) -> None:
    """Require that nothing is to lead to an archive that stays deleted: nobody would get the new version.

    Raises:
        CatalogueRefusedError: if a new version would lie there.
    """
    is_its_place = part != CURRENT and shape.publication.newest in shape.versions_in(part)
    is_new = any(change.name == "version" for step in steps if step.key == CURRENT for change in step.changes)
    if is_its_place and is_new:
        raise CatalogueRefusedError(
            f"カタログ {host} では、保存用のデータセット（{part}）を削除された状態のまま維持しているため、新しい版のファイルを置けません。"
            '前の版の表示はそのままです。--keep に --undo を付けて維持をやめるか、計画ファイルで layout を "single" にしてください。',
            f"in the catalogue {host} the archive ({part}) stays deleted, so that the files of the new version have no"
            " place; the version before is still shown. End what is kept with --keep and --undo, or set layout ="
            ' "single" in the plan file.',
        )
