"""What departments propose of the register, from the form they fill in to the state of the night."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import openpyxl
from builders import fiscal, umibe
from sqlalchemy import Engine, update

from shinchoku.adapters.forms.status.amendments import NAME
from shinchoku.adapters.forms.status.workbook import form_bytes
from shinchoku.adapters.state.change import changing
from shinchoku.adapters.state.readings import load_readings, save_readings
from shinchoku.adapters.state.tables import readings
from shinchoku.adapters.workbooks import read_content
from shinchoku.intake.sheets import ProposedAmendment, Reading
from shinchoku.register.amendments import AmendmentKind, kind_of
from shinchoku.review.people import NIGHTLY
from shinchoku.usecases.sheets.template import Known, make_templates

ODD = "名称を「海辺の灯台」に改める\n=1+1、\"引用符'、絵文字😀、<script>、\u202e右から"


def test_the_form_of_a_department_carries_its_proposals() -> None:
    """Every choice that the form offers names a kind of amendment."""
    form = make_templates(umibe(), fiscal(2023), "r5-end", None, Known()).forms[0]
    book = openpyxl.load_workbook(io.BytesIO(form_bytes(form)))
    sheet = book[NAME]
    for column, text in enumerate(("変更", "２", "目標を35人にする", "実績に合わせる", "令和6年度"), start=1):
        sheet.cell(8, column).value = text
    out = io.BytesIO()
    book.save(out)
    (found,) = read_content(out.getvalue()).proposals
    assert found == ProposedAmendment(
        "変更", "2", "目標を35人にする", "実績に合わせる", "令和6年度", found.sheet_number, NAME, "A8"
    )
    (choices,) = (
        one.formula1 for one in sheet.data_validations.dataValidation if "新規" in str(one.formula1)
    )
    assert [kind_of(text) for text in choices.strip('"').split(",")] == list(AmendmentKind)


def test_proposals_come_back_from_the_state_as_they_were_read(engine: Engine) -> None:
    """With every character; a reading that was kept before proposals were has none."""
    proposed = (
        ProposedAmendment("変更", "2", ODD, "", "令和7年度", 2, NAME, "A7"),
        ProposedAmendment("", "", "灯台", "景観", "", 2, NAME, "C9", beside="要相談", is_struck=True),
    )
    kept = {"a" * 64: Reading(proposals=proposed), "b" * 64: Reading(proposals=proposed)}
    at = datetime(2026, 5, 2, tzinfo=UTC)
    with changing(engine, "umibe", NIGHTLY, "読み取り", at) as change:
        save_readings(change, kept, "4")
        change.connection.execute(
            update(readings).where(readings.c.sha256 == "b" * 64).values(proposals="[]")
        )
        assert load_readings(change.connection, "4") == {"a" * 64: kept["a" * 64], "b" * 64: Reading()}
