"""What calamine leaves out of an OpenDocument cell's text: it would join what a tab or a break divides.

calamine 0.9 reads `1<text:tab/>2` and `1<text:line-break/>2` as `12`, and the reading of a ruby behind
its base as if it were part of the word.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

_CONTENT = "content.xml"
_SAID = ((b"tab", b"\t"), (b"line-break", b"\n"))
_EMPTY_ELEMENTS = tuple(
    (re.compile(rb"<text:%s(?:\s[^<>]*)?(?:/>|>\s*</text:%s>)" % (name, name)), said) for name, said in _SAID
)
_RUBY = re.compile(rb"<text:ruby-text(?:\s[^<>]*)?>[^<]*</text:ruby-text>")


def spelled_out(content: bytes) -> bytes:
    """Return an ods file with tabs and line breaks as characters and without rubies; any other as it is.

    A container that cannot be taken apart is left to calamine, which says what is wrong with it.
    """
    if not content.startswith(b"PK") or _CONTENT.encode() not in content:
        return content
    try:
        parts = _parts(content)
    except (RuntimeError, EOFError, zlib.error, zipfile.BadZipFile):
        return content
    old = parts.get(_CONTENT, b"")
    new = _RUBY.sub(b"", old)
    for element, said in _EMPTY_ELEMENTS:
        new = element.sub(said, new)
    if new == old:
        return content
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as written:
        for name, part in (parts | {_CONTENT: new}).items():
            written.writestr(name, part)
    return buffer.getvalue()


def _parts(content: bytes) -> dict[str, bytes]:
    """Return the parts of an ods file by name, none of any other container."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        return {name: archive.read(name) for name in names} if _CONTENT in names else {}
