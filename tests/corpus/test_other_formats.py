"""Sheets of the corpus as LibreOffice saves them: other formats are held to the same truth."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from contract.libreoffice import needs_libreoffice, saved_again
from corpus.axes import FORMATS, hazards_of
from corpus.cases import COUNT, Case, case
from corpus.counting import Matrix

SHEETS = 40
SUFFIXES = ("ods", "xls")


def shown() -> Iterator[Case]:
    """Yield readable workbooks without formulas: another program may compute them anew."""
    for index in range(COUNT):
        if hazards_of(index) or not FORMATS[index % len(FORMATS)].startswith("xlsx"):
            continue
        one = case(index)
        written = [answer.written for told in one.told for answer in told.answers.values()]
        if not any(cell.formula for cell in written):
            yield one


@needs_libreoffice
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_another_format_is_read_like_the_workbook_it_was_saved_from(suffix: str, tmp_path: Path) -> None:
    """Nothing is misread silently, and everything is read, after a conversion to an older or an open format."""
    cases = {f"{one.index:05}": one for one in islice(shown(), SHEETS)}
    assert len(cases) == SHEETS
    saved = saved_again({name: one.content for name, one in cases.items()}, suffix, tmp_path)
    matrix = Matrix()
    matrix.add(*(_as_saved(one, saved[name], suffix) for name, one in cases.items()))
    assert matrix.silent == []
    assert matrix.unread == []


def _as_saved(one: Case, content: bytes, suffix: str) -> Case:
    """Return a sheet as another program saved it."""
    return replace(one, content=content, path=f"{one.path.removesuffix('.xlsx')}.{suffix}")
