"""The JSON Schema of what `shinchoku check --format json` prints."""

from __future__ import annotations

from typing import Any

from schemas.codes import Severity
from shinchoku.cli.check_document import FileStatus
from shinchoku.intake.account import RowFate, SheetFate
from shinchoku.intake.steps import StepKind

Json = dict[str, Any]


def _object(about: str, **properties: Json) -> Json:
    """Return the schema of an object whose every key is always there."""
    return {
        "type": "object",
        "description": about,
        "required": list(properties),
        "properties": properties,
        "additionalProperties": False,
    }


def _list_of(about: str, items: Json) -> Json:
    """Return the schema of a list."""
    return {"type": "array", "description": about, "items": items}


def _text(about: str, *codes: object) -> Json:
    """Return the schema of a text, or of one of some codes."""
    return {"type": "string", "description": about} | (
        {"enum": [str(code) for code in codes]} if codes else {}
    )


def _number(about: str, kind: str = "integer") -> Json:
    """Return the schema of a number."""
    return {"type": kind, "description": about}


def _both(about: str) -> Json:
    """Return the schema of a sentence in both languages."""
    return _object(about, ja=_text("Japanese"), en=_text("English"))


_TABLE_SCHEMA = _object(
    "How one table was read.",
    header_rows=_list_of("First and last row of the headings, from 1.", _number("Row.")),
    score=_number("How well the headings fitted.", "number"),
    rows=_number("Rows of data."),
    columns=_list_of(
        "Every column.",
        _object(
            "One column.",
            column=_text("Its letter."),
            heading=_text("Its heading as written."),
            read_as=_text("The column of the status sheet it was read as; empty if it was not."),
        ),
    ),
    skipped=_list_of(
        "Rows that are no data.",
        _object("One row.", row=_number("Row, from 1."), reason=_text("Why.", *RowFate)),
    ),
)
_SHEET_SCHEMA = _object(
    "How one sheet was read.",
    number=_number("Position in the workbook, from 1."),
    name=_text("Its name."),
    fate=_text("What became of it.", *SheetFate),
    layout=_text("The declared layout it was read by; empty if it was searched."),
    runner_up=_text("The best candidate for the headings that was not taken."),
    facts={
        "type": "object",
        "description": "What else stands on it, counted (merged areas, formulas, comments …).",
        "additionalProperties": {"type": "integer"},
    },
    tables=_list_of("Its tables.", _TABLE_SCHEMA),
)
_VALUE_SCHEMA = _object(
    "One value that was taken, as it would be published; suspected personal data is never in it.",
    item_no=_text("The item, as its number was read."),
    field=_text("The column of the status sheet; a figure's with `_missing` where a reason stands for it."),
    value=_text("A figure in plain digits in the register's unit, a code, or a text."),
    unit=_text("The register's unit of a figure; empty for anything else."),
    raw=_text("What is stored in the cell."),
    sheet=_text("The sheet; `CSV` for a text."),
    cell=_text("The cell: `E7`."),
    steps=_list_of(
        "Everything that was done to the text, in order; empty if nothing was.",
        _object(
            "One step.",
            step=_text("What was done.", *StepKind),
            words=_both("What was done, in words."),
            before=_text("The text before."),
            after=_text("The text after."),
            where=_text("The cell that the text was taken from, if not its own."),
        ),
    ),
    accepted={"type": "boolean", "description": "Whether the night would publish this value of the item."},
)
SCHEMA: Json = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **_object(
        "What `shinchoku check --format json` prints.",
        version=_number("Version of this document: 1."),
        plan=_text("The plan that the sheets were held to."),
        as_of=_text("The day they were looked at, `2024-05-02`."),
        counts=_object(
            "Findings by severity.", **{str(s): _number(f"How many: {s.label_en.lower()}.") for s in Severity}
        ),
        files=_list_of(
            "Every file, by name.",
            _object(
                "One file.",
                file=_text("Its name as given."),
                status=_text("What became of it.", *FileStatus),
                rows=_number("Rows that were read."),
                account=_object(
                    "How it was read.",
                    format=_text("Its format: `xlsx`, `CSV` …"),
                    encoding=_text("The encoding of a text; empty for a workbook."),
                    why_encoding=_both("Why this encoding."),
                    second_look={
                        "type": "boolean",
                        "description": "Whether hidden parts, comments and the like could be looked at.",
                    },
                    sheets=_list_of("Its sheets.", _SHEET_SCHEMA),
                ),
                values=_list_of("Every value that was taken, row by row.", _VALUE_SCHEMA),
            ),
        ),
        findings=_list_of(
            "Every finding, in reading order.",
            _object(
                "One finding; suspected personal data is never in it.",
                fingerprint=_text("The same problem tomorrow has the same."),
                rule=_text("Code of the rule."),
                severity=_text("Its weight in this plan.", *Severity),
                file=_text("The file."),
                sheet=_text("The sheet; empty for the file as a whole."),
                cell=_text("The cell; empty for the sheet as a whole."),
                item_no=_text("The item; empty for the sheet as a whole."),
                field=_text("The column of the status sheet."),
                raw=_text("What stands in the cell."),
                message=_both("What is wrong."),
                remedy=_both("What to do."),
            ),
        ),
        copies=_list_of("Where the marked copies are that `--annotate` asked for.", _text("Path of a copy.")),
    ),
}
"""What the document always is, as JSON Schema; `docs/reference/check-json.md` shows it."""
