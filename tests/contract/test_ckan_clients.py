"""The clients that people use, on what was published to a real CKAN."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import fsspec
import pandas as pd
import pytest
from builders.anybody import get
from contract.ckan_office import Lent, Office
from frictionless import Package, system

from shinchoku.package.build import DESCRIPTOR


@pytest.fixture
def published(lent: Lent) -> Iterator[Office]:
    """An office whose first release is public, and which these tests only read."""
    with lent.office() as office:
        yield office


def test_frictionless_validates_the_package_at_its_address(published: Office) -> None:
    """The descriptor leads to every file; sizes, hashes, types and keys hold."""
    with system.use_context(trusted=True):
        report = Package(published.stable(DESCRIPTOR)).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    assert len(report.tasks) == 2


def test_pandas_reads_the_stable_address(published: Office) -> None:
    """Rows, and Japanese, arrive as they were released; codes stay text when asked for."""
    table = pd.read_csv(published.stable("codes.csv"), dtype=str)
    assert table["label"].tolist() == ["達成", "数値, 未確定"]
    assert list(table.columns) == ["code_list", "code", "label"]


def test_duckdb_queries_the_stable_address(published: Office) -> None:
    """A query runs on what the address serves."""
    with duckdb.connect() as connection, fsspec.open(published.stable("progress.csv"), "rb") as file:
        table = connection.read_csv(file, all_varchar=True)
        found = table.project("item_no, value").order("item_no").fetchall()
    assert found == [("1", "84.8"), ("R6-7", None)]


@pytest.mark.oldest_ckan
def test_ckanapi_dumps_the_datasets(published: Office, tmp_path: Path) -> None:
    """The usual tool for taking a catalogue along finds both datasets and every resource."""
    scripts = Path(sys.executable).parent  # its workers start it again by name
    command = [str(scripts / "ckanapi"), "dump", "datasets", published.name]
    command += [
        f"{published.name}-releases-2026",
        "-r",
        published.server.url,
        "-O",
        str(tmp_path / "dump.jsonl"),
        "-q",
    ]
    path = f"{scripts}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(command, check=True, timeout=120, env={**os.environ, "PATH": path})
    dumped = [json.loads(line) for line in (tmp_path / "dump.jsonl").read_text().splitlines()]
    assert [(one["name"], len(one["resources"])) for one in dumped] == [
        (published.name, 5),
        (f"{published.name}-releases-2026", 5),
    ]


@pytest.mark.oldest_ckan
def test_the_datastore_answers_under_the_stable_identifier(published: Office) -> None:
    """Types and labels come from the schema; what comes as JSON equals the CSV."""
    answer = published.server.anonymous.get(
        "datastore_search",
        resource_id=published.resource("progress.csv")["id"],
        filters='{"item_no": "R6-7"}',
    )
    fields = {one["id"]: one for one in answer["fields"]}
    assert fields["decided_on"]["info"]["label"] == "decided_onの列 / decided_on"
    assert [fields[name]["type"] for name in ("fiscal_year", "value", "illustrative", "decided_on")] == [
        "int8",
        "numeric",
        "bool",
        "date",
    ]
    assert [row["value"] for row in answer["records"]] == [None]


@pytest.mark.oldest_ckan
def test_a_person_finds_everything_on_the_datasets_page(published: Office) -> None:
    """CKAN's own page names the files in Japanese, the licence, and where older versions are."""
    page = get(f"{published.server.url}/dataset/{published.name}").body.decode()
    for words in ("進捗状況", "コード表", "Creative Commons Attribution", "releases-", "管理ID"):
        assert words in page
