"""The page on the JSON document of `shinchoku check`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reference_pages.check_schema import SCHEMA
from reference_pages.markdown import Page, table_lines

_VALUES = (
    "`files[].values` is every value that was taken from a file, in the order of its rows: what the night would",
    "publish, so that it can be compared with the sheet. What could not be read is no value but a finding. A value",
    "is `accepted` if no error lies on its row, year, round and department of the file are settled, and the public",
    "tables take it from the sheet: a status, a text, the figures of an item with a numeric target. The register",
    "decides targets, baselines, units and names: such a value is accepted where the sheet says the same.",
    "The reason that stands in place of a figure is listed as a value of its own (`actual_value_missing`).",
    "What was received before, from the same or another file, is not looked at.",
    "",
)


def check_json() -> Page:
    """The document of `shinchoku check --format json`, from `docs/reference_pages/check_schema.py`."""
    yield "# check --format json"
    yield ""
    yield "`shinchoku check FILE… --format json` prints one JSON document to standard output and nothing else, and"
    yield "exits 1 if it holds an error. New keys may come; a key that changes its meaning or goes raises `version`."
    yield "Suspected personal data is never in it."
    yield ""
    yield from _VALUES
    yield from table_lines(("Key", "Type", "Meaning"), _keys("", SCHEMA))
    yield ""
    yield "## JSON Schema"
    yield ""
    yield "```json"
    yield json.dumps(SCHEMA, ensure_ascii=False, indent=2)
    yield "```"


def _keys(path: str, schema: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield every key below a schema with its type and what it means."""
    for name, one in schema.get("properties", {}).items():
        key = f"{path}.{name}" if path else name
        codes = ", ".join(f"`{code}`" for code in one.get("enum", ()))
        yield f"`{key}`", str(one["type"]), one["description"] + (f" One of {codes}." if codes else "")
        if one["type"] == "array":
            yield from _keys(f"{key}[]", one["items"])
        elif one["type"] == "object":
            yield from _keys(key, one)
