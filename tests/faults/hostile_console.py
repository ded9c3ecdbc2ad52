"""What an attacker writes into sheets, names and forms, and how a page, a workbook or a CSV proves to be unharmed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import openpyxl
from builders.console import Browser
from contract.city import City, delimited
from lxml import html
from openpyxl.cell import Cell, MergedCell

from shinchoku.adapters.forms.status.amendments import NAME

EVIL = "evil.invalid"
PAYLOADS = (
    "<script>window.__hit=1</script>",
    '"><svg onload=window.__hit=2>',
    "</title><script>window.__hit=3</script>",
    "<img src=x onerror=window.__hit=4>",
    "' onmouseover='window.__hit=5' autofocus onfocus='window.__hit=6",
    "</textarea></select></svg><script>window.__hit=7</script>",
    "--><script>window.__hit=8</script><!--",
    f"<iframe src=http://{EVIL}/a></iframe><base href=http://{EVIL}/>",
    f"<meta http-equiv=refresh content='0;url=http://{EVIL}/b'>",
    f"<style>body{{background:url(http://{EVIL}/c)}}</style><link rel=stylesheet href=//{EVIL}/d>",
    f"<form action=http://{EVIL}/e><button formaction=javascript:alert(1)>",
    "javascript:window.__hit=9",
    "{{7*7191}} ${7*7191} <%= 7*7191 %> #{7*7191} {% raise %} %(plan)s {0.__class__}",
    "=cmd|'/C calc'!A0",
    f'=HYPERLINK("http://{EVIL}/f","見る")',
    "+1+cmd|'/C calc'!A0",
    "-2+3+cmd|'/C calc'!A0",
    "@SUM(1+1)*cmd|'/C calc'!A0",
    "\t=1+1",
    "＝1+1",
    "右から\u202e\u2066左\u200b\ufeff\u2028\u2029終",
    "_x0000__x001B_[2J_xD800__x000D_Bcc: x@y",
    "改行\r\nBcc: victim\r\n\r\n<b>",
    "'; DROP TABLE findings;-- \\ % _ &lt;script&gt; &#60;script&#62;",
    "長" * 20_000 + "<script>window.__hit=10</script>",
)
"""One of each kind: markup, addresses, templates, formulas, control and direction characters, and far too much."""

SHEET_NAME = '"><svg onload=__hit=11>'
FILE_NAME = '企画課"><svg onload=window.__hit=12>\u202e=1+1.xlsx'
INBOX_FILE = '令和5年度/年度末/企画課"><svg onload=__hit=13>.xlsx'
_HEADING = ("番号", "達成状況", "取組実績", "未達成の理由", "実績値", "累計", "単位")
_ESCAPES = re.compile("[\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff\0\x1b\u2028\u2029]")
_SCRIPTED = re.compile(r"on\w+", re.IGNORECASE)
_LED = frozenset(
    {"href", "src", "action", "formaction", "poster", "data", "xlink:href", "srcset", "hx-get", "hx-post"}
)
_NO_ELEMENTS = frozenset({"iframe", "object", "embed", "base", "style", "applet", "frame", "portal"})


def hostile_workbook() -> bytes:
    """Return a status sheet in which every cell but the heading attacks: each column of each item in turn."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET_NAME
    sheet.append(_HEADING)
    for number, payload in enumerate(PAYLOADS):
        no = ("2", "5", "7", "8")[number % 4]
        _write(sheet.cell(number + 2, 1), payload if number % 3 == 0 else no)
        for column in range(2, 8):
            _write(sheet.cell(number + 2, column), PAYLOADS[(number + column) % len(PAYLOADS)])
    sheet["B3"] = f'=HYPERLINK("http://{EVIL}/g","達成")'
    sheet["C3"].hyperlink = f"http://{EVIL}/h"
    sheet["C2"].number_format = '"<script>window.__hit=14</script>"@'
    book.create_sheet("=1+1")["A1"] = PAYLOADS[0]
    book.properties.title = book.properties.creator = PAYLOADS[0]
    return saved(book)


def hostile_texts() -> bytes:
    """Return a sheet that is accepted: its items are achieved, and its texts attack."""
    texts = [one for one in PAYLOADS if len(one) < 1000]
    rows = [f"1|A|{' '.join(texts[:8])}", f"3|A|{texts[13]}||48", f"4|A|{texts[12]} {texts[23]}||7.2"]
    return delimited("\n".join(one.replace("cmd|", "cmd!").replace("\r\n", " ") for one in rows))


def hostile_proposals(form: bytes) -> bytes:
    """Return a department's form with attacks in its sheet of proposals."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet = book[NAME]
    for number, payload in enumerate(PAYLOADS[:12]):
        for column, text in enumerate(("変更", "2", payload, payload, payload), start=1):
            _write(sheet.cell(8 + number, column), text)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send_hostile(city: City) -> None:
    """Put attacks into the inbox: a sheet that is doubtful throughout, one that is accepted, one of a hostile name."""
    city.send_all()
    city.send("令和5年度/年度末/企画課.csv", hostile_workbook_as_csv())
    city.send("令和5年度/年度末/環境課.csv", hostile_texts())
    city.send(INBOX_FILE, hostile_workbook())


def hostile_workbook_as_csv() -> bytes:
    """Return the same as text, with what no workbook can hold: control characters and halves of characters."""
    lines = [f"{(2, 5, 7, 8)[n % 4]}|{one}|{one}|{one}|{one}" for n, one in enumerate(PAYLOADS)]
    plain = delimited("\n".join(one.replace("\r\n", " ") for one in lines))
    return plain + "8,\x1b]0;owned\x07\x1b[2J,\x08\x7f\x9b31m".encode() + b"\r\n"


def _write(cell: Cell | MergedCell, text: str) -> None:
    """Write a text as text, also where it looks like a formula."""
    cell.value = text
    cell.data_type = "s"


def unsafe(page: str) -> list[str]:
    """Return what a page of ours must not have: scripts, handlers, foreign addresses, characters that turn lines."""
    found = [f"raw {one!r}" for one in _ESCAPES.findall(page)]
    found += ["a template was evaluated"] if str(7 * 7191) in page else []
    for element in html.fromstring(page).iter():
        name = element.tag
        if isinstance(element, html.HtmlComment):
            found += [f"comment {element.text!r}"] if "hit" in (element.text or "") else []
            continue
        if name in _NO_ELEMENTS or (name == "script" and not element.get("src")):
            found.append(f"<{name}>")
        if name == "meta" and element.get("http-equiv"):
            found.append(html.tostring(element, encoding="unicode"))
        found += [
            f"<{name} {key}={text[:80]!r}>"
            for key, text in ((str(one), str(two)) for one, two in element.attrib.items())
            if _SCRIPTED.fullmatch(key) or key == "style" or (key in _LED and not _is_ours(text))
        ]
    return found


def _is_ours(address: str) -> bool:
    """Tell whether an address stays where it is."""
    return (
        address == ""
        or address[0] in "#?"
        or (address.startswith("/") and not address.startswith(("//", "/\\")))
    )


def unsafe_letter(page: str) -> list[str]:
    """Return what a letter must not have: as a page, but that it brings its own style with it."""
    own = ("<style>", '<meta http-equiv="Content-Security-Policy"')
    return [one for one in unsafe(page) if not one.startswith(own)] + (
        ["a style that loads"] if "url(" in page.partition("</style>")[0] else []
    )


def formulas_of(content: bytes) -> set[tuple[str, str]]:
    """Return what of a workbook does something: formulas, links, parts that lead elsewhere; of other files nothing."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return set()
    found: set[tuple[str, str]] = set()
    for sheet in openpyxl.load_workbook(io.BytesIO(content)).worksheets:
        for cell in (one for row in sheet.iter_rows() for one in row):
            if cell.data_type == "f":
                found.add((f"{sheet.title}!{cell.coordinate}", str(cell.value)))
            if cell.hyperlink is not None and cell.hyperlink.target:
                found.add((f"{sheet.title}!{cell.coordinate}", cell.hyperlink.target))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if re.search(
                r"vba|macro|activeX|externalLink|embeddings|connections|queryTable", name, re.IGNORECASE
            ):
                found.add((name, "part"))
            if name.endswith(".rels"):
                leading = re.findall(rb'Target="([^"]+)"[^>]*TargetMode="External"', archive.read(name))
                found |= {("external", one.decode()) for one in leading}
    return found


def unsafe_cells(rows: Iterator[list[str]]) -> list[str]:
    """Return the cells of a CSV that a spreadsheet would take for a formula."""
    return [
        cell[:60]
        for row in rows
        for cell in row
        if cell.startswith(("=", "+", "@", "\t", "\r")) or (cell.startswith("-") and not _is_number(cell))
    ]


def _is_number(text: str) -> bool:
    """Tell whether a text is a plain number."""
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None


def every_page(browser: Browser, most_of_a_kind: int = 12) -> dict[str, str]:
    """Return every page that links lead to from the first one, by address."""
    pages: dict[str, str] = {}
    kinds: dict[str, int] = {}
    waiting, seen = ["/"], {"/"}
    while waiting:
        address = waiting.pop(0)
        kind = re.sub(r"[0-9a-f]{64}|[\w-]{22,}|\d+", "#", address.partition("?")[0])
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > most_of_a_kind:
            continue
        answer = browser.get(address)
        if answer.status_code == 403:
            continue
        if answer.status_code == 303:
            links = [answer.headers["location"]]
        elif answer.headers["content-type"].startswith("text/html"):
            assert answer.status_code == 200, (address, answer.status_code, answer.text[:3000])
            pages[address] = answer.text
            links = [
                (one.get("href") or "").partition("#")[0] for one in html.fromstring(answer.text).iter("a")
            ]
        else:
            continue
        new = [
            one for one in links if one.startswith("/") and not one.startswith("/static/") and one not in seen
        ]
        seen.update(new)
        waiting += new
    return pages
