"""Passwords: hashed with argon2id, compared in constant time, few at once, and none that anybody would guess."""

import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from shinchoku.adapters.guessing import told, weaknesses
from shinchoku.errors import ConfigurationError, OperationalError

FEWEST_CHARACTERS = 12
MOST_CHARACTERS = 256
MOST_TYPED = 4 * MOST_CHARACTERS
"""Characters that are looked at, before a letter and its marks become one: composing takes the square of marks."""
_AT_ONCE = 2
_PATIENCE_SECONDS = 10.0
_TURNS = BoundedSemaphore(_AT_ONCE)
"""How many hashes are computed at once: each takes 64 MiB, and a flood of logins must not take the machine."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a hash costs whoever computes it: passes over memory, in lanes side by side."""

    passes: int
    memory_kib: int
    lanes: int


RECOMMENDED = Cost(passes=3, memory_kib=65536, lanes=4)
"""The second recommendation of RFC 9106. No setting of an installation changes it, only a caller in the program."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a password is the account's, and the hash to keep instead if its parameters are old."""

    is_right: bool
    renewed: str = ""


def hash_password(password: str, names: Iterable[str], cost: Cost = RECOMMENDED) -> str:
    """Return the hash to keep for an account; `names` are those that would be tried first: its own, the city's.

    Raises:
        ConfigurationError: if the password is short, endless, or one of those that are guessed first.
        OperationalError: if too many passwords are being worked on.
    """
    _require_bounded(password)
    _require_sound(_one_form(password), names)
    with _turn():
        return _hasher(cost).hash(_one_form(password))


def verify_password(kept: str, password: str, cost: Cost = RECOMMENDED) -> Verdict:
    """Tell whether a password has a hash; without one (no such account) it takes as long to say no.

    A hash of another cost is renewed.

    Raises:
        OperationalError: if too many passwords are being worked on.
    """
    typed, hasher = _one_form(password[:MOST_TYPED])[:MOST_CHARACTERS], _hasher(cost)
    with _turn():
        try:
            hasher.verify(kept or _nobodys_hash(cost), typed)
        except (VerificationError, InvalidHashError):
            return Verdict(is_right=False)
        if not kept:
            return Verdict(is_right=False)
        renewed = hasher.hash(typed) if hasher.check_needs_rehash(kept) else ""
    return Verdict(is_right=True, renewed=renewed)


@cache
def _hasher(cost: Cost) -> PasswordHasher:
    """Return what hashes at a cost."""
    return PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes)


@cache
def _nobodys_hash(cost: Cost) -> str:
    """Return the hash of a password that nobody knows, to compare with where there is no account."""
    return _hasher(cost).hash(secrets.token_urlsafe(32))


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for one's turn to hash."""
    if not _TURNS.acquire(timeout=_PATIENCE_SECONDS):
        raise OperationalError(
            "ログインが込み合っています。しばらくしてから、もう一度お試しください。",
            "too many logins at once: please try again in a while.",
        )
    try:
        yield
    finally:
        _TURNS.release()


def _one_form(password: str) -> str:
    """Return a password in the one form that every keyboard's spelling of it has (RFC 8265)."""
    return unicodedata.normalize("NFC", password)


def _require_bounded(password: str) -> None:
    """Refuse what is endless before anything looks at its characters."""
    if len(password) > MOST_TYPED:
        raise _too_long()


def _too_long() -> ConfigurationError:
    """Say that a password is too long."""
    return ConfigurationError(
        f"パスワードは{MOST_CHARACTERS}文字以内にしてください。",
        f"a password has at most {MOST_CHARACTERS} characters.",
    )


def _require_sound(password: str, names: Iterable[str]) -> None:
    """Refuse what is guessed first; nothing is asked of the kinds of characters."""
    if len(password) < FEWEST_CHARACTERS:
        raise ConfigurationError(
            f"パスワードは{FEWEST_CHARACTERS}文字以上にしてください。文の形にすると覚えやすくなります。",
            f"a password needs at least {FEWEST_CHARACTERS} characters; a sentence is easy to remember.",
        )
    if len(password) > MOST_CHARACTERS:
        raise _too_long()
    if found := weaknesses(password, names):
        why = told(found)
        raise ConfigurationError(
            f"推測されやすいパスワードです（{why.ja}でできています）。つながりのない単語を4つほど並べるか、自分だけの文にしてください。",
            f"that password is easy to guess: it is made of {why.en}. Take some four words that have nothing to do with each"
            " other, or a sentence of your own.",
        )
