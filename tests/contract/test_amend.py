"""Amending the register: permissions, a second person, one answer to a proposal, and a file that is only ever whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from builders.console import services_at
from contract.city import OFFICIAL, SHEETS, City

from shinchoku.adapters.state.amendments import AmendmentStatus, load_amendments
from shinchoku.errors import ConfigurationError, DecidedMeanwhileError, NotPermittedError
from shinchoku.register.amendments import Amendment, AmendmentKind
from shinchoku.register.edits import EditKind, EntryEdit
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.people import Person, Role
from shinchoku.session import Session
from shinchoku.usecases.register.amend import (
    decide,
    propose,
    propose_anew,
    propose_from_workbook,
    withdraw_amendment,
)
from shinchoku.usecases.register.amend_conditions import can_be_approved
from shinchoku.usecases.register.open_round import open_round
from shinchoku.usecases.register.proposal import proposal_from_json
from shinchoku.usecases.register.sheet_proposals import decline_proposal

STEWARD = Person("steward", roles=frozenset({Role.STEWARD}))
APPROVER = Person("approver", roles=frozenset({Role.APPROVER}))
VIEWER = Person("viewer", roles=frozenset({Role.VIEWER}))
SOURCE = f"{'ab' * 32}:2:A3"


@pytest.fixture
def session(city: City) -> Session:
    """A session on 海辺市."""
    services = services_at(city.data, city.plan_file)
    services.database.prepare(services.paths)
    return services.session()


def renamed(name: str = "来訪者を迎える", year: int = 2025) -> Amendment:
    """Return an amendment that gives an item another name."""
    return Amendment(AmendmentKind.CHANGE, "2", FiscalYear(year), "改正", {"name": name})


def statuses(session: Session) -> list[AmendmentStatus]:
    """Return where the amendments stand, the newest first."""
    with session.engine.connect() as connection:
        return [one.status for one in load_amendments(connection, session.plan.id)]


def test_who_may_not_propose_is_told_before_anything_is_read(session: Session, tmp_path: Path) -> None:
    """Not even the workbook is opened."""
    with pytest.raises(NotPermittedError):
        propose_from_workbook(session, VIEWER, tmp_path / "none.xlsx", "改正", FiscalYear(2025))
    with pytest.raises(NotPermittedError):
        propose(session, APPROVER, renamed())


def test_a_year_that_is_public_is_not_amended(city: City) -> None:
    """Its figures are the city's word: neither proposed nor approved."""
    city.register(official_figures=OFFICIAL)
    for path, rows in SHEETS.items():
        city.send(path, rows)
    city.night("2024-05-02")
    services = services_at(city.data, city.plan_file)
    with pytest.raises(ConfigurationError, match="already released"):
        propose(services.session(), STEWARD, renamed(year=2023))


def test_what_was_decided_is_not_decided_again(session: Session) -> None:
    """Approved, declined or taken back: the next is told that somebody was first."""
    number = propose(session, STEWARD, renamed())
    decide(session, APPROVER, number, "可", approve=True)
    for again in (True, False):
        with pytest.raises(DecidedMeanwhileError):
            decide(session, APPROVER, number, "可", approve=again)
    with pytest.raises(DecidedMeanwhileError):
        withdraw_amendment(session, STEWARD, number, "やめる")
    with pytest.raises(DecidedMeanwhileError):
        propose_anew(session, STEWARD, number, "もう一度")
    assert statuses(session) == [AmendmentStatus.APPROVED]


def test_an_overtaken_amendment_waits_and_writes_nothing(session: Session) -> None:
    """The file is as the other left it; proposed anew, the old one is taken back."""
    number = propose(session, STEWARD, renamed())
    session.plan_file.write_text(
        session.plan_file.read_text(encoding="utf-8") + "\n# 手で\n", encoding="utf-8"
    )
    before = session.plan_file.read_bytes()
    with pytest.raises(ConfigurationError, match="propose it again"):
        decide(session, APPROVER, number, "可", approve=True)
    assert session.plan_file.read_bytes() == before
    assert statuses(session) == [AmendmentStatus.PROPOSED]
    made = propose_anew(session, STEWARD, number, "登録簿が変わった")
    assert statuses(session) == [AmendmentStatus.PROPOSED, AmendmentStatus.WITHDRAWN]
    decide(session, APPROVER, made, "可", approve=True)
    assert "# 手で" in session.plan_file.read_text(encoding="utf-8")


def test_an_approval_that_died_before_its_record_is_finished_by_approving_again(session: Session) -> None:
    """The file is written and the amendment waits: it cannot be dropped, and approving it records it."""
    number = propose(session, STEWARD, renamed())
    with session.engine.connect() as connection:
        (waiting,) = load_amendments(connection, session.plan.id)
    stored = proposal_from_json(waiting.proposal)
    session.plan_file.write_text(stored.after, encoding="utf-8")
    assert can_be_approved(session.plan_file, stored)
    with pytest.raises(ConfigurationError, match="interrupted"):
        decide(session, APPROVER, number, "否", approve=False)
    with pytest.raises(ConfigurationError, match="interrupted"):
        withdraw_amendment(session, STEWARD, number, "やめる")
    assert statuses(session) == [AmendmentStatus.PROPOSED]
    decide(session, APPROVER, number, "可", approve=True)
    assert statuses(session) == [AmendmentStatus.APPROVED]
    assert session.plan_file.read_text(encoding="utf-8") == stored.after


def test_a_departments_proposal_is_answered_once_unless_taken_back(session: Session) -> None:
    """A second answer is refused; after a withdrawal there may be another."""
    first = propose(session, STEWARD, renamed(), SOURCE)
    with pytest.raises(DecidedMeanwhileError):
        propose(session, STEWARD, renamed("松"), SOURCE)
    withdraw_amendment(session, STEWARD, first, "書き直す")
    propose(session, STEWARD, renamed("松"), SOURCE)
    with pytest.raises(ConfigurationError):
        decline_proposal(session, STEWARD, "no:1:A1", "ない")


def test_one_person_opens_rounds_and_nothing_else(session: Session) -> None:
    """An edit of an item by way of a round is a program's mistake."""
    edit = EntryEdit(EditKind.CHANGE, "items", ("2",), {"name": "x"})
    with pytest.raises(ValueError, match="only rounds"):
        open_round(session, STEWARD, [edit], "照会")
    with pytest.raises(NotPermittedError):
        open_round(session, VIEWER, [], "照会")
