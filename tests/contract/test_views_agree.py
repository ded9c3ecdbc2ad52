"""What a command lists and what the console's page lists are the same: one city with all kinds of things in it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import click
import pytest
from builders.console import Browser, services_at, serving
from click.testing import CliRunner
from contract.city import ENVIRONMENT, HARBOUR, PLANNING, SHEETS, City

from schemas.codes import AchievementStatus
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.cli import shinchoku
from shinchoku.console.routes import PAGES
from shinchoku.figures.highlights import HighlightChoice
from shinchoku.register.amendments import Amendment, AmendmentKind
from shinchoku.register.fiscal_year import FiscalYear
from shinchoku.releases.removal import TakedownKind
from shinchoku.review.people import Person, Role
from shinchoku.usecases import decide
from shinchoku.usecases.approve import approve
from shinchoku.usecases.correct import NewValue, record, withdraw_correction
from shinchoku.usecases.highlight import choose
from shinchoku.usecases.refresh import refresh
from shinchoku.usecases.register.amend import propose, withdraw_amendment
from shinchoku.usecases.rollback import rollback
from shinchoku.usecases.sheets.quarantine import quarantine
from shinchoku.usecases.sheets.take_back import withdraw
from shinchoku.usecases.takedown import ask_for_text
from shinchoku.views.corrections import CorrectionStatus
from shinchoku.views.received_files import FileState

TODAY = "2024-05-20"
YEAR = FiscalYear(2023)
STEWARD = Person("steward", roles=frozenset({Role.STEWARD}))
APPROVER = Person("approver", roles=frozenset({Role.APPROVER}))
Rows = set[tuple[str, ...]]


@dataclass(frozen=True)
class Agreed:
    """A listing: its command, its page, and how each names its rows."""

    command: str
    page: str
    """The name of the page, and its address."""
    at: str
    of_command: Callable[[Any], Rows]
    of_page: Callable[[str], Rows]


@dataclass(frozen=True)
class Office:
    """The city, and a browser of somebody who may see all of it."""

    city: City
    browser: Browser

    def told(self, command: str) -> Any:  # noqa: ANN401 -- whatever the document holds
        """Return the document that a command prints."""
        words = command.format(**self.names()).split()
        where = ["--plan", str(self.city.plan_file), "--data", str(self.city.data)]
        where = [] if words[0] == "rules" else where
        day = [] if words[0] in {"diff", "releases", "rules"} else ["--as-of", TODAY]
        done = CliRunner().invoke(
            shinchoku, [*words, *where, *day, "--format", "json"], catch_exceptions=False
        )
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)

    def page(self, at: str) -> str:
        """Return a page."""
        answer = self.browser.get(at.format(**self.names()))
        assert answer.status_code == 200, (at, answer.status_code)
        return answer.text

    def names(self) -> dict[str, str]:
        """Return what of the city a command or an address names."""
        with self.city.session(TODAY) as session, session.engine.connect() as connection:
            waiting = load_waiting(connection, "umibe")
            versions = sorted(one.name for one in (self.city.published / "releases").iterdir())
        returned = next(one for one in self.city.findings() if one["state"] == "returned")
        return {
            "digest": str(waiting[0]["digest"]),
            "finding": str(returned["fingerprint"]),
            "old": versions[0],
            "new": versions[1],
        }


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """海辺市 after releases, a rollback, decisions of every kind, and with a year that is held."""
    city = City(tmp_path_factory.mktemp("agreed") / "umibe")
    city.send_all()
    city.first_night("2024-05-01")
    city.send(PLANNING, SHEETS[PLANNING].replace("||110", "||115"))
    city.night("2024-05-02")
    _release_what_waits(city, "2024-05-02")
    with city.session("2024-05-03") as session:
        rollback(session, "2024-05-01", APPROVER, "数値を確かめるため")
    city.send(PLANNING, SHEETS[PLANNING].replace("||110", "||90").replace("7|A", "7|C"))
    city.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("48", "約48"))
    city.send("令和5年度/年度末/誤り.csv", SHEETS[HARBOUR])
    city.night("2024-05-12")
    _decide(city)
    with serving(services_at(city.data, city.plan_file, today=lambda: date.fromisoformat(TODAY))) as served:
        yield Office(city, served.logged_in("everybody", *(set(Role) - {Role.DEPARTMENT})))


def _release_what_waits(city: City, day: str) -> None:
    """Approve what waits."""
    with city.session(day) as session:
        with session.engine.connect() as connection:
            (one,) = load_waiting(connection, "umibe")
        approve(session, str(one["digest"]), APPROVER, reason="確認済み")


def _decide(city: City) -> None:
    """Decide about things of every kind, some of it taken back."""
    (doubtful,), *_ = ([str(one["fingerprint"]) for one in city.findings("SH501")],)
    others = [str(one["fingerprint"]) for one in city.findings() if one["path"] == ENVIRONMENT]
    with city.session("2024-05-13") as session:
        decide.return_findings(session, others[:1], STEWARD, "確かめてください")
        decide.request_waiver(session, doubtful, STEWARD, "計器の誤差の範囲", date(2024, 12, 31))
        status = "achievement_status"
        numbers = record(
            session, STEWARD, YEAR, [NewValue("6", status, "achieved")], "確定しました", "現地の確認"
        )
        text = [NewValue("1", "result_text", "浜と港を清掃した")]
        (taken_back,) = record(session, STEWARD, YEAR, text, "誤字", "所管課の連絡")
        withdraw_correction(session, STEWARD, taken_back, "誤字ではなかった")
        assert numbers
        choose(session, STEWARD, _choice(), "市民の関心")
        values = {"name": "浜の清掃と見守り"}
        first = propose(
            session, STEWARD, Amendment(AmendmentKind.CHANGE, "1", FiscalYear(2024), "改称", values)
        )
        withdraw_amendment(session, STEWARD, first, "言い直す")
        propose(session, STEWARD, Amendment(AmendmentKind.CHANGE, "1", FiscalYear(2024), "改称", values))
        withdraw(session, STEWARD, "令和5年度/年度末/誤り.csv", "二重の提出")
        ask_for_text(session, APPROVER, "空き家を調べた", TakedownKind.PERSONAL_DATA, "確認のため")
        refresh(session, "decisions")
    city.send("令和5年度/年度末/不審.csv", b"PK\x03\x04 nothing that can be read")
    city.night("2024-05-14")
    with city.session("2024-05-14") as session:
        quarantine(session, STEWARD, "令和5年度/年度末/不審.csv", "不審な内容")


def _choice() -> HighlightChoice:
    """Return a chosen highlight."""
    return HighlightChoice(YEAR, "U1-1", "1", "浜を清掃した", "浜を清掃しました。", Role.STEWARD)


def _all(pattern: str) -> Callable[[str], Rows]:
    """Return what reads every match of a pattern off a page."""

    def read(page: str) -> Rows:
        found = re.findall(pattern, page, re.DOTALL)
        return {
            tuple(html.unescape(one) for one in ((row,) if isinstance(row, str) else row)) for row in found
        }

    return read


def _each(key: str, *fields: str) -> Callable[[Any], Rows]:
    """Return what reads some fields of every row of a document."""

    def read(told: Any) -> Rows:  # noqa: ANN401 -- whatever the document holds
        return {tuple(str(one[name]) for name in fields) for one in told[key]}

    return read


def _board(told: Any) -> Rows:  # noqa: ANN401 -- whatever the document holds
    """Return the cells of the board: who, how much of what is asked, how much of it is pending."""
    return {
        (one["department"], f"{one['accepted_items']}/{one['expected_items']}", str(one["pending_items"]))
        for one in told["submissions"]
    }


def _board_on(page: str) -> Rows:
    """Read the cells of the board off its page."""
    found: Rows = set()
    for row in re.findall(r"<tr data-row>(.*?)</tr>", page, re.DOTALL):
        (code,) = re.findall(r'href="/departments/(\w+)"', row)
        for cell in re.findall(r"<td>(.*?)</td>", row, re.DOTALL):
            counted = re.search(r"(\d+/\d+)項目", cell)
            pending = re.search(r"未確定 (\d+)", cell)
            if counted:
                found.add((code, counted[1], pending[1] if pending else "0"))
    return found


def _pending_on(page: str) -> Rows:
    """Read the figures to come off the board's page."""
    section = page.partition('<section aria-labelledby="pending">')[2].partition("</section>")[0]
    return _all(r'<th scope="row">No\.([\w-]+) .*?href="/departments/(\w+)"')(section)


def _parts_on(page: str, begin: str) -> list[tuple[str, str]]:
    """Cut a page at what begins each of its rows: the group of the pattern, and the row."""
    parts = re.split(begin, page)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def _corrections_on(page: str) -> Rows:
    """Read the corrections off their page: their numbers, values and states."""
    states = {one.label_ja: str(one) for one in CorrectionStatus}
    return {
        (number, *re.findall(r"<ins>(.*?)</ins>", row), *(states[label] for label in states if label in row))
        for number, row in _parts_on(page, r'id="correction-(\d+)"')
    }


def _corrections(told: Any) -> Rows:  # noqa: ANN401 -- whatever the document holds
    """Return the corrections; a status by its label, as pages say it."""
    labels = {str(one): one.label_ja for one in AchievementStatus}
    return {
        (str(one["number"]), labels.get(one["new_value"], one["new_value"]), one["status"])
        for one in told["corrections"]
    }


def _highlights_on(page: str) -> Rows:
    """Read the chosen highlights off their page, and the policy measures that lack one."""
    found: Rows = set()
    for key, row in _parts_on(page, r'id="measure-([\w-]+)"'):
        if "確認担当が選択" in row:
            found |= {(key, text) for text in re.findall(r'<p class="said">(.*?)</p>', row)[:1]}
        elif "is-warning" in page.partition(f'id="measure-{key}"')[0].rpartition("<section")[2]:
            found.add((key, ""))
    return found


def _highlights(told: Any) -> Rows:  # noqa: ANN401 -- whatever the document holds
    """Return the chosen highlights, and the policy measures that lack one."""
    chosen = {(one["policy_measure"], one["text"]) for one in told["choices"]}
    return chosen | {(key, "") for key in told["without"]}


def _files_on(page: str) -> Rows:
    """Read the received files off their page: where each lies, and what became of it; what stands is judged instead."""
    found: Rows = set()
    for row in re.findall(r"<tr data-row>(.*?)</tr>", page, re.DOTALL):
        (path,) = re.findall(r'<span class="sub">([^<>]+/[^<>]+\.csv)', row)
        said = [str(one) for one in FileState if one.label_ja in row]
        found.add((path, *(said or ["standing"])))
    return found


def _story(told: Any) -> Rows:  # noqa: ANN401 -- whatever the document holds
    """Return what was said of a finding by whoever decided about it."""
    return {(one["reason"],) for one in told["history"]}


FINDINGS = _all(r"/findings/([0-9a-f]{32})[\"?]")
TABLE = (
    Agreed("findings --all", "findings", "/findings", _each("findings", "fingerprint"), FINDINGS),
    Agreed("findings --state returned", "findings", "/findings?state=returned", _each("findings", "fingerprint"), FINDINGS),
    Agreed("findings --department 環境課 --severity error", "findings", "/findings?department=kankyo&severity=error",
        _each("findings", "fingerprint"), FINDINGS),
    Agreed("findings {finding}", "finding", "/findings/{finding}", _story, _all(r"(確かめてください)")),
    Agreed("waive --list", "findings", "/findings?state=waiver_requested", _each("waivers", "fingerprint"), FINDINGS),
    Agreed("submissions", "submissions", "/submissions", _board, _board_on),
    Agreed("submissions --round r5-end", "submissions", "/submissions?round=r5-end",
        _each("pending_values", "item_no", "department"), _pending_on),
    Agreed("submissions --files", "received", "/submissions/files", _each("files", "path", "state"), _files_on),
    Agreed("approve", "releases", "/releases", _each("waiting", "digest"), _all(r'/releases/waiting/([0-9a-f]{64})"')),
    Agreed("releases", "releases", "/releases", _each("releases", "version"),
        _all(r'href="/releases/(\d{4}-\d\d-\d\d(?:\.\d+)?)"')),
    Agreed("releases --receipts", "catalogues", "/catalogues", _each("receipts", "version"),
        _all(r'/catalogues/receipts/\d+" data-open>[^<]*</a></th><td class="nowrap">([^<]+)<')),
    Agreed("diff {old} {new}", "release_compare", "/releases/compare?old={old}&new={new}",
        lambda told: {(one["key"][0],) for one in told["changes"] if one["table"] == "indicators"},
        _all(r"No\.([\w-]+)<span class=\"diff-note\">")),
    Agreed("diff {digest}", "waiting", "/releases/waiting/{digest}", lambda told: {(told["preview"]["digest"],)},
        _all(r'action="/releases/waiting/([0-9a-f]{64})/approve"')),
    Agreed("correct --list", "corrections", "/corrections", _corrections, _corrections_on),
    Agreed("highlight list --fiscal-year 2023", "highlights", "/highlights?year=2023", _highlights, _highlights_on),
    Agreed("amend list --all", "amendments", "/amendments", _each("amendments", "number"), _all(r'href="/amendments/(\d+)"')),
    Agreed("user list", "accounts", "/accounts", _each("accounts", "name"), _all(r'href="/accounts/of/(\w+)"')),
    Agreed("audit --limit 50", "audit", "/audit", _each("entries", "number", "actor"),
        _all(r'<th scope="row" class="numeric narrow">(\d+)</th><td class="nowrap">[^<]*</td><td>([^<]*)<')),
    Agreed("round list", "plan", "/plan", _each("rounds", "id"), _all(r'<span class="sub">(r\d+-\w+)')),
    Agreed("rules", "rules", "/rules", _each("rules", "code"), _all(r'href="/rules/(SH\d+)"')),
)  # fmt: skip
"""Command, page, the page's address, and how either names its rows."""

COMMANDS_ALONE = {
    "trace": "follows one value; a page of it is not asked for",
    "takedown": "what has to go from everywhere is decided at a terminal alone",
    "publish": "asks the catalogues themselves; what the state keeps of them is held by the receipts",
    "doctor": "examines the installation; nothing is kept",
    "check": "reads files that are not received",
    "verify": "reads a package from anywhere",
}
"""Commands that tell something and have no page, each with the reason."""
ACTS = frozenset(
    {
        "nightly",
        "schedule",
        "layout learn",
        "template",
        "return",
        "withdraw",
        "reassign",
        "quarantine",
        "rollback",
    }
    | {
        "plan export",
        "plan import",
        "round open",
        "highlight choose",
        "highlight forget",
        "console",
        "amend item",
    }
    | {f"amend {one}" for one in ("propose", "again", "approve", "decline", "withdraw")}
    | {f"user {one}" for one in ("add", "renew", "disable", "enable", "roles", "password")}
)
"""Commands that do something and list nothing."""
PAGES_ALONE = {
    "today": "counts what other pages list", "handover": "gathers what other pages list for one printed sheet",
    "department": "the board, the files and the findings of one department, each held above",
    "reminders": "what would be sent now; the night sends it and lists nothing", "my": "leads on", "receipt": "one paper",
    "plan_year": "`round list --fiscal-year` prints the same opening, which neither computes",
    "received_file": "one row of the files", "amendment": "one row of the amendments", "account_of": "one row of the accounts",
    "release": "one version; what it changed is held by the comparison", "rollback": "asks before going back",
    "rule": "one rule", "catalogue_receipt": "one receipt", "catalogue_kept": "asks the catalogue itself",
    "account": "the person's own", "login": "before anything is listed", "oidc_begin": "leads on", "oidc_answer": "leads on",
    **dict.fromkeys(("account_new", "amendment_new", "amendment_workbook", "correction", "highlight", "round_new",
        "findings_return", "check", "check_result"), "a form"),
    **dict.fromkeys(("amendment_register", "audit_export", "catalogue_receipt_json", "department_annotated",
        "department_form", "finding_annotated", "check_annotated"), "a download"),
}  # fmt: skip
"""Pages without a command that lists the same, each with the reason."""


@pytest.mark.parametrize("one", TABLE, ids=lambda one: one.command)
def test_a_command_lists_what_its_page_lists(office: Office, one: Agreed) -> None:
    """Row by row, and something of each kind is there."""
    of_command, of_page = one.of_command(office.told(one.command)), one.of_page(office.page(one.at))
    assert of_command == of_page
    assert of_command


def test_a_corrected_figure_is_pending_no_more(office: Office) -> None:
    """Neither among the figures to come nor in the count of its department, though the sheet still says so."""
    told = office.told("submissions")
    assert [one["item_no"] for one in told["pending_values"]] == ["7"]
    assert {one["department"]: one["pending_items"] for one in told["submissions"]}["suisan"] == 0


def test_every_listing_stands_in_the_table() -> None:
    """A command is in it, does something, or says why it is alone; so does a page."""
    listed = {one.command.partition(" {")[0].partition(" --")[0] for one in TABLE}
    commands = set(_commands(shinchoku, ""))
    assert commands - {"correct", "waive", "approve"} == (listed | ACTS | COMMANDS_ALONE.keys()) - {
        "correct",
        "waive",
        "approve",
    }
    assert {one.page for one in TABLE} <= {page.name for page in PAGES}
    looked_at = {page.name for page in PAGES if page.method == "GET"}
    assert looked_at == {one.page for one in TABLE} | PAGES_ALONE.keys()


def _commands(group: click.Group, name: str) -> Iterator[str]:
    """Yield the names of all commands of a group."""
    context = click.Context(group)
    for one in group.list_commands(context):
        _, found, _ = group.resolve_command(context, [one])
        if isinstance(found, click.Group):
            yield from _commands(found, f"{name}{one} ")
        elif found is not None:
            yield f"{name}{one}"
