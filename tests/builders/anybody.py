"""What anybody gets at an address: no account, no settings of the machine, redirects followed."""

from __future__ import annotations

import hashlib
import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass

_DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Got:
    """What an address answered: its status (0 if the answer broke off), the bytes, and what it calls them."""

    status: int
    body: bytes
    kind: str = ""

    @property
    def sha256(self) -> str:
        """The digest of what came."""
        return hashlib.sha256(self.body).hexdigest()


def get(address: str) -> Got:
    """Ask an address as a browser without an account does, following redirects."""
    try:
        with _DIRECTLY.open(address, timeout=60) as answer:
            return Got(answer.status, answer.read(), answer.headers.get("Content-Type", ""))
    except urllib.error.HTTPError as error:
        with error:
            return Got(error.code, error.read())
    except (OSError, http.client.HTTPException) as error:
        return Got(0, repr(error).encode())
