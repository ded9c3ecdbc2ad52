"""A corrected value followed back: the correction first, then what the sheet says and in which cell."""

from __future__ import annotations

import io

import pytest
from builders import PLANNING, checked, day, fiscal, received, submitted, umibe
from builders.reviewed import correction
from rich.console import Console

from shinchoku.bilingual import Language
from shinchoku.cli.trace_json import plain_trace
from shinchoku.cli.trace_screen import tree_of
from shinchoku.figures.corrections import Correction
from shinchoku.figures.progress import progress_of
from shinchoku.figures.reviewed import Reviewed
from shinchoku.figures.tables import YearContent
from shinchoku.figures.year_content import year_content
from shinchoku.releases.history import Cause, Release, YearEntry
from shinchoku.releases.provenance import Record, rows_of, trace
from shinchoku.releases.trace import Standing, Trace

SHEET = received("番号|達成状況|取組実績|実績値|未達成の理由\n2|B|実施|90|嵐のため")
PLAN, YEAR = umibe(), fiscal(2023)
FIGURE = correction("2", "actual_value", "90", "95", 7)
TEXT = correction("2", "next_action", "", "続ける", 8, reason="記入漏れ")


def published(*corrections: Correction) -> YearContent:
    """Return what the sheet publishes with some corrections."""
    outcome = checked(SHEET)
    found = progress_of(PLAN, YEAR, PLAN.rate_rounds(YEAR, day("05-02")), outcome.choices)
    return year_content(PLAN, YEAR, found, outcome.findings, [], Reviewed(corrections=corrections))


def followed(field: str, released: tuple[Correction, ...], recorded: tuple[Correction, ...]) -> Trace:
    """Trace a column of No. 2: with the corrections that were released, and those that count today."""
    content = published(*released)
    history = [Release("2024-05-02", day("05-02"), {YEAR: YearEntry(content.digest, Cause.APPROVED)})]
    outcome = checked(SHEET)
    record = Record(
        PLAN,
        day("05-02"),
        tuple(rows_of(PLAN, submitted(SHEET))),
        outcome.choices,
        outcome.findings,
        history,
        {content.digest: content},
        {},
        recorded,
    )
    return trace(record, YEAR, PLAN.items_by_no["2"], field)


def screen(found: Trace, language: Language) -> str:
    """Return what a terminal shows of a trace."""
    console = Console(file=io.StringIO(), width=200, color_system=None)
    with console.capture() as capture:
        console.print(tree_of(found, language))
    return capture.get()


def test_a_corrected_value_is_followed_through_its_correction_to_the_cell() -> None:
    """The cell still says 90; the correction says why 95 is public."""
    found = followed("actual_value", (FIGURE,), (FIGURE,))
    (publication,) = found.publications
    assert found.standing is Standing.RELEASED
    assert publication.origin is not None
    assert publication.origin == found.current
    assert (publication.value, publication.origin.value, publication.origin.cell.raw) == ("95", "95", "90")
    assert (publication.source or {})["correction_no"] == "7"
    assert plain_trace(found)["releases"][0]["origin"]["correction"] == {
        "number": 7,
        "field": "actual_value",
        "old_value": "90",
        "new_value": "95",
        "reason": "転記の誤り",
        "evidence": "事業報告書 4ページ",
        "recorded_on": "2024-05-20",
        "recorded_by_role": "steward",
    }


def test_a_correction_that_waits_is_a_revision_that_waits() -> None:
    """The release has the sheet's value and no correction; today's value is the corrected one."""
    found = followed("actual_value", (), (FIGURE,))
    (publication,) = found.publications
    assert found.standing is Standing.REVISION_WAITS
    assert (publication.value, publication.correction) == ("90", None)
    assert found.current is not None
    assert (found.current.value, found.current.cell.raw) == ("95", "90")


def test_a_corrected_value_without_a_cell_still_has_its_correction() -> None:
    """The sheet has no such column, so there is no origin; the correction is told all the same."""
    found = followed("next_action", (FIGURE, TEXT), (FIGURE, TEXT))
    (publication,) = found.publications
    assert (publication.value, publication.origin) == ("続ける", None)
    assert (publication.correction or {})["correction_no"] == "8"
    assert plain_trace(found)["releases"][0]["correction"]["number"] == 8


def test_the_reason_of_a_corrected_row_leads_to_its_last_correction() -> None:
    """It came from no cell; a row without corrections has none."""
    (publication,) = followed("revision_reason", (FIGURE, TEXT), (FIGURE, TEXT)).publications
    assert publication.value == "転記の誤り／記入漏れ"
    assert (publication.correction or {})["correction_no"] == "8"
    (plain,) = followed("revision_reason", (), ()).publications
    assert (plain.value, plain.correction) == ("", None)


@pytest.mark.parametrize(
    ("language", "field", "line"),
    [
        (
            Language.JA,
            "actual_value",
            "訂正7（2024-05-20、steward）: シートの値 「90」 → 「95」、理由 「転記の誤り」、根拠 「事業報告書 4ページ」",
        ),
        (
            Language.EN,
            "actual_value",
            "Correction 7 (2024-05-20, steward): the sheet's 「90」 → 「95」, because",
        ),
        (Language.JA, "next_action", "訂正8（2024-05-20、steward）: シートの値 （空） → 「続ける」"),
        (Language.JA, "revision_reason", "訂正8（2024-05-20、steward）: シートの値 （空） → 「続ける」"),
    ],
)
def test_a_terminal_tells_a_correction_on_one_line(language: Language, field: str, line: str) -> None:
    """The day, the role, the sheet's value, the corrected one, reason and evidence."""
    shown = screen(followed(field, (FIGURE, TEXT), (FIGURE, TEXT)), language)
    assert line in shown
    assert PLANNING in shown
