"""Changes of the register from the terminal: proposed by one person, written by another's word."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from cli.called import Command, Options, Sit
from contract.city import City

from shinchoku.review.people import Role

DAY = ("--as-of", "2024-05-02")


@pytest.fixture
def edited(run: Command, city: City, tmp_path: Path) -> Path:
    """Give item 1 another name in a workbook of the register, after a first night."""
    city.first_night("2024-05-02")
    target = tmp_path / "register.xlsx"
    assert run("plan", "export", "--plan", city.plan_file, "--out", target).code == 0
    book = openpyxl.load_workbook(target)
    book["取組項目"]["B5"] = "浜の美化"
    book.save(target)
    return target


@pytest.fixture
def proposed(run: Command, at: Options, sit: Sit, edited: Path) -> int:
    """Have a steward propose it for FY2025; return its number."""
    sit("steward", Role.STEWARD)
    done = run(
        "amend",
        "propose",
        edited,
        *at("--fiscal-year", "R7", "--reason", "名称の変更", *DAY, "--format", "json"),
    )
    assert done.code == 0, done.err
    number: int = json.loads(done.out)["amendment"]["number"]
    return number


def test_an_approved_amendment_is_written_into_the_register(
    run: Command, at: Options, sit: Sit, city: City, proposed: int
) -> None:
    """Until then it waits, with what it changes in words; afterwards nothing waits."""
    before = city.plan_file.read_text(encoding="utf-8")
    out = run("amend", "list", *at()).out
    assert all(text in out for text in ("承認待ち", "令和7年度", "名称の変更", "浜の美化", "user:steward"))
    assert "浜の美化" not in before
    sit("approver", Role.APPROVER)
    done = run("amend", "approve", str(proposed), *at("--reason", "確認した", *DAY))
    assert (done.code, str(city.plan_file) in done.out) == (0, True)
    assert "浜の美化" in city.plan_file.read_text(encoding="utf-8")
    assert "承認を待つ変更はありません" in run("amend", "list", *at()).out
    assert "承認済み" in run("amend", "list", *at("--all")).out
    again = run("amend", "approve", str(proposed), *at("--reason", "もう一度", *DAY))
    assert again.code == 2


@pytest.mark.parametrize("move", ["decline", "withdraw"])
def test_an_amendment_that_is_declined_or_withdrawn_changes_nothing(
    run: Command, at: Options, sit: Sit, city: City, proposed: int, move: str
) -> None:
    """The file stays as it is; the story stays on record."""
    before = city.plan_file.read_bytes()
    sit("both", Role.STEWARD, Role.APPROVER)
    done = run("amend", move, str(proposed), *at("--reason", "見送る", *DAY, "--format", "json"))
    assert (done.code, city.plan_file.read_bytes() == before) == (0, True)
    expected = {"decline": "declined", "withdraw": "withdrawn"}[move]
    assert json.loads(done.out)["amendment"]["status"] == expected
    assert json.loads(run("amend", "list", *at("--format", "json")).out) == {"amendments": []}


def test_nobody_approves_what_they_proposed(
    run: Command, at: Options, sit: Sit, city: City, edited: Path
) -> None:
    """Somebody who is both is told that another person must (exit 2)."""
    sit("both", Role.STEWARD, Role.APPROVER)
    assert (
        run("amend", "propose", edited, *at("--fiscal-year", "R7", "--reason", "名称の変更", *DAY)).code == 0
    )
    done = run("amend", "approve", "1", *at("--reason", "確認した", *DAY))
    assert (done.code, "別の人" in done.err) == (2, True)
    assert "浜の美化" not in city.plan_file.read_text(encoding="utf-8")


def test_only_a_steward_proposes(run: Command, at: Options, sit: Sit, edited: Path) -> None:
    """An approver is told who may; an unknown number is a mistake."""
    sit("approver", Role.APPROVER)
    done = run("amend", "propose", edited, *at("--fiscal-year", "R7", "--reason", "名称の変更", *DAY))
    assert (done.code, "確認担当" in done.err) == (2, True)
    assert run("amend", "approve", "7", *at("--reason", "確認した", *DAY)).code == 2


@pytest.mark.usefixtures("edited")
def test_one_item_is_amended_without_a_workbook(run: Command, at: Options, sit: Sit, city: City) -> None:
    """A changed field, a new target, a new item with the year's next number: each waits with its words."""
    sit("steward", Role.STEWARD)
    ask = ("--fiscal-year", "R7", "--reason", "見直し", *DAY)
    change = at("--kind", "change", "--set", "name=浜の美化", *ask)
    done = run("amend", "item", "1", *change)
    assert (done.code, "浜の美化" in done.out) == (0, True), done.err
    new = at(
        "--kind",
        "add",
        "--set",
        "name=灯台の活用",
        "--set",
        "policy_measure=U1-1",
        "--set",
        "department=kikaku",
        *ask,
    )
    added = run("amend", "item", *new, "--format", "json")
    assert added.code == 0, added.err
    assert any("R7-1" in one for one in json.loads(added.out)["amendment"]["changes"]["ja"])
    sit("approver", Role.APPROVER)
    assert run("amend", "approve", "1", *at("--reason", "確認した", *DAY)).code == 0
    assert "浜の美化" in city.plan_file.read_text(encoding="utf-8")
    sit("steward")
    again = run("amend", "again", "2", *at("--reason", "登録簿が変わったため", *DAY, "--format", "json"))
    assert again.code == 0, again.err
    assert json.loads(again.out)["amendment"]["number"] == 3
    sit("approver")
    assert run("amend", "approve", "2", *at("--reason", "確認した", *DAY)).code == 2
    assert run("amend", "approve", "3", *at("--reason", "確認した", *DAY)).code == 0
    text = city.plan_file.read_text(encoding="utf-8")
    assert ("灯台の活用" in text, "浜の美化" in text) == (True, True)


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize(
    "arguments",
    [
        ("--kind", "change", "--set", "name=浜の美化"),
        ("1", "--kind", "change", "--set", "name"),
        ("1", "--kind", "change", "--set", "colour=blue"),
        ("1", "--kind", "merge"),
        ("999", "--kind", "discontinue"),
    ],
)
def test_an_amendment_of_an_item_that_will_not_do_is_refused(
    run: Command, at: Options, sit: Sit, arguments: tuple[str, ...]
) -> None:
    """Without its number, no field, an unknown one, no successor, no such item: exit 2 with a sentence."""
    sit("steward", Role.STEWARD)
    done = run("amend", "item", *arguments, *at("--fiscal-year", "R7", "--reason", "見直し", *DAY))
    assert (done.code, done.out, done.err.startswith("エラー: ")) == (2, "", True)
