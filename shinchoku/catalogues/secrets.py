"""Addresses as they may be shown: without the password, token or signature that they may hold."""

import re
from urllib.parse import unquote, urlsplit

_LOGIN = re.compile(r"(?<=//)[^/\s]*@")
_QUERY = re.compile(r"\?[^\s'\")>]*")
_MOST_CHARACTERS = 200


def without_secrets(text: str, known: str = "") -> str:
    """Return a text without what stands before `@` or after `?` in addresses, nor any secret of a `known` one."""
    shown = _QUERY.sub("?…", _LOGIN.sub("…@", text))
    for secret in _secrets(known):
        shown = shown.replace(secret, "…")
    return " ".join(shown.split())[:_MOST_CHARACTERS]


def _secrets(address: str) -> list[str]:
    """Return what in an address only its owner may know, longest first."""
    found = {address.partition("?")[2]}
    for piece in address.split("::"):
        try:
            parts = urlsplit(piece)
            found |= {parts.password or "", parts.netloc.rpartition("@")[0]}
        except ValueError:
            continue
    return sorted({form for one in found if one for form in (one, unquote(one))}, key=len, reverse=True)
