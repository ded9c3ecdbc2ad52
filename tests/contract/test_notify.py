"""Notifications to a real web server and a real mail server: what arrives, what does not, and what stays secret."""

from __future__ import annotations

import email
import json
import logging
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.header import decode_header, make_header
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from shinchoku.adapters.addresses import AddressBook, read_addresses
from shinchoku.adapters.notify import Delivery, DeliveryOutcome, Notification, deliver, usable
from shinchoku.errors import ConfigurationError

MARK = "s3cr3t-t0ken"
SUBJECT = "【海辺市まちづくり計画】進捗状況シート：修正のお願い（企画課）"
BODY = "■ 総務部 企画課\n1. a.xlsx B5 No.8\n   <b>*優*</b> &amp; _下線_\n"


class Web(ThreadingHTTPServer):
    """A service that takes messages over HTTP, refuses them, or never answers."""

    daemon_threads = True

    def __init__(self) -> None:
        """Listen on a free port of this machine."""
        super().__init__(("127.0.0.1", 0), _WebAnswer)
        self.received: list[tuple[str, bytes]] = []
        self.answers = 200
        self.released = threading.Event()
        self.released.set()

    @property
    def port(self) -> int:
        """The port."""
        return int(self.server_address[1])


class _WebAnswer(BaseHTTPRequestHandler):
    """One request."""

    server: Web

    def do_POST(self) -> None:
        """Keep what was sent and answer as the server is told to."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, body))
        self.server.released.wait(20)
        self.send_response(self.server.answers)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the library's name
        """Say nothing."""


class Mail(socketserver.ThreadingTCPServer):
    """A mail server that keeps what it is given."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        """Listen on a free port of this machine."""
        super().__init__(("127.0.0.1", 0), _MailAnswer)
        self.received: list[tuple[list[str], Message]] = []
        self.refuses = False

    @property
    def port(self) -> int:
        """The port."""
        return int(self.server_address[1])


class _MailAnswer(socketserver.StreamRequestHandler):
    """One conversation in as much SMTP as a sender needs."""

    server: Mail

    def handle(self) -> None:
        """Answer line by line until the sender quits."""
        self._say("220 mail.example.jp ESMTP")
        envelope: list[str] = []
        while line := self.rfile.readline().decode().strip():
            match line[:4].upper():
                case "EHLO" | "HELO":
                    self._say("250 mail.example.jp")
                case "RCPT":
                    envelope.append(line)
                    self._say("550 no such user" if self.server.refuses else "250 OK")
                case "DATA":
                    self._say("354 go on")
                    self.server.received.append((envelope, email.message_from_bytes(self._data())))
                    self._say("250 OK")
                case "QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 OK")

    def _say(self, line: str) -> None:
        """Send one line."""
        self.wfile.write(f"{line}\r\n".encode())

    def _data(self) -> bytes:
        """Read a message to its final dot."""
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        return b"".join(lines)


@contextmanager
def running(server: socketserver.BaseServer) -> Iterator[None]:
    """Serve while a test runs."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def web() -> Iterator[Web]:
    """A web server."""
    made = Web()
    with running(made):
        yield made
        made.released.set()


@pytest.fixture
def mail() -> Iterator[Mail]:
    """A mail server."""
    made = Mail()
    with running(made):
        yield made


def post(port: int) -> str:
    """Return the address of a webhook with a secret in its path."""
    return f"json://127.0.0.1:{port}/hooks/{MARK}"


def letterbox(port: int) -> str:
    """Return the address of a mailbox, reached through a mail server of the closed network."""
    return f"mailto://127.0.0.1:{port}/?smtp=127.0.0.1&from=shinchoku@example.jp&to=kikaku@example.jp&mode=insecure"


def send(url: str, subject: str = SUBJECT, body: str = BODY, seconds: float = 20) -> Delivery:
    """Send one notification."""
    (done,) = deliver(AddressBook({"kikaku": url}), [Notification("kikaku", subject, body)], seconds)
    return done


def test_a_webhook_gets_the_message_word_for_word(web: Web) -> None:
    """Nothing in it is made markup of, nothing is escaped away, nothing is added."""
    assert send(post(web.port)).outcome is DeliveryOutcome.SENT
    ((path, body),) = web.received
    told = json.loads(body)
    assert path == f"/hooks/{MARK}"
    assert (told["title"], told["message"].strip()) == (SUBJECT, BODY.strip())
    assert b"github" not in body


def test_a_mail_is_plain_text(mail: Mail) -> None:
    """Subject and text arrive as they were written, with no HTML beside them."""
    assert send(letterbox(mail.port)).outcome is DeliveryOutcome.SENT
    ((envelope, message),) = mail.received
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert ["kikaku@example.jp" in line for line in envelope] == [True]
    assert str(make_header(decode_header(message["Subject"]))) == SUBJECT
    assert (message.get_content_type(), message.is_multipart()) == ("text/plain", False)
    assert payload.decode().split() == BODY.split()


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x0b", "\u2028"])
def test_a_subject_cannot_add_a_header(mail: Mail, line_break: str) -> None:
    """A line break in it is a space."""
    send(letterbox(mail.port), subject=f"件名{line_break}Bcc: everybody@example.jp")
    ((envelope, message),) = mail.received
    assert message["Bcc"] is None
    assert len(envelope) == 1


def test_a_text_cannot_end_the_mail_early(mail: Mail) -> None:
    """A line with a dot alone is text, and so is what follows it."""
    send(letterbox(mail.port), body="前\r\n.\r\nRCPT TO:<x@example.jp>\r\n後")
    ((envelope, message),) = mail.received
    payload = message.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert "後" in payload.decode()
    assert len(envelope) == 1


@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_a_service_that_refuses_is_told_apart_from_one_that_took_it(web: Web, status: int) -> None:
    """The night goes on; the message is not lost."""
    web.answers = status
    assert send(post(web.port)).outcome is DeliveryOutcome.REFUSED


def test_a_mailbox_that_does_not_exist_is_a_refusal(mail: Mail) -> None:
    """The mail server said 550."""
    mail.refuses = True
    assert send(letterbox(mail.port)).outcome is DeliveryOutcome.REFUSED


def test_a_service_that_is_not_there_is_a_refusal(web: Web) -> None:
    """Nobody listens at the port any more."""
    port = web.port
    web.shutdown()
    web.server_close()
    assert send(post(port)).outcome is DeliveryOutcome.REFUSED


def test_a_service_that_never_answers_costs_no_more_than_its_time(web: Web) -> None:
    """Given half a second, it has half a second."""
    web.released.clear()
    began = time.monotonic()
    assert send(post(web.port), seconds=0.5).outcome is DeliveryOutcome.TIMED_OUT
    assert time.monotonic() - began < 3


def test_all_of_them_together_have_a_time_limit_too(web: Web) -> None:
    """What there was no time for is not lost, but tried the next time."""
    web.released.clear()
    book = AddressBook({"a": post(web.port), "b": post(web.port), "c": post(web.port)})
    told = [Notification(name, SUBJECT, BODY) for name in "abc"]
    done = deliver(book, told, seconds_each=0.3, seconds_in_all=0.3)
    assert [one.outcome for one in done] == [
        DeliveryOutcome.TIMED_OUT,
        DeliveryOutcome.NOT_TRIED,
        DeliveryOutcome.NOT_TRIED,
    ]


def test_one_that_fails_does_not_keep_the_others_from_theirs(web: Web) -> None:
    """A wrong address, nobody's address, a dead service, and one that works."""
    book = AddressBook({"wrong": "no address", "dead": "json://127.0.0.1:1/", "right": post(web.port)})
    told = [Notification(name, SUBJECT, BODY) for name in ("wrong", "nobody", "dead", "right")]
    assert [one.outcome for one in deliver(book, told)] == [
        DeliveryOutcome.UNUSABLE,
        DeliveryOutcome.NO_ADDRESS,
        DeliveryOutcome.REFUSED,
        DeliveryOutcome.SENT,
    ]
    assert [one.is_sent for one in deliver(book, told[-1:])] == [True]


def test_addresses_can_be_looked_at_without_sending(web: Web) -> None:
    """For the doctor: a name, and whether its address can be used."""
    assert usable(AddressBook({"right": post(web.port), "wrong": "nothing://x"})) == {
        "right": True,
        "wrong": False,
    }
    assert web.received == []


@pytest.mark.parametrize("answers", [200, 500])
def test_no_log_names_an_address_or_what_is_in_it(
    web: Web, answers: int, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """With every logger at its most talkative; nor is it printed, nor in the result."""
    caplog.set_level(1)
    for name in ("apprise", "urllib3", "urllib3.connectionpool", "requests"):
        logging.getLogger(name).setLevel(1)
    web.answers = answers
    done = [send(post(web.port)), send(f"json://user:{MARK}@127.0.0.1:1/"), send(f"nothing://{MARK}")]
    said = capfd.readouterr()
    assert MARK not in caplog.text + said.out + said.err + repr(done)
    assert len(web.received) == 1


def test_libraries_are_heard_again_when_nothing_is_sent(web: Web, caplog: pytest.LogCaptureFixture) -> None:
    """Only what a notification's own thread logs is held back."""
    send(post(web.port))
    with caplog.at_level(logging.WARNING):
        logging.getLogger("urllib3.connectionpool").warning("heard")
    assert "heard" in caplog.text


def address_file(folder: Path, text: str, mode: int = 0o600) -> Path:
    """Write a file of addresses."""
    path = folder / "notify.toml"
    path.write_text(text, "utf-8")
    path.chmod(mode)
    return path


def test_addresses_are_read_by_name(tmp_path: Path) -> None:
    """And nobody who prints the book sees one."""
    path = address_file(
        tmp_path, f'[addresses]\nkikaku = "json://h/{MARK}"\ndesk = "json://h/{MARK}"\nboss = "x://y"\n'
    )
    book = read_addresses(path)
    assert book.names == {"kikaku", "desk", "boss"}
    assert book.url("kikaku") == f"json://h/{MARK}"
    assert book.url("nobody") is None
    assert MARK not in f"{book} {book!r}"


def test_without_a_file_there_is_nobody_to_tell() -> None:
    """Notifications are off until somebody writes one."""
    assert read_addresses(None).names == frozenset()


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o644, 0o666])
def test_a_file_that_everybody_may_open_is_refused(tmp_path: Path, mode: int) -> None:
    """Its addresses are as good as passwords."""
    with pytest.raises(ConfigurationError) as raised:
        read_addresses(address_file(tmp_path, "[addresses]\n", mode))
    assert "chmod 600" in raised.value.message.ja


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o640])
def test_a_file_that_is_closed_to_others_is_read(tmp_path: Path, mode: int) -> None:
    """A group of administrators may share it."""
    assert read_addresses(address_file(tmp_path, "[addresses]\n", mode)).names == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        f"[addresses]\nkikaku = json://{MARK}\n",
        f'kikaku = "{MARK}"\n',
        f'[addresses]\nkikaku = ["{MARK}"]\n',
        '[addresses]\nkikaku = ""\n',
        f'addresses = "{MARK}"\n',
    ],
)
def test_a_mistake_in_the_file_is_said_without_quoting_it(tmp_path: Path, text: str) -> None:
    """The file and the name, never the address; nor is it in the error that was behind it."""
    with pytest.raises(ConfigurationError) as raised:
        read_addresses(address_file(tmp_path, text))
    assert "notify.toml" in raised.value.message.ja
    assert MARK not in f"{raised.value.message} {raised.value.__cause__!r}"


def test_a_file_that_is_not_there_or_no_text_is_said_so(tmp_path: Path) -> None:
    """Missing, a folder, or bytes of another kind."""
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "binary.toml").chmod(0o600)
    (tmp_path / "folder").mkdir(mode=0o700)
    for name in ("missing.toml", "folder", "binary.toml"):
        with pytest.raises(ConfigurationError):
            read_addresses(tmp_path / name)
