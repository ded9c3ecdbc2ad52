"""What a password has to be, and what browsers keep for the console."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from shinchoku.adapters.passwords import RECOMMENDED, Cost, hash_password, verify_password
from shinchoku.console.secret import Secret, load_secret
from shinchoku.console.settings import ConsoleSettings, settings_from
from shinchoku.errors import ConfigurationError


@pytest.mark.parametrize("password", ["short", "十一文字しかない言葉で", "あ" * 300])
def test_what_is_too_short_or_too_long_is_refused(password: str) -> None:
    """Twelve characters at least, and an end."""
    with pytest.raises(ConfigurationError, match="characters"):
        hash_password(password, ("dx-steward",))


@pytest.mark.parametrize("password", ["正しい 馬の 電池と留め金", "correct horse battery", "kM4;rr0t-9vQ"])
def test_nothing_is_asked_of_the_kinds_of_characters(password: str) -> None:
    """Twelve characters that are not obvious will do, in any script; the hash is argon2id."""
    kept = hash_password(password, ("dx-steward",))
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    verdict = verify_password(kept, password)
    assert (verdict.is_right, verdict.renewed) == (True, "")
    assert not verify_password(kept, password + " ").is_right


def test_a_password_is_the_same_from_every_keyboard() -> None:
    """A voiced kana is one character or two, by the machine it is typed on."""
    kept = hash_password("がっこうの げんかんの ばら", ("dx",))
    assert verify_password(kept, unicodedata.normalize("NFD", "がっこうの げんかんの ばら")).is_right


def test_no_account_has_no_password() -> None:
    """Where there is no hash every password is wrong, the empty one too."""
    assert [verify_password("", given).is_right for given in ("", "x", "correct horse battery")] == [
        False
    ] * 3
    assert not verify_password("no hash at all", "correct horse battery").is_right


def test_old_parameters_are_renewed() -> None:
    """A right password comes back under today's parameters if it was kept under others."""
    old = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash("correct horse battery")
    verdict = verify_password(old, "correct horse battery")
    assert verdict.is_right
    assert verify_password(verdict.renewed, "correct horse battery").renewed == ""


def test_no_setting_makes_a_hash_cheaper() -> None:
    """Only a caller in the program names another cost; whatever the environment says, it is the recommended one."""
    weak = {f"SHINCHOKU_{name}": "8" for name in ("PASSWORD_COST", "PASSWORD_MEMORY", "ARGON2_MEMORY_COST")}
    costs = [
        ConsoleSettings().password_cost,
        settings_from({}).password_cost,
        settings_from(weak).password_cost,
    ]
    assert costs == [RECOMMENDED] * 3 == [Cost(passes=3, memory_kib=65536, lanes=4)] * 3


def test_a_seal_is_good_for_its_purpose_and_its_time(tmp_path: Path) -> None:
    """What was sealed for one thing, by another secret, or too long ago, is nothing."""
    secret, other = load_secret(tmp_path), Secret(b"x" * 32)
    sealed = secret.seal("a", {"next": "/課"}, 60)
    assert secret.unseal("a", sealed) == {"next": "/課"}
    assert load_secret(tmp_path).unseal("a", sealed) == {"next": "/課"}
    for wrong in ("", ".", "x.y", sealed[:-1], "x" + sealed):
        assert secret.unseal("a", wrong) is None
    assert secret.unseal("b", sealed) is None
    assert other.unseal("a", sealed) is None
    assert secret.unseal("a", secret.seal("a", {}, -1)) is None


def test_a_device_is_known_by_the_accounts_that_it_logged_in_to() -> None:
    """A device's cookie holds for its last five accounts and for no other."""
    secret, cookie = Secret(b"k" * 32), ""
    for number in range(7):
        cookie = secret.with_device(cookie, f"post{number}")
    known = [number for number in range(9) if secret.device_of(cookie, f"post{number}")]
    assert known == [2, 3, 4, 5, 6]
    assert secret.with_device(cookie, "post6") == cookie
    assert secret.device_of("~~.~x.y~" + "z" * 5000, "post6") == ""


def test_an_endless_password_is_refused_before_its_characters_are_composed() -> None:
    """Composing marks takes the square of their number; a login may not freeze the console for others."""
    endless = "a" + "\u0301\u0323" * 150_000
    assert not verify_password("", endless, Cost(1, 64, 1)).is_right
    with pytest.raises(ConfigurationError, match="at most"):
        hash_password(endless, ("kikaku",), Cost(1, 64, 1))
