"""Every write to the store carries an actor and a reason: by the code's shape, and when it runs."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from builders.people import APPROVER, STEWARD
from contract.city import PLANNING, SHEETS, City
from sqlalchemy import select

from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.audit import walk
from shinchoku.adapters.state.tables import audit
from shinchoku.adapters.state.tables_of_catalogues import metadata
from shinchoku.adapters.state.tables_of_people import HOUSEKEEPING
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.review.people import NOBODY, Role
from shinchoku.session import Session
from shinchoku.usecases.accounts import NewAccount, add, administering, disable
from shinchoku.usecases.approve import approve, return_candidate
from shinchoku.usecases.correct import NewValue, record, withdraw_correction
from shinchoku.usecases.decide import decide_waiver, request_waiver, return_findings, withdraw
from shinchoku.usecases.refresh import refresh
from shinchoku.usecases.rollback import rollback
from shinchoku.usecases.sheets.submit import submit

ROOT = Path(__file__).resolve().parents[2]
STATE = ROOT / "shinchoku" / "adapters" / "state"
PRODUCT = sorted(path for part in ("shinchoku", "flows") for path in (ROOT / part).rglob("*.py"))
KEEPERS = [path for path in STATE.glob("*.py") if path.name != "__init__.py"]
WRITES = {"insert", "insert_all", "update", "delete"}
WAYS = {"audit.py": {"record_act", "tell_rows"}, "change.py": WRITES, "schema.py": {"bring_up_to_date"}}
"""The functions that take no change: what a change writes and records with, and what marks a new database's schema."""
ANY_TABLE = {
    "change.py": {"table"},
    "erasing.py": {"table"},
    "schema.py": {"_MARK"},
    "second_person.py": {"table"},
}
"""What is no table of the state by name: whichever a change is given, or holds a text that has to go, and the mark."""
HOUSEKEEPERS = {"web_sessions.py", "login_attempts.py", "uploads.py", "catalogue_tries.py"}
"""The modules whose tables hold no decision: they may begin transactions of their own."""


def relative(path: Path) -> str:
    """Return a path as the project names it."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """Return what a module says."""
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    """Yield the functions of a module."""
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def names_called(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Yield what a piece of code calls by a bare name, or of a change."""
    for one in ast.walk(node):
        match one:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(value=ast.Name(id="change"), attr=name)):
                yield name, one


def tables_written(function: ast.FunctionDef) -> set[str]:
    """Return the tables that a function writes to, by their names in the code."""
    return {
        ast.unparse(call.args[0]) if call.args else "?"
        for name, call in names_called(function)
        if name in WRITES
    }


def test_whatever_writes_takes_a_change() -> None:
    """A function that writes to a table of decisions takes the change first: who, and why."""
    for path, function in ((keeper, one) for keeper in KEEPERS for one in functions(tree_of(keeper))):
        written = tables_written(function) - HOUSEKEEPING
        if not written or function.name in WAYS.get(path.name, ()):
            continue
        first = function.args.args[0] if function.args.args else None
        said = first and first.annotation and ast.unparse(first.annotation)
        assert (first and first.arg, said) == ("change", "Change"), (
            f"{path}: {function.name} writes {written}"
        )


def test_the_tables_are_named_as_the_code_names_them() -> None:
    """What the test above reads in the code is a table: no write hides behind another name."""
    named = {
        table
        for path in KEEPERS
        for function in functions(tree_of(path))
        for table in tables_written(function) - ANY_TABLE.get(path.name, set())
    }
    assert named - metadata.tables.keys() == set()


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Yield every name that a module imports, with where from."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", one.name) for one in node.names)
        elif isinstance(node, ast.Import):
            yield from ((one.name, "") for one in node.names)


def test_only_the_state_knows_its_tables() -> None:
    """Outside of the state's own package nobody imports a table, or the means to write to one."""
    tables = {
        f"shinchoku.adapters.state.{name}" for name in ("tables", "tables_of_catalogues", "tables_of_people")
    }
    imported = [
        f"{relative(path)}: {module}.{name}"
        for path in PRODUCT
        if STATE not in path.parents
        for module, name in imports(path)
        if module in tables
        or (module.startswith("sqlalchemy") and name in {*WRITES, "text", "Table", "MetaData"})
        or (module.endswith("state.change") and name == "WRITING")
        or module.startswith(("psycopg", "sqlite3"))
    ]
    assert imported == []


def test_nobody_begins_a_transaction_of_their_own() -> None:
    """Only a change, the migration, and what the console keeps while it is used begin one."""
    may = {STATE / name for name in ("change.py", "database.py", *HOUSEKEEPERS)}
    found = [
        f"{relative(path)}: {ast.unparse(node)}"
        for path in PRODUCT
        if path not in may
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"begin", "begin_nested", "exec_driver_sql", "raw_connection"}
    ]
    assert found == []


def test_writes_are_written_as_the_tests_read_them() -> None:
    """No write by a table's own method, by another name or in a coroutine, which the tests above would not see."""
    for path in KEEPERS:
        nodes = list(ast.walk(tree_of(path)))
        owners = {
            ast.unparse(node.func.value)
            for node in nodes
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in WRITES
        }
        assert owners & {*metadata.tables, "sa", "sqlalchemy"} == set(), path
        imported = [one for node in nodes if isinstance(node, ast.ImportFrom) for one in node.names]
        assert [one.name for one in imported if one.name in WRITES and one.asname] == [], path
        assert not any(isinstance(node, ast.AsyncFunctionDef) for node in nodes), path


def test_no_write_is_hidden_in_a_text() -> None:
    """Statements as text only look, or take a turn: the guard of the engine does not read texts."""
    for path in KEEPERS:
        for name, call in names_called(tree_of(path)):
            if name == "text":
                said = ast.literal_eval(call.args[0]).split()
                assert said[0].upper() in {"SELECT", "VERSION_NUM", "ALEMBIC_VERSION"}, f"{path}: {said}"


def test_a_housekeeper_writes_to_its_own_tables_only() -> None:
    """What may begin its own transactions touches nothing that decides anything."""
    for name in sorted(HOUSEKEEPERS):
        written = {table for one in functions(tree_of(STATE / name)) for table in tables_written(one)}
        assert written <= HOUSEKEEPING, name


# What runs ---------------------------------------------------------------------------------------

DOUBTFUL = SHEETS[PLANNING].replace("2|A|来訪者を迎えた||110", "2|A|来訪者を迎えた||99")
"""No. 2 is called achieved with 99 of 100: a finding (SH501) that somebody may waive."""

Doing = Callable[[Session, str], object]


def digest_in(session: Session) -> str:
    """Return what waits."""
    with session.engine.connect() as connection:
        return str(load_waiting(connection, session.plan.id)[0]["digest"])


def _asked(session: Session, finding: str) -> None:
    request_waiver(session, finding, STEWARD, "集計方法の違い", session.as_of.replace(month=12))


def _waive(session: Session, finding: str) -> None:
    _asked(session, finding)
    decide_waiver(session, finding, APPROVER, "確認した", approve=True)


def _decline(session: Session, finding: str) -> None:
    _asked(session, finding)
    decide_waiver(session, finding, APPROVER, "根拠が足りない", approve=False)


def _withdraw(session: Session, finding: str) -> None:
    return_findings(session, [finding], STEWARD, "確かめてください")
    withdraw(session, finding, STEWARD, "誤って差し戻した")


def _correct(session: Session, _: str) -> None:
    better = [NewValue("1", "result_text", "浜を二度清掃した")]
    (number,) = record(session, STEWARD, FiscalYear(2023), better, "記入漏れ", "作業日報")
    withdraw_correction(session, STEWARD, number, "誤り")


def _submit(session: Session, _: str) -> None:
    plan = session.plan
    submit(session, STEWARD, b"x", "sheet.csv", plan.departments_by_code["kikaku"], plan.rounds[0])


def _account(session: Session, _: str) -> None:
    actor = administering(session, NOBODY)
    add(session, actor, NewAccount("dx", "", frozenset({Role.STEWARD})), "着任")
    disable(session, actor, "dx", "離任")


DECISIONS: dict[str, tuple[Doing, list[str], str]] = {
    "return": (
        lambda s, f: return_findings(s, [f], STEWARD, "確かめてください"),
        ["finding_return"],
        "user:steward",
    ),
    "request": (_asked, ["finding_request_waiver"], "user:steward"),
    "waive": (_waive, ["finding_request_waiver", "finding_approve_waiver"], "user:approver"),
    "decline": (_decline, ["finding_request_waiver", "finding_decline_waiver"], "user:approver"),
    "withdraw": (_withdraw, ["finding_return", "finding_withdraw"], "user:steward"),
    "correct": (_correct, ["correct", "correction_withdraw"], "user:steward"),
    "submit": (_submit, ["submit"], "user:steward"),
    "refresh": (lambda s, _: refresh(s, "確認"), ["check", "measure"], "system:nightly"),
    "approve": (
        lambda s, _: approve(s, digest_in(s), APPROVER, reason="決裁"),
        ["approve", "prepare", "release"],
        "user:approver",
    ),
    "return a candidate": (
        lambda s, _: return_candidate(s, digest_in(s), APPROVER, "差戻し"),
        ["return_release"],
        "user:approver",
    ),
    "account": (_account, ["account_add", "account_disable"], "login:"),
}


@pytest.mark.parametrize("what", DECISIONS)
def test_every_decision_leaves_who_and_why(city: City, what: str) -> None:
    """Each decision appends its entries, all with an actor, a role and a reason, to a chain that holds."""
    do, actions, actor = DECISIONS[what]
    city.register(official_figures=[])
    city.send_all()
    city.send(PLANNING, DOUBTFUL)
    city.night("2024-05-01")
    (finding,) = city.findings("SH501")
    before = len(trail(city))
    with city.session("2024-05-02") as session:
        do(session, str(finding["fingerprint"]))
    added = trail(city)[before:]
    assert [one["action"] for one in added] == actions
    assert all(one["actor"] and one["role"] and str(one["reason"]).strip() for one in added)
    assert str(added[-1]["actor"]).startswith(actor)


def test_a_night_and_a_rollback_leave_who_and_why(city: City) -> None:
    """What the night does by itself it does as the system, and a rollback as the approver."""
    city.send_all()
    city.night("2024-05-01")
    city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "大いに迎えた"))
    city.night("2024-05-02")
    by_night = trail(city)
    assert {one["actor"] for one in by_night} == {"system:nightly"}
    released = {"prepare", "release", "publish", "read_back"}
    assert {one["action"] for one in by_night} == released | {
        "night_begin",
        "collect",
        "read",
        "check",
        "measure",
        "night_end",
    }
    with city.session("2024-05-02") as session:
        rollback(session, "2024-05-01", APPROVER, "誤報")
    added = trail(city)[len(by_night) :]
    assert [(one["action"], one["actor"], one["reason"]) for one in added] == [
        (action, "user:approver", "誤報") for action in ("rollback", "prepare", "release")
    ]
    assert all(json.loads(str(one["detail"])) is not None for one in added)


def trail(city: City) -> list[dict[str, object]]:
    """Return the entries of the trail, which must be whole."""
    with city.session("2099-12-31") as session, session.engine.connect() as connection:
        assert walk(connection).broken is None
        rows = connection.execute(select(audit).order_by(audit.c.number))
        return [dict(row._mapping) for row in rows]  # noqa: SLF001 -- public despite its name
