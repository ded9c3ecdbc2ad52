"""The examples of the data files: written briefly, typed in full, and refused where they say what nobody reads."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from shinchoku.checks.examples import loading
from shinchoku.checks.examples.example import GOOD, Example
from shinchoku.intake.sheets import Area


def loaded(monkeypatch: pytest.MonkeyPatch, **bad: object) -> Example:
    """Return the bad example of the only rule of a family."""
    family = {"registers": {"small": {"items": []}}, "SH000": {"bad": bad}}
    monkeypatch.setattr(loading, "examples_of_families", lambda: [family])
    (pair,) = loading.load_examples().values()
    assert pair.good is GOOD
    return pair.bad


def test_cells_rows_and_columns_are_named_as_people_name_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside they are counted from zero; a register is named and stands once in its file."""
    look = {"hidden_rows": [3], "hidden_columns": ["B"], "struck": ["C2"], "formats": {"C2": "0.0"}}
    example = loaded(monkeypatch, register="small", text="a | b", merged=["C1:D2"], look=look)
    (sheet,) = example.files[0].sheets
    assert example.register == {"items": []}
    assert sheet.merged == (Area(0, 2, 1, 3),)
    assert (sheet.look.hidden_rows, sheet.look.hidden_columns) == ({2}, {1})
    assert (sheet.look.struck, sheet.look.formats) == ({(1, 2)}, {(1, 2): "0.0"})


@pytest.mark.parametrize(
    "told",
    [
        {"text": "a", "colour": "red"},
        {"files": [{"date": "2024-05-01"}]},
        {"as_of": "2024-05-02", "files": [{"text": 1}]},
    ],
)
def test_what_nobody_reads_is_refused(monkeypatch: pytest.MonkeyPatch, told: dict[str, Any]) -> None:
    """A key that is not known, and a text that is none."""
    with pytest.raises(ValidationError):
        loaded(monkeypatch, **told)


def test_a_cell_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is a register that its file does not have."""
    with pytest.raises(KeyError):
        loaded(monkeypatch, text="a", look={"struck": ["2C"]})
    with pytest.raises(KeyError):
        loaded(monkeypatch, text="a", register="large")
