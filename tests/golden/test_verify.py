"""`verify` on copies of the golden package: whatever was done to one, it says which file, and never fails."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from builders.packages import verified
from golden.demonstration import Demonstration
from hypothesis import given, settings
from hypothesis import strategies as st

from shinchoku.package.build import checksums

GOLDEN = {
    file.name: file.read_bytes()
    for file in sorted((Path(__file__).parent / "kanazawa-2026-11-23").iterdir())
    if file.name != "releases.json"
}
TABLES = sorted(name for name in GOLDEN if name.endswith(".csv"))
Records = list[list[str]]


def test_the_golden_package_verifies() -> None:
    """Nothing is wrong with a package as it was published."""
    assert verified(GOLDEN) == []


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_a_flipped_byte_is_found_in_its_file(name: str) -> None:
    """One changed bit in the middle of any file is a fault that names the file."""
    content = bytearray(GOLDEN[name])
    content[len(content) // 2] ^= 1
    faults = verified({**GOLDEN, name: bytes(content)})
    assert any(fault.file == name or name in fault.message.en for fault in faults)


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_a_missing_file_is_named(name: str) -> None:
    """A package that lacks any one of its files does not verify, and the file is named."""
    faults = verified({other: content for other, content in GOLDEN.items() if other != name})
    assert name in {fault.file for fault in faults}


@pytest.mark.parametrize("name", ["extra.csv", "index.html", ".hidden"])
def test_a_file_put_in_is_named(name: str) -> None:
    """A file that the package does not list is a fault."""
    assert name in {fault.file for fault in verified({**GOLDEN, name: b"x"})}


def test_a_changed_status_shows_in_every_figure_that_rests_on_it() -> None:
    """A status changed with all hashes made to fit is found in the figures, the items and the wide table."""
    files = edited("progress", lambda rows: put(rows, "item_no", "1", "achievement_status", "pending"))
    places = {(fault.file, fault.row) for fault in verified(files)}
    achievement = [f"{level} {key}" for level, key in keys_of_item_1()]
    told = {f.message.en.rpartition(" ")[0] for f in verified(files) if f.file == "achievement.csv" and f.row}
    assert ("items_wide.csv", 1) in places
    assert any(file == "achievement_items.csv" for file, _ in places)
    assert all(any(line.startswith(key) for line in told) for key in achievement)


@pytest.mark.parametrize("column", ["items", "achieved", "pending", "rate_percent", "rate_percent_max"])
def test_one_changed_figure_is_found(column: str) -> None:
    """A count or percentage that is off by a little is a fault on its row, whatever the hashes say."""
    old = cell("achievement", 1, column)
    new = str(round(float(old) + 0.1, 1)) if "." in old else str(int(old) + 1)
    files = edited("achievement", lambda rows: put_at(rows, 1, column, new))
    assert ("achievement.csv", 1) in {(fault.file, fault.row) for fault in verified(files)}


@pytest.mark.parametrize("name", [name for name in TABLES if name not in {"revisions.csv", "waivers.csv"}])
def test_a_doubled_row_is_found(name: str) -> None:
    """A row that stands twice is a fault of its table."""
    files = edited(name.removesuffix(".csv"), lambda rows: rows.insert(2, list(rows[1])))
    assert any(fault.file == name and fault.row for fault in verified(files))


@pytest.mark.parametrize(
    "name", ["achievement", "progress", "indicators", "achievement_items", "items_wide", "action_items"]
)
def test_a_removed_row_is_found(name: str) -> None:
    """A row taken out of a table that others rest on is a fault, whatever the hashes say."""
    assert verified(edited(name, lambda rows: rows.pop(1))) != []


def test_a_table_that_the_descriptor_hides_is_found() -> None:
    """A descriptor that no longer declares one of the tables is a fault, even with a fitting SHA256SUMS."""
    descriptor = json.loads(GOLDEN["datapackage.json"])
    descriptor["resources"] = [r for r in descriptor["resources"] if r["name"] != "achievement"]
    content = json.dumps(descriptor, ensure_ascii=False).encode()
    assert verified(sealed({**GOLDEN, "datapackage.json": content})) != []


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"null", b"[]", b'{"resources": 1}', b'{"resources": [{"name": []}]}'],
)
def test_a_descriptor_that_is_none_is_a_fault(content: bytes) -> None:
    """Whatever stands in datapackage.json, verifying returns faults and does not raise."""
    assert verified({**GOLDEN, "datapackage.json": content}) != []


def test_a_descriptor_nested_without_end_is_a_fault() -> None:
    """A descriptor of a hundred thousand brackets is a fault, not a crash of the reader."""
    assert verified({**GOLDEN, "datapackage.json": b"[" * 100_000}) != []


@pytest.mark.parametrize("value", ["", "inf", "1e400", "９０", "9" * 400])
@pytest.mark.parametrize(
    ("table", "column"), [("achievement", "items"), ("achievement", "fiscal_year"), ("action_items", "page")]
)
def test_a_number_that_is_none_is_a_fault(table: str, column: str, value: str) -> None:
    """A figure replaced by other text under hashes that fit is a fault; nothing raises."""
    assert verified(edited(table, lambda rows: put_at(rows, 1, column, value))) != []


@settings(max_examples=15, deadline=None, derandomize=True)
@given(st.sampled_from(sorted(GOLDEN)), st.data())
def test_no_garbage_makes_verifying_fail(name: str, data: st.DataObject) -> None:
    """Bytes changed, cut out or put in anywhere make faults, never an exception."""
    content = GOLDEN[name]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 200)))
    put_in = data.draw(
        st.binary(max_size=30)
        | st.sampled_from(
            [b'"', b"\r\n", b",", b"\0", b"[" * 50, "令和".encode(), b"\xed\xa0\x80", b"999999"]
        )
    )
    garbled = content[:start] + put_in + content[end:]
    faults = verified({**GOLDEN, name: garbled})
    assert (faults == []) == (garbled == content)


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.sampled_from(TABLES), st.data())
def test_no_cell_makes_verifying_fail(name: str, data: st.DataObject) -> None:
    """Any text in any cell, under hashes that fit, is verified without an exception."""

    def change(rows: Records) -> None:
        row = data.draw(st.integers(0, len(rows) - 1))
        column = data.draw(st.integers(0, len(rows[0]) - 1))
        rows[row][column] = data.draw(st.text(st.characters(codec="utf-8"), max_size=12))

    verified(edited(name.removesuffix(".csv"), change))


def test_a_second_release_verifies_too(demonstration: Demonstration) -> None:
    """A package with two years, a revision and rate changes holds by its own tables."""
    demonstration.approve(2024)
    assert verified(demonstration.files()) == []


def edited(table: str, change: Callable[[Records], object]) -> dict[str, bytes]:
    """Return the golden package with one table changed and every hash made to fit."""
    name = f"{table}.csv"
    records = list(csv.reader(io.StringIO(GOLDEN[name].decode("utf-8-sig"), newline="")))
    change(records)
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(records)
    content = b"\xef\xbb\xbf" + out.getvalue().encode()
    descriptor = json.loads(GOLDEN["datapackage.json"])
    for resource in descriptor["resources"]:
        if resource["path"] == name:
            resource["bytes"] = len(content)
            resource["hash"] = f"sha256:{hashlib.sha256(content).hexdigest()}"
    told = (json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n").encode()
    return sealed({**GOLDEN, name: content, "datapackage.json": told})


def sealed(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files with a SHA256SUMS that fits them."""
    rest = {name: content for name, content in files.items() if name != "SHA256SUMS"}
    return {**rest, "SHA256SUMS": checksums(rest)}


def put(rows: Records, key: str, value: str, column: str, new: str) -> None:
    """Put a value into the first row whose key column has a value."""
    at = rows[0].index(key)
    next(row for row in rows[1:] if row[at] == value)[rows[0].index(column)] = new


def put_at(rows: Records, number: int, column: str, new: str) -> None:
    """Put a value into a data row, counted from 1."""
    rows[number][rows[0].index(column)] = new


def cell(table: str, number: int, column: str) -> str:
    """Return a cell of a data row, counted from 1."""
    rows = list(csv.reader(io.StringIO(GOLDEN[f"{table}.csv"].decode("utf-8-sig"), newline="")))
    return rows[number][rows[0].index(column)]


def keys_of_item_1() -> set[tuple[str, str]]:
    """Return the groups that item 1 is counted in."""
    rows = csv.DictReader(io.StringIO(GOLDEN["achievement_items.csv"].decode("utf-8-sig"), newline=""))
    return {(row["level"], row["key"]) for row in rows if row["item_no"] == "1"}
