"""What we publish breaks none of the 30 items of the rules for machine-readable data, and each can be broken."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from builders import day, fiscal, umibe
from builders.packages import packaged
from builders.published import content
from reference_pages.published_package import read_package
from reference_pages.readability import BY_CONSTRUCTION, CHECKS, find_breaches

from shinchoku.checks.rule_list import RULES
from shinchoku.checks.standards import LEVELS, MIC, STANDARDS, official_items
from shinchoku.releases.history import Cause, Release, YearEntry

Files = dict[str, bytes]
Edit = Callable[[Files], None]

YEAR = content("1 A; 2 A 110; 3 C; 5 A 20/210; 8 B")
GOLDEN = Path(__file__).parents[1] / "golden" / "kanazawa-2026-11-23"


@pytest.fixture
def files() -> Files:
    """Return the package of 海辺市's FY2023."""
    entry = YearEntry(YEAR.digest, Cause.FIRST)
    release = Release("2024-05-02", day("05-02"), {fiscal(2023): entry})
    return packaged(umibe(), [release], lambda _: YEAR)


def text(name: str, old: str, new: str) -> Edit:
    """Replace the first such text of a table; `⏎` is a bare line feed."""

    def edit(files: Files) -> None:
        before = files[f"{name}.csv"].decode("utf-8-sig")
        assert old in before
        files[f"{name}.csv"] = b"\xef\xbb\xbf" + before.replace(old, new.replace("⏎", "\n"), 1).encode()

    return edit


def described(table: str, /, **said: object) -> Edit:
    """Say something else of a table in the descriptor; a column's part is named `field__part`."""

    def edit(files: Files) -> None:
        descriptor = json.loads(files["datapackage.json"])
        resource = next(one for one in descriptor["resources"] if one["name"] == table)
        for key, value in said.items():
            field, _, part = key.partition("__")
            if part:
                next(f for f in resource["schema"]["fields"] if f["name"] == field)[part] = value
            elif key == "missingValues":
                resource["schema"][key] = value
            else:
                resource[key] = value
        files["datapackage.json"] = json.dumps(descriptor).encode()

    return edit


def gone(name: str) -> Edit:
    """Leave a file out."""
    return lambda files: files.__delitem__(name)


def there(name: str, data: bytes) -> Edit:
    """Add a file, or replace one."""
    return lambda files: files.__setitem__(name, data)


BROKEN: list[tuple[str, Edit]] = [
    ("L1-01", there("highlights.csv", b"\xff\xfe\x00")),
    ("L1-01", there("highlights.csv", b"")),
    ("L1-01", described("highlights", path="highlights.xlsx")),
    ("L1-02", there("waivers.csv", b"a\r\n\r\n")),
    ("L1-02", there("waivers.csv", b"a,b\r\n,\r\n")),
    ("L1-03", there("progress_2.csv", b"item_no\r\n")),
    ("L1-03", gone("waivers.csv")),
    ("L1-04", there("waivers.csv", b"a,b\r\n1,2,3\r\n")),
    ("L1-05", text("progress", ",value_status,", ",,")),
    ("L1-06", text("progress", ",value_status,", ",value status,")),
    ("L1-06", text("progress", "実施した", " 実施した")),
    ("L1-06", text("progress", "実施した", '"実施⏎した"')),
    ("L1-07", text("indicators", "110", "110(前年90)")),
    ("L1-08", text("progress", "実施した", "①実施した")),
    ("L1-08", text("progress", "実施した", "\ue000")),
    ("L1-09", described("indicators", missingValues=["", "0"])),
    ("L1-09", text("indicators", ",110,", ",,")),
    ("L1-14", text("progress", "実施した", '"実施⏎した"')),
    ("L1-15", text("progress", "\r\n", "\n")),
    ("L1-15", there("waivers.csv", b'a\r\n"b"c\r\n')),
    ("L2-01", text("indicators", ",110,", ',"1,100",')),
    ("L2-02", text("progress", "実施した", "〃")),
    ("L2-02", text("progress", ",achieved,", ",,")),
    ("L2-03", text("progress", ",next_action,", ",result_text,")),
    ("L2-04", text("progress", ",achieved,", ",達成,")),
    ("L2-05", text("progress", "実施した", "その他（観光）")),
    ("L2-06", text("progress", "実施した", "=1+1")),
    ("L3-01", text("progress", "municipality_code,plan_id", "plan_id,municipality_code")),
    ("L3-01", there("waivers.csv", "件名\r\n".encode())),
    ("L3-02", text("codes", ",achieved,", ",done,")),
    ("L3-02", described("codes", name="code_table")),
    ("L3-03", text("progress", "実施した", "－")),
    ("L3-04", text("indicators", ",人,", ",,")),
    ("L3-05", text("progress", ",2023,", ",,")),
    ("L3-06", text("progress", "322016", "322017")),
    ("L3-06", text("progress", "322016", "32201")),
    ("L3-07", text("progress", ",2023,", ",令和5年度,")),
    ("L3-07", described("progress", result_text__type="date")),
    ("L3-08", gone("CHANGELOG.md")),
    ("L3-08", described("progress", encoding="cp932")),
    ("L3-08", described("progress", name="進捗")),
    ("L3-08", described("progress", result_text__title="")),
    ("L3-09", text("progress", ",next_action,", ",actual_2023,")),
    ("L3-09", text("progress", ",next_action,", ",actual_r5,")),
]  # fmt: skip


def test_our_own_package_breaks_none_of_the_thirty(files: Files) -> None:
    """海辺市's package, as it would be released."""
    assert find_breaches(files) == []


def test_the_demonstrations_package_breaks_none_of_the_thirty() -> None:
    """What the golden test holds byte for byte."""
    assert find_breaches({path.name: path.read_bytes() for path in GOLDEN.iterdir()}) == []


@pytest.mark.parametrize(("item", "edit"), BROKEN, ids=lambda one: one if isinstance(one, str) else "")
def test_each_item_can_be_broken(files: Files, item: str, edit: Edit) -> None:
    """Every function finds the package that breaks its item, and says so in both languages."""
    edit(files)
    found = list(CHECKS[item](read_package(files)))
    assert found
    assert {breach.item for breach in found} == {item}
    assert all(breach.message.ja and breach.message.en for breach in found)


def test_every_item_is_judged_or_holds_by_construction() -> None:
    """None of the 30 is left out; what is judged has been seen to fail."""
    assert {*CHECKS} | {*BY_CONSTRUCTION} == {item.id for item in LEVELS}
    assert {item for item, _ in BROKEN} == set(CHECKS)


def test_both_rule_sets_are_whole() -> None:
    """15 and 30 items, each held to by rules of ours that exist."""
    assert (len(MIC), len(LEVELS)) == (15, 30)
    assert len({(item.rule_set, item.id) for item in STANDARDS}) == len(STANDARDS)
    for item in STANDARDS:
        assert item.rules, item.id
        assert set(item.rules) <= set(RULES), item.id
        assert item.title.ja, item.id
        assert item.title.en, item.id
    assert sum(item.is_fatal for item in STANDARDS) == 8


def test_a_rule_knows_what_asks_for_it() -> None:
    """SH324 is nothing omitted in both sets, and no merged cells."""
    assert [item.id for item in official_items("SH324")] == ["1-4", "1-6", "L1-12", "L2-02"]
    assert official_items("SH601") == ()
