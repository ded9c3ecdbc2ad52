"""What a file is by its bytes, never by its name: formats that hold no status sheet, by the names that people know."""

import json
import re
from enum import StrEnum

from shinchoku.adapters.ooxml import Container
from shinchoku.bilingual import Bilingual

_HEAD_BYTES = 8_192


class TextFormat(StrEnum):
    """What a text is that is not simply delimited."""

    HTML = "HTML"
    XML_SPREADSHEET = "XML Spreadsheet 2003"


def _same(name: str) -> Bilingual:
    """Return a name that is one in both languages."""
    return Bilingual(name, name)


_OLD_EXCEL = Bilingual("古いExcel（2.0～4.0）", "Excel 2.0 to 4.0")
_BINARY: tuple[tuple[int, bytes, Bilingual], ...] = (
    (0, b"{\\rt", _same("RTF")),
    (0, b"\x89PNG", _same("PNG")),
    (0, b"\xff\xd8\xff", _same("JPEG")),
    (0, b"GIF8", _same("GIF")),
    (0, b"II*\0", _same("TIFF")),
    (0, b"MM\0*", _same("TIFF")),
    (8, b"WEBP", _same("WebP")),
    (4, b"ftyphei", _same("HEIC")),
    (4, b"ftypmif", _same("HEIC")),
    (4, b"ftyp", Bilingual("動画", "video")),
    (0, b"\x09\x00\x04\x00", _OLD_EXCEL),
    (0, b"\x09\x02\x06\x00", _OLD_EXCEL),
    (0, b"\x09\x04\x06\x00", _OLD_EXCEL),
    (0, b"\x00\x00\x02\x00\x06\x04", Bilingual("Lotus 1-2-3", "Lotus 1-2-3")),
    (0, b"\x00\x00\x1a\x00", Bilingual("Lotus 1-2-3", "Lotus 1-2-3")),
    (0, b"\x1f\x8b", _same("gzip")),
    (0, b"7z\xbc\xaf\x27\x1c", _same("7-Zip")),
    (0, b"Rar!", _same("RAR")),
    (2, b"-lh", _same("LZH")),
    (0, b"L\0\0\0\x01\x14\x02\0", Bilingual("Windowsのショートカット", "Windows shortcut")),
    (0, b"PK\x05\x06", Bilingual("空のZIP", "empty ZIP")),
)
_BITMAP = re.compile(rb"BM.{4}\0\0\0\0", re.DOTALL)
_STREAMS: tuple[tuple[str, Bilingual], ...] = (
    (
        "EncryptedPackage",
        Bilingual("パスワードで保護（暗号化）されたExcelブック", "encrypted Excel workbook"),
    ),
    ("WordDocument", Bilingual("Word（doc）", "Word (doc)")),
    ("PowerPoint Document", Bilingual("PowerPoint（ppt）", "PowerPoint (ppt)")),
    ("__properties_version1.0", Bilingual("Outlookのメッセージ（msg）", "Outlook message (msg)")),
    ("VisioDocument", _same("Visio")),
)
_BOOKS = ("Workbook", "Book")
_PARTS: tuple[tuple[str, Bilingual], ...] = (
    ("word/document.xml", Bilingual("Word（docx）", "Word (docx)")),
    ("ppt/presentation.xml", Bilingual("PowerPoint（pptx）", "PowerPoint (pptx)")),
    ("index/calculationengine.iwa", Bilingual("Numbers", "Numbers")),
    ("index/document.iwa", Bilingual("Numbers・Pages・Keynote", "Numbers, Pages or Keynote")),
    ("index.zip", Bilingual("Numbers・Pages・Keynote", "Numbers, Pages or Keynote")),
)
_OPEN_DOCUMENTS: tuple[tuple[bytes, Bilingual], ...] = (
    (b"opendocument.text", Bilingual("OpenDocumentの文書（odt）", "OpenDocument text (odt)")),
    (b"opendocument.presentation", Bilingual("OpenDocumentのスライド（odp）", "OpenDocument slides (odp)")),
    (b"epub", _same("EPUB")),
)
_ZIP = Bilingual("ZIP（圧縮フォルダー）", "ZIP archive")
_LOCKED_ZIP = Bilingual("パスワード付きZIP", "password-protected ZIP archive")
_LOCKED_ODS = Bilingual("パスワードで保護（暗号化）されたods", "encrypted ods workbook")

_AROUND = re.compile(r"(?:\s|<!--(?:(?!-->).){0,2000}-->|<\?(?:(?!\?>).){0,500}\?>)*", re.DOTALL)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|meta|title|style|table|div|center|font)\b")
_MESSAGE = re.compile(r"(?:mime-version|from|to|date|subject|content-type|message-id|x-[a-z-]{1,40}):")
_SPREADSHEET_ML = "urn:schemas-microsoft-com:office:spreadsheet"

_WEB_ARCHIVE = Bilingual("Webアーカイブ（MHTML）", "web archive (MHTML)")
_MAIL = Bilingual("電子メール", "e-mail message")
_TEXTS: tuple[tuple[str, Bilingual], ...] = (
    ("<office:document", Bilingual("1つのXMLにまとめたOpenDocument", "flat OpenDocument")),
    ("<svg", _same("SVG")),
    ("[internetshortcut]", Bilingual("インターネットのショートカット", "internet shortcut")),
    ("%!ps", _same("PostScript")),
    ("id;p", _same("SYLK")),
)


def text_format(content: bytes) -> TextFormat | None:
    """Tell a text that holds tables in a markup."""
    head = _head(content)
    start = head[_end_of_lead(head) :]
    if _SPREADSHEET_ML in head and re.match(r"<(?:[a-z]{1,8}:)?workbook\b", start):
        return TextFormat.XML_SPREADSHEET
    return TextFormat.HTML if _HTML.match(start) else None


def other_format(content: bytes) -> Bilingual | None:
    """Name the format of a file that is no workbook and no delimited text; `None` if it may be one."""
    if b"%PDF-" in content[:1024]:
        return _same("PDF")
    if _BITMAP.match(content):
        return Bilingual("画像（BMP）", "picture (BMP)")
    for offset, magic, name in _BINARY:
        if content.startswith(magic, offset):
            return name
    return _other_text(content)


def holds_book(content: bytes) -> bool:
    """Tell whether a compound file holds a workbook."""
    return any(_has_stream(content, name) for name in _BOOKS)


def other_compound(content: bytes) -> Bilingual | None:
    """Name what a compound file (OLE) is that holds no workbook; `None` if it holds one, or nothing is known of it."""
    if holds_book(content):
        return None
    return next((words for name, words in _STREAMS if _has_stream(content, name)), None)


def other_container(container: Container) -> Bilingual | None:
    """Name what a zip container is that holds no workbook; `None` if it holds one."""
    if container.has("xl/workbook.xml") or container.has("xl/workbook.bin"):
        return None
    for part, words in _PARTS:
        if container.has(part):
            return words
    kind = container.read("mimetype") or b"" if container.has("mimetype") else b""
    for name, words in _OPEN_DOCUMENTS:
        if name in kind:
            return words
    if container.has("content.xml"):
        manifest = container.read("META-INF/manifest.xml") or b""
        return _LOCKED_ODS if b"encryption-data" in manifest else None
    is_locked = any(entry.flag_bits & 1 for entry in container.entries.values())
    return _LOCKED_ZIP if is_locked else _ZIP


def _has_stream(content: bytes, name: str) -> bool:
    """Tell whether a compound file's directory has an entry of a name: 64 bytes, then the length of the name."""
    written = name.encode("utf-16-le")
    return written.ljust(64, b"\0") + (len(written) + 2).to_bytes(2, "little") in content


def _other_text(content: bytes) -> Bilingual | None:
    """Name a text that holds no table."""
    head = _head(content)
    lead = _end_of_lead(head)
    start = head[lead:]
    if _MESSAGE.match(start) and "mime-version:" in head:
        return _WEB_ARCHIVE if "multipart/related" in head else _MAIL
    for beginning, name in _TEXTS:
        if start.startswith(beginning):
            return name
    if "<?xml" in head[:lead] and start.startswith("<"):
        return _same("XML")
    return _json(content) if start.startswith(("{", "[")) else None


def _json(content: bytes) -> Bilingual | None:
    """Name a JSON document, and the shortcut to a Google spreadsheet that is one."""
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if isinstance(said, dict) and ("doc_id" in said or "docs.google.com" in str(said.get("url", ""))):
        return Bilingual(
            "Googleスプレッドシートへのショートカット（内容は入っていません）",
            "shortcut to a Google spreadsheet (without its content)",
        )
    return _same("JSON")


def _head(content: bytes) -> str:
    """Return the beginning of a text in lower case, as far as its ASCII goes."""
    head = content[:_HEAD_BYTES]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="ignore").casefold()
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lower()


def _end_of_lead(head: str) -> int:
    """Return where blanks, comments and declarations in front end."""
    found = _AROUND.match(head)
    return found.end() if found else 0
