"""A content that may do harm: nobody opens it, what counted stays, and it is undone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from builders.people import KIKAKU, STEWARD
from contract.city import HARBOUR, PLANNING, SHEETS, City

from shinchoku.adapters.state.trail import history_of
from shinchoku.adapters.workbooks import reading
from shinchoku.errors import ConfigurationError, NotPermittedError
from shinchoku.night import read
from shinchoku.night.archived import archived
from shinchoku.review.people import Person
from shinchoku.usecases.sheets.quarantine import quarantine


def set_aside(city: City, wanted: str, on: str, *, by: Person = STEWARD, undo: bool = False) -> str:
    """Quarantine a content, or let it go."""
    with city.session(on) as session:
        return quarantine(session, by, wanted, "疑わしい内容", undo=undo)


@pytest.fixture
def reported(city: City) -> City:
    """海辺市 after a night in which every department reported."""
    city.send_all()
    city.first_night("2024-05-01")
    return city


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What readers open from now on."""
    found: list[Path] = []
    read_all = read.read_all

    def watched(paths: Sequence[Path], *more: object) -> object:
        found.extend(paths)
        return read_all(paths, *more)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(read, "read_all", watched)
    return found


def test_rows_that_counted_stay_and_nobody_opens_the_content(
    reported: City, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even when the reader's version changes: the content is told, its accepted rows are as they were."""
    before = reported.table("progress")
    sha256 = set_aside(reported, PLANNING, "2024-05-02")
    monkeypatch.setattr(reading, "READER_VERSION", 999)
    reported.night("2024-05-03")
    assert reported.codes() == ["SH117"]
    assert sha256 not in {path.name.partition(".")[0] for path in opened}
    assert reported.table("progress") == before
    with reported.session("2024-05-03") as session:
        assert archived(session, sha256) is None
        assert session.raw.path(sha256).exists()


def test_what_was_never_accepted_counts_as_under_an_unreadable_file(reported: City) -> None:
    """A newer content that is set aside before it was read takes nothing with it: the row before is carried forward."""
    reported.send(HARBOUR, "6|A|新しい内容")
    with reported.session("2024-05-02") as session:
        from shinchoku.adapters.inbox import Inbox  # noqa: PLC0415 -- only here
        from shinchoku.night.collect import collect  # noqa: PLC0415 -- only here

        collect(session, Inbox(str(reported.inbox), 50, sleep=lambda _: None))
    set_aside(reported, HARBOUR, "2024-05-02")
    reported.night("2024-05-02")
    assert reported.codes() == ["SH117"]
    assert reported.progress("6")["result_text"] == "漁港を改修している"


def test_it_is_undone_and_recorded(reported: City) -> None:
    """With a reason each time; the next night reads the content as any other."""
    sha256 = set_aside(reported, PLANNING, "2024-05-02")
    with pytest.raises(ConfigurationError, match="already"):
        set_aside(reported, sha256[:12], "2024-05-02")
    set_aside(reported, sha256[:12], "2024-05-02", undo=True)
    with pytest.raises(ConfigurationError, match="not quarantined"):
        set_aside(reported, PLANNING, "2024-05-02", undo=True)
    reported.night("2024-05-03")
    assert reported.codes() == []
    with reported.session("2024-05-03") as session, session.engine.connect() as connection:
        acts = [one.action for one in history_of(connection, session.plan.id, sha256)]
    assert {"quarantine", "quarantine_undo"} <= set(acts)


def test_only_stewards_quarantine_and_only_what_was_received(reported: City) -> None:
    """A department may not, and an unknown path is told."""
    with pytest.raises(NotPermittedError):
        set_aside(reported, PLANNING, "2024-05-02", by=KIKAKU)
    with pytest.raises(ConfigurationError, match="no content"):
        set_aside(reported, "無い.csv", "2024-05-02")


def test_the_sheet_of_another_department_is_untouched(reported: City) -> None:
    """A quarantine names one content, and nothing else changes."""
    set_aside(reported, PLANNING, "2024-05-02")
    reported.send(HARBOUR, SHEETS[HARBOUR].replace("改修している", "改修し終えた"))
    reported.night("2024-05-03")
    assert reported.progress("6")["result_text"].endswith("改修し終えた")
