"""Approve: exactly the rows of one candidate go out, at once or from a date on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from shinchoku.adapters.state.approvals import (
    load_waiting,
    mark_scheduled,
    record_approval,
)
from shinchoku.adapters.state.audit import Act, Actor, record_act
from shinchoku.adapters.state.contents import load_content
from shinchoku.adapters.state.nights import last_date
from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.decision import Approval
from shinchoku.releases.history import Cause, Release, YearEntry
from shinchoku.stages.release import recover, release, require_forward
from shinchoku.stages.session import Session, now

APPROVER = "approver"
_FEWEST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approval did: which year, and the version it went out in, unless it waits for its date."""

    year: FiscalYear
    digest: str
    release: Release | None


def approve(
    session: Session,
    digest: str,
    actor: Actor,
    *,
    reason: str,
    document: str = "",
    embargo: date | None = None,
) -> Approved:
    """Approve the waiting candidate that a digest (or its beginning) names.

    When a year's first release goes out by approval, its figures become official. Runs under the lock.

    Raises:
        ConfigurationError: if no such candidate waits now, or the date lies before the last run.
    """
    plan = session.plan
    recover(session)
    with session.engine.begin() as connection:
        require_forward(session, last_date(connection, plan.id))
        year, full = _find_waiting(connection, plan.id, digest)
        content = load_content(connection, plan.id, full)
        approval = Approval(full, reason, actor.role, embargo, document)
        record_approval(connection, plan.id, year, approval, actor.name, session.as_of)
        detail = {"digest": full, "document": document, "embargo": embargo.isoformat() if embargo else ""}
        record_act(connection, plan.id, actor, Act("approve", str(year), reason, detail), now())
        if waits := embargo is not None and session.as_of < embargo:
            mark_scheduled(connection, plan.id, year)
    if waits:
        return Approved(year, full, None)
    entry = YearEntry(full, Cause.APPROVED, reason, actor.role)
    return Approved(year, full, release(session, {year: (entry, content)}, actor))


def _find_waiting(connection: Connection, plan_id: str, digest: str) -> tuple[FiscalYear, str]:
    """Return the waiting candidate that a digest or its beginning names."""
    waiting = load_waiting(connection, plan_id)
    wanted = digest.lower()
    found = [one for one in waiting if str(one["digest"]).startswith(wanted)]
    if len(found) != 1 or len(wanted) < _FEWEST_DIGITS:
        now_ja = "、".join(
            f"{FiscalYear(int(str(w['fiscal_year']))).label} {str(w['digest'])[:12]}" for w in waiting
        )
        now_en = ", ".join(f"FY{w['fiscal_year']} {str(w['digest'])[:12]}" for w in waiting)
        raise ConfigurationError(
            Bilingual(
                f"「{digest}」という承認待ちはありません（いまの承認待ち: {now_ja or 'なし'}）。内容が変わると番号も変わります。",
                f"no candidate {digest!r} waits (now waiting: {now_en or 'none'}); a changed one has a new digest.",
            )
        )
    one = found[0]
    return FiscalYear(int(str(one["fiscal_year"]))), str(one["digest"])
