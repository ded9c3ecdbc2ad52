"""`check`: findings by rule with true counts, one document for machines, how each sheet was read; and `rules`."""

from __future__ import annotations

import json
import re
import time

import jsonschema
import pytest
from cli.called import Command
from contract.city import PLANNING, City
from reference_pages.check_schema import SCHEMA

HEADINGS = "番号|達成状況|取組実績|未達成の理由|実績値|累計|単位"
MANY = "\n".join(f"{no}|A|実施|||約{no}|" for no in ("2", "5", "7", "8", "1"))
TELEPHONE = "8|A|相談は090-1234-5678へ"


@pytest.fixture
def check(run: Command, city: City) -> Command:
    """Check a file of 海辺市 on 2 May 2024."""
    return lambda *more: run("check", *more, "--plan", city.plan_file, "--as-of", "2024-05-02")


def test_three_of_a_rule_are_shown_and_all_are_counted(check: Command, city: City) -> None:
    """`--all` shows the rest."""
    file = city.send(PLANNING, MANY)
    some, every = check(file), check(file, "--all")
    assert (some.code, some.out.count(" SH314 "), every.out.count(" SH314 ")) == (1, 4, 6)
    assert "ほか2件（--all で全件）" in some.out
    assert "ほか" not in every.out
    assert re.search(r"SH314 │ ✖エラー │ 概数や範囲で書かれています +│ +5 │", some.out)


def test_a_remedy_that_lines_share_is_told_once(check: Command, city: City) -> None:
    """Three lines, then what to do about them."""
    out = check(city.send(PLANNING, MANY)).out
    assert out.count("    → 確定した数値を書いてください。") == 1


def test_a_severity_is_a_word_and_a_sign_and_never_only_a_colour(check: Command, city: City) -> None:
    """In both languages; nothing but text where no terminal is."""
    file = city.send(PLANNING, MANY)
    for language, word in (("ja", "✖エラー"), ("en", "✖Error")):
        out = check(file, "--lang", language).out
        assert f"SH314 {word} " in out
        assert "\x1b" not in out


def test_the_document_keeps_its_schema(check: Command, city: City) -> None:
    """Of good, wrong, unreadable and untouched files; every file has its account and its status."""
    files = [
        city.send(PLANNING, "2|A|実施||110\n8|A|①実施"),
        city.send("令和5年度/年度末/企画課_2.xlsx", MANY),
        city.send("令和5年度/年度末/企画課_3.xlsx", b"PK\x03\x04junk"),
        city.send("令和5年度/年度末/企画課_4.csv", "2|||||\n5|||||"),
    ]
    done = check(*files, "--format", "json")
    told = json.loads(done.out)
    jsonschema.validate(told, SCHEMA)
    assert done.code == 1
    assert [file["status"] for file in told["files"]] == ["read", "read", "refused", "not_yet_filled_in"]
    first = told["files"][0]
    assert (first["account"]["format"], first["account"]["encoding"], first["rows"]) == (
        "CSV",
        "UTF-8 (BOM)",
        2,
    )
    (sheet,) = first["account"]["sheets"]
    assert [column["read_as"] for column in sheet["tables"][0]["columns"]][:3] == [
        "item_no",
        "achievement_status",
        "result_text",
    ]
    assert sum(told["counts"].values()) == len(told["findings"])


def test_explain_tells_how_each_sheet_was_read(check: Command, city: City) -> None:
    """Format, encoding and why, fate, headings, columns, what was left out, the next candidate."""
    file = city.send(PLANNING, f"2|A|実施||110\n合計||||110\n\n{HEADINGS}\n8|A|実施")
    told = check(file, "--explain").out
    for words in (
        "CSV · UTF-8 (BOM)（先頭のバイト順マーク（BOM）による）",
        "1. CSV: 読みました",
        "見出し 1行目",
        "A: 番号 → No. [item_no]",
        "読まない行: 3 (合計・小計)",
    ):
        assert words in told
    english = check(file, "--explain", "--lang", "en").out
    assert "headings on row 1" in english
    assert "rows not read: 3 (Total)" in english


def test_explain_tells_of_a_workbook_and_of_columns_that_were_left_out(check: Command, city: City) -> None:
    """A workbook has no encoding; a column that is not read says so."""
    file = city.send("令和5年度/年度末/企画課.xlsx", "2|A|実施||110")
    told = check(file, "--explain").out
    assert "  xlsx" in told
    strange = city.send(PLANNING, "番号,達成状況,取組実績,予算額\n2,A,実施,3\n".encode())
    assert "D: 予算額 → 読まない" in check(strange, "--explain").out


def test_every_value_that_was_taken_is_told(check: Command, city: City) -> None:
    """In the document with its cell and steps, and by `--explain` with whether it would be published."""
    file = city.send(PLANNING, "2|A|実施||１１０人\n5|A|植えた||20|約210")
    values = json.loads(check(file, "--format", "json").out)["files"][0]["values"]
    (figure,) = [one for one in values if (one["item_no"], one["field"]) == ("2", "actual_value")]
    assert (figure["value"], figure["unit"], figure["raw"]) == ("110", "人", "１１０人")
    assert (figure["sheet"], figure["cell"], figure["accepted"]) == ("CSV", "E2", True)
    assert [step["step"] for step in figure["steps"]] == ["width", "unit"]
    assert (figure["steps"][0]["before"], figure["steps"][-1]["after"]) == ("１１０人", "110")
    assert figure["steps"][0]["words"]["ja"] == "全角・半角をそろえた"
    assert not any(one["accepted"] for one in values if one["item_no"] == "5")
    assert "cumulative_value" not in {one["field"] for one in values}
    told = check(file, "--explain").out
    assert (
        "✓ No.2 実績値 [actual_value] = 110人 ← CSV!E2「１１０人」（全角・半角をそろえた, 単位を外した）"
        in told
    )
    assert "－ No.5 実績値 [actual_value] = 20本 ← CSV!E3" in told
    english = check(file, "--explain", "--lang", "en").out
    assert "✓ No.2 actual value [actual_value] = 110 人 ← CSV!E2 “１１０人” (" in english


def test_personal_data_shows_in_no_output(check: Command, city: City) -> None:
    """Neither as text nor in the document nor in the account."""
    file = city.send(PLANNING, TELEPHONE)
    for more in ((), ("--explain", "--all"), ("--format", "json")):
        done = check(file, *more)
        assert "SH701" in done.out
        assert "1234-5678" not in done.out + done.err


def test_nobody_waits_two_seconds_without_a_word(
    check: Command, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is going on is said on standard error; the document stays alone on standard output."""
    from shinchoku.cli import check as module  # noqa: PLC0415 -- its patience is shortened
    from shinchoku.night import lint as slow  # noqa: PLC0415 -- reading is slowed down

    read_all = slow.read_all
    monkeypatch.setattr(module, "_PATIENCE_SECONDS", 0.01)
    monkeypatch.setattr(slow, "read_all", lambda *a: (time.sleep(0.3), read_all(*a))[1])
    done = check(city.send(PLANNING, MANY), "--format", "json")
    assert "1ファイルを読んでいます" in done.err
    assert json.loads(done.out)


def test_the_plans_choice_of_rules_holds_for_check_too(run: Command, city: City) -> None:
    """A rule that is off is not told; a wrong choice is a mistake of the plan file (exit 2)."""
    file = city.send(PLANNING, "番号|達成状況|取組実績|予算額\n2|C|集計中|3\n".replace("|", ",").encode())
    assert "SH203" in run("check", file, "--plan", city.plan_file, "--as-of", "2024-05-02").out
    city.register(checks={"off": ["SH203"]})
    assert "SH203" not in run("check", file, "--plan", city.plan_file, "--as-of", "2024-05-02").out
    city.register(checks={"off": ["SH101"]})
    done = run("check", file, "--plan", city.plan_file, "--as-of", "2024-05-02")
    assert (done.code, "checks.off[0]" in done.err) == (2, True)


def test_rules_are_listed(run: Command) -> None:
    """All of them, those of a family, or as one document."""
    everything = run("rules").out
    assert all(code in everything for code in ("SH101", "SH319", "SH810"))
    family = run("rules", "SH7").out
    assert ("SH701" in family, "SH601" in family) == (True, False)
    (rule,) = json.loads(run("rules", "sh701", "--format", "json").out)["rules"]
    assert (rule["code"], rule["severity"], rule["waivable"], rule["fixed"]) == (
        "SH701",
        "error",
        True,
        False,
    )
    assert rule["bad_example"][0]["sheets"][0]["cells"][0] == ["番号", "達成状況", "取組実績"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", ("対応: ", "理由: ", "出典: ", "悪い例", "良い例")),
        ("en", ("To do: ", "Why: ", "Source: ", "Bad", "Good")),
    ],
)
def test_a_rule_is_shown_in_full(run: Command, language: str, words: tuple[str, ...]) -> None:
    """What it says, why, who asks for it, and its examples as tables."""
    told = run("rules", "SH324", "--lang", language).out
    assert all(word in told for word in words)
    assert "2026-03-31 L2-02" in told
    assert re.search(r"\| 8 +\| A +\| 〃 +\|", told)


def test_every_rule_can_be_shown(run: Command) -> None:
    """Whatever its examples are made of: hidden sheets, private characters, no file at all."""
    assert "非表示" in run("rules", "SH207").out
    assert "〓" in run("rules", "SH326").out
    assert "提出されたファイルはありません" in run("rules", "SH601").out
    assert "⏎" in run("rules", "SH808").out


def test_a_rule_that_is_none_is_a_mistake_of_usage(run: Command) -> None:
    """Exit 2, in both languages."""
    done = run("rules", "SH999")
    assert (done.code, "SH999" in done.err) == (2, True)
