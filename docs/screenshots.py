"""Take the pictures of the console: `python docs/screenshots.py [NAME…]` writes them to `docs/images/console/`.

A few nights of the demonstration pass in a folder of their own, two days before sheets are due; then a browser walks
the running console. Needs what `make test` installs, Chromium on the path and a Japanese font.
"""  # noqa: INP001 -- a script, not a package

from __future__ import annotations

import shutil
import struct
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

REPOSITORY = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(REPOSITORY / "tests"))

from builders.console import PASSWORD, Served, services_at, serving  # noqa: E402 -- found by the line above

from flows.nightly import run_night  # noqa: E402 -- as above
from shinchoku.adapters.inbox import Inbox  # noqa: E402 -- after the tests' builders
from shinchoku.review.people import Actor, Role  # noqa: E402 -- as above
from shinchoku.session import writing  # noqa: E402 -- as above
from shinchoku.usecases.accounts import NewAccount, add  # noqa: E402 -- as above

IMAGES = REPOSITORY / "docs" / "images" / "console"
SHEETS = REPOSITORY / "examples" / "kanazawa" / "inbox"
PLAN = REPOSITORY / "plans" / "kanazawa" / "plan.toml"
LAST = "令和6年度/年度末"
MISTAKEN = SHEETS / LAST / "教育総務課_進捗状況.xlsx"
TODAY = date(2025, 5, 7)
NIGHTS = (date(2025, 4, 28), date(2025, 4, 30), date(2025, 5, 1), date(2025, 5, 2), TODAY)
DEPARTMENT = "D26"
OFFICE, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
POSTS = {
    "steward": ("デジタル行政戦略課 統計担当", (Role.STEWARD,), ()),
    "approver": ("デジタル行政戦略課長", (Role.APPROVER,), ()),
    "kyoiku": ("教育総務課 庶務担当", (Role.DEPARTMENT,), (DEPARTMENT,)),
}
_COLOURS = 256


def pass_nights(data: Path, inbox: Path) -> None:
    """Let the nights pass; before each one some more departments have put their sheets down."""
    files = sorted(path for path in SHEETS.rglob("*") if path.is_file())
    late = [path for path in files if LAST in path.as_posix()]
    share = -(-len(late) // (len(NIGHTS) - 1))
    arriving = [
        [path for path in files if path not in late],
        *(late[at : at + share] for at in range(0, len(late), share)),
    ]
    for night, sheets in zip(NIGHTS, arriving, strict=True):
        for sheet in sheets:
            target = inbox / sheet.relative_to(SHEETS)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(sheet, target)
        with writing(str(PLAN), data, None, night) as session:
            run_night(session, Inbox(str(inbox), 50, sleep=lambda _: None))


def make_accounts(served: Served) -> None:
    """Make the accounts that the pictures show."""
    for name, (label, roles, departments) in POSTS.items():
        new = NewAccount(name, label, frozenset(roles), frozenset(departments), password=PASSWORD)
        add(served.services.session(), Actor("login:installer", Role.ADMINISTRATOR), new, "設置")


@contextmanager
def somebody(chrome: Browser, served: Served, account: str, size: dict[str, int]) -> Iterator[Page]:
    """Open a browser in which somebody is logged in."""
    context = chrome.new_context(
        base_url=served.address,
        viewport=size,  # type: ignore[arg-type]  # a width and a height
        locale="ja-JP",
        timezone_id="Asia/Tokyo",
        color_scheme="light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto("/login")
    page.fill("input[name=account]", account)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_selector("main h1")
    yield page
    context.close()


def look_at(address: str) -> Callable[[Page], None]:
    """Return how to come to a page by its address."""
    return lambda page: void(page.goto(address))


def void(_: object) -> None:
    """Take no notice of an answer."""


def look_at_rates(page: Page) -> None:
    """Open the preview of the year that is public already."""
    page.goto("/releases")
    page.get_by_role("link", name="令和5年度（2023年度）の公表案").click()
    page.wait_for_selector("#rates-title")


def look_at_rows(page: Page) -> None:
    """Go on to the rows that would change, below the rates."""
    look_at_rates(page)
    page.evaluate("document.getElementById('rates-title').scrollIntoView()")


def look_at_finding(page: Page) -> None:
    """Open the finding of a missing reason, with the piece of its sheet."""
    page.goto(f"/findings?department={DEPARTMENT}&severity=error")
    page.locator("main tbody [data-open]").first.click()
    page.wait_for_selector("main h1")
    page.wait_for_load_state("networkidle")


def check_the_sheet(page: Page) -> None:
    """Check the sheet with its mistake, as its department would."""
    page.goto(f"/check?department={DEPARTMENT}&round=R6-yearend")
    page.set_input_files("input[name=file]", MISTAKEN)
    page.get_by_role("button", name="確認する", exact=True).click()
    page.wait_for_selector("#next", timeout=60_000)


PICTURES: dict[str, tuple[str, dict[str, int], Callable[[Page], None]]] = {
    "today": ("steward", OFFICE, look_at("/")),
    "findings": ("steward", OFFICE, look_at("/findings")),
    "finding": ("steward", OFFICE, look_at_finding),
    "submissions": ("steward", OFFICE, look_at("/submissions?round=R6-yearend")),
    "check": ("kyoiku", OFFICE, check_the_sheet),
    "department": ("kyoiku", OFFICE, look_at(f"/departments/{DEPARTMENT}")),
    "department-phone": ("kyoiku", PHONE, look_at(f"/departments/{DEPARTMENT}")),
    "preview": ("approver", OFFICE, look_at_rates),
    "preview-rows": ("approver", OFFICE, look_at_rows),
    "releases": ("approver", OFFICE, look_at("/releases")),
    "plan": ("steward", OFFICE, look_at("/plan")),
}
"""What is taken: as whom, on which screen, and how to come there."""


def smaller(picture: bytes) -> bytes:
    """Return a PNG of at most 256 colours; the rarest take the nearest of the others."""
    width, height, pixels = pixels_of(picture)
    colours, places, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    kept = np.sort(np.argsort(-counts, kind="stable")[:_COLOURS])
    palette = colours[kept]
    distances = ((colours[:, None, :].astype(np.int32) - palette[None].astype(np.int32)) ** 2).sum(axis=2)
    indexes = distances.argmin(axis=1)[places.ravel()].astype(np.uint8).reshape(height, width)
    lines = b"".join(b"\0" + line.tobytes() for line in indexes)
    header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (
        (b"IHDR", header),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(lines, 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


def pixels_of(picture: bytes) -> tuple[int, int, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    """Return width, height and the colours of a PNG as Chromium writes it: 8 bits, no interlacing."""
    at, body, width, height, channels = 8, b"", 0, 0, 3
    while at < len(picture):
        length, name = struct.unpack(">I4s", picture[at : at + 8])
        content = picture[at + 8 : at + 8 + length]
        if name == b"IHDR":
            width, height = struct.unpack(">II", content[:8])
            channels = {2: 3, 6: 4}[content[9]]
        body += content if name == b"IDAT" else b""
        at += length + 12
    raw = np.frombuffer(zlib.decompress(body), np.uint8).reshape(height, 1 + width * channels)
    lines = np.zeros((height + 1, width, channels), np.uint8)
    for row in range(height):
        coded = raw[row, 1:].reshape(width, channels)
        lines[row + 1] = unfiltered(int(raw[row, 0]), coded, lines[row])
    return width, height, lines[1:, :, :3].reshape(-1, 3)


def unfiltered(
    kind: int,
    coded: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
    above: np.ndarray[tuple[int, ...], np.dtype[np.uint8]],
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Undo the filter of one line of a PNG."""
    if kind == 0:
        return coded
    if kind == 1:
        return np.cumsum(coded, axis=0, dtype=np.uint8)
    if kind == 2:  # noqa: PLR2004 -- numbers of the PNG specification
        return coded + above
    line = np.zeros_like(coded)
    zero = [0] * coded.shape[1]
    left, corner = zero, zero
    for column, (value, up) in enumerate(zip(coded.tolist(), above.tolist(), strict=True)):
        guess = (
            [(a + b) // 2 for a, b in zip(left, up, strict=True)]
            if kind == 3  # noqa: PLR2004 -- as above
            else [nearest(a, b, c) for a, b, c in zip(left, up, corner, strict=True)]
        )
        left, corner = [(v + g) % 256 for v, g in zip(value, guess, strict=True)], up
        line[column] = left
    return line


def nearest(left: int, above: int, corner: int) -> int:
    """Return the Paeth predictor."""
    guess = left + above - corner
    return min((left, above, corner), key=lambda one: abs(guess - one))


def main() -> None:
    """Take the pictures that are named, or all."""
    wanted = sys.argv[1:] or list(PICTURES)
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        pass_nights(root / "data", root / "inbox")
        shutil.copytree(PLAN.parent, root / "plans" / "kanazawa")
        services = services_at(root / "data", root / "plans" / "kanazawa" / "plan.toml", today=lambda: TODAY)
        with serving(services) as served, sync_playwright() as playwright:
            make_accounts(served)
            chrome = playwright.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
                args=["--no-sandbox", "--disable-gpu"],
            )
            for name in wanted:
                account, size, come = PICTURES[name]
                with somebody(chrome, served, account, size) as page:
                    come(page)
                    picture = smaller(page.screenshot(animations="disabled", caret="hide"))
                (IMAGES / f"{name}.png").write_bytes(picture)
                sys.stdout.write(f"{name}.png {len(picture) // 1024} KiB\n")
            chrome.close()


if __name__ == "__main__":
    main()
