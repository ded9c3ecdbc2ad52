"""Corrections (訂正) as stewards recorded them, until they are withdrawn or the sheet says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from schemas.codes import CodeList
from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.tables_of_people import corrections
from shinchoku.figures.corrections import CorrectedField, Correction
from shinchoku.register.fiscal_year import FiscalYear


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
    result = change.connection.execute(
        insert(corrections).values(
            plan_id=change.plan_id,
            fiscal_year=correction.fiscal_year.year,
            item_no=correction.item_no,
            field=correction.field,
            old_value=correction.old_value,
            new_value=correction.new_value,
            reason=correction.reason,
            evidence=correction.evidence,
            status=CorrectionStatus.RECORDED,
            recorded_by=correction.recorded_by,
            recorded_role=correction.recorded_by_role,
            recorded_on=correction.recorded_on,
            ended_on=None,
        )
    )
    number: int = result.inserted_primary_key[0] if result.inserted_primary_key else 0
    return number


def settle_correction(change: Change, number: int, status: CorrectionStatus, on: date) -> bool:
    """End a correction that is in effect; false if it no longer was."""
    done = change.connection.execute(
        update(corrections)
        .where(
            corrections.c.plan_id == change.plan_id,
            corrections.c.id == number,
            corrections.c.status == CorrectionStatus.RECORDED,
        )
        .values(status=status, ended_on=on)
    )
    return done.rowcount == 1


def load_corrections(
    connection: Connection, plan_id: str, statuses: Sequence[CorrectionStatus] = ()
) -> list[CorrectionRecord]:
    """Return corrections, the oldest first: all, or those in some states."""
    query = select(corrections).where(corrections.c.plan_id == plan_id).order_by(corrections.c.id)
    if statuses:
        query = query.where(corrections.c.status.in_(statuses))
    return [
        CorrectionRecord(
            Correction(
                number=row.id,
                fiscal_year=FiscalYear(row.fiscal_year),
                item_no=row.item_no,
                field=CorrectedField.of(row.field),
                old_value=row.old_value,
                new_value=row.new_value,
                reason=row.reason,
                evidence=row.evidence,
                recorded_by=row.recorded_by,
                recorded_by_role=row.recorded_role,
                recorded_on=row.recorded_on,
            ),
            CorrectionStatus.of(row.status),
            row.ended_on,
        )
        for row in connection.execute(query)
    ]
