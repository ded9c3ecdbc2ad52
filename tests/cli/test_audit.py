"""The audit trail from the terminal: read, narrowed, walked, and held against a hash noted earlier."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from cli.called import Command, Options, Sit
from contract.city import City

from shinchoku.review.people import Role

DAY = ("--as-of", "2024-05-12")


def entries(run: Command, at: Options, *more: str) -> list[dict[str, Any]]:
    """Return the entries that the options mean."""
    found: list[dict[str, Any]] = json.loads(run("audit", *at(*more, "--format", "json")).out)["entries"]
    return found


def proof(run: Command, at: Options, *more: str) -> dict[str, Any]:
    """Return what the walk along the chain says."""
    told: dict[str, Any] = json.loads(run("audit", *at("--verify", *more, "--format", "json")).out)
    return told


def altered(city: City, statement: str) -> None:
    """Change the trail behind the program's back."""
    with sqlite3.connect(next((city.data / "state").glob("*.db"))) as database:
        database.execute(statement)


def test_the_trail_says_who_did_what_and_why(run: Command, at: Options, sit: Sit, doubtful: str) -> None:
    """Narrowed by subject, actor and day; the night's own acts stand in it as well."""
    sit("steward", Role.STEWARD)
    assert run("return", doubtful, *at(*DAY, "--message", "確かめてください")).code == 0
    (entry,) = entries(run, at, "--subject", doubtful)
    assert (entry["actor"], entry["role"], entry["action"]) == ("user:steward", "steward", "finding_return")
    assert entry["reason"] == "確かめてください"
    assert {one["actor"] for one in entries(run, at, "--actor", "nightly")} == {"system:nightly"}
    assert entries(run, at, "--since", "2999-01-01") == []
    out = run("audit", *at("--actor", "steward")).out
    assert all(text in out for text in ("指摘を差し戻した", "user:steward", "確かめてください"))
    assert "のうち新しい2件です" in run("audit", *at("--limit", "2")).out


def test_a_whole_chain_is_proven_with_a_hash_to_note_down(run: Command, at: Options, doubtful: str) -> None:
    """Exit 0 with the number of entries and the last hash, which proves itself later on."""
    del doubtful
    done = run("audit", *at("--verify"))
    told = proof(run, at)
    assert (done.code, told["whole"], told["first_broken"]) == (0, True, None)
    assert (told["last_hash"] in done.out, str(told["entries"]) in done.out) == (True, True)
    noted = told["last_hash"]
    assert proof(run, at, "--anchor", noted[:20].upper())["anchor"]["entry"] == told["entries"]
    assert "控えたハッシュは" in run("audit", *at("--anchor", noted)).out


def test_an_altered_entry_is_found(run: Command, at: Options, city: City, doubtful: str) -> None:
    """Exit 1 with the first entry that cannot be trusted."""
    del doubtful
    altered(city, "UPDATE audit SET reason = 'x' WHERE number = 3")
    done = run("audit", *at("--verify"))
    assert (done.code, "3番から" in done.out, proof(run, at)["first_broken"]) == (1, True, 3)
    assert "from entry 3" in run("audit", *at("--verify", "--lang", "en")).out


def test_a_trail_that_lost_its_end_is_found_by_what_was_noted(
    run: Command, at: Options, city: City, doubtful: str
) -> None:
    """A chain cut short is whole in itself; what the night, or a person, noted down shows it (exit 1)."""
    del doubtful
    noted = proof(run, at)["last_hash"]
    altered(city, "DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)")
    done = run("audit", *at("--verify"))
    assert (done.code, "末尾が切り取られています" in done.out) == (1, True)
    assert "was cut off" in run("audit", *at("--verify", "--lang", "en")).out
    assert [one["hash"] for one in proof(run, at)["lost_heads"]] == [noted]
    done = run("audit", *at("--anchor", noted))
    assert (done.code, "控えたハッシュは記録にありません" in done.out) == (1, True)


def test_state_that_no_entry_explains_is_named(
    run: Command, at: Options, city: City, sit: Sit, doubtful: str
) -> None:
    """An account whose roles somebody changed in the database: exit 1, with its table and name."""
    del doubtful
    sit("steward", Role.STEWARD)
    altered(city, "UPDATE accounts SET roles = '[\"approver\"]' WHERE name = 'steward'")
    done = run("audit", *at("--verify"))
    assert (done.code, "アカウント（accounts steward）" in done.out) == (1, True)
    (found,) = proof(run, at)["unexplained"]
    assert (found["table"], found["key"], found["there"]) == ("accounts", "steward", True)


def test_a_hash_that_proves_nothing_is_refused(run: Command, at: Options) -> None:
    """Too few digits are exit 2; before the first night there is nothing to walk."""
    assert run("audit", *at("--anchor", "abc")).code == 2
    assert "記録はまだありません" in run("audit", *at("--verify")).out
    assert "記録はありません" in run("audit", *at()).out
