"""The console's own secret, with which it signs what browsers keep for it: it stands in the state folder."""

import base64
import hashlib
import hmac
import json
import logging
import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_BYTES = 32
_MOST_DEVICES = 5
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, repr=False)
class Secret:
    """Signs for a purpose, so that what was signed for one is worth nothing for another."""

    key: bytes

    def sign(self, purpose: str, text: str) -> str:
        """Return the signature of a text."""
        return hmac.new(self.key, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()

    def holds(self, purpose: str, text: str, signature: str) -> bool:
        """Tell whether a signature is ours, in constant time."""
        return hmac.compare_digest(self.sign(purpose, text).encode(), signature.encode())

    def seal(self, purpose: str, data: Mapping[str, str], seconds: int) -> str:
        """Return data as a text that only we could have written, good for some seconds."""
        content = json.dumps([int(time.time()) + seconds, dict(data)]).encode()
        text = base64.urlsafe_b64encode(content).decode().rstrip("=")
        return f"{text}.{self.sign(purpose, text)}"

    def unseal(self, purpose: str, sealed: str) -> dict[str, str] | None:
        """Return the data of a text that we wrote, if it is still good."""
        text, _, signature = sealed.rpartition(".")
        if not text or not self.holds(purpose, text, signature):
            return None
        until, data = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        return {str(key): str(value) for key, value in data.items()} if time.time() <= until else None

    def device_of(self, cookie: str, account: str) -> str:
        """Return the device that has logged in to an account before, or nothing."""
        for entry in cookie.split("~")[:_MOST_DEVICES]:
            device, _, signature = entry.partition(".")
            if device and self.holds("device", f"{device} {account}", signature):
                return device
        return ""

    def with_device(self, cookie: str, account: str) -> str:
        """Return the cookie of a device that has now logged in to an account."""
        if self.device_of(cookie, account):
            return cookie
        device = secrets.token_urlsafe(16)
        entry = f"{device}.{self.sign('device', f'{device} {account}')}"
        others = [one for one in cookie.split("~") if one and len(one) <= len(entry)]
        return "~".join([entry, *others][:_MOST_DEVICES])


def load_secret(state: Path) -> Secret:
    """Return the secret of a state folder, made on first use; for this run only if it cannot be kept."""
    file = state / "console.key"
    try:
        state.mkdir(parents=True, exist_ok=True)
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            key = file.read_bytes()
        else:
            key = secrets.token_bytes(_BYTES)
            with os.fdopen(descriptor, "wb") as opened:
                opened.write(key)
    except OSError:
        _log.warning("the console's secret cannot be kept; devices are forgotten when it stops")
        key = b""
    return Secret(key if len(key) == _BYTES else secrets.token_bytes(_BYTES))
