"""A night that tells departments: their folders, their mail, and what fails on the way, on both databases."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from builders.people import APPROVER, STEWARD
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City, tree

from flows.nightly import run_night
from shinchoku.adapters.inbox import Inbox
from shinchoku.adapters.state.audit import walk
from shinchoku.adapters.state.change import changing
from shinchoku.adapters.state.outbox import due_messages, load_outbox, load_sent, mark_failed, mark_sent
from shinchoku.errors import NotPermittedError
from shinchoku.night.report import NightReport
from shinchoku.review.people import NIGHTLY
from shinchoku.review.reminders import next_try
from shinchoku.usecases.decide import return_findings
from shinchoku.usecases.remind import remind_now

WRONG = SHEETS[PLANNING].replace("2|A|来訪者を迎えた||110", "2|A|来訪者を迎えた||99")
LETTER, COPY = "差戻しのお知らせ.html", "企画課_指摘.xlsx"


class Service(ThreadingHTTPServer):
    """A service that takes messages over HTTP, or refuses them."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port of this machine."""
        super().__init__(("127.0.0.1", 0), _Answer)
        self.received: list[dict[str, str]] = []
        self.answers = 200

    def url(self, name: str) -> str:
        """Return the address of a recipient, as Apprise writes it."""
        return f"json://127.0.0.1:{self.server_address[1]}/{name}"


class _Answer(BaseHTTPRequestHandler):
    """One request."""

    server: Service

    def do_POST(self) -> None:
        """Keep what was sent, if it is taken."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.server.answers == 200:
            self.server.received.append({"to": self.path.strip("/"), **body})
        self.send_response(self.server.answers)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's name
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[Service]:
    """A service that is there while a test runs."""
    made = Service()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def addresses(service: Service, tmp_path: Path) -> Path:
    """The file of addresses: one department and the stewards have one."""
    file = tmp_path / "addresses.toml"
    lines = [f'{name} = "{service.url(name)}"' for name in ("kikaku", "stewards")]
    file.write_text("\n".join(["[addresses]", *lines]), encoding="utf-8")
    file.chmod(0o600)
    return file


@pytest.fixture
def city(city_on: City) -> City:
    """海辺市 with a return folder, no reminders of dates, and every sheet sent in; No. 2 of 企画課 is wrong."""
    city_on.register(inbox={"return_dir": "差戻し"}, notify={"days_before_due": [], "days_late": [90]})
    city_on.send_all()
    city_on.send(PLANNING, WRONG)
    return city_on


def night(city: City, on: str, addresses: Path | None = None) -> NightReport:
    """Let a night pass that tells; the record must be whole after it."""
    with city.session(on) as session:
        report = run_night(
            session,
            Inbox(str(city.inbox), 50, sleep=lambda _: None, return_dir="差戻し"),
            addresses=addresses,
        )
        with session.engine.connect() as connection:
            assert walk(connection).broken is None
    return report


def returned(city: City) -> dict[str, bytes | str]:
    """Return what lies in the return folder."""
    return tree(city.inbox / "差戻し")


def statuses(city: City) -> list[tuple[str, int, str]]:
    """Return where each message stands: status, attempts and the last error; the oldest first."""
    with city.session("2099-12-31") as session, session.engine.connect() as connection:
        found = load_outbox(connection, "umibe", 100)
    return [(str(one["status"]), one["attempts"], str(one["last_error"])) for one in reversed(found)]


def make_due(city: City) -> None:
    """Have the time pass until what failed is tried again."""
    with city.session("2099-12-31") as session:
        before = datetime.now(UTC) - timedelta(seconds=1)
        with changing(session.engine, "umibe", NIGHTLY, "待った", before) as change:
            for one in due_messages(change.connection, "umibe", before + timedelta(days=9)):
                mark_failed(change, one, "refused", before)
            change.record("send", "later")


def test_who_has_to_correct_something_finds_it_in_a_folder(city: City) -> None:
    """The marked copy and the letter lie in the department's folder; who has nothing to correct has no folder."""
    night(city, "2024-05-02")
    files = returned(city)
    assert {Path(name).name for name in files} == {LETTER, COPY}
    (folder,) = {Path(name).parts[0] for name in files}
    assert "企画課" in folder
    letter = next(content for name, content in files.items() if name.endswith(LETTER))
    assert isinstance(letter, bytes)
    assert COPY in letter.decode()


def test_what_went_back_is_never_collected(city: City) -> None:
    """The next night sees the same three sheets, finds nothing new and leaves the folder byte for byte."""
    first = night(city, "2024-05-02")
    files, received = returned(city), city.received()
    second = night(city, "2024-05-03")
    assert (first.files_seen, second.files_seen, second.files_new, second.findings_new) == (3, 3, 0, 0)
    assert (returned(city), city.received()) == (files, received)


def test_a_steward_s_message_is_in_the_letter(city: City) -> None:
    """What somebody wrote when returning a finding reaches the department without the console."""
    night(city, "2024-05-02")
    (one,) = city.findings("SH501")
    with city.session("2024-05-02") as session:
        return_findings(session, [str(one["fingerprint"])], STEWARD, "観光統計と照らし合わせてください")
    night(city, "2024-05-03")
    letter = next(content for name, content in returned(city).items() if name.endswith(LETTER))
    assert isinstance(letter, bytes)
    assert "観光統計と照らし合わせてください" in letter.decode()


def test_what_is_answered_is_cleared(city: City) -> None:
    """A corrected sheet takes letter and copy away on the next night; another department's stay."""
    city.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("|48", "|58"))
    night(city, "2024-05-02")
    assert len(returned(city)) == 4
    city.send(PLANNING, SHEETS[PLANNING])
    night(city, "2024-05-03")
    assert [Path(name).name for name in returned(city) if "企画課" in name] == []
    assert len(returned(city)) == 2


def test_a_return_folder_that_cannot_be_made_is_a_warning(city: City) -> None:
    """A file stands in its place: the night releases all the same, says so, and makes up for it later."""
    (city.inbox / "差戻し").write_text("邪魔", encoding="utf-8")
    report = night(city, "2024-05-02")
    assert len(report.warnings) == 1
    (city.inbox / "差戻し").unlink()
    night(city, "2024-05-03")
    assert len(returned(city)) == 2


def test_reminders_go_out_once(city: City, service: Service, addresses: Path) -> None:
    """企画課 is told of its error; the same error on the next nights is no news, a new one is."""
    night(city, "2024-05-02", addresses)
    told = [one for one in service.received if one["to"] == "kikaku"]
    assert len(told) == 1
    assert "企画課" in told[0]["title"]
    before = len(service.received)
    night(city, "2024-05-02", addresses)
    night(city, "2024-05-04", addresses)
    assert len(service.received) == before
    city.send(PLANNING, WRONG.replace("||99", "||98"))
    night(city, "2024-05-05", addresses)
    assert len(service.received) == before + 1
    assert {status for status, _, _ in statuses(city)} == {"sent"}


def test_a_failed_notification_is_tried_again_and_fails_no_night(
    city: City, service: Service, addresses: Path
) -> None:
    """The night releases all the same; the message waits for its time, then arrives once."""
    service.answers = 503
    report = night(city, "2024-05-02", addresses)
    assert (report.messages_sent, report.messages_unsent) == (0, 1)
    assert service.received == []
    assert {(status, attempts) for status, attempts, _ in statuses(city)} == {("pending", 1)}
    assert all(error and "127.0.0.1" not in error for _, _, error in statuses(city))
    service.answers = 200
    night(city, "2024-05-02", addresses)
    assert service.received == [], "its time has not come"
    make_due(city)
    night(city, "2024-05-03", addresses)
    assert [one["to"] for one in service.received].count("kikaku") == 1
    assert {status for status, _, _ in statuses(city)} == {"sent"}
    night(city, "2024-05-04", addresses)
    assert [one["to"] for one in service.received].count("kikaku") == 1


def test_a_message_is_given_up_in_the_end(city: City, service: Service, addresses: Path) -> None:
    """After the last try it is on record as given up, and no night tries it again."""
    service.answers = 503
    night(city, "2024-05-02", addresses)
    while any(status == "pending" for status, _, _ in statuses(city)):
        with city.session("2099-12-31") as session:
            at = datetime.now(UTC)
            with changing(session.engine, "umibe", NIGHTLY, "待った", at) as change:
                for one in due_messages(change.connection, "umibe", at + timedelta(days=9)):
                    mark_failed(change, one, "refused", next_try(one.attempts + 1, at))
                change.record("send", "later")
    assert {(status, attempts) for status, attempts, _ in statuses(city)} == {("given_up", 6)}
    service.answers = 200
    night(city, "2024-05-03", addresses)
    assert service.received == []


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"[addresses]\nkikaku = 3\n", b"[addresses]\nkikaku = 'nonsense://x'\n"]
)
def test_a_wrong_file_of_addresses_fails_no_night(city: City, tmp_path: Path, content: bytes) -> None:
    """Damaged, or naming a service that does not exist: sheets are judged, folders written, versions made."""
    file = tmp_path / "wrong.toml"
    file.write_bytes(content)
    file.chmod(0o600)
    for given in (file, tmp_path / "absent.toml"):
        assert night(city, "2024-05-02", given).files_seen == 3
    assert len(returned(city)) == 2


def test_a_steward_sends_what_the_night_would(city: City, service: Service, addresses: Path) -> None:
    """At once, with a reason on record; the night that follows does not send it again."""
    night(city, "2024-05-02")
    with city.session("2024-05-02") as session:
        with pytest.raises(NotPermittedError):
            remind_now(session, APPROVER, "締切が近い", addresses)
        sent, unsent = remind_now(session, STEWARD, "締切が近い", addresses)
    assert (sent, unsent) == (len(service.received), 0)
    assert sent >= 1
    night(city, "2024-05-03", addresses)
    assert [one["to"] for one in service.received].count("kikaku") == 1
    with city.session("2099-12-31") as session, session.engine.connect() as connection:
        assert "kikaku" in {one.department for one in load_sent(connection, "umibe")}


def test_a_message_that_arrived_keeps_no_text(city: City, service: Service, addresses: Path) -> None:
    """What was told is in the recipient's mail; the state keeps that it was sent."""
    night(city, "2024-05-02", addresses)
    assert service.received
    with city.session("2099-12-31") as session:
        with session.engine.connect() as connection:
            assert {one["body"] for one in load_outbox(connection, "umibe", 10)} == {""}
        with changing(session.engine, "umibe", NIGHTLY, "二度目", datetime.now(UTC)) as change:
            mark_sent(change, 1)
            change.record("send", "again")
