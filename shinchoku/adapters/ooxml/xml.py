"""Parts parsed as XML: no document types, no entities, no network, bounded trees."""

import codecs
import re
from collections.abc import Iterator
from io import BytesIO
from typing import TypedDict

from lxml import etree
from lxml.etree import _Element as Element

_DOCTYPE = b"<!DOCTYPE"
_OPEN_BREAK = re.compile(rb"<br\s{0,9}>", re.IGNORECASE)


class DamagedPartError(Exception):
    """A part that is no well-formed XML, or has a document type."""


class _Safe(TypedDict):
    """The options of every parser here."""

    resolve_entities: bool
    no_network: bool
    huge_tree: bool
    load_dtd: bool
    encoding: str


_SAFE: _Safe = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "encoding": "utf-8",  # whatever a part declares: a declared encoding could hide a document type
}


def parse(data: bytes) -> Element | None:
    """Return the root of a part for reading; `None` for damaged XML and any part with a document type."""
    return _root(data, etree.XMLParser(**_SAFE, remove_comments=True, remove_pis=True))


def parse_whole(data: bytes) -> Element | None:
    """Return the root of a part for editing, comments and all; `None` as `parse`."""
    return _root(data, etree.XMLParser(**_SAFE, strip_cdata=False))


def recovered(data: bytes) -> Element | None:
    """Return the root of a legacy drawing, which need not be well-formed (`<br>`); `None` if nothing is left."""
    closed = _OPEN_BREAK.sub(b"<br/>", data)  # else it would swallow the shapes that follow
    return _root(closed, etree.XMLParser(**_SAFE, recover=True, remove_comments=True, remove_pis=True))


def _root(data: bytes, parser: etree.XMLParser) -> Element | None:
    """Parse with the given parser."""
    text = utf_8(data)
    if text is None:
        return None
    try:
        return etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def ended(data: bytes, *tags: str) -> Iterator[Element]:
    """Yield elements of a part as they end, each still with its content; the caller clears what it has read.

    Raises:
        DamagedPartError: where the part is damaged; what came before was yielded.
    """
    text = utf_8(data)
    if text is None:
        raise DamagedPartError
    try:
        for _, element in etree.iterparse(BytesIO(text), tag=tags, **_SAFE):
            yield element
    except etree.XMLSyntaxError as error:
        raise DamagedPartError from error


def new_element(namespace: str, name: str) -> Element:
    """Return a new element that is alone in its default namespace."""
    return etree.fromstring(f'<{name} xmlns="{namespace}"/>')


def utf_8(data: bytes) -> bytes | None:
    """Return a part's bytes as UTF-8; `None` if they are no Unicode text or have a document type."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data[:4]:
        bare = "utf-16-be" if data.startswith(b"\0") else "utf-16-le"
        encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else bare
        try:
            data = data.decode(encoding).encode()
        except UnicodeError:
            return None
    return None if _DOCTYPE in data else data


def local(element: Element) -> str:
    """Return an element's name without its namespace; for comments and instructions no name at all."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its local name, whatever its namespace; empty if absent."""
    found = element.get(name)
    if found is not None:
        return found
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")


def is_on(value: str | None) -> bool:
    """Read an XML boolean; absent is off."""
    return value is not None and value.strip().lower() in {"1", "true", "on"}


def text_of(element: Element, *tags: str) -> str:
    """Return the text below an element in the given tags, phonetic guides (`rPh`) left out."""
    return "".join(
        found.text or ""
        for found in element.iter()
        if local(found) in tags and all(local(above) != "rPh" for above in found.iterancestors())
    )
