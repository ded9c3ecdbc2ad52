"""Appearances that people decide about: found by path or hash, taken back, moved."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.intake import CONSOLE, NAMES, path_key
from shinchoku.adapters.state.tables import appearances
from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError
from shinchoku.intake.sheets import Appearance

_FEWEST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class ReceivedAppearance:
    """An appearance, and whether it came by the console."""

    appearance: Appearance
    by_console: bool


def find_appearance(
    connection: Connection, plan_id: str, wanted: str, *, withdrawn: bool
) -> ReceivedAppearance:
    """Return the newest appearance at a path, or the one of a hash or its beginning, that is `withdrawn` or not.

    Raises:
        ConfigurationError: if there is none, or a hash means several places.
    """
    columns = appearances.c
    query = select(*(columns[name] for name in NAMES), columns.source).where(
        columns.plan_id == plan_id, columns.is_withdrawn.is_(withdrawn)
    )
    at_path = query.where(columns.path == wanted)
    rows = connection.execute(at_path.order_by(columns.sequence)).all()
    if not rows and len(wanted) >= _FEWEST_DIGITS and wanted.isalnum():
        by_hash = query.where(columns.sha256.startswith(wanted.lower(), autoescape=True))
        rows = connection.execute(by_hash.order_by(columns.arrival, columns.sequence)).all()
        if len({row.path for row in rows}) > 1:
            raise _several(wanted, sorted({row.path for row in rows}))
    if not rows:
        raise _none(wanted, withdrawn=withdrawn)
    found = dict(rows[-1]._mapping)  # noqa: SLF001 -- public despite its name
    return ReceivedAppearance(by_console=found.pop("source") == CONSOLE, appearance=Appearance(**found))


def mark_withdrawn(change: Change, one: Appearance, *, withdrawn: bool) -> None:
    """Take an appearance back, or let it count again."""
    _update(change, one, is_withdrawn=withdrawn)


def assign(change: Change, one: Appearance, round_id: str, department: str) -> None:
    """Move an appearance to a round and a department; empty for what it says itself."""
    _update(change, one, assigned_round=round_id, assigned_department=department)


def _update(change: Change, one: Appearance, **values: object) -> None:
    """Change what is decided of an appearance."""
    columns = appearances.c
    change.connection.execute(
        update(appearances)
        .where(
            columns.plan_id == change.plan_id,
            columns.path_key == path_key(one.path),
            columns.sequence == one.sequence,
        )
        .values(**values)
    )


def _none(wanted: str, *, withdrawn: bool) -> ConfigurationError:
    """Say that nothing of the kind was received."""
    ja, en = ("取り下げた", "withdrawn ") if withdrawn else ("", "")
    return ConfigurationError(
        Bilingual(
            f"「{wanted}」という{ja}提出はありません。受付フォルダーの中のパスか、SHA-256 の先頭6桁以上を指定してください"
            "（shinchoku submissions --files で一覧を見られます）。",
            f"there is no {en}submission {wanted!r}: give its path in the inbox, or six or more digits of its SHA-256"
            " (see: shinchoku submissions --files).",
        )
    )


def _several(wanted: str, paths: list[str]) -> ConfigurationError:
    """Say that a content was received at several places."""
    return ConfigurationError(
        Bilingual(
            f"「{wanted}」の内容は複数の場所に届いています。パスで指定してください: {'、'.join(paths)}",
            f"the content {wanted!r} came at several places: name one by its path: {', '.join(paths)}",
        )
    )
