"""Text taken out of released packages: it is nowhere any more, everything else is, and the package proves itself."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import content, day, fiscal, umibe
from builders.packages import packaged, table_of, verified

from schemas.published import TABLES
from shinchoku.figures.tables import YearContent
from shinchoku.night.release import drawn_workbook
from shinchoku.package.build import CHANGELOG, DESCRIPTOR, README, SUMS, documents
from shinchoku.package.facts import facts_in
from shinchoku.package.taking_down import Takedown, taken_down
from shinchoku.releases.history import Cause, Release, YearEntry
from shinchoku.releases.removal import MARK, Removal, TakedownKind

GOLDEN = {
    file.name: file.read_bytes()
    for file in sorted((Path(__file__).parent / "kanazawa-2026-11-23").iterdir())
    if file.name != "releases.json"
}
ON = date(2026, 11, 29)


def sought() -> str:
    """Return some words of a department in the golden package that stand there once."""
    rows = table_of(GOLDEN, "progress")
    return next(
        row["result_text"] for row in rows if row["result_text"] and row["achievement_status"] == "achieved"
    )


def without(
    files: Mapping[str, bytes], text: str, digests: Mapping[str, str] | None = None
) -> dict[str, bytes] | None:
    """Take a text out of a package."""
    order = Takedown(Removal(text), ON, TakedownKind.PERSONAL_DATA, digests or {})
    return taken_down(files, order, drawn_workbook)


def texts(files: Mapping[str, bytes]) -> str:
    """Return everything that a package says, the parts of its workbook included."""
    with zipfile.ZipFile(io.BytesIO(files["tables.xlsx"])) as book:
        parts = [book.read(name).decode() for name in book.namelist()]
    return "\n".join([*parts, *(one.decode() for name, one in files.items() if name != "tables.xlsx")])


def test_the_text_is_nowhere_and_the_package_proves_itself() -> None:
    """Tables, documents, workbook: not a trace; hashes, counts and documents hold; a tombstone says so."""
    text = sought()
    made = without(GOLDEN, text)
    assert made is not None
    assert text in texts(GOLDEN)
    assert text not in texts(made)
    assert [str(fault) for fault in verified(made)] == []
    (tombstone,) = facts_in(json.loads(made[DESCRIPTOR])).taken_down
    assert (tombstone.on, tombstone.kind) == (ON, TakedownKind.PERSONAL_DATA)
    assert tombstone.sums_before == hashlib.sha256(GOLDEN[SUMS]).hexdigest()


def test_nothing_else_is_touched() -> None:
    """Every other cell of every table is what it was, and so is every figure."""
    text = sought()
    made = without(GOLDEN, text)
    assert made is not None
    for name in TABLES:
        before, after = table_of(GOLDEN, name), table_of(made, name)
        expected = [{key: value.replace(text, MARK) for key, value in row.items()} for row in before]
        assert after == expected
    assert made["achievement.csv"] == GOLDEN["achievement.csv"]


@pytest.mark.parametrize("document", [README, CHANGELOG])
def test_the_documents_say_it_in_both_languages(document: str) -> None:
    """The day, the kind of reason, and what the mark means."""
    made = without(GOLDEN, sought())
    assert made is not None
    said = made[document].decode()
    for words in (
        "令和8年（2026年）11月29日",
        "個人情報",
        "Personal data",
        f"「{MARK}」は、公表した後に削除した箇所です",
    ):
        assert words in said


def test_a_package_that_never_held_the_text_stays_as_it_is() -> None:
    """Not a byte, and no tombstone."""
    assert without(GOLDEN, "どこにもない文") is None


def test_contents_get_the_names_that_they_have_from_then_on() -> None:
    """A package that holds the text nowhere, but a content that changed elsewhere, keeps its tables."""
    digest = facts_in(json.loads(GOLDEN[DESCRIPTOR])).years[0].content
    made = without(GOLDEN, "どこにもない文", {digest: "f" * 64})
    assert made is not None
    assert facts_in(json.loads(made[DESCRIPTOR])).years[0].content == "f" * 64
    assert verified(made) == []


def test_a_second_takedown_leaves_two_tombstones() -> None:
    """The earlier one first, each with the hash of before."""
    once = without(GOLDEN, sought())
    assert once is not None
    rows = table_of(once, "progress")
    other = next(row["next_action"] for row in rows if len(row["next_action"]) > 4)
    twice = without(once, other)
    assert twice is not None
    assert [one.sums_before for one in facts_in(json.loads(twice[DESCRIPTOR])).taken_down] == [
        hashlib.sha256(files[SUMS]).hexdigest() for files in (GOLDEN, once)
    ]
    assert verified(twice) == []


def revised(before: str, after: str) -> dict[str, bytes]:
    """Return a package whose newest release changed the text of an item."""

    def year(text: str) -> YearContent:
        plain = content("1 A; 6 A")
        rows = [
            {**row, "result_text": text} if row["item_no"] == "1" else row for row in plain.table("progress")
        ]
        return YearContent({**plain.substance, "progress": tuple(rows)}, plain.side)

    old, new = year(before), year(after)
    history = [
        Release("2024-06-01", day("06-01"), {fiscal(2023): YearEntry(old.digest, Cause.FIRST)}),
        Release(
            "2024-06-02",
            day("06-02"),
            {fiscal(2023): YearEntry(new.digest, Cause.REVISION, "田中太郎の訂正")},
        ),
    ]
    return packaged(umibe(), history, {old.digest: old, new.digest: new}.__getitem__)


@pytest.mark.parametrize(
    ("before", "after", "revisions"),
    [
        ("田中太郎が来た", "佐藤が来た", [("［削除］が来た", "佐藤が来た")]),
        ("佐藤が来た", "田中太郎が来た", [("佐藤が来た", "［削除］が来た")]),
        ("田中太郎が来た", "田中 太郎が来た", []),
    ],
)
def test_revisions_lose_the_text_too_and_what_was_none_but_it_vanishes(
    before: str, after: str, revisions: list[tuple[str, str]]
) -> None:
    """Old and new values, reasons; undone, they still give the earlier states."""
    made = without(revised(before, after), "田中太郎")
    assert made is not None
    assert "田中" not in texts(made)
    assert [
        (row["old_value"], row["new_value"])
        for row in table_of(made, "revisions")
        if row["field"] == "result_text"
    ] == revisions
    assert [str(fault) for fault in verified(made)] == []


@pytest.mark.parametrize(
    "fact",
    ["keywords", "publisher", "publisher_en", "update_frequency", "sources", "attribution", "description"],
)
def test_what_the_package_states_of_itself_loses_the_text_too(fact: str) -> None:
    """Whatever fact of the descriptor named somebody: descriptor, readme, workbook."""
    facts = facts_in(json.loads(GOLDEN[DESCRIPTOR]))
    named: dict[str, object] = {"keywords": ("計画", "田中太郎"), "sources": ({"title": "田中太郎の資料"},)}
    facts = replace(facts, about=replace(facts.about, **{fact: named.get(fact, "田中太郎の課")}))  # type: ignore[arg-type]  # a fact of its kind
    tables = {name: tuple(table_of(GOLDEN, name)) for name in TABLES}
    csvs = {name: GOLDEN[f"{name}.csv"] for name in TABLES}
    files = {**GOLDEN, **documents(facts, tables, csvs), "tables.xlsx": drawn_workbook(facts, tables)}
    made = without(files, "田中太郎")
    assert made is not None
    assert "田中太郎" in texts(files)
    assert "田中太郎" not in texts(made)
    assert verified(made) == []


def older(text: str) -> dict[str, bytes]:
    """Return a package as releases of shape 1 were: with a mark before its CSV, without readme and workbook."""
    descriptor = {
        "version": "2024-06-01",
        "fiscal_years": [{"fiscal_year": 2023, "content": "a" * 64}],
        "resources": [{"name": "progress", "path": "progress.csv", "hash": "sha256:0", "bytes": 0}],
        "note": text,
    }
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["item_no", "result_text"], ["1", f"{text}が来た"]])
    return {
        "progress.csv": b"\xef\xbb\xbf" + out.getvalue().encode(),
        CHANGELOG: f"# 変更\n\n- {text.replace('_', chr(92) + '_')}が来た\n".encode(),
        DESCRIPTOR: json.dumps(descriptor, ensure_ascii=False).encode(),
        SUMS: b"",
    }


def test_a_package_of_an_older_shape_is_edited_as_it_is() -> None:
    """Its documents are not made by this program: they lose the text, and every hash fits."""
    made = without(older("田中太郎"), "田中太郎", {"a" * 64: "b" * 64})
    assert made is not None
    told = json.loads(made[DESCRIPTOR])
    assert (told["fiscal_years"][0]["content"], told["taken_down"][0]["kind"]) == ("b" * 64, "personal_data")
    assert told["resources"][0]["hash"] == f"sha256:{hashlib.sha256(made['progress.csv']).hexdigest()}"
    assert made["progress.csv"].decode("utf-8-sig").splitlines() == ["item_no,result_text", f"1,{MARK}が来た"]
    assert not any("田中" in one.decode() for one in made.values())
    assert "個人情報" in made[CHANGELOG].decode()
    assert "stands where text was taken down" in made[CHANGELOG].decode()
    assert without(older("佐藤"), "田中太郎") is None


def test_marks_of_markdown_hide_nothing_in_an_older_changelog() -> None:
    """A name with an underscore stands there with a backslash before it."""
    made = without(older("田中_太郎"), "田中_太郎")
    assert made is not None
    assert "太郎" not in made[CHANGELOG].decode()
