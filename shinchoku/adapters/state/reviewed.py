"""What people decided of a plan's data and what of it stands on a day, gathered from the state."""

from datetime import date

from sqlalchemy import Connection

from shinchoku.adapters.state.corrections import CorrectionStatus, load_corrections
from shinchoku.adapters.state.highlights import load_choices
from shinchoku.adapters.state.waivers import approved_waivers
from shinchoku.checks.waivers import waivers_in_force
from shinchoku.figures.reviewed import Reviewed


def load_reviewed(connection: Connection, plan_id: str, as_of: date) -> Reviewed:
    """Return the waivers in force, the corrections that nobody took back, and the chosen highlights."""
    recorded = load_corrections(connection, plan_id, [CorrectionStatus.RECORDED])
    return Reviewed(
        waivers=waivers_in_force(approved_waivers(connection, plan_id), as_of),
        corrections=tuple(one.correction for one in recorded),
        highlights=tuple(load_choices(connection, plan_id)),
    )
