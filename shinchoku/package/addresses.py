"""Addresses within a text that somebody wrote: of the web, and of mail. What is no plain address is text."""

import re

_IN_ADDRESS = r"[!#$%&()*+,\-./0-9:;=?@A-Z\[\]_a-z~]"
WEB = re.compile(rf"https?://{_IN_ADDRESS}+?(?=[.,;:!?)\]]*(?!{_IN_ADDRESS}))")
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++", re.ASCII)
_EMPTY = re.compile(r"[<(（「\[]\s*[>)）」\]]|(?<=[<(（「\[])\s*[、,]\s*")
_SEPARATES = "、。,;:：・ \u3000"


def addresses_in(text: str) -> dict[str, str]:
    """Return the first web address of a text as `path`, its first mail address as `email`, as the standard has them."""
    web, mail = WEB.search(text), MAIL.search(WEB.sub(" ", text))
    return ({"path": web[0]} if web else {}) | ({"email": mail[0]} if mail else {})


def without_addresses(text: str) -> str:
    """Return what a text says beside its addresses; empty if that is nothing."""
    rest = _EMPTY.sub("", " ".join(MAIL.sub(" ", WEB.sub(" ", text)).split())).strip(_SEPARATES)
    return rest if any(character.isalnum() for character in rest) else ""
