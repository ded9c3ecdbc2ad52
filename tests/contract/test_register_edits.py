"""What is edited in the workbook is what the register says afterwards."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl
import pytest
from builders import umibe
from contract.register_office import WRITINGS, Office, a_plan, append, in_lines, keys_of, put, remove
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from shinchoku.adapters.forms.register.contents import contents_of
from shinchoku.adapters.forms.register.fields import ValueKind
from shinchoku.adapters.forms.register.tables import tables_of
from shinchoku.usecases.register.workbook import accept

EDITABLE: Mapping[str, st.SearchStrategy[object]] = {
    "name": st.text("海辺松=+-@'\"\\ 、a1", min_size=1, max_size=12).map(str.strip).filter(bool),
    "page": st.none() | st.integers(1, 900),
    "indicator.targets.2024": st.decimals(-(10**6), 10**6, places=2).map(lambda one: one.normalize()),
    "indicator.targets.2025": st.none() | st.decimals(0, 10**4, places=1).map(lambda one: one.normalize()),
    "indicator.unit": st.sampled_from(["％", "人", "千円", "mg/L"]),
}


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), writing=st.sampled_from(sorted(WRITINGS)))
def test_what_is_edited_is_what_the_register_says_afterwards(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, writing: str
) -> None:
    """Any fields of any items, new items and removed ones; every other line of the plan file stays."""
    office = Office(tmp_path_factory.mktemp("office"), WRITINGS[writing](a_plan()))
    before = office.plan_file.read_text(encoding="utf-8").splitlines()
    tables = tables_of(office.plan)
    expected = {identity: dict(entry) for identity, entry in contents_of(office.plan, tables).entries.items()}
    changes: list[Callable[[Workbook], None]] = []
    touched = data.draw(st.sets(st.sampled_from(["2", "3", "5", "8"]), max_size=3))
    for no in sorted(touched):
        new = data.draw(st.fixed_dictionaries({}, optional=EDITABLE), label=no)
        new = {key: value for key, value in new.items() if no != "8" or "indicator" not in key}
        expected["items", no].update(new)
        changes.append(put("取組項目", no, **{key.replace(".", "__"): value for key, value in new.items()}))
    if data.draw(st.booleans(), label="remove"):
        del expected["items", "4"]
        changes.append(remove("取組項目", "4"))
    if data.draw(st.booleans(), label="add"):
        entry = {"no": "R6-2", "name": "灯台", "policy_measure": "U1-1", "department": "kikaku"}
        expected["items", "R6-2"] = dict.fromkeys(keys_of("items")) | entry
        changes.append(append("取組項目", **entry))
    found = office.edit(lambda book: [change(book) for change in changes])
    assert found.mistakes == ()
    if found.changes:
        accept(found)
    assert contents_of(office.plan, tables).entries == expected
    if writing == "lines":
        after = office.plan_file.read_text(encoding="utf-8").splitlines()
        ours = tuple(f'"no" = "{no}",' for no in {*touched, "4"})
        assert [line for line in before if not any(one in line for one in ours)] == [
            line for line in after if line in before and not any(one in line for one in ours)
        ]
    assert office.proposal().changes == ()


def test_a_department_may_be_new_together_with_its_items(office: Office) -> None:
    """References are held against the workbook itself."""

    def change(book: Workbook) -> None:
        append("所属", code="zaisei", name="財政課")(book)
        append("取組項目", no="R7-1", name="基金", policy_measure="U1-1", department="zaisei")(book)

    accept(office.edit(change))
    assert office.plan.items_by_no["R7-1"].department == "zaisei"


def test_the_first_entry_of_a_section_that_the_plan_file_lacks(tmp_path: Path) -> None:
    """Such a section is made."""
    plan = umibe()
    text = "\n".join(line for line in in_lines(plan).splitlines() if not line.startswith("highlights"))
    text = text.replace("# -- highlights --\n]", "").replace("]\n]", "]")
    office = Office(tmp_path, text)
    accept(office.edit(append("主な取組", report_year="R5", kind="主な取組結果", item="2 来訪者を増やす")))
    assert [one.item for one in office.plan.highlights] == ["2"]


def test_lists_offer_japanese_labels(by_lines: Office) -> None:
    """Closed lists in the cell itself, codes with their names from their own sheet."""
    rules = {
        str(one.promptTitle): one.formula1
        for one in openpyxl.load_workbook(by_lines.workbook)["取組項目"].data_validations.dataValidation
    }
    assert rules["向き"] == '"上がると良い,下がると良い,維持すると良い"'
    assert rules["終了理由"] == '"統合,廃止,完了"'
    assert rules["担当所属"] == "'所属'!$I$5:$I$18"
    assert {one.kind for table in tables_of(a_plan()) for one in table.fields} == set(ValueKind)


def test_the_workbook_names_no_person(by_lines: Office) -> None:
    """Its properties hold a title and a day."""
    core = zipfile.ZipFile(by_lines.workbook).read("docProps/core.xml").decode()
    assert not re.search("creator|lastModifiedBy", core)
