"""Taking text down from the terminal: asked for, looked at, let through by another, told by `verify`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from cli.called import Command, Options, Sit
from contract.city import PLANNING, SHEETS, City

from shinchoku.adapters.state import erasing
from shinchoku.cli import takedown_screen
from shinchoku.review.people import Role

NAME = "田中太郎"
DAY = ("--as-of", "2024-05-12")


@pytest.fixture
def released(run: Command, at: Options, city: City) -> Path:
    """海辺市 with a release that names somebody; return its folder."""
    city.send_all()
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者", NAME))
    assert run("nightly", *at("--inbox", str(city.inbox), *DAY)).code == 0
    return (city.published / "latest").resolve()


@pytest.fixture
def asked(run: Command, at: Options, sit: Sit, released: Path, tmp_path: Path) -> Path:
    """The same, after a steward asked for the name to go."""
    text = tmp_path / "text"
    text.write_text(f"{NAME}\n", encoding="utf-8")
    sit("steward", Role.STEWARD)
    done = run("takedown", *at(*DAY, "--text-file", str(text), "--reason", "氏名が載っていた"))
    assert done.code == 0
    assert "別の承認者が shinchoku takedown 1" in done.out
    assert NAME not in done.out + done.err
    return released


def test_two_persons_take_a_name_down(run: Command, at: Options, sit: Sit, asked: Path) -> None:
    """The second sees where it stands and lets it through; `verify` and `releases` say so."""
    sit("chief", Role.APPROVER)
    shown = run("takedown", "1", *at(*DAY))
    assert all(words in shown.out for words in ("progress.csv", "items_wide.csv", PLANNING, "申請中"))
    done = run("takedown", "1", *at(*DAY, "--confirm", "--reason", "確かめた"))
    assert (done.code, "削除しました（1番）: 公表した版 1" in done.out) == (0, True)
    assert NAME not in shown.out + done.out + done.err
    verified = run("verify", str(asked))
    assert (verified.code, "内容の一部を削除しました（個人情報）" in verified.out) == (0, True)
    assert "Part of this release was taken down" in run("verify", str(asked), "--lang", "en").out
    told = json.loads(run("verify", str(asked), "--format", "json").out)
    assert (told["valid"], [one["kind"] for one in told["taken_down"]]) == (True, ["personal_data"])
    assert "一部削除" in run("releases", *at()).out
    assert "削除済み" in run("takedown", *at()).out
    assert run("audit", *at("--verify")).code == 0


def test_machines_are_told_the_same(run: Command, at: Options, sit: Sit, asked: Path) -> None:
    """One JSON document for each command, and the text in none."""
    del asked
    sit("chief", Role.APPROVER)
    shown = json.loads(run("takedown", "1", *at(*DAY, "--format", "json")).out)
    assert (shown["status"], shown["places"]["paths"]) == ("asked", [PLANNING])
    assert {"version": "2024-05-12", "file": "progress.csv", "row": 2, "column": "result_text"} in shown[
        "places"
    ]["released"]
    out = run("takedown", "1", *at(*DAY, "--confirm", "--reason", "確かめた", "--format", "json")).out
    assert (json.loads(out)["status"], json.loads(out)["versions"]) == ("done", ["2024-05-12"])
    assert NAME not in out


def test_whoever_asked_does_not_confirm_and_may_take_it_back(
    run: Command, at: Options, sit: Sit, asked: Path
) -> None:
    """Not even with both roles; nothing is gone."""
    done = run("takedown", "1", *at(*DAY, "--confirm", "--reason", "よし"))
    assert (done.code, "できる役割: 承認者" in done.err) == (2, True)
    sit("viewer", Role.VIEWER)
    assert run("takedown", "1", *at(*DAY)).code == 2
    sit("steward")
    assert run("takedown", "1", *at(*DAY, "--refuse", "--reason", "取り違えた")).code == 0
    assert NAME in (asked / "progress.csv").read_text(encoding="utf-8")
    assert "認めない" in run("takedown", *at()).out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--confirm", "--reason", "x"), "番号を指定"),
        (("1", "--confirm"), "理由を --reason"),
        (("1", "--text-file", "-", "--reason", "x"), "番号を指定"),
        (("--text-file", "-"), "理由を --reason"),
        (("--text-file", "-", "--reason", "x"), "短すぎる"),
        (("9", "--confirm", "--reason", "x"), "9番の削除の申請はありません"),
    ],
)
def test_a_call_that_means_nothing_is_refused(  # noqa: PLR0913 -- what the fixtures of the command line hand out
    run: Command,
    at: Options,
    sit: Sit,
    released: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...],
    words: str,
) -> None:
    """A sentence, exit 2, and nothing is kept."""
    del released
    sit("chief", Role.APPROVER)
    monkeypatch.setattr(sys, "stdin", io.StringIO("林"))
    done = run("takedown", *at(*DAY, *options))
    assert (done.code, words in done.err) == (2, True)
    assert json.loads(run("takedown", *at("--format", "json")).out) == {"takedowns": []}


@pytest.mark.parametrize(("content", "words"), [("一行目\n二行目", "1行"), ("あ" * 2001, "2000文字")])
def test_a_text_is_one_line(  # noqa: PLR0913 -- as above
    run: Command, at: Options, sit: Sit, released: Path, tmp_path: Path, content: str, words: str
) -> None:
    """Several texts are asked for one by one."""
    del released
    sit("steward", Role.STEWARD)
    text = tmp_path / "text"
    text.write_text(content, encoding="utf-8")
    done = run("takedown", *at(*DAY, "--text-file", str(text), "--reason", "氏名"))
    assert (done.code, words in done.err) == (2, True)


def test_a_received_file_is_destroyed_by_two(
    run: Command, at: Options, sit: Sit, city: City, released: Path
) -> None:
    """`quarantine --destroy` asks, `takedown --confirm` does it; it cannot be let go again."""
    del released
    sit("steward", Role.STEWARD)
    asked = json.loads(
        run("quarantine", PLANNING, *at(*DAY, "--destroy", "--reason", "混入", "--format", "json")).out
    )
    assert asked == {"takedown": 1, "status": "asked"}
    assert run("quarantine", PLANNING, *at(*DAY, "--destroy", "--undo", "--reason", "x")).code == 2
    sit("chief", Role.APPROVER)
    done = json.loads(
        run("takedown", "1", *at(*DAY, "--confirm", "--reason", "確認", "--format", "json")).out
    )
    (sha256,) = done["contents"]
    assert not list((city.data / "raw").rglob(f"{sha256}*"))
    sit("steward")
    undone = run("quarantine", PLANNING, *at(*DAY, "--undo", "--reason", "戻す"))
    assert (undone.code, "廃棄されており" in undone.err) == (2, True)


def test_every_part_of_the_state_has_words_for_people() -> None:
    """Whatever table a text is found in is told by a name, never by the table's own."""
    assert takedown_screen._STATE.keys() == {table.name for table in erasing._WORDS} | {"contents", "audit"}  # noqa: SLF001 -- the tables of words of both
