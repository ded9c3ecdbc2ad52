"""Approving from the terminal: what waits, the preview, return, schedule, release."""

from __future__ import annotations

import json

import pytest
from cli.called import Command, Options, Sit
from contract.city import PLANNING, SHEETS, City

from shinchoku.review.people import Role

DAY = ("--as-of", "2024-05-02")


@pytest.fixture
def waiting(run: Command, at: Options, city: City) -> str:
    """Let a first year wait for want of official figures; return its digest."""
    city.register(official_figures=[])
    city.send_all()
    assert run("nightly", *at("--inbox", str(city.inbox), *DAY)).code == 0
    (one,) = json.loads(run("approve", *at("--format", "json")).out)["waiting"]
    return str(one["digest"])


def test_without_a_digest_it_lists_what_waits_and_the_commands(
    run: Command, at: Options, waiting: str, city: City
) -> None:
    """The year, since when, why, and the commands that look, approve and return, as they stand."""
    out = run("approve", *at()).out
    assert out.startswith(f"承認待ち: 2023年度 {waiting[:12]}（2024-05-02から）")
    assert "公式の数値が計画にありません" in out
    for command in ("diff", "approve"):
        assert f"{command} {waiting[:12]} --plan {city.plan_file}" in out
    assert "Waiting: FY2023" in run("approve", *at("--lang", "en")).out


def test_nothing_waits_before_the_first_night(run: Command, at: Options) -> None:
    """It says so, and as one document."""
    assert "承認待ちはありません" in run("approve", *at()).out
    assert json.loads(run("approve", *at("--format", "json")).out) == {"waiting": []}


def test_the_preview_tells_rates_rows_reasons_and_what_approving_does(
    run: Command, at: Options, waiting: str
) -> None:
    """In words: what is public today beside what would be, each row by name, and every consequence."""
    out = run("diff", waiting[:12], *at()).out
    for text in (
        "海辺市まちづくり計画: 未公表 → 85.7%（7項目中6項目達成、未確定1、確認中0、未提出0）",
        "+ 進捗状況 No.2　達成状況: 達成、取組実績: 来訪者を迎えた",
        "初めての公表で、照合する公式の数値がありません",
        "公式の数値として記録します",
        "承認すると",
    ):
        assert text in out, text
    english = run("diff", waiting[:12], *at("--lang", "en")).out
    assert "What approving does" in english


def test_a_revision_is_previewed_beside_what_is_public(
    run: Command, at: Options, city: City, sit: Sit
) -> None:
    """Only what changes is told, old and new; the document for machines has the same rows as ever."""
    city.send_all()
    assert run("nightly", *at("--inbox", str(city.inbox), *DAY)).code == 0
    city.send(PLANNING, SHEETS[PLANNING].replace("||110", "||130"))
    assert run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-03")).code == 0
    (one,) = json.loads(run("approve", *at("--format", "json")).out)["waiting"]
    told = json.loads(run("diff", one["digest"], *at("--format", "json")).out)
    assert [change["key"] for change in told["changes"]] == [["2"]]
    assert told["preview"]["rates"][0]["old"] == told["preview"]["rates"][0]["new"]
    out = run("diff", one["digest"], *at()).out
    assert ("~ 数値目標と実績 No.2 実績値: 110 → 130" in out, "（変更なし）" in out) == (True, True)
    sit("approver", Role.APPROVER)
    done = run("approve", one["digest"], *at("--reason", "確定値の訂正", "--as-of", "2024-05-03"))
    assert (done.code, city.table("revisions")[0]["new_value"]) == (0, "130")


def test_a_candidate_is_returned_with_a_message(run: Command, at: Options, sit: Sit, waiting: str) -> None:
    """It is listed as returned with what was said; returning it twice is told; nobody else may."""
    sit("steward", Role.STEWARD)
    assert run("approve", waiting, *at("--return", "No.3を確かめる", *DAY)).code == 2
    sit("approver", Role.APPROVER)
    done = run("approve", waiting, *at("--return", "No.3を確かめる", *DAY))
    assert (done.code, "差し戻しました" in done.out) == (0, True)
    for command in ("approve", "releases"):
        out = run(command, *at()).out
        assert (out.count("差戻し: 2023年度"), "No.3を確かめる" in out) == (1, True)
    assert run("approve", waiting, *at("--return", "もう一度", *DAY)).code == 2


def test_what_is_due_goes_out_without_a_digest(
    run: Command, at: Options, sit: Sit, city: City, waiting: str
) -> None:
    """An approved candidate waits for its day; --due releases it from then on, and nothing before."""
    sit("approver", Role.APPROVER)
    assert run("approve", waiting, *at("--reason", "決裁", "--embargo", "2024-05-04", *DAY)).code == 0
    assert "公表日待ち" in run("approve", *at()).out
    assert "公表日時が来たものはありません" in run("approve", "--due", *at("--as-of", "2024-05-03")).out
    assert not city.published.exists()
    done = run("approve", "--due", *at("--as-of", "2024-05-04", "--format", "json"))
    assert json.loads(done.out)["released_version"] == "2024-05-04"
    assert run("approve", waiting, "--due", *at()).code == 2
    sit("nobody")
    assert run("approve", "--due", *at("--as-of", "2024-05-04")).code == 2


def test_catalogues_are_told_at_once_and_the_answer_says_how_each_stands(
    run: Command, at: Options, sit: Sit, city: City
) -> None:
    """What was told and what refused; the release is public all the same, and the command ends with 4 as `publish` does."""
    share = {"name": "share", "kind": "directory", "path": str(city.root / "share")}
    ckan = {"name": "city", "kind": "ckan", "url": "https://ckan.umibe.example.jp", "organization": "umibe", "token_env": "NO_SUCH_TOKEN"}  # fmt: skip
    (city.root / "share").mkdir()
    city.register(official_figures=[], catalogues=[share, ckan])
    city.send_all()
    assert run("nightly", *at("--inbox", str(city.inbox), *DAY)).code == 0
    (one,) = json.loads(run("approve", *at("--format", "json")).out)["waiting"]
    sit("approver", Role.APPROVER)
    done = run("approve", one["digest"], *at("--reason", "決裁", *DAY))
    assert done.code == 4
    lines = [line.strip() for line in done.out.splitlines()]
    assert lines[0].startswith("令和5年度（2023年度）を公表しました: ")
    assert lines[1].startswith("カタログ「share」:")
    assert lines[2].startswith("反映済み: 2024-05-02（書き込み")
    assert lines[-2] == "カタログ「city」:"
    assert "APIトークンがありません" in lines[-1]
    assert "directory" not in done.out
    assert (city.root / "share" / "umibe-plan" / "latest").exists()


def test_going_back_tells_the_catalogues_too(run: Command, at: Options, sit: Sit, city: City) -> None:
    """As one document, with the report that `publish` gives of each."""
    share = {"name": "share", "kind": "directory", "path": str(city.root / "share")}
    (city.root / "share").mkdir()
    city.register(catalogues=[share])
    city.send_all()
    assert run("nightly", *at("--inbox", str(city.inbox), *DAY)).code == 0
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "来訪者を大いに迎えた"))
    assert run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-03")).code == 0
    sit("approver", Role.APPROVER)
    day = ("--as-of", "2024-05-04", "--format", "json")
    done = run("rollback", "2024-05-02", *at("--reason", "誤報", *day))
    told = {one["name"]: one["version"] for one in json.loads(done.out)["catalogues"]}
    assert (done.code, told) == (0, {"directory": "2024-05-04", "share": "2024-05-04"})
    assert (city.root / "share" / "umibe-plan" / "latest").readlink().name == "2024-05-04"
