"""The candidates that wait for an approver: which one is meant, and whose work is in it."""

from collections.abc import Mapping

from sqlalchemy import Connection

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.corrections import CorrectionStatus, load_corrections
from shinchoku.adapters.state.waivers import approved_waivers
from shinchoku.errors import ConfigurationError
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.transitions import YearState
from shinchoku.session import Session

_FEWEST_DIGITS = 6


def is_author(session: Session, person: str, year: FiscalYear) -> bool:
    """Tell whether a year's candidate rests on what a person asked for or recorded."""
    return person in session.ask(authors_in, year)


def waiting_states(session: Session) -> dict[str, YearState]:
    """Return how each waiting candidate stands, by its digest."""
    return {str(one["digest"]): YearState.of(str(one["outcome"])) for one in list_waiting(session)}


def list_waiting(session: Session) -> tuple[Mapping[str, object], ...]:
    """Return the waiting candidates as the state keeps them, oldest year first."""
    return tuple(session.ask(load_waiting))


def authors_in(connection: Connection, plan_id: str, year: FiscalYear) -> frozenset[str]:
    """Return who asked for the waivers and recorded the corrections that a year's candidate rests on."""
    waived = (one.requested_by for one in approved_waivers(connection, plan_id) if one.fiscal_year == year)
    corrected = (
        one.correction.recorded_by
        for one in load_corrections(connection, plan_id, [CorrectionStatus.RECORDED])
        if one.correction.fiscal_year == year
    )
    return frozenset([*waived, *corrected])


def find_waiting(connection: Connection, plan_id: str, digest: str) -> tuple[FiscalYear, str]:
    """Return the waiting candidate that a digest or its beginning names.

    Raises:
        ConfigurationError: if there is none, or more than one.
    """
    waiting = load_waiting(connection, plan_id)
    wanted = digest.lower()
    found = [one for one in waiting if str(one["digest"]).startswith(wanted)]
    if len(found) != 1 or len(wanted) < _FEWEST_DIGITS:
        now_ja = "、".join(
            f"{FiscalYear(int(str(w['fiscal_year']))).label} {str(w['digest'])[:12]}" for w in waiting
        )
        now_en = ", ".join(f"FY{w['fiscal_year']} {str(w['digest'])[:12]}" for w in waiting)
        raise ConfigurationError(
            f"「{digest}」という承認待ちはありません（いまの承認待ち: {now_ja or 'なし'}）。内容が変わると番号も変わります。",
            f"no candidate {digest!r} waits (now waiting: {now_en or 'none'}); a changed one has a new digest.",
        )
    one = found[0]
    return FiscalYear(int(str(one["fiscal_year"]))), str(one["digest"])
