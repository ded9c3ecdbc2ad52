"""Contents that were set aside, so that nobody opens them."""

from typing import Annotated

from sqlalchemy import Connection, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.codec import SORTED, Codec
from shinchoku.adapters.state.rows import of_plan
from shinchoku.adapters.state.tables import appearances
from shinchoku.adapters.state.tables_of_people import quarantines
from shinchoku.adapters.state.takedowns import load_destroyed
from shinchoku.errors import ConfigurationError
from shinchoku.intake.quarantine import Quarantine, RowPlace

_FEWEST_DIGITS = 6
_KEPT: Codec[frozenset[RowPlace]] = Codec(Annotated[frozenset[RowPlace], SORTED])


def load_quarantined(connection: Connection, plan_id: str) -> dict[str, Quarantine]:
    """Return the contents of a plan that nobody opens, by their hash."""
    rows = connection.execute(of_plan(quarantines, plan_id))
    destroyed = load_destroyed(connection, plan_id)
    return {
        row.sha256: Quarantine(
            destroyed.get(row.sha256, row.since),
            _KEPT.load(row.kept),
            row.sha256 in destroyed,
        )
        for row in rows
    }


def is_quarantined(connection: Connection, plan_id: str, sha256: str) -> bool:
    """Tell whether nobody opens a content."""
    mine = (quarantines.c.plan_id == plan_id) & (quarantines.c.sha256 == sha256)
    return connection.scalar(select(quarantines.c.sha256).where(mine)) is not None


def set_aside(change: Change, sha256: str, quarantine: Quarantine, reason: str, actor: str) -> None:
    """Keep everybody from opening a content."""
    kept = _KEPT.dump(quarantine.kept)
    change.insert(quarantines, sha256=sha256, since=quarantine.since, reason=reason, actor=actor, kept=kept)
    change.record("quarantine", sha256, {"kept_rows": str(len(quarantine.kept))})


def let_go(change: Change, sha256: str) -> None:
    """Let a content be opened again."""
    change.delete(quarantines, quarantines.c.sha256 == sha256)
    change.record("quarantine_undo", sha256)


def find_content(connection: Connection, plan_id: str, wanted: str) -> str:
    """Return the hash of the newest content at a path, or of the content whose hash begins like that.

    Raises:
        ConfigurationError: if there is none, or more than one.
    """
    columns = appearances.c
    mine = select(columns.sha256).where(columns.plan_id == plan_id)
    at_path = mine.where(columns.path == wanted).order_by(columns.sequence.desc())
    found: list[str] = list(connection.scalars(at_path.limit(1)))
    if not found and len(wanted) >= _FEWEST_DIGITS and wanted.isalnum():
        alike = mine.where(columns.sha256.startswith(wanted.lower(), autoescape=True)).distinct()
        found = list(connection.scalars(alike))
    if len(found) == 1:
        return found[0]
    raise ConfigurationError(
        f"「{wanted}」に当たる内容が{'複数あります' if found else 'ありません'}。shinchoku submissions --files で確かめて、"
        "パスかSHA-256で指定してください。",
        f"{'more than one content is' if found else 'no content is'} {wanted!r}: look at shinchoku submissions"
        " --files, and give a path or a SHA-256.",
    )
