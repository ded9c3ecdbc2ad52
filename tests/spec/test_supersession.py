"""Which row counts: sequences of nights, as the design tells them.

Each line is a file: the night that first saw it, its path, and what it says of No. 8:
`ok words`, `error words` (a status that is not on the scale), `absent` (a sheet without No. 8) or
`broken` (a file that cannot be read). Every night is one arrival; `#2` behind the night is a later
arrival of its day, `#2-3` one that came between the second and the third, nobody knows when. `gone` says that the file no
longer lies there, `for path` that it took that file's place. Below the arrow stands what counts and
since when it is carried.
"""

from __future__ import annotations

import pytest
from builders import checked, day, received

from shinchoku.intake.problem_kinds import ProblemKind
from shinchoku.intake.sheets import Appearance, Problem, Reading

Received = tuple[Appearance, Reading]

NIGHTS: dict[str, str] = {
    "the only row counts": """
        05-01 企画課   ok 一軒
        → 一軒
    """,
    "an error alone is unreported": """
        05-01 企画課   error 一軒
        → -
    """,
    "the later content at a path counts": """
        05-01 企画課   ok 一軒
        05-02 企画課   ok 二軒
        → 二軒
    """,
    "the later content at another path counts": """
        05-01 企画課   ok 一軒
        05-02 企画課2  ok 二軒
        → 二軒
    """,
    "an older file that is restored counts as new": """
        05-01 企画課   ok 一軒
        05-02 企画課   ok 二軒
        05-03 企画課   ok 一軒
        → 一軒
    """,
    "an error carries the last accepted row forward": """
        05-01 企画課   ok 一軒
        05-02 企画課   error 二軒
        → 一軒 carried from 05-01
    """,
    "errors night after night carry the same row": """
        05-01 企画課   ok 一軒
        05-02 企画課   ok 二軒
        05-03 企画課   error 三軒
        05-04 企画課   error 四軒
        → 二軒 carried from 05-02
    """,
    "a corrected sheet ends the carrying": """
        05-01 企画課   ok 一軒
        05-02 企画課   error 二軒
        05-03 企画課   ok 二軒
        → 二軒
    """,
    "an item that is absent from a later file keeps its row": """
        05-01 企画課   ok 一軒
        05-02 企画課   absent
        → 一軒
    """,
    "a file that cannot be read carries forward": """
        05-01 企画課   ok 一軒
        05-02 企画課   broken
        → 一軒 carried from 05-01
    """,
    "a broken file at another path carries forward too": """
        05-01 企画課   ok 一軒
        05-02 企画課2  broken
        → 一軒 carried from 05-01
    """,
    "a broken file that was mended is forgotten": """
        05-01 企画課   broken
        05-02 企画課   ok 一軒
        → 一軒
    """,
    "a broken file beside a later good one still blocks": """
        05-01 企画課   ok 一軒
        05-02 企画課2  broken
        05-03 企画課   ok 二軒
        → 二軒
    """,
    "a broken file alone is unreported": """
        05-01 企画課   broken
        → -
    """,
    "two contents of one night are an error on both": """
        05-01 企画課   ok 一軒
        05-01 企画課2  ok 二軒
        → -
    """,
    "the earlier accepted row stays in a conflict": """
        05-01 企画課   ok 零軒
        05-02 企画課   ok 一軒
        05-02 企画課2  ok 二軒
        → 零軒 carried from 05-01
    """,
    "a row of a night's conflict is no source for carrying forward": """
        05-01 企画課   ok 零軒
        05-02 企画課   ok 一軒
        05-02 企画課2  ok 二軒
        05-03 企画課   error 三軒
        → 零軒 carried from 05-01
    """,
    "a conflict is settled by a later file": """
        05-01 企画課   ok 一軒
        05-01 企画課2  ok 二軒
        05-02 企画課   ok 三軒
        → 三軒
    """,
    "two equal contents of one night are no conflict": """
        05-01 企画課   ok 一軒
        05-01 企画課2  ok 一軒
        → 一軒
    """,
    "an error against a good row of the same night is a conflict": """
        05-01 企画課   ok 一軒
        05-01 企画課2  error 二軒
        → -
    """,
    "a correction on the day of the night counts": """
        05-01    企画課  ok 一軒
        05-01#2  窓口    ok 二軒
        → 二軒
    """,
    "two corrections of one day count in their order": """
        05-01    企画課  ok 一軒
        05-01#2  窓口    ok 二軒
        05-01#3  窓口2   ok 三軒
        → 三軒
    """,
    "an error of the same day carries the night's row forward": """
        05-01    企画課  ok 一軒
        05-01#2  窓口    error 二軒
        → 一軒 carried from 05-01
    """,
    "of an unknown order nothing is guessed": """
        05-01      企画課  ok 零軒
        05-02#2    窓口    ok 一軒
        05-02#2-3  企画課  ok 二軒
        → 零軒 carried from 05-01
    """,
    "what is of an unknown order to one file is later than what that one replaced": """
        05-01#1    窓口    ok 零軒
        05-01#2    窓口2   ok 一軒
        05-01#1-3  企画課  ok 一軒
        → 一軒
    """,
    "a conflict ends when one side is removed": """
        05-01 企画課   ok 一軒 gone
        05-01 企画課2  ok 二軒
        → 二軒
    """,
    "a conflict whose two sides are removed stays one": """
        05-01 企画課   ok 一軒 gone
        05-01 企画課2  ok 二軒 gone
        → -
    """,
    "a conflict ends when one side leaves the item out": """
        05-01 企画課   ok 一軒
        05-01 企画課2  ok 二軒
        05-02 企画課   absent
        → 二軒
    """,
    "a conflict does not end when one side cannot be read any more": """
        05-01 企画課   ok 零軒
        05-02 企画課   ok 一軒
        05-02 企画課2  ok 二軒
        05-03 企画課   broken
        → 零軒 carried from 05-01
    """,
    "a conflict ends when one side has its place taken": """
        05-01    企画課   ok 一軒
        05-01    企画課2  ok 二軒
        05-01#2  窓口     absent for 企画課
        → 二軒
    """,
    "an unreadable file whose place was taken holds nothing up": """
        05-01    企画課   ok 一軒
        05-02    企画課   broken
        05-02#2  窓口     absent for 企画課
        → 一軒
    """,
    "the last content at a path on one night counts": """
        05-01 企画課   ok 一軒
        05-01 企画課   ok 二軒
        → 二軒
    """,
}
HEADING = "番号 | 達成状況 | 取組実績"


def file(line: str, sequence: int) -> Received:
    """Return what one line of a sequence receives."""
    when, name, kind, *words = line.split()
    on, _, nth = when.partition("#")
    first, last = (nth or "1").partition("-")[::2]
    base = 10 * day(on).toordinal()
    match kind:
        case "ok":
            said: str | Reading = f"{HEADING} \n 8 | A | {words[0]}"
        case "error":
            said = f"{HEADING} \n 8 | 優 | {words[0]}"
        case "absent":
            said = f"{HEADING} \n 7 | A | 統合"
        case _:
            said = Reading(problems=(Problem(ProblemKind.FILE_WILL_NOT_OPEN, stops_reading=True),))
    return received(
        said,
        at(name),
        on,
        sequence,
        present="gone" not in words,
        arrival=base + int(last or first),
        earliest=base + int(first) if last else 0,
        in_place_of=at(words[-1]) if "for" in words else "",
    )


def at(name: str) -> str:
    """Return the path of a file."""
    return f"令和5年度/年度末/{name}{'' if name.startswith('企画課') else '_企画課'}.xlsx"


@pytest.mark.parametrize("story", NIGHTS.values(), ids=NIGHTS.keys())
def test_the_row_that_counts_after_these_nights(story: str) -> None:
    """By item, the newest accepted word; labelled with its date where it is carried forward."""
    *lines, expected = (line.strip() for line in story.strip().splitlines())
    files = [file(line, n) for n, line in enumerate(lines, start=1)]
    assert counting(files) == expected.removeprefix("→ ")


@pytest.mark.parametrize("story", NIGHTS.values(), ids=NIGHTS.keys())
def test_the_order_in_which_contents_are_handed_over_plays_no_part(story: str) -> None:
    """Only the nights count."""
    *lines, expected = (line.strip() for line in story.strip().splitlines())
    files = [file(line, n) for n, line in enumerate(lines, start=1)]
    assert counting(files[::-1]) == expected.removeprefix("→ ")


def counting(files: list[Received]) -> str:
    """Tell what counts for No. 8 in the 年度末 round."""
    choice = checked(*files).choices.get(("r5-end", "8"))
    if choice is None or choice.row is None:
        return "-"
    carried = f" carried from {choice.carried_from:%m-%d}" if choice.carried_from else ""
    return f"{choice.row.row.texts['result_text']}{carried}"


def test_a_row_whose_waiver_has_ended_is_no_source_for_carrying_forward() -> None:
    """99 of 100 was waived as 達成; after the waiver's end the item is unreported."""
    heading = "番号 | 達成状況 | 取組実績 | 実績値"
    waived_row = received(f"{heading} \n 2 | A | 実施 | 99", on="05-01")
    wrong_row = received(f"{heading} \n 2 | 優 | 実施 | 110", on="05-02")
    (finding,) = checked(waived_row).findings
    during = checked(waived_row, wrong_row, waived=[finding.fingerprint]).choices["r5-end", "2"]
    after = checked(waived_row, wrong_row).choices["r5-end", "2"]
    assert during.row is not None
    assert (str(during.carried_from), after.row) == ("2024-05-01", None)


def test_rows_of_another_round_are_never_carried() -> None:
    """The 確定 round has an error and nothing of its own to fall back on."""
    heading = "番号 | 達成状況 | 取組実績"
    outcome = checked(
        received(f"{heading} \n 8 | C | 調査中"),
        received(f"{heading} \n 8 | 優 | 実施", "令和5年度/確定/企画課.xlsx", "2024-09-10"),
        as_of="2024-09-11",
    )
    assert outcome.choices["r5-fix", "8"].row is None
    assert outcome.choices["r5-end", "8"].row is not None
