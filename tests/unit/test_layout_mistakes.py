"""Mistakes in declared layouts: each with its key, before any sheet is read by them."""

from __future__ import annotations

import pytest
from builders import umibe

from shinchoku.register.mistakes import find_mistakes

Declared = dict[str, object]


def answer(label: str, label_cell: str, cell: str) -> dict[str, str]:
    """Return where an answer stands."""
    return {"label": label, "label_cell": label_cell, "cell": cell}


FIELDS = {
    "item_no": answer("項目番号", "A3", "B3"),
    "achievement_status": answer("達成状況", "A4", "B4"),
    "result_text": answer("取組実績", "A5", "B5"),
}
COLUMNS = {
    "item_no": {"column": "A", "heading": "番号"},
    "achievement_status": {"column": "B", "heading": "達成状況"},
    "result_text": {"column": "C", "heading": "取組実績"},
}


def form(**changed: object) -> Declared:
    """Return a form in order, with some of its keys changed."""
    marks = [{"cell": "A1", "text": "取組進捗個票"}]
    return {"name": "個票", "kind": "form", "marks": marks, "fields": FIELDS, **changed}


def table(**changed: object) -> Declared:
    """Return a table in order, with some of its keys changed."""
    marks = [{"cell": "A1", "text": "進捗管理表"}]
    return {
        "name": "管理表",
        "kind": "table",
        "marks": marks,
        "heading_row": 2,
        "columns": COLUMNS,
        **changed,
    }


def keys(*layouts: Declared) -> list[str]:
    """Return the keys of the mistakes in some layouts."""
    return [one.key for one in find_mistakes(umibe(layouts=list(layouts)))]


def test_layouts_in_order_have_no_mistake() -> None:
    """A form and a table that differ in their marks are no mistake, nor is a column with a year."""
    columns = COLUMNS | {"actual_value@2023": {"column": "D", "heading": "令和5年度実績"}}
    assert keys(form(), table(columns=columns)) == []


@pytest.mark.parametrize(
    ("layout", "key"),
    [
        (form(fields=FIELDS | {"item_number": answer("番号", "A6", "B6")}), "fields.item_number"),
        (form(labels={"person": answer("記入者", "A6", "B6")}), "labels.person"),
        (form(fields={k: v for k, v in FIELDS.items() if k != "item_no"}), "fields.item_no"),
        (form(columns=COLUMNS), "columns"),
        (table(fields=FIELDS), "fields"),
        (table(heading_row=3, columns={k: v for k, v in COLUMNS.items() if k != "item_no"}), "columns.item_no"),
        (table(heading_row=None), "heading_row"),
        (table(columns={"item_no": COLUMNS["item_no"]} | {"result_text": COLUMNS["result_text"]}), "columns.achievement_status"),
        (table(columns=COLUMNS | {"unit": {"column": "C", "heading": "単位"}}), "columns"),
        (form(marks=[{"cell": "A1", "text": "※"}]), "marks[0].text"),
        (form(fields=FIELDS | {"unit": answer("単位", "A6", "B5")}), "fields.unit.cell"),
        (form(fields=FIELDS | {"unit": answer("単位", "A6", "A1")}), "fields.unit.cell"),
        (form(fields=FIELDS | {"unit": answer("単位", "A6", "A3")}), "fields.unit.cell"),
    ],
)  # fmt: skip
def test_a_mistake_is_found_at_its_key(layout: Declared, key: str) -> None:
    """Unknown names, what a row lacks, keys of the other kind, and cells claimed twice."""
    assert keys(layout) == [f"layouts[0]（{layout['name']}）.{key}"]


def test_an_answer_may_stand_behind_its_own_label() -> None:
    """`項目番号：7` in one cell is no cell claimed twice."""
    assert keys(form(fields=FIELDS | {"unit": answer("単位", "A6", "A6")})) == []


def test_layouts_that_nothing_tells_apart_are_a_mistake() -> None:
    """Marks that are all among another layout's make the two indistinguishable."""
    both = [{"cell": "A1", "text": "取組進捗個票"}, {"cell": "A2", "text": "第2号"}]
    assert keys(form(), form(name="個票2", marks=both)) == ["layouts[1]（個票2）.marks"]
    assert keys(form(name="個票2", marks=both), form()) == ["layouts[1]（個票）.marks"]


def test_a_name_is_used_once() -> None:
    """Two forms of one name could not be told apart in a finding."""
    assert "layouts[].name" in keys(form(), form(marks=[{"cell": "A1", "text": "別の個票"}]))
