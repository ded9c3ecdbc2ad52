"""The proof of the trail: what somebody who may write to the database, or to the folders, cannot do unnoticed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from datetime import date

import pytest
from builders.people import ADMINISTRATOR, APPROVER, STEWARD
from contract.city import PLANNING, SHEETS, City

from shinchoku.adapters.audit_heads import AuditHeads, Head
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.city_clock import city_moment
from shinchoku.paths import DataPaths
from shinchoku.review.people import NOBODY, Role
from shinchoku.usecases.accounts import NewAccount, add, administering, renew
from shinchoku.usecases.approve import approve
from shinchoku.views.audit_proof import TrailProof, prove

Tamper = Callable[[City], None]
RELEASE = "2024-05-01"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> City:
    """海辺市 with an account, a release, an approved second release, and a night after it: made once."""
    city = City(tmp_path_factory.mktemp("proof") / "umibe")
    city.send_all()
    with city.session("2024-05-01") as session:
        new = NewAccount("tanaka", "", frozenset({Role.ADMINISTRATOR}), frozenset(), login="70001")
        add(session, administering(session, NOBODY), new, "着任")
    city.night("2024-05-01")
    city.send(PLANNING, SHEETS[PLANNING].replace("||110", "||120"))
    city.night("2024-05-02")
    with city.session("2024-05-02") as session:
        with session.engine.connect() as connection:
            (held,) = load_waiting(connection, session.plan.id)
        approve(session, str(held["digest"])[:12], APPROVER, reason="確認した")
    city.night("2024-05-03")
    return city


@pytest.fixture
def run_city(city: City, once: City) -> City:
    """A copy of it to tamper with."""
    city.like(once)
    return city


def proof_of(city: City) -> TrailProof:
    """Prove the trail of a city."""
    with city.session("2099-12-31") as session:
        return prove(session.engine, session.paths)


def execute(statement: str) -> Tamper:
    """Return a change of the database behind the program's back, by somebody who knows SQL."""

    def tamper(city: City) -> None:
        with sqlite3.connect(city.data / "state" / "shinchoku.db") as database:
            assert database.execute(statement).rowcount != 0
            database.commit()

    return tamper


def chained_anew(city: City) -> None:
    """Rewrite an entry and make every hash after it fit: the chain is whole in itself."""
    with sqlite3.connect(city.data / "state" / "shinchoku.db") as database:
        database.row_factory = sqlite3.Row
        database.execute("UPDATE audit SET reason = '別の理由' WHERE number = 2")
        previous = "0" * 64
        for row in database.execute("SELECT * FROM audit ORDER BY number").fetchall():
            entry = {**dict(row), "previous": previous}
            entry["at"] = f"{entry['at'].replace(' ', 'T').removesuffix('.000000')}+00:00"
            del entry["hash"]
            told = {name: value for name, value in entry.items() if name != "rows" or value}
            text = json.dumps(told, ensure_ascii=False, sort_keys=True)
            previous, before = hashlib.sha256(text.encode()).hexdigest(), previous
            database.execute(
                "UPDATE audit SET previous = ?, hash = ? WHERE number = ?", (before, previous, row["number"])
            )
        database.commit()


def notes_taken_away(city: City) -> None:
    """Cut the tail off, and the notes of it as well: the seals of the releases still know."""
    execute("DELETE FROM audit WHERE number > 3")(city)
    DataPaths(city.data).audit_heads.unlink()


def sums_rewritten(city: City) -> None:
    """Change a table of a release and make its sums fit."""
    folder = city.published / "releases" / RELEASE
    for path in (folder / "progress.csv", folder / "SHA256SUMS"):
        path.chmod(0o644)
    old = hashlib.sha256((folder / "progress.csv").read_bytes()).hexdigest()
    changed = (folder / "progress.csv").read_bytes().replace("来訪者".encode(), "来場者".encode())
    (folder / "progress.csv").write_bytes(changed)
    sums = (folder / "SHA256SUMS").read_text().replace(old, hashlib.sha256(changed).hexdigest())
    (folder / "SHA256SUMS").write_text(sums)


def unsealed_and_rewritten(city: City) -> None:
    """Rewrite a release and take its seal away, so that the next night would lay one over the forgery."""
    sums_rewritten(city)
    (city.published / "seals" / f"{RELEASE}.json").unlink()
    city.night("2024-05-04")


def laundered(city: City) -> None:
    """Change a role in the database, and have the program change the same row afterwards."""
    execute('UPDATE accounts SET roles = \'["administrator", "approver"]\'')(city)
    with city.session("2024-05-04") as session:
        renew(session, administering(session, ADMINISTRATOR), "tanaka", date(2027, 3, 31), "更新")


APPROVAL = (
    "INSERT INTO approvals (plan_id, fiscal_year, digest, status, reason, role, actor, document, made_on, holds)"
    " VALUES ('umibe', 2023, 'd', 'open', '決裁', 'approver', 'user:chief', '', '2024-05-03', '[]')"
)
WAIVER = (
    "INSERT INTO waivers (plan_id, fingerprint, item_no, rule, status, reason, ends_on, requested_by, requested_on,"
    " decided_by, decided_role, decided_reason) VALUES ('umibe', 'f', '2', 'SH501', 'approved', 'r', '2025-03-31',"
    " 'user:a', '2024-05-03', 'user:b', 'approver', 'r')"
)
TAMPERINGS: dict[str, tuple[Tamper, str]] = {
    "an entry rewritten": (execute("UPDATE audit SET reason = 'x' WHERE number = 3"), "3番から先"),
    "entries garbled": (execute("UPDATE audit SET rows = '[1', detail = 'x'"), "1番から先"),
    "rows of entries garbled": (execute('UPDATE audit SET rows = \'{"accounts": {"a": 1}}\''), "1番から先"),
    "an entry removed": (execute("DELETE FROM audit WHERE number = 3"), "3番から先"),
    "the tail cut off": (execute("DELETE FROM audit WHERE number > 5"), "末尾が切り取られて"),
    "the last entry cut off": (
        execute("DELETE FROM audit WHERE number = (SELECT max(number) FROM audit)"),
        "末尾が切り取られて",
    ),
    "the trail emptied": (execute("DELETE FROM audit"), "0番までしかありません"),
    "the chain made anew": (chained_anew, "作り直されて"),
    "the tail and its notes": (notes_taken_away, "行が消えて"),
    "an approval put in": (execute(APPROVAL), "公表の承認（approvals"),
    "an approval changed": (
        execute("UPDATE approvals SET actor = 'user:somebody'"),
        "公表の承認（approvals",
    ),
    "a waiver put in": (execute(WAIVER), "理由付き確認（waivers"),
    "a role changed": (
        execute('UPDATE accounts SET roles = \'["administrator", "approver"]\''),
        "アカウント（accounts tanaka）が、記録（",
    ),
    "an account put in": (
        execute(
            "INSERT INTO accounts SELECT 'eve', label, roles, departments, password, '70009', subject, created_on,"
            " ends_on, is_disabled FROM accounts"
        ),
        "アカウント（accounts eve）は、どの記録にもありません",
    ),
    "an account removed": (execute("DELETE FROM accounts"), "後で消されて"),
    "a release row edited": (
        execute("UPDATE releases SET years = replace(years, 'first', 'approved') WHERE number = 1"),
        "公表した版（releases umibe/1）",
    ),
    "a release row removed": (execute("DELETE FROM releases WHERE number = 1"), "公表した版（releases"),
    "a release marked withdrawn": (
        execute("UPDATE releases SET withdrawn = 1 WHERE number = 1"),
        "公表した版（releases",
    ),
    "a content rewritten": (
        execute("UPDATE contents SET body = replace(body, '来訪者', '来場者')"),
        "年度の内容（contents",
    ),
    "a published table and its sums": (sums_rewritten, f"公表した版 {RELEASE} が、記録または封印"),
    "a published table, its sums, no seal": (
        unsealed_and_rewritten,
        f"公表した版 {RELEASE} が、記録または封印",
    ),
    "contents removed": (execute("DELETE FROM contents"), "年度の内容（contents"),
    "a row changed before the program changes it": (laundered, "アカウント（accounts tanaka）が、記録（"),
}


def test_an_honest_state_is_whole(run_city: City) -> None:
    """Accounts, releases and approvals made by the program are explained; every night and release noted its head."""
    proof = proof_of(run_city)
    assert (proof.faults, proof.is_whole) == ([], True)
    assert proof.heads >= 4
    assert {path.stem for path in (run_city.published / "seals").iterdir()} == {
        path.name for path in (run_city.published / "releases").iterdir()
    }


@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_was_done_behind_the_trails_back_is_named(run_city: City, name: str) -> None:
    """Whatever is cut, put in or rewritten: the proof names it in a sentence, in both languages."""
    tamper, words = TAMPERINGS[name]
    tamper(run_city)
    faults = proof_of(run_city).faults
    assert any(words in one.ja for one in faults), faults
    assert all(one.en.isascii() or "→" in one.en for one in faults)


def test_a_database_that_is_gone_is_no_new_beginning(run_city: City) -> None:
    """Without its database a data directory still knows that there was a trail."""
    (run_city.data / "state" / "shinchoku.db").unlink()
    proof = prove(None, DataPaths(run_city.data))
    assert (proof.is_whole, proof.last) == (False, None)


def test_a_seal_that_was_lost_is_laid_again(run_city: City) -> None:
    """A run that was killed before it sealed: the next night seals what is public, and the proof holds."""
    (run_city.published / "seals" / f"{RELEASE}.json").unlink()
    run_city.night("2024-05-04")
    assert (run_city.published / "seals" / f"{RELEASE}.json").exists()
    assert proof_of(run_city).is_whole


def test_a_note_that_a_kill_cut_short_is_no_note(run_city: City) -> None:
    """What was never finished proves nothing, and the next note begins on a line of its own."""
    heads = AuditHeads(DataPaths(run_city.data))
    before = len(list(heads.noted()))
    with heads.path.open("ab") as file:
        file.write(b'{"at": "2024')
    heads.note(Head(99, "a" * 64), city_moment(date(2024, 5, 3)))
    assert [one.head.number for one in heads.noted()][before:] == [99]


def test_a_change_of_an_account_is_explained_by_its_entry(run_city: City) -> None:
    """What the program itself changes later, in any table of decisions, is no finding."""
    with (
        run_city.session("2024-05-04") as session,
        session.change(STEWARD.acting_as(Role.STEWARD), "確認") as change,
    ):
        change.record("look", "nothing")
    run_city.night("2024-05-04")
    assert proof_of(run_city).is_whole
