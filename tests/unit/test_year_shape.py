"""Contents of before: what they get when they are read, and what a release in the new shape says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from builders import content, day, fiscal, item, official, umibe
from builders.packages import packaged, verified

from shinchoku.checks.findings import Finding, Place
from shinchoku.checks.rules.lateness import NOT_SUBMITTED
from shinchoku.figures.tables import YearContent
from shinchoku.figures.year_content import year_content
from shinchoku.figures.year_shape import completed, is_complete
from shinchoku.package.csv_text import read_csv
from shinchoku.register.plan import Plan
from shinchoku.releases.decision import Outcome, YearSoFar, decide
from shinchoku.releases.history import Cause, Release, YearEntry, rolled_back_years
from shinchoku.releases.release_holds import revision_holds

PLAN = umibe(official_figures=[official(2, 2, 0, "100").model_dump(mode="json")])
TODAY = content("1 A; 2 A 110; 3 C", PLAN)


def kept_before(year: YearContent) -> YearContent:
    """Return a year as an earlier program kept it: no codes, no rule, no official figures, no 確認中."""
    own = {"codes", "achievement_rule", "official_figures"}
    substance = {name: rows for name, rows in year.substance.items() if name not in own}
    substance["achievement"] = tuple(
        {name: value for name, value in row.items() if name != "in_review"}
        for row in year.table("achievement")
    )
    side = {name: rows for name, rows in year.side.items() if name != "codes_of_quality"}
    return YearContent(substance, side)


OLD = kept_before(TODAY)


def struck_off() -> Plan:
    """Return the register after 環境課 left it."""
    entries = [one for one in PLAN.model_dump(mode="json")["departments"] if one["code"] != "kankyo"]
    return umibe(departments=entries, items=[item("1", "浜の清掃"), item("2", "来訪者を増やす")])


def test_a_content_of_before_is_completed_to_what_the_plan_makes_today() -> None:
    """The same rows have the same digest, so nothing else is released again."""
    assert not is_complete(OLD)
    assert completed(PLAN, OLD) == TODAY
    assert completed(PLAN, TODAY) is TODAY


def test_a_department_that_left_the_register_keeps_the_name_of_its_figures() -> None:
    """The year's own table of figures has it."""
    labels = {row["code"]: row["label_ja"] for row in completed(struck_off(), OLD).table("codes")}
    assert labels["kankyo"] == "市民部 環境課"


def test_a_department_that_only_has_findings_travels_with_them() -> None:
    """水産課 answers for no item of FY2023; its label is there, and makes no release."""
    place = Place("umibe", fiscal(2023), "r5-end", "suisan")
    late = Finding(NOT_SUBMITTED, place, "", NOT_SUBMITTED.message, NOT_SUBMITTED.remedy)
    year = year_content(PLAN, fiscal(2023), (), [late], ())
    assert [row["code"] for row in year.table("codes_of_quality")] == ["suisan"]
    assert year.digest == year_content(PLAN, fiscal(2023), (), [], ()).digest


def test_the_night_releases_the_new_shape_and_holds_nothing_for_it() -> None:
    """Unchanged, waiting or not: what is public gets its columns once."""
    state = YearSoFar(fiscal(2023), TODAY, TODAY, completed(PLAN, OLD), [], released_as=OLD.digest)
    night = datetime(2024, 5, 2, tzinfo=UTC)
    once = decide(state, PLAN.release, night)
    assert (once.outcome, once.waiting) == (Outcome.RELEASED, None)
    assert once.entry == YearEntry(TODAY.digest, Cause.RESHAPED)
    waits = decide(replace(state, all_rounds=content("1 B; 2 A 110", PLAN)), PLAN.release, night)
    assert (waits.outcome, waits.content, waits.entry) == (Outcome.HELD, TODAY, once.entry)
    again = decide(replace(state, released_as=TODAY.digest), PLAN.release, night)
    assert (again.outcome, again.entry) == (Outcome.UNCHANGED, None)
    assert revision_holds(completed(PLAN, OLD), TODAY, PLAN.release) == []


def history(*entries: tuple[str, Cause]) -> list[Release]:
    """Return releases of FY2023 on days that follow each other."""
    return [
        Release(f"2024-05-0{n}", day(f"05-0{n}"), {fiscal(2023): YearEntry(digest, cause)})
        for n, (digest, cause) in enumerate(entries, start=1)
    ]


def test_a_release_in_the_new_shape_says_so_and_revises_nothing() -> None:
    """One sentence in the changelog; the package verifies."""
    contents = {OLD.digest: completed(PLAN, OLD), TODAY.digest: TODAY}
    releases = history((OLD.digest, Cause.FIRST), (TODAY.digest, Cause.RESHAPED))
    files = packaged(PLAN, releases, contents.__getitem__)
    told = files["CHANGELOG.md"].decode()
    assert (
        "### 令和5年度（2023年度）\n\n表の形を新しくしました（列や表の追加）。このことによる値の変更はありません。\n"
        in told
    )
    assert read_csv(files["revisions.csv"])[1] == []
    assert verified(files) == []


def test_a_year_that_was_rolled_back_waits_in_the_new_shape_too() -> None:
    """Columns decide nothing about rows."""
    releases = history(("a", Cause.FIRST), ("b", Cause.ROLLBACK), ("c", Cause.RESHAPED))
    assert rolled_back_years(releases) == {fiscal(2023)}
