"""What follows from a package's facts and tables, made again and compared: descriptor, readme, changelog, workbook."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, zip_longest
from typing import Any

from schemas.published import TABLES
from shinchoku.bilingual import Bilingual
from shinchoku.figures.tables import Table
from shinchoku.package.build import CHANGELOG, DESCRIPTOR, README, WORKBOOK, documents
from shinchoku.package.facts import PackageFacts
from shinchoku.package.references import FaultParts
from shinchoku.package.workbook import PublishedSheet, workbook_sheets

WorkbookFaults = Callable[[bytes, Sequence[PublishedSheet]], Iterator[tuple[int, Bilingual]]]
"""Reads a workbook and yields where it does not hold what it should: the data row (0: the file), and how."""

_MOST_TOLD = 20
"""Differences of one file that are told; who sees so many looks at the file."""


def document_faults(
    files: Mapping[str, bytes], facts: PackageFacts, tables: Mapping[str, Table]
) -> Iterator[FaultParts]:
    """Yield where the documents of a package are not what its facts and its tables give.

    Raises:
        KeyError: if the tables lack rows that the documents tell of.
        ValueError: if a value cannot be told.
    """
    csvs = {name: files[f"{name}.csv"] for name in TABLES}
    made = documents(facts, tables, csvs)
    told, should = json.loads(files[DESCRIPTOR]), json.loads(made[DESCRIPTOR])
    for words in islice(_differences(told, should, ""), _MOST_TOLD):
        yield DESCRIPTOR, 0, words
    if told == should and files[DESCRIPTOR] != made[DESCRIPTOR]:
        yield DESCRIPTOR, *_first_difference(files[DESCRIPTOR], made[DESCRIPTOR])
    for name in (README, CHANGELOG):
        if files[name] != made[name]:
            yield name, *_first_difference(files[name], made[name])


def workbook_differences(
    files: Mapping[str, bytes], facts: PackageFacts, tables: Mapping[str, Table], reading: WorkbookFaults
) -> Iterator[FaultParts]:
    """Yield where the workbook does not hold what the tables say.

    Raises:
        KeyError: if the tables lack rows that it tells of.
        ValueError: if a value is none of its column.
    """
    for row, words in islice(reading(files[WORKBOOK], workbook_sheets(facts, tables)), _MOST_TOLD):
        yield WORKBOOK, row, words


def _first_difference(told: bytes, should: bytes) -> tuple[int, Bilingual]:
    """Return the first line of a text that is not what it should be."""
    lines = zip_longest(told.decode(errors="replace").split("\n"), should.decode().split("\n"))
    number = next((n for n, (one, other) in enumerate(lines, start=1) if one != other), 0)
    return 0, Bilingual(
        f"{number}行目から、表とdatapackage.jsonから作られる内容と違います。",
        f"from line {number} on it is not what the tables and datapackage.json give.",
    )


def _differences(told: Any, should: Any, at: str) -> Iterator[Bilingual]:  # noqa: ANN401 -- whatever JSON holds
    """Yield the places of a document that differ, by the way that leads there."""
    if isinstance(told, dict) and isinstance(should, dict):
        for name in dict.fromkeys((*should, *told)):
            yield from _differences(told.get(name), should.get(name), f"{at}.{name}" if at else name)
    elif isinstance(told, list) and isinstance(should, list) and len(told) == len(should):
        for number, (one, other) in enumerate(zip(told, should, strict=True)):
            name = other["name"] if isinstance(other, dict) and "name" in other else number
            yield from _differences(one, other, f"{at}[{name}]")
    elif told != should or type(told) is not type(should):
        shown = [_printable(one) for one in (told, should)]
        yield Bilingual(
            f"{at} は {shown[0]} ですが、表と定義からは {shown[1]} です。",
            f"{at} says {shown[0]}, from the tables and the definitions it is {shown[1]}.",
        )


def _printable(value: Any) -> str:  # noqa: ANN401 -- as above
    """Return a value of a document in a few words; halves of a pair of characters cannot be printed."""
    return json.dumps(value, ensure_ascii=False)[:80].encode(errors="replace").decode()
