"""What holds of the revisions of any history: they turn every version's tables into the next one's, and back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from builders import fiscal, umibe
from builders.packages import packaged, verified
from builders.published import progress
from builders.register import items
from builders.reviewed import choice, correction
from builders.revised import Cells, cells_of, revised_backwards, revised_forwards
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from schemas.published import TABLES
from schemas.typed import find_breaches
from shinchoku.figures.reviewed import Reviewed
from shinchoku.figures.tables import Table, YearContent
from shinchoku.figures.year_content import year_content
from shinchoku.package.compose import compose_tables
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.register.plan import Plan
from shinchoku.releases.history import Cause, Release, YearEntry
from shinchoku.releases.revisions import newest_with_revisions

HIGHLIGHTS = [{"report_year": 2023, "kind": "main_result", "item": "1"}]
PLAN = umibe(highlights=HIGHLIGHTS)
ITEMS = items()
YEARS = (2023, 2024)


def _other_registers() -> Iterator[Plan]:
    """Yield the register, and what people make of it: items renamed, moved, gone, measured anew."""
    yield PLAN
    yield umibe(highlights=HIGHLIGHTS, items=[one for one in ITEMS if one["no"] != "3"])
    renamed = [{**one, "name": "海辺の清掃"} if one["no"] == "1" else one for one in ITEMS]
    yield umibe(highlights=HIGHLIGHTS, items=renamed)
    moved = [{**one, "department": "kikaku"} if one["no"] in {"3", "4"} else one for one in ITEMS]
    yield umibe(highlights=[], items=moved)


PLANS = tuple(_other_registers())
LABELS = st.sampled_from(["", "A", "S 110", "B 90", "C", "－時期外", "A 20/210", "A 21/210 *"])
LINES = st.lists(LABELS, min_size=5, max_size=5).map(
    lambda labels: "; ".join(f"{no} {label}" for no, label in enumerate(labels, start=1) if label)
)
REVIEWED = st.sampled_from(
    [
        Reviewed(),
        Reviewed(corrections=(correction("2", "actual_value", "90", "95", 1),)),
        Reviewed(corrections=(correction("2", "actual_value", "110", "115", 2),)),
        Reviewed(highlights=(choice("U1-1", "2", "人が増えました。"),)),
    ]
)


@st.composite
def years(draw: st.DrawFn, year: int) -> YearContent:
    """Draw what a year publishes."""
    plan, line = draw(st.sampled_from(PLANS)), draw(LINES)
    found = progress(line, plan, year)
    return year_content(plan, fiscal(year), found, [], [], draw(REVIEWED))


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Release], dict[str, YearContent]]:
    """Draw some releases, each with other content of some years, with or without a decision, or without a year."""
    contents: dict[str, YearContent] = {}
    history: list[Release] = []
    carried: dict[FiscalYear, YearEntry] = {}
    for number in range(draw(st.integers(2, 5))):
        told: dict[FiscalYear, YearEntry] = {}
        for year in YEARS:
            before = carried.get(fiscal(year))
            match draw(st.sampled_from(["kept", "new", "new", "back", "none"])):
                case "new":
                    content = draw(years(year))
                    contents[content.digest] = content
                    reason = draw(st.sampled_from(["", "局議で決定"]))
                    told[fiscal(year)] = YearEntry(content.digest, Cause.REVISION, reason, "approver")
                case "back" if known := [d for d, c in contents.items() if _year_of(c) == str(year)]:
                    told[fiscal(year)] = YearEntry(draw(st.sampled_from(known)), Cause.ROLLBACK, "取下げ")
                case "kept" if before is not None:
                    told[fiscal(year)] = YearEntry(before.digest, Cause.KEPT)
                case _:
                    continue
        if told:
            on = date(2025, 6, 1) + timedelta(days=number)
            history.append(Release(on.isoformat(), on, told))
            carried = told
    assume(history)
    return history, contents


def _year_of(content: YearContent) -> str:
    """Return the fiscal year that a content is of."""
    return content.table("action_items")[0]["fiscal_year"]


def composed(history: list[Release], contents: dict[str, YearContent]) -> dict[str, Table]:
    """Return the tables of the newest version of a history."""
    newest, revisions = newest_with_revisions(history, contents.__getitem__)
    return compose_tables(newest.years, revisions)


@settings(max_examples=40)
@given(histories())
def test_revisions_lead_from_every_version_to_the_next_and_back(
    drawn: tuple[list[Release], dict[str, YearContent]],
) -> None:
    """Old release + revisions = new release, for every year that had been public, whatever happened to it."""
    history, contents = drawn
    public: set[str] = set()
    old: Cells = {}
    for count, release in enumerate(history, start=1):
        tables = composed(history[:count], contents)
        new = cells_of(tables)
        revised = [row for row in tables["revisions"] if row["version"] == release.version]
        known = {cell: text for cell, text in new.items() if cell[0] in public}
        assert revised_forwards(old, revised) == known
        assert revised_backwards(known, revised) == old
        public |= {row["fiscal_year"] for row in tables["action_items"]}
        old = new
    assert find_breaches(TABLES["revisions"], tables["revisions"]) == []


@settings(max_examples=10)
@given(histories())
def test_the_revisions_of_any_history_agree_with_its_tables(
    drawn: tuple[list[Release], dict[str, YearContent]],
) -> None:
    """Whoever downloads the package finds that what was revised last is what is published."""
    history, contents = drawn
    files = packaged(PLANS[0], history, contents.__getitem__)
    assert [str(f) for f in verified(files) if f.file == "revisions.csv"] == []
