"""The proxy that spoils requests does what its faults are called, and nothing else."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
import requests
from builders.fault_proxy import FaultProxy, kill_process
from builders.small_site import Page, SmallSite
from builders.spoiling import Fault, Timing

SHOWN = "/api/3/action/package_show"
SAID = b'{"success": true, "result": {"name": "umibe-plan", "state": "active"}}'
TIMING = Timing(hold_seconds=3, drip_seconds=1.5, upstream_seconds=5)
PATIENCE = 0.4


@pytest.fixture
def site() -> Iterator[SmallSite]:
    """A catalogue that knows one dataset, and one address that leads elsewhere."""
    moved = Page(b"moved", 302, {"Location": "http://elsewhere.example.jp/a.csv"})
    with SmallSite({SHOWN: Page(SAID), "/download": moved, "/empty": Page()}) as made:
        yield made


@pytest.fixture
def proxy(site: SmallSite) -> Iterator[FaultProxy]:
    """The proxy in front of it."""
    with FaultProxy(*site.place, TIMING) as made:
        yield made


@pytest.fixture
def publisher() -> Iterator[requests.Session]:
    """A client without settings of its surroundings."""
    with requests.Session() as session:
        session.trust_env = False
        yield session


def write(publisher: requests.Session, proxy: FaultProxy) -> requests.Response:
    """Send a write."""
    return publisher.post(f"{proxy.address}{SHOWN}", json={"id": "umibe-plan"}, timeout=PATIENCE)


def test_what_is_not_spoilt_passes_byte_for_byte(
    site: SmallSite, proxy: FaultProxy, publisher: requests.Session
) -> None:
    """Uploads, tokens, queries and redirects reach the other side as they were sent."""
    upload = {"upload": ("progress.csv", bytes(range(256)) * 4000, "text/csv")}
    headers = {"Authorization": "token-of-the-editor"}
    answer = publisher.post(f"{proxy.address}{SHOWN}?x=%E5%B8%82", files=upload, headers=headers, timeout=5)
    moved = publisher.get(f"{proxy.address}/download", allow_redirects=False, timeout=5)
    sent = answer.request.body
    assert answer.content == SAID
    assert site.asked[0].body == sent
    assert site.asked[0].target == f"{SHOWN}?x=%E5%B8%82"
    assert site.asked[0].headers["Authorization"] == "token-of-the-editor"
    assert (moved.status_code, moved.headers["Location"]) == (302, "http://elsewhere.example.jp/a.csv")
    assert [(one.line, one.is_write, one.upstream, one.status) for one in proxy.requests] == [
        ("1 POST package_show", True, (200,), 200),
        ("2 GET download", False, (302,), 302),
    ]
    assert "token-of-the-editor" not in repr(proxy.requests)


def test_bodies_without_a_length_pass(
    site: SmallSite, proxy: FaultProxy, publisher: requests.Session
) -> None:
    """A request in chunks is read to its end; an answer to HEAD has no body to wait for."""
    answer = publisher.post(f"{proxy.address}/none", data=iter([b"a" * 9, b"b"]), timeout=5)
    assert answer.status_code == 404
    assert publisher.get(f"{proxy.address}/empty", timeout=5).content == b""
    assert [one.status for one in proxy.requests] == [404, 200]
    assert proxy.requests[0].received > 10
    assert len(site.asked) == 2


def test_it_serves_as_an_http_proxy_too(
    site: SmallSite, proxy: FaultProxy, publisher: requests.Session
) -> None:
    """A client that names it as its proxy has absolute addresses spoilt as well."""
    publisher.proxies = {"http": proxy.address}
    assert publisher.get(f"{site.url}{SHOWN}?id=a", timeout=5).content == SAID
    assert [(one.target, one.method) for one in site.asked] == [(f"{SHOWN}?id=a", "GET")]


def test_requests_at_once_are_all_served(
    site: SmallSite, proxy: FaultProxy, publisher: requests.Session
) -> None:
    """Concurrent requests do not wait for one that is held, and each has a number."""
    proxy.arm(1, Fault.TIMEOUT_BEFORE)
    with ThreadPoolExecutor(9) as threads:
        held = threads.submit(write, publisher, proxy)
        time.sleep(0.1)
        answers = list(
            threads.map(lambda _: requests.get(f"{proxy.address}{SHOWN}", timeout=PATIENCE), range(8))
        )
        with pytest.raises(requests.ReadTimeout):
            held.result()
    assert [one.content for one in answers] == [SAID] * 8
    assert sorted(one.number for one in proxy.requests) == list(range(1, 10))
    assert len(site.asked) == 8


@pytest.mark.parametrize(
    ("fault", "raised", "delivered"),
    [
        (Fault.RESET, requests.ConnectionError, 0),
        (Fault.RESET_AFTER, requests.ConnectionError, 1),
        (Fault.TIMEOUT_BEFORE, requests.ReadTimeout, 0),
        (Fault.TIMEOUT_AFTER, requests.ReadTimeout, 1),
        (Fault.TRUNCATED, requests.exceptions.ChunkedEncodingError, 1),
    ],
)
def test_a_broken_exchange_is_an_error_of_the_client(
    site: SmallSite,
    proxy: FaultProxy,
    publisher: requests.Session,
    fault: Fault,
    raised: type[Exception],
    delivered: int,
) -> None:
    """The request of the number breaks off, delivered before or not; the ones around it do not."""
    proxy.arm(2, fault)
    assert write(publisher, proxy).content == SAID
    with pytest.raises(raised):
        write(publisher, proxy)
    assert write(publisher, proxy).content == SAID
    assert len(site.asked) == 2 + delivered
    assert [one.fault for one in proxy.requests] == [None, fault, None]


def test_a_reset_is_a_reset(proxy: FaultProxy, publisher: requests.Session) -> None:
    """The socket is not closed politely."""
    proxy.arm(1, Fault.RESET)
    with pytest.raises(requests.ConnectionError, match="reset by peer"):
        write(publisher, proxy)


@pytest.mark.parametrize(
    ("fault", "answered", "deliveries"),
    [
        (Fault.STATUS_500, (500, "application/json", None), 0),
        (Fault.STATUS_500_AFTER, (500, "application/json", None), 1),
        (Fault.STATUS_503_RETRY_AFTER, (503, "text/plain", "1"), 0),
        (Fault.STATUS_409, (409, "application/json", None), 0),
        (Fault.HTML, (200, "text/html; charset=utf-8", None), 1),
        (Fault.DUPLICATE, (200, None, None), 2),
    ],
)
def test_a_wrong_answer_comes_whole(
    site: SmallSite,
    proxy: FaultProxy,
    publisher: requests.Session,
    fault: Fault,
    answered: tuple[int, str | None, str | None],
    deliveries: int,
) -> None:
    """The client is answered what the fault says, and the catalogue acted as often as it says."""
    proxy.arm(1, fault)
    answer = write(publisher, proxy)
    headers = answer.headers
    assert (answer.status_code, headers.get("Content-Type"), headers.get("Retry-After")) == answered
    assert len(site.asked) == deliveries
    assert proxy.requests[0].upstream == (200,) * deliveries
    assert proxy.requests[0].status == answered[0]


def test_a_dripping_body_outlasts_the_patience_between_two_bytes(
    proxy: FaultProxy, publisher: requests.Session
) -> None:
    """No pause is long, the whole takes long, and it comes to an end."""
    proxy.arm(1, Fault.SLOW_DRIP)
    begun = time.monotonic()
    assert write(publisher, proxy).content == SAID
    assert time.monotonic() - begun > 3 * PATIENCE


@pytest.mark.parametrize(("fault", "delivered"), [(Fault.KILL, 0), (Fault.KILL_AFTER, 1)])
def test_the_publisher_is_killed_and_the_proxy_stays(
    site: SmallSite, proxy: FaultProxy, publisher: requests.Session, fault: Fault, delivered: int
) -> None:
    """The process dies at its second request, before or after the catalogue acted; others are served on."""
    code = f"import urllib.request as u\nfor _ in 'abc': u.urlopen('{proxy.address}{SHOWN}').read()"
    number: Future[int] = Future()
    proxy.arm(2, fault, kill_process(lambda: number.result(5)))
    victim = subprocess.Popen([sys.executable, "-c", code], env={"NO_PROXY": "127.0.0.1"})
    number.set_result(victim.pid)
    assert victim.wait(20) == -9
    assert len(site.asked) == 1 + delivered
    assert write(publisher, proxy).content == SAID


def test_a_held_connection_does_not_keep_the_proxy_from_closing(site: SmallSite) -> None:
    """Closing the proxy lets go of what it holds."""
    with FaultProxy(*site.place, Timing(hold_seconds=60)) as proxy, ThreadPoolExecutor(1) as threads:
        proxy.arm(1, Fault.TIMEOUT_BEFORE)
        held = threads.submit(requests.get, f"{proxy.address}/a", timeout=50)
        time.sleep(0.2)
        begun = time.monotonic()
        proxy.__exit__()
        with pytest.raises(requests.ConnectionError):
            held.result()
    assert time.monotonic() - begun < 3


def test_a_catalogue_that_is_gone_ends_the_exchange() -> None:
    """Without anybody behind it, the client's connection is closed without an answer."""
    with SmallSite() as site:
        place = site.place
    with FaultProxy(*place, TIMING) as proxy, pytest.raises(requests.ConnectionError):
        requests.get(f"{proxy.address}/a", timeout=2)
