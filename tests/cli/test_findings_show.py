"""One finding in full, and the list narrowed by state, age and round."""

from __future__ import annotations

import io
import json

import pytest
from cli.called import Command, Options, Sit
from contract.city import City
from rich.console import Console

from shinchoku.cli.excerpt_screen import table_of
from shinchoku.review.excerpt import Excerpt, ExcerptCell, ExcerptRow
from shinchoku.review.people import Role

DAY = ("--as-of", "2024-05-12")


def test_the_list_names_each_finding_by_its_first_digits(run: Command, at: Options, doubtful: str) -> None:
    """The digits in the list are enough to see the finding in full."""
    assert f"  {doubtful[:8]} CSV!" in run("findings", *at()).out
    assert run("findings", doubtful[:8], *at()).out.startswith("SH501 ")


def test_a_finding_is_shown_in_full(run: Command, at: Options, doubtful: str) -> None:
    """Message, remedy, why it matters, place, the piece of the sheet with the cell marked, what can be done."""
    out = run("findings", doubtful, *at()).out
    for text in (
        "対応: ",
        "理由: ",
        "企画課.csv",
        "No.2 来訪者を増やす",
        "状態: 未対応",
        doubtful,
        "【A】",
        "取組実績",
    ):
        assert text in out, text
    for command in (f"return {doubtful[:8]} --message", f"waive {doubtful[:8]} --reason … --until"):
        assert command in out, command


def test_a_finding_is_one_document_for_machines(run: Command, at: Options, doubtful: str) -> None:
    """It has the finding as in the list, its moves, its history, similar findings and the piece of the sheet."""
    told = json.loads(run("findings", doubtful[:10], *at("--format", "json")).out)
    listed = json.loads(run("findings", *at("--format", "json")).out)["findings"]
    assert told["finding"] == next(one for one in listed if one["fingerprint"] == doubtful)
    assert told["moves"] == ["return", "request_waiver"]
    assert (told["history"], told["waivers"], told["rule"]["code"]) == ([], [], "SH501")
    marked = [cell["text"] for row in told["excerpt"]["rows"] for cell in row["cells"] if cell["marked"]]
    assert marked == ["A"]


def test_the_history_of_a_finding_comes_from_the_trail(
    run: Command, at: Options, sit: Sit, doubtful: str
) -> None:
    """Who did what and why is told under the finding, and its state in the list."""
    sit("steward", Role.STEWARD)
    assert run("return", doubtful, *at(*DAY, "--message", "数値を確かめてください")).code == 0
    out = run("findings", doubtful, *at()).out
    assert "user:steward 指摘を差し戻した：数値を確かめてください" in out
    assert f"waive {doubtful[:8]} --withdraw" in out
    assert "[差戻し中]" in run("findings", *at()).out


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (("--state", "open"), 2),
        (("--state", "returned"), 0),
        (("--state", "resolved"), 0),
        (("--round", "年度末"), 2),
        (("--round", "r5-end", "--severity", "error"), 2),
        (("--older-than", "3", "--as-of", "2024-05-20"), 2),
        (("--older-than", "30", "--as-of", "2024-05-20"), 0),
    ],
)
def test_the_list_is_narrowed(
    run: Command, at: Options, doubtful: str, options: tuple[str, ...], count: int
) -> None:
    """By state, round and age; errors only here."""
    del doubtful
    told = json.loads(run("findings", *at("--severity", "error", *options, "--format", "json")).out)
    assert len(told["findings"]) == count


@pytest.mark.parametrize("fingerprint", ["0" * 12, "abc", "%", "../etc"])
def test_a_fingerprint_that_names_nothing_is_a_mistake(
    run: Command, at: Options, city: City, doubtful: str, fingerprint: str
) -> None:
    """Exit 2 with a sentence, before the first night and after it."""
    done = run("findings", fingerprint, *at())
    assert (done.code, done.out, "見つかりません" in done.err) == (2, "", True)
    nowhere = run("findings", doubtful, "--plan", city.plan_file, "--data", city.root / "other")
    assert (nowhere.code, "見つかりません" in nowhere.err) == (2, True)


def test_hostile_words_do_not_move_the_cursor(run: Command, at: Options, sit: Sit, doubtful: str) -> None:
    """What somebody typed in is shown with its control characters replaced, and escaped for machines."""
    sit("steward", Role.STEWARD)
    assert run("return", doubtful, *at(*DAY, "--message", "\x1b[31m赤\u202e逆")).code == 0
    for command in (("findings", doubtful), ("audit",)):
        for more in ((), ("--format", "json")):
            done = run(*command, *at(*more))
            assert done.code == 0
            assert not {"\x1b", "\u202e"} & set(done.out), command
            assert "赤" in done.out


@pytest.mark.parametrize("width", [30, 60, 200])
def test_the_piece_of_the_sheet_fits_a_narrow_terminal(width: int) -> None:
    """The marked cell and the columns that tell rows apart are drawn at any width; merged cells stay whole."""
    heading = ExcerptRow(1, (ExcerptCell("表題", columns=9),), is_heading=True)
    cells = [ExcerptCell(f"値{n}" * 40, marked=n == 6) for n in range(9)]
    rows = (heading, ExcerptRow(2, (ExcerptCell("縦", rows=2), *cells[1:])), ExcerptRow(3, (*cells[1:6],)))
    piece = Excerpt("進捗", tuple("ABCDEFGHI"), rows)
    console = Console(width=width, record=True, file=io.StringIO())
    console.print(table_of(piece, width))
    text = console.export_text()
    assert all(len(line) <= width for line in text.splitlines())
    assert all(letter in text.splitlines()[2] for letter in "ABG")
    assert ("I" in text.splitlines()[2]) == (width > 100)
    assert "".join(text.split()).count("【") == 1
