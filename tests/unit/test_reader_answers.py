"""What readers return comes through JSON as it was: every type of it, and every text that a file can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from functools import partial
from typing import get_args, get_origin, get_type_hints

import pytest
from contract.city import workbook

from shinchoku.adapters import published_workbook
from shinchoku.adapters.workbooks import reading, returned, sample, sheet_cache, uploaded
from shinchoku.adapters.workbooks.answers import AnswerForm, AnswerKind, StrangeAnswerError, form_of
from shinchoku.intake.look import Position, SheetLook
from shinchoku.intake.sheets import Area, Sheet

WORKS = (
    reading.read_content,
    uploaded.check_content,
    returned.copy_of,
    sample.sheets_in,
    sheet_cache._read_and_draw,  # noqa: SLF001 -- what travels, not how it is made
    published_workbook._cells,  # noqa: SLF001 -- as above
)
SEEN = SheetLook(
    hidden_rows=frozenset({0, 7}),
    formats={(9, 0): "0%", (0, 16_383): "0.0,"},
    formulas=frozenset({(1, 2)}),
    comments={(1, 1): "約\n100"},
    objects=("図形",),
    dates_from_1904=True,
)
SHEET = Sheet("進捗\x00", 1, (("番号", "\U00029e3d"), ("", "\u3099")), merged=(Area(0, 0, 1, 1),), look=SEEN)
VALUES = [
    (sample.sheets_in, (SHEET,)),
    (sample.sheets_in, sample.sheets_in(b"%PDF-1.7\n")),
    (WORKS[4], (None, (SHEET,))),
    (reading.read_content, reading.read_content(workbook("2|A|松を植えた|||約110|"))),
    (reading.read_content, reading.read_content(b"")),
    (returned.copy_of, returned.Returned(bytes(range(256)), ".xlsx")),
    (WORKS[5], {"a": ((1.0, "1", True, None, 0.1, float(2**60)),)}),
    (WORKS[5], None),
]


@pytest.mark.parametrize(("work", "value"), VALUES)
def test_what_a_reader_returns_comes_through_as_it_was(work: Callable[..., object], value: object) -> None:
    """Equal in every part, and of the same types."""
    form = form_of(partial(work))
    came = form.unpacked(form.packed(AnswerKind.DONE, value, is_last=True))
    assert came == (AnswerKind.DONE, True, value)
    assert repr(came[2]) == repr(value)


def keys_in(kind: object, seen: set[object]) -> Iterator[object]:
    """Yield the types of the keys of all mappings that a type holds."""
    if get_origin(kind) in {dict, Mapping}:
        yield get_args(kind)[0]
    for part in get_args(kind):
        yield from keys_in(part, seen)
    if isinstance(kind, type) and kind not in seen and (is_dataclass(kind) or issubclass(kind, tuple)):
        seen.add(kind)
        for part in get_type_hints(kind, include_extras=True).values():
            yield from keys_in(part, seen)


@pytest.mark.parametrize("work", WORKS)
def test_only_texts_and_positions_are_keys(work: Callable[..., object]) -> None:
    """JSON has no other keys than texts; a position is read back from one."""
    assert set(keys_in(get_type_hints(work, include_extras=True)["return"], set())) <= {str, Position}


@pytest.mark.parametrize(
    "answer", [b"", b"=", b"?[true,1]", b"=[true]", b'=["true",1]', b'=[true,"1"]', b"=[1,1]"]
)
def test_what_is_not_of_the_form_is_strange(answer: bytes) -> None:
    """A value of another type is not made to fit."""
    form = AnswerForm(int)
    with pytest.raises(StrangeAnswerError):
        form.unpacked(answer)
