"""What holds for every year that is published: contracts, digests, and the order of what was received."""

from __future__ import annotations

from random import Random

from builders import checked, codes_of, content, received, umibe
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.published import TABLES
from schemas.typed import find_breaches
from shinchoku.figures.tables import YearContent
from shinchoku.releases.changes import compare
from shinchoku.releases.release_holds import revision_holds

PLAN = umibe()
LABELS = st.sampled_from(["", "A", "S 110", "B 90", "C", "－時期外", "A 20/210 *"])
LINES = st.lists(LABELS, min_size=8, max_size=8).map(
    lambda labels: "; ".join(f"{no} {label}" for no, label in enumerate(labels, start=1) if label)
)
CELLS = st.sampled_from(["", "2", "8", "99", "R6-1", "合計", "A", "B", "優", "110", "約110", "-", "実施"])
SHEETS = st.lists(st.tuples(*[CELLS] * 5), max_size=4).map(
    lambda rows: "\n".join(["番号|達成状況|取組実績|実績値|累計", *("|".join(row) for row in rows)])
)


@settings(max_examples=15)
@given(LINES)
def test_any_year_holds_the_contracts_of_its_tables(line: str) -> None:
    """Whatever was reported, and of whatever was not."""
    year = content(line, PLAN)
    assert [
        b
        for name in ("progress", "indicators", "achievement")
        for b in find_breaches(TABLES[name], year.table(name))
    ] == []


@settings(max_examples=30)
@given(LINES)
def test_any_year_is_read_back_and_changes_nothing(line: str) -> None:
    """Same rows, same digest, no difference, nothing to hold."""
    year = content(line, PLAN)
    again = YearContent.from_json(year.to_json())
    assert (again.digest, compare(year, again)) == (year.digest, [])
    assert revision_holds(year, again, PLAN.release.model_copy(update={"max_rate_change_points": 0})) == []


@settings(max_examples=30)
@given(LINES, LINES)
def test_what_is_added_one_way_is_gone_the_other(line: str, other: str) -> None:
    """Changes are symmetric."""
    one, two = content(line, PLAN), content(other, PLAN)
    there = [(change.table, change.key, change.old, change.new) for change in compare(one, two)]
    back = [(change.table, change.key, change.new, change.old) for change in compare(two, one)]
    assert there == back


@settings(max_examples=40)
@given(st.lists(SHEETS, max_size=3), st.randoms(use_true_random=False))
def test_any_sheet_is_checked_the_same_in_any_order(sheets: list[str], random: Random) -> None:
    """Content never raises, and only the nights count."""
    files = [received(text, on=f"05-0{n}") for n, text in enumerate(sheets, start=1)]
    mixed = list(files)
    random.shuffle(mixed)
    one, other = checked(*files, plan=PLAN, as_of="05-09"), checked(*mixed, plan=PLAN, as_of="05-09")
    assert codes_of(one.findings) == codes_of(other.findings)
    assert dict(one.choices) == dict(other.choices)


@settings(max_examples=40)
@given(SHEETS)
def test_no_row_of_a_sheet_is_lost_without_a_word(text: str) -> None:
    """Every row counts for its item, or stands in a finding."""
    ((appearance, reading),) = [received(text)]
    outcome = checked((appearance, reading), plan=PLAN)
    told = {finding.place.item_no for finding in outcome.findings}
    for row in reading.rows:
        no = row.raw("item_no")
        counted = ("r5-end", no) in outcome.choices and outcome.choices["r5-end", no].row is not None
        assert counted or told & {no, f"行{row.row_number}"}
