"""Every command: what it prints, what it leaves behind and its exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from cli.called import Appoint, Command, Done, Options
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City, tree

from shinchoku.adapters.locking import run_lock
from shinchoku.adapters.workbooks.confinement.landlock import landlock_abi
from shinchoku.adapters.workbooks.confinement.layers import Layers
from shinchoku.paths import DataPaths
from shinchoku.review.people import Role
from shinchoku.usecases.doctor.readers import missing_layers

WRONG = SHEETS[ENVIRONMENT].replace("48", "約48")


@pytest.fixture
def nightly(run: Command, at: Options, city: City) -> Command:
    """Run `nightly` in 海辺市 for a date."""

    def command(day: str = "2024-05-02", *more: str) -> Done:
        return run("nightly", *at("--inbox", str(city.inbox), "--as-of", day, *more))

    return command


def digest_of(done: Done) -> str:
    """Return the digest that waits, from `releases --format json`."""
    (waiting,) = json.loads(done.out)["waiting"]
    return str(waiting["digest"])


def test_nightly_releases_and_says_what(nightly: Command, city: City) -> None:
    """A night that releases exits 0 and prints the city's own table with its footnote."""
    city.send_all()
    done = nightly()
    assert done.code == 0
    for text in ("85.7%", "うち1項目は数値未確定", "2024-05-02", "shinchoku verify"):
        assert text in done.out


def test_nightly_speaks_english(nightly: Command, city: City) -> None:
    """`--lang en` prints the night in English; names of the plan stay as they are."""
    city.send_all()
    done = nightly("2024-05-02", "--lang", "en")
    assert done.code == 0
    assert "1 of them with a figure not yet confirmed" in done.out
    assert not re.search(r"[ぁ-ん]", done.out.replace("海と暮らす", "").replace("海辺市まちづくり計画", ""))


def test_nightly_fails_on_a_hold_only_if_asked(nightly: Command, city: City) -> None:
    """A held year is a normal night (exit 0); with --fail-on-hold it is exit 3."""
    city.register(official_figures=[])
    city.send_all()
    assert nightly().code == 0
    assert nightly("2024-05-02", "--fail-on-hold").code == 3


def test_nightly_does_not_go_back_in_time(nightly: Command, city: City) -> None:
    """An --as-of before the last run is a mistake of usage (exit 2) that changes nothing."""
    city.send_all()
    nightly("2024-05-02")
    before = tree(city.published)
    done = nightly("2024-05-01")
    assert done.code == 2
    assert "2024-05-02" in done.err
    assert tree(city.published) == before


def test_nightly_without_an_inbox_is_an_operational_failure(
    run: Command, at: Options, tmp_path: Path
) -> None:
    """An inbox that is not there is exit 4 with a sentence."""
    done = run("nightly", *at("--inbox", str(tmp_path / "nowhere"), "--as-of", "2024-05-02"))
    assert done.code == 4
    assert "受付フォルダー" in done.err


def test_nightly_leaves_another_run_alone(nightly: Command, city: City) -> None:
    """While another run holds the lock, nightly says so and exits 4."""
    with run_lock(DataPaths(city.data)):
        done = nightly()
    assert (done.code, "別の処理が実行中です" in done.err) == (4, True)


def test_check_finds_nothing_in_a_good_sheet(run: Command, city: City) -> None:
    """A sheet without mistakes exits 0."""
    file = city.send(PLANNING, SHEETS[PLANNING])
    done = run("check", file, "--plan", city.plan_file, "--as-of", "2024-05-02")
    assert (done.code, done.out.strip()) == (0, "1ファイル: エラー0件、注意0件、参考0件")


def test_check_says_where_why_and_what_to_do(run: Command, city: City) -> None:
    """A mistake exits 1 and is told with file, cell, rule, sentence and remedy; nothing is written."""
    file = city.send(ENVIRONMENT, WRONG)
    before = tree(city.root)
    done = run("check", file, "--plan", city.plan_file, "--as-of", "2024-05-02")
    assert done.code == 1
    first, remedy, *_ = done.out.splitlines()
    assert re.search(r"環境課\.csv:CSV!E3 SH\d{3} .*約48", first)
    assert remedy.startswith("    → ")
    assert tree(city.root) == before


def test_check_prints_one_document_for_machines(run: Command, city: City) -> None:
    """`--format json` prints one JSON document with the findings and their counts."""
    file = city.send(ENVIRONMENT, WRONG)
    done = run("check", file, "--plan", city.plan_file, "--as-of", "2024-05-02", "--format", "json")
    told = json.loads(done.out)
    assert (done.code, told["counts"]) == (1, {"error": 1, "warning": 0, "info": 0})
    (finding,) = told["findings"]
    assert (finding["item_no"], finding["field"], finding["cell"]) == ("3", "actual_value", "E3")
    assert finding["message"]["en"]
    assert finding["remedy"]["ja"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04junk", b"%PDF-1.7", b"\x00\x01"])
def test_check_reports_an_unreadable_file(run: Command, city: City, content: bytes) -> None:
    """A file that cannot be read is a finding (exit 1), not a failure of the command."""
    file = city.send(PLANNING, content)
    done = run("check", file, "--plan", city.plan_file, "--as-of", "2024-05-02", "--lang", "en")
    assert (done.code, "SH10" in done.out) == (1, True)


def test_check_wants_files_that_exist(run: Command, city: City) -> None:
    """A missing file is a mistake of usage."""
    assert run("check", city.root / "nothing.xlsx", "--plan", city.plan_file).code == 2


def test_findings_can_be_narrowed(run: Command, at: Options, nightly: Command, city: City) -> None:
    """Findings are listed, by department, rule and severity, and as one JSON document."""
    assert "指摘はありません" in run("findings", *at()).out
    city.send_all()
    city.send(ENVIRONMENT, WRONG)
    nightly("2024-05-12")
    listed = run("findings", *at())
    assert (listed.code, "約48" in listed.out, "環境課.csv" in listed.out) == (0, True, True)
    for option, value, count in (
        ("--department", "kankyo", 1),
        ("--department", "kikaku", 0),
        ("--severity", "info", 0),
    ):
        told = json.loads(run("findings", *at(option, value, "--format", "json")).out)
        assert len(told["findings"]) == count, value
    assert "指摘はありません" in run("findings", *at("--resolved")).out


def test_approve_names_what_waits_when_the_digest_is_wrong(
    run: Command, at: Options, nightly: Command, city: City, appoint: Appoint
) -> None:
    """A digest that names nothing, or too short a one, is exit 2 with what waits; nothing is released."""
    appoint(Role.APPROVER)
    city.register(official_figures=[])
    city.send_all()
    nightly()
    digest = digest_of(run("releases", *at("--format", "json")))
    for wrong in ("0" * 12, digest[:3], digest[:11] + "xyz", "%", "../../etc"):
        done = run("approve", wrong, *at("--reason", "決裁", "--as-of", "2024-05-02"))
        assert (done.code, digest[:12] in done.err) == (2, True), wrong
    assert not city.published.exists()


def test_approve_releases_and_records_who(
    run: Command, at: Options, nightly: Command, city: City, appoint: Appoint
) -> None:
    """An approval by a digest's beginning releases the candidate; afterwards nothing waits."""
    appoint(Role.APPROVER)
    city.register(official_figures=[])
    city.send_all()
    nightly()
    digest = digest_of(run("releases", *at("--format", "json")))
    done = run(
        "approve", digest[:12].upper(), *at("--reason", "決裁", "--as-of", "2024-05-02", "--format", "json")
    )
    told = json.loads(done.out)
    assert (done.code, told["released_version"], told["digest"]) == (0, "2024-05-02", digest)
    assert json.loads(run("releases", *at("--format", "json")).out)["waiting"] == []


@pytest.mark.parametrize("roles", [(), (Role.VIEWER,), (Role.STEWARD, Role.ADMINISTRATOR)])
def test_only_an_approver_releases_from_the_terminal(
    run: Command, at: Options, nightly: Command, city: City, appoint: Appoint, roles: tuple[Role, ...]
) -> None:
    """A login without an account may only read, and one with other roles may do what those may."""
    two_versions(nightly, city)
    if roles:
        appoint(*roles)
    before = tree(city.published)
    for command in (("approve", "0123456789"), ("rollback", "2024-05-01")):
        done = run(*command, *at("--reason", "決裁", "--as-of", "2024-05-02"))
        assert (done.code, "承認者" in done.err, "Traceback" in done.err) == (2, True, False)
    assert run("releases", *at()).code == 0
    assert tree(city.published) == before


def test_approve_wants_a_reason(run: Command, at: Options, nightly: Command, city: City) -> None:
    """An approval without a reason, or with an empty one, is a mistake of usage: the reason is published."""
    city.register(official_figures=[])
    city.send_all()
    nightly()
    digest = digest_of(run("releases", *at("--format", "json")))
    assert run("approve", digest, *at("--as-of", "2024-05-02")).code == 2
    assert run("approve", digest, *at("--as-of", "2024-05-02", "--reason", " ")).code == 2


def test_an_embargoed_approval_goes_out_on_a_later_night(
    run: Command, at: Options, nightly: Command, city: City, appoint: Appoint
) -> None:
    """With --embargo nothing goes out before the date; the first night from it on releases."""
    appoint(Role.APPROVER)
    city.register(official_figures=[])
    city.send_all()
    nightly()
    digest = digest_of(run("releases", *at("--format", "json")))
    approve = at("--reason", "決裁", "--as-of", "2024-05-02", "--embargo", "2024-05-04")
    done = run("approve", digest, *approve)
    assert (done.code, "2024-05-04" in done.out) == (0, True)
    assert "公表しました" not in nightly("2024-05-03").out
    assert "2024-05-04" in nightly("2024-05-04").out
    assert city.progress("2")["achievement_status"] == "achieved"


def test_releases_tell_versions_and_what_waits(
    run: Command, at: Options, nightly: Command, city: City
) -> None:
    """Versions are listed newest first, with causes, and what waits with its reasons."""
    assert "公表した版はありません" in run("releases", *at()).out
    two_versions(nightly, city)
    told = json.loads(run("releases", *at("--format", "json")).out)
    assert [one["version"] for one in told["releases"]] == ["2024-05-02", "2024-05-01"]
    assert [one["years"][0]["cause"] for one in told["releases"]] == ["revision", "first"]
    listed = run("releases", *at())
    assert (listed.code, "公表中" in listed.out) == (0, True)


def test_diff_tells_what_a_version_changed(run: Command, at: Options, nightly: Command, city: City) -> None:
    """The newest version is compared with the one before, row by row, old and new."""
    two_versions(nightly, city)
    done = run("diff", *at())
    assert (done.code, "~ 進捗状況 No.2 取組実績: 来訪者を迎えた → 大いに迎えた" in done.out) == (0, True)
    told = json.loads(run("diff", "2024-05-01", "2024-05-02", *at("--format", "json")).out)
    assert (told["old"], told["new"]) == ("2024-05-01", "2024-05-02")
    assert [change["key"] for change in told["changes"]] == [["2"]]


def test_diff_of_something_unknown_is_a_mistake(
    run: Command, at: Options, nightly: Command, city: City
) -> None:
    """A version that does not exist is exit 2 with the versions that do."""
    two_versions(nightly, city)
    done = run("diff", "1999-01-01", *at())
    assert (done.code, "2024-05-01" in done.err) == (2, True)


def test_diff_shows_what_an_approval_would_change(
    run: Command, at: Options, nightly: Command, city: City
) -> None:
    """By its digest, a candidate is compared with what is public now."""
    city.register(official_figures=[])
    city.send_all()
    nightly()
    digest = digest_of(run("releases", *at("--format", "json")))
    told = json.loads(run("diff", digest[:12], *at("--format", "json")).out)
    assert (told["old"], told["new"]) == (None, digest)
    assert {change["change"] for change in told["changes"]} == {"added"}


@pytest.mark.parametrize("command", ["releases", "diff", "findings", "doctor"])
def test_looking_prints_one_json_document_before_the_first_night(
    run: Command, at: Options, city: City, command: str
) -> None:
    """Before the first night `--format json` still prints exactly one JSON document, and makes nothing."""
    more = ("--inbox", str(city.inbox)) if command == "doctor" else ()
    done = run(command, *at("--format", "json", *more))
    json.loads(done.out)
    assert (done.code, city.data.exists()) == (0, False)


def test_rollback_takes_a_version_back(
    run: Command, at: Options, nightly: Command, city: City, appoint: Appoint
) -> None:
    """A rollback makes a new version, marks the old one, keeps its bytes and holds the year afterwards."""
    appoint(Role.APPROVER)
    two_versions(nightly, city)
    kept = tree(city.published / "releases" / "2024-05-02")
    done = run("rollback", "2024-05-01", *at("--reason", "誤報", "--as-of", "2024-05-02", "--format", "json"))
    assert (done.code, json.loads(done.out)["released_version"]) == (0, "2024-05-02.2")
    index = json.loads((city.published / "releases.json").read_text(encoding="utf-8"))
    marks = {one["version"]: one["withdrawn"] for one in index["releases"]}
    assert marks == {"2024-05-02.2": False, "2024-05-02": True, "2024-05-01": False}
    assert tree(city.published / "releases" / "2024-05-02") == kept
    assert "取り下げ" in run("releases", *at()).out
    assert nightly("2024-05-03", "--fail-on-hold").code == 3


def test_rollback_to_nowhere_is_a_mistake(
    run: Command, at: Options, nightly: Command, city: City, appoint: Appoint
) -> None:
    """Going back to the current version or to none is exit 2 and changes nothing."""
    appoint(Role.APPROVER)
    two_versions(nightly, city)
    before = tree(city.published)
    for version in ("2024-05-02", "latest", "1999-01-01"):
        assert run("rollback", version, *at("--reason", "誤報", "--as-of", "2024-05-02")).code == 2
    assert tree(city.published) == before


def test_verify_accepts_what_was_published(run: Command, nightly: Command, city: City) -> None:
    """A published package verifies with exit 0, in words and as a document."""
    city.send_all()
    nightly()
    done = run("verify", city.published / "latest")
    assert (done.code, "検証しました" in done.out) == (0, True)
    told = json.loads(run("verify", city.published / "latest" / "datapackage.json", "--format", "json").out)
    assert (told["valid"], told["faults"]) == (True, [])


def test_verify_names_the_file_that_was_changed(run: Command, nightly: Command, city: City) -> None:
    """A package with a changed byte is exit 1, with the file's name."""
    city.send_all()
    nightly()
    file = city.published / "releases" / "2024-05-02" / "progress.csv"
    file.chmod(0o644)
    file.write_bytes(file.read_bytes().replace("来訪者".encode(), "来客者".encode()))
    done = run("verify", city.published / "latest")
    assert (done.code, "progress.csv" in done.out) == (1, True)
    assert json.loads(run("verify", city.published / "latest", "--format", "json").out)["valid"] is False


@pytest.mark.parametrize("address", ["nowhere", "memory://nowhere", "nonsense://x"])
def test_verify_of_nothing_is_told(run: Command, tmp_path: Path, address: str) -> None:
    """An address without a package ends with a sentence, not with a traceback."""
    done = run("verify", str(tmp_path / address) if address == "nowhere" else address)
    assert done.code in {2, 4}
    assert done.err.startswith("エラー: ")


def test_doctor_finds_a_healthy_place(run: Command, at: Options, nightly: Command, city: City) -> None:
    """After a night everything is well, and looking changes nothing."""
    city.send_all()
    nightly()
    before = tree(city.published)
    done = run("doctor", *at("--inbox", str(city.inbox)))
    assert (done.code, "×" in done.out) == (0, False)
    assert tree(city.published) == before


def test_doctor_names_what_is_wrong(run: Command, at: Options, nightly: Command, city: City) -> None:
    """A damaged archive, a missing inbox and a changed link each show, and the exit code is 4."""
    city.send_all()
    nightly()
    damaged = next((city.data / "raw" / "umibe").iterdir())
    damaged.chmod(0o644)
    damaged.write_bytes(b"damaged")
    (city.published / "latest").unlink()
    done = run("doctor", *at("--inbox", str(city.root / "nowhere"), "--format", "json"))
    wrong = {one["check"] for one in json.loads(done.out) if not one["ok"]}
    assert (done.code, wrong) == (4, {"inbox", "published", "archive"})


def test_doctor_says_what_holds_readers(run: Command, at: Options, city: City) -> None:
    """Which layers of the kernel hold a reader on this machine is measured in one; a missing one is a warning."""
    done = run("doctor", *at("--inbox", str(city.inbox), "--format", "json"))
    (readers,) = [one for one in json.loads(done.out) if one["check"] == "readers"]
    assert readers["ok"]
    if not readers["warning"]:
        assert readers["ja"] == f"Landlock ABI {landlock_abi()}、システムコールの制限"
        assert readers["en"] == f"Landlock ABI {landlock_abi()}, system-call filter"


@pytest.mark.parametrize(
    ("layers", "platform", "named"),
    [
        (Layers(7, system_calls=True), "linux", ()),
        (Layers(0, system_calls=True), "linux", ("lsm=", "5.13")),
        (Layers(7, system_calls=False), "linux", ("libseccomp2",)),
        (Layers(0, system_calls=False), "linux", ("lsm=", "libseccomp2")),
        (Layers(0, system_calls=False), "darwin", ("Linux",)),
    ],
)
def test_a_layer_that_is_missing_is_told_with_what_to_do(
    layers: Layers, platform: str, named: tuple[str, ...]
) -> None:
    """In both languages; nothing where nothing is missing."""
    missing = missing_layers(layers, platform)
    assert bool(missing) == bool(named)
    assert missing is None or all(name in words for name in named for words in (missing.ja, missing.en))
    assert Layers.of_readiness(layers.as_readiness()) == layers
    assert Layers.of_readiness(b"ready") is None


def test_doctor_refuses_a_network_drive(
    run: Command, at: Options, city: City, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """SQLite on a network file system is found in the table of mounts, whatever spaces its path has."""
    point = city.data.resolve().as_posix().replace(" ", "\\040")
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\nserver:/share {point} nfs4 rw 0 0\n", encoding="utf-8")
    city.data.mkdir()
    network_file_system = "shinchoku.adapters.mounts.network_file_system"
    monkeypatch.setattr(f"{network_file_system}.__defaults__", (mounts,))
    done = run("doctor", *at("--inbox", str(city.inbox)))
    assert (done.code, "nfs4" in done.out) == (4, True)


def two_versions(nightly: Command, city: City) -> None:
    """Release, and release a correction on the next day."""
    city.send_all()
    assert nightly("2024-05-01").code == 0
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "大いに迎えた"))
    assert nightly("2024-05-02").code == 0
