"""What programs make of a package: names, types and row counts by the descriptor, and the lines of the readme as they stand."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.csv
import pytest
from builders.packages import table_of
from frictionless import Package
from golden.demonstration import Demonstration

from schemas.published import TABLES
from shinchoku.package.readme_recipes import RECIPES

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL = ROOT.parent / "shared" / "reference" / "datapackage_v2"
JAVASCRIPT = ROOT / "tests" / "browser" / "node_modules" / "datapackage"
Columns = dict[str, str]
"""The type of each column by name, in the words of Table Schema; a date is text to who is not told."""

_PANDAS = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "string",
}
_POLARS = {
    "string": pl.String,
    "integer": pl.Int64,
    "number": pl.Float64,
    "boolean": pl.Boolean,
    "date": pl.String,
}
_DUCKDB = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "VARCHAR",
}
_ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.string(),
}
_READ_IN_JAVASCRIPT = """
const {Package} = require(process.argv[1]);
Package.load(process.argv[2]).then(async (found) => {
  const told = {valid: found.valid, errors: found.errors.map(String), tables: {}};
  for (const one of found.resources) {
    const rows = await one.read({keyed: true, relations: false});
    told.tables[one.name] = {
      rows: rows.length,
      columns: Object.fromEntries(one.schema.fields.map((field) => [field.name, field.type])),
      text: rows.every((row) => typeof row.municipality_code === "string"),
    };
  }
  console.log(JSON.stringify(told));
}).catch((error) => { console.error(error); process.exit(1); });
"""


@pytest.fixture(scope="module")
def package(first_night: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with both years and a changed one; not to be written to."""
    data = tmp_path_factory.mktemp("readers") / "data"
    shutil.copytree(first_night, data, symlinks=True)
    demonstration = Demonstration(data)
    demonstration.approve(2023)
    demonstration.approve(2024)
    return demonstration.latest


def by_pandas(path: Path, columns: Columns) -> tuple[Columns, int]:
    """Read a table into a frame."""
    frame = pd.read_csv(path, dtype={name: _PANDAS[kind] for name, kind in columns.items()})
    return _named(columns, {name: str(kind) for name, kind in frame.dtypes.items()}, _PANDAS), len(frame)


def by_polars(path: Path, columns: Columns) -> tuple[Columns, int]:
    """Read a table into a frame."""
    frame = pl.read_csv(path, schema={name: _POLARS[kind] for name, kind in columns.items()})
    return _named(columns, dict(frame.schema), _POLARS), frame.height


def by_duckdb(path: Path, columns: Columns) -> tuple[Columns, int]:
    """Read a table into a relation."""
    found = duckdb.read_csv(
        str(path), header=True, dtype={name: _DUCKDB[kind] for name, kind in columns.items()}
    )
    types = dict(zip(found.columns, map(str, found.types), strict=True))
    return _named(columns, types, _DUCKDB), len(found.fetchall())


def by_pyarrow(path: Path, columns: Columns) -> tuple[Columns, int]:
    """Read a table."""
    types = {name: _ARROW[kind] for name, kind in columns.items()}
    table = pa.csv.read_csv(path, convert_options=pa.csv.ConvertOptions(column_types=types))
    return _named(columns, {field.name: field.type for field in table.schema}, _ARROW), table.num_rows


def by_frictionless(path: Path, columns: Columns) -> tuple[Columns, int]:
    """Read a table through the descriptor."""
    del columns
    resource = Package(str(path.parent / "datapackage.json")).get_resource(path.stem)
    return {field.name: field.type for field in resource.schema.fields}, len(resource.read_rows())


def _named(columns: Columns, found: dict[str, Any], types: dict[str, Any]) -> Columns:
    """Return the columns that were found, each with the declared type if it is of that."""
    return {
        name: columns[name] if columns.get(name) and types[columns[name]] == kind else str(kind)
        for name, kind in found.items()
    }


@pytest.mark.parametrize("reader", [by_pandas, by_polars, by_duckdb, by_pyarrow, by_frictionless])
@pytest.mark.parametrize("name", TABLES)
def test_a_program_finds_the_declared_names_types_and_rows(
    package: Path, name: str, reader: Callable[[Path, Columns], tuple[Columns, int]]
) -> None:
    """Nothing stands before the first name, and every row is one."""
    columns = {field["name"]: field["type"] for field in resource_of(package, name)["schema"]["fields"]}
    files = {f"{name}.csv": (package / f"{name}.csv").read_bytes()}
    assert reader(package / f"{name}.csv", columns) == (columns, len(table_of(files, name)))


@pytest.mark.skipif(not JAVASCRIPT.exists(), reason="make browser-tools was not run")
def test_javascript_reads_every_table_by_its_schema(package: Path) -> None:
    """`datapackage` of npm casts every value, checks that keys are unique, and keeps codes as text.

    It cannot follow two foreign keys that share a column: it puts the row of the first into the place of its values.
    """
    done = subprocess.run(
        ["node", "-e", _READ_IN_JAVASCRIPT, str(JAVASCRIPT), str(package / "datapackage.json")],  # noqa: S607 -- found on the path
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["valid"], told["errors"]) == (True, [])
    for name in TABLES:
        files = {f"{name}.csv": (package / f"{name}.csv").read_bytes()}
        columns = {field["name"]: field["type"] for field in resource_of(package, name)["schema"]["fields"]}
        assert told["tables"][name] == {
            "rows": len(table_of(files, name)),
            "columns": columns,
            "text": True,
        }


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official schemas are not beside the project")
def test_the_descriptor_is_valid_under_the_official_schemas(package: Path) -> None:
    """Data Package 2.0: the package, each resource, its dialect and its schema, formats included."""
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    assert errors_of("datapackage", descriptor) == []
    for resource in descriptor["resources"]:
        assert errors_of("dataresource", resource) == []
        assert errors_of("tabledialect", resource["dialect"]) == []
        assert errors_of("tableschema", resource["schema"]) == []


@pytest.mark.parametrize("half", ["ja", "en"])
def test_the_lines_of_the_readme_run_as_they_stand(
    package: Path, half: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who copies them gets the item numbers and the city's code as text."""
    monkeypatch.chdir(package)
    readme = (package / "README.md").read_text(encoding="utf-8")
    halves = dict(zip(("ja", "en"), re.split(r"\n# ", readme, maxsplit=1), strict=True))
    blocks = re.findall(r"```(\w+)\n(.*?)```", halves[half], flags=re.DOTALL)
    assert [code for kind, code in blocks if kind != "sh"] == [one.code for one in RECIPES]
    rows = len(table_of({"progress.csv": Path("progress.csv").read_bytes()}, "progress"))
    for kind, code in blocks:
        if kind == "python":
            found: dict[str, Any] = {}
            exec(code, found)  # noqa: S102 -- lines of our own readme
            progress = found["progress"]
            assert len(progress) == rows
            first = progress[0] if isinstance(progress, list) else progress
            assert "1" in list(first["item_no"])
            assert set(first["municipality_code"]) in ({"172014"}, set("172014"))
        if kind == "r" and (rscript := shutil.which("Rscript")):
            said = "cat(nrow(progress), class(progress$item_no), names(progress)[1])"
            done = subprocess.run([rscript, "-e", code + said], capture_output=True, text=True, check=True)
            assert done.stdout.split() == [str(rows), "character", "municipality_code"]
        if kind == "sql":
            answer = duckdb.sql(code.rstrip(";\n"))
            assert dict(zip(answer.columns, map(str, answer.types), strict=True))["item_no"] == "VARCHAR"
            assert len(answer.fetchall()) == rows


@pytest.mark.parametrize("name", TABLES)
def test_the_workbook_holds_every_table_with_codes_as_text(package: Path, name: str) -> None:
    """Whoever opens it without a word about types gets `172014` and `1` as text, figures as numbers."""
    columns = TABLES[name].columns
    rows = table_of({f"{name}.csv": (package / f"{name}.csv").read_bytes()}, name)
    sheet = openpyxl.load_workbook(io.BytesIO((package / "tables.xlsx").read_bytes()), read_only=True)[
        TABLES[name].title_ja
    ]
    header, *lines = sheet.iter_rows(values_only=True)
    assert header == tuple(column.title_ja for column in columns.values())
    assert len(lines) == len(rows)
    kinds = {"string": str, "date": str, "integer": int, "number": (int, float), "boolean": bool}
    for line, row in zip(lines, rows, strict=True):
        for value, (key, column) in zip(line, columns.items(), strict=True):
            assert (value is None) == (row[key] == ""), key
            assert value is None or isinstance(value, kinds[column.type]), key


def resource_of(package: Path, name: str) -> dict[str, Any]:
    """Return the descriptor's resource of a table."""
    descriptor = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    return next(one for one in descriptor["resources"] if one["name"] == name)


def errors_of(kind: str, document: object) -> list[str]:
    """Return what an official schema says against a document."""
    schema = json.loads((OFFICIAL / f"2.0-{kind}.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    return [f"{list(error.path)}: {error.message[:200]}" for error in validator.iter_errors(document)]
