"""Values as the state keeps them: what was stored before is read and written as the same JSON, and nothing else is taken."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

import pytest
from contract.states import restored
from sqlalchemy import Connection, Engine, text

from shinchoku.adapters.forms.register.waiting import PROPOSALS
from shinchoku.adapters.state import (
    accounts,
    approvals,
    catalogue_lines,
    catalogue_tries,
    contents,
    kept_drifts,
    nights,
    quarantine,
    readings,
    releases,
    takedowns,
    uploads,
    web_sessions,
)
from shinchoku.adapters.state.amendments import AmendmentStatus, load_amendments
from shinchoku.adapters.state.change import changing
from shinchoku.adapters.state.codec import SORTED, Codec, InOrder, Year
from shinchoku.adapters.state.corrections import load_corrections
from shinchoku.adapters.state.database import open_database
from shinchoku.adapters.state.highlights import load_choices
from shinchoku.adapters.state.problems import StoredProblem
from shinchoku.adapters.state.readings import load_readings, save_readings
from shinchoku.adapters.state.waivers import load_waivers
from shinchoku.bilingual import Language
from shinchoku.errors import OperationalError
from shinchoku.figures.tables import YearContent
from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import CellText, Label, Problem, Reading
from shinchoku.intake.steps import Step, StepKind
from shinchoku.register.edits import EditKind
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.history import Cause
from shinchoku.review.people import NIGHTLY, Role

NOON = datetime(2024, 5, 3, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The database that the first schema left, with a row in nearly every table."""
    made = open_database(restored("0011", tmp_path_factory.mktemp("stored"), None))
    yield made
    made.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """A look at it."""
    with engine.connect() as made:
        yield made


CODECS: dict[str, Codec[object]] = {
    "accounts.departments": accounts._DEPARTMENTS,  # noqa: SLF001 -- the codecs are what is tested
    "accounts.roles": accounts._ROLES,  # noqa: SLF001 -- as above
    "amendments.proposal": PROPOSALS,
    "approvals.holds": approvals._HOLDS,  # noqa: SLF001 -- as above
    "catalogue_lines.told": catalogue_lines._TOLD,  # noqa: SLF001 -- as above
    "catalogue_tries.drifted": catalogue_tries._DRIFTED,  # noqa: SLF001 -- as above
    "kept_drifts.fields": kept_drifts._FIELDS,  # noqa: SLF001 -- as above
    "nights.outcome": nights._OUTCOME,  # noqa: SLF001 -- as above
    "nights.refused": nights._REFUSED,  # noqa: SLF001 -- as above
    "quarantines.kept": quarantine._KEPT,  # noqa: SLF001 -- as above
    "readings.account": readings._ACCOUNT,  # noqa: SLF001 -- as above
    "readings.labels": readings._LABELS,  # noqa: SLF001 -- as above
    "readings.problems": readings._PROBLEMS,  # noqa: SLF001 -- as above
    "readings.proposals": readings._PROPOSALS,  # noqa: SLF001 -- as above
    "releases.withdraws": releases._WITHDRAWS,  # noqa: SLF001 -- as above
    "releases.years": contents.YEARS,
    "sheet_rows.cells": readings._CELLS,  # noqa: SLF001 -- as above
    "takedowns.done": takedowns._DONE,  # noqa: SLF001 -- as above
    "uploads.found": uploads._FOUND,  # noqa: SLF001 -- as above
    "web_sessions.data": web_sessions._DATA,  # noqa: SLF001 -- as above
}


@pytest.mark.parametrize("column", CODECS)
def test_what_was_stored_before_is_written_as_the_same_json(connection: Connection, column: str) -> None:
    """Every stored text is read, and written again it says the same: the shapes are those of before."""
    table, name = column.split(".")
    stored = connection.scalars(text(f"SELECT {name} FROM {table}")).all()  # noqa: S608 -- names of this module
    assert stored
    for one in stored:
        assert json.loads(CODECS[column].dump(CODECS[column].load(one))) == json.loads(one)


@pytest.mark.parametrize(
    "column", ["readings.account", "readings.labels", "readings.problems", "sheet_rows.cells"]
)
def test_readings_are_written_to_the_letter_as_before(connection: Connection, column: str) -> None:
    """What is read of the same bytes is the same text, so that no reading is ever made anew for its spelling."""
    table, name = column.split(".")
    for one in connection.scalars(text(f"SELECT {name} FROM {table}")):  # noqa: S608 -- names of this module
        assert CODECS[column].dump(CODECS[column].load(one)) == one


def test_contents_are_written_to_the_letter_as_before(connection: Connection) -> None:
    """Digests are of this text: the canonical form of a year is the core's, and no codec's."""
    for body, digest in connection.execute(text("SELECT body, digest FROM contents")):
        content = YearContent.from_json(body)
        assert (content.to_json(), content.digest) == (body, digest)


def test_people_find_their_decisions_as_they_left_them(connection: Connection) -> None:
    """Records come back as the classes of today: enumerations, fiscal years, days, and nested values."""
    (account,) = accounts.load_accounts(connection)
    assert (account.name, account.roles) == ("dx", {Role.STEWARD, Role.APPROVER})
    (waiver,) = load_waivers(connection, "umibe")
    assert (waiver.waiver.fiscal_year, waiver.waiver.ends_on) == (FiscalYear(2023), date(2024, 12, 1))
    assert (waiver.waiver.requested_by, waiver.waiver.approved_by_role) == ("user:steward", "approver")
    (correction,) = load_corrections(connection, "umibe")
    assert (correction.correction.number, correction.correction.new_value) == (1, "浜を二度清掃した")
    (choice,) = load_choices(connection, "umibe")
    assert (choice.report_year, choice.chosen_by_role) == (FiscalYear(2023), "steward")
    (release,) = releases.load_history(connection, "umibe")
    assert release.years[FiscalYear(2023)].cause is Cause.APPROVED
    assert {one.rate_percent for one in approvals.load_official(connection, "umibe")} == {Decimal("100.0")}


def test_a_waiting_amendment_keeps_every_kind_of_value(connection: Connection) -> None:
    """A figure stays exact, a year a year and a day a day."""
    (record,) = load_amendments(connection, "umibe", AmendmentStatus.PROPOSED)
    stored = PROPOSALS.load(record.proposal)
    assert stored.sentences[Language.EN] == ("complete item 1",)
    (edit,) = stored.edits
    assert (edit.kind, edit.identity) == (EditKind.CHANGE, ("1",))
    assert dict(edit.values) == {
        "to_fiscal_year": FiscalYear(2024),
        "indicator.baseline_value": Decimal("81.50"),
        "page": None,
        "aliases": ("い", "ろ"),
        "until": date(2025, 3, 31),
    }


def test_an_answer_above_a_table_keeps_what_was_done_to_it(engine: Engine) -> None:
    """A label whose text a reader changed comes back with its steps, as cells of rows do."""
    answer = CellText("B1", "企画課\n", (Step(StepKind.ONE_LINE, "企画課\n", "企画課"),))
    reading = Reading(labels=(Label("department", 1, "CSV", answer),))
    with changing(engine, "umibe", NIGHTLY, "確認", NOON) as change:
        save_readings(change, {"c" * 64: reading}, "test")
    with engine.connect() as connection:
        assert load_readings(connection, "test") == {"c" * 64: reading}


# The codec ---------------------------------------------------------------------------------------


class Colour(StrEnum):
    """A closed set."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Point:
    """A value object of a core that knows nothing of JSON."""

    x: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Everything:
    """A value of each kind that the state keeps."""

    amount: Decimal
    day: date
    colours: Annotated[frozenset[Colour], SORTED]
    years: dict[Year, Annotated[Point, InOrder()]]
    points: tuple[Point, ...] = ()
    note: str | None = None


EVERYTHING = Everything(
    Decimal("81.50"),
    date(2024, 2, 29),
    frozenset(Colour),
    {FiscalYear(2024): Point(1, "〃"), FiscalYear(2023): Point(2)},
    (Point(3, "改行\n"),),
)
WRITTEN = (
    '{"amount":"81.50","day":"2024-02-29","colours":["blue","red"],"years":{"2024":[1,"〃"],"2023":[2,""]},'
    '"points":[{"x":3,"label":"改行\\n"}],"note":null}'
)
CODEC: Codec[Everything] = Codec(Everything)


def test_every_kind_of_value_comes_back_as_it_was() -> None:
    """Compact, in the order of the fields, sets in order: the same text for the same value."""
    assert CODEC.dump(EVERYTHING) == WRITTEN
    assert CODEC.load(WRITTEN) == EVERYTHING


SPOILT: dict[str, tuple[Callable[[str], str], str]] = {
    "a missing key": (lambda told: told.replace('"day":"2024-02-29",', ""), "day: Field required"),
    "an unknown key": (
        lambda told: told.replace('"note"', '"colour":1,"note"'),
        "colour: Unexpected keyword",
    ),
    "an unknown key inside": (lambda told: told.replace('"x":3', '"x":3,"y":4'), "points.0.y: Unexpected"),
    "another type": (
        lambda told: told.replace('"x":3', '"x":"3"'),
        "points.0.x: Input should be a valid integer",
    ),
    "a code of no list": (lambda told: told.replace('"red"', '"green"'), "colours.1: Input should be 'red'"),
    "a year of no plan": (lambda told: told.replace('"2023"', '"23"'), "years.23"),
    "a list too short": (lambda told: told.replace('[2,""]', "[2]"), "years.2023.1: Field required"),
    "no JSON": (lambda told: told[:-1], "Invalid JSON"),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_is_no_such_value_is_an_error_that_says_where(what: str) -> None:
    """Nothing is guessed and nothing left out: a sentence names the place, without repeating what stands there."""
    spoil, says = SPOILT[what]
    with pytest.raises(OperationalError) as failed:
        CODEC.load(spoil(WRITTEN))
    assert says in failed.value.message.in_language(Language.EN)
    assert "状態データベース" in failed.value.message.in_language(Language.JA)
    assert "81.50" not in failed.value.message.in_language(Language.EN)


def test_a_problem_is_kept_under_the_code_of_its_rule() -> None:
    """What was stored under codes still opens; a code of which readers meet nothing is refused."""
    kept: Codec[Problem] = Codec(StoredProblem)
    told = '{"rule":"SH203","sheet_number":1,"sheet_name":"進捗","cell":"F3","raw":"予算","stops_reading":false,"values":{}}'
    problem = Problem(ProblemKind.UNKNOWN_HEADING, 1, "進捗", "F3", "予算")
    assert (kept.dump(problem), kept.load(told)) == (told, problem)
    for code in ("SH501", "SH999"):
        with pytest.raises(OperationalError):
            kept.load(told.replace("SH203", code))
