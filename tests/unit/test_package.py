"""A package as bytes: built from contents, told in words, verified again, without a disk."""

from __future__ import annotations

import json

import pytest
from builders import day, fiscal, umibe
from builders.packages import packaged, verified
from builders.published import content

from schemas.field import ColumnType
from shinchoku.figures.tables import YearContent
from shinchoku.package.build import checksums
from shinchoku.package.csv_text import read_csv, write_csv
from shinchoku.releases.history import Cause, Release, YearEntry

BOTH = {"2023": content("1 A; 2 C; 5 A 20/210"), "2024": content("1 A; 2 A 120", year=2024)}
BY_DIGEST = {one.digest: one for one in BOTH.values()}


def release(on: str, *years: str, cause: Cause = Cause.FIRST) -> Release:
    """Return a release that carries some of the years."""
    return Release(on, day(on), {fiscal(int(y)): YearEntry(BOTH[y].digest, cause) for y in years})


def package(*history: Release) -> dict[str, bytes]:
    """Return the files of the newest release."""
    return packaged(umibe(), history, BY_DIGEST.__getitem__)


def sealed(files: dict[str, bytes], **changed: bytes) -> dict[str, bytes]:
    """Return files with some replaced and SHA256SUMS fitted to them, as a forger would."""
    made = {name: data for name, data in files.items() if name != "SHA256SUMS"}
    made |= {f"{name}.csv": data for name, data in changed.items()}
    return {**made, "SHA256SUMS": checksums(made)}


def test_a_package_of_two_years_verifies() -> None:
    """Pending and unreported items, a year without a year before, another scale and denominator."""
    assert verified(package(release("2025-06-01", "2023", "2024"))) == []


def test_a_fault_is_told_on_one_line() -> None:
    """File, data row and words, for a log."""
    files = package(release("2025-06-01", "2023"))
    (fault,) = verified(sealed(files, waivers=files["waivers.csv"] + b"x\r\n"))[-1:]
    assert str(fault).startswith("waivers.csv: it cannot be read as CSV")
    _, rows = read_csv(files["progress.csv"])
    rows[0]["achievement_status"] = "not_achieved"
    rows[0]["reason_not_achieved"] = "x"
    header = dict.fromkeys(rows[0], ColumnType.STRING)
    faults = verified(sealed(files, progress=write_csv(rows, header)))
    assert any(str(fault).startswith("achievement.csv row 1: plan umibe achieved says") for fault in faults)


def test_a_code_that_is_not_listed_is_a_fault() -> None:
    """Every code of the other tables stands in the code table."""
    files = package(release("2025-06-01", "2023"))
    _, rows = read_csv(files["codes.csv"])
    kept = [row for row in rows if row["code"] != "kikaku"]
    table = write_csv(kept, dict.fromkeys(rows[0], ColumnType.STRING))
    told = [fault.message.en for fault in verified(sealed(files, codes=table))]
    assert "'kikaku' is not in the code list department." in told


def test_the_changelog_tells_a_year_that_was_taken_back() -> None:
    """Going back to a version without FY2024 leaves it out, in words."""
    files = package(release("2025-06-01", "2023", "2024"), release("2025-06-02", "2023", cause=Cause.KEPT))
    assert "### 令和6年度（2024年度）\n\nこの年度の公表を取り下げました。" in files["CHANGELOG.md"].decode()


def test_a_package_without_a_year_that_was_public_verifies() -> None:
    """The revisions of the year that was taken back are told in codes, which the package still explains."""
    files = package(release("2025-06-01", "2023", "2024"), release("2025-06-02", "2023", cause=Cause.KEPT))
    assert {row["fiscal_year"] for row in read_csv(files["codes.csv"])[1]} == {"2023", "2024"}
    assert verified(files) == []


@pytest.mark.parametrize("text", ['a,b\r\n"x', "a,b\r\nx\r\n"])
def test_text_that_is_no_csv_is_refused(text: str) -> None:
    """An open quote; a record that does not fit its header."""
    with pytest.raises(ValueError, match=r"."):
        read_csv(text.encode())


def test_a_year_released_before_a_column_existed_leaves_it_empty() -> None:
    """Contents stay as they were released; the package of today has every column."""
    year = content("1 A; 2 C")
    before = YearContent(
        year.substance,
        {
            **year.side,
            "provenance": tuple(
                {name: value for name, value in row.items() if name != "correction_no"}
                for row in year.table("provenance")
            ),
        },
    )
    files = packaged(
        umibe(),
        [Release("2025-06-01", day("2025-06-01"), {fiscal(2023): YearEntry("d", Cause.FIRST)})],
        lambda _: before,
    )
    assert {row["correction_no"] for row in read_csv(files["provenance.csv"])[1]} == {""}
    assert verified(files) == []


@pytest.mark.parametrize(
    ("four_eyes", "words"), [(True, "別の人が承認しています"), (False, "求めない設定です")]
)
def test_a_package_says_in_words_whether_two_people_decide(words: str, *, four_eyes: bool) -> None:
    """`four_eyes = false` is a plan's explicit choice, and its packages say so."""
    plan = umibe(release={"four_eyes": four_eyes})
    files = packaged(plan, [release("2025-06-01", "2023")], BY_DIGEST.__getitem__)
    descriptor = json.loads(files["datapackage.json"])
    assert descriptor["four_eyes"] is four_eyes
    assert words in descriptor["four_eyes_description"]
