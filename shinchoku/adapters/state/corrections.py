"""Corrections (訂正) as stewards recorded them, until they are withdrawn or the sheet says otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from schemas.codes import CodeList
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.rows import of_plan, record_of, values_of
from shinchoku.adapters.state.tables_of_people import corrections
from shinchoku.figures.corrections import Correction


class CorrectionStatus(CodeList):
    """Where a correction stands."""

    RECORDED = "recorded", "記録済み", "Recorded"
    WITHDRAWN = "withdrawn", "取下げ", "Withdrawn"
    LAPSED = "lapsed", "シートの変更により終了", "Ended: the sheet changed"


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """A correction and where it stands."""

    correction: Correction
    status: CorrectionStatus
    ended_on: date | None


def record_correction(change: Change, correction: Correction) -> int:
    """Keep a correction and return its number; its own number is not looked at."""
    status = {"status": CorrectionStatus.RECORDED, "recorded_role": correction.recorded_by_role}
    return change.insert(corrections, **values_of(corrections, correction), **status)


def settle_correction(change: Change, number: int, status: CorrectionStatus, on: date) -> bool:
    """End a correction that is in effect; false if it no longer was."""
    in_effect = corrections.c.id == number, corrections.c.status == CorrectionStatus.RECORDED
    return change.update(corrections, *in_effect, status=status, ended_on=on) == 1


def load_corrections(
    connection: Connection, plan_id: str, statuses: Sequence[CorrectionStatus] = ()
) -> list[CorrectionRecord]:
    """Return corrections, the oldest first: all, or those in some states."""
    which = [corrections.c.status.in_(statuses)] if statuses else []
    rows = connection.execute(of_plan(corrections, plan_id, *which).order_by(corrections.c.id))
    return [
        record_of(
            CorrectionRecord,
            row,
            correction=record_of(Correction, row, number=row.id, recorded_by_role=row.recorded_role),
        )
        for row in rows
    ]
