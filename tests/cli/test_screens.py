"""What the screens say: labels and not codes, counts that add up, commands that can be copied."""

from __future__ import annotations

import json
import re
import shlex
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cli.called import Command, Done, Options
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City
from rich.console import Console

from shinchoku.adapters import package_reader
from shinchoku.bilingual import Bilingual

WRONG = SHEETS[ENVIRONMENT].replace("48", "約48")
NOTED = SHEETS[PLANNING].replace("来訪者を迎えた", "①来訪者を迎えた")


@pytest.fixture
def night(run: Command, at: Options, city: City) -> Command:
    """Let a night pass over every sheet, one of them with an error and one with a note."""
    city.send_all()
    city.send(ENVIRONMENT, WRONG)
    city.send(PLANNING, NOTED)

    def command(*more: str, day: str = "2024-05-12") -> Done:
        return run("nightly", *at("--inbox", str(city.inbox), "--as-of", day, *more))

    return command


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and logs nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Forbidding(BaseHTTPRequestHandler):
    """Answers everything with 403."""

    def do_GET(self) -> None:
        """Refuse."""
        self.send_error(403)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(handler: object) -> Iterator[str]:
    """Serve on loopback, and yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)  # type: ignore[arg-type]  # a class, or what makes one
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_the_findings_of_a_night_add_up(night: Command) -> None:
    """Errors, warnings and notes of a first night are its new findings."""
    done = night()
    counts = re.search(r"エラー(\d+)件・注意(\d+)件・参考(\d+)件（新規(\d+)件、解消0件）", done.out)
    assert counts is not None
    errors, warnings, notes, new = map(int, counts.groups())
    assert (errors + warnings + notes, notes > 0) == (new, True)


def test_notes_are_shown_only_if_asked_for(run: Command, at: Options, night: Command) -> None:
    """The list says how many it leaves out; `--all`, `--severity info` and the note's own rule show them."""
    night()
    short = run("findings", *at()).out
    assert "●参考" not in short
    assert re.search(r"\d+件（ほかに参考\d+件。--all で表示）", short)
    for more in (("--all",), ("--severity", "info")):
        every = run("findings", *at(*more)).out
        assert "●参考" in every
        assert "--all" not in every
    assert re.search(r"notes? not shown", run("findings", *at("--lang", "en")).out)
    told = json.loads(run("findings", *at("--format", "json")).out)
    assert {one["severity"] for one in told["findings"]} >= {"error", "info"}


@pytest.mark.parametrize("department", ["kankyo", "環境課", "ＫＡＮＫＹＯ"])
def test_a_department_is_named_by_code_or_name(
    run: Command, at: Options, night: Command, department: str
) -> None:
    """In any width and case."""
    night()
    assert "約48" in run("findings", *at("--department", department)).out


@pytest.mark.parametrize("rule", ["SH314", "sh314", "SH3", "ＳＨ３１４"])
def test_a_rule_is_named_by_code_or_family(run: Command, at: Options, night: Command, rule: str) -> None:
    """A family is the beginning of its codes."""
    night()
    out = run("findings", *at("--rule", rule)).out
    assert re.search(r"環境課\.csv\n  [0-9a-f]{8} CSV!E3 SH314 ✖エラー", out)
    assert run("findings", *at("--rule", "SH601", "--resolved")).out == "指摘はありません。\n"


def test_a_finding_without_a_file_names_department_and_round(
    run: Command, at: Options, city: City, night: Command
) -> None:
    """By their names, where the file would stand."""
    (city.inbox / PLANNING).unlink()
    night()
    out = run("findings", *at("--rule", "SH601")).out
    assert re.search(r"^総務部 企画課 年度末（r5-end）$", out, re.MULTILINE)
    assert re.search(
        r"^総務部 企画課 r5-end$", run("findings", *at("--rule", "SH601", "--lang", "en")).out, re.MULTILINE
    )


def test_suggested_commands_are_one_line_each_and_quoted(
    night: Command, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 80 columns and with blanks in the paths a shell still reads them as they are meant."""
    data = city.root / "夜 の データ"
    monkeypatch.setattr(
        "shinchoku.cli.night_screen.out", lambda: Console(width=80, highlight=False, markup=False)
    )
    lines = [line for line in night("--data", str(data)).out.splitlines() if line.startswith("  shinchoku")]
    commands = [shlex.split(line, comments=True) for line in lines]
    assert commands[0] == ["shinchoku", "findings", "--plan", str(city.plan_file), "--data", str(data)]
    assert commands[1][:2] == ["shinchoku", "verify"]
    assert commands[1][2].startswith(str(data))


def test_the_export_suggests_a_command_that_can_be_copied(run: Command, city: City) -> None:
    """A file name with a blank is quoted."""
    target = city.root / "a b.xlsx"
    out = run("plan", "export", "--plan", city.plan_file, "--out", target).out
    assert shlex.split(out.splitlines()[-1])[1:] == [
        "plan",
        "import",
        str(target),
        "--plan",
        str(city.plan_file),
    ]


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("ja", "初めての公表で、照合する公式の数値がありません: "),
        ("en", "First release, no official figure: "),
    ],
)
def test_a_hold_has_its_label_everywhere(
    run: Command, at: Options, city: City, language: str, label: str
) -> None:
    """`nightly`, `releases` and `trace` say first what kind of hold it is."""
    city.register(official_figures=[])
    city.send_all()
    more = ("--lang", language)
    nightly = run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-12", *more)).out
    releases = run("releases", *at(*more)).out
    trace = run("trace", city.plan_file, "R5", "2", "実績値", "--data", city.data, *more).out
    for out in (nightly, releases, trace):
        assert label in out


def test_releases_speak_english(run: Command, at: Options, city: City) -> None:
    """Years and causes as well."""
    city.send_all()
    run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-12"))
    out = run("releases", *at("--lang", "en")).out
    assert "FY2023 First release" in out
    assert not re.search(r"[ぁ-ん年度]", out)


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "ja",
            (
                "  ~ 進捗状況 No.8 達成状況: 未達成 → 達成",
                "  ~ 達成率 海辺市まちづくり計画（計画全体 umibe） 達成: 6 → 7",
                "  ~ 進捗状況 No.8 未達成の理由: 嵐のため → （空）",
            ),
        ),
        ("en", ("  ~ Progress No.8 Status: Not achieved → Achieved", " (Whole plan umibe) Achieved: 6 → 7")),
    ],
)
def test_a_difference_is_told_in_labels(
    run: Command, at: Options, city: City, language: str, lines: tuple[str, ...]
) -> None:
    """Tables, columns and codes by their labels; the document keeps the codes."""
    city.send_all()
    run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-12"))
    city.send(PLANNING, SHEETS[PLANNING].replace("8|B|空き家を調べた|嵐のため", "8|A|空き家を調べた"))
    run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-13"))
    (waiting,) = json.loads(run("releases", *at("--format", "json")).out)["waiting"]
    out = run("diff", waiting["digest"], *at("--lang", language)).out
    for line in lines:
        assert line in out
    changes = json.loads(run("diff", waiting["digest"], *at("--format", "json")).out)["changes"]
    assert {"field": "achievement_status", "old": "not_achieved", "new": "achieved"} in changes[0]["fields"]


def test_doctor_names_what_it_looks_at_in_japanese(
    run: Command, at: Options, night: Command, city: City
) -> None:
    """The document keeps the codes."""
    night()
    out = run("doctor", *at("--inbox", str(city.inbox))).out
    for name in ("計画", "データの置き場所", "監査記録", "受領ファイルの保管"):
        assert f" {name} " in out
    assert "audit" not in out


def test_one_error_is_an_error(run: Command, city: City) -> None:
    """English numbers and their nouns agree."""
    file = city.send(ENVIRONMENT, WRONG)
    out = run("check", file, "--plan", city.plan_file, "--as-of", "2024-05-02", "--lang", "en").out
    assert "1 file: 1 error, 0 warnings, 0 notes" in out


def test_the_arguments_of_trace_are_explained(run: Command) -> None:
    """Each with an example."""
    out = run("trace", "--help").out
    for name in ("PLAN ", "FY ", "ITEM ", "FIELD "):
        assert re.search(rf"^  {name} +\S", out, re.MULTILINE)


def test_a_quoted_value_stands_in_quotation_marks() -> None:
    """What no line can show is escaped; without the conversion a value is filled in as it is."""
    words = Bilingual("「{raw}」", "{raw!r} and {raw}").filled(raw="it's\t約3")
    assert (words.ja, words.en) == ("「it's\t約3」", "“it's\\t約3” and it's\t約3")


def test_a_package_is_verified_over_http(run: Command, at: Options, city: City) -> None:
    """Where something answers; a folder without a package is a mistake, a refusal a failure."""
    city.send_all()
    run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-12"))
    with served(partial(Quiet, directory=str(city.published))) as address:
        assert "検証しました" in run("verify", f"{address}/latest/").out
        nowhere = run("verify", f"{address}/nowhere")
    assert (nowhere.code, "datapackage.json がありません" in nowhere.err) == (2, True)
    with served(Forbidding) as address:
        refused = run("verify", address)
    assert (refused.code, "403" in refused.err, "確かめて" in refused.err) == (4, True, True)
    gone = run("verify", address)
    assert (gone.code, "読み込めません" in gone.err, "確かめて" in gone.err) == (4, True, True)


def test_no_package_is_read_without_an_end(
    run: Command, at: Options, city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file above the limit is refused, in a folder and over HTTP."""
    city.send_all()
    run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-12"))
    monkeypatch.setattr(package_reader, "_MOST_BYTES", 1000)
    with served(partial(Quiet, directory=str(city.published))) as address:
        for place in (city.published / "latest", f"{address}/latest"):
            done = run("verify", place)
            assert (done.code, "超えています" in done.err) == (2, True)


def test_a_missing_file_is_told_by_the_verification(run: Command, at: Options, city: City) -> None:
    """Over HTTP too: what the descriptor names and nobody serves does not hold."""
    city.send_all()
    run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-12"))
    version: Path = (city.published / "latest").resolve()
    version.chmod(0o755)
    (version / "codes.csv").unlink()
    with served(partial(Quiet, directory=str(city.published))) as address:
        for place in (version, f"{address}/latest"):
            done = run("verify", place)
            assert (done.code, "codes.csv" in done.out) == (1, True)
