"""The console attacked by somebody who has an account: hostile files, others' data, forged and repeated decisions."""

from __future__ import annotations

import csv
import io
import logging
import re
import socket
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.console import PASSWORD, Browser, Served, services_at, serving
from builders.pages import form_of
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City, delimited, workbook
from faults.hostile_console import (
    FILE_NAME,
    PAYLOADS,
    every_page,
    formulas_of,
    hostile_proposals,
    hostile_workbook,
    hostile_workbook_as_csv,
    send_hostile,
    unsafe,
    unsafe_cells,
    unsafe_letter,
)
from faults.test_hostile_files import HOSTILE, with_part

from shinchoku.adapters.locking import run_lock
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.intake import load_appearances
from shinchoku.console.follow_up import is_following_up
from shinchoku.review.people import Role

EVERY_ROLE = (Role.STEWARD, Role.APPROVER, Role.ADMINISTRATOR)
RETURNS = "差戻し"
SECRET = "約48極秘"  # noqa: S105 -- a figure
OTHERS = SHEETS[ENVIRONMENT].replace("48", SECRET).replace("浜を清掃した", "浜の極秘を清掃した")


@pytest.fixture
def served(city: City) -> Iterator[Served]:
    """A console of 海辺市, on 2 May 2024."""
    with serving(services_at(city.data, city.plan_file)) as made:
        yield made


@pytest.fixture
def kikaku(served: Served) -> Browser:
    """企画課, logged in."""
    return served.logged_in("kikaku", Role.DEPARTMENT, departments=("kikaku",))


@pytest.fixture
def steward(served: Served) -> Browser:
    """A steward, logged in."""
    return served.logged_in("steward", Role.STEWARD)


def check(browser: Browser, name: str, content: bytes, **more: object) -> tuple[int, str, str]:
    """Have a file checked; return the status, where it leads and what is said."""
    form = {"department": "kikaku", "round": "r5-end", **more}
    answer = browser.post("/check", form, files=[("file", (name, content))])
    return answer.status_code, answer.headers.get("location", ""), answer.text


def settled(served: Served) -> None:
    """Wait until what was submitted has been worked out."""
    until = time.monotonic() + 120
    while is_following_up(served.services):
        assert time.monotonic() < until
        time.sleep(0.05)


def raw(served: Served, request: bytes) -> bytes:
    """Send bytes as they are and return the beginning of the answer."""
    host, port = served.address.removeprefix("http://").split(":")
    found = b""
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(request)
        while len(found) < 20_000 and (piece := line.recv(4096)):
            found += piece
    return found


def finding_of(city: City, department: str, *rules: str) -> dict[str, object]:
    """Return the first open finding of a department."""
    return next(one for one in city.findings(*rules) if one["department"] == department)


# --- hostile sheets -----------------------------------------------------------------------------------------------


def test_hostile_sheets_reach_nobody_as_more_than_text(city: City) -> None:
    """Whatever the inbox, the check and the submission bring: pages, letters and CSV files of it are harmless."""
    city.register(inbox={"url": "inbox", "return_dir": RETURNS})
    send_hostile(city)
    city.night("2024-05-01")
    with serving(services_at(city.data, city.plan_file)) as served:
        everything = served.logged_in("everything", *EVERY_ROLE)
        kikaku = served.logged_in("kikaku", Role.DEPARTMENT, departments=("kikaku",))
        form = kikaku.get("/departments/kikaku/forms/r5-end").content
        for name, content in (
            (FILE_NAME, hostile_workbook()),
            ("案.xlsx", hostile_proposals(form)),
            ("=1+1.csv", hostile_workbook_as_csv()),
        ):
            status, result, said = check(kikaku, name, content)
            assert status == 303, said
            assert unsafe(kikaku.get(result).text) == []
            copy = kikaku.get(f"{result}/annotated").content
            assert formulas_of(copy) <= formulas_of(content)
            assert kikaku.post(f"{result}/submit").status_code == 303
        settled(served)
        for browser in (everything, kikaku):
            pages = every_page(browser)
            assert {address: found for address, page in pages.items() if (found := unsafe(page))} == {}
            assert any("&lt;svg onload" in page for page in pages.values())
        exported = everything.get("/audit/export").content.decode("utf-8-sig")
        assert unsafe_cells(csv.reader(io.StringIO(exported))) == []
    city.night("2024-05-03")
    letters = sorted((city.inbox / RETURNS).rglob("*.html"))
    assert letters
    assert [unsafe_letter(one.read_text(encoding="utf-8")) for one in letters] == [[]] * len(letters)
    for file in city.data.rglob("published/**/*.csv"):
        assert unsafe_cells(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig")))) == [], file.name


def test_hostile_words_of_people_are_text_too(served: Served, steward: Browser, city: City) -> None:
    """Names of accounts, reasons and messages attack in vain, also in the audit trail and its export."""
    city.send(PLANNING, SHEETS[PLANNING].replace("110", "約110"))
    city.night()
    everything = served.logged_in("everything", *EVERY_ROLE)
    words = "".join(one for one in PAYLOADS if len(one) < 500)[:1900]
    new = {"name": "hostile", "label": PAYLOADS[1], "roles": "viewer", "password": PASSWORD, "reason": words}
    assert everything.post("/accounts/new", new).status_code == 303
    address = f"/findings/{finding_of(city, 'kikaku')['fingerprint']}"
    given = form_of(steward.get(address).text, f"{address}/return")
    assert steward.client.post(f"{address}/return", data={**given, "reason": words}).status_code == 303
    settled(served)
    pages = every_page(everything)
    assert {path: found for path, page in pages.items() if (found := unsafe(page))} == {}
    exported = everything.get("/audit/export").content.decode("utf-8-sig")
    assert unsafe_cells(csv.reader(io.StringIO(exported))) == []


def test_broken_and_explosive_uploads_are_answered_in_words(kikaku: Browser) -> None:
    """Bombs, halves, passwords, other formats: the check says what is wrong, soon, and goes on working."""
    for name, make in HOSTILE.items():
        begun = time.monotonic()
        status, result, said = check(kikaku, name, make())
        assert status in {303, 400}, (name, said)
        assert time.monotonic() - begun < 60, name
        assert unsafe(kikaku.get(result).text if result else said) == [], name
        assert not result or kikaku.post(f"{result}/discard").status_code == 303
    assert check(kikaku, "正しい.csv", delimited(SHEETS[PLANNING]))[0] == 303


def test_external_entities_and_polyglots_read_nothing_else(kikaku: Browser, tmp_path: Path) -> None:
    """An entity that names a file of ours brings nothing of it; a workbook that is also a page is a workbook."""
    secret = tmp_path / "secret.txt"
    secret.write_text("とても秘密", encoding="utf-8")
    entity = (
        f'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        "<sst><si><t>&x;</t></si></sst>"
    ).encode()
    polyglot = b"<html><script>window.__hit=1</script><!--" + workbook("2|A|x||110")
    for name, content in (("x.xlsx", with_part("xl/sharedStrings.xml", entity)), ("p.xlsx", polyglot)):
        _, result, said = check(kikaku, name, content)
        page = kikaku.get(result).text if result else said
        assert "とても秘密" not in page
        if result:
            copy = kikaku.get(f"{result}/annotated")
            assert copy.headers["content-disposition"].startswith("attachment")
            assert "とても秘密".encode() not in copy.content
            with zipfile.ZipFile(io.BytesIO(copy.content)) as archive:
                assert all("とても秘密".encode() not in archive.read(one) for one in archive.namelist())


NAMES = (
    "../../../etc/cron.d/x.csv", "/etc/passwd.csv", "..\\..\\x.csv", "C:\\Windows\\x.csv", "CON.csv", "aux.csv",
    "x.csv\0.exe", "企画\u202evsc.exe.csv", "あ" * 300 + ".csv", "か\u3099.csv", ".htaccess.csv", "~$x.csv", "-rf.csv",
    "x.csv/../../y.csv", "%2e%2e%2fx.csv", "a\r\nX: y.csv", "\u200b\u200b.csv", "..csv", "...",
)  # fmt: skip


def test_the_name_of_an_upload_steers_nothing(city: City, served: Served, kikaku: Browser) -> None:
    """Whatever it is, it is kept as one plain part of a path at the department's own counter, or refused in words."""
    before = {path.name for path in city.root.parent.iterdir()}
    for number, name in enumerate(NAMES):
        status, result, said = check(
            kikaku, name, delimited(SHEETS[PLANNING].replace("110", str(200 + number)))
        )
        assert status in {303, 400}, (name, said)
        assert status == 400 or kikaku.post(f"{result}/submit").status_code == 303, name
    settled(served)
    with city.session() as session, session.engine.connect() as connection:
        paths = sorted({one.path for one in load_appearances(connection, "umibe")})
    assert len(paths) > len(NAMES) // 2
    for path in paths:
        folder, _, last = path.rpartition("/")
        assert folder == paths[0].rpartition("/")[0]
        assert last.isprintable(), last
        assert not re.search(r'[<>:"|?*\\/\0]|^[\s.]|^~\$|^(con|aux)\.', last, re.IGNORECASE), last
        assert len(last.encode()) <= 200, last
    assert {path.name for path in city.root.parent.iterdir()} == before


def test_pages_stay_while_what_was_submitted_is_not_read_yet(
    served: Served, kikaku: Browser, steward: Browser, city: City
) -> None:
    """Between a submission and its reading no page is out of use for anybody: submitting often stops nobody."""
    city.send_all()
    city.night("2024-05-01")
    _, result, _ = check(kikaku, "新.csv", delimited(SHEETS[PLANNING].replace("110", "120")))
    with run_lock(served.services.paths):
        assert kikaku.post(f"{result}/submit").status_code == 303
        assert "読み取り待ち" in kikaku.get("/departments/kikaku").text
        for path in (
            "/highlights",
            "/corrections",
            "/submissions",
            "/submissions/reminders",
            "/findings",
            "/",
        ):
            assert steward.get(path).status_code == 200, path
    settled(served)


# --- others' data -------------------------------------------------------------------------------------------------


def test_a_department_finds_nothing_of_another_by_any_address(
    city: City, served: Served, kikaku: Browser
) -> None:
    """Neither by links nor with the other's fingerprints, hashes, tokens and codes in every address."""
    city.send(ENVIRONMENT, OTHERS)
    city.send(PLANNING, SHEETS[PLANNING].replace("110", "約110"))
    city.night()
    other = finding_of(city, "kankyo")
    mark, sha256 = str(other["fingerprint"]), str(other["sha256"])
    kankyo = served.logged_in("kankyo", Role.DEPARTMENT, departments=("kankyo",))
    _, token, _ = check(kankyo, "a.csv", delimited(OTHERS), department="kankyo")
    pages = every_page(kikaku)
    assert not [path for path in pages if path.startswith("/releases/waiting/")]
    assert not [path for path, page in pages.items() if "極秘" in page or mark in page or sha256 in page]
    refused = [
        f"/findings/{mark}", f"/findings/{mark[:8]}", f"/findings/{mark.upper()}", f"/findings/{mark}/annotated",
        "/findings?department=kankyo", "/findings?department=kikaku&department=kankyo",
        f"/departments/kikaku/files/{sha256}/annotated", f"/departments/kankyo/files/{sha256}/annotated",
        f"/departments/kikaku/receipts/{sha256}", f"/departments/kankyo/receipts/{sha256}", "/departments/kankyo",
        "/departments/KANKYO", "/departments/kankyo/forms/r5-end", "/departments/%6bankyo", token,
        f"{token}/annotated", "/audit", "/audit/export", "/amendments", "/accounts", "/handover",
        f"/findings/return/selected?pick={mark}", "/highlights/choose", "/corrections/new?item=1",
    ]  # fmt: skip
    for path in refused:
        answer = kikaku.get(path)
        assert (answer.status_code in {403, 404}, "極秘" in answer.text) == (True, False), path
    for query in (
        f"file={sha256}", "item=3", f"rule={other['rule']}", "group=department", "group=file", "group=rule", "from=0",
        "department=kankyo&department=kikaku", "severity=error", "state=open", "department=%20", "round=r5-end",
    ):  # fmt: skip
        page = kikaku.get(f"/findings?{query}").text
        assert "極秘" not in page, query
        assert mark not in page, query
        assert 'href="/departments/kankyo' not in page, query
    assert "0" in kikaku.get(f"/findings?file={sha256}").text
    assert [
        path
        for path in ("/submissions?bureau=市民部", "/submissions?round=r5-end")
        if "環境課" in kikaku.get(path).text
    ] == []
    for path, form in (
        (f"/findings/{mark}/return", {"reason": "x"}),
        (f"/findings/{mark}/waiver", {"reason": "x", "ends_on": "2024-12-31"}),
        (f"/findings/{mark}/approve", {"reason": "x"}),
        ("/findings/return/selected", {"pick": mark, "message": "x"}),
        (f"{token}/submit", {}),
        (f"{token}/discard", {}),
        ("/submissions/reminders", {"reason": "x"}),
    ):
        assert kikaku.post(path, form).status_code in {403, 404}, path
    assert check(kikaku, "a.csv", delimited(OTHERS), department="kankyo")[0] == 403
    assert kankyo.get(token).status_code == 200


def test_who_may_not_see_sheets_sees_no_piece_of_one(city: City, served: Served) -> None:
    """A viewer and an administrator read what is found and not what stands around it."""
    city.send(
        ENVIRONMENT, SHEETS[ENVIRONMENT].replace("48", "約48").replace("浜を清掃した", "浜の極秘を清掃した")
    )
    city.night()
    address = f"/findings/{finding_of(city, 'kankyo', 'SH314')['fingerprint']}"
    for name, role, sees in (
        ("s", Role.STEWARD, True),
        ("v", Role.VIEWER, False),
        ("a", Role.ADMINISTRATOR, False),
    ):
        browser = served.logged_in(name, role)
        assert ("極秘" in browser.get(address).text) is sees, role
        assert (browser.get(f"{address}/annotated").status_code == 200) is sees, role
        sheets = [
            path for path, page in every_page(browser).items() if "極秘" in page and "/releases" not in path
        ]
        assert sees or [path for path in sheets if path.startswith("/findings")] == [], role


def test_a_hidden_number_is_shown_to_nobody(city: City, served: Served) -> None:
    """Characters that draw nothing do not keep personal data from being hidden on pages and in letters."""
    city.register(inbox={"url": "inbox", "return_dir": RETURNS})
    hidden = "090\u200b-1234\u200b-5678"
    city.send(PLANNING, f"2|A|連絡は{hidden}まで||110\n5|Z{hidden}|植えた||20|210\n8|B|調べた|嵐|約{hidden}")
    city.night()
    pages = every_page(served.logged_in("steward", Role.STEWARD))
    letters = {str(one): one.read_text(encoding="utf-8") for one in (city.inbox / RETURNS).rglob("*.html")}
    assert letters
    assert [path for path, page in {**pages, **letters}.items() if "5678" in page] == []


# --- requests -----------------------------------------------------------------------------------------------------


TARGETS = (
    "/audit?since=0001-01-01", "/audit?until=9999-12-31", "/audit?before=999999999&after=1", "/findings?age=9999",
    "/findings?after=%ff&before=%ed%a0%80&from=-1", "/findings?after=1.2.3.4.5", "/findings/%0a", "/findings/..%2f",
    "/plan/years/99999999999", "/plan/years/0", "/amendments/99999999999999999999", "/releases/compare?old=x",
    "/highlights?year=99999999999999999999", "/corrections/new?year=99999&item=%ff&field=x", "/departments/%ff",
    "/submissions?round=%ff&state=x", "/plan/rounds/new?year=99999", "/accounts/of/%00", "/accounts/of/%0d%0ax",
    "/check?department=%ed%a0%80&round=%ff", "/releases?page=-5", "/amendments/new?item=%ff&year=99999",
    "/releases/waiting/%ff", "/handover?x[]=1&x[]=2", "/rules/%2e%2e", "/account?" + "a=b&" * 5000,
)  # fmt: skip


def test_no_address_breaks_a_page(served: Served) -> None:
    """Whatever an address says, the answer is a page or a refusal in words, and carries every header."""
    everything = served.logged_in("everything", *EVERY_ROLE)
    for target in TARGETS:
        answer = everything.get(target)
        assert answer.status_code < 500, target
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"], target
        assert "Traceback" not in answer.text
        assert "/site-packages/" not in answer.text


BY_HAND = (
    (b"GET http://evil.invalid/account HTTP/1.1", 404),
    (b"GET //evil.invalid/ HTTP/1.1", 404),
    (b"GET /account/../accounts HTTP/1.1", 404),
    (b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1", 404),
    (b"GET /static/x/..%2f..%2fapp.py HTTP/1.1", 404),
    (b"GET /static/x/../app.py HTTP/1.1", 404),
    (b"GET /%c0%ae%c0%ae/app.py HTTP/1.1", 404),
    (b"GET /departments/..\\..\\x HTTP/1.1", 404),
    (b"GET /account%00 HTTP/1.1", 400),
    (b"GET /account?a=%00 HTTP/1.1", 400),
    (b"GET /logout HTTP/1.1", 405),
    (b"TRACE /account HTTP/1.1", 405),
    (b"PUT /accounts/new HTTP/1.1", 405),
    (b"get /account HTTP/1.1", 405),
    (b"GET /account HTTP/1.1\r\nHost: evil.invalid", 400),
    (b"GET /account HTTP/1.1\r\nHost: 127.0.0.1", 400),
    (b"GET /account HTTP/1.1\r\nX-HTTP-Method-Override: POST", 200),
    (b"POST /logout HTTP/1.1\r\nContent-Length: 0", 403),
    (b"POST /account/password?csrf={csrf} HTTP/1.1\r\nContent-Length: 0", 403),
)


def test_a_request_by_hand_reaches_nothing_more(served: Served, steward: Browser) -> None:
    """Paths that climb, methods in disguise, two hosts: refused, with the headers of every answer that is ours."""
    cookie = f"Cookie: shinchoku={steward.client.cookies['shinchoku']}".encode()
    token = steward.csrf().encode()
    for line, status in BY_HAND:
        sent = line.replace(b"{csrf}", token) + b"\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + cookie
        answer = raw(served, sent + b"\r\n\r\n")
        assert int(answer.split(b" ", 2)[1]) == status, line
        is_ours = not answer.endswith(b"\r\n\r\nInvalid HTTP request received.")
        assert (b"frame-ancestors 'none'" in answer) is is_ours, line
        assert b"root:" not in answer
        assert not re.search(
            rb'(?:href|action|src)="[^"]*evil|^location:.*evil', answer, re.IGNORECASE | re.MULTILINE
        )


def test_a_host_that_is_no_host_is_refused(served: Served) -> None:
    """Nothing that stands beside the name goes on into an address of ours."""
    for host in ("127.0.0.1?x", "127.0.0.1#x", "127.0.0.1/x", "127.0.0.1:0x50", "[::1", "127.0.0.1,evil"):
        assert served.browser().get("/login", Host=host).status_code == 400, host


ENCODINGS = (
    ("raw_unicode_escape", b"\\ud800"), ("unicode_escape", b"\\ud800"), ("unicode_escape", b"\\x00"),
    ("utf-7", b"+2AA-"), ("utf-16", b"\x00\xd8\x00\xd8"), ("idna", b"xn--\xff"), ("punycode", b"-\xff"), ("zlib", b"x"),
    ("undefined", b"x"), ("mbcs", b"x"),
)  # fmt: skip


def test_an_encoding_of_the_senders_choice_breaks_nothing(
    steward: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    """A form in an encoding that makes halves of characters of its bytes is no form; nothing fails behind it."""
    token = steward.csrf().encode()
    for encoding, text in ENCODINGS:
        kind = {"Content-Type": f"multipart/form-data; boundary=XX; charset={encoding}"}
        for path, parts in (
            ("/submissions/reminders", [(b"csrf", token), (b"reason", text)]),
            ("/preferences", [(b"csrf", text)]),
            ("/login", [(b"csrf", text)]),
        ):
            head = b'--XX\r\nContent-Disposition: form-data; name="'
            body = b"".join(head + key + b'"\r\n\r\n' + value + b"\r\n" for key, value in parts)
            answer = steward.client.post(path, content=body + b"--XX--\r\n", headers=kind)
            assert answer.status_code in {303, 400, 403}, (encoding, path)
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]


def test_no_form_gives_more_than_it_offers(kikaku: Browser) -> None:
    """Fields that a form does not have (role, department, account) do nothing; of two tokens the last one counts."""
    more = {"roles": "administrator", "role": "administrator", "departments": "kankyo", "account": "steward"}
    assert kikaku.post("/preferences", {"lang": "en", "next": "/account", **more}).status_code == 303
    changed = {
        "current": PASSWORD,
        "new": "べつの山 べつの川 四本の橋",
        "again": "べつの山 べつの川 四本の橋",
        **more,
    }
    assert kikaku.post("/account/password", changed).status_code == 303
    assert kikaku.get("/accounts").status_code == 403
    assert kikaku.get("/departments/kankyo").status_code == 403
    for path in (
        "/accounts/new",
        "/accounts/of/kikaku/roles",
        "/accounts/of/kikaku/renew",
        "/accounts/renew",
    ):
        assert kikaku.post(path, {**more, "name": "kikaku", "names": "kikaku"}).status_code == 403
    forged = [("csrf", kikaku.csrf()), ("csrf", "x"), ("lang", "ja")]
    body = "&".join(f"{key}={value}" for key, value in forged).encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert kikaku.client.post("/preferences", content=body, headers=kind).status_code == 403


def test_the_log_keeps_no_secret(served: Served, steward: Browser, caplog: pytest.LogCaptureFixture) -> None:
    """Neither passwords nor tokens nor what forms say stand in the log, at its most talkative."""
    caplog.set_level(logging.DEBUG)
    for name in ("httpx", "httpcore.http11", "httpcore.connection"):
        logging.getLogger(name).setLevel(logging.WARNING)
    token, csrf = steward.client.cookies["shinchoku"], steward.csrf()
    served.browser().log_in("steward", "まちがいの合言葉")
    served.browser().log_in("nobody-there", "まちがいの合言葉")
    steward.get("/findings?item=秘密の検索&next=秘密")
    steward.post("/submissions/reminders", {"reason": "秘密の理由"})
    steward.get("/nowhere?token=秘密")
    check(steward, "秘密.csv", b"\0\0")
    assert "GET /findings 200" in caplog.text
    for secret in (token, csrf, PASSWORD, "まちがい", "秘密", "nobody-there"):
        assert secret not in caplog.text, secret


# --- decisions ----------------------------------------------------------------------------------------------------


@pytest.fixture
def doubtful(city: City) -> str:
    """The address of a finding that may be waived."""
    city.send(PLANNING, SHEETS[PLANNING].replace("2|A|来訪者を迎えた||110", "2|A|来訪者を迎えた||90"))
    city.night("2024-05-01")
    found = finding_of(city, "kikaku", "SH501")
    return f"/findings/{found['fingerprint']}"


def test_a_reason_that_says_nothing_or_too_much_is_refused(
    city: City, steward: Browser, doubtful: str
) -> None:
    """Blanks, characters that draw nothing, and a telephone number strewn with them are no reason."""
    given = form_of(steward.get(doubtful).text, f"{doubtful}/waiver")
    for reason in (
        "",
        " \u3000",
        "\u200b\u2060\ufeff",
        "\u3164\u2800",
        "\u202e",
        "電話\u200b090\u200b-1234-5678",
    ):
        typed = {**given, "reason": reason, "ends_on": "2024-12-31"}
        assert steward.client.post(f"{doubtful}/waiver", data=typed).status_code == 400, ascii(reason)
    assert {one["state"] for one in city.findings()} == {"open"}


def test_a_waiver_ends_within_a_year(city: City, steward: Browser, doubtful: str) -> None:
    """A date beyond a year, in the past, or none is refused at the form."""
    given = form_of(steward.get(doubtful).text, f"{doubtful}/waiver")
    for day in ("2099-12-31", "9999-12-31", "2024-05-01", "0001-01-01", "", "明日", "2024-13-01"):
        typed = {**given, "reason": "調査済み", "ends_on": day}
        assert steward.client.post(f"{doubtful}/waiver", data=typed).status_code == 400, day
    assert {one["state"] for one in city.findings()} == {"open"}


def test_nobody_is_their_own_second_person(served: Served, doubtful: str) -> None:
    """One account with both roles may not approve what it asked for, by the button or by hand; another may."""
    both = served.logged_in("both", Role.STEWARD, Role.APPROVER)
    steward = served.logged_in("steward", Role.STEWARD)
    approver = served.logged_in("approver", Role.APPROVER)
    given = form_of(both.get(doubtful).text, f"{doubtful}/waiver")
    asked = both.client.post(
        f"{doubtful}/waiver", data={**given, "reason": "調査済み", "ends_on": "2024-12-31"}
    )
    assert asked.status_code == 303, asked.text
    shown = form_of(approver.get(doubtful).text, f"{doubtful}/approve")
    for browser in (both, steward):
        forged = {
            **shown,
            "csrf": browser.csrf(),
            "reason": "認める",
            "requested_by": "somebody",
            "role": "approver",
        }
        assert browser.client.post(f"{doubtful}/approve", data=forged).status_code == 403
    assert approver.client.post(f"{doubtful}/approve", data={**shown, "reason": "認める"}).status_code == 303
    again = approver.client.post(f"{doubtful}/approve", data={**shown, "reason": "認める"})
    assert again.status_code == 409
    settled(served)


def test_two_approvals_at_once_release_once(city: City, served: Served) -> None:
    """Of ten approvals of one candidate by two accounts exactly one is done; the others are told."""
    city.register(official_figures=[])
    city.send_all()
    city.night("2024-05-01")
    with city.session() as session, session.engine.connect() as connection:
        (one,) = load_waiting(connection, "umibe")
    address = f"/releases/waiting/{one['digest']}"
    people = [served.logged_in(f"approver{n}", Role.APPROVER) for n in range(2)]
    forms = [form_of(browser.get(address).text, f"{address}/approve") for browser in people]
    answers: list[int] = []

    def approve(number: int) -> None:
        browser, form = people[number % 2], forms[number % 2]
        answers.append(
            browser.client.post(f"{address}/approve", data={**form, "reason": "市長決裁"}).status_code
        )

    threads = [threading.Thread(target=approve, args=(n,)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(set(answers)) == [303, 409]
    assert answers.count(303) == 1
    assert len(list((city.published / "releases").iterdir())) == 1


def test_only_the_whole_digest_of_what_was_shown_is_approved(city: City, served: Served) -> None:
    """A beginning, another case, a changed candidate and a form of before are not approved in the console."""
    city.register(official_figures=[])
    city.send_all()
    city.night("2024-05-01")
    approver = served.logged_in("approver", Role.APPROVER)
    with city.session() as session, session.engine.connect() as connection:
        digest = str(load_waiting(connection, "umibe")[0]["digest"])
    address = f"/releases/waiting/{digest}"
    form = {**form_of(approver.get(address).text, f"{address}/approve"), "reason": "市長決裁"}
    for other in (digest[:6], digest[:63], digest.upper(), digest + "0", "0" * 64, "%25", "f" * 5):
        answer = approver.client.post(f"/releases/waiting/{other}/approve", data=form)
        assert answer.status_code in {404, 409}, other
    assert approver.client.post(f"{address}/approve", data={**form, "shown": ""}).status_code == 409
    assert approver.client.post(f"{address}/approve", data={**form, "day": "0001-01-01"}).status_code == 400
    assert approver.client.post(f"{address}/approve", data={**form, "reason": "\u200b"}).status_code == 400
    city.send(PLANNING, SHEETS[PLANNING].replace("110", "120"))
    city.night("2024-05-02")
    assert approver.client.post(f"{address}/approve", data=form).status_code == 409
    assert not city.published.exists()
