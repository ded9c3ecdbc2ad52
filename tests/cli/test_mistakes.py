"""What people get wrong on the command line: a sentence, an exit code, and never a traceback."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from cli.called import Command
from contract.city import PLANNING, SHEETS, City

from shinchoku.bilingual import Language
from shinchoku.cli.mistakes import told

COMMANDS = {
    "nightly": (),
    "check": (__file__,),
    "findings": (),
    "approve": ("0123456789", "--reason", "x"),
    "releases": (),
    "diff": (),
    "rollback": ("2024-01-01", "--reason", "x"),
    "schedule": (),
    "submissions": (),
    "audit": (),
    "user": ("list",),
    "round": ("list",),
    "amend": ("list",),
    "highlight": ("list", "--fiscal-year", "R5"),
    "waive": ("--list",),
    "correct": ("--list",),
    "return": ("0123456789", "--message", "x"),
}


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_plan_is_told_in_japanese(run: Command, tmp_path: Path, command: str) -> None:
    """Every command that takes a plan ends with exit 2 and a Japanese sentence when there is none."""
    done = run(command, *COMMANDS[command], "--plan", tmp_path / "nowhere")
    assert (done.code, done.out) == (2, "")
    assert "見つかりません" in done.err


@pytest.mark.parametrize("how", [("--lang", "en"), ("--lang=en",)])
def test_mistakes_are_told_in_english_if_asked(run: Command, tmp_path: Path, how: tuple[str, ...]) -> None:
    """`--lang en` holds for what stops a command, too."""
    done = run("releases", "--plan", tmp_path / "nowhere", *how)
    assert (done.code, done.err.startswith("Error: no plan")) == (2, True)


def test_the_environment_chooses_the_language(
    run: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SHINCHOKU_LANG=en has the same effect as --lang en."""
    monkeypatch.setenv("SHINCHOKU_LANG", "en")
    assert run("releases", "--plan", tmp_path / "nowhere").err.startswith("Error: ")


@pytest.mark.parametrize("command", ["nightly", "releases", "doctor"])
def test_every_mistake_of_a_plan_is_told_at_once(run: Command, city: City, command: str) -> None:
    """A broken plan file is told whole: each mistake with the file and the key, not only the first."""
    text = city.plan_file.read_text(encoding="utf-8")
    text = text.replace('"policy_measure" = "U1-2"', '"policy_measure" = "U9-9"')
    text = text.replace('"department" = "kankyo"', '"department" = "nobody"').replace('"mg/L"', "5")
    city.plan_file.write_text(text, encoding="utf-8")
    done = run(command, "--plan", city.plan_file, "--data", city.data)
    told = done.err + done.out
    assert done.code == (4 if command == "doctor" else 2)
    for key in ("U9-9", "nobody", "items[3]（4）.indicator.unit", "items[0]"):
        assert key in told, key
    assert told.count(city.plan_file.name) >= 3


def test_a_wrong_setting_hides_no_other_mistake(run: Command, city: City) -> None:
    """A mistake in the plan's own table is told together with those between the entries."""
    text = city.plan_file.read_text(encoding="utf-8")
    text = text.replace('"policy_measure" = "U1-2"', '"policy_measure" = "U9-9"').replace(
        '"322016"', '"32201"'
    )
    city.plan_file.write_text(text, encoding="utf-8")
    done = run("releases", "--plan", city.plan_file)
    assert (done.code, "municipality_code" in done.err, "U9-9" in done.err) == (2, True, True)


@pytest.mark.parametrize("content", ["", "[", "plan = 1", "\x00", "plan.id = 'x'\nplan.id = 'y'"])
def test_a_plan_that_is_none_is_told(run: Command, city: City, content: str) -> None:
    """Whatever stands in the plan file, the command says that it cannot be used (exit 2)."""
    city.plan_file.write_text(content, encoding="utf-8")
    done = run("releases", "--plan", city.plan_file)
    assert (done.code, str(city.plan_file) in done.err) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("nightly", "--nonsense"),
        ("nightly", "--as-of", "yesterday"),
        ("nightly", "--as-of", "2024-02-30"),
        ("nightly", "--format", "xml"),
        ("releases", "--lang", "fr"),
        ("approve", "0123456789"),
        ("check",),
        ("verify",),
    ],
)
def test_wrong_usage_is_exit_2(run: Command, arguments: tuple[str, ...]) -> None:
    """Unknown commands, options and values are mistakes of usage."""
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err


SAID = [
    (("nonsense",), "「nonsense」というコマンドはありません。"),
    (("plan", "nonsense"), "「nonsense」というコマンドはありません。"),
    (("nightly", "--inbocks", "x"), "--inbocks というオプションはありません。--inbox のことですか。"),
    (("nightly", "--zzz"), "--zzz というオプションはありません。名前を確かめてください。"),
    (("nightly", "--plan"), "--plan の後に値を指定してください。"),
    (("findings", "--resolved=1"), "--resolved に値は指定できません。"),
    (("nightly", "--as-of", "yesterday"), "--as-of: 「yesterday」は日付ではありません。"),
    (("nightly", "--format", "xml"), "--format: 「xml」は指定できません。text, json から選んでください。"),
    (("releases", "a", "b"), "余分な指定があります: a b。"),
    (("trace",), "PLAN が指定されていません。"),
    (("approve", "0123456789"), "--reason が指定されていません。"),
    (("approve", "0123456789", "--reason", " "), "--reason: 理由を書いてください。"),
    (("check", "nothing.xlsx"), "「nothing.xlsx」がありません。名前と場所を確かめてください。"),
    (("check", "/"), "「/」はフォルダーです。ファイルを指定してください。"),
    (("releases", "--data", __file__), "はファイルです。フォルダーを指定してください。"),
    (("template", "--fiscal-year", "いつか"), "いつか"),
    (("rules", "NOPE"), "「NOPE」という規則はありません。"),
    (("trace", "kanazawa", "いつか", "1", "x"), "「いつか」は年度ではありません。"),
    (("trace", "x", "R5", "1", "x", "--database", "postgresql://a:b@c/d"), "環境変数 SHINCHOKU_DATABASE_URL"),
]


@pytest.mark.parametrize(("arguments", "said"), SAID)
def test_wrong_usage_is_told_in_japanese(run: Command, arguments: tuple[str, ...], said: str) -> None:
    """What is wrong, how the command is called and where that is explained: no English but names."""
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert not re.search(r"Usage|Error|Missing|Invalid|No such|does not|Try ", done.err)


@pytest.mark.parametrize("arguments", [arguments for arguments, _ in SAID])
def test_wrong_usage_is_told_in_english_if_asked(run: Command, arguments: tuple[str, ...]) -> None:
    """No Japanese but what was typed in."""
    done = run(*arguments, "--lang", "en")
    assert (done.code, done.out, done.err.startswith("Error: ")) == (2, "", True)
    assert not re.search(r"[ぁ-んァ-ヶ一-龠]", done.err.replace("いつか", ""))


def test_a_sentence_of_click_that_nobody_translated_is_still_told() -> None:
    """It is quoted in a Japanese sentence; without a context there is no usage to show."""
    assert (
        told(click.UsageError("Something new."), Language.JA)
        == "エラー: 指定を読み取れません（Something new.）。"
    )
    assert told(click.ClickException("Something new."), Language.EN) == "Error: Something new."


@pytest.mark.parametrize("arguments", [(), ("plan",)])
def test_a_group_without_a_command_shows_its_help(run: Command, arguments: tuple[str, ...]) -> None:
    """`shinchoku` alone lists what there is."""
    done = run(*arguments)
    assert (done.code, "Commands:" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("findings", "--rule", "NOPE"), "「NOPE」という規則はありません"),
        (("findings", "--department", "宇宙課"), "「宇宙課」という所属は登録簿にありません"),
        (("diff", "zzzzzz"), "「zzzzzz」という版や承認待ちはありません"),
    ],
)
def test_what_is_unknown_is_told_before_the_first_night(
    run: Command, city: City, arguments: tuple[str, ...], said: str
) -> None:
    """A name that means nothing is a mistake, whether there was a night or not."""
    done = run(*arguments, "--plan", city.plan_file, "--data", city.data)
    assert (done.code, done.out, said in done.err) == (2, "", True)
    english = run(*arguments, "--plan", city.plan_file, "--data", city.data, "--lang", "en")
    assert (english.code, english.err.startswith("Error: ")) == (2, True)


@pytest.mark.parametrize(("item", "field"), [("999", "actual_value"), ("2", "nope")])
def test_what_cannot_be_traced_is_told_before_the_first_night(
    run: Command, city: City, item: str, field: str
) -> None:
    """The register knows which items and columns there are."""
    assert run("trace", city.plan_file, "R5", item, field, "--data", city.data).code == 2


@pytest.mark.parametrize("command", ["nightly", "approve", "rollback"])
def test_a_data_directory_that_cannot_be_made_is_told(run: Command, city: City, command: str) -> None:
    """A --data below something that is no folder is an operational failure with a sentence (exit 4)."""
    (city.root / "file").write_bytes(b"")
    done = run(command, *COMMANDS[command], "--plan", city.plan_file, "--data", city.root / "file" / "data")
    assert (done.code, done.err.startswith("エラー: ")) == (4, True)


def test_a_password_in_the_database_address_is_never_shown(
    run: Command,
    city: City,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A database that does not answer, or an address of another kind, is told without its password."""
    for address, code in (("postgresql://city:geheim@127.0.0.1:9/x", 4), ("mysql://city:geheim@host/x", 2)):
        monkeypatch.setenv("SHINCHOKU_DATABASE_URL", address)
        done = run("releases", "--plan", city.plan_file, "--data", city.data)
        assert (done.code, "geheim" in done.err + done.out) == (code, False)


def test_a_name_that_is_no_text_can_be_checked(run: Command, city: City) -> None:
    """`check` shows a file whose name is no UTF-8 instead of failing on it."""
    name = os.fsdecode(os.fsencode(city.inbox) + b"/\x8d\x80.csv")
    Path(name).write_bytes(city.send(PLANNING, SHEETS[PLANNING]).read_bytes())
    for output in ("text", "json"):
        assert run("check", name, "--plan", city.plan_file, "--format", output).code in {0, 1}


def test_the_installed_command_answers() -> None:
    """The command that stands beside the interpreter knows its version and lists its commands."""
    command = Path(sys.executable).parent / "shinchoku"
    done = subprocess.run([str(command), "--help"], capture_output=True, text=True, check=True, timeout=60)
    for name in (*COMMANDS, "verify", "doctor"):
        assert name in done.stdout


@pytest.mark.parametrize(
    "command", [name for name in COMMANDS if name not in {"schedule", "releases", "diff"}]
)
def test_a_day_that_is_still_to_come_is_refused(run: Command, tmp_path: Path, command: str) -> None:
    """A run dated after today is a mistake of usage (exit 2), whatever the command, and nothing is made."""
    data = () if command == "check" else ("--data", tmp_path / "data")
    done = run(command, *COMMANDS[command], *data, "--as-of", "2999-01-01")
    assert (done.code, done.out) == (2, "")
    assert "より後の日付です" in done.err
    assert not (tmp_path / "data").exists()
