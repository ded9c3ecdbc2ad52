"""The preview of a release: rates, rows and consequences, in words."""

from __future__ import annotations

from datetime import date

import pytest
from builders.published import content
from builders.register import fiscal, umibe

from schemas.codes import AchievementLevel
from shinchoku.bilingual import Bilingual, Language
from shinchoku.figures.tables import YearContent
from shinchoku.register.plan import Plan
from shinchoku.releases.published_labels import (
    column_name,
    in_column_order,
    row_name,
    table_name,
    value_words,
)
from shinchoku.review.acts import Act, act_words
from shinchoku.review.awaiting import Awaiting
from shinchoku.review.preview import Preview, RowKind, preview
from shinchoku.review.transitions import YearState

ALL = "1 A; 2 A 110; 3 A 48; 4 A 7; 5 A 20/210; 6 C; 7 A; 8 B"


def awaiting(**more: object) -> Awaiting:
    """Return a candidate of FY2023 that waits for its first release."""
    known: dict[str, object] = {"has_been_public": False, "has_authors": False, **more}
    return Awaiting(
        year=fiscal(2023),
        digest="ab" * 32,
        state=YearState.HELD,
        since=date(2024, 5, 2),
        holds=(Bilingual("初めての公表です。", "It is the first."),),
        next_version="2024-05-03",
        **known,  # type: ignore[arg-type]  # the fields that a test is about
    )


def seen(old: str | None, new: str, plan: Plan | None = None, **more: object) -> Preview:
    """Return the preview of a line of statuses against what is public."""
    before = content(old, plan) if old is not None else None
    return preview(plan or umibe(), awaiting(**more), before, content(new, plan))


def consequences(found: Preview, language: Language = Language.JA) -> str:
    """Return what approving does, as one text."""
    return "\n".join(one.in_language(language) for one in found.consequences)


@pytest.mark.parametrize(
    ("is_public", "words"),
    [(False, ("保留", "Held")), (True, ("公表中・変更案あり", "Public, a change waits"))],
)
def test_where_a_year_stands_is_told_in_words(is_public: bool, words: tuple[str, str]) -> None:  # noqa: FBT001 -- a column of the table
    """A year with public figures is not held because a change of it waits."""
    assert awaiting(is_public=is_public).words == Bilingual(*words)


def test_a_first_release_tells_every_row_with_what_it_says() -> None:
    """Rows come by table with their values in the order of the columns; flags that are off are left out."""
    found = seen(None, ALL)
    progress = next(one for one in found.tables if one.table == "progress")
    assert (progress.count(RowKind.ADDED), progress.count(RowKind.CHANGED)) == (8, 0)
    second = progress.rows[1]
    assert (second.name, second.item_no) == (Bilingual("No.2", "No.2"), "2")
    assert [(one.title.ja, one.new.ja) for one in second.values][:2] == [
        ("達成状況", "達成"),
        ("取組実績", "実施した"),
    ]
    assert {one.old for one in second.values} == {Bilingual("（空）", "(empty)")}
    assert "carried_forward" not in {one.field for one in second.values}
    assert found.changes == sum(len(one.rows) for one in found.tables)


def test_headline_rates_stand_first_with_their_counts() -> None:
    """The plan and its basic policies, before and after; what was not public says so."""
    first, *others = seen(None, ALL).rates
    assert {one.level for one in (first, *others)} == {AchievementLevel.PLAN, AchievementLevel.BASIC_POLICY}
    total = next(one for one in (first, *others) if one.level == AchievementLevel.PLAN)
    assert total.sentence == Bilingual(
        "海辺市まちづくり計画: 未公表 → 85.7%（7項目中6項目達成、未確定1、確認中0、未提出0）",
        "海辺市まちづくり計画: not public yet → 85.7% (6 of 7 achieved, 1 pending, 0 in review, 0 unreported)",
    )


def test_a_rate_that_stays_is_told_as_unchanged() -> None:
    """An approver sees that nothing of it moves."""
    rates = seen(ALL, ALL.replace("110", "130"), has_been_public=True).rates
    assert [one.is_changed for one in rates] == [False, False]
    assert all(one.sentence.ja.endswith("（変更なし）") for one in rates)
    assert all(one.sentence.en.endswith("(unchanged)") for one in rates)


def test_a_change_tells_the_value_before_and_after() -> None:
    """Of a row that stays only what changes, codes by their labels."""
    found = seen(ALL, ALL.replace("8 B", "8 A"), has_been_public=True)
    progress = next(one for one in found.tables if one.table == "progress")
    (row,) = progress.rows
    assert row.kind is RowKind.CHANGED
    assert [(one.field, one.old.en, one.new.ja) for one in row.values] == [
        ("achievement_status", "Not achieved", "達成"),
        ("reason_not_achieved", "嵐のため", "（空）"),
    ]
    total = next(one for one in found.rates if one.level == AchievementLevel.PLAN)
    assert "85.7%" in total.sentence.ja
    assert "100.0%" in total.sentence.ja


def test_a_row_that_goes_is_told_with_what_it_said() -> None:
    """Nothing vanishes unseen, not even a rate."""
    whole = content(ALL)
    less = YearContent({**whole.substance, "progress": whole.table("progress")[1:], "achievement": ()}, {})
    found = preview(umibe(), awaiting(has_been_public=True), whole, less)
    progress = next(one for one in found.tables if one.table == "progress")
    assert [(row.kind, row.key) for row in progress.rows] == [(RowKind.VANISHED, ("1",))]
    assert (progress.rows[0].values[0].old.ja, progress.rows[0].values[0].new.ja) == ("達成", "（空）")
    assert all(one.sentence.ja.endswith("→ なくなる") for one in found.rates)


def test_a_year_without_a_rate_says_so() -> None:
    """No items, no rate: not 0 %."""
    found = seen(None, "1 －時期外")
    total = next(one for one in found.rates if one.level == AchievementLevel.PLAN)
    assert "率なし（0項目中0項目達成" in total.sentence.ja
    assert "no rate (0 of 0 achieved" in total.sentence.en


@pytest.mark.parametrize(
    ("has_been_public", "official", "said"),
    [(False, [], True), (True, [], False), (False, [7, 6, 1, "85.7"], False)],
)
def test_a_first_release_records_its_figures_as_official(
    has_been_public: bool,  # noqa: FBT001 -- a column of the table above
    official: list[object],
    said: bool,  # noqa: FBT001 -- as above
) -> None:
    """Only the first time, and only where the plan has none of its own."""
    names = ("items", "achieved", "pending", "rate_percent")
    figures = [
        {"fiscal_year": 2023, "level": "plan", "key": "umibe", **dict(zip(names, official, strict=True))}
        for _ in official[:1]
    ]
    found = seen(None, ALL, umibe(official_figures=figures), has_been_public=has_been_public)
    assert ("公式の数値として記録します" in consequences(found)) is said


def test_a_revision_says_how_many_public_values_change() -> None:
    """They stand in the table of revisions afterwards."""
    found = seen(ALL, ALL.replace("110", "130"), has_been_public=True)
    assert "公表済みの値1件の変更" in consequences(found)
    assert "1 published value(s) change" in consequences(found, Language.EN)
    assert "公表済みの値" not in consequences(seen(None, ALL))


def test_waivers_that_become_public_are_counted() -> None:
    """Their reasons are read by everybody."""
    whole = content(ALL)
    waived = YearContent(whole.substance, {**whole.side, "waivers": ({"item_no": "2"},)})
    assert "理由付き確認1件が" in consequences(preview(umibe(), awaiting(), None, waived))


@pytest.mark.parametrize(
    ("four_eyes", "has_authors", "said"),
    [
        (True, True, "記録した人は承認できません"),
        (True, False, "誰でも承認できます"),
        (False, True, "four_eyes = false"),
    ],
)
def test_who_may_approve_is_said(
    four_eyes: bool,  # noqa: FBT001 -- a column of the table above
    has_authors: bool,  # noqa: FBT001 -- as above
    said: str,
) -> None:
    """A second person, unless the plan says otherwise."""
    plan = umibe(release={"four_eyes": four_eyes})
    assert said in consequences(seen(None, ALL, plan, has_authors=has_authors))


def test_names_of_published_tables_are_told_as_people_read_them() -> None:
    """A column or a value that no contract knows is shown as it is."""
    assert table_name("progress", Language.EN) == "Progress"
    assert column_name("progress", "item_no", Language.EN) == "Item number"
    assert column_name("progress", "gone", Language.JA) == "gone"
    assert value_words("progress", "gone", "true", Language.JA) == "はい"
    assert value_words("progress", "achievement_status", "pending", Language.JA) == "数値未確定"
    assert value_words("progress", "achievement_status", "?", Language.JA) == "?"
    assert row_name("progress", ("R6-7",), "", Language.JA) == "No.R6-7"
    assert row_name("achievement", ("plan", "umibe"), "計画", Language.JA) == "計画（計画全体 umibe）"
    assert row_name("achievement", ("plan", "umibe"), "Plan", Language.EN) == "Plan (Whole plan umibe)"
    assert in_column_order("progress", ["gone", "result_text", "item_no"]) == [
        "item_no",
        "result_text",
        "gone",
    ]


def test_an_act_has_its_words_and_an_unknown_one_its_own_name() -> None:
    """A trail outlives the words of the program."""
    assert act_words(Act.FINDING_RETURN) == Bilingual("指摘を差し戻した", "Returned a finding")
    assert act_words("once_upon_a_time") == Bilingual("once_upon_a_time", "once_upon_a_time")
