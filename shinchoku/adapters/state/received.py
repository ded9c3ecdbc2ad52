"""Appearances that people decide about: found by path or hash, taken back, moved."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.intake import path_key
from shinchoku.adapters.state.rows import record_of
from shinchoku.adapters.state.tables import appearances
from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError
from shinchoku.intake.sheets import Appearance

_FEWEST_DIGITS = 6
_DECIDED = Bilingual(
    "ほかの人が先に取り下げたか、戻しました。いまの内容を確かめてください。",
    "somebody else took it back, or let it count again, before you: look at it as it is now.",
)


@dataclass(frozen=True, slots=True)
class At:
    """One place of one content: a path, and which of the contents there, counted from the first."""

    path: str
    sequence: int

    @staticmethod
    def of(appearance: Appearance) -> At:
        """Return the place of an appearance."""
        return At(appearance.path, appearance.sequence)


def find_appearance(connection: Connection, plan_id: str, wanted: str | At, *, withdrawn: bool) -> Appearance:
    """Return the appearance at a place, the newest one at a path, or the one of a hash or its beginning.

    Raises:
        DecidedMeanwhileError: if what stands at the place is not `withdrawn`, or is, other than it was asked.
        ConfigurationError: if there is none that is `withdrawn` or not, or a hash means several paths.
    """
    columns = appearances.c
    query = select(appearances).where(columns.plan_id == plan_id)
    if isinstance(wanted, At):
        at = columns.path_key == path_key(wanted.path), columns.sequence == wanted.sequence
        found = connection.execute(query.where(*at)).one_or_none()
        if found is None:
            raise _none(wanted.path, withdrawn=withdrawn)
        if found.is_withdrawn is not withdrawn:
            raise DecidedMeanwhileError.of(_DECIDED)
        return record_of(Appearance, found)
    standing = query.where(columns.is_withdrawn.is_(withdrawn))
    at_path = standing.where(columns.path_key == path_key(wanted))
    rows = connection.execute(at_path.order_by(columns.sequence)).all()
    if not rows and len(wanted) >= _FEWEST_DIGITS and wanted.isalnum():
        by_hash = standing.where(columns.sha256.startswith(wanted.lower(), autoescape=True))
        rows = connection.execute(by_hash.order_by(columns.arrival, columns.sequence)).all()
        if len({row.path for row in rows}) > 1:
            raise _several(wanted, sorted({row.path for row in rows}))
    if not rows:
        raise _none(wanted, withdrawn=withdrawn)
    return record_of(Appearance, rows[-1])


def mark_withdrawn(change: Change, appearance: Appearance, *, withdrawn: bool) -> None:
    """Take an appearance back, or let it count again."""
    _update(change, appearance, is_withdrawn=withdrawn)


def assign(change: Change, appearance: Appearance, round_id: str, department: str) -> None:
    """Move an appearance to a round and a department; empty for what it says itself."""
    _update(change, appearance, assigned_round=round_id, assigned_department=department)


def _update(change: Change, appearance: Appearance, **values: object) -> None:
    """Change what is decided of an appearance."""
    columns = appearances.c
    place = columns.path_key == path_key(appearance.path), columns.sequence == appearance.sequence
    change.update(appearances, *place, **values)


def _none(wanted: str, *, withdrawn: bool) -> ConfigurationError:
    """Say that nothing of the kind was received."""
    ja, en = ("取り下げた", "withdrawn ") if withdrawn else ("", "")
    return ConfigurationError(
        f"「{wanted}」という{ja}提出はありません。受付フォルダーの中のパスか、SHA-256 の先頭6桁以上を指定してください"
        "（shinchoku submissions --files で一覧を見られます）。",
        f"there is no {en}submission {wanted!r}: give its path in the inbox, or six or more digits of its SHA-256"
        " (see: shinchoku submissions --files).",
    )


def _several(wanted: str, paths: list[str]) -> ConfigurationError:
    """Say that a content was received at several places."""
    return ConfigurationError(
        f"「{wanted}」の内容は複数の場所に届いています。パスで指定してください: {'、'.join(paths)}",
        f"the content {wanted!r} came at several places: name one by its path: {', '.join(paths)}",
    )
