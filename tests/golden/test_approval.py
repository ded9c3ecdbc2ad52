"""The demonstration after its first night: what waits, what an approval releases, what it records."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from builders.packages import verified
from builders.people import APPROVER
from builders.revised import cells_of, revised_backwards, revised_forwards
from contract.city import tree
from golden.demonstration import DAY, Demonstration
from sqlalchemy import select

from schemas.published import TABLES
from shinchoku.adapters.frictionless_check import find_standard_errors
from shinchoku.adapters.state.contents import load_content
from shinchoku.adapters.state.tables import official_figures
from shinchoku.errors import ConfigurationError
from shinchoku.figures.tables import YearContent
from shinchoku.usecases.approve import approve

NEXT = f"{DAY}.2"


@pytest.fixture(scope="module")
def approved_2024(first_night: Path, tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The demonstration after FY2024 was approved; not to be written to."""
    data = tmp_path_factory.mktemp("approved") / "data"
    shutil.copytree(first_night, data, symlinks=True)
    demonstration = Demonstration(data)
    demonstration.approve(2024, "市長決裁", document="総デ第123号")
    return demonstration


@pytest.fixture(scope="module")
def approved_2023(first_night: Path, tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The demonstration after FY2023's confirmation was approved; not to be written to."""
    data = tmp_path_factory.mktemp("confirmed") / "data"
    shutil.copytree(first_night, data, symlinks=True)
    demonstration = Demonstration(data)
    demonstration.approve(2023, "確定値の反映")
    return demonstration


def test_the_confirmation_is_no_part_of_the_first_release(demonstration: Demonstration) -> None:
    """FY2023 goes out as first asked, with item 78 pending; its confirmation waits as a revision."""
    report = demonstration.night("2026-11-24")
    (year,) = [one for one in report.years if one.fiscal_year == 2023]
    (row,) = [one for one in demonstration.table("progress") if one["item_no"] == "78"]
    assert (row["achievement_status"], row["value_status"]) == ("pending", "provisional")
    assert year.waiting is not None
    assert any("84.8% → 87.9%" in reason for reason, _ in year.waiting.reasons)


def test_the_second_year_waits_for_its_first_approval(demonstration: Demonstration) -> None:
    """FY2024 has no official figure and too many unreported items, so it is held with both reasons."""
    report = demonstration.night("2026-11-24")
    (year,) = [one for one in report.years if one.fiscal_year == 2024]
    assert year.waiting is not None
    reasons = [en.partition(":")[0] for _, en in year.waiting.reasons]
    assert sorted(reasons) == ["First release, no official figure", "Too many items unreported or in review"]


def test_an_approval_releases_exactly_its_rows(
    approved_2024: Demonstration, first_night: Path, demonstration: Demonstration
) -> None:
    """After the approval the public rows of FY2024 are the candidate's, in a second version of the day."""
    candidate = content_of(demonstration, demonstration.waiting(2024))
    assert approved_2024.latest.readlink() == Path("releases") / NEXT
    for name in ("action_items", "progress", "indicators", "highlights"):
        assert approved_2024.table(name, 2024) == list(candidate.table(name)), name
    assert len(approved_2024.table("progress", 2024)) == 124
    first = Demonstration(first_night)
    assert tree(approved_2024.folder / "releases" / DAY) == tree(first.folder / "releases" / DAY)


@pytest.mark.parametrize(
    "name", ["action_items", "progress", "indicators", "achievement_items", "highlights", "provenance"]
)
def test_an_approval_leaves_the_other_year_alone(
    approved_2024: Demonstration, first_night: Path, name: str
) -> None:
    """The rows of FY2023 are the same before and after FY2024's approval."""
    assert approved_2024.table(name, 2023) == Demonstration(first_night).table(name, 2023)


def test_two_years_show_by_how_much_each_rate_moved(approved_2024: Demonstration) -> None:
    """With two years public, FY2024's rates say how many points they moved; FY2023's have nothing before."""
    moved = {
        (row["fiscal_year"], row["key"]): row["rate_change_points"]
        for row in approved_2024.table("achievement")
        if row["level"] in {"plan", "basic_policy"}
    }
    assert [moved["2023", key] for key in ("P1", "P2", "P3", "kanazawa")] == ["", "", "", ""]
    assert all(moved["2024", key].startswith("-") for key in ("P1", "P2", "P3", "kanazawa"))


def test_an_approved_first_release_makes_its_figures_official(approved_2024: Demonstration) -> None:
    """Approving FY2024 records its headline figures with date, role and document number."""
    with approved_2024.session() as session, session.engine.connect() as connection:
        rows = [row._mapping for row in connection.execute(select(official_figures))]  # noqa: SLF001 -- public despite its name
    assert {(r["fiscal_year"], r["key"]) for r in rows} == {
        (2024, key) for key in ("kanazawa", "P1", "P2", "P3")
    }
    said = {(str(r["decided_on"]), r["role"], r["document"]) for r in rows}
    assert said == {(DAY, "approver", "総デ第123号")}
    published = {row["key"]: row for row in approved_2024.table("achievement", 2024)}
    assert all(
        (str(r["items"]), str(r["achieved"]), r["rate_percent"])
        == tuple(published[r["key"]][name] for name in ("items", "achieved", "rate_percent"))
        for r in rows
    )


def test_an_approved_package_verifies(approved_2024: Demonstration, approved_2023: Demonstration) -> None:
    """What an approval releases holds by our own recomputation and by the standard's library."""
    for demonstration in (approved_2024, approved_2023):
        assert verified(demonstration.files()) == []
        assert find_standard_errors(demonstration.latest) == []


def test_a_confirmed_value_is_recorded_as_a_revision(approved_2023: Demonstration) -> None:
    """Approving FY2023's confirmation tells old and new value, when, why and which role approved."""
    columns = ("item_no", "field", "old_value", "new_value", "revised_on", "reason", "approved_by_role")
    rows = {tuple(row[c] for c in columns) for row in approved_2023.table("revisions", 2023)}
    why = (DAY, "確定値の反映", "approver")
    assert ("78", "achievement_status", "pending", "achieved", *why) in rows
    assert {row[0] for row in rows} == {"78", ""}, "one item, and the counts and rates that it moved"
    (item,) = [row for row in approved_2023.table("progress", 2023) if row["item_no"] == "78"]
    assert (item["achievement_status"], item["value_status"]) == ("achieved", "confirmed")


def test_the_revisions_lead_back_to_the_version_before(approved_2023: Demonstration) -> None:
    """Taken back from the newest tables they give those of the first night, value by value; and forwards."""
    first, newest = (
        {name: approved_2023.table_of(version, name) for name in TABLES} for version in (DAY, NEXT)
    )
    old, new = cells_of(first), cells_of(newest)
    assert old != new
    assert revised_backwards(new, newest["revisions"]) == old
    assert revised_forwards(old, newest["revisions"]) == new


def test_the_changelog_names_items_and_statuses(approved_2023: Demonstration) -> None:
    """No code is left in what people read, and no year that changed is called unchanged."""
    text = approved_2023.files()["CHANGELOG.md"].decode()
    (item,) = [row for row in approved_2023.table("action_items", 2023) if row["item_no"] == "78"]
    assert f"- No.78 {item['name']}：達成状況 数値未確定 → 達成、" in text
    assert "（計画全体）：達成 80 → 81、数値未確定 2 → 1、" in text
    assert "pending" not in text
    assert "変更はありません" not in text


def test_a_confirmation_moves_the_rate_and_reopens_nothing(approved_2023: Demonstration) -> None:
    """With item 78 confirmed policy 3 stands at 29/33; no hold about the official 28/33 comes back."""
    figures = {
        row["key"]: (row["achieved"], row["rate_percent"]) for row in approved_2023.table("achievement")
    }
    assert (figures["P3"], figures["kanazawa"]) == (("29", "87.9"), ("81", "90.0"))
    copied = Demonstration(approved_2023.data.parent / "next")
    shutil.copytree(approved_2023.data, copied.data, symlinks=True)
    report = copied.night("2026-11-24")
    (year,) = [one for one in report.years if one.fiscal_year == 2023]
    assert (str(year.outcome), year.waiting) == ("unchanged", None)
    assert report.released_version is None


def test_a_candidate_can_be_approved_once(demonstration: Demonstration) -> None:
    """An approved candidate no longer waits: naming it again is refused and releases nothing."""
    digest = demonstration.waiting(2024)
    demonstration.approve(2024)
    before = tree(demonstration.folder)
    with demonstration.session() as session, pytest.raises(ConfigurationError):
        approve(session, digest, APPROVER, reason="もう一度")
    assert tree(demonstration.folder) == before


def test_the_night_after_an_approval_has_nothing_to_add(demonstration: Demonstration) -> None:
    """After an approval the next night releases nothing and no longer holds that year."""
    demonstration.approve(2024)
    before = tree(demonstration.folder)
    report = demonstration.night("2026-11-24")
    assert report.released_version is None
    assert [str(y.outcome) for y in report.years if y.fiscal_year == 2024] == ["unchanged"]
    assert tree(demonstration.folder) == before


def content_of(demonstration: Demonstration, digest: str) -> YearContent:
    """Return a content of the state by its digest."""
    with demonstration.session() as session, session.engine.connect() as connection:
        return load_content(connection, session.plan.id, digest)
