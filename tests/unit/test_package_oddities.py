"""Packages of unusual but right states, each of which a night must be able to release; and what is no package at all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from builders import content, day, fiscal, official, progress, umibe
from builders.packages import packaged, resealed, table_of, verified
from builders.register import items
from builders.reviewed import correction, reviewed_content

from shinchoku.bilingual import Bilingual
from shinchoku.figures.highlights import HighlightChoice
from shinchoku.figures.reviewed import Reviewed
from shinchoku.figures.tables import YearContent
from shinchoku.figures.year_content import year_content
from shinchoku.figures.year_shape import completed
from shinchoku.package.verify import verify_package
from shinchoku.register.plan import Plan
from shinchoku.releases.history import Cause, Release, YearEntry

LINE = "1 A; 2 A 110; 4 A 7.4"


def released(plan: Plan, *versions: tuple[YearContent, YearEntry]) -> dict[str, bytes]:
    """Return the newest package of some releases of one year, a day each."""
    known = {one.digest: one for one, _ in versions}
    history = [
        Release(f"2024-06-0{n}", day(f"06-0{n}"), {fiscal(2023): entry})
        for n, (_, entry) in enumerate(versions, start=1)
    ]
    return packaged(plan, history, known.__getitem__)


def first(year: YearContent) -> tuple[YearContent, YearEntry]:
    """Return a year as its first release carries it."""
    return year, YearEntry(year.digest, Cause.FIRST)


def later(year: YearContent, reason: str = "") -> tuple[YearContent, YearEntry]:
    """Return a year as a later release carries it."""
    return year, YearEntry(year.digest, Cause.APPROVED, reason, "approver")


def no_workbook(_: bytes, __: Sequence[object]) -> Iterator[tuple[int, Bilingual]]:
    """Find nothing wrong with a workbook."""
    yield from ()


def named(name: str) -> Plan:
    """Return the register with another name for its first item."""
    return umibe(items=[{**one, "name": name} if one["no"] == "1" else one for one in items()])


@pytest.mark.parametrize(
    "text", ["_x000D_", "_x0041_", "_x005F_x0041_", "=1+1", "'=1+1", "\t", "a\u2028b", "NaN", "TRUE", "1e5"]
)
def test_any_text_comes_back_from_the_workbook(text: str) -> None:
    """What looks like a code, a formula or another type is the text that it is."""
    plan = named(f"浜の清掃{text}")
    assert verified(released(plan, first(content("1 A", plan)), later(content("1 A; 6 A", plan), text))) == []
    other = named(f"{text}浜の清掃")
    assert verified(released(other, first(content("1 A", other)))) == []


def test_another_line_break_alone_is_no_revision() -> None:
    """No published cell has one, so that readers see no difference."""
    old, new = named("浜の\n清掃"), named("浜の 清掃")
    files = released(new, first(content("1 A", old)), later(content("1 A", new)))
    assert verified(files) == []
    assert table_of(files, "revisions") == []
    assert "承認による更新です。表の値に変更はありません。" in files["CHANGELOG.md"].decode()


def test_a_correction_before_the_first_release_is_told_with_it() -> None:
    """Its old value was the sheet's, and never public."""
    files = released(umibe(), first(reviewed_content(LINE, correction("2", "actual_value", "110", "115"))))
    assert [row["revision_kind"] for row in table_of(files, "revisions")] == ["corrected_before_release"]
    assert verified(files) == []


@pytest.mark.parametrize(
    "plan",
    [
        umibe(basic_policies=[{"key": "U1", "name": "海と暮らす", "illustrative": True}]),
        umibe(official_figures=[official(1, 1, 0, "100", illustrative=True).model_dump(mode="json")]),
        umibe(highlights=[{"report_year": 2023, "kind": "main_result", "item": "1", "illustrative": True}]),
    ],
    ids=["a policy", "an official figure", "a highlight"],
)
def test_whatever_is_illustrative_makes_the_package_so(plan: Plan) -> None:
    """Also what is no item and no report."""
    files = released(plan, first(content("1 A", plan)))
    assert json.loads(files["datapackage.json"])["illustrative"] is True
    assert verified(files) == []


def kept_before(year: YearContent) -> YearContent:
    """Return a content without what rows got last."""
    bare = {
        name: tuple(
            {key: value for key, value in row.items() if key not in {"tolerance", "contradictions"}}
            for row in year.table(name)
        )
        for name in ("indicators", "achievement_rule")
    }
    return replace(year, substance={**year.substance, **bare})


def test_what_was_counted_before_the_register_changed_stays_counted() -> None:
    """The tolerance was narrowed since: the year of before is no contradiction to its own rule."""
    narrow = umibe(
        items=[
            {**one, "indicator": dict(one["indicator"], tolerance="0.1")} if one["no"] == "4" else one
            for one in items()
        ]
    )
    old = completed(narrow, kept_before(content(LINE)))
    assert old.table("achievement_rule")[0]["contradictions"] == "counted"
    assert verified(released(narrow, first(old))) == []
    same = completed(umibe(), kept_before(content(LINE)))
    assert same == content(LINE)


def test_a_sentence_may_stand_where_the_department_wrote_nothing() -> None:
    """A steward's sentence for an item without a text of its own."""
    plan = umibe(highlights=[{"report_year": 2023, "kind": "main_result", "item": "1"}])
    chosen = HighlightChoice(fiscal(2023), "U1-1", "1", "", "海辺を清掃しました。", "steward")
    year = year_content(plan, fiscal(2023), progress("2 A 110", plan), [], [], Reviewed(highlights=(chosen,)))
    assert verified(released(plan, first(year))) == []


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (("fiscal_years", 0, "fiscal_year"), float("inf")),
        (("fiscal_years", 0, "achievement_rule", "denominator"), "x"),
        (("fiscal_years", 0, "achievement_rule", "denominator"), ["2026"]),
        (("fiscal_years", 0, "achievement_rule", "contradictions"), "perhaps"),
        (("fiscal_years",), []),
        (("release",), "20240601"),
        (("release",), "2024-06-01.1"),
        (("contributors",), []),
        (("title",), "\ud800"),
    ],
    ids=str,
)
def test_a_descriptor_of_odd_values_is_a_fault(at: tuple[str | int, ...], value: object) -> None:
    """Whatever it holds, verifying says so in words that can be printed, and does not raise."""
    files = released(umibe(), first(content("1 A")))
    descriptor = json.loads(files["datapackage.json"])
    place = descriptor
    for step in at[:-1]:
        place = place[step]
    place[at[-1]] = value
    told = verify_package({**files, "datapackage.json": json.dumps(descriptor).encode()}, no_workbook)
    assert told != []
    "".join(str(fault) + fault.message.ja for fault in told).encode()


@pytest.mark.parametrize("depth", [900, 940, 960, 980, 1000, 100_000])
def test_a_descriptor_of_any_depth_is_a_fault(depth: int) -> None:
    """However deep the reader's own stack is by then."""
    files = released(umibe(), first(content("1 A")))
    deep = files["datapackage.json"].decode().rstrip()[:-1] + f', "x": {"[" * depth}{"]" * depth}}}'
    assert verify_package({**files, "datapackage.json": deep.encode()}, no_workbook) != []


@pytest.mark.parametrize("content_", [b'{"release": "2020-01-01", ', b"\xff\xfe"])
def test_a_descriptor_that_other_readers_read_otherwise_is_a_fault(content_: bytes) -> None:
    """A key that stands twice; another encoding."""
    files = released(umibe(), first(content("1 A")))
    told = files["datapackage.json"]
    other = content_ + told[1:] if content_.startswith(b"{") else told.decode().encode("utf-16")
    sums = {**files, "datapackage.json": other}
    found = verify_package(sums | {"SHA256SUMS": resealed(files)["SHA256SUMS"]}, no_workbook)
    assert any("from line" in fault.message.en for fault in found)
