"""What departments write into a form comes back as they wrote it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from builders import day, fiscal, umibe
from contract.city import City
from contract.libreoffice import needs_libreoffice, saved_again
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas.codes import AchievementStatus, Severity
from schemas.headings import HEADINGS
from shinchoku.adapters.forms.status.columns import may_be_entered
from shinchoku.adapters.forms.status.contradictions import COMPLETE
from shinchoku.adapters.forms.status.form import FormRow, StatusForm
from shinchoku.adapters.forms.status.workbook import form_bytes
from shinchoku.adapters.workbooks import read_content
from shinchoku.checks.checking import check
from shinchoku.intake.rows import Row
from shinchoku.intake.sheets import Appearance
from shinchoku.intake.submissions import submissions_of
from shinchoku.night.lint import lint
from shinchoku.usecases.sheets.template import Known, known_to, make_templates

PLAN = umibe()
FORMS = {
    one.department.code: one for one in make_templates(PLAN, fiscal(2023), "r5-end", None, Known()).forms
}
BLANKS = {code: form_bytes(form) for code, form in FORMS.items()}
TEXTS = ("result_text", "reason_not_achieved", "next_action", "confirmation_expected", "revision_reason")
Fill = Mapping[str, Mapping[str, object]]
"""What is written, by item and column."""


@dataclass(frozen=True)
class Said:
    """What a row says once it is read."""

    status: AchievementStatus | None
    figures: Mapping[str, Decimal | None]
    texts: Mapping[str, str]


def filled(blank: bytes, fill: Fill) -> bytes:
    """Write into a form as a department does; nothing else is touched."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    book.properties.creator = None
    sheet = book["進捗状況"]
    columns = {cell.value: cell.column for cell in sheet[8]}
    for row in range(9, sheet.max_row + 1):
        for name, value in fill.get(str(sheet.cell(row, columns["No."]).value), {}).items():
            sheet.cell(row, columns[HEADINGS[name][0]]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows_of(form: StatusForm, content: bytes) -> tuple[list[Row], list[str]]:
    """Read a filled form; return its rows and the rules of every finding that asks somebody to act."""
    at = Appearance(1, form.path, 1, "0" * 64, day("2024-05-02"))
    submissions = submissions_of(PLAN, [(at, read_content(content))], day("2024-05-02"))
    checked = check(PLAN, submissions, day("2024-05-02"))
    rows = [choice.row.row for choice in checked.choices.values() if choice.row is not None]
    return rows, [found.rule.code for found in checked.findings if found.rule.severity is not Severity.INFO]


def said(row: Row) -> Said:
    """Return what a row says, without what says nothing."""
    figures = {name: row.figures[name] for name in ("actual_value", "cumulative_value")}
    return Said(row.status, figures, {name: row.texts[name] for name in TEXTS if row.texts[name]})


def wanted(fill: Mapping[str, object]) -> Said:
    """Return what a row is to say."""
    scale = PLAN.reporting.scale
    figures = {name: fill.get(name) for name in ("actual_value", "cumulative_value")}
    return Said(
        scale[str(fill["achievement_status"])],
        {name: None if value is None else Decimal(str(value)) for name, value in figures.items()},
        {name: str(fill[name]) for name in TEXTS if name in fill},
    )


words = st.text("浜松来訪者を迎え清掃した・（）、。ー海辺Ａｂ", min_size=2, max_size=40).filter(
    lambda text: any(letter in text for letter in "浜松来訪者迎清掃海辺")
)
amounts = st.decimals(0, 10**9, places=2).map(
    lambda value: int(value) if value == int(value) else float(value)
)


def fills(row: FormRow) -> st.SearchStrategy[Mapping[str, object]]:
    """Return what may be written of one item without contradicting it."""
    target = row.target

    def of(label: str) -> st.SearchStrategy[Mapping[str, object]]:
        status = PLAN.reporting.scale[label]
        cells: dict[str, st.SearchStrategy[object]] = {
            "achievement_status": st.just(label),
            "result_text": words,
        }
        if status is AchievementStatus.NOT_ACHIEVED:
            cells["reason_not_achieved"] = words
        decided = {AchievementStatus.ACHIEVED, AchievementStatus.NOT_ACHIEVED}
        if row.item.indicator is not None and target is not None and status in decided:
            reached = status is AchievementStatus.ACHIEVED
            rises = row.item.indicator.direction == "increase"
            good, bad = (target, target + 1000) if rises else (Decimal(0), target)
            if row.item.indicator.direction == "maintain":
                value: st.SearchStrategy[object] = st.just(7.25 if reached else 9.5)
            elif reached:
                value = st.decimals(good, bad, places=1).map(float)
            else:
                low, high = (Decimal(0), target - 1) if rises else (target + 1, target + 1000)
                value = st.decimals(low, high, places=1).map(float)
            cells[row.compared] = value
        return st.fixed_dictionaries(cells, optional=dict.fromkeys(("next_action", "revision_reason"), words))

    return st.sampled_from(list(PLAN.reporting.scale)).flatmap(of)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_filled_form_comes_back_as_it_was_filled(data: st.DataObject) -> None:
    """The same statuses, figures and texts for every item, and nothing to mend."""
    code = data.draw(st.sampled_from(sorted(FORMS)))
    form = FORMS[code]
    fill = {row.item.no: data.draw(fills(row), label=row.item.no) for row in form.rows}
    rows, findings = rows_of(form, filled(BLANKS[code], fill))
    assert {row.item_no: said(row) for row in rows} == {no: wanted(one) for no, one in fill.items()}
    assert findings == []


def test_an_untouched_form_reports_nothing() -> None:
    """No row of it counts; whatever is said about it stops nothing else."""
    rows, _ = rows_of(FORMS["kankyo"], BLANKS["kankyo"])
    assert rows == []


def test_the_command_finds_nothing_to_mend_on_filled_forms(tmp_path: Path) -> None:
    """`shinchoku check` reads them as files, in its own processes."""
    names = {}
    for code, form in FORMS.items():
        path = tmp_path / f"{code}.xlsx"
        path.write_bytes(filled(BLANKS[code], FILLED[code]))
        names[path] = form.path
    found = lint(PLAN, names, day("2024-05-02")).findings
    assert [one.message.ja for one in found if one.rule.severity is not Severity.INFO] == []


FILLED: dict[str, Fill] = {
    "kankyo": {
        "1": {"achievement_status": "A", "result_text": "浜を清掃した\n３回行った"},
        "3": {"achievement_status": "A", "result_text": "ごみを減らした", "actual_value": 48.25},
        "4": {
            "achievement_status": "B",
            "result_text": "水質を調べた",
            "actual_value": 7.6,
            "reason_not_achieved": "大雨が続いたため",
        },
    },
    "kikaku": {
        "2": {"achievement_status": "C", "result_text": "調べている", "confirmation_expected": "2024-09"},
        "5": {
            "achievement_status": "S",
            "result_text": "松を植えた",
            "actual_value": 20,
            "cumulative_value": 210,
        },
        "7": {"achievement_status": "－時期外", "result_text": "準備した"},
        "8": {"achievement_status": "A", "result_text": "空き家を調べた", "next_action": "活用する"},
    },
    "suisan": {"6": {"achievement_status": "A", "result_text": "港を直した", "revision_reason": "書き損じ"}},
}

CONTRADICTED: dict[str, Fill] = {
    "kankyo": {
        "1": {"result_text": "浜を清掃した"},
        "3": {"achievement_status": "A", "result_text": "減らした", "actual_value": 51},
        "4": {"achievement_status": "B", "result_text": "調べた", "actual_value": 7.5},
    },
    "kikaku": {
        "2": {"achievement_status": "C", "result_text": "調べている", "actual_value": 90},
        "5": {"achievement_status": "A", "actual_value": 20},
        "7": {"achievement_status": "合格", "result_text": "準備した"},
    },
    "suisan": {"6": {"achievement_status": "B", "result_text": "港を直した"}},
}
"""What the form itself is to say to whoever fills it in."""


@pytest.fixture(scope="module")
def by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, bytes]]:
    """Filled and contradictory forms, saved again by LibreOffice as xlsx and as ods."""
    folder = tmp_path_factory.mktemp("office")
    files = {code: filled(BLANKS[code], fill) for code, fill in FILLED.items()}
    files |= {f"wrong-{code}": filled(BLANKS[code], fill) for code, fill in CONTRADICTED.items()}
    return {suffix: saved_again(files, suffix, folder / suffix) for suffix in ("xlsx", "ods")}


@needs_libreoffice
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
@pytest.mark.parametrize("code", sorted(FILLED))
def test_another_program_may_save_the_form(
    by_libreoffice: Mapping[str, Mapping[str, bytes]], suffix: str, code: str
) -> None:
    """LibreOffice keeps every value, in Excel's format and in its own."""
    rows, findings = rows_of(FORMS[code], by_libreoffice[suffix][code])
    fill = {no: dict(cells) for no, cells in FILLED[code].items()}
    for cells in fill.values():
        cells["result_text"] = str(cells["result_text"]).replace("\n", " ")
    assert {row.item_no: said(row) for row in rows} == {no: wanted(one) for no, one in fill.items()}
    assert findings == []


@needs_libreoffice
def test_the_form_tells_what_contradicts_itself(by_libreoffice: Mapping[str, Mapping[str, bytes]]) -> None:
    """Beside the row, in words, as a spreadsheet program computes it; an untouched row says nothing."""
    found: dict[str, str] = {}
    for code in CONTRADICTED:
        sheet = openpyxl.load_workbook(io.BytesIO(by_libreoffice["xlsx"][f"wrong-{code}"]), data_only=True)[
            "進捗状況"
        ]
        columns = {cell.value: cell.column for cell in sheet[8]}
        for row in range(9, 9 + len(FORMS[code].rows)):
            words_ = sheet.cell(row, columns["記入チェック"]).value
            found[str(sheet.cell(row, columns["No."]).value)] = words_ or ""
    assert found == {
        "1": "要確認: 達成状況を選んでください。",
        "3": "要確認: 実績値が目標に届いていません。",
        "4": "要確認: 未達成の理由が空欄です。実績値は目標に届いています。",
        "2": "要確認: 未確定なのに数値があります。",
        "5": "要確認: 取組実績が空欄です。累計が空欄です。",
        "7": "要確認: 達成状況が選択肢にありません。",
        "8": "",
        "6": "要確認: 未達成の理由が空欄です。",
    }


@needs_libreoffice
def test_the_form_says_when_a_row_is_complete(by_libreoffice: Mapping[str, Mapping[str, bytes]]) -> None:
    """記入済, once nothing is left to mend."""
    for code, form in FORMS.items():
        sheet = openpyxl.load_workbook(io.BytesIO(by_libreoffice["xlsx"][code]), data_only=True)["進捗状況"]
        assert {sheet.cell(9 + n, 20).value for n in range(len(form.rows))} == {COMPLETE}


def test_every_cell_that_is_open_is_one_that_is_asked_for() -> None:
    """And the other way round, for every item of every form."""
    for code, form in FORMS.items():
        sheet = openpyxl.load_workbook(io.BytesIO(BLANKS[code]))["進捗状況"]
        columns = {cell.value: cell.column for cell in sheet[8]}
        for row, one in enumerate(form.rows, start=9):
            for name in ("actual_value", "cumulative_value", *TEXTS):
                is_open = not sheet.cell(row, columns[HEADINGS[name][0]]).protection.locked
                assert is_open == may_be_entered(one, name), (one.item.no, name)


def test_a_form_shows_what_was_accepted_the_year_before_and_what_is_still_pending(city: City) -> None:
    """From the rows of last year that count: figures beside the target, pending items in the later round."""
    city.send_all()
    city.night()
    with city.session("2024-10-02") as session:
        next_year, same_year = known_to(session, fiscal(2024)), known_to(session, fiscal(2023))
    assert next_year.previous == {"2": 110, "3": 48, "4": Decimal("7.2"), "5": 210}
    assert same_year.previous == {}
    assert same_year.unconfirmed["r5-fix"] == {"6"}
    forms = make_templates(city.plan, fiscal(2024), "r6-end", "kankyo", next_year).forms
    assert {row.item.no: row.previous for row in forms[0].rows} == {"1": None, "3": 48, "4": Decimal("7.2")}
